import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { newCredential, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';
import { closeAll, enter, subscribing, UPDATES } from './helpers/web-socket.js';

const FAST = { LIVE_POLL_MS: '20', LIVE_POLL_IDLE_MS: '20', LIVE_HINT_GAP_MS: '1', ADMIN_PORT: '0' };
const LIST = 'GET ChatSession/ForCurrentUser';

afterEach(closeAll);

/** Opens a stream, and gives what leaves it. */
type Open = (url: string, credential: Record<string, string>) => Promise<() => void>;

const overHttp =
  (accept: string): Open =>
  async (url, credential) => {
    const departure = new AbortController();
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json', ...credential },
      body: JSON.stringify({ query: UPDATES }),
      signal: departure.signal,
    });
    response.text().catch(() => undefined);
    return () => departure.abort();
  };

const overWebSocket: Open = async (url, credential) => {
  const { socket, send, next } = await enter(url, credential);
  send(subscribing('a'));
  await next();
  return () => socket.terminate();
};

describe.each([
  ['sse', overHttp('text/event-stream')],
  ['multipart', overHttp('multipart/mixed;subscriptionSpec="1.0"')],
  ['websocket', overWebSocket],
] as const)('a stream over %s', (transport, open) => {
  const lines: string[] = [];
  const pair = useFacade(FAST, { logger: pino({}, { write: (line) => lines.push(line) }) });
  let isRefused = false;
  beforeEach(() => {
    isRefused = false;
    pair.superOffice.on(LIST, (_request, response) =>
      isRefused
        ? sendJson(response, { Message: 'no' }, 401)
        : sendJson(response, [{ ChatSessionId: 549, LastMessage: String(performance.now()) }]),
    );
  });
  const isOpen = async () => (await scrape(pair.facade)).value('superoffice_graphql_streams', { transport });
  const ends = async (end: string) =>
    (await scrape(pair.facade)).value('superoffice_graphql_stream_ends_total', { transport, end });
  const logged = () =>
    lines
      .splice(0)
      .map((line) => JSON.parse(line))
      .filter(({ msg }) => msg === 'operation' || msg === 'stream ends');

  it('counts by its transport, has a line when it is opened and one when it ends, and none for a value', async () => {
    const leave = await open(pair.facade.url, newCredential());
    await until(async () => (await isOpen()) === 1);
    const { value } = await scrape(pair.facade);
    expect(value('superoffice_graphql_streams')).toBe(1);
    await until(async () => ((await scrape(pair.facade)).value('superoffice_graphql_stream_values_total') ?? 0) > 3);
    leave();
    await until(async () => (await isOpen()) === 0);

    expect(await ends('gone')).toBe(1);
    expect((await scrape(pair.facade)).value('superoffice_graphql_stream_ends_total')).toBe(1);
    const [opened, ended, ...others] = logged();
    expect(opened).toMatchObject({ msg: 'operation', operationType: 'subscription', operationName: 'Desk' });
    const { requestId } = opened;
    expect(ended).toMatchObject({ msg: 'stream ends', requestId, operationName: 'Desk', transport, end: 'gone' });
    expect(ended).toMatchObject({ values: expect.any(Number), seconds: expect.any(Number) });
    expect(others).toEqual([]);
  });

  it('ends as complete, with the code, where its credential is refused', async () => {
    await open(pair.facade.url, newCredential());
    isRefused = true;
    await until(async () => (await ends('complete')) === 1);

    expect(logged().at(-1)).toMatchObject({ msg: 'stream ends', transport, end: 'complete', code: 'UNAUTHENTICATED' });
  });
});
