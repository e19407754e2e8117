import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Server } from '../src/server.js';
import { createTestClock, type TestClock } from './helpers/clock.js';
import { acceptCredential, execute, startFacade, useFacade } from './helpers/facade.js';
import { type FakeSuperOffice, type Handler, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';

const READ = '{ chatSession(id: 549) { status } }';
const INTERVAL_MS = 100;
const PROBE = 'GET User/currentPrincipal';

type Lines = Readonly<Record<string, unknown>>[];
const loggerTo = (lines: Lines) => pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line)) });
const readiness = async (url: string) => {
  const answer = await fetch(new URL('/health/ready', url));
  return { status: answer.status, body: await answer.json() };
};
const MISDIRECTED = { status: 503, body: { status: 'misdirected' } };

describe('a tenant that has moved', () => {
  const lines: Lines = [];
  const pair = useFacade({}, { logger: loggerTo(lines) });

  it('is UPSTREAM_MISDIRECTED, makes the server not ready, and is logged once, with the setting’s name', async () => {
    pair.superOffice.on('', {}, 421);

    const transfer = await pair.ask('mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }');
    const read = await pair.ask(READ);

    expect(transfer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_MISDIRECTED', outcome: 'REJECTED' } }]);
    expect(read.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_MISDIRECTED' } }]);
    expect(pair.superOffice.calls()).toHaveLength(2);
    expect(await readiness(pair.facade.url)).toEqual(MISDIRECTED);
    expect((await fetch(new URL('/health/live', pair.facade.url))).status).toBe(200);
    expect(lines.filter(({ level }) => Number(level) >= 50)).toMatchObject([
      { msg: expect.stringContaining('SUPEROFFICE_URL') },
    ]);
  });

  it('makes it ready again by answering, and connections are kept alive all the time', async () => {
    pair.superOffice.on('', {}, 421);
    expect((await pair.ask(READ)).headers.get('connection')).not.toBe('close');
    pair.superOffice.on('', { ChatSessionId: 549 });

    await pair.ask(READ);

    expect((await readiness(pair.facade.url)).status).toBe(200);
  });
});

describe('a call that began before', () => {
  const pair = useFacade();
  beforeAll(() => acceptCredential(pair));

  it('does not show whether the tenant has moved since', async () => {
    const held: ServerResponse[] = [];
    pair.superOffice.on('GET ChatSession/549', (_request, response) => void held.push(response));
    const slow = pair.ask(READ);
    await until(() => held.length === 1);
    pair.superOffice.on('POST ChatSession/549/TransferTo/bo', {}, 421);
    await pair.ask('mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }');

    for (const response of held) {
      sendJson(response, { ChatSessionId: 549 });
    }

    expect((await slow).data).toEqual({ chatSession: { status: null } });
    expect(await readiness(pair.facade.url)).toEqual(MISDIRECTED);
  });
});

describe('while a tenant counts as moved', () => {
  const ADMIN = { ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' };
  let superOffice: FakeSuperOffice;
  let facade: Server;
  let isStopped: boolean;
  let lines: Lines;
  let clock: TestClock;

  beforeAll(async () => {
    superOffice = await startFakeSuperOffice();
  });
  afterAll(() => superOffice.stop());

  beforeEach(async () => {
    lines = [];
    clock = createTestClock();
    isStopped = false;
    superOffice.forget();
    const env = {
      ...ADMIN,
      BREAKER_OPEN_MS: String(INTERVAL_MS),
      SUPEROFFICE_APP_TOKEN: 'app-token',
      SUPEROFFICE_COOKIES: 'SoSession',
    };
    facade = await startFacade(superOffice.url, env, { clock, logger: loggerTo(lines) });
  });
  afterEach(() => stop());

  async function stop(): Promise<void> {
    if (!isStopped) {
      isStopped = true;
      await facade.stop();
    }
  }

  const isReady = async () => (await readiness(String(facade.adminUrl))).status === 200;
  const probes = () => superOffice.requests.filter(({ method, path }) => `${method} ${path}` === PROBE);
  const logged = (message: RegExp) => lines.filter(({ msg }) => message.test(String(msg)));

  /** One caller gets 421, and no calls follow. */
  async function answer421Once(): Promise<void> {
    superOffice.on('', {}, 421);
    await execute(facade.url, READ);
    expect(await readiness(String(facade.adminUrl))).toEqual(MISDIRECTED);
  }

  /** Lets the time for a probe come, and waits until it has ended. */
  async function endProbe(): Promise<void> {
    const { length } = logged(/^REST call$/);
    clock.pass(INTERVAL_MS);
    await until(() => logged(/^REST call$/).length > length);
  }

  const ANSWERS: readonly [what: string, answer: Handler][] = [
    ['401', (_request, response) => sendJson(response, {}, 401)],
    ['200', (_request, response) => sendJson(response, { AssociateId: 0 })],
    ['a redirect', (_request, response) => response.writeHead(302, { location: '/login' }).end()],
    ['a page', (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>')],
    ['a page that is not there', (_request, response) => response.writeHead(404).end('not here')],
    ['500', (_request, response) => response.writeHead(500).end()],
  ];

  it.each(ANSWERS)(
    'a probe that is answered with %s makes the server ready, without any request',
    async (_, answer) => {
      await answer421Once();
      superOffice.on(PROBE, answer);

      await endProbe();

      expect(await isReady()).toBe(true);
      expect(logged(/says that the tenant has moved/)).toHaveLength(1);
      expect(logged(/again/)).toMatchObject([{ msg: expect.stringMatching(/answers/) }]);
      expect(probes()).toHaveLength(1);
      // No other probe may come.
      expect(clock.timers).toEqual([]);
    },
  );

  it('a probe holds no credential, no cookie and no app token, and is a REST call in the log and in the metrics', async () => {
    await answer421Once();
    for (const _ of [1, 2, 3]) {
      await endProbe();
    }

    const names = new Set(probes().flatMap(({ headers }) => Object.keys(headers)));
    for (const secret of ['authorization', 'cookie', 'so-apptoken', 'x-xsrf-token']) {
      expect(names).not.toContain(secret);
    }
    expect(superOffice.calls()).toEqual(['GET ChatSession/549', PROBE, PROBE, PROBE]);
    expect(logged(/^REST call$/)[1]).toMatchObject({
      ...{ method: 'GET', route: 'User/currentPrincipal', effect: 'read', status: 421, attempt: 1 },
    });
    const labels = { method: 'GET', route: 'User/currentPrincipal', result: '421' };
    expect((await scrape(facade)).value('superoffice_graphql_rest_calls_total', labels)).toBe(3);
    expect(await readiness(String(facade.adminUrl))).toEqual(MISDIRECTED);
    expect(logged(/says that the tenant has moved/)).toHaveLength(1);
  });

  it.each<[string, Handler]>([
    ['are not answered', () => {}],
    ['lose their connection', (_request, response) => response.socket?.resetAndDestroy()],
  ])('the state ends when three probes in a row %s', async (_, answer) => {
    await answer421Once();
    await endProbe();
    await endProbe();
    superOffice.forget();
    superOffice.on(PROBE, answer);

    await until(() => {
      clock.pass(INTERVAL_MS);
      return isReady();
    });

    const failed = ['REST call', 'operation'];
    expect(lines.filter(({ level, msg }) => level === 40 && !failed.includes(String(msg)))).toMatchObject([
      { msg: expect.stringMatching(/confirm/) },
    ]);
    expect(probes().length).toBeGreaterThanOrEqual(3);
  });

  it('another 421 starts it again', async () => {
    for (const _ of ['first', 'anew']) {
      await answer421Once();
      superOffice.on(PROBE, {}, 401);
      await endProbe();
      expect(await isReady()).toBe(true);
    }

    expect(logged(/says that the tenant has moved/)).toHaveLength(2);
  });

  it('a server that stops gives up its probe, and begins none', async () => {
    await answer421Once();
    const held: ServerResponse[] = [];
    superOffice.on(PROBE, (_request, response) => void held.push(response));
    clock.pass(INTERVAL_MS);
    await until(() => held.length === 1);
    const [probe] = held as [ServerResponse];

    await Promise.all([stop(), probe.closed || once(probe, 'close')]);

    await until(() => lines.at(-1)?.reason === 'CANCELLED');
    expect(held).toHaveLength(1);
    expect(clock.timers).toEqual([]);
  });
});
