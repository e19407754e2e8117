import type { ServerResponse } from 'node:http';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createTestClock } from './helpers/clock.js';
import {
  type Answer,
  acceptCredential,
  execute,
  newCredential,
  type Pair,
  startFacade,
  useFacade,
} from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { until } from './helpers/until.js';

const READ = '{ chatSession(id: 549) { status } }';
const BATCH = '{ person(id: 65) { fullName } }';
const TRANSCRIPT = '{ chatSession(id: 549) { transcript } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';
const codeOf = (answer: Answer) => answer.errors?.[0]?.extensions.code;

const READS = [
  { name: 'a read', query: READ, call: 'GET ChatSession/549', body: { ChatSessionId: 549 } },
  { name: 'a batch', query: BATCH, call: 'POST Agents/Person/GetPersonList', body: [{ PersonId: 65 }] },
];

/** Ways to fail that pass by. */
const FAILURES: readonly { failure: string; fail: (response: ServerResponse) => void }[] = [
  { failure: '502', fail: (response) => response.writeHead(502).end() },
  { failure: '503', fail: (response) => response.writeHead(503).end() },
  { failure: '504', fail: (response) => response.writeHead(504).end() },
  { failure: '503 and Retry-After: 0', fail: (response) => response.writeHead(503, { 'retry-after': '0' }).end() },
  { failure: '429 and Retry-After: 1', fail: (response) => response.writeHead(429, { 'retry-after': '1' }).end() },
  {
    failure: '502 and Retry-After: 3600',
    fail: (response) => response.writeHead(502, { 'retry-after': '3600' }).end(),
  },
  {
    failure: '429 and a date as Retry-After',
    fail: (response) => response.writeHead(429, { 'retry-after': new Date(Date.now() + 1000).toUTCString() }).end(),
  },
  { failure: 'a connection that is reset', fail: (response) => response.socket?.resetAndDestroy() },
  { failure: 'a connection that is closed', fail: (response) => response.socket?.end() },
];

/** Longer than any read waits before it is tried again. */
const SKIP_MS = 3000;

describe.each(READS)('$name', ({ query, call, body }) => {
  const clock = createTestClock({ skipMs: SKIP_MS });
  const pair = useFacade({}, { clock });
  // What SuperOffice said in the test before is over.
  beforeEach(() => clock.pass(5000));

  it.each(FAILURES)('is retried once after $failure', async ({ fail }) => {
    let tries = 0;
    pair.superOffice.on(call, (_request, response) => {
      tries += 1;
      if (tries === 1) {
        fail(response);
      } else {
        sendJson(response, body);
      }
    });

    const answer = await pair.ask(query);

    expect(answer.errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual([call, call]);
  });

  it.each(FAILURES)('that meets $failure each time is tried twice at most', async ({ fail }) => {
    pair.superOffice.on(call, (_request, response) => fail(response));

    const answer = await pair.ask(query);

    expect(codeOf(answer)).toMatch(/^UPSTREAM_/);
    expect(pair.superOffice.calls()).toEqual([call, call]);
  });

  it.each([
    { failure: '429', status: 429, headers: {} },
    { failure: '429 and Retry-After: 3', status: 429, headers: { 'retry-after': '3' } },
    { failure: '503 and Retry-After: 3600', status: 503, headers: { 'retry-after': '3600' } },
    { failure: '500', status: 500, headers: {} },
    { failure: '500 and Retry-After: 1', status: 500, headers: { 'retry-after': '1' } },
    { failure: '404 and Retry-After: 1', status: 404, headers: { 'retry-after': '1' } },
    { failure: '501', status: 501, headers: {} },
    { failure: '400', status: 400, headers: {} },
    { failure: '401', status: 401, headers: {} },
    { failure: '403', status: 403, headers: {} },
    { failure: '408', status: 408, headers: {} },
    { failure: '421', status: 421, headers: {} },
  ])('is not retried after $failure', async ({ status, headers }) => {
    pair.superOffice.on(call, {}, status, headers as Record<string, string>);

    await pair.ask(query, {}, newCredential());

    expect(pair.superOffice.calls()).toEqual([call]);
  });
});

describe('a read', () => {
  const pair = useFacade({}, { clock: createTestClock({ skipMs: SKIP_MS }) });

  it('may be a POST: a transcript is retried', async () => {
    pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
    pair.superOffice.on('POST ChatSession/549/Transcript', {}, 503);

    await pair.ask(TRANSCRIPT);

    expect(pair.superOffice.calls()).toEqual([
      'GET ChatSession/549',
      ...Array(2).fill('POST ChatSession/549/Transcript?html=false'),
    ]);
  });

  it('is not retried if there is no time left for it', async () => {
    const facade = await startFacade(pair.superOffice.url, { OPERATION_TIMEOUT_MS: '900' });
    pair.superOffice.on('GET ChatSession/', {}, 503, { 'retry-after': '1' });
    try {
      const { errors } = await execute(facade.url, READ);

      expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryAfterMs: 1000 });
      expect(pair.superOffice.calls()).toEqual(['GET ChatSession/549']);
    } finally {
      await facade.stop();
    }
  });
});

