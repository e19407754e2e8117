import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { newCredential, startFacade, useFacade } from './helpers/facade.js';
import { type Handler, sendJson } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';
import { closeAll, enter, subscribing, UPDATES } from './helpers/web-socket.js';

const FAST = { LIVE_POLL_MS: '20', LIVE_POLL_IDLE_MS: '20', LIVE_HINT_GAP_MS: '1', ADMIN_PORT: '0' };
const LIST = 'GET ChatSession/ForCurrentUser';

afterEach(closeAll);

/** Opens a stream, and returns a function that leaves it. */
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
  let status = 200;
  const answerList: Handler = (_request, response) =>
    status === 200
      ? sendJson(response, [{ ChatSessionId: 549, LastMessage: String(performance.now()) }])
      : sendJson(response, { Message: 'no' }, status);
  beforeEach(() => {
    status = 200;
    pair.superOffice.on(LIST, answerList);
  });
  const isOpen = async () => (await scrape(pair.facade)).value('superoffice_graphql_streams', { transport });
  const ends = async (end: string, reason: string) =>
    (await scrape(pair.facade)).value('superoffice_graphql_stream_ends_total', { transport, end, reason });
  const failedPolls = async () =>
    (await scrape(pair.facade)).value('superoffice_graphql_live_polls_total', { result: 'failed' }) ?? Number.NaN;
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

    expect(await ends('gone', 'left')).toBe(1);
    expect((await scrape(pair.facade)).value('superoffice_graphql_stream_ends_total')).toBe(1);
    const [opened, ended, ...others] = logged();
    expect(opened).toMatchObject({ msg: 'operation', operationType: 'subscription', operationName: 'Desk' });
    const { requestId } = opened;
    expect(ended).toMatchObject({
      msg: 'stream ends',
      requestId,
      operationName: 'Desk',
      transport,
      end: 'gone',
      reason: 'left',
    });
    expect(ended).toMatchObject({ values: expect.any(Number), seconds: expect.any(Number) });
    expect(others).toEqual([]);
  });

  it.each([
    [401, 'UNAUTHENTICATED', 'unauthenticated'],
    [403, 'FORBIDDEN', 'forbidden'],
    [421, 'UPSTREAM_MISDIRECTED', 'other'],
  ])('ends as complete, with the code and the reason, after SuperOffice’s %i', async (refused, code, reason) => {
    const failed = await failedPolls();
    await open(pair.facade.url, newCredential());
    status = refused;
    await until(async () => (await ends('complete', reason)) === 1);

    expect(logged().at(-1)).toMatchObject({ msg: 'stream ends', transport, end: 'complete', code, reason });
    expect(await failedPolls()).toBe(failed + 1);
  });

  it.each([
    ['old', { STREAM_MAX_AGE_MS: '1000' }],
    ['stopping', {}],
  ])('says that it was %s if its client should open it again', async (reason, env) => {
    const facade = await startFacade(
      pair.superOffice.url,
      { ...FAST, ...env },
      { logger: pino({}, { write: (line) => lines.push(line) }) },
    );
    await open(facade.url, newCredential());
    const hasEnded = () => lines.some((line) => line.includes('stream ends'));
    if (reason === 'old') {
      await until(hasEnded);
    }
    await facade.stop();

    expect(logged().at(-1)).toMatchObject({ msg: 'stream ends', transport, end: 'reconnect', reason });
  });
});
