import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newCredential, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { usedHeap } from './helpers/heap.js';
import { scrape } from './helpers/scrape.js';
import { leaveAll, subscribe } from './helpers/subscribe.js';
import { until } from './helpers/until.js';
import { closeAll, enter, subscribing, UPDATES } from './helpers/web-socket.js';

const LIST = 'GET ChatSession/ForCurrentUser';

afterEach(() => {
  closeAll();
  leaveAll();
});

/** Opens a stream, takes its first value, and leaves. */
type Cycle = (url: string, credential: Record<string, string>) => Promise<void>;

const overHttp =
  (accept: string): Cycle =>
  async (url, credential) => {
    const asked = request(url, {
      method: 'POST',
      agent: false,
      headers: { accept, 'content-type': 'application/json', ...credential },
    }).end(JSON.stringify({ query: UPDATES }));
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) {
      text += chunk;
      if (text.includes('"isSnapshot":true')) {
        break;
      }
    }
    asked.destroy();
  };

/** Leaves as clients do: with a message, or by closing the connection. */
const overWebSocket =
  (isCompleted: boolean): Cycle =>
  async (url, credential) => {
    const { socket, send, next, closed } = await enter(url, credential);
    send(subscribing('a'));
    expect(await next()).toMatchObject({ type: 'next' });
    if (isCompleted) {
      send({ id: 'a', type: 'complete' });
      socket.close();
    } else {
      socket.terminate();
    }
    await closed;
  };

/** The same again and again: the server keeps something of each caller for a while, such as what it may still ask for. */
const CALLERS = Array.from({ length: 20 }, newCredential);

describe.each([
  ['events', overHttp('text/event-stream')],
  ['parts', overHttp('multipart/mixed;subscriptionSpec="1.0"')],
  ['messages of WebSockets that are completed', overWebSocket(true)],
  ['messages of WebSockets that break off', overWebSocket(false)],
] as const)('subscriptions as %s', (_transport, cycle) => {
  const pair = useFacade({
    LIVE_POLL_MS: '600000',
    LIVE_POLL_IDLE_MS: '600000',
    LIVE_HINT_GAP_MS: '1',
    ADMIN_PORT: '0',
    RATE_LIMIT_BURST: '1000000',
  });
  beforeEach(() => {
    pair.superOffice.on(LIST, (_request, response) =>
      sendJson(response, [{ ChatSessionId: 549, LastMessage: 'x'.repeat(1000) }]),
    );
  });

  async function cycles(count: number): Promise<void> {
    for (let done = 0; done < count; done += CALLERS.length) {
      await Promise.all(CALLERS.map((credential) => cycle(pair.facade.url, credential)));
      pair.superOffice.forget();
      closeAll();
    }
    await until(async () => {
      const { value } = await scrape(pair.facade);
      return value('superoffice_graphql_streams') === 0 && value('superoffice_graphql_live_callers') === 0;
    });
  }

  it('leave nothing in the heap after 500 cycles of opening and leaving', async () => {
    // Until then, compiled code and caches that are filled once add as much.
    await cycles(500);
    const before = usedHeap();
    await cycles(500);

    // One stream holds more than four kilobytes.
    expect(usedHeap() - before).toBeLessThan(2_000_000);
  }, 240_000);
});

describe('streams of one session', () => {
  const pair = useFacade({ LIVE_POLL_MS: '600000', LIVE_POLL_IDLE_MS: '600000', LIVE_HINT_GAP_MS: '1' });

  it('keep nothing of it between two polls', async () => {
    let text = 'short';
    pair.superOffice.on('GET ChatSession/549', (_request, response) =>
      sendJson(response, { ChatSessionId: 549, FirstMessage: text }),
    );
    const openAll = () =>
      Promise.all(
        CALLERS.map(async (headers) => {
          const stream = await subscribe(
            pair.facade.url,
            'subscription { chatSessionUpdate(id: 549) { session { id } } }',
            {
              headers,
            },
          );
          expect(await stream.value()).toEqual({ session: { id: '549' } });
        }),
      );
    await openAll();
    const before = usedHeap();
    text = 'x'.repeat(1_000_000);
    await openAll();
    text = '';

    expect(usedHeap() - before).toBeLessThan((CALLERS.length * 1_000_000) / 2);
  });
});
