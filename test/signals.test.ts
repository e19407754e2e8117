import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Command, startCommand } from './helpers/command.js';
import { execute } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { refusesConnections } from './helpers/refuses-connections.js';
import { linesOf, ROOT, SHORT_LIVED, useServerProcesses } from './helpers/server-process.js';
import { until } from './helpers/until.js';

const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';
const TRANSFERRED = { data: { transferChatSession: { id: '549' } } };

const start = useServerProcesses('dist/main.js');

let superOffice: FakeSuperOffice;
/** Lets SuperOffice answer the transfer that it was asked for. */
let answerTransfer: Promise<() => void>;
beforeAll(async () => {
  superOffice = await startFakeSuperOffice();
});
afterAll(() => superOffice.stop());
beforeEach(() => {
  superOffice.forget();
  answerTransfer = new Promise((resolve) => {
    superOffice.on('POST ChatSession/549/TransferTo/bo', (_request, response) =>
      resolve(() => sendJson(response, { ChatSessionId: 549 })),
    );
  });
});

const STOPPING = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGPWR', 'SIGXCPU'] as const;

describe.each(STOPPING)('%s', (signal) => {
  it('ends a server in order: accepted requests are answered', async () => {
    const server = start({ SUPEROFFICE_URL: superOffice.url });
    const answer = execute(await server.url(), TRANSFER);
    const answerNow = await answerTransfer;
    server.child.kill(signal);
    await refusesConnections(await server.url());
    answerNow();

    expect(await answer).toMatchObject(TRANSFERRED);
    expect(await server.ended).toBe(0);
  });

  it('ends a server that is still starting, with exit code 0', async () => {
    const server = start({ HOST: 'localhost', SUPEROFFICE_URL: superOffice.url }, LOOKING_UP_FOR_EVER);
    await server.said(/looking up/);
    server.child.kill(signal);

    expect(await server.ended).toBe(0);
    expect(linesOf(server)).toMatchObject([
      { msg: 'process starts' },
      { msg: 'signal ends the process: it does not serve yet', signal },
      { msg: 'process ends', exitCode: 0, operations: 0, restCalls: 0 },
    ]);
  });
});

describe.each(['SIGUSR1', 'SIGUSR2'] as const)('%s', (signal) => {
  it('is ignored, with a line in the log: it opens no debugger and ends nothing', async () => {
    const server = start({ SUPEROFFICE_URL: superOffice.url });
    const answer = execute(await server.url(), TRANSFER);
    const answerNow = await answerTransfer;
    server.child.kill(signal);
    await server.said(/signal ignored/);
    answerNow();

    expect(await answer).toMatchObject(TRANSFERRED);
    expect(linesOf(server)).toContainEqual({ level: 30, time: expect.any(String), msg: 'signal ignored', signal });
    expect(server.stderr).toBe('');
  });

  it('is ignored by a server that is still starting', async () => {
    const server = start({ SUPEROFFICE_URL: superOffice.url }, atFirstListener(signal));
    await server.url();

    expect(server.stderr).toBe('');
  });
});

// A terminal that is closed sends it twice, and some supervisors send it right after SIGTERM.
it.each(['SIGHUP', 'SIGTERM'] as const)('SIGHUP does not hurry an end that %s began', async (signal) => {
  const server = start({ SUPEROFFICE_URL: superOffice.url });
  const answer = execute(await server.url(), TRANSFER);
  const answerNow = await answerTransfer;
  server.child.kill(signal);
  await refusesConnections(await server.url());
  server.child.kill('SIGHUP');
  // It is handled before a signal that comes later.
  server.child.kill('SIGUSR2');
  await server.said(/signal ignored/);
  answerNow();

  expect(await answer).toMatchObject(TRANSFERRED);
  expect(await server.ended).toBe(0);
});

describe('a process that has just started', () => {
  it.each(['dist/main.js', 'dist/cli.js'])('ends with exit code 0 before it serves anything: %s', async (main) => {
    for (const signal of STOPPING) {
      const command = startCommand(process.execPath, [...SHORT_LIVED, ...atFirstListener(signal), main], {
        cwd: ROOT,
        env: { HOST: '127.0.0.1', PORT: '0', SUPEROFFICE_URL: superOffice.url },
      });

      expect(await command.ended).toBe(0);
      expect(command.output).toBe('');
    }
  });

  const namespace = [
    ['--pid', '--fork', '--kill-child'],
    ['--user', '--map-root-user', '--pid', '--fork', '--kill-child'],
  ].find((options) => spawnSync('unshare', [...options, 'true']).status === 0);

  let command: Command | undefined;
  afterEach(async () => {
    command?.child.kill('SIGKILL');
    await command?.ended;
  });

  // This cannot be tested if the kernel forbids a new PID namespace.
  (namespace ? it : it.skip)('as process 1 receives a SIGTERM, which is otherwise lost', async () => {
    command = startCommand('unshare', [...(namespace ?? []), process.execPath, 'dist/main.js'], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: '0', SUPEROFFICE_URL: superOffice.url },
    });
    const { child, ended } = command;
    const first = () => Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8'));
    await until(() => first() > 0);
    const pid = first();
    // The kernel drops each of them until the process listens; it is not reached by a second one.
    await until(() => {
      try {
        process.kill(pid, 'SIGTERM');
        return false;
      } catch {
        return true;
      }
    });

    expect(await ended).toBe(0);
    expect(command.stdout).toBe('');
  });
});

const LOOKING_UP_FOR_EVER = importing(`
  import { promises } from 'node:dns';
  import { writeSync } from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  promises.lookup = () => {
    writeSync(2, 'looking up');
    setInterval(() => undefined, 1000);
    return new Promise(() => undefined);
  };
  syncBuiltinESMExports();
`);

/** Sends itself a signal as soon as it has begun to listen to that. */
function atFirstListener(signal: NodeJS.Signals): string[] {
  return importing(`
    process.on('newListener', (name) => {
      if (name === '${signal}') {
        setImmediate(() => process.kill(process.pid, name));
      }
    });
  `);
}

/** Node's options for running this first. */
function importing(code: string): string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`];
}
