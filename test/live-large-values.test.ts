import { afterEach, describe, expect, it } from '@jest/globals';
import { type Pair, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { leaveAll, subscribe } from './helpers/subscribe.js';
import { TJE0 } from './helpers/tje0.js';
import { closeAll, enter, subscribing } from './helpers/web-socket.js';

const LIST = 'GET ChatSession/ForCurrentUser';
const LONG = 'x'.repeat(2000);
const QUERIES = {
  chatSessionUpdates: 'subscription { chatSessionUpdates { sessions { lastMessage } } }',
  chatSessionUpdate: 'subscription { chatSessionUpdate(id: 549) { session { lastMessage } } }',
  chatMessageUpdates:
    'subscription { chatMessageUpdates(sessions: [{ session: 549 }]) { messages { message } lastId } }',
};
const FIELDS = Object.keys(QUERIES) as (keyof typeof QUERIES)[];

const pair = useFacade({
  LIVE_POLL_MS: '20',
  LIVE_POLL_IDLE_MS: '20',
  LIVE_HINT_GAP_MS: '1',
  MAX_RESPONSE_BYTES: '1024',
  ADMIN_PORT: '0',
});

afterEach(leaveAll);
afterEach(closeAll);

/** What was last said in the one session. */
function answer({ superOffice }: Pair, texts: readonly string[]): void {
  const session = { ChatSessionId: 549, LastMessage: texts.at(-1) };
  superOffice.on('GET ChatSession/549', session);
  superOffice.on(LIST, [session]);
  superOffice.on('GET ChatSession/549/Messages', ({ path }, response) => {
    const after = Number(path.split('after=')[1] ?? 0);
    const messages = texts.map((text, index) => ({ ChatMessageId: index + 1, ChatSessionId: 549, Message: text }));
    sendJson(response, messages.slice(after));
  });
}

/** Everything that comes up to the end of a stream over HTTP. */
async function overHttp(accept: string, query: string): Promise<string> {
  const response = await fetch(pair.facade.url, {
    method: 'POST',
    headers: { accept, authorization: TJE0, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.text();
}

const ends = async (transport: string) =>
  (await scrape(pair.facade)).value('superoffice_graphql_stream_ends_total', {
    transport,
    end: 'complete',
    reason: 'too_large',
  }) ?? 0;

describe.each(FIELDS)('a value of %s that is too large', (field) => {
  it.each([
    ['sse', 'text/event-stream', /"OPERATION_LIMIT_EXCEEDED".*\n\nevent: complete\ndata:\n\n$/],
    ['multipart', 'multipart/mixed;subscriptionSpec=1.0', /"OPERATION_LIMIT_EXCEEDED".*\r\n--graphql--\r\n$/],
  ])('ends the stream over %s with an error', async (transport, accept, end) => {
    answer(pair, [LONG]);
    const before = await ends(transport);

    const text = await overHttp(accept, QUERIES[field]);

    expect(text).toMatch(end);
    expect(text).not.toContain('RECONNECT');
    expect(text).not.toContain('xxx');
    expect(await ends(transport)).toBe(before + 1);
  });

  it('ends the stream over a WebSocket with an error, and the socket serves the next one', async () => {
    answer(pair, [LONG]);
    const before = await ends('websocket');
    const { send, next } = await enter(pair.facade.url);

    send(subscribing('a', QUERIES[field]));
    expect(await next()).toMatchObject({
      id: 'a',
      type: 'next',
      payload: { data: null, errors: [{ extensions: { code: 'OPERATION_LIMIT_EXCEEDED' } }] },
    });
    expect(await next()).toEqual({ id: 'a', type: 'complete' });
    expect(await ends('websocket')).toBe(before + 1);
    answer(pair, ['short']);
    send(subscribing('a', QUERIES[field]));
    expect(await next()).toMatchObject({ id: 'a', type: 'next', payload: { data: expect.any(Object) } });
  });

  it('ends a stream that has told others before', async () => {
    answer(pair, ['short']);
    const stream = await subscribe(pair.facade.url, QUERIES[field]);
    await stream.value();
    answer(pair, ['short', LONG]);

    expect(await stream.rest()).toMatchObject([
      { data: { data: null, errors: [{ extensions: { code: 'OPERATION_LIMIT_EXCEEDED' } }] } },
      { event: 'complete' },
    ]);
  });
});

describe('messages that were too large', () => {
  it('are sent to a client that subscribes again, with fewer fields, after the last message that it got', async () => {
    const query = (fields: string) => `subscription ($after: ID) {
      chatMessageUpdates(sessions: [{ session: 549, after: $after }]) { messages { ${fields} } lastId }
    }`;
    answer(pair, ['short']);
    const stream = await subscribe(pair.facade.url, query('id message'));
    const { lastId } = await stream.value();
    answer(pair, ['short', LONG, 'behind it']);
    await stream.rest();

    const again = await subscribe(pair.facade.url, query('id'), { variables: { after: lastId } });

    expect(await again.value()).toEqual({ messages: [{ id: '2' }, { id: '3' }], lastId: '3' });
  });
});
