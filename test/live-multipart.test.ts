import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newCredential, startFacade, TJE0, useFacade } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';

const FAST = { LIVE_POLL_MS: '20', LIVE_POLL_IDLE_MS: '20', LIVE_HINT_GAP_MS: '1' };
const LIST = 'GET ChatSession/ForCurrentUser';
const UPDATES = 'subscription Desk { chatSessionUpdates { isSnapshot sessions { id lastMessage } } }';
const PARTS = 'multipart/mixed;subscriptionSpec="1.0"';
const CONTENT_TYPE = 'multipart/mixed; boundary=graphql; subscriptionSpec=1.0';
/** The header that its `HttpLink` sends. */
const APOLLO_CLIENT =
  'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/graphql-response+json,application/json;q=0.9';

let text = 'Hi';
function answer(superOffice: FakeSuperOffice): void {
  text = 'Hi';
  superOffice.on(LIST, (_request, response) => sendJson(response, [{ ChatSessionId: 549, LastMessage: text }]));
  superOffice.on('GET User/currentAssociate', { AssociateId: 5 });
}

const departures = new Set<AbortController>();
afterEach(() => {
  for (const departure of departures) {
    departure.abort();
  }
  departures.clear();
});

interface Sent {
  readonly accept?: string;
  readonly query?: string;
  readonly method?: 'GET' | 'POST';
  readonly authorization?: string;
}

/** Sends an operation, and reads the parts of its answer as they come. */
async function ask(url: string, { accept = PARTS, query = UPDATES, method = 'POST', authorization = TJE0 }: Sent = {}) {
  const departure = new AbortController();
  departures.add(departure);
  const isPost = method === 'POST';
  const response = await fetch(isPost ? url : `${url}?${new URLSearchParams({ query })}`, {
    method,
    headers: { accept, authorization, ...(isPost && { 'content-type': 'application/json' }) },
    ...(isPost && { body: JSON.stringify({ query }) }),
    signal: departure.signal,
  });
  const parts = partsIn(response);
  const any = async () => (await parts.next()).value;
  async function next() {
    for (let part = await any(); ; part = await any()) {
      if (part === undefined || Object.keys(part).length > 0) {
        return part;
      }
    }
  }
  return { response, any, next, leave: () => departure.abort() };
}

/**
 * Each part, when the delimiter after it has come; undefined when the closing one has, with nothing after it. Holds the
 * response itself: `fetch` cancels a body that nobody reads as soon as its response is collected.
 */
// biome-ignore lint/suspicious/noExplicitAny: each part has its own shape.
async function* partsIn(response: Response): AsyncGenerator<any, undefined> {
  const delimiter = '\r\n--graphql';
  const decoder = new TextDecoder();
  let waiting = '';
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    waiting += decoder.decode(chunk as Uint8Array, { stream: true });
    for (let end = waiting.indexOf(delimiter); end >= 0; end = waiting.indexOf(delimiter)) {
      const part = waiting.slice(0, end);
      waiting = waiting.slice(end + delimiter.length);
      if (part !== '') {
        const [, head, json] = /^\r\n(.*?)\r\n\r\n(.*)$/s.exec(part) ?? [];
        expect(head).toBe('content-type: application/json');
        yield JSON.parse(json ?? '');
      }
    }
  }
  expect(waiting).toBe('--\r\n');
  return undefined;
}

