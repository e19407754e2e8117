import { afterEach, describe, expect, it } from '@jest/globals';
import { execute, newCredential, startFacade } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { useServerProcesses } from './helpers/server-process.js';
import { useStops } from './helpers/stops.js';
import { leaveAll, type Subscriber, subscribe } from './helpers/subscribe.js';
import { until } from './helpers/until.js';
import { closeAll, enter, subscribing, UPDATES } from './helpers/web-socket.js';

const CALLERS = 50;
const STREAMS_OF_CALLER = 4;
const ALL = CALLERS * STREAMS_OF_CALLER;
const QUIET = { LIVE_HINT_GAP_MS: '1', LIVE_POLL_MS: '600000', LIVE_POLL_IDLE_MS: '600000', ADMIN_PORT: '0' };

const stops = useStops();
afterEach(() => {
  leaveAll();
  closeAll();
});

async function start(): Promise<FakeSuperOffice> {
  const superOffice = await startFakeSuperOffice();
  stops.push(() => superOffice.stop());
  superOffice.on('GET ChatSession/ForCurrentUser', (_request, response) =>
    sendJson(response, [{ ChatSessionId: 549, LastMessage: 'Hi' }]),
  );
  superOffice.on('GET User/currentAssociate', { AssociateId: 5 });
  return superOffice;
}

interface Opened {
  /** Rejects if it does not end as it should. */
  readonly end: Promise<void>;
}

/** Opens the streams of one caller. */
type OpenAll = (url: string, credential: Record<string, string>) => Promise<readonly Opened[]>;

const overHttp =
  (accept: string, end: RegExp): OpenAll =>
  async (url, credential) =>
    Promise.all(
      Array.from({ length: STREAMS_OF_CALLER }, async () => {
        const response = await fetch(url, {
          method: 'POST',
          headers: { accept, 'content-type': 'application/json', ...credential },
          body: JSON.stringify({ query: UPDATES }),
        });
        expect(response.status).toBe(200);
        return { end: response.text().then((text) => expect(text).toMatch(end)) };
      }),
    );

const overWebSocket: OpenAll = async (url, credential) => {
  const { send, next, code } = await enter(url, credential);
  for (let number = 0; number < STREAMS_OF_CALLER; number += 1) {
    send(subscribing(String(number)));
    await next();
  }
  return [{ end: code.then((closed) => expect(closed).toBe(1012)) }];
};

describe.each([
  ['events', overHttp('text/event-stream', /\n\nretry: \d+\n\n$/)],
  ['parts', overHttp('multipart/mixed;subscriptionSpec="1.0"', /"code":"RECONNECT".*--graphql--\r\n$/s)],
  ['messages of WebSockets', overWebSocket],
] as const)('subscriptions as %s, when the server stops', (_transport, openAll) => {
  it('end one after the other, while all else is served', async () => {
    const superOffice = await start();
    const facade = await startFacade(superOffice.url, QUIET);
    let isStopped = false;
    stops.push(() => isStopped || facade.stop());
    const opened = await Promise.all(Array.from({ length: CALLERS }, () => openAll(facade.url, newCredential())));
    const open = async () => (await scrape(facade)).value('superoffice_graphql_streams') ?? 0;
    await until(async () => (await open()) === ALL);
    const ends = Promise.all(opened.flat().map(({ end }) => end));

    const stopped = facade.stop();
    await until(async () => (await open()) < ALL);
    const [left, query, another, ready] = await Promise.all([
      open(),
      execute(facade.url, '{ me { id } }'),
      subscribe(facade.url, UPDATES),
      fetch(`${facade.adminUrl}/health/ready`),
    ]);

    expect(left).toBeGreaterThan(0);
    expect(query).toMatchObject({ status: 200, data: { me: { id: '5' } } });
    expect({ another: another.status, ready: ready.status }).toEqual({ another: 503, ready: 503 });
    const { value } = await scrape(facade);
    expect(value('superoffice_graphql_stream_ends_total', { end: 'gone' })).toBe(0);
    expect(value('superoffice_graphql_stream_ends_total', { reason: 'stopping' })).toBeGreaterThan(0);
    await ends;
    await stopped;
    isStopped = true;
  });
});

describe('SIGTERM', () => {
  const start = useServerProcesses('dist/main.js');

  it('ends 200 streams, none of them as complete, and then the process, before SHUTDOWN_TIMEOUT_MS', async () => {
    const server = start({
      MAX_STREAMS_PER_CREDENTIAL: String(ALL),
      RATE_LIMIT_BURST: String(10 * ALL),
      MAX_EVENT_LOOP_DELAY_MS: '600000',
      LIVE_HINT_GAP_MS: '1',
    });
    const url = await server.url();
    const streams: Subscriber[] = [];
    for (let number = 0; number < ALL; number += 1) {
      const stream = await subscribe(url, UPDATES);
      await stream.value();
      streams.push(stream);
    }
    const ends = Promise.all(streams.map((stream) => stream.rest()));

    server.child.kill('SIGTERM');

    // With 1, it was ended for the time that it took.
    expect(await server.ended).toBe(0);
    const retry = [{ event: 'retry', data: expect.stringMatching(/^\d+$/) }];
    expect(await ends).toEqual(streams.map(() => retry));
  }, 120_000);
});

describe('STREAM_DRAIN_MS=0', () => {
  it('ends all at once', async () => {
    const superOffice = await start();
    const facade = await startFacade(superOffice.url, { ...QUIET, STREAM_DRAIN_MS: '0' });
    const opened = await overHttp('text/event-stream', /\n\nretry: \d+\n\n$/)(facade.url, newCredential());

    await facade.stop();
    await Promise.all(opened.map(({ end }) => end));
  });
});
