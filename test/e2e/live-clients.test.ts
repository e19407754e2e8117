import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transformAsync } from '@babel/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Command, startCommand } from '../helpers/command.js';
import { endProcess } from '../helpers/end-process.js';
import { until } from '../helpers/until.js';
import { type ClientProject, createClientProject, SHOWN } from './client-project.js';
import { ask, type RestartedServer, startRestartedServer } from './restarted-server.js';

const RESTARTS = 10;
const SHARED = ['codegen.yml', 'src/live.graphql', 'src/keep-open.ts', 'src/desk.ts', 'src/subscribe.ts'];
const { 'src/environment.ts': ENVIRONMENT = '', 'relay.config.json': RELAY_CONFIG = '' } = SHOWN;

/** The guide's environment with its function for subscriptions. */
const LIVE_ENVIRONMENT = `import { subscribe } from './subscribe';\n${ENVIRONMENT.replace('create(send)', 'create(send, subscribe)')}`;

/** The guide's programs, with Relay. */
const RELAY_PROGRAM = `// @ts-nocheck
import { graphql, requestSubscription } from 'relay-runtime';
import { environment } from './environment';
import { keepOpen } from './keep-open';

let after = null;
const open = (subscription, variables, onNext) =>
  new Promise((resolve) => {
    requestSubscription(environment, {
      subscription,
      variables,
      onNext,
      onCompleted: () => resolve(undefined),
      onError: ({ source }) => resolve(source?.errors),
    });
  });
const messages = () =>
  open(
    graphql\`
      subscription relayLiveMessagesSubscription($session: ID!, $after: ID) {
        chatMessageUpdates(sessions: [{ session: $session, after: $after }]) { messages { id message } lastId }
      }
    \`,
    { session: '549', after },
    ({ chatMessageUpdates: update }) => {
      after = update?.lastId ?? after;
      for (const { message } of update?.messages ?? []) console.log(message);
    },
  );
const sessions = () =>
  open(
    graphql\`
      subscription relayLiveSessionsSubscription { chatSessionUpdates(parts: [MINE]) { isSnapshot } }
    \`,
    {},
    (data) => console.log(JSON.stringify(data.chatSessionUpdates)),
  );
await Promise.all([keepOpen(messages), keepOpen(sessions)]);
`;

/** By the names of their files. */
const PROGRAMS = { apollo: 'apollo-live', urql: 'urql-live', relay: 'compiled-relay-live' } as const;
type Name = keyof typeof PROGRAMS;
const NAMES = Object.keys(PROGRAMS) as Name[];
const forEach = <T>(of: (name: Name) => T) => Object.fromEntries(NAMES.map((name) => [name, of(name)]));

const CREDENTIAL = 'Basic dGplMDpUamUw';

describe('the subscriptions of docs/clients.md', () => {
  const stops: (() => unknown)[] = [];
  let server: RestartedServer;
  let project: ClientProject;
  beforeAll(async () => {
    server = await startRestartedServer(stops);
    project = await createProject();
    stops.push(() => project.remove());
  }, 120_000);
  afterAll(async () => {
    for (const stop of stops.splice(0).reverse()) {
      await stop();
    }
  });

  /** The guide's programs, once unchanged and once with a credential that SuperOffice refuses. */
  async function createProject(): Promise<ClientProject> {
    const files = new Map(SHARED.map((path) => [path, SHOWN[path] as string]));
    files.set('src/environment.ts', LIVE_ENVIRONMENT);
    files.set('src/relay-live.ts', RELAY_PROGRAM);
    files.set('relay.config.json', RELAY_CONFIG);
    for (const name of ['apollo-live', 'urql-live']) {
      files.set(`src/${name}.ts`, SHOWN[`src/${name}.ts`] as string);
    }
    const created = await createClientProject(server.url, Object.fromEntries(files));
    await created.run('graphql-codegen', '--config', 'codegen.yml');
    await created.run('relay-compiler');
    const compiled = await transformAsync(RELAY_PROGRAM, {
      configFile: false,
      cwd: created.folder,
      filename: join(created.folder, 'src/relay-live.ts'),
      parserOpts: { plugins: ['typescript'] },
      plugins: [['relay', JSON.parse(RELAY_CONFIG)]],
    });
    await writeFile(join(created.folder, 'src/compiled-relay-live.ts'), `// @ts-nocheck\n${compiled?.code}`);
    return created;
  }

  /** Bundles a program, and starts it. */
  async function start(name: Name, credential = CREDENTIAL): Promise<Command> {
    const bundle = await project.bundle(`src/${PROGRAMS[name]}.ts`);
    const path = `${bundle}-${credential.split(' ')[1]}.mjs`;
    await writeFile(path, (await readFile(bundle, 'utf8')).replaceAll(CREDENTIAL, credential));
    const command = startCommand(process.execPath, [path]);
    stops.push(() => endProcess(command.child));
    return command;
  }

  it('have no errors of types', async () => {
    await project.checkTypes();
  }, 60_000);

  it('arrive once each and in order over ten restarts, those of sessions with a snapshot after each', async () => {
    const programs = { apollo: await start('apollo'), urql: await start('urql'), relay: await start('relay') };
    const snapshots = () => forEach((name) => programs[name].stdout.split('"isSnapshot":true').length - 1);
    const messages = () => forEach((name) => programs[name].stdout.match(/^message \d+$/gm) ?? []);
    const written: string[] = [];
    const write = async () => {
      const text = `message ${written.length}`;
      const sent = await ask(
        server.url,
        `mutation { addChatMessage(id: 549, message: { message: "${text}" }) { id } }`,
      );
      expect(sent.errors).toBeUndefined();
      written.push(text);
    };
    const untilAll = (has: (name: Name) => boolean) =>
      until(() => {
        for (const { child, output } of Object.values(programs)) {
          if (child.exitCode !== null) {
            throw new Error(`A program has ended: ${output}`);
          }
        }
        return NAMES.every(has);
      });

    for (let restarts = 0; restarts <= RESTARTS; restarts += 1) {
      await write();
      await untilAll((name) => (snapshots()[name] ?? 0) > restarts);
      await write();
      if (restarts < RESTARTS) {
        await server.restart();
      }
    }
    await untilAll((name) => messages()[name]?.includes(written.at(-1) as string) ?? false);

    expect(messages()).toEqual(forEach(() => written));
    expect(snapshots()).toEqual(forEach(() => RESTARTS + 1));
  }, 300_000);

  it.each(NAMES)(
    'are given up if the credential is refused: %s',
    async (name) => {
      const command = await start(name, 'Bearer wrong');

      expect(await command.ended).toBe(1);
      expect(command.stderr).toContain('Refused: UNAUTHENTICATED');
    },
    60_000,
  );
});
