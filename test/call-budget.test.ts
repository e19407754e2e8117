import type { ServerResponse } from 'node:http';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createBulkhead } from '../src/superoffice/rest/turns/bulkhead.js';
import { createTestClock } from './helpers/clock.js';
import { type Answer, acceptCredential, newCredential, useFacade } from './helpers/facade.js';
import { batchOf, sendJson } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';

const READ = '{ chatSession(id: 549) { status } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';
const SESSION = { ChatSessionId: 549, TransferTo: { AssociateId: 3, Name: 'bo' } };
const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;

describe('a bulkhead with a limit of calls per second', () => {
  const OPTIONS = { superOfficeMaxInFlight: 100, superOfficeMaxQueued: 1000, superOfficeQueueTimeoutMs: 250 };

  it('starts at most that many in any second, and starts all of them', async () => {
    const step = fc.oneof(
      fc.record({ calls: fc.integer({ min: 1, max: 8 }) }),
      fc.record({ ticks: fc.integer({ min: 1, max: 14 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 40 }), async (perSecond, steps) => {
        const clock = createTestClock();
        const bulkhead = createBulkhead({ ...OPTIONS, superOfficeMaxCallsPerSecond: perSecond }, clock);
        const deadlineMs = clock.now() + 1_000_000;
        const begun: number[] = [];
        const runs: Promise<unknown>[] = [];
        const call = async () => void begun.push(clock.now());
        const refuse = () => {
          throw new Error('refused');
        };
        // What a timer starts begins after it, so each step of the clock contains only one timer's end.
        const tick = async () => {
          clock.pass(50);
          await new Promise(setImmediate);
        };
        for (const one of steps) {
          if ('ticks' in one) {
            for (let i = 0; i < one.ticks; i += 1) {
              await tick();
            }
          } else {
            for (let i = 0; i < one.calls; i += 1) {
              const turn = { caller: `${i % 3}`, isAccepted: i % 2 === 0, deadlineMs };
              runs.push(bulkhead.run(turn, call));
              // Costs nothing: it does not begin.
              bulkhead.run(turn, refuse).catch(() => {});
            }
          }
          await new Promise(setImmediate);
        }
        for (let ticks = 0; begun.length < runs.length; ticks += 1) {
          expect(ticks).toBeLessThanOrEqual(20 * (runs.length / perSecond + 1));
          await tick();
        }
        await Promise.all(runs);
        begun.forEach((ms, i) => {
          expect(begun.slice(i).filter((other) => other < ms + 1000).length).toBeLessThanOrEqual(perSecond);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('refuses tasks that would wait beyond the deadline, and tasks that wait too long for a turn', async () => {
    const clock = createTestClock();
    const bulkhead = createBulkhead({ ...OPTIONS, superOfficeMaxCallsPerSecond: 1, superOfficeMaxInFlight: 2 }, clock);
    const alice = { caller: 'alice', isAccepted: true };
    const ends: (() => void)[] = [];
    const first = bulkhead.run(alice, () => new Promise<void>((resolve) => void ends.push(resolve)));
    const brief = bulkhead.run({ ...alice, deadlineMs: clock.now() + 600 }, async () => 'brief');
    const patient = bulkhead.run({ ...alice, deadlineMs: clock.now() + 5000 }, async () => 'patient');

    clock.pass(600);
    await expect(brief).rejects.toMatchObject({ reason: 'OVERLOADED' });
    clock.pass(400);
    await expect(patient).resolves.toBe('patient');
    ends[0]?.();
    await first;
    expect([bulkhead.inFlight, bulkhead.queued]).toEqual([0, 0]);
  });
});

describe('a bulkhead whose calls of this second are used up', () => {
  const OPTIONS = { superOfficeMaxInFlight: 100, superOfficeMaxQueued: 1000, superOfficeQueueTimeoutMs: 250 };

  it('refuses waiting reads as soon as it is told to, and nothing else', async () => {
    const clock = createTestClock();
    const bulkhead = createBulkhead({ ...OPTIONS, superOfficeMaxCallsPerSecond: 1 }, clock);
    const alice = { caller: 'alice', isAccepted: true, deadlineMs: clock.now() + 5000 };
    await bulkhead.run(alice, async () => 'first');
    const reads = [1, 2, 3].map(() => bulkhead.run({ ...alice, isRead: true }, async () => 'read'));
    const change = bulkhead.run(alice, async () => 'change');

    bulkhead.refuseReads();

    for (const read of reads) {
      await expect(read).rejects.toMatchObject({ reason: 'THROTTLED' });
    }
    expect(bulkhead.queued).toBe(1);
    clock.pass(1000);
    await expect(change).resolves.toBe('change');
    bulkhead.refuseReads();
    clock.pass(1000);
    await expect(bulkhead.run({ ...alice, isRead: true }, async () => 'later')).resolves.toBe('later');
  });

  it('gives the turn that a task does not use to the next one waiting', async () => {
    const clock = createTestClock();
    const bulkhead = createBulkhead({ ...OPTIONS, superOfficeMaxCallsPerSecond: 1 }, clock);
    const alice = { caller: 'alice', isAccepted: true, deadlineMs: clock.now() + 5000 };
    await bulkhead.run(alice, async () => 'first');
    const unused = [1, 2, 3].map(() =>
      bulkhead.run(alice, () => {
        throw new Error('refused');
      }),
    );
    const last = bulkhead.run(alice, async () => 'last');

    clock.pass(1000);

    for (const refused of unused) {
      await expect(refused).rejects.toThrow('refused');
    }
    await expect(last).resolves.toBe('last');
    expect([bulkhead.inFlight, bulkhead.queued]).toEqual([0, 0]);
  });
});

describe('with SUPEROFFICE_MAX_CALLS_PER_SECOND', () => {
  const clock = createTestClock();
  const pair = useFacade({ SUPEROFFICE_MAX_CALLS_PER_SECOND: '5', SUPEROFFICE_QUEUE_TIMEOUT_MS: '250' }, { clock });

  beforeEach(() => {
    clock.pass(1000);
    pair.superOffice.on('', SESSION);
  });

  it('further calls of all callers wait for the next second', async () => {
    const asked = Array.from({ length: 12 }, (_, i) => pair.ask(i % 2 === 0 ? READ : TRANSFER, {}, newCredential()));
    for (const sent of [5, 10, 12]) {
      await until(() => pair.superOffice.requests.length === sent);
      clock.pass(999);
      expect(pair.superOffice.requests).toHaveLength(sent);
      clock.pass(1);
    }

    expect((await Promise.all(asked)).flatMap(({ errors }) => errors ?? [])).toEqual([]);
  });

  it('calls whose operation has no time left are OVERLOADED and not sent', async () => {
    await Promise.all(Array.from({ length: 5 }, () => pair.ask(READ)));
    const late = pair.ask(TRANSFER, {}, { 'x-request-timeout-ms': '600' });
    await until(() => clock.timers.includes(250));
    let answer: Answer | undefined;
    void late.then((it) => {
      answer = it;
    });
    await until(() => {
      clock.pass(50);
      return answer !== undefined;
    });

    expect(answer?.errors?.[0]?.extensions).toMatchObject({
      code: 'OVERLOADED',
      outcome: 'NOT_SENT',
      retryable: true,
    });
    expect(pair.superOffice.requests).toHaveLength(5);
  });
});

describe('calls that wait for the next second', () => {
  const clock = createTestClock();
  const budget = { SUPEROFFICE_MAX_CALLS_PER_SECOND: '2', SUPEROFFICE_QUEUE_TIMEOUT_MS: '250' };
  const pair = useFacade(
    { ...budget, ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1', SUPEROFFICE_MAX_RETRIES: '0' },
    { clock },
  );
  const queued = async () => (await scrape(pair.facade)).value('superoffice_graphql_rest_calls_queued');

  it('are refused at once if SuperOffice asks for no reads, and do not hold up changes', async () => {
    const held: ServerResponse[] = [];
    pair.superOffice.on('', (_request, response) => void held.push(response));
    const reads = Array.from({ length: 12 }, () => pair.ask(READ, {}, newCredential()));
    await until(async () => held.length === 2 && (await queued()) === 10);
    sendJson(held[0] as ServerResponse, {}, 429, { 'retry-after': '60' });
    sendJson(held[1] as ServerResponse, SESSION);

    // No time passes.
    const answers = await Promise.all(reads);
    expect(answers.filter(({ errors }) => errors !== undefined).map(codeOf)).toEqual(
      Array(11).fill('UPSTREAM_RATE_LIMITED'),
    );
    expect(answers.flatMap(({ errors = [] }) => errors).map(({ extensions }) => extensions.retryAfterMs)).toEqual(
      Array(11).fill(60_000),
    );
    expect(await queued()).toBe(0);
    pair.superOffice.on('', SESSION);
    const changes = [1, 2].map(() => pair.ask(TRANSFER, {}, newCredential()));
    await until(() => clock.timers.filter((ms) => ms === 250).length === 2);
    clock.pass(1000);
    expect((await Promise.all(changes)).flatMap(({ errors }) => errors ?? [])).toEqual([]);
    clock.pass(60_000);
  });

  it('use up no turn if their credential is refused while they wait', async () => {
    const ended = newCredential();
    await acceptCredential(pair, ended);
    clock.pass(1000);
    const held: ServerResponse[] = [];
    pair.superOffice.on('', (_request, response) => void held.push(response));
    const refused = Array.from({ length: 6 }, () => pair.ask(TRANSFER, {}, ended));
    await until(async () => held.length === 2 && (await queued()) === 4);
    const others = [1, 2].map(() => pair.ask(TRANSFER, {}, newCredential()));
    await until(async () => (await queued()) === 6);
    clock.pass(500);
    for (const response of held) {
      sendJson(response, {}, 401);
    }
    pair.superOffice.on('', SESSION);
    await until(async () => (await scrape(pair.facade)).value('superoffice_graphql_rest_calls_in_flight') === 0);
    clock.pass(500);

    expect((await Promise.all(others)).flatMap(({ errors }) => errors ?? [])).toEqual([]);
    clock.pass(1000);
    expect((await Promise.all(refused)).map(codeOf)).toEqual(Array(6).fill('UNAUTHENTICATED'));
    expect(pair.superOffice.calls()).toHaveLength(4);
  });
});

describe('after 429 with Retry-After', () => {
  const clock = createTestClock();
  const pair = useFacade({}, { clock });
  const MAX_PAUSE_MS = 300_000;

  beforeEach(() => {
    clock.pass(MAX_PAUSE_MS);
    pair.superOffice.on('', SESSION);
    pair.superOffice.on('POST Agents/', batchOf('PersonId', []));
  });

  /** Has SuperOffice answer one call so, and everything else well. */
  async function meet(query: string, retryAfter: string): Promise<Answer> {
    pair.superOffice.on('', {}, 429, { 'retry-after': retryAfter });
    const answer = await pair.ask(query);
    pair.superOffice.on('', SESSION);
    pair.superOffice.on('POST Agents/', batchOf('PersonId', []));
    pair.superOffice.forget();
    return answer;
  }

  it.each([
    ['read', READ],
    ['change', TRANSFER],
  ])('to a %s, no read of any caller is sent before that time, and changes are sent', async (_what, query) => {
    expect(codeOf(await meet(query, '3'))).toBe('UPSTREAM_RATE_LIMITED');
    clock.pass(1000);

    const reads = [
      await pair.ask(READ, {}, newCredential()),
      await pair.ask('{ person(id: 1) { fullName } }', {}, newCredential()),
    ];
    const change = await pair.ask(TRANSFER, {}, newCredential());

    expect(reads.map(({ errors }) => errors?.[0]?.extensions)).toEqual(
      Array(2).fill({
        code: 'UPSTREAM_RATE_LIMITED',
        retryable: true,
        retryAfterMs: 2000,
        requestId: expect.any(String),
      }),
    );
    expect(change.errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
    clock.pass(1990);
    expect(codeOf(await pair.ask(READ))).toBe('UPSTREAM_RATE_LIMITED');
    clock.pass(10);
    expect((await pair.ask(READ)).errors).toBeUndefined();
  });

  it('a shorter one does not shorten the wait, and without one nothing waits', async () => {
    await meet(TRANSFER, '10');
    await meet(TRANSFER, '1');
    clock.pass(1000);
    expect(codeOf(await pair.ask(READ))).toBe('UPSTREAM_RATE_LIMITED');
    clock.pass(9000);
    pair.superOffice.on('GET ', {}, 429);
    expect(codeOf(await pair.ask(READ))).toBe('UPSTREAM_RATE_LIMITED');
    pair.superOffice.on('GET ', SESSION);

    expect((await pair.ask(READ)).errors).toBeUndefined();
  });

  describe('a change with an unknown outcome', () => {
    const lost = (to: string) =>
      pair.superOffice.on(to, (_request, response) => void response.socket?.resetAndDestroy());
    const REMOVAL = 'mutation { removeChatTopicMember(id: 1, userName: "a&b") { topic { id } } }';

    it('is looked up: a transfer', async () => {
      await meet(READ, '30');
      lost('POST ChatSession/');

      expect((await pair.ask(TRANSFER)).errors).toBeUndefined();
      expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo', 'GET ChatSession/549']);
    });

    it('is looked up: a transfer that is repeated with its key', async () => {
      const key = { ...newCredential(), 'idempotency-key': 'a-transfer-to-bo' };
      await meet(READ, '30');
      lost('');
      const unknown = await pair.ask(TRANSFER, {}, key);
      pair.superOffice.on('', SESSION);

      expect(unknown.errors?.[0]?.extensions.outcome).toBe('UNKNOWN');
      expect((await pair.ask(TRANSFER, {}, key)).errors).toBeUndefined();
      expect(pair.superOffice.calls()).toEqual([
        'POST ChatSession/549/TransferTo/bo',
        'GET ChatSession/549',
        'GET ChatSession/549',
      ]);
    });

    it('is looked up: a removal', async () => {
      await meet(READ, '30');
      pair.superOffice.on('POST Agents/Chat/DeleteChatTopicUserAgent', (_request, response) =>
        response.writeHead(204).end(),
      );
      pair.superOffice.on('GET ChatTopic/1/', []);

      expect((await pair.ask(REMOVAL)).errors).toBeUndefined();
      expect(pair.superOffice.calls()).toEqual([
        'POST Agents/Chat/DeleteChatTopicUserAgent',
        'GET ChatTopic/1/UserAgent',
      ]);
    });
  });

  it('of days is treated as five minutes', async () => {
    await meet(TRANSFER, '999999');

    expect((await pair.ask(READ)).errors?.[0]?.extensions.retryAfterMs).toBe(MAX_PAUSE_MS);
    clock.pass(MAX_PAUSE_MS);
    expect((await pair.ask(READ)).errors).toBeUndefined();
  });
});

describe('a change with hardly any time left', () => {
  const clock = createTestClock();
  const budget = { SUPEROFFICE_MAX_CALLS_PER_SECOND: '1', SUPEROFFICE_QUEUE_TIMEOUT_MS: '250' };
  const slow = useFacade(budget, { clock });
  const brief = useFacade({ ...budget, SUPEROFFICE_WRITE_TIMEOUT_MS: '300' }, { clock });
  const busy = useFacade({ SUPEROFFICE_MAX_IN_FLIGHT: '1', ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' }, { clock });
  const TWO = 'mutation { a: resetChatSession(id: 1) { id } b: resetChatSession(id: 2) { id } }';

  /** Lets a second pass in steps, so that what one timer starts begins before the next one ends. */
  async function passSecond(): Promise<void> {
    for (let ms = 0; ms < 1000; ms += 10) {
      clock.pass(10);
      await new Promise(setImmediate);
    }
  }

  it.each([
    ['less than a second, of what its caller allows', slow, '1900', 'NOT_SENT'],
    ['less than half of what its caller allows', slow, '1040', 'NOT_SENT'],
    ['a second', slow, '2100', undefined],
    ['less than half of what a change may take', brief, '1100', 'NOT_SENT'],
    ['more than half of what a change may take', brief, '1250', undefined],
  ])('is not sent: after a wait for the next second it has %s', async (_what, pair, timeoutMs, outcome) => {
    clock.pass(1000);
    pair.superOffice.on('', SESSION);
    await pair.ask(READ);
    pair.superOffice.forget();

    const change = pair.ask(TRANSFER, {}, { 'x-request-timeout-ms': timeoutMs });
    await until(() => clock.timers.includes(250));
    await passSecond();

    expect((await change).errors?.[0]?.extensions.outcome).toBe(outcome);
    expect(pair.superOffice.calls()).toHaveLength(outcome === undefined ? 1 : 0);
  });

  it('is not sent: the change before it took the time of both', async () => {
    const held: ServerResponse[] = [];
    clock.pass(1000);
    slow.superOffice.on('', (_request, response) => void held.push(response));
    const asked = slow.ask(TWO, {}, { 'x-request-timeout-ms': '3000' });
    await until(() => held.length === 1);
    clock.pass(2100);
    sendJson(held[0] as ServerResponse, { ChatSessionId: 1 });

    expect((await asked).errors?.map(({ path, extensions }) => [path, extensions.code, extensions.outcome])).toEqual([
      [['b'], 'UPSTREAM_TIMEOUT', 'NOT_SENT'],
    ]);
    expect(slow.superOffice.calls()).toHaveLength(1);
  });

  it('is not sent: another call had its turn for too long', async () => {
    const held: ServerResponse[] = [];
    await acceptCredential(busy);
    busy.superOffice.on('', (_request, response) => void held.push(response));
    const first = busy.ask(TRANSFER);
    await until(() => held.length === 1);
    const second = busy.ask(TRANSFER, {}, { 'x-request-timeout-ms': '3000' });
    await until(async () => (await scrape(busy.facade)).value('superoffice_graphql_rest_calls_queued') === 1);
    clock.pass(2100);
    sendJson(held[0] as ServerResponse, SESSION);

    expect((await first).errors).toBeUndefined();
    expect((await second).errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_TIMEOUT', outcome: 'NOT_SENT' });
    expect(busy.superOffice.calls()).toHaveLength(1);
  });
});

describe('reads that wait for their turn', () => {
  const pair = useFacade({ SUPEROFFICE_MAX_IN_FLIGHT: '1', ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' });

  it('are not sent if SuperOffice asks for a pause while they wait', async () => {
    const held: ServerResponse[] = [];
    await acceptCredential(pair);
    pair.superOffice.on('', (_request, response) => void held.push(response));
    const asked = Array.from({ length: 5 }, () => pair.ask(READ));
    await until(async () => (await scrape(pair.facade)).value('superoffice_graphql_rest_calls_queued') === 4);
    sendJson(held[0] as ServerResponse, {}, 429, { 'retry-after': '30' });

    expect((await Promise.all(asked)).map(codeOf)).toEqual(Array(5).fill('UPSTREAM_RATE_LIMITED'));
    expect(pair.superOffice.calls()).toHaveLength(1);
    expect((await scrape(pair.facade)).value('superoffice_graphql_rest_calls_total', { result: 'THROTTLED' })).toBe(4);
  });
});

describe('the metrics', () => {
  const pair = useFacade({ ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1', SUPEROFFICE_MAX_RETRIES: '1' });
  const CALLS = {
    name: 'superoffice_graphql_operation_rest_calls_total',
    client: 'superoffice_graphql_client_rest_calls_total',
  } as const;
  const sent = async (label: keyof typeof CALLS, value: string) =>
    (await scrape(pair.facade)).value(CALLS[label], { [label]: value });
  const named = (name: string) => ({ 'apollographql-client-name': name });

  it('count the REST calls that were sent, retries among them, by operation and by client', async () => {
    pair.superOffice.on('', SESSION);
    pair.superOffice.on('GET ChatSession/2', {}, 503);
    await pair.ask('query Two { a: chatSession(id: 1) { id } b: chatSession(id: 2) { id } }', {}, named('desk'));
    await pair.ask('query One { chatSession(id: 1) { id } }', {}, named('desk'));
    await pair.ask('query None { __typename }', {}, named('idle'));
    await pair.ask('query Unsent { chatSession(id: 1) { id } }', {}, { ...named('idle'), authorization: '' });
    await pair.ask(READ);
    pair.superOffice.on('GET ChatSession/3', {}, 401);
    const ended = { ...newCredential(), ...named('ended') };
    await pair.ask('query Ended { chatSession(id: 3) { id } }', {}, ended);
    await pair.ask('query Ended { chatSession(id: 3) { id } }', {}, ended);

    expect(await Promise.all([sent('name', 'other'), sent('client', 'other')])).toEqual([1, 1]);
    expect(await Promise.all([sent('name', 'Two'), sent('name', 'One'), sent('client', 'desk')])).toEqual([3, 1, 4]);
    expect(await Promise.all([sent('name', 'anonymous'), sent('client', 'anonymous')])).toEqual([1, 1]);
    expect(await Promise.all([sent('name', 'Unsent'), sent('client', 'idle')])).toEqual([undefined, undefined]);
  });

  it('distinguish a hundred clients, without those with a long name', async () => {
    pair.superOffice.on('', SESSION);
    for (let i = 0; i < 101; i += 1) {
      await pair.ask(READ, {}, named(`client-${i}`));
    }
    await pair.ask(READ, {}, named('x'.repeat(65)));

    const { samples } = await scrape(pair.facade);
    expect(samples.filter(({ name }) => name === CALLS.client)).toHaveLength(102);
    expect(await sent('client', 'other')).toBeGreaterThanOrEqual(2);
  });
});
