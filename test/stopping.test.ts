import { afterEach, describe, expect, it } from '@jest/globals';
import { execute, newCredential, startFacade, TJE0 } from './helpers/facade.js';
import { isScript, startFakeRedis, wellAnswer } from './helpers/fake-redis.js';
import { sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { useRawConnections } from './helpers/raw-connections.js';
import { refusesConnections } from './helpers/refuses-connections.js';
import { useStops } from './helpers/stops.js';
import { leaveAll, subscribe } from './helpers/subscribe.js';
import { until } from './helpers/until.js';
import { closeAll, enter, subscribing, UPDATES, UPGRADE } from './helpers/web-socket.js';

const QUIET = { LIVE_POLL_MS: '600000', LIVE_POLL_IDLE_MS: '600000' };
/** They take about two seconds to end. */
const STREAMS = 100;

const stops = useStops();
const { open } = useRawConnections();
afterEach(() => {
  leaveAll();
  closeAll();
});

interface Stoppable {
  readonly url: string;
  /** The same for all who stop it. */
  stop(): Promise<void>;
}

async function start(env: Record<string, string> = {}): Promise<Stoppable> {
  const superOffice = await startFakeSuperOffice();
  stops.push(() => superOffice.stop());
  superOffice.on('GET ChatSession/ForCurrentUser', (_request, response) => sendJson(response, []));
  const facade = await startFacade(superOffice.url, { ...QUIET, ...env });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= facade.stop();
    return stopped;
  };
  stops.push(stop);
  return { url: facade.url, stop };
}

/** Stops a server. Resolves when some of its streams have ended, and others have not. */
async function beginToStop({ url, stop }: Stoppable): Promise<void> {
  const streams = await Promise.all(
    Array.from({ length: STREAMS }, () => subscribe(url, UPDATES, { headers: newCredential() })),
  );
  void stop();
  await Promise.race(streams.map((stream) => stream.rest()));
}

async function enterAndListen(url: string) {
  const entered = await enter(url);
  const messages: string[] = [];
  entered.socket.on('message', (data) => messages.push(String(data)));
  return { ...entered, messages };
}

describe('a subscription asked for while the server ends the others', () => {
  it.each(['before', 'meanwhile'])(
    'closes its WebSocket, opened %s, with 1012: after an error, clients do not subscribe again',
    async (when) => {
      const server = await start();
      const before = await enterAndListen(server.url);
      await beginToStop(server);
      const { send, code, messages } = when === 'before' ? before : await enterAndListen(server.url);

      send(subscribing('late'));

      expect(await code).toBe(1012);
      expect(messages).toEqual([]);
    },
  );

  it('is refused over HTTP with 503 and RECONNECT', async () => {
    const server = await start();
    await beginToStop(server);

    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: TJE0 },
      body: JSON.stringify({ query: UPDATES }),
    });

    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'RECONNECT', retryable: true, retryAfterMs: 1000 } }],
    });
  });

  it('ends without an error, and without complete, if it waits for Redis at that moment', async () => {
    const redis = await startFakeRedis();
    stops.push(() => redis.stop());
    const server = await start({ REDIS_URL: redis.url });
    // Commands of operations have a cost. The server first proves its connection with others.
    const asked = () => redis.commands.filter(([name, ...rest]) => isScript(name) && rest.at(-1) !== '0').length;
    await until(async () => {
      await execute(server.url, '{ __typename }');
      return asked() > 0;
    });
    redis.answer = (command, socket) => (isScript(command[0]) ? undefined : wellAnswer(command, socket));
    const before = asked();
    const late = subscribe(server.url, UPDATES);
    await until(() => asked() > before);

    void server.stop();

    const { status, rest } = await late;
    expect(status).toBe(200);
    expect(await rest()).toEqual([{ event: 'retry', data: expect.stringMatching(/^\d+$/) }]);
  });
});

describe('a connection that was accepted before the server stops', () => {
  /** One whose first request has not come when the server takes no more connections. */
  async function connectionOf({ url, stop }: Stoppable, firstBytes = '') {
    const connection = open(url);
    connection.socket.write(firstBytes);
    // Accepted after it.
    await execute(url, '{ __typename }', {}, { connection: 'close' });
    const stopped = stop();
    await refusesConnections(url);
    return { ...connection, stopped };
  }

  const JSON_BODY = JSON.stringify({ query: '{ __typename }' });
  const POST = [
    'POST /graphql HTTP/1.1',
    'Host: x',
    `Authorization: ${TJE0}`,
    'Content-Type: application/json',
    `Content-Length: ${JSON_BODY.length}`,
    '',
    JSON_BODY,
  ].join('\r\n');
  const HANDSHAKE = [
    'GET /graphql HTTP/1.1',
    'Host: x',
    ...Object.entries(UPGRADE).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');

  it('gets an answer to its first request', async () => {
    const { socket, answer, stopped } = await connectionOf(await start());

    socket.write(POST);

    expect(await answer).toMatch(/^HTTP\/1\.1 200 .*connection: close.*\{"data":\{"__typename":"Query"\}\}\s*$/is);
    await stopped;
  });

  it.each([
    ['its first request is', ''],
    ['its first request begins before and goes on as', HANDSHAKE.slice(0, 30)],
  ])('gets a WebSocket that is closed at once, if %s the handshake', async (_when, firstBytes) => {
    const { socket, answer, stopped } = await connectionOf(await start(), firstBytes);

    socket.write(HANDSHAKE.slice(firstBytes.length));

    expect(await answer).toMatch(/^HTTP\/1\.1 101 .*Connect again$/s);
    await stopped;
  });

  it('is closed after a moment if none comes', async () => {
    const { answer, stopped } = await connectionOf(await start());

    expect(await answer).toBe('');
    await stopped;
  });
});
