import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CONFIG_VARIABLES, changedSettings, loadConfig } from '../src/config.js';
import { startCommand } from './helpers/command.js';
import { execute } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { freePort } from './helpers/free-port.js';
import { failureOf, linesOf, linesOfRequests, ROOT, useServerProcesses } from './helpers/server-process.js';
import { until } from './helpers/until.js';

const CANARY = 'c4n4ry-c4n4ry-c4n4ry';
const { version } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'));

const start = useServerProcesses('dist/main.js');

let superOffice: FakeSuperOffice;
let answerReset: Promise<() => void>;
beforeAll(async () => {
  superOffice = await startFakeSuperOffice();
  superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
});
afterAll(() => superOffice.stop());
beforeEach(() => {
  answerReset = new Promise((resolve) => {
    superOffice.on('POST ChatSession/549/Reset', (_request, response) =>
      resolve(() => sendJson(response, { ChatSessionId: 549 })),
    );
  });
});

const READ = '{ chatSession(id: 549) { id } }';
const RESET = 'mutation { resetChatSession(id: 549) { id } }';

describe('the log', () => {
  it.each([
    { NODE_ENV: 'production', ADMIN_PORT: '0' },
    { SUPEROFFICE_URL: '' },
    { LOG_UPSTREAM_ERRORS: 'on', SUPEROFICE_URL: 'x', NODE_ENV: 'live' },
  ])('is JSON from its first line to its last: %p', async (env) => {
    const server = start({ SUPEROFFICE_URL: superOffice.url, ...env });
    await execute(await server.url(), READ);
    server.child.kill('SIGTERM');

    expect(await server.ended).toBe(0);
    const lines = linesOf(server);
    expect(lines[0]).toMatchObject({ msg: 'process starts', version, node: process.version });
    expect(lines.at(-1)).toMatchObject({ level: 30, msg: 'process ends', exitCode: 0, operations: 0, restCalls: 0 });
    expect(lines).toEqual(lines.map(() => expect.objectContaining({ time: expect.any(String) })));
    expect(lines.map(({ msg }) => msg)).toContainEqual(expect.stringMatching(/^GraphQL at /));
    expect(server.stderr).toBe('');
  });

  it('warns of a secret for webhooks if there are none', async () => {
    const env = { SUPEROFFICE_URL: superOffice.url, WEBHOOK_SECRET: CANARY };
    const without = start({ ...env, SUBSCRIPTIONS: 'off' });
    const withThem = start(env);
    await Promise.all([without.said(/WEBHOOK_SECRET is set, but/), withThem.url()]);
    withThem.child.kill('SIGTERM');
    await withThem.ended;

    expect(linesOf(without).find(({ level }) => level === 40)?.msg).toBe(
      "WEBHOOK_SECRET is set, but SUBSCRIPTIONS is off: SuperOffice's webhooks are answered with 404",
    );
    expect(linesOf(withThem).filter(({ level }) => level === 40)).toEqual([]);
  });

  it('is empty at LOG_LEVEL=warn if nothing goes wrong', async () => {
    const port = String(await freePort());
    const server = start({ SUPEROFFICE_URL: superOffice.url, LOG_LEVEL: 'warn', PORT: port });
    const url = `http://127.0.0.1:${port}/graphql`;
    await until(() =>
      execute(url, READ).then(
        () => true,
        () => false,
      ),
    );
    server.child.kill('SIGTERM');

    expect(await server.ended).toBe(0);
    expect(server.output).toBe('');
  });

  it('names the client of an operation, within bounds', async () => {
    const server = start({ SUPEROFFICE_URL: superOffice.url });
    const url = await server.url();
    const clients = [
      { 'graphql-client-name': 'desk', 'graphql-client-version': '1.2.3' },
      { 'apollographql-client-name': 'apollo desk', 'apollographql-client-version': '4' },
      { 'graphql-client-name': 'first', 'apollographql-client-name': 'second', 'graphql-client-version': '' },
      { 'graphql-client-name': 'x'.repeat(1000), 'graphql-client-version': 'déjà\tvu' },
      {},
    ];
    for (const headers of clients) {
      await execute(url, '{ __typename }', {}, headers as Record<string, string>);
    }
    server.child.kill('SIGTERM');
    await server.ended;

    expect(linesOfRequests(server).map(({ clientName, clientVersion }) => [clientName, clientVersion])).toEqual([
      ['desk', '1.2.3'],
      ['apollo desk', '4'],
      ['first', undefined],
      ['x'.repeat(64), 'd?j??vu'],
      [undefined, undefined],
    ]);
  });

  it('has a line for each signal, and says what is cut off', async () => {
    const server = start({ SUPEROFFICE_URL: superOffice.url });
    const lost = execute(await server.url(), RESET).catch(() => 'lost');
    await answerReset;
    for (const signal of ['SIGUSR2', 'SIGTERM', 'SIGHUP', 'SIGTERM'] as const) {
      const { length } = linesOf(server);
      server.child.kill(signal);
      await until(() => linesOf(server).length > length || server.child.exitCode !== null);
    }

    expect(await server.ended).toBe(1);
    expect(await lost).toBe('lost');
    const underWay = { operations: 1, restCalls: 1 };
    const told = linesOf(server).slice(linesOf(server).findIndex(({ msg }) => String(msg).startsWith('signal')));
    expect(told).toEqual(
      [
        { level: 30, signal: 'SIGUSR2', msg: 'signal ignored' },
        { level: 30, signal: 'SIGTERM', ...underWay, msg: 'signal ends the process, after what is under way' },
        { level: 30, signal: 'SIGHUP', msg: 'signal ignored' },
        { level: 30, signal: 'SIGTERM', ...underWay, msg: 'signal ends the process at once' },
        { level: 40, exitCode: 1, ...underWay, msg: 'process ends' },
      ].map((line) => ({ time: expect.any(String), ...line })),
    );
  });

  it('says why a process cannot start in a line of its own, on standard error', async () => {
    const server = start({ PORT: 'x', LOG_LEVEL: 'silent' });

    expect(await server.ended).toBe(1);
    expect(server.stderr.match(/\n/g)).toHaveLength(1);
    expect(failureOf(server).problems).toEqual(['PORT: expected a whole number from 0 to 65535']);
  });
});

