import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { compose, fetchSdl } from '../../examples/supergraph/compose.js';
import { startGateway } from '../../examples/supergraph/gateway.js';
import { execute, startFacade } from '../helpers/facade.js';
import { batchOf, type FakeSuperOffice, startFakeSuperOffice } from '../helpers/fake-superoffice.js';

/** A platform's own users, whose ids are account numbers: 5 is not SuperOffice's associate 5. */
const ACCOUNTS = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key"])

  type Query {
    newestAccount: User
  }
  type User @key(fields: "id") {
    id: ID!
    email: String
  }
`);

describe.each([
  {
    prefix: '',
    fields: 'id email fullName',
    answer: { id: '5', email: 'five@platform.example', fullName: 'Associate 5' },
  },
  { prefix: 'SuperOffice', fields: 'id email', answer: { id: '5', email: 'five@platform.example' } },
])('beside a platform’s users, with the prefix "$prefix"', ({ prefix, fields, answer }) => {
  const running: { stop(): Promise<void> }[] = [];
  let superOffice: FakeSuperOffice;
  let url: string;

  beforeAll(async () => {
    superOffice = await startFakeSuperOffice();
    const facade = await startFacade(superOffice.url, { SCHEMA_PREFIX: prefix });
    const accounts = await startAccounts();
    const supergraphSdl = compose([
      { name: 'superoffice', url: facade.url, sdl: await fetchSdl(facade.url) },
      { name: 'accounts', url: accounts.url, sdl: await fetchSdl(accounts.url) },
    ]);
    const gateway = await startGateway({ supergraphSdl, port: 0 });
    running.push(gateway, accounts, facade, superOffice);
    url = gateway.url;
  }, 60_000);

  afterAll(async () => {
    for (const server of running) {
      await server.stop();
    }
  });

  it(`shows ${prefix ? 'the platform’s user as they are' : 'our associate of the same id as if they were the user'}`, async () => {
    superOffice.on(
      'POST Agents/Associate/GetAssociateList',
      batchOf('AssociateId', [{ AssociateId: 5, FullName: 'Associate 5' }]),
    );

    const { data, errors } = await execute(url, `{ newestAccount { ${fields} } }`);

    expect(errors).toBeUndefined();
    expect(data).toEqual({ newestAccount: answer });
    expect(superOffice.calls()).toHaveLength(prefix ? 0 : 1);
  });
});

async function startAccounts() {
  const resolvers = { Query: { newestAccount: () => ({ id: '5', email: 'five@platform.example' }) } };
  const server = new ApolloServer({
    schema: buildSubgraphSchema([{ typeDefs: ACCOUNTS, resolvers }]),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return { url, stop: () => server.stop() };
}
