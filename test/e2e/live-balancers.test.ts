import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createClient as createEventsClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { Agent, fetch } from 'undici';
import { WebSocket } from 'ws';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from '../helpers/fake-superoffice.js';
import { useStops } from '../helpers/stops.js';
import { until } from '../helpers/until.js';
import { type Replica, startReplica } from './balanced-replicas.js';
import { type Answer, HAPROXY, HOST, NGINX, type RunningBalancer } from './balancers.js';

/** Enough for both replicas to get some of them. */
const CALLERS = 24;
const CREDENTIALS = Array.from({ length: CALLERS }, (_, i) => ({ authorization: `Bearer caller-${i}` }));
const FAST = { LIVE_POLL_MS: '500', LIVE_POLL_IDLE_MS: '1000' };
const UPDATES = 'subscription { chatSessionUpdates { isSnapshot } }';
const MESSAGES = 'subscription { chatMessageUpdates(sessions: [{ session: 549 }]) { messages { message } } }';
const WRITE = 'mutation ($text: String!) { addChatMessage(id: 549, message: { message: $text }) { id } }';
const WRITE_EACH_MS = 500;
/** Of a server by default, which together take longer than the timeouts. */
const BEATS = 3;

interface Messages {
  readonly chatMessageUpdates: { readonly messages: readonly { readonly message: string }[] };
}

/** What a subscriber has got, over all of its connections. */
interface Subscriber {
  readonly messages: Set<string>;
  connections: number;
  /** An end after which it does not come back. */
  hasEnded: boolean;
}

