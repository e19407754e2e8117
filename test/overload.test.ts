import type { ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Answer,
  acceptCredential,
  execute,
  newCredential,
  type Pair,
  startFacade,
  TJE0,
  useFacade,
} from './helpers/facade.js';
import { type FakeSuperOffice, type Handler, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';

const READ = '{ chatSession(id: 549) { status } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';
const SESSION = { ChatSessionId: 549, TransferTo: { AssociateId: 3, Name: 'bo' } };

/** Asks, and leaves on a signal. */
async function askUntil(signal: AbortSignal, { facade }: Pair): Promise<void> {
  await fetch(facade.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: TJE0 },
    body: JSON.stringify({ query: READ }),
    signal,
  }).catch(() => {});
}

function expectRefusal(answer: Answer): void {
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('1');
  expect(answer.errors).toEqual([
    {
      message: expect.any(String),
      extensions: { code: 'OVERLOADED', retryable: true, retryAfterMs: 1000, requestId: expect.any(String) },
    },
  ]);
}

/** A SuperOffice that answers when told to. */
function slow(pair: Pair) {
  const held: ServerResponse[] = [];
  return {
    held,
    hold: () => pair.superOffice.on('', (_request, response) => void held.push(response)),
    release() {
      pair.superOffice.on('', SESSION);
      for (const response of held.splice(0)) {
        sendJson(response, SESSION);
      }
    },
  };
}

describe('more operations than may run at a time', () => {
  const pair = useFacade({
    MAX_OPERATIONS: '20',
    SUPEROFFICE_MAX_IN_FLIGHT: '4',
    SUPEROFFICE_MAX_QUEUED: '100',
    SUPEROFFICE_QUEUE_TIMEOUT_MS: '60000',
  });
  const { held, hold, release } = slow(pair);
  beforeAll(() => acceptCredential(pair));

  it('are refused at once, before the running ones end; afterwards operations are served again', async () => {
    hold();
    const answers: Answer[] = [];
    const asked = Array.from({ length: 100 }, () => pair.ask(TRANSFER).then((answer) => answers.push(answer)));
    await until(() => answers.length === 80);

    answers.forEach(expectRefusal);
    await until(() => held.length === 4);
    expect(answers).toHaveLength(80);

    release();
    await Promise.all(asked);
    expect(answers.slice(80).flatMap(({ errors }) => errors ?? [])).toEqual([]);
    expect((await pair.ask(TRANSFER)).errors).toBeUndefined();
  });

  it('do not affect the health routes', async () => {
    hold();
    const asked = Array.from({ length: 20 }, () => pair.ask(TRANSFER));
    await until(async () => (await pair.ask('{ __typename }')).status === 503);

    expect((await fetch(new URL('/health/live', pair.facade.url))).status).toBe(200);
    expect((await fetch(new URL('/health/ready', pair.facade.url))).status).toBe(200);
    release();
    await Promise.all(asked);
  });
});

describe('more REST calls than may be in flight', () => {
  const pair = useFacade({
    SUPEROFFICE_MAX_IN_FLIGHT: '4',
    SUPEROFFICE_MAX_QUEUED: '6',
    SUPEROFFICE_QUEUE_TIMEOUT_MS: '300',
  });
  const { held, hold, release } = slow(pair);
  beforeAll(() => acceptCredential(pair));

  it('wait for their turn, and are refused if too many wait or they have waited too long', async () => {
    hold();
    const answers: Answer[] = [];
    const asked = Array.from({ length: 20 }, () => pair.ask(TRANSFER).then((answer) => answers.push(answer)));
    await until(() => answers.length === 16);

    expect(answers.map(({ errors }) => errors?.[0]?.extensions)).toEqual(
      Array(16).fill({
        code: 'OVERLOADED',
        outcome: 'NOT_SENT',
        retryable: true,
        retryAfterMs: 1000,
        requestId: expect.any(String),
      }),
    );
    release();
    await Promise.all(asked);
    expect(answers.slice(16).flatMap(({ errors }) => errors ?? [])).toEqual([]);
    expect(pair.superOffice.calls()).toHaveLength(4);
  });

  it('wait for their turn if they have time to', async () => {
    pair.superOffice.on('', (_request, response) => void setTimeout(() => sendJson(response, SESSION), 20));

    const answers = await Promise.all(Array.from({ length: 10 }, () => pair.ask(TRANSFER)));

    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  });

  it('give up their places when their callers leave', async () => {
    hold();
    const leaving = new AbortController();
    const asked = Array.from({ length: 20 }, () => askUntil(leaving.signal, pair));
    await until(() => held.length === 4);
    leaving.abort();
    await Promise.all(asked);
    release();

    await until(async () => (await pair.ask(READ)).errors === undefined);
  });
});

