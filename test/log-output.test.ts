import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Command, startCommand } from './helpers/command.js';
import { execute } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { createFifo, type Fifo } from './helpers/fifo.js';
import { freePort } from './helpers/free-port.js';
import { scrape } from './helpers/scrape.js';
import { linesOfRequests, ROOT, SHORT_LIVED } from './helpers/server-process.js';
import { until } from './helpers/until.js';

const GENEROUS = {
  MAX_QUERY_FIELDS: '100',
  MAX_ALIASES: '100',
  MAX_TOKENS: '10000',
  RATE_LIMIT_PER_SECOND: '1000000',
  RATE_LIMIT_BURST: '1000000',
  // A machine that has much else to do answers all the same.
  MAX_EVENT_LOOP_DELAY_MS: '600000',
  MAX_PIPELINED_REQUESTS: '1000',
};

const hasUtilLinux = ['script', 'prlimit'].every((command) => spawnSync(command, ['--version']).status === 0);

/** Each leaves a line of its REST call in the log; the operation leaves one more. */
const CALLS = 100;
const LINES = CALLS + 1;
const MANY_CALLS = `query Desk { ${Array.from({ length: CALLS }, (_, i) => `c${i}: chatSession(id: ${i + 1}) { status }`).join(' ')} }`;

/** Each leaves a line in the log: more lines for less work than by operations. */
const REFUSED = 1000;
const REFUSED_REQUEST = 'GET /graphql HTTP/1.1\r\nhost: localhost\r\n';

let superOffice: FakeSuperOffice;
beforeAll(async () => {
  superOffice = await startFakeSuperOffice();
  superOffice.on('GET ChatSession/', ({ path }, response) =>
    sendJson(response, { ChatSessionId: Number(/\d+/.exec(path)?.[0]) }),
  );
});
afterAll(() => superOffice.stop());

