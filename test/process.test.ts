import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execute, TJE0 } from './helpers/facade.js';
import { type FakeSuperOffice, type Handler, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { freePort } from './helpers/free-port.js';
import { refusesConnections } from './helpers/refuses-connections.js';
import {
  failureOf,
  linesOf,
  linesOfRequests,
  ROOT,
  type ServerProcess,
  useServerProcesses,
} from './helpers/server-process.js';
import { until } from './helpers/until.js';

const TRANSFER = `mutation ($id: ID!, $to: String!) {
  transferChatSession(id: $id, toAssociate: $to) { id customerEmail lastMessage whenRequested user { id } }
}`;

/** For calls that are never answered. */
const PATIENT = { SUPEROFFICE_WRITE_TIMEOUT_MS: '600000', OPERATION_TIMEOUT_MS: '600000' };

const run = promisify(execFile);

const start = useServerProcesses('dist/main.js');

let superOffice: FakeSuperOffice;
beforeAll(async () => {
  superOffice = await startFakeSuperOffice();
});
afterAll(() => superOffice.stop());
beforeEach(() => {
  superOffice.forget();
  superOffice.on('POST ChatSession/549/TransferTo/bo', { ChatSessionId: 549 });
});

describe('an operation that was answered', () => {
  /** Of what was allocated, the part that outlived two small collections, which only a full one then finds. */
  function promotedPart(trace: string): number {
    const sum = (name: string) =>
      [...trace.matchAll(new RegExp(`gc=s .* ${name}=(\\d+)`, 'g'))].reduce(
        (bytes, [, more]) => bytes + Number(more),
        0,
      );
    return sum('promoted') / sum('allocated');
  }

  // Later ones trace in other words, and let objects grow old for reasons of their own.
  const isTraced = Number.parseInt(process.versions.node, 10) < 24;

  (isTraced ? it : it.skip)(
    'is freed by the next minor collections',
    async () => {
      // Small enough for a collection every few operations.
      const options = ['--opt', '--trace-gc-nvp', '--max-semi-space-size=1'];
      const port = String(await freePort());
      const env = { SUPEROFFICE_URL: superOffice.url, PORT: port, RATE_LIMIT_BURST: '100000', LOG_LEVEL: 'silent' };
      const server = start(env, options);
      const url = `http://127.0.0.1:${port}/graphql`;
      const isUp = () =>
        fetch(new URL('/health/ready', url)).then(
          ({ ok }) => ok,
          () => false,
        );
      await until(async () => server.child.exitCode !== null || (await isUp()));
      const transfer = async (times: number) => {
        for (let i = 0; i < times; i += 1) {
          await execute(url, TRANSFER, { id: '549', to: 'bo' });
        }
      };
      await transfer(500);
      const { length } = server.stdout;

      await transfer(1000);

      expect(promotedPart(server.stdout.slice(length))).toBeLessThan(0.03);
    },
    120_000,
  );
});

describe('without SUPEROFFICE_URL', () => {
  it('serves the sandbox tenant, with two commands that show a transfer and a session left as it is', async () => {
    const server = start();
    const url = await server.url();
    const [first, second, ...others] = await commandsOf(server);

    expect(others).toEqual([]);
    expect(await shell(first)).toEqual({
      data: {
        transferChatSession: {
          id: '549',
          user: { id: '5', name: 'tje0' },
          transferTo: { id: expect.any(String), name: 'bo' },
        },
      },
    });
    const foreign = await shell(second);
    expect(foreign).toEqual({
      data: { transferChatSession: { id: '550', user: expect.any(Object), transferTo: null } },
    });
    expect(foreign.data.transferChatSession.user.name).not.toBe('tje0');
    expect(await execute(url, '{ chatSession(id: 549) { user { name } transferTo { name } } }')).toMatchObject({
      data: { chatSession: { user: { name: 'tje0' }, transferTo: { name: 'bo' } } },
    });
  });

  it('gives the explorer the agents', async () => {
    const page = await fetch(await start().url(), { headers: { accept: 'text/html' } });

    expect(await page.text()).toContain(`{"name":"tje0","fullName":"Tobias Everhart","authorization":"${TJE0}"}`);
  });

  it('starts with the same data each time', async () => {
    const [first, second] = [start(), start()];
    await shell((await commandsOf(first))[0]);

    expect(await execute(await second.url(), '{ chatSession(id: 549) { transferTo { name } } }')).toMatchObject({
      data: { chatSession: { transferTo: null } },
    });
  });

  it('does not start in production', async () => {
    const server = start({ NODE_ENV: 'production' });

    expect(await server.ended).toBe(1);
    expect(failureOf(server).problems).toEqual([expect.stringMatching(/^SUPEROFFICE_URL: /)]);
    expect(server.stdout).toBe('');
  });
});

describe('with SUPEROFFICE_URL', () => {
  it.each([{ NODE_ENV: 'production' }, { NODE_ENV: '' }])(
    'serves that tenant, and does not mention the sandbox: %p',
    async (env) => {
      const server = start({ SUPEROFFICE_URL: superOffice.url, ...env });

      expect(await execute(await server.url(), TRANSFER, { id: '549', to: 'bo' })).toMatchObject({
        data: { transferChatSession: { id: '549' } },
      });
      expect(superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
      expect(server.output).not.toMatch(/sandbox|curl|tje0|SUPEROFFICE_URL is not set/i);
      expect(server.output).not.toContain(TJE0);
    },
    30_000,
  );
});

describe('with ADMIN_PORT', () => {
  it('says where health and metrics are, and ends with exit code 0 even while they are read', async () => {
    const server = start({ SUPEROFFICE_URL: superOffice.url, ADMIN_PORT: '0' });
    const [, adminUrl] = await server.said(/Health and metrics at ([^\s"]+)/);
    const agent = new Agent({ keepAlive: true });
    try {
      await askKeepingAlive(`${adminUrl}/metrics`, agent);
      server.child.kill('SIGTERM');

      expect(await server.ended).toBe(0);
    } finally {
      agent.destroy();
    }
  });
});

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  it('ends the process with exit code 0', async () => {
    for (const env of [{}, { SUPEROFFICE_URL: superOffice.url }]) {
      const server = start(env);
      await server.url();
      server.child.kill(signal);

      expect(await server.ended).toBe(0);
    }
  });

  it('ends the process with kept-alive connections open', async () => {
    const server = start({ SUPEROFFICE_URL: superOffice.url });
    const url = await server.url();
    const agent = new Agent({ keepAlive: true });
    try {
      await Promise.all([1, 2, 3].map(() => askKeepingAlive(url, agent)));
      server.child.kill(signal);

      expect(await server.ended).toBe(0);
    } finally {
      agent.destroy();
    }
  });

  it('ends the process with an unused connection open', async () => {
    const server = start({ SUPEROFFICE_URL: superOffice.url });
    const socket = await open(await server.url());
    try {
      server.child.kill(signal);

      expect(await server.ended).toBe(0);
    } finally {
      socket.destroy();
    }
  });

  it('finishes accepted requests', async () => {
    const arrived = new Promise<() => void>((resolve) => {
      const answerLater: Handler = (_request, response) => resolve(() => sendJson(response, { ChatSessionId: 549 }));
      superOffice.on('POST ChatSession/549/TransferTo/bo', answerLater);
    });
    const server = start({ SUPEROFFICE_URL: superOffice.url });
    const answer = execute(await server.url(), TRANSFER, { id: '549', to: 'bo' });
    const answerNow = await arrived;
    server.child.kill(signal);
    await refusesConnections(await server.url());
    answerNow();

    expect(await answer).toMatchObject({ data: { transferChatSession: { id: '549' } } });
    expect(await server.ended).toBe(0);
  });

  it('answers requests that had reached the machine before the signal, on new and on used connections', async () => {
    const server = start({ SUPEROFFICE_URL: superOffice.url });
    const url = await server.url();
    const request = `GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
    const used = await Promise.all(Array.from({ length: 20 }, () => open(url)));
    for (const socket of used) {
      socket.write(request);
      await once(socket, 'data');
    }
    // While it is stopped, the kernel takes in what it does not.
    server.child.kill('SIGSTOP');
    const fresh = Array.from({ length: 60 }, () => connect(Number(new URL(url).port), '127.0.0.1'));
    await Promise.all(fresh.map((socket) => once(socket, 'connect')));
    const answers = [...used, ...fresh].map(async (socket) => {
      let said = '';
      socket.on('data', (chunk) => {
        said += chunk;
      });
      socket.on('error', () => {});
      socket.write(request);
      await new Promise((resolve) => socket.once('close', resolve));
      return said;
    });
    server.child.kill(signal);
    server.child.kill('SIGCONT');

    expect(await Promise.all(answers)).toEqual(answers.map(() => expect.stringMatching(/^HTTP\/1\.1 200 /)));
    expect(await server.ended).toBe(0);
  });

  it('ends the process at once when it comes again', async () => {
    superOffice.on('POST ChatSession/549/TransferTo/bo', () => undefined);
    const server = start({ ...PATIENT, SUPEROFFICE_URL: superOffice.url });
    const url = await server.url();
    const unanswered = execute(url, TRANSFER, { id: '549', to: 'bo' }).catch(() => 'lost');
    await superOfficeWasAsked();
    server.child.kill(signal);
    await refusesConnections(url);
    server.child.kill(signal);

    expect(await server.ended).toBe(1);
    expect(await unanswered).toBe('lost');
  });
});

describe('with HOST=localhost', () => {
  const LOOKING_UP_TWO = `
    import { promises } from 'node:dns';
    import { syncBuiltinESMExports } from 'node:module';
    promises.lookup = async () => [{ address: '127.0.0.1', family: 4 }, { address: '::1', family: 6 }];
    syncBuiltinESMExports();
  `;

  const hasIpv6 = Object.values(networkInterfaces()).some((at) => at?.some(({ address }) => address === '::1'));

  it.each(['127.0.0.1', ...(hasIpv6 ? ['[::1]'] : [])])(
    'finishes accepted requests, on each address: %s',
    async (host) => {
      const arrived = new Promise<() => void>((resolve) => {
        const answerLater: Handler = (_request, response) => resolve(() => sendJson(response, { ChatSessionId: 549 }));
        superOffice.on('POST ChatSession/549/TransferTo/bo', answerLater);
      });
      const server = start({ SUPEROFFICE_URL: superOffice.url, HOST: 'localhost' }, importing(LOOKING_UP_TWO));
      const url = (await server.url()).replace('localhost', host);
      const answer = execute(url, TRANSFER, { id: '549', to: 'bo' });
      const answerNow = await arrived;
      server.child.kill('SIGTERM');
      await refusesConnections(url);
      answerNow();

      expect(await answer).toMatchObject({ data: { transferChatSession: { id: '549' } } });
      expect(await server.ended).toBe(0);
    },
    15_000,
  );

  const LOOKING_UP_LOOPBACK = LOOKING_UP_TWO.replace('::1', '127.0.0.2').replace('family: 6', 'family: 4');

  it('does not start if another process has the port on one of its addresses', async () => {
    const occupant = createServer();
    occupant.listen(0, '127.0.0.2');
    await once(occupant, 'listening');
    const { port } = occupant.address() as AddressInfo;
    try {
      for (const names of [
        { HOST: 'localhost', PORT: String(port) },
        { ADMIN_HOST: 'localhost', ADMIN_PORT: String(port) },
      ]) {
        const server = start({ SUPEROFFICE_URL: superOffice.url, ...names }, importing(LOOKING_UP_LOOPBACK));

        expect(await server.ended).toBe(1);
        expect(server.stderr).toContain(`${port} is in use.`);
      }
    } finally {
      occupant.close();
    }
  });

  it('works without its first address if the machine does not have that', async () => {
    const missing = LOOKING_UP_TWO.replace('127.0.0.1', '192.0.2.1').replace('::1', '127.0.0.1');
    const server = start({ SUPEROFFICE_URL: superOffice.url, HOST: 'localhost' }, importing(missing));

    expect(await execute((await server.url()).replace('localhost', '127.0.0.1'), '{ __typename }')).toMatchObject({
      status: 200,
    });
  });

  it('works without an address that the machine does not have', async () => {
    const missing = LOOKING_UP_TWO.replace('::1', '2001:db8::1');
    const server = start({ SUPEROFFICE_URL: superOffice.url, HOST: 'localhost' }, importing(missing));

    expect(await execute((await server.url()).replace('localhost', '127.0.0.1'), '{ __typename }')).toMatchObject({
      status: 200,
    });
  });
});

describe('SHUTDOWN_DELAY_MS', () => {
  it('delays SIGTERM, with the server not ready but answering', async () => {
    const server = start({ SUPEROFFICE_URL: superOffice.url, SHUTDOWN_DELAY_MS: '600000' });
    const url = await server.url();
    server.child.kill('SIGTERM');
    await isNotReady(url);

    expect(await execute(url, TRANSFER, { id: '549', to: 'bo' })).toMatchObject({
      data: { transferChatSession: { id: '549' } },
    });
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(1);
  });

  it('does not delay SIGINT', async () => {
    const server = start({ SUPEROFFICE_URL: superOffice.url, SHUTDOWN_DELAY_MS: '600000' });
    await server.url();
    server.child.kill('SIGINT');

    expect(await server.ended).toBe(0);
  });
});

describe('SHUTDOWN_TIMEOUT_MS', () => {
  it('ends the process with exit code 1, whatever is running', async () => {
    superOffice.on('POST ChatSession/549/TransferTo/bo', () => undefined);
    const server = start({ ...PATIENT, SUPEROFFICE_URL: superOffice.url, SHUTDOWN_TIMEOUT_MS: '500' });
    const unanswered = execute(await server.url(), TRANSFER, { id: '549', to: 'bo' }).catch(() => 'lost');
    await superOfficeWasAsked();
    server.child.kill('SIGTERM');

    expect(await server.ended).toBe(1);
    expect(await unanswered).toBe('lost');
  });

  it('counts from the signal, including SHUTDOWN_DELAY_MS', async () => {
    const server = start({
      SUPEROFFICE_URL: superOffice.url,
      SHUTDOWN_DELAY_MS: '600000',
      SHUTDOWN_TIMEOUT_MS: '500',
    });
    await server.url();
    server.child.kill('SIGTERM');

    expect(await server.ended).toBe(1);
  });
});

describe('a defect outside of any request', () => {
  /** For Node: on SIGUSR2 this goes wrong. */
  const goingWrong = (code: string) => importing(`process.on('SIGUSR2', () => { ${code} })`);
  const FRAMES = expect.arrayContaining([expect.stringMatching(/^\s+at /)]);

  it.each([
    {
      what: 'an exception in a timer',
      code: 'setTimeout(() => { throw new TypeError(process.env.MESSAGE) })',
      logged: { error: 'TypeError', stack: FRAMES },
    },
    {
      what: 'a rejection that nobody handles',
      code: 'Promise.reject(new RangeError(process.env.MESSAGE))',
      logged: { error: 'RangeError', stack: FRAMES },
    },
    {
      what: 'a rejection without an error',
      code: 'Promise.reject(process.env.MESSAGE)',
      logged: { error: 'UnhandledPromiseRejection', stack: FRAMES },
    },
    {
      what: 'a text that is thrown twice',
      code: 'for (const _ of "12") setTimeout(() => { throw process.env.MESSAGE })',
      logged: { error: 'string', stack: [] },
    },
  ])(
    'ends the process with exit code 1 after accepted requests, and is logged without its message: $what',
    async ({ code, logged }) => {
      const arrived = new Promise<() => void>((resolve) => {
        const answerLater: Handler = (_request, response) => resolve(() => sendJson(response, { ChatSessionId: 549 }));
        superOffice.on('POST ChatSession/549/TransferTo/bo', answerLater);
      });
      const env = { SUPEROFFICE_URL: superOffice.url, MESSAGE: 'canary\n    at canary' };
      const server = start(env, goingWrong(code));
      const answer = execute(await server.url(), TRANSFER, { id: '549', to: 'bo' });
      const answerNow = await arrived;
      server.child.kill('SIGUSR2');
      await server.said(/"defect"/);
      await refusesConnections(await server.url());
      answerNow();

      expect(await answer).toMatchObject({ data: { transferChatSession: { id: '549' } } });
      expect(await server.ended).toBe(1);
      expect(linesOf(server)).toContainEqual({ level: 60, time: expect.any(String), msg: 'defect', ...logged });
      expect(server.output).not.toContain('canary');
    },
    30_000,
  );

  it('ends the process at SHUTDOWN_TIMEOUT_MS at the latest', async () => {
    superOffice.on('POST ChatSession/549/TransferTo/bo', () => undefined);
    const env = { ...PATIENT, SUPEROFFICE_URL: superOffice.url, SHUTDOWN_TIMEOUT_MS: '500' };
    const server = start(env, goingWrong('setTimeout(() => { throw new Error() })'));
    const unanswered = execute(await server.url(), TRANSFER, { id: '549', to: 'bo' }).catch(() => 'lost');
    await superOfficeWasAsked();
    server.child.kill('SIGUSR2');

    expect(await server.ended).toBe(1);
    expect(await unanswered).toBe('lost');
  });
});

describe('a start that cannot succeed', () => {
  it('ends with exit code 1, and names every setting that is wrong, and no secret', async () => {
    const server = start({
      PORT: 'canary',
      SUPEROFFICE_URL: 'https://user:canary@host/api/v1/',
      SUPEROFFICE_APP_TOKEN: 'canary\u0007',
      OPERATION_TIMEOUT_MS: '-1',
      LOG_LEVEL: 'canary',
    });

    expect(await server.ended).toBe(1);
    expect(failureOf(server).problems.map((problem) => problem.split(': ')[0])).toEqual([
      'PORT',
      'SUPEROFFICE_URL',
      'SUPEROFFICE_APP_TOKEN',
      'OPERATION_TIMEOUT_MS',
      'LOG_LEVEL',
    ]);
    expect(server.output).not.toContain('canary');
    expect(server.output).not.toMatch(/ at .*:\d+:\d+/);
    expect(server.stdout).toBe('');
  });

  it('ends with exit code 1, and names PERSISTED_OPERATIONS, when there is no manifest', async () => {
    const server = start({ PERSISTED_OPERATIONS: '/canary/manifest.json' });

    expect(await server.ended).toBe(1);
    expect(failureOf(server).problems).toEqual([expect.stringMatching(/^PERSISTED_OPERATIONS: expected /)]);
    expect(server.stderr).not.toContain('canary');
    expect(linesOf(server).map(({ msg }) => msg)).toEqual(['process starts', 'process ends']);
  });

  it.each(['127.0.0.1', 'localhost'])(
    'ends with exit code 1, and names PORT, when it is taken on %s',
    async (host) => {
      const occupant = createServer();
      occupant.listen(0, host);
      await once(occupant, 'listening');
      const { port } = occupant.address() as AddressInfo;
      try {
        for (const env of [{}, { SUPEROFFICE_URL: superOffice.url }]) {
          const server = start({ ...env, HOST: host, PORT: String(port) });

          expect(await server.ended).toBe(1);
          expect(server.stderr).toContain('PORT');
          expect(server.output).not.toMatch(/ at .*:\d+:\d+/);
        }
      } finally {
        occupant.close();
      }
    },
    30_000,
  );

  it('ends with exit code 1, and names ADMIN_PORT, when that is taken', async () => {
    const occupant = createServer();
    occupant.listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const { port } = occupant.address() as AddressInfo;
    try {
      const env = { SUPEROFFICE_URL: superOffice.url, ADMIN_HOST: '127.0.0.1', ADMIN_PORT: String(port) };
      const server = start(env);

      expect(await server.ended).toBe(1);
      expect(server.stderr).toContain('ADMIN_PORT');
    } finally {
      occupant.close();
    }
  });

  it('ends with exit code 1, and names HOST, when it is not an address of this machine', async () => {
    const server = start({ SUPEROFFICE_URL: superOffice.url, HOST: '192.0.2.1' });

    expect(await server.ended).toBe(1);
    expect(server.stderr).toContain('HOST');
  });
});

describe('the log', () => {
  it('is complete even if the process ends in the same turn', async () => {
    const script = `
      import { createLogger } from './dist/log/logger.js';
      const logger = createLogger('info');
      logger.fatal('first');
      logger.info('second');
      process.on('exit', () => logger.output.flush(1000));
      process.exit();`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: ROOT });

    expect(stdout.match(/"msg":"\w+"/g)).toEqual(['"msg":"first"', '"msg":"second"']);
  });

  it('has a line for each operation and each of its calls, with the id of the request', async () => {
    superOffice.on('POST ChatSession/549/', { ErrorType: 'SoAccessDeniedException', ErrorMessage: 'canary' }, 403);
    const server = start({ SUPEROFFICE_URL: superOffice.url });
    const url = await server.url();
    await execute(
      url,
      'mutation Desk { transferChatSession(id: 549, toAssociate: "bo") { id } }',
      {},
      { 'x-request-id': 'abcdefgh-1' },
    );
    await server.said(/"msg":"operation"/);

    expect(linesOfRequests(server)).toEqual([
      {
        level: 40,
        time: expect.any(String),
        msg: 'REST call',
        requestId: 'abcdefgh-1',
        effect: 'write',
        method: 'POST',
        route: 'ChatSession/{id}/TransferTo/{toAssociate}',
        attempt: 1,
        status: 403,
        errorType: 'SoAccessDeniedException',
        durationMs: expect.any(Number),
      },
      {
        level: 40,
        time: expect.any(String),
        msg: 'operation',
        requestId: 'abcdefgh-1',
        operationType: 'mutation',
        operationName: 'Desk',
        codes: ['FORBIDDEN'],
        reasons: ['SuperOffice refused: the caller may not do this, or the token has expired.'],
        outcomes: ['REJECTED'],
        status: 200,
        durationMs: expect.any(Number),
      },
    ]);
  });

  it('cuts the name of an operation at 100 characters', async () => {
    const server = start({ SUPEROFFICE_URL: superOffice.url });
    await execute(await server.url(), `query ${'x'.repeat(10_000)} { __typename }`);
    await server.said(/"msg":"operation"/);

    expect(linesOfRequests(server)).toMatchObject([{ operationName: 'x'.repeat(100) }]);
  });

  it('warns about the old name of a transport, which still works', async () => {
    superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
    const server = start({ SUPEROFFICE_URL: superOffice.url, SUPEROFFICE_TRANSPORT: 'http' });
    const { data } = await execute(await server.url(), '{ chatSession(id: 549) { id } }');
    await server.said(/"msg":"operation"/);

    expect(data).toEqual({ chatSession: { id: '549' } });
    expect(linesOf(server).filter(({ level }) => Number(level) >= 40)).toEqual([
      { level: 40, time: expect.any(String), msg: expect.stringContaining('SUPEROFFICE_TRANSPORT=undici') },
    ]);
  });

  it('has SuperOffice’s message of a refusal, cut at 200 characters, if LOG_UPSTREAM_ERRORS is on', async () => {
    const words = `No right to do this. ${'x'.repeat(300)}`;
    superOffice.on('POST ChatSession/549/', { ErrorType: 'SoAccessDeniedException', ErrorMessage: words }, 403);
    const server = start({ SUPEROFFICE_URL: superOffice.url, LOG_UPSTREAM_ERRORS: 'true' });
    const answer = await execute(
      await server.url(),
      TRANSFER,
      { id: '549', to: 'bo' },
      { 'x-request-id': 'abcdefgh-2' },
    );
    await server.said(/"msg":"operation"/);

    const failed = ['REST call', 'operation'];
    expect(linesOf(server).filter(({ level, msg }) => Number(level) >= 40 && !failed.includes(String(msg)))).toEqual([
      { level: 40, time: expect.any(String), msg: expect.stringContaining('LOG_UPSTREAM_ERRORS') },
      {
        level: 40,
        time: expect.any(String),
        msg: 'SuperOffice refused',
        requestId: 'abcdefgh-2',
        route: 'ChatSession/{id}/TransferTo/{toAssociate}',
        upstreamMessage: words.slice(0, 200),
      },
    ]);
    expect(JSON.stringify(answer)).not.toContain('No right');
  });
});

describe('SUPEROFFICE_URL', () => {
  it.each(['api/', 'api', '', 'api/v2/', 'Cust12345/api/', 'api/v1/Person/'])(
    'that ends in /%s is warned about once at the start, without its value',
    async (path) => {
      const server = start({ SUPEROFFICE_URL: `${new URL(superOffice.url).origin}/${path}` });
      await server.url();
      await server.said(/SUPEROFFICE_URL does not end/);

      const warnings = linesOf(server).filter(({ level }) => level === 40);
      expect(warnings).toEqual([{ level: 40, time: expect.any(String), msg: expect.stringContaining('/api/v1/') }]);
      expect(JSON.stringify(warnings)).not.toContain('127.0.0.1');
    },
    30_000,
  );

  it.each(['api/v1/', 'api/v1', 'Cust12345/API/V1/'])(
    'that ends in /%s is not',
    async (path) => {
      const server = start({ SUPEROFFICE_URL: `${new URL(superOffice.url).origin}/${path}` });
      await execute(await server.url(), '{ __typename }');
      await server.said(/"msg":"operation"/);

      expect(linesOf(server).filter(({ level }) => level === 40)).toEqual([]);
    },
    30_000,
  );
});

/** Node's options for running this first. */
function importing(code: string): string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`];
}

/** The commands that a server says can be run. */
async function commandsOf(server: ServerProcess): Promise<string[]> {
  await server.said(/"curl .*\n[\s\S]*"curl .*\n/);
  return linesOf(server).flatMap(({ command }) => (command === undefined ? [] : String(command)));
}

/** Runs a command as a person would. Without curl, a stand-in sends what the shell parsed. */
// biome-ignore lint/suspicious/noExplicitAny: the answer to any command.
async function shell(command = ''): Promise<any> {
  if (spawnSync('curl', ['--version']).status === 0) {
    const { stdout } = await run('sh', ['-c', command]);
    return JSON.parse(stdout);
  }
  const { stdout } = await run('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${command}`]);
  const [url = '', ...options] = stdout.split('\0');
  const valuesOf = (option: string) => options.filter((_, index) => options[index - 1] === option);
  const response = await fetch(url, {
    method: 'POST',
    headers: valuesOf('-H').map((line) => line.split(': ') as [string, string]),
    body: valuesOf('-d').join('&'),
  });
  return response.json();
}

async function askKeepingAlive(url: string, agent: Agent): Promise<void> {
  const sent = request(url, { agent, headers: { accept: 'application/json' } });
  sent.end();
  const [response] = await once(sent, 'response');
  await text(response);
}

async function open(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  // A request on another connection is answered after this one was accepted.
  await fetch(new URL('/health/live', url));
  return socket;
}

async function isNotReady(url: string): Promise<void> {
  while ((await fetch(new URL('/health/ready', url))).status !== 503) {}
}

async function superOfficeWasAsked(): Promise<void> {
  while (superOffice.requests.length === 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
