import { connect, createServer } from 'node:net';
import { pipeline } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { execute, newCredential, startFacade } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { useServerProcesses } from './helpers/server-process.js';
import { listenUntilStop, useStops } from './helpers/stops.js';
import { leaveAll, type Subscriber, subscribe } from './helpers/subscribe.js';
import { until } from './helpers/until.js';
import { closeAll, enter, subscribing, UPDATES } from './helpers/web-socket.js';

const CALLERS = 50;
const STREAMS_OF_CALLER = 4;
const ALL = CALLERS * STREAMS_OF_CALLER;
/** Soon enough to come while the server still ends others. */
const AGAIN_MS = 100;
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

describe('the clients of a replica that stops', () => {
  const CLIENTS = 80;
  const WINDOW_MS = 500;

  /** Counts of one client, over all of its connections. It has an end only if it does not come back. */
  interface Read {
    snapshots: number;
    ends: number;
  }
  type Follow = (url: string, read: Read) => void;

  const overEvents: Follow = async (url, read) => {
    const headers = newCredential();
    let isOver = false;
    let stream: Subscriber | undefined;
    stops.push(() => {
      isOver = true;
      stream?.leave();
    });
    while (!isOver) {
      stream = await subscribe(url, UPDATES, { headers });
      for (let event = await stream.next(); event !== undefined; event = await stream.next()) {
        read.snapshots += event.data?.data?.chatSessionUpdates?.isSnapshot ? 1 : 0;
        read.ends += event.event === 'complete' ? 1 : 0;
      }
      await delay(AGAIN_MS);
    }
  };

  const overGraphqlWs: Follow = (url, read) => {
    const client = createClient({
      url: url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: newCredential(),
      retryAttempts: Number.POSITIVE_INFINITY,
      retryWait: () => delay(AGAIN_MS),
    });
    stops.push(() => client.dispose());
    const end = () => {
      read.ends += 1;
    };
    client.subscribe<{ readonly chatSessionUpdates: { readonly isSnapshot: boolean } }>(
      { query: UPDATES },
      {
        next: ({ data }) => {
          read.snapshots += data?.chatSessionUpdates.isSnapshot ? 1 : 0;
        },
        error: end,
        complete: end,
      },
    );
  };

  it('come back to another one, with a snapshot, without an end, and one after the other', async () => {
    const superOffice = await start();
    const endedAt: number[] = [];
    const logger = pino({
      hooks: {
        logMethod: ([fields]) =>
          (fields as object as { reason?: string }).reason === 'stopping' && endedAt.push(performance.now()),
      },
    });
    const one = await startFacade(superOffice.url, QUIET, { logger });
    const two = await startFacade(superOffice.url, QUIET);
    stops.push(() => two.stop());
    const url = await balance([one.url, two.url]);
    const all = Array.from({ length: 2 * CLIENTS }, (): Read => ({ snapshots: 0, ends: 0 }));
    for (const [i, read] of all.entries()) {
      (i % 2 === 0 ? overEvents : overGraphqlWs)(url, read);
    }
    await until(() => all.every(({ snapshots }) => snapshots === 1));

    await one.stop();

    await until(() => all.every(({ snapshots }) => snapshots === 2));
    expect((await scrape(two)).value('superoffice_graphql_streams')).toBe(all.length);
    expect(all.map(({ ends }) => ends)).toEqual(all.map(() => 0));
    expect(endedAt).toHaveLength(all.length);
    const most = Math.max(...endedAt.map((from) => endedAt.filter((at) => at >= from && at < from + WINDOW_MS).length));
    expect(most).toBeLessThanOrEqual(all.length / 4);
  });
});

/** Passes each connection on to the first server that takes it. Returns the address of the first as it is there. */
async function balance(urls: readonly string[]): Promise<string> {
  const server = createServer((client) => {
    const to = ([first, ...others]: readonly string[]) => {
      if (first === undefined) {
        client.destroy();
        return;
      }
      const upstream = connect(Number(new URL(first).port), '127.0.0.1');
      upstream.once('error', () => to(others));
      upstream.once('connect', () => {
        upstream.removeAllListeners('error');
        pipeline(client, upstream, client, () => {});
      });
    };
    to(urls);
  });
  const port = await listenUntilStop(server, stops);
  return `http://127.0.0.1:${port}/graphql`;
}

describe('STREAM_DRAIN_MS=0', () => {
  it('ends all at once', async () => {
    const superOffice = await start();
    const facade = await startFacade(superOffice.url, { ...QUIET, STREAM_DRAIN_MS: '0' });
    const opened = await overHttp('text/event-stream', /\n\nretry: \d+\n\n$/)(facade.url, newCredential());

    await facade.stop();
    await Promise.all(opened.map(({ end }) => end));
  });
});
