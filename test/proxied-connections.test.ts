import dns from 'node:dns';
import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import { connect, type Server as NetServer, type Socket } from 'node:net';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { type Answer, execute, startFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { listenUntilStop, useStops } from './helpers/stops.js';
import { until } from './helpers/until.js';

const READ = '{ chatSession(id: 549) { id } }';
const DATA = { chatSession: { id: '549' } };
const SESSION = { ChatSessionId: 549 };
const OPENED = 'HTTP/1.1 200 OK\r\n\r\n';

/** No connection is closed for its age or as idle, and no call is given up. */
const LONG = {
  SUPEROFFICE_CONNECT_TIMEOUT_MS: '600000',
  SUPEROFFICE_IDLE_CONNECTION_MS: '600000',
  SUPEROFFICE_CONNECTION_LIFETIME_MS: '600000',
  SUPEROFFICE_READ_TIMEOUT_MS: '600000',
  SUPEROFFICE_MAX_RETRIES: '0',
  OPERATION_TIMEOUT_MS: '600000',
  // A tenant that has moved is asked for so often.
  BREAKER_OPEN_MS: '600000',
};

const stops = useStops();

const portOf = (server: NetServer) => listenUntilStop(server, stops);

describe.each(['node-fetch', 'undici'])('by way of %s', (transport) => {
  let superOfficePort: number;
  /** Answers a call of SuperOffice's. */
  let answer: (response: ServerResponse) => void;
  /** Does something on the connection of a CONNECT. */
  let onConnect: (socket: Socket) => unknown;
  /** The connections on which CONNECT came. */
  let asked: Socket[];
  let proxyPort: number;
  let log: string;

  beforeEach(async () => {
    log = '';
    asked = [];
    answer = (response) => sendJson(response, SESSION);
    onConnect = (socket) => open(socket);
    const superOffice = createHttpServer((_request, response) => answer(response));
    superOffice.keepAliveTimeout = 0;
    superOfficePort = await portOf(superOffice);
    proxyPort = await portOf(
      createHttpServer().on('connect', (_request, socket: Socket) => {
        // Node's server leaves it open.
        socket.setNoDelay().on('end', () => socket.end());
        asked.push(socket);
        onConnect(socket);
      }),
    );
  });

  /** Connects it with SuperOffice. */
  function open(socket: Socket, said = OPENED): void {
    const superOffice = connect(superOfficePort, '127.0.0.1', () => {
      socket.write(said);
      socket.pipe(superOffice).pipe(socket);
    });
    superOffice.on('error', () => socket.destroy());
    socket.on('close', () => superOffice.destroy());
  }

  async function start(env: Record<string, string>): Promise<(caller?: string) => Promise<Answer>> {
    const url = `http://127.0.0.1:${superOfficePort}/api/v1/`;
    const facade = await startFacade(
      url,
      { ...LONG, SUPEROFFICE_TRANSPORT: transport, ...env },
      { logger: pino({ level: 'trace' }, { write: (line: string) => (log += line) }) },
    );
    stops.push(() => facade.stop());
    return (caller = 'one') => execute(facade.url, READ, {}, { authorization: `Bearer ${caller}` });
  }

  const startWithProxy = (env: Record<string, string> = {}) =>
    start({ HTTP_PROXY: `http://127.0.0.1:${proxyPort}`, ...env });

  describe('a proxy that is asked for a connection', () => {
    it.each([
      '100 Continue',
      '102 Processing',
      '103 Early Hints\r\nLink: </x>; rel=preload',
      '100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 199 Wait',
    ])('may send interim answers first, together with the final one or earlier: %j', async (interim) => {
      const ask = await startWithProxy({ SUPEROFFICE_IDLE_CONNECTION_MS: '1' });
      const first = `HTTP/1.1 ${interim}\r\n\r\n`;
      const ways: ((socket: Socket) => unknown)[] = [
        (socket) => open(socket, first + OPENED),
        (socket) => socket.write(first, () => setTimeout(open, 20, socket)),
        (socket) => {
          let at = 0;
          const next = () =>
            at < first.length ? socket.write(first[at++] as string, () => setImmediate(next)) : open(socket);
          next();
        },
      ];
      for (const way of ways) {
        onConnect = way;
        expect((await ask()).data).toEqual(DATA);
        await until(() => asked.every(({ closed }) => closed));
      }

      expect(asked).toHaveLength(ways.length);
    });

    it.each([
      {
        what: 'an interim answer and a refusal',
        said: 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 407 Who\r\n\r\n',
        code: 'PROXY_407',
      },
      {
        what: '101',
        said: 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
        code: 'PROXY_101',
      },
      {
        what: 'an interim answer of HTTP/1.0',
        said: `HTTP/1.0 100 Continue\r\n\r\n${OPENED}`,
        code: 'PROXY_HPE_INVALID_STATUS',
      },
      {
        what: 'a large interim answer',
        said: `HTTP/1.1 103 Hints\r\na: ${'x'.repeat(17_000)}\r\n\r\n`,
        code: 'PROXY_HPE_HEADER_OVERFLOW',
      },
      {
        what: 'many interim answers',
        said: 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000),
        code: 'PROXY_HPE_HEADER_OVERFLOW',
      },
      { what: 'an interim answer and an end', said: 'HTTP/1.1 100 Continue\r\n\r\n', code: 'PROXY_ECONNRESET' },
    ])('makes no connection if it sends $what', async ({ said, code }) => {
      const ask = await startWithProxy();
      onConnect = (socket) => (code.endsWith('RESET') ? socket.resume().end(said) : socket.resume().write(said));
      const { data } = await ask();

      expect(data).toEqual({ chatSession: null });
      expect(log).toContain(`"code":"${code}"`);
      await until(() => asked.every(({ closed }) => closed));
    });
  });

  it('callers who share no connections have at most SUPEROFFICE_MAX_IN_FLIGHT, including those that a proxy is making', async () => {
    const CALLS = 8;
    const ask = await startWithProxy({
      SUPEROFFICE_CONNECTIONS: 'per-caller',
      SUPEROFFICE_MAX_IN_FLIGHT: String(CALLS),
    });
    const openOnes = () => asked.filter(({ closed }) => !closed).length;
    for (const callers of ['first', 'second', 'third']) {
      const held: Socket[] = [];
      onConnect = (socket) => held.push(socket);
      const waiting: ServerResponse[] = [];
      answer = (response) => waiting.push(response);
      const answers = Promise.all(Array.from({ length: CALLS }, (_, index) => ask(`${callers}${index}`)));
      await until(() => held.length === CALLS);
      // All of these are being made, so that none of the earlier callers' may be left.
      await until(() => openOnes() <= CALLS);
      for (const socket of held) {
        open(socket);
      }
      await until(() => waiting.length === CALLS);
      for (const response of waiting) {
        sendJson(response, SESSION);
      }

      expect((await answers).map(({ data }) => data)).toEqual(Array(CALLS).fill(DATA));
      expect(openOnes()).toBeLessThanOrEqual(CALLS);
    }
  });

  describe('a connection that is being made when SuperOffice answers 421', () => {
    /** @param hold delays the making of a connection until told to go on */
    async function expectRetired(
      ask: (caller?: string) => Promise<Answer>,
      hold: () => { isMade(): boolean; goOn(): void },
    ) {
      const sockets: (Socket | null)[] = [];
      const waiting: ServerResponse[] = [];
      answer = (response) => {
        sockets.push(response.socket);
        waiting.push(response);
      };
      const first = ask();
      await until(() => waiting.length === 1);
      const { isMade, goOn } = hold();
      const others = [ask('two'), ask('three')];
      await until(isMade);
      sendJson(waiting[0] as ServerResponse, {}, 421);
      expect((await first).errors?.[0]?.extensions.code).toBe('UPSTREAM_MISDIRECTED');
      answer = (response) => {
        sockets.push(response.socket);
        sendJson(response, SESSION);
      };
      goOn();

      expect((await Promise.all(others)).map(({ data }) => data)).toEqual([DATA, DATA]);
      await until(() => sockets.every((socket) => socket?.closed));
      expect((await ask()).data).toEqual(DATA);
      expect(new Set(sockets).size).toBe(4);
      expect(sockets.at(-1)?.closed).toBe(false);
    }

    it('through a proxy takes no call but its own', async () => {
      await expectRetired(await startWithProxy(), () => {
        const held: Socket[] = [];
        onConnect = (socket) => held.push(socket);
        return {
          isMade: () => held.length === 2,
          goOn() {
            onConnect = (socket) => open(socket);
            for (const socket of held) {
              open(socket);
            }
          },
        };
      });
    });

    it('to a name that is being looked up takes no call but its own', async () => {
      const { lookup } = dns;
      stops.push(() => {
        dns.lookup = lookup;
      });
      const held: (() => void)[] = [];
      let isHeld = false;
      const fake = (host: string, options: dns.LookupOptions, callback: (...args: unknown[]) => void) => {
        const address = '127.0.0.1';
        const found = () => callback(null, ...(options.all ? [[{ address, family: 4 }]] : [address, 4]));
        if (host !== 'superoffice.test') {
          Reflect.apply(lookup, dns, [host, options, callback]);
        } else if (isHeld) {
          held.push(found);
        } else {
          setImmediate(found);
        }
      };
      dns.lookup = fake as unknown as typeof lookup;
      const ask = await start({ SUPEROFFICE_URL: `http://superoffice.test:${superOfficePort}/api/v1/` });
      await expectRetired(ask, () => {
        isHeld = true;
        return {
          isMade: () => held.length === 2,
          goOn() {
            isHeld = false;
            for (const found of held) {
              found();
            }
          },
        };
      });
    });
  });
});
