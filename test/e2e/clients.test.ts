import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as apollo4 from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, createRequest, fetchExchange, gql, makeOperation } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import * as apollo3 from 'apollo-client-3/core/core.cjs';
import { createPersistedQueryLink } from 'apollo-client-3/link/persisted-queries/persisted-queries.cjs';
import { type DocumentNode, Kind, print } from 'graphql';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { parse } from 'yaml';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Server } from '../../src/server.js';
import { startFacade, TJE0 } from '../helpers/facade.js';

/** The package that has the clients. */
const HERE = fileURLToPath(new URL('.', import.meta.url));

const GUIDE = readFileSync(join(HERE, '../../docs/clients.md'), 'utf8');
const [, CONFIGURATION = ''] = /^```yaml\n# codegen\.yml\n(.*?)^```$/ms.exec(GUIDE) ?? [];

const SESSION = gql`
  query Session($id: ID!) {
    chatSession(id: $id) {
      id
      __typename
    }
  }
`;
const ME = gql`
  query Me {
    me {
      id
      __typename
    }
  }
`;
const TRANSFER = gql`
  mutation Transfer($id: ID!, $toAssociate: String!) {
    transferChatSession(id: $id, toAssociate: $toAssociate) {
      id
      transferTo {
        id
        __typename
      }
      __typename
    }
  }
`;

/** As generated code has it in `document.__meta__.hash`; of other documents their own. */
function hashOf(document: DocumentNode): string {
  const { name } = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION) ?? {};
  const [generated] = Object.entries(manifest).find(([, text]) => text.includes(` ${name?.value}(`)) ?? [];
  return generated ?? createHash('sha256').update(print(document)).digest('hex');
}

let folder: string;
let sandbox: Sandbox;
/** Without a manifest, and with one that holds `SESSION` and `TRANSFER` as GraphQL Code Generator prints them. */
let plain: Server;
let persisted: Server;
let manifest: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-clients-'));
  sandbox = await startSandbox();
  plain = await startFacade(sandbox.url);
  manifest = await generateManifest([SESSION, TRANSFER]);
  persisted = await startFacade(sandbox.url, {
    PERSISTED_OPERATIONS: join(folder, 'generated/persisted-documents.json'),
  });
}, 60_000);

