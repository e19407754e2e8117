import { readFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Server } from '../../src/server.js';
import { execute, startFacade } from '../helpers/facade.js';
import { type ClientProject, createClientProject, GUIDE, SHOWN } from './client-project.js';

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const BO = { authorization: 'Basic Ym86Qm8=' };

/** Those that use what GraphQL Code Generator writes; relay.test.ts has Relay's. */
const PROGRAMS = ['src/apollo.ts', 'src/urql.ts', 'src/graphql-request.ts'];

/** Calls the function of `src/transfer.ts`. */
const TRANSFERS = `
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { transfer } from './transfer.js';

const link = new HttpLink({ uri: 'http://localhost:4000/graphql', headers: { authorization: 'Basic dGplMDpUamUw' } });
const client = new ApolloClient({ link, cache: new InMemoryCache() });
for (const id of ['549', '1']) console.log(await transfer(client, id, '3'));
`;

/** Follows with the function of `src/watch.ts` until the first value. */
const FOLLOWS = `
import { gql, type TypedDocumentNode } from '@apollo/client';
import { follow } from 'superoffice-graphql/client';
import { watch } from './watch.js';

const query: TypedDocumentNode<object> = gql\`subscription { chatSessionUpdates { isSnapshot } }\`;
const signedOut = new AbortController();
const feed = {
  watch: (onValue: () => void, connection: Parameters<typeof watch>[1]) =>
    watch(query, connection, (data) => {
      console.log(JSON.stringify(data));
      onValue();
      signedOut.abort();
    }),
  poll: async () => ({}),
};
await follow(feed, signedOut.signal);
`;

/** The helpers with each library. It is only compiled. */
const FITS = `
import { ApolloClient, HttpLink } from '@apollo/client';
import { Client, type TypedDocumentNode } from '@urql/core';
import { GraphQLClient } from 'graphql-request';
import { type Answer, createConversations, createFetch, type Message, newIdempotencyKey, untilAnswered } from 'superoffice-graphql/client';
import { MeDocument, type MeQuery } from './generated/graphql.js';

const url = 'http://localhost:4000/graphql';
export const link = new HttpLink({ uri: url, fetch: createFetch() });
export const urql = new Client({ url, exchanges: [], preferGetMethod: false, fetch: createFetch() });
export const requests = new GraphQLClient(url, { fetch: createFetch() });

declare const apollo: ApolloClient;
declare const messages: TypedDocumentNode<{ readonly messages: readonly Message[] }, { readonly after: string | null }>;
const { signal } = new AbortController();
export const answers: Promise<MeQuery | null | undefined>[] = [
  untilAnswered(() => apollo.query({ query: MeDocument }), signal),
  untilAnswered(() => urql.query(MeDocument, {}), signal),
  untilAnswered(async () => ({ data: await requests.request(MeDocument) }), signal),
];
export const conversations = createConversations<Message>({
  ended: signal,
  outgoing: { get: () => ({}), set: () => undefined },
  messages: { get: () => ({}), set: () => undefined },
  async read(_session, after): Promise<Answer<readonly Message[]>> {
    const { data, error } = await urql.query(messages, { after });
    return { data: data?.messages, error };
  },
  write: async () => ({ error: newIdempotencyKey() }),
  watch: async () => undefined,
  onReturned: () => undefined,
});
`;

/** Packages that a package needs its user to install. */
function peersOf(name: string): readonly string[] {
  const file = join(import.meta.dirname, 'node_modules', name, 'package.json');
  const { peerDependencies = {}, peerDependenciesMeta = {} } = JSON.parse(readFileSync(file, 'utf8'));
  return Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional !== true);
}