let folder: string;
let fifo: Fifo;
const commands: Command[] = [];
beforeEach(() => {
  superOffice.forget();
  folder = mkdtempSync(join(tmpdir(), 'superoffice-graphql-'));
  fifo = createFifo();
});
afterEach(async () => {
  for (const { child, ended } of commands.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  fifo.remove();
  rmSync(folder, { recursive: true });
});

const LOST = 'superoffice_graphql_log_lines_lost_total';

describe.each([
  { what: 'a full disk', line: 'exec $SERVER > /dev/full 2>&1' },
  { what: 'a file that may grow no more', line: 'ulimit -f 8; exec $SERVER > "$FOLDER/log"' },
  { what: 'a pipe that nobody reads', line: 'exec $SERVER > "$FIFO" 2>&1' },
  ...(hasUtilLinux
    ? [{ what: 'a terminal that is held', line: `exec script -qec 'exec $SERVER' /dev/null > "$FIFO"` }]
    : []),
])('a log that is written to $what', ({ line }) => {
  it('loses lines, which are counted, but no answer, and ends in order', async () => {
    const server = await shell(line);
    await server.isUp();
    expect(await execute(server.url, MANY_CALLS)).toMatchObject({ data: { c0: { status: null } } });
    await until(async () => {
      await server.refuseMany();
      return (await server.lost()) > 0;
    });

    expect(await execute(server.url, MANY_CALLS)).toMatchObject({ data: { c0: { status: null } } });
    expect(await execute(server.url, '{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });
    server.signal('SIGTERM');
    await server.isGone();
    await fifo.read();
    expect(await server.ended).toBe(0);
  }, 120_000);
});

describe('a log that cannot be written at all', () => {
  it.each([
    { what: 'its reader is gone', line: 'exec $SERVER > "$FIFO"' },
    { what: 'standard output is closed', line: 'exec $SERVER >&- 2>&-' },
  ])('loses no answer, and ends in order: $what', async ({ line }) => {
    const server = await shell(line);
    await server.isUp();
    fifo.close();
    for (let i = 0; i < 3; i += 1) {
      expect(await execute(server.url, MANY_CALLS)).toMatchObject({ data: { c0: { status: null } } });
    }
    server.signal('SIGTERM');

    expect(await server.ended).toBe(0);
  });
});

describe('a log that is read again', () => {
  it('continues with whole lines, and says how many were lost', async () => {
    const server = await shell('exec $SERVER > "$FIFO"');
    await server.isUp();
    await execute(server.url, MANY_CALLS);
    let logged = LINES;
    await until(async () => {
      await server.refuseMany();
      logged += REFUSED;
      return (await server.lost()) > 0;
    });
    const lost = await server.lost();
    await fifo.read((text) => text.includes('log lines lost'));
    await execute(server.url, 'query Later { __typename }');
    const lines = linesOfRequests({ stdout: await fifo.read((text) => text.includes('"Later"')) });

    const gap = lines.findIndex(({ msg }) => msg === 'log lines lost');
    expect(lines[gap]).toEqual({ level: 40, time: expect.any(String), lines: lost, msg: 'log lines lost' });
    // All that came before the gap, and nothing of it twice.
    expect(gap).toBe(logged - lost);
    expect(lines.slice(gap + 1)).toMatchObject([{ operationName: 'Later' }]);
    expect(await server.lost()).toBe(lost);
  }, 120_000);

  (hasUtilLinux ? it : it.skip)('is whole, in the right order, when the disk has room again', async () => {
    const server = await shell('ulimit -S -f 8; exec $SERVER > "$FOLDER/log"');
    await server.isUp();
    await execute(server.url, MANY_CALLS);
    const log = () => readFileSync(join(folder, 'log'), 'utf8');
    expect(log()).not.toContain('"operation"');
    execFileSync('prlimit', ['--pid', String(server.pid()), '--fsize=unlimited:']);
    await until(() => log().includes('"operation"'));

    expect(linesOfRequests({ stdout: log() })).toHaveLength(LINES);
    expect(await server.lost()).toBe(0);
  });

  it('is whole when the process ends while its reader is slow', async () => {
    const server = await shell('exec $SERVER > "$FIFO"');
    await server.isUp();
    for (let i = 0; i < 10; i += 1) {
      await execute(server.url, MANY_CALLS);
    }
    expect(await server.lost()).toBe(0);
    server.signal('SIGTERM');

    expect(linesOfRequests({ stdout: await fifo.read() })).toHaveLength(10 * LINES);
    expect(await server.ended).toBe(0);
  });
});

describe('if nobody reads the output of the process', () => {
  it('a defect ends it, with exit code 1', async () => {
    fifo.fill();
    const server = await shell(`exec $SERVER > "$FIFO"`, {}, onSigusr2("throw new Error('wrong')"));
    await server.isUp();
    server.signal('SIGUSR2');

    expect(await server.ended).toBe(1);
  });

  it('a second signal ends it at once', async () => {
    fifo.fill();
    const server = await shell('exec $SERVER > "$FIFO"', {
      SHUTDOWN_DELAY_MS: '600000',
      SHUTDOWN_TIMEOUT_MS: '600000',
    });
    await server.isUp();
    server.signal('SIGTERM');
    await until(async () => (await fetch(`${server.adminUrl}/health/ready`)).status === 503);
    server.signal('SIGTERM');

    expect(await server.ended).toBe(1);
  });

  it("Node's own warnings stop nothing", async () => {
    fifo.fill();
    const warn = "for (let i = 0; i < 100; i += 1) process.emitWarning('x'.repeat(10_000))";
    const server = await shell('exec $SERVER 2> "$FIFO"', {}, onSigusr2(warn));
    await server.isUp();
    server.signal('SIGUSR2');
    await server.said(/"signal":"SIGUSR2"/);

    expect(await execute(server.url, '{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });
  });

  it.each([
    { what: 'a full disk', line: 'exec $SERVER 2> /dev/full' },
    { what: 'a pipe', line: 'exec $SERVER 2> "$FIFO"' },
  ])('a start that cannot succeed ends with exit code 1: $what', async ({ line }) => {
    fifo.fill();
    const server = await shell(line, { PORT: 'canary' });

    expect(await server.ended).toBe(1);
  });

  it('a start that cannot succeed says why to a slow reader', async () => {
    fifo.fill();
    const tellWhenFull = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { writeSync } = fs;
      fs.writeSync = (...args) => {
        try {
          return writeSync(...args);
        } catch (error) {
          fs.writeFileSync(process.env.FOLDER + '/full', '');
          throw error;
        }
      };
      syncBuiltinESMExports();`;
    const server = await shell('exec $SERVER 2> "$FIFO"', { PORT: 'canary' }, tellWhenFull);
    await until(() => existsSync(join(folder, 'full')) || server.child.exitCode !== null);

    expect(await fifo.read((text) => text.includes('PORT: '))).toContain('superoffice-graphql cannot start');
    expect(await server.ended).toBe(1);
  });
});

describe('the command line', () => {
  it.each([
    { args: '--help > /dev/full', code: 1 },
    { args: '--version > /dev/full', code: 1 },
    { args: '--version > "$FIFO"', code: 1 },
    { args: '--no-such-flag 2> /dev/full', code: 2 },
    { args: '--no-such-flag 2> "$FIFO"', code: 2 },
  ])('ends with exit code $code if it cannot write: $args', async ({ args, code }) => {
    fifo.fill();
    const command = await shell(`exec "$NODE" dist/cli.js ${args}`);

    expect(await command.ended).toBe(code);
    expect(command.output).toBe('');
  });
});

it('the sandbox tenant serves with a full disk', async () => {
  const port = await freePort();
  const command = await shell('exec "$NODE" dist/sandbox/main.js > /dev/full', { SANDBOX_PORT: String(port) });
  const ask = () =>
    fetch(`http://127.0.0.1:${port}/api/v1/`).then(
      ({ status }) => status,
      () => undefined,
    );
  await until(async () => (await ask()) !== undefined || command.child.exitCode !== null);

  expect(await ask()).toBe(401);
  command.child.kill('SIGTERM');
  expect(await command.ended).toBe(0);
});

const onSigusr2 = (code: string) => `process.on('SIGUSR2', () => { ${code} });`;

interface ShellCommand extends Command {
  readonly url: string;
  readonly adminUrl: string;
  isUp(): Promise<void>;
  isGone(): Promise<void>;
  /** Sends `REFUSED` requests on one connection, and waits for their answers. */
  refuseMany(): Promise<void>;
  lost(): Promise<number>;
  /** Of the server, and not of what it was started with. */
  pid(): number;
  signal(signal: NodeJS.Signals): void;
}

/** Runs a line of a shell, in which `$SERVER` is the server, which runs `code` first. */
async function shell(line: string, env: Readonly<Record<string, string>> = {}, code = ''): Promise<ShellCommand> {
  const [port, adminPort] = [await freePort(), await freePort()];
  const adminUrl = `http://127.0.0.1:${adminPort}`;
  const first = `
    import { writeFileSync } from 'node:fs';
    writeFileSync(process.env.FOLDER + '/pid', String(process.pid));
    ${code}`;
  const server = `"$NODE" ${SHORT_LIVED.join(' ')} --import "$FIRST" dist/main.js`;
  const command = startCommand('sh', ['-c', line.replace('$SERVER', server)], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      NODE: process.execPath,
      FIRST: `data:text/javascript,${encodeURIComponent(first)}`,
      FIFO: fifo.path,
      FOLDER: folder,
      HOST: '127.0.0.1',
      PORT: String(port),
      ADMIN_HOST: '127.0.0.1',
      ADMIN_PORT: String(adminPort),
      SUPEROFFICE_URL: superOffice.url,
      ...GENEROUS,
      ...env,
    },
  });
  commands.push(command);
  const pid = () => Number(readFileSync(join(folder, 'pid'), 'utf8'));
  const answers = (path: string) =>
    fetch(`${adminUrl}${path}`).then(
      ({ ok }) => ok,
      () => false,
    );
  return Object.assign(command, {
    url: `http://127.0.0.1:${port}/graphql`,
    adminUrl,
    async isUp() {
      await until(async () => (await answers('/health/ready')) || command.child.exitCode !== null);
      expect(command.child.exitCode).toBe(null);
    },
    async refuseMany() {
      const socket = connect(port, '127.0.0.1');
      socket.write(`${REFUSED_REQUEST}\r\n`.repeat(REFUSED - 1));
      socket.write(`${REFUSED_REQUEST}connection: close\r\n\r\n`);
      const answers = await text(socket);
      expect(answers.match(/HTTP\/1.1 400/g)).toHaveLength(REFUSED);
    },
    isGone: () => until(async () => !(await answers('/health/live'))),
    lost: async () => (await scrape({ adminUrl })).value(LOST) ?? Number.NaN,
    pid,
    signal: (signal: NodeJS.Signals) => process.kill(pid(), signal),
  });
}