afterAll(async () => {
  await plain?.stop();
  await persisted?.stop();
  await sandbox?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The output of GraphQL Code Generator for these operations, configured as docs/clients.md says, for the second server. */
async function generateManifest(documents: readonly DocumentNode[]): Promise<Record<string, string>> {
  await writeFile(join(folder, 'operations.graphql'), documents.map(print).join('\n'));
  const { generates } = parse(CONFIGURATION);
  const config = {
    schema: plain.url,
    documents: join(folder, 'operations.graphql'),
    generates: { [`${folder}/generated/`]: generates['src/generated/'] },
  };
  await writeFile(join(folder, 'codegen.json'), JSON.stringify(config));
  await promisify(execFile)('npx', ['graphql-codegen', '--config', join(folder, 'codegen.json')], { cwd: HERE });
  return JSON.parse(await readFile(join(folder, 'generated/persisted-documents.json'), 'utf8'));
}

/** `GET hash`, `POST text and hash`: how each request asked for its operation. */
const asked: string[] = [];
afterEach(() => {
  asked.length = 0;
});

const recordingFetch: typeof fetch = async (input, init = {}) => {
  const { searchParams } = new URL(String(input));
  const sent = init.method === 'POST' ? JSON.parse(String(init.body)) : Object.fromEntries(searchParams);
  const parts = [
    ...(sent.query ? ['text'] : []),
    ...(JSON.stringify(sent.extensions ?? '').includes('persistedQuery') ? ['hash'] : []),
    ...(sent.documentId ? ['documentId'] : []),
  ];
  asked.push(`${init.method ?? 'GET'} ${parts.join(' and ')}`);
  return fetch(input, init);
};

describe('urql', () => {
  const options = (url: string) => ({
    url,
    fetch: recordingFetch,
    fetchOptions: { headers: { authorization: TJE0 } },
    requestPolicy: 'network-only' as const,
  });

  it('asks by GET and changes by POST, as it does by default', async () => {
    const client = createClient({ ...options(plain.url), exchanges: [fetchExchange] });
    const read = await client.query(SESSION, { id: '549' });
    const changed = await client.mutation(TRANSFER, { id: '549', toAssociate: '3' });

    expect([read.error, changed.error]).toEqual([undefined, undefined]);
    expect(read.data).toMatchObject({ chatSession: { id: '549' } });
    expect(changed.data).toMatchObject({ transferChatSession: { transferTo: { id: '3' } } });
    expect(asked).toEqual(['GET text', 'POST text']);
  });

  it('reads the nodes of a list, and an item of SuperOffice’s lists by its id', async () => {
    const client = createClient({ ...options(plain.url), exchanges: [fetchExchange] });
    const { error, data } = await client.query(
      gql`
        {
          chatSessions(first: 2) {
            nodes {
              id
              status
            }
          }
          country(id: 578) {
            name
          }
          saleType(id: 1) {
            value
          }
        }
      `,
      {},
    );

    expect(error).toBeUndefined();
    expect(data.chatSessions.nodes).toHaveLength(2);
    expect([data.country.name, data.saleType.value]).toEqual([expect.any(String), expect.any(String)]);
  });

  it('continues with texts if persisted queries are not supported', async () => {
    const client = createClient({ ...options(plain.url), exchanges: [persistedExchange(), fetchExchange] });
    const results = [await client.query(SESSION, { id: '549' }), await client.query(ME, {})];

    expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(asked).toEqual(['GET hash', 'GET text', 'GET text']);
  });

  it('sends the text of an operation that the manifest does not have', async () => {
    const client = createClient({ ...options(persisted.url), exchanges: [persistedExchange(), fetchExchange] });
    const { error, data } = await client.query(ME, {});

    expect(error).toBeUndefined();
    expect(data.me.id).toBe('5');
    expect(asked).toEqual(['GET hash', 'GET text and hash']);
  });

  it('asks for what GraphQL Code Generator persisted, by its hash and by its documentId', async () => {
    const id = hashOf(SESSION);
    const byHash = createClient({
      ...options(persisted.url),
      exchanges: [
        persistedExchange({
          enforcePersistedQueries: true,
          generateHash: async (_text, document) => hashOf(document as DocumentNode),
        }),
        fetchExchange,
      ],
    });
    const byId = createClient({ ...options(persisted.url), exchanges: [fetchExchange] });
    // What remains of a document that is replaced by its id.
    const document = { kind: Kind.DOCUMENT, definitions: [], documentId: id } as DocumentNode;
    const variables = { id: '549' };
    const { context } = byId.createRequestOperation('query', createRequest(SESSION, variables));
    const results = [
      await byHash.query(SESSION, variables),
      await byId
        .executeRequestOperation(makeOperation('query', createRequest(document, variables), context))
        .toPromise(),
    ];

    expect(id).toMatch(/^sha256:/);
    expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(results.map(({ data }) => data.chatSession.id)).toEqual(['549', '549']);
    expect(asked).toEqual(['GET hash', 'GET documentId']);
  });
});

const APOLLO = [
  {
    version: '4',
    create: (uri: string, isPersisted: boolean) => {
      const http = new apollo4.HttpLink({
        uri,
        fetch: recordingFetch,
        headers: { authorization: TJE0 },
        useGETForQueries: true,
      });
      return new apollo4.ApolloClient({
        cache: new apollo4.InMemoryCache(),
        link: isPersisted ? new PersistedQueryLink({ generateHash: hashOf }).concat(http) : http,
      });
    },
  },
  {
    version: '3',
    create: (uri: string, isPersisted: boolean) => {
      const http = new apollo3.HttpLink({
        uri,
        fetch: recordingFetch,
        headers: { authorization: TJE0 },
        useGETForQueries: true,
      });
      return new apollo3.ApolloClient({
        cache: new apollo3.InMemoryCache(),
        link: isPersisted ? createPersistedQueryLink({ generateHash: hashOf }).concat(http) : http,
      }) as unknown as apollo4.ApolloClient;
    },
  },
];

describe.each(APOLLO)('Apollo Client $version', ({ create }) => {
  it('asks by GET, and changes by POST', async () => {
    const client = create(plain.url, false);
    const read = await client.query({ query: SESSION, variables: { id: '549' } });
    const changed = await client.mutate({ mutation: TRANSFER, variables: { id: '549', toAssociate: '3' } });

    expect(read.data).toMatchObject({ chatSession: { id: '549' } });
    expect(changed.data).toMatchObject({ transferChatSession: { transferTo: { id: '3' } } });
    expect(asked).toEqual(['GET text', 'POST text']);
  });

  it('continues with texts if persisted queries are not supported', async () => {
    const client = create(plain.url, true);
    await client.query({ query: SESSION, variables: { id: '549' } });
    await client.query({ query: ME });

    expect(asked).toEqual(['GET hash', 'GET text', 'GET text']);
  });

  it('asks by hash, and sends the text of an operation that the manifest does not have', async () => {
    const client = create(persisted.url, true);
    const read = await client.query({ query: SESSION, variables: { id: '549' } });
    await client.query({ query: ME });

    expect(read.data).toMatchObject({ chatSession: { id: '549' } });
    expect(asked).toEqual(['GET hash', 'GET hash', 'GET text and hash']);
  });

  it('reads a subscription in parts', async () => {
    const client = create(plain.url, false);
    const value = await new Promise((resolve, reject) => {
      const query = gql`subscription S { chatSessionUpdates { isSnapshot } }`;
      const subscription = client.subscribe({ query }).subscribe({
        next: ({ data }) => {
          resolve(data);
          subscription.unsubscribe();
        },
        error: reject,
      });
    });

    expect(value).toMatchObject({ chatSessionUpdates: { isSnapshot: true } });
  });
});

describe('a client for subscriptions', () => {
  it('is served by GraphQLWsLink of Apollo Client', async () => {
    const socket = createWsClient({
      url: plain.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: TJE0 },
      retryAttempts: 0,
    });
    const client = new apollo4.ApolloClient({ link: new GraphQLWsLink(socket), cache: new apollo4.InMemoryCache() });
    const value = await new Promise((resolve, reject) => {
      const query = gql`subscription S { chatSessionUpdates { isSnapshot } }`;
      client.subscribe({ query }).subscribe({ next: ({ data }) => resolve(data), error: reject });
    });

    expect(value).toMatchObject({ chatSessionUpdates: { isSnapshot: true } });
    client.stop();
    await socket.dispose();
  });

  it('is served by graphql-ws', async () => {
    const client = createWsClient({
      url: plain.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: TJE0 },
      retryAttempts: 0,
    });
    const results = client.iterate({ query: 'subscription { chatSessionUpdates { isSnapshot } }' });

    expect((await results.next()).value).toEqual({ data: { chatSessionUpdates: { isSnapshot: true } } });
    await client.dispose();
  });
});