describe('docs/clients.md', () => {
  let sandbox: Sandbox;
  let server: Server;
  let project: ClientProject;
  beforeAll(async () => {
    sandbox = await startSandbox();
    server = await startFacade(sandbox.url);
    const paths = [
      'codegen.yml',
      'tsconfig.json',
      'src/operations.graphql',
      'src/transfer.ts',
      'src/watch.ts',
      ...PROGRAMS,
    ];
    project = await createClientProject(server.url, {
      ...Object.fromEntries(paths.map((path) => [path, SHOWN[path] as string])),
      'src/transfers.ts': TRANSFERS,
      'src/follows.ts': FOLLOWS,
      'src/fits.ts': FITS,
    });
    await project.run('graphql-codegen', '--config', 'codegen.yml');
  }, 120_000);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
    await sandbox?.stop();
  });

  // Each program transfers the same session.
  afterEach(() => execute(server.url, 'mutation { rejectChatSessionTransfer(id: 549) { id } }', {}, BO));

  const transferTo = async () => {
    const { data } = await execute(server.url, '{ chatSession(id: 549) { transferTo { id } } }');
    return data.chatSession.transferTo?.id;
  };

  it('shows a file for each client, of no more than 16 lines below its name', () => {
    expect(Object.keys(SHOWN)).toEqual(expect.arrayContaining([...PROGRAMS, 'codegen.yml', 'src/environment.ts']));
    const long = Object.entries(SHOWN).filter(
      ([, text]) =>
        text
          .replace(/^(#|\/\/) .*\n/, '')
          .trimEnd()
          .split('\n').length > 16,
    );
    expect(long).toEqual([]);
  });

  it.each([
    { resolution: 'nodenext', options: [] },
    { resolution: 'bundler', options: ['--module', 'esnext', '--moduleResolution', 'bundler'] },
    { resolution: 'nodenext, for Node.js alone', options: ['--lib', 'es2023', '--types', 'node'] },
  ])(
    'shows programs without errors of types, with moduleResolution $resolution',
    async ({ options }) => {
      expect(SHOWN['tsconfig.json']).toContain('"module": "nodenext"');
      await project.checkTypes('--exactOptionalPropertyTypes', ...options);
    },
    60_000,
  );

  it.each(['src/apollo.ts', 'src/urql.ts', 'src/graphql-request.ts', 'src/environment.ts'])(
    'says what to install for %s: its imports and their peer dependencies',
    (path) => {
      const section = GUIDE.split(/^### /m).find((text) => text.includes(`// ${path}`)) ?? '';
      const named = [...section.matchAll(/^npm install (.*)$/gm)].flatMap(([, names = '']) =>
        names
          .split(' ')
          .filter((name) => !name.startsWith('--'))
          .map((name) => name.replace(/(?<=.)@\d+$/, '')),
      );
      const imported = [...(SHOWN[path] ?? '').matchAll(/ from '([^.'][^']*)'/g)].map(([, name = '']) => name);

      expect(imported.length).toBeGreaterThan(0);
      expect(named).toEqual(expect.arrayContaining(imported.flatMap((name) => [name, ...peersOf(name)])));
    },
  );

  it('generates types from the SDL in the package too, which has no scalars of federation', async () => {
    const fromPackage = (SHOWN['codegen.yml'] as string)
      .replace(/^schema: .*$/m, 'schema: node_modules/superoffice-graphql/schema.graphql')
      .replace(/^ +\w+: never\n/gm, '')
      .replace('src/generated/:', 'src/from-package/:');
    await writeFile(join(project.folder, 'from-package.yml'), fromPackage);
    await project.run('graphql-codegen', '--config', 'from-package.yml');

    expect(await readdir(join(project.folder, 'src/from-package'))).toContain('graphql.ts');
    await project.checkTypes();
  }, 60_000);

  it.each(PROGRAMS)(
    'shows what %s prints, which reads, transfers, and gets the outcome of a failed change',
    async (path) => {
      const [, printed] = /Each prints:\n\n```\n(.*?)^```$/ms.exec(GUIDE) ?? [];
      const before = await transferTo();

      expect(await project.start(path)).toBe(printed);
      expect(printed).toBe('Tobias Everhart\nBo Lindqvist\nNOT_FOUND REJECTED\n');
      expect([before, await transferTo()]).toEqual([undefined, '3']);
    },
    60_000,
  );

  it.each(PROGRAMS)(
    'shows how %s is compiled and started',
    async (path) => {
      expect(await project.startCompiled(path)).toBe('Tobias Everhart\nBo Lindqvist\nNOT_FOUND REJECTED\n');
    },
    60_000,
  );

  it.each([
    ['bundled', () => project.start('src/transfers.ts')],
    ['compiled', () => project.startCompiled('src/transfers.ts')],
  ])(
    'says what became of a transfer with the helpers of the package, %s',
    async (_how, start) => {
      expect(await start()).toBe('Transferred.\nNothing was changed: NOT_FOUND.\n');
    },
    60_000,
  );

  it.each([
    ['bundled', () => project.start('src/follows.ts')],
    ['compiled', () => project.startCompiled('src/follows.ts')],
  ])(
    'shows a function that follow subscribes with, whose process ends after the signal, %s',
    async (_how, start) => {
      expect(JSON.parse(await start())).toEqual({
        chatSessionUpdates: { __typename: 'ChatSessionsUpdate', isSnapshot: true },
      });
    },
    60_000,
  );

  it('says which types the helpers need', async () => {
    const only = await createClientProject(server.url, {
      'src/all.ts': "export * from 'superoffice-graphql/client';\n",
    });
    const check = (...options: readonly string[]) => only.checkTypes('--skipLibCheck', 'false', ...options);
    try {
      await check('--lib', 'es2023,dom', '--types', '');
      await check('--lib', 'es2023', '--types', 'node');
      await expect(check('--lib', 'es2023', '--types', '')).rejects.toThrow("Cannot find name 'AbortSignal'");
    } finally {
      await only.remove();
    }
    expect(GUIDE).toContain('`dom` in `lib`, or `@types/node`');
  }, 60_000);

  it('sends from PowerShell what the README sends with curl', async () => {
    const [, headers, body] =
      /^```powershell\n\$headers = @\{ (.*?) \}\n\$body = @\{ query = '(.*?)' \}/ms.exec(GUIDE) ?? [];
    const [, authorization, sent] = /^curl \S+ -H '(.*?)' -H '.*?' -d '(.*)'$/m.exec(README) ?? [];

    expect(headers).toBe(authorization?.replace(/: (.*)/, " = '$1'"));
    expect(body).toBe(JSON.parse(sent ?? '').query);
  });
});