describe('a retry', () => {
  const clock = createTestClock();
  const pair = useFacade({}, { clock });
  beforeEach(() => clock.pass(5000));

  /** Makes a read fail once, and returns how long it then waits. No time passes before. */
  async function waitAfter(status: number, headers: Record<string, string>): Promise<number> {
    pair.superOffice.on('GET ChatSession/', {}, status, headers);
    const answer = pair.ask(READ);
    await until(() => clock.timers.some((ms) => ms <= SKIP_MS));
    const [waitMs = 0] = clock.timers;
    pair.superOffice.on('GET ChatSession/', { ChatSessionId: 549 });
    clock.pass(waitMs - 1);
    expect(clock.timers).toEqual([1]);
    expect(pair.superOffice.calls()).toHaveLength(1);
    clock.pass(1);
    expect((await answer).errors).toBeUndefined();
    expect(pair.superOffice.calls()).toHaveLength(2);
    return waitMs;
  }

  it.each([
    { after: '503', headers: {} },
    { after: '503 and Retry-After: 0', headers: { 'retry-after': '0' } },
    { after: '503 and a Retry-After that is over', headers: { 'retry-after': new Date(0).toUTCString() } },
  ])('comes 50 to 250 ms later: $after', async ({ headers }) => {
    const waitMs = await waitAfter(503, headers as Record<string, string>);

    expect(waitMs).toBeGreaterThanOrEqual(50);
    expect(waitMs).toBeLessThanOrEqual(250);
  });

  it.each([429, 503])('comes when SuperOffice asks for it, if that is later: %d', async (status) => {
    expect(await waitAfter(status, { 'retry-after': '2' })).toBe(2000);
  });
});