describe.each([HAPROXY, NGINX])('subscriptions through $name, configured as docs/deploy.md shows', (balancer) => {
  const stops = useStops();
  let superOffice: FakeSuperOffice;
  let replicas: readonly Replica[];
  let running: RunningBalancer;

  beforeEach(async () => {
    superOffice = await startFakeSuperOffice();
    stops.push(() => superOffice.stop());
    const texts: string[] = [];
    const session = () => ({ ChatSessionId: 549, LastMessage: texts.at(-1) });
    superOffice.on('GET ChatSession/ForCurrentUser', (_request, response) => sendJson(response, [session()]));
    superOffice.on('POST ChatSession/549/Messages', ({ body }, response) => {
      const { Message } = body as { readonly Message: string };
      sendJson(response, { ChatMessageId: texts.push(Message), ChatSessionId: 549, Message });
    });
    superOffice.on('GET ChatSession/549/Messages', ({ path }, response) => {
      const after = Number(path.split('after=')[1] ?? 0);
      const messages = texts.map((Message, i) => ({ ChatMessageId: i + 1, ChatSessionId: 549, Message }));
      sendJson(response, messages.slice(after));
    });
    const one = await startReplica(superOffice.url, stops, FAST);
    const two = await startReplica(superOffice.url, stops, FAST);
    replicas = [one, two];
    running = await balancer.start([one.instance, two.instance]);
    stops.push(() => running.stop());
  });

  /** A WebSocket of the host's own page, at the address of a client. Browsers send no credential with it. */
  const socketOf = (client: number) =>
    class extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, {
          headers: { host: HOST, origin: `https://${HOST}` },
          localAddress: `127.0.0.${client + 2}`,
          rejectUnauthorized: false,
        });
      }
    };
  const socketUrl = () => `wss://127.0.0.1:${running.port}/graphql`;

  const streams = () => Promise.all(replicas.map((replica) => replica.streams()));

  it('spread WebSockets without a header by the address of their client', async () => {
    for (const [i, credential] of CREDENTIALS.entries()) {
      const socket = new (socketOf(i))(socketUrl(), 'graphql-transport-ws');
      stops.push(() => socket.terminate());
      await once(socket, 'open');
      const next = async () => JSON.parse(String((await once(socket, 'message'))[0]));
      socket.send(JSON.stringify({ type: 'connection_init', payload: credential }));
      expect(await next()).toEqual({ type: 'connection_ack' });
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: UPDATES } }));
      expect(await next()).toMatchObject({ payload: { data: { chatSessionUpdates: { isSnapshot: true } } } });
    }

    const open = await streams();
    expect(Math.min(...open)).toBeGreaterThan(0);
    expect(open.reduce((sum, number) => sum + number)).toBe(CALLERS);
  }, 60_000);

  it('may be quiet for longer than the timeouts', async () => {
    const dispatcher = dispatcherOf(running);
    stops.push(() => dispatcher.destroy());
    const response = await fetch(`https://127.0.0.1:${running.port}/graphql`, {
      method: 'POST',
      headers: { ...CREDENTIALS[0], host: HOST, accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query: UPDATES }),
      dispatcher,
    });
    let comments = 0;
    let isOver = false;
    async function read(): Promise<void> {
      for await (const chunk of response.body ?? []) {
        comments += Buffer.from(chunk).toString().split(/^:$/m).length - 1;
      }
    }
    const end = () => {
      isOver = true;
    };
    read().then(end, end);
    const socket = new (socketOf(0))(socketUrl(), 'graphql-transport-ws');
    stops.push(() => socket.terminate());
    let pings = 0;
    socket.on('ping', () => {
      pings += 1;
    });
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: CREDENTIALS[0] }));
    socket.on('message', (message) => {
      if (String(message) === '{"type":"connection_ack"}') {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: UPDATES } }));
      }
    });
    const isOpen = () => !isOver && socket.readyState === WebSocket.OPEN;

    await until(() => !isOpen() || (comments > BEATS && pings >= BEATS));

    expect(isOpen()).toBe(true);
  }, 90_000);

  function newSubscriber(): Subscriber {
    return { messages: new Set(), connections: 0, hasEnded: false };
  }

  function sinkOf(subscriber: Subscriber) {
    const end = () => {
      subscriber.hasEnded = true;
    };
    return {
      next({ data }: { readonly data?: Messages | null }) {
        for (const { message } of data?.chatMessageUpdates.messages ?? []) {
          subscriber.messages.add(message);
        }
      },
      error: end,
      complete: end,
    };
  }

  function followOverWebSocket(client: number): Subscriber {
    const subscriber = newSubscriber();
    const socketClient = createSocketClient({
      url: socketUrl(),
      webSocketImpl: socketOf(client),
      connectionParams: CREDENTIALS[client],
      retryAttempts: Number.POSITIVE_INFINITY,
      on: {
        connected: () => {
          subscriber.connections += 1;
        },
      },
    });
    stops.push(() => socketClient.dispose());
    socketClient.subscribe<Messages>({ query: MESSAGES }, sinkOf(subscriber));
    return subscriber;
  }

  function followOverEvents(client: number): Subscriber {
    const subscriber = newSubscriber();
    const dispatcher = dispatcherOf(running);
    const eventsClient = createEventsClient({
      url: `https://127.0.0.1:${running.port}/graphql`,
      headers: { ...CREDENTIALS[client], host: HOST },
      retryAttempts: Number.POSITIVE_INFINITY,
      fetchFn: (url: string, init: object) => fetch(url, { ...init, dispatcher }),
      on: {
        connected: () => {
          subscriber.connections += 1;
        },
      },
    });
    stops.push(async () => {
      eventsClient.dispose();
      await dispatcher.destroy();
    });
    eventsClient.subscribe<Messages>({ query: MESSAGES }, sinkOf(subscriber));
    return subscriber;
  }

  it('lose no message while the replicas restart one after the other, nor does a request fail', async () => {
    const subscribers = CREDENTIALS.flatMap((_, i) => [followOverWebSocket(i), followOverEvents(i)]);
    const answers = new Map<string, Answer>();
    let isOver = false;
    const writers = ['one', 'two'].map(async (writer) => {
      for (let i = 1; !isOver; i += 1) {
        const text = `${writer} ${i}`;
        answers.set(
          text,
          await running.post({ query: WRITE, variables: { text } }, { authorization: `Bearer ${writer}` }),
        );
        await delay(WRITE_EACH_MS);
      }
    });
    const areAllOpen = async () => (await streams()).reduce((sum, number) => sum + number) === subscribers.length;
    await until(areAllOpen);
    for (const replica of replicas) {
      expect(await replica.streams()).toBeGreaterThan(0);
      await replica.restart();
      // The balancer has to find out first that it is back.
      await until(async () => (await replica.operations()) > 0);
      await until(areAllOpen);
    }
    isOver = true;
    await Promise.all(writers);
    await until(() => subscribers.every(({ messages, hasEnded }) => hasEnded || messages.size === answers.size));

    expect([...answers].filter(([, { status }]) => status !== 200)).toEqual([]);
    expect(subscribers.filter(({ hasEnded }) => hasEnded)).toEqual([]);
    expect(subscribers.filter(({ connections }) => connections < 2)).toEqual([]);
  }, 300_000);
});

/** Connects to the balancer as to the guide's host. */
function dispatcherOf({ ca }: RunningBalancer): Agent {
  return new Agent({ connect: { ca, servername: HOST } });
}