const hasScript = spawnSync('script', ['--version']).status === 0;

(hasScript ? describe : describe.skip)('in a terminal', () => {
  it('the start is text that people can read and paste', async () => {
    const line = `env -i HOST=127.0.0.1 PORT=0 '${process.execPath}' dist/main.js`;
    const terminal = startCommand('script', ['-qec', line, '/dev/null'], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '' },
    });
    await terminal.said(/Explorer at .*browser/);
    // The server ends with its terminal.
    terminal.child.kill('SIGKILL');
    await terminal.ended;
    const text = terminal.stdout.replaceAll('\r', '');

    expect(text).toMatch(
      /^GraphQL at http:\S+, in front of the sandbox tenant at \S+ \(SUPEROFFICE_URL is not set\)\.$/m,
    );
    expect(text.match(/^ {2}curl http:\/\/localhost:\d+\/graphql -H '.*' -d '.*'$/gm)).toHaveLength(2);
    expect(text).toMatch(/^Explorer at http:\S+, for a browser$/m);
  });

  it('a failing start is text too', () => {
    const run = spawnSync('script', ['-qec', `env -i PORT=x '${process.execPath}' dist/main.js`, '/dev/null'], {
      cwd: ROOT,
      encoding: 'utf8',
    });

    expect(run.stdout.replaceAll('\r', '')).toBe(
      'superoffice-graphql cannot start. Bad configuration:\n  PORT: expected a whole number from 0 to 65535\n',
    );
  });
});