describe('REST calls that wait for their turn', () => {
  const pair = useFacade({ SUPEROFFICE_MAX_IN_FLIGHT: '1', ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' });
  const { held, hold } = slow(pair);
  beforeAll(() => acceptCredential(pair));

  it('get it in the order of arrival', async () => {
    hold();
    const ids = [1, 2, 3, 4, 5, 6];
    const asked: Promise<Answer>[] = [];
    for (const id of ids) {
      asked.push(pair.ask(`mutation { transferChatSession(id: ${id}, toAssociate: "bo") { id } }`));
      await until(() => held.length === 1);
      await until(async () => (await scrape(pair.facade)).value('superoffice_graphql_rest_calls_queued') === id - 1);
    }
    for (const id of ids) {
      await until(() => held.length === id);
      sendJson(held.at(-1) as ServerResponse, { ...SESSION, ChatSessionId: id });
    }
    await Promise.all(asked);

    expect(pair.superOffice.calls()).toEqual(ids.map((id) => `POST ChatSession/${id}/TransferTo/bo`));
  });
});

describe('a process that is almost out of memory', () => {
  const full = useFacade({ MAX_HEAP_PERCENT: '1' });
  const fuller = useFacade({ MAX_HEAP_PERCENT_QUERIES: '1' });

  it('refuses everything beyond MAX_HEAP_PERCENT, but is reported as alive', async () => {
    full.superOffice.on('', SESSION);
    await until(async () => (await full.ask('{ __typename }')).status === 503);

    expectRefusal(await full.ask(TRANSFER));
    expectRefusal(await full.ask('{ __typename }'));
    expect((await fetch(new URL('/health/live', full.facade.url))).status).toBe(200);
    expect(full.superOffice.calls()).toEqual([]);
  });

  it('refuses queries beyond MAX_HEAP_PERCENT_QUERIES, and lets changes through', async () => {
    fuller.superOffice.on('', SESSION);
    await until(async () => (await fuller.ask('{ __typename }')).status === 503);

    expectRefusal(await fuller.ask(READ));
    expect((await fuller.ask(TRANSFER)).errors).toBeUndefined();
    expect(fuller.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
  });
});

describe('a read for whose answer there is no memory', () => {
  const pair = useFacade({ MAX_HEAP_PERCENT_QUERIES: '1' });

  it.each([
    ['topic', 'topic { name }', 'GET ChatTopic/3', { ChatTopicId: 3, Name: 'x'.repeat(100_000) }],
    ['messages', 'messages { id }', 'GET ChatSession/549/Messages', [{ MessageId: 1, Message: 'x'.repeat(100_000) }]],
    ['transcript', 'transcript', 'POST ChatSession/549/Transcript', 'x'.repeat(100_000)],
  ])('is refused at its field, and the large answer to a change is given: %s', async (field, selection, path, body) => {
    const lastMessage = 'x'.repeat(100_000);
    pair.superOffice.on('', body);
    pair.superOffice.on('POST ChatSession/549/TransferTo/bo', { ...SESSION, TopicId: 3, LastMessage: lastMessage });

    const { data, errors } = await pair.ask(
      `mutation { transferChatSession(id: 549, toAssociate: "bo") { lastMessage ${selection} } }`,
    );

    expect(data).toEqual({ transferChatSession: { lastMessage, [field]: null } });
    expect(errors).toMatchObject([
      {
        path: ['transferChatSession', field],
        extensions: { code: 'OVERLOADED', retryable: true, retryAfterMs: 1000 },
      },
    ]);
    expect(pair.superOffice.calls()[1]).toContain(path);
    expect(pair.superOffice.calls()).toHaveLength(2);
  });
});

describe('a process with a delayed event loop', () => {
  const pair = useFacade({ MAX_EVENT_LOOP_DELAY_MS: '50', OPERATION_TIMEOUT_MS: '1500' });
  const makeBusy = () =>
    setInterval(() => {
      const until = performance.now() + 80;
      while (performance.now() < until) {
        // Nothing else runs.
      }
    }, 160);
  const isRefusing = async () => (await pair.ask('{ __typename }')).status === 503;

  it('refuses queries, lets changes through, and recovers on its own', async () => {
    pair.superOffice.on('', SESSION);
    const busy = makeBusy();
    try {
      await until(isRefusing);
      expectRefusal(await pair.ask(READ));
      expect((await pair.ask(TRANSFER)).errors).toBeUndefined();
    } finally {
      clearInterval(busy);
    }

    await until(async () => (await pair.ask(READ)).status === 200);
  });

  it('is not measured while there are no requests, and is measured again afterwards', async () => {
    const busy = makeBusy();
    try {
      await until(isRefusing);
      await delay(3500);
      expect(await isRefusing()).toBe(false);
      await until(isRefusing);
    } finally {
      clearInterval(busy);
    }
  });
});

describe('a failing SuperOffice', () => {
  const pair = useFacade({ BREAKER_MIN_CALLS: '20', BREAKER_OPEN_MS: '300', SUPEROFFICE_MAX_RETRIES: '0' });
  const askTimes = async (times: number, query: string, headers = () => ({})) => {
    for (let i = 0; i < times; i += 1) {
      await pair.ask(query, {}, headers());
    }
  };

  it('gets no calls for a while after half of 20 failed; then one call tries, and all calls are sent again', async () => {
    pair.superOffice.on('', SESSION);
    await askTimes(10, READ);
    pair.superOffice.on('', {}, 503);
    await askTimes(10, READ);
    pair.superOffice.forget();

    const answer = await pair.ask(TRANSFER);

    expect(answer.errors?.[0]?.extensions).toEqual({
      code: 'UPSTREAM_UNAVAILABLE',
      outcome: 'NOT_SENT',
      retryable: true,
      retryAfterMs: expect.any(Number),
      requestId: expect.any(String),
    });
    expect(answer.errors?.[0]?.extensions.retryAfterMs).toBeLessThanOrEqual(600);
    expect(pair.superOffice.calls()).toEqual([]);

    pair.superOffice.on('', SESSION);
    await until(async () => (await pair.ask(READ)).errors === undefined);
    expect((await pair.ask(TRANSFER)).errors).toBeUndefined();
    expect((await pair.ask(READ)).errors).toBeUndefined();
  });

  it('is not one that refuses, or that fails for one record', async () => {
    for (const status of [400, 401, 403, 404, 409, 429]) {
      pair.superOffice.on('', {}, status);
      await askTimes(10, READ, newCredential);
    }
    pair.superOffice.on('', { Error: true, ErrorType: 'SoNullReferenceException' }, 500);
    await askTimes(30, READ);
    pair.superOffice.on('', SESSION);

    expect((await pair.ask(READ)).errors).toBeUndefined();
  });

  it('is not one whose callers leave or allow less time than a call may take', async () => {
    pair.superOffice.on('', () => {});
    await Promise.all(Array.from({ length: 30 }, () => pair.ask(READ, {}, { 'x-request-timeout-ms': '100' })));
    await Promise.all(Array.from({ length: 30 }, () => askUntil(AbortSignal.timeout(100), pair)));
    pair.superOffice.on('', SESSION);

    expect((await pair.ask(READ)).errors).toBeUndefined();
  });
});

describe('a SuperOffice behind the open breaker', () => {
  const sockets: Socket[] = [];
  const silent = createTcpServer((socket) => void sockets.push(socket.on('error', () => {})));
  let superOffice: FakeSuperOffice;

  beforeAll(async () => {
    superOffice = await startFakeSuperOffice();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await superOffice.stop();
    for (const socket of sockets) {
      socket.destroy();
    }
    silent.close();
  });

  const fake = () => superOffice.url;
  it.each<[what: string, handler: Handler | undefined, url: () => string]>([
    ['takes no connection', undefined, () => 'http://127.0.0.1:1/api/v1/'],
    // Within the time of the request, which is less than a read may take.
    ['makes no connection in time', undefined, () => `https://127.0.0.1:${(silent.address() as AddressInfo).port}/`],
    ['breaks its connections', (_request, response) => response.socket?.resetAndDestroy(), fake],
    ['does not answer in time', () => {}, fake],
    ['answers with 500 and no error body', (_request, response) => response.writeHead(500).end(), fake],
    ['answers with 502', (_request, response) => response.writeHead(502).end(), fake],
    ['answers with 504', (_request, response) => response.writeHead(504).end(), fake],
  ])('counts as one if it %s', async (_, handler, url) => {
    superOffice.on('', handler);
    const facade = await startFacade(url(), {
      BREAKER_MIN_CALLS: '5',
      SUPEROFFICE_MAX_RETRIES: '0',
      SUPEROFFICE_CONNECT_TIMEOUT_MS: '50',
      SUPEROFFICE_READ_TIMEOUT_MS: handler === undefined ? '60000' : '50',
    });
    try {
      for (let i = 0; i < 5; i += 1) {
        expect((await execute(facade.url, READ, {}, { 'x-request-timeout-ms': '5000' })).errors).toHaveLength(1);
      }
      superOffice.forget();

      const { errors } = await execute(facade.url, READ);

      expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
      expect(errors?.[0]?.extensions.retryAfterMs).toBeGreaterThan(0);
      expect(superOffice.calls()).toEqual([]);
    } finally {
      await facade.stop();
    }
  });
});

describe('a change that tries whether SuperOffice answers again', () => {
  const pair = useFacade({
    BREAKER_MIN_CALLS: '5',
    BREAKER_OPEN_MS: '100',
    SUPEROFFICE_MAX_RETRIES: '0',
    OPERATION_TIMEOUT_MS: '60000',
    SUPEROFFICE_WRITE_TIMEOUT_MS: '60000',
  });
  const { held, hold } = slow(pair);
  beforeAll(() => acceptCredential(pair));
  const open = async () => {
    pair.superOffice.on('', {}, 503);
    await until(async () => {
      await pair.ask(READ);
      return (await pair.ask(READ)).errors?.[0]?.extensions.retryAfterMs !== undefined;
    });
  };
  it('delays reads for a short time only, and runs to its end', async () => {
    await open();
    hold();
    const transfers: Promise<Answer>[] = [];
    while (held.length === 0) {
      const transfer = pair.ask(TRANSFER);
      transfers.push(transfer);
      await Promise.race([transfer, until(() => held.length > 0)]);
    }
    pair.superOffice.on('GET ', SESSION);

    await until(async () => (await pair.ask(READ)).errors === undefined);

    expect(held).toHaveLength(1);
    sendJson(held[0] as ServerResponse, SESSION);
    expect((await transfers.at(-1))?.errors).toBeUndefined();
  });

  it('closes the breaker if nobody reads', async () => {
    await open();
    pair.superOffice.on('', SESSION);
    pair.superOffice.forget();

    await until(async () => (await pair.ask(TRANSFER)).errors === undefined);

    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
  });
});

describe('two servers in one process', () => {
  const sick = useFacade({ SUPEROFFICE_MAX_IN_FLIGHT: '4', SUPEROFFICE_MAX_QUEUED: '0', BREAKER_MIN_CALLS: '5' });
  const healthy = useFacade({ SUPEROFFICE_MAX_IN_FLIGHT: '4', SUPEROFFICE_MAX_QUEUED: '0', BREAKER_MIN_CALLS: '5' });
  beforeAll(() => acceptCredential(sick));

  it('share nothing: a SuperOffice that does not answer does not affect the other', async () => {
    const held: ServerResponse[] = [];
    sick.superOffice.on('', (_request, response) => void held.push(response));
    healthy.superOffice.on('', SESSION);
    const waiting = Array.from({ length: 20 }, () => sick.ask(TRANSFER));
    await until(() => held.length === 4);

    for (let i = 0; i < 100; i += 1) {
      expect((await healthy.ask(TRANSFER)).errors).toBeUndefined();
    }

    for (const response of held) {
      sendJson(response, SESSION);
    }
    await Promise.all(waiting);
    expect((await healthy.ask(TRANSFER)).errors).toBeUndefined();
  });
});
