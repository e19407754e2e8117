import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execute } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { linesOf, type ServerProcess, useServerProcesses } from './helpers/server-process.js';
import { until } from './helpers/until.js';

type Line = Readonly<Record<string, unknown>>;

const folder = mkdtempSync(join(tmpdir(), 'superoffice-graphql-audit-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
let file: string;
beforeEach(() => {
  file = join(folder, `changes-${++files}`);
});

let superOffice: FakeSuperOffice;
/** Of writes that have arrived, and are not answered. */
let answers: (() => void)[];
beforeAll(async () => {
  superOffice = await startFakeSuperOffice();
  superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
  superOffice.on('POST ', ({ path }, response) =>
    answers.push(() => sendJson(response, { ChatSessionId: Number(/\d+/.exec(path)?.[0]), User: null })),
  );
});
beforeEach(() => {
  answers = [];
});
afterEach(() => {
  for (const answer of answers.splice(0)) {
    answer();
  }
});
afterAll(() => superOffice.stop());

const start = useServerProcesses('dist/main.js');

/** Throws an exception outside of every request. */
const THROW = `process.on('SIGUSR2', () => setImmediate(() => { throw new Error('c4n4ry'); }))`;

async function serve(env: Readonly<Record<string, string>>): Promise<{ server: ServerProcess; url: string }> {
  const thrower = `data:text/javascript,${encodeURIComponent(THROW)}`;
  const server = start({ SUPEROFFICE_URL: superOffice.url, SHUTDOWN_DELAY_MS: '0', AUDIT_LOG: file, ...env }, [
    '--import',
    thrower,
  ]);
  const url = await server.url();
  // From now on its calls go at the same time.
  await execute(url, '{ chatSession(id: 549) { id } }');
  return { server, url };
}

/** Does not wait for the answer, because the process may end without one. */
function ask(url: string, query: string, headers = {}, signal?: AbortSignal): void {
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Basic dGplMDpUamUw', ...headers },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  }).catch(() => undefined);
}

const reset = (id: number) => `resetChatSession(id: ${id}) { id }`;

const linesIn = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const changes = () => linesIn(readFileSync(file, 'utf8')).map(({ ids, outcome }) => ({ ids, outcome }));

type End = (server: ServerProcess) => Promise<void>;

const WAYS: readonly { readonly how: string; readonly end: End; readonly env?: Readonly<Record<string, string>> }[] = [
  {
    how: 'SIGTERM twice',
    async end({ child, said }) {
      child.kill('SIGTERM');
      await said(/after what is under way/);
      child.kill('SIGTERM');
    },
  },
  {
    how: 'SIGTERM, and then SIGINT',
    async end({ child, said }) {
      child.kill('SIGTERM');
      await said(/after what is under way/);
      child.kill('SIGINT');
    },
  },
  {
    how: 'SIGINT, and then SIGQUIT',
    async end({ child, said }) {
      child.kill('SIGINT');
      await said(/after what is under way/);
      child.kill('SIGQUIT');
    },
  },
  {
    how: 'the end of SHUTDOWN_TIMEOUT_MS',
    env: { SHUTDOWN_TIMEOUT_MS: '300' },
    end: async ({ child }) => void child.kill('SIGTERM'),
  },
  {
    how: 'an exception that nobody handles',
    env: { SHUTDOWN_TIMEOUT_MS: '300' },
    end: async ({ child }) => void child.kill('SIGUSR2'),
  },
];

describe.each(WAYS)('a process that is ended by $how', ({ end, env = {} }) => {
  it('leaves a line for each unfinished change: UNKNOWN if it was sent, NOT_SENT if it waited', async () => {
    const { server, url } = await serve({ SUPEROFFICE_MAX_IN_FLIGHT: '2', ...env });
    ask(url, `mutation { a: ${reset(1)} b: ${reset(2)} }`);
    ask(url, `mutation { ${reset(3)} }`);
    await until(() => answers.length === 2);
    ask(url, `mutation { ${reset(4)} }`);
    // One after the other on a connection of their own: the last has come when a later one has its answer.
    await execute(url, '{ __typename }');

    await end(server);
    expect(await server.ended).toBe(1);

    const lines = changes();
    expect(lines).toHaveLength(3);
    expect(lines).toEqual(
      expect.arrayContaining([
        { ids: { id: '1' }, outcome: 'UNKNOWN' },
        { ids: { id: '3' }, outcome: 'UNKNOWN' },
        { ids: { id: '4' }, outcome: 'NOT_SENT' },
      ]),
    );
  }, 60_000);

  it('leaves these lines on standard output before its own last line', async () => {
    const { server, url } = await serve({ AUDIT_LOG: 'stdout', LOG_LEVEL: 'info', ...env });
    ask(url, `mutation { ${reset(1)} }`);
    await until(() => answers.length === 1);

    await end(server);
    expect(await server.ended).toBe(1);

    expect(linesOf(server).slice(-2)).toMatchObject([
      { msg: 'change', ids: { id: '1' }, outcome: 'UNKNOWN' },
      { msg: 'process ends', operations: 1 },
    ]);
  }, 60_000);
});

describe('a process that finishes its requests before it ends', () => {
  it('leaves one line for a change, with its own outcome', async () => {
    const { server, url } = await serve({});
    ask(url, `mutation { ${reset(1)} }`);
    await until(() => answers.length === 1);
    server.child.kill('SIGTERM');
    await server.said(/after what is under way/);
    answers.splice(0)[0]?.();

    expect(await server.ended).toBe(0);
    expect(changes()).toEqual([{ ids: { id: '1' }, outcome: 'OK' }]);
  }, 60_000);

  it('leaves a line for a change whose client has left', async () => {
    const { server, url } = await serve({});
    const leaving = new AbortController();
    ask(url, `mutation { ${reset(1)} }`, {}, leaving.signal);
    await until(() => answers.length === 1);
    leaving.abort();
    server.child.kill('SIGTERM');

    expect(await server.ended).toBe(0);
    expect(changes()).toEqual([{ ids: { id: '1' }, outcome: 'UNKNOWN' }]);
  }, 60_000);

  it('leaves one line for a change that several requests wait for with its key', async () => {
    const { server, url } = await serve({});
    for (const _time of ['first', 'second']) {
      ask(url, `mutation { ${reset(1)} }`, { 'idempotency-key': 'the-key-of-both' });
    }
    await until(() => answers.length === 1);
    await execute(url, '{ __typename }');
    server.child.kill('SIGTERM');
    await server.said(/after what is under way/);
    server.child.kill('SIGTERM');

    expect(await server.ended).toBe(1);
    expect(changes()).toEqual([{ ids: { id: '1' }, outcome: 'UNKNOWN' }]);
  }, 60_000);
});
