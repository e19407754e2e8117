import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Server } from '../src/server.js';
import { execute, newCredential, startFacade, TJE0, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';

const REFUSED = 'superoffice_graphql_refused_connections_total';
const BODY = JSON.stringify({ query: '{ me { id } }' });
const HEAD = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: ${TJE0}\r\nContent-Length: ${BODY.length}\r\n\r\n`;

const sockets: Socket[] = [];
afterEach(async () => {
  const closed = sockets.map((socket) => socket.closed || once(socket, 'close'));
  for (const socket of sockets.splice(0)) {
    socket.destroy();
  }
  await Promise.all(closed);
});

interface Connection {
  readonly socket: Socket;
  /** All that the server said so far. */
  readonly said: () => string;
  readonly isClosed: () => boolean;
}

/** A connection from an address of this machine's. */
async function open(facade: Server, { localAddress = '127.0.0.1', host = '127.0.0.1' } = {}): Promise<Connection> {
  const socket = connect({ port: Number(new URL(facade.url).port), host, localAddress });
  sockets.push(socket);
  let said = '';
  let isClosed = false;
  socket.on('data', (chunk) => {
    said += chunk;
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    isClosed = true;
  });
  await once(socket, 'connect');
  return { socket, said: () => said, isClosed: () => isClosed };
}

/** Sends a request on a connection, and waits until it is answered, or the connection is closed. */
async function isAnswered({ socket, said, isClosed }: Connection): Promise<boolean> {
  const before = said().length;
  socket.write(`GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n`);
  await until(() => isClosed() || said().length > before);
  return !isClosed();
}

async function openAll(facade: Server, number: number, from = {}): Promise<Connection[]> {
  const opened: Connection[] = [];
  for (let i = 0; i < number; i += 1) {
    const connection = await open(facade, from);
    expect(await isAnswered(connection)).toBe(true);
    opened.push(connection);
  }
  return opened;
}

describe('with MAX_IDLE_CONNECTIONS_PER_ADDRESS=3', () => {
  const pair = useFacade({ MAX_IDLE_CONNECTIONS_PER_ADDRESS: '3', HOST: '127.0.0.1' });
  const held: ServerResponse[] = [];
  beforeEach(() => pair.superOffice.on('GET User/', (_request, response) => held.push(response)));
  const answerHeld = () => {
    for (const response of held.splice(0)) {
      sendJson(response, { AssociateId: 5 });
    }
  };

  it('a fourth connection of an address is closed, the others stay, and there is room when one leaves', async () => {
    const [first, ...others] = await openAll(pair.facade, 3);

    expect(await isAnswered(await open(pair.facade))).toBe(false);
    for (const other of others) {
      expect(await isAnswered(other)).toBe(true);
    }
    first?.socket.destroy();
    let isLetIn = false;
    await until(async () => {
      isLetIn = await isAnswered(await open(pair.facade));
      return isLetIn;
    });

    expect(isLetIn).toBe(true);
  });

  it('connections on which nothing was asked yet count', async () => {
    const opened = await Promise.all([open(pair.facade), open(pair.facade), open(pair.facade)]);

    expect(await isAnswered(await open(pair.facade))).toBe(false);
    expect(opened.map(({ isClosed }) => isClosed())).toEqual([false, false, false]);
  });

  it('connections whose request has not arrived count', async () => {
    for (const begun of ['POST /graphql HT', HEAD, `${HEAD}${BODY.slice(1)}`]) {
      const { socket } = await open(pair.facade);
      socket.write(begun);
    }

    expect(await isAnswered(await open(pair.facade))).toBe(false);
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('connections that were refused an answer count', async () => {
    for (let i = 0; i < 3; i += 1) {
      const { socket, said } = await open(pair.facade);
      socket.write('GET /%zz HTTP/1.1\r\nHost: x\r\n\r\nGET /nothing HTTP/1.1\r\nHost: x\r\n\r\n');
      await until(() => said().includes('404'));
    }

    expect(await isAnswered(await open(pair.facade))).toBe(false);
  });

  it('connections on which a request is being answered do not count until it is answered', async () => {
    const busy = await Promise.all(Array.from({ length: 5 }, () => startRequest()));
    const idle = await openAll(pair.facade, 3);
    expect(await isAnswered(await open(pair.facade))).toBe(false);
    const closed = idle.map(({ socket }) => once(socket, 'close'));
    for (const { socket } of idle) {
      socket.destroy();
    }
    await Promise.all(closed);
    answerHeld();
    await until(() => busy.every(({ said }) => said().includes('"id":"5"')));

    expect(await isAnswered(await open(pair.facade))).toBe(false);
    for (const connection of busy) {
      expect(await isAnswered(connection)).toBe(true);
    }
  });

  it('callers who disconnect before or during their answer no longer count', async () => {
    for (let i = 0; i < 10; i += 1) {
      const { socket } = await startRequest();
      const other = await open(pair.facade);
      other.socket.write(HEAD);
      const closed = [once(socket, 'close'), once(other.socket, 'close')];
      socket.destroy();
      other.socket.destroy();
      await Promise.all(closed);
    }
    answerHeld();
    await until(async () => isAnswered(await open(pair.facade)));

    expect((await openAll(pair.facade, 2)).length).toBe(2);
  });

  it('another address has a limit of its own', async () => {
    await openAll(pair.facade, 3);

    await openAll(pair.facade, 3, { localAddress: '127.0.0.2' });
    expect(await isAnswered(await open(pair.facade, { localAddress: '127.0.0.2' }))).toBe(false);
  });

  async function startRequest(): Promise<Connection> {
    const calls = pair.superOffice.calls().length;
    const connection = await open(pair.facade);
    // Calls with one credential that is new go one at a time.
    connection.socket.write(HEAD.replace(TJE0, newCredential().authorization) + BODY);
    await until(() => pair.superOffice.calls().length > calls);
    return connection;
  }
});

describe('a server on all addresses', () => {
  const pair = useFacade({ MAX_IDLE_CONNECTIONS_PER_ADDRESS: '2', HOST: '::' });

  it('counts addresses of IPv4 one by one, and those of IPv6 by their network', async () => {
    await openAll(pair.facade, 2);
    await openAll(pair.facade, 2, { localAddress: '127.0.0.2' });
    await openAll(pair.facade, 2, { localAddress: '::1', host: '::1' });

    expect(await isAnswered(await open(pair.facade))).toBe(false);
    expect(await isAnswered(await open(pair.facade, { localAddress: '::1', host: '::1' }))).toBe(false);
  });
});

describe('a connection that is closed for its address', () => {
  const pair = useFacade({ MAX_IDLE_CONNECTIONS_PER_ADDRESS: '1', ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' });

  it('is counted', async () => {
    await openWithAnswer();
    expect((await scrape(pair.facade)).value(REFUSED)).toBe(0);
    const { isClosed } = await open(pair.facade);
    await until(isClosed);

    expect((await scrape(pair.facade)).value(REFUSED)).toBe(1);
  });

  async function openWithAnswer(): Promise<void> {
    const { socket, said } = await open(pair.facade);
    socket.write('GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n');
    await until(() => said() !== '');
  }
});

describe('trusted proxies', () => {
  it.each(['127.0.0.1', '10.0.0.0/8, 127.0.0.0/8', '::ffff:127.0.0.0/104'])(
    'may hold as many connections as they like: %s',
    async (proxies) => {
      const facade = await startFacade('http://127.0.0.1:1/', {
        MAX_IDLE_CONNECTIONS_PER_ADDRESS: '2',
        TRUSTED_PROXIES: proxies,
      });
      try {
        const opened = await openAll(facade, 5);
        for (const connection of opened) {
          expect(await isAnswered(connection)).toBe(true);
        }
      } finally {
        await facade.stop();
      }
    },
  );
});

describe('a caller without a credential', () => {
  // Nothing flows in while a test runs.
  const limits = { RATE_LIMIT_PER_SECOND: '1', RATE_LIMIT_BURST: '10' };
  const behindProxy = useFacade({ ...limits, TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8, 2001:db8:ffff::/48' });
  const alone = useFacade({ ...limits, TRUSTED_PROXIES: '10.0.0.0/8' });

  const ask = (facade: Server, forwardedFor: string) =>
    execute(facade.url, FIELDS, {}, { authorization: '', 'x-forwarded-for': forwardedFor }).then(
      ({ status }) => status,
    );
  const FIELDS = `{ ${Array.from({ length: 10 }, (_, index) => `a${index}: __typename`).join(' ')} }`;

  it.each([
    { what: 'alone', one: '192.0.2.1', other: '192.0.2.1' },
    { what: 'with what it wrote itself', one: '1.1.1.1, 192.0.2.2', other: '2.2.2.2, 192.0.2.2' },
    { what: 'with garbage that it wrote itself', one: 'x"\\, 192.0.2.3', other: ',,,192.0.2.3' },
    { what: 'behind a second proxy', one: '192.0.2.4', other: '192.0.2.4, 10.1.2.3' },
    { what: 'behind two more', one: '192.0.2.5', other: '192.0.2.5,10.1.2.3 , 2001:db8:ffff::1' },
    { what: 'within IPv6', one: '192.0.2.6', other: '::ffff:192.0.2.6' },
    { what: 'within IPv6, in hexadecimal', one: '192.0.2.7', other: '::FFFF:c000:207' },
    { what: 'of one network of IPv6', one: '2001:db8:1:2::1', other: '2001:DB8:1:2:ffff::2' },
    { what: 'spelt otherwise', one: '2001:db8:1:3:0:0:0:1', other: '2001:0db8:0001:0003::0001' },
    { what: 'near the end of its network', one: '2001:db8:1:4:1:1:1:1', other: '2001:db8:1:4::' },
    { what: 'of the first network', one: '1::', other: '1:0:0:0:2::' },
    { what: 'with a port', one: '192.0.2.8:51230', other: '192.0.2.8:51231' },
    { what: 'with a port and without', one: '192.0.2.9', other: '192.0.2.9:443' },
    { what: 'of IPv6, with a port', one: '[2001:db8:1:5::1]:443', other: '2001:db8:1:5::2' },
    { what: 'of IPv6, in brackets', one: '[2001:db8:1:6::1]', other: '[2001:DB8:1:6::2]:65535' },
    { what: 'within IPv6, with a port', one: '[::ffff:192.0.2.10]:1', other: '192.0.2.10:2' },
    { what: 'behind proxies with ports', one: '192.0.2.11:1, 10.1.2.3:2', other: '192.0.2.11,[2001:db8:ffff::1]:3' },
  ])('is known by the address that the proxy saw: $what', async ({ one, other }) => {
    expect(await ask(behindProxy.facade, one)).toBe(200);
    expect(await ask(behindProxy.facade, other)).toBe(429);
  });

  it.each([
    { one: '198.51.100.1', other: '198.51.100.2' },
    { one: '9.9.9.9, 198.51.100.3', other: '9.9.9.9, 198.51.100.4' },
    { one: '2001:db8:2:1::1', other: '2001:db8:2:2::1' },
    { one: '2001:db8:3::', other: '2001:db8:3:1::' },
    { one: '10.0.0.1', other: '10.0.0.2, 10.0.0.1' },
    { one: '::ffff:198.51.100.5', other: '::ffff:198.51.100.6' },
    { one: '198.51.100.7:51230', other: '198.51.100.8:51230' },
    { one: '[2001:db8:4:1::1]:443', other: '[2001:db8:4:2::1]:443' },
    { one: '198.51.100.9:1, 10.0.0.1:2', other: '198.51.100.10:1, 10.0.0.1:2' },
  ])('counts separately under another address: $one and $other', async ({ one, other }) => {
    expect(await ask(behindProxy.facade, one)).toBe(200);
    expect(await ask(behindProxy.facade, other)).toBe(200);
  });

  it('is known by the proxy’s address if the header is missing or does not end in an address', async () => {
    expect(await ask(behindProxy.facade, '')).toBe(200);
    for (const malformed of [
      'unknown',
      '192.0.2.77:',
      '192.0.2.77:http',
      '192.0.2.77:655360',
      '192.0.2.77:1:2',
      '192.0.2.777:1',
      '[192.0.2.77]:1',
      '[2001:db8:9::1',
      '[2001:db8:9::1]1',
      '[2001:db8:9::1]:',
      '[[2001:db8:9::1]]:1',
      '[]:1',
      '2001:db8:9:1:2:3:4:5:443',
      '192.0.2.77, ',
      ',',
      '192.0.2.77, 10.0.0.1, x',
      '192.0.2.77; 10.0.0.1',
      '192.0.2.999',
      '2001:db8:9::1::',
      'x'.repeat(10_000),
      '['.repeat(10_000),
      '1'.repeat(10_000),
      ','.repeat(10_000),
      `${'10.0.0.1,'.repeat(1000)}x`,
    ]) {
      expect({ malformed, status: await ask(behindProxy.facade, malformed) }).toEqual({ malformed, status: 429 });
    }
  });

  it('is known by the address that connects, if that is not a trusted proxy', async () => {
    expect(await ask(alone.facade, '192.0.2.1')).toBe(200);
    expect(await ask(alone.facade, '192.0.2.2')).toBe(429);
    expect(await ask(alone.facade, '')).toBe(429);
  });
});