describe('a subscription in parts', () => {
  const pair = useFacade({ ...FAST, STREAM_HEARTBEAT_MS: '1000', ADMIN_PORT: '0' });
  beforeEach(() => answer(pair.superOffice));

  it.each([
    PARTS,
    'Multipart/Mixed; SubscriptionSpec=1.0',
    APOLLO_CLIENT,
    `${PARTS}, text/event-stream`,
    'text/event-stream;q=0.5, multipart/mixed;subscriptionSpec=1.0;q=0.8',
    'text/event-stream;q=0, application/json, multipart/mixed;subscriptionSpec=1.0;q=0.1',
  ])('is for a client that accepts %s', async (accept) => {
    const stream = await ask(pair.facade.url, { accept });

    expect(stream.response.status).toBe(200);
    expect(Object.fromEntries(stream.response.headers)).toMatchObject({
      'content-type': CONTENT_TYPE,
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-request-id': expect.any(String),
    });
    expect(await stream.any()).toEqual({});
    const sessions = [{ id: '549', lastMessage: 'Hi' }];
    expect(await stream.next()).toEqual({
      payload: { data: { chatSessionUpdates: { isSnapshot: true, sessions } } },
    });
  });

  it.each([
    'text/event-stream, multipart/mixed;subscriptionSpec=1.0',
    `text/event-stream;q=0.9, ${PARTS};q=0.8`,
    `${PARTS};q=0, text/event-stream`,
    'multipart/mixed;subscriptionSpec=2.0, text/event-stream',
    'multipart/mixed;deferSpec=20220824, text/event-stream;q=0.1',
  ])('is not for one that accepts %s', async (accept) => {
    const { response } = await ask(pair.facade.url, { accept });

    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  });

  it.each([
    'multipart/mixed;subscriptionSpec=2.0, */*',
    'multipart/mixed;subscriptionSpec=1.0;q=0, */*',
    'multipart/*, */*',
  ])('is refused with 406 for one that accepts %s', async (accept) => {
    const { response } = await ask(pair.facade.url, { accept });

    expect(response.status).toBe(406);
    expect(await response.text()).toContain('accept text/event-stream or multipart/mixed;subscriptionSpec=1.0.');
  });

  it('works by GET too', async () => {
    const stream = await ask(pair.facade.url, { method: 'GET' });

    expect(await stream.next()).toMatchObject({ payload: { data: { chatSessionUpdates: { isSnapshot: true } } } });
  });

  it('sends each change, and shows that it is alive while there is none', async () => {
    const stream = await ask(pair.facade.url);
    await stream.next();
    text = 'Ho';

    expect(await stream.next()).toMatchObject({
      payload: { data: { chatSessionUpdates: { isSnapshot: false, sessions: [{ lastMessage: 'Ho' }] } } },
    });
    expect(await stream.any()).toEqual({});
    expect(await stream.any()).toEqual({});
  });

  it('ends with the closing boundary after an error of its own', async () => {
    const stream = await ask(pair.facade.url, { ...newCredential() });
    await stream.next();
    pair.superOffice.on(LIST, { Message: 'no' }, 401);

    expect(await stream.next()).toMatchObject({
      payload: { data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    expect(await stream.next()).toBeUndefined();
  });

  it('is closed when its client leaves it while it is quiet', async () => {
    const stream = await ask(pair.facade.url);
    await stream.next();
    stream.leave();

    await until(async () => (await scrape(pair.facade)).value('superoffice_graphql_streams') === 0);
  });

  it('that is not valid is one part, for a client that accepts nothing else', async () => {
    const query = 'subscription { nothing }';
    const stream = await ask(pair.facade.url, { query });

    expect(stream.response.status).toBe(200);
    expect(stream.response.headers.get('content-type')).toBe(CONTENT_TYPE);
    expect(await stream.next()).toEqual({
      payload: { errors: [expect.objectContaining({ extensions: expect.anything() })] },
    });
    expect(await stream.next()).toBeUndefined();

    const { response } = await ask(pair.facade.url, { query, accept: APOLLO_CLIENT });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch(/json/);
  });

  it('does not affect queries and mutations', async () => {
    const query = '{ me { id } }';
    const { response } = await ask(pair.facade.url, { query, accept: APOLLO_CLIENT });

    expect(await response.json()).toEqual({ data: { me: { id: '5' } } });
    expect((await ask(pair.facade.url, { query })).response.status).toBe(406);
  });
});

describe('a stream in parts that its client is to open again', () => {
  const RECONNECT = {
    payload: null,
    errors: [
      {
        message: 'The server ended this stream: subscribe again.',
        extensions: { code: 'RECONNECT', retryable: true, requestId: expect.any(String) },
      },
    ],
  };
  const aged = useFacade({ ...FAST, STREAM_MAX_AGE_MS: '1000' });

  it('ends with RECONNECT when it is old', async () => {
    answer(aged.superOffice);
    const stream = await ask(aged.facade.url);
    await stream.next();

    expect(await stream.next()).toEqual(RECONNECT);
    expect(await stream.next()).toBeUndefined();
  });

  it('ends with RECONNECT when the server stops', async () => {
    const superOffice = await startFakeSuperOffice();
    answer(superOffice);
    const facade = await startFacade(superOffice.url, FAST);
    const stream = await ask(facade.url);
    await stream.next();

    const [end] = await Promise.all([stream.next(), facade.stop()]);

    expect(end).toEqual(RECONNECT);
    await superOffice.stop();
  });
});

describe('the bytes of a stream in parts', () => {
  const pair = useFacade(FAST);

  it('end each part with the delimiter, so that no reader waits for the next', async () => {
    answer(pair.superOffice);
    const { hostname, port } = new URL(pair.facade.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const body = JSON.stringify({ query: UPDATES });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: ${hostname}\r\naccept: ${PARTS}\r\nauthorization: ${TJE0}\r\n` +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    let seen = '';
    socket.on('data', (chunk) => {
      seen += String(chunk);
    });
    await until(() => /"payload":.*--graphql\r\n$/s.test(seen));
    socket.destroy();

    const chunks = seen.slice(seen.indexOf('\r\n\r\n') + 4).replaceAll(/^[0-9a-f]+\r\n/gm, '');
    expect(chunks).toMatch(
      /^\r\n--graphql\r\ncontent-type: application\/json\r\n\r\n\{\}\r\n--graphql\r\n\r\ncontent-type: application\/json\r\n\r\n\{"payload":\{.*\}\}\r\n--graphql\r\n$/s,
    );
  });
});
