import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql as parse } from '@apollo/client';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client, fetchExchange, gql } from '@urql/core';
import { type CacheExchangeOpts, cacheExchange } from '@urql/exchange-graphcache';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Server } from '../../src/server.js';
import { type Answer, execute, startFacade, TJE0 } from '../helpers/facade.js';

/** Records of several types that have the same id. */
const NAMESAKES = `{
  user(id: 3) { id fullName }
  person(id: 3) { id fullName }
  category(id: 3) { id value }
  position(id: 3) { id value }
  ticketStatus(id: 3) { id name }
  ticketType(id: 3) { id name }
}`;
const TOPIC = gql('{ chatTopic(id: 819) { id openingHours { __typename } members { canRespond user { id } } } }');

// What docs/clients.md says of clients, beyond the programs that it shows.
describe('the clients of docs/clients.md', () => {
  let sandbox: Sandbox;
  let server: Server;
  let sent: Answer['data'];
  beforeAll(async () => {
    sandbox = await startSandbox();
    server = await startFacade(sandbox.url);
    sent = (await execute(server.url, NAMESAKES)).data;
  });
  afterAll(async () => {
    await server?.stop();
    await sandbox?.stop();
  });

  const apollo = () =>
    new ApolloClient({
      link: new HttpLink({ uri: server.url, headers: { authorization: TJE0 } }),
      cache: new InMemoryCache(),
    });
  const urql = (options: CacheExchangeOpts = {}) =>
    new Client({
      url: server.url,
      fetchOptions: { headers: { authorization: TJE0 } },
      preferGetMethod: false,
      exchanges: [cacheExchange(options), fetchExchange],
    });

  it('has records of several types with one id, in Apollo Client’s cache', async () => {
    const client = apollo();
    await client.query({ query: parse(NAMESAKES) });

    expect(sent.user.fullName).not.toBe(sent.person.fullName);
    expect(client.readQuery({ query: parse(NAMESAKES) })).toMatchObject(sent);
  });

  it('has records of several types with one id, in Graphcache', async () => {
    const client = urql();
    await client.query(NAMESAKES, {});
    const { data } = await client.query(NAMESAKES, {}, { requestPolicy: 'cache-only' });

    expect(data).toMatchObject(sent);
  });

  it('rejects in Apollo Client with what the other fields answered', async () => {
    const mutation = parse(`mutation {
      fails: transferChatSession(id: 1, toAssociate: "3") { id }
      works: transferChatSession(id: 549, toAssociate: "3") { id }
    }`);
    const error = await apollo()
      .mutate({ mutation })
      .catch((reason: unknown) => reason);

    expect(CombinedGraphQLErrors.is(error)).toBe(true);
    expect(error).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND', outcome: 'REJECTED' } }],
      data: { fails: null, works: { id: '549' } },
    });
  });

  it('sends in urql the headers of one operation instead of the client’s', async () => {
    const { error } = await urql().query('{ me { id } }', {}, { fetchOptions: { headers: { 'x-explain': '1' } } });

    expect(error?.graphQLErrors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  describe('about types that have no `id`, Graphcache', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    afterEach(() => warn.mockClear());
    afterAll(() => warn.mockRestore());

    it('warns of each', async () => {
      await urql().query(TOPIC, {});

      const warnings = warn.mock.calls.flat().join('\n');
      expect(warnings).toMatch(/ChatTopicMember/);
      expect(warnings).toMatch(/ChatOpeningHours/);
    });

    it('is silent when `keys` has them', async () => {
      await urql({ keys: { ChatTopicMember: () => null, ChatOpeningHours: () => null } }).query(TOPIC, {});

      expect(warn).not.toHaveBeenCalled();
    });
  });
});