describe('a transfer', () => {
  const pair = useFacade();

  it.each(FAILURES)('is never sent again: $failure', async ({ fail }) => {
    pair.superOffice.on('', (_request, response) => fail(response));

    const answer = await pair.ask(TRANSFER);

    expect(answer.errors?.[0]?.extensions.outcome).toMatch(/^(REJECTED|UNKNOWN)$/);
    expect(pair.superOffice.calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });
});

describe('SUPEROFFICE_MAX_RETRIES', () => {
  const patient = useFacade({ SUPEROFFICE_MAX_RETRIES: '3' }, { clock: createTestClock({ skipMs: SKIP_MS }) });
  const proud = useFacade({ SUPEROFFICE_MAX_RETRIES: '0' });

  it.each([
    { retries: 3, pair: () => patient },
    { retries: 0, pair: () => proud },
  ])('says how often a read is retried: $retries', async ({ retries, pair }) => {
    pair().superOffice.on('GET ChatSession/', {}, 503);

    await pair().ask(READ);

    expect(pair().superOffice.calls()).toHaveLength(1 + retries);
  });
});

const sessions = (ids: readonly number[]) =>
  `{ ${ids.map((id) => `s${id}: chatSession(id: ${id}) { status }`).join(' ')} }`;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('the budget for retries', () => {
  const pair = useFacade(
    { MAX_ALIASES: '100', SUPEROFFICE_MAX_RETRIES: '2', SUPEROFFICE_RETRY_PERCENT: '0' },
    { clock: createTestClock({ skipMs: SKIP_MS }) },
  );
  const callsFor = ({ superOffice }: Pair, id: number) =>
    superOffice.calls().filter((call) => call === `GET ChatSession/${id}`).length;

  it('is the same for every read, however many were retried before it', async () => {
    pair.superOffice.on('GET ChatSession/', {}, 503);

    for (const id of numbers(7)) {
      await pair.ask(sessions([id]));
    }

    expect(numbers(7).map((id) => callsFor(pair, id))).toEqual(Array(7).fill(3));
  });

  it('is used once by a read that is retried twice', async () => {
    pair.superOffice.on('GET ChatSession/', {}, 503);

    await pair.ask(sessions(numbers(3)));

    expect(numbers(3).map((id) => callsFor(pair, id))).toEqual([3, 3, 3]);
  });
});

describe('when many reads fail together', () => {
  const clock = createTestClock();
  /** How many attempts have failed. */
  let failures = 0;
  const logger = pino({}, { write: (line: string) => void countFailure(JSON.parse(line)) });
  function countFailure({ msg, status }: Readonly<Record<string, unknown>>): void {
    failures += msg === 'REST call' && status === 503 ? 1 : 0;
  }
  const many = { MAX_ALIASES: '100', SUPEROFFICE_MAX_IN_FLIGHT: '100' };
  const twice = { SUPEROFFICE_MAX_RETRIES: '2', SUPEROFFICE_RETRY_PERCENT: '0' };
  const pairs = {
    usual: useFacade(many, { clock, logger }),
    strict: useFacade({ ...many, ...twice }, { clock, logger }),
    generous: useFacade({ ...many, SUPEROFFICE_RETRY_PERCENT: '100' }, { clock, logger }),
  };

  beforeAll(async () => {
    for (const pair of Object.values(pairs)) {
      await acceptCredential(pair);
    }
  });

  /** Makes this many reads fail after all have arrived, and their retries as well. Returns their calls. */
  async function failTogether({ superOffice, ask }: Pair, reads: number): Promise<readonly string[]> {
    superOffice.forget();
    failures = 0;
    const held: ServerResponse[] = [];
    superOffice.on('GET ChatSession/', (_request, response) => void held.push(response));
    // One operation makes at most 16 calls at a time.
    const operations = numbers(Math.ceil(reads / 10)).map((tenth) =>
      ask(sessions(numbers(reads).slice((tenth - 1) * 10, tenth * 10))),
    );
    const answers = Promise.all(operations);
    await until(() => held.length === reads);
    superOffice.on('GET ChatSession/', {}, 503);
    for (const response of held) {
      sendJson(response, {}, 503);
    }
    // No time has passed, so all calls that may be retried are still waiting.
    await until(() => failures === reads);
    let isOver = false;
    answers.finally(() => {
      isOver = true;
    });
    await until(() => {
      clock.pass(clock.timers.some((ms) => ms <= 250) ? 250 : 0);
      return isOver;
    });
    return superOffice.calls();
  }

  it('three of them are retried', async () => {
    expect(await failTogether(pairs.usual, 16)).toHaveLength(16 + 3);
  });

  it('a fifth of those in flight is retried, if that is more than three', async () => {
    const calls = await failTogether(pairs.usual, 40);

    // The number in flight falls from 40 while they fail.
    expect(calls.length).toBeGreaterThan(40 + 3);
    expect(calls.length).toBeLessThanOrEqual(40 + 8);
  });

  it('the budget does not grow: it is the same after others were retried', async () => {
    const { strict } = pairs;
    expect(await failTogether(strict, 3)).toHaveLength(3 + 3 * 2);

    expect(await failTogether(strict, 10)).toHaveLength(10 + 3 * 2);
  });

  it('the budget is a share of the calls in flight, if that is more than three', async () => {
    expect((await failTogether(pairs.generous, 16)).length).toBeGreaterThan(16 + 3);
  });
});