describe('the settings in the log', () => {
  /** A value with a canary in it for each kind of setting that takes a text. */
  const CANARIES = [
    CANARY,
    `http://user:${CANARY}@proxy.example:3128`,
    `redis://user:${CANARY}@127.0.0.1:1`,
    `http://${CANARY}.example/api/v1/`,
    `https://${CANARY}.example`,
    'C4n4ry',
  ];

  /** What the log says of a setting, and of the value that it has. */
  function toldOf(variable: string): readonly { readonly value: string; readonly told: readonly string[] }[] {
    return CANARIES.flatMap((value) => {
      try {
        return [{ value, told: changedSettings(loadConfig({ [variable]: value })) }];
      } catch {
        return [];
      }
    });
  }

  it('have their values only if the setting is no secret', () => {
    const withValue = CONFIG_VARIABLES.filter((variable) =>
      toldOf(variable).some(({ told }) => told.some((line) => /c4n4ry/i.test(line))),
    );

    // Add a setting here only if you are sure that its value neither is nor contains a secret.
    expect([...withValue].sort()).toEqual([
      'ADMIN_HOST',
      'ALLOWED_HOSTS',
      'AUDIT_LOG',
      'CORS_ORIGINS',
      'HOST',
      'NO_PROXY',
      'PERSISTED_OPERATIONS',
      'SCHEMA_PREFIX',
      'SUPEROFFICE_COOKIES',
      'SUPEROFFICE_CULTURE',
      'SUPEROFFICE_LANGUAGE',
      'SUPEROFFICE_TIME_ZONE',
      'SUPEROFFICE_URL',
    ]);
  });

  it('are those that differ from their defaults', () => {
    expect(changedSettings(loadConfig({}))).toEqual([]);
    const env = {
      PORT: '4010',
      MAX_DEPTH: '12',
      NODE_ENV: 'production',
      SUPEROFFICE_URL: 'https://sod.superoffice.com/Cust12345/api/v1',
      HTTP_GET: 'off',
      EXPLAIN: 'true',
      LOG_LEVEL: 'warn',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      SUPEROFFICE_TRANSPORT: 'undici',
    };

    expect(changedSettings(loadConfig(env)).toSorted()).toEqual([
      'EXPLAIN=true',
      'HTTP_GET=false',
      'LOG_LEVEL=warn',
      'NODE_ENV=production',
      'PORT=4010',
      'SUPEROFFICE_TRANSPORT=undici',
      'SUPEROFFICE_URL=https://sod.superoffice.com/Cust12345/api/v1/',
      'TRUSTED_PROXIES=10.0.0.0/8,::1',
    ]);
    expect(changedSettings(loadConfig({ NO_PROXY: 'x'.repeat(5000) }))[0]).toHaveLength('NO_PROXY='.length + 200);
  });

  it('have no secrets, whichever are set', async () => {
    const secrets: Readonly<Record<string, string>> = {
      SUPEROFFICE_APP_TOKEN: CANARY,
      ROUTER_SECRET: CANARY,
      WEBHOOK_SECRET: CANARY,
      REDIS_URL: `redis://user:${CANARY}@127.0.0.1:1`,
      HTTP_PROXY: `http://user:${CANARY}@127.0.0.1:1`,
      HTTPS_PROXY: `http://user:${CANARY}@127.0.0.1:1`,
    };
    const others = { SUPEROFFICE_AUTHORIZATION: `Bearer ${CANARY}`, SUPEROFFICE_PASSWORD: CANARY, NODE_ENV: CANARY };
    const server = start({ ...secrets, ...others, SUPEROFFICE_URL: 'http://127.0.0.1:9/api/v1/', LOG_LEVEL: 'trace' });
    await execute(await server.url(), READ);
    server.child.kill('SIGTERM');
    await server.ended;

    const [first] = linesOf(server);
    expect(first?.settings).toEqual(expect.arrayContaining(Object.keys(secrets).map((name) => `${name} is set`)));
    expect(server.output).not.toMatch(/c4n4ry/i);
  });
});
