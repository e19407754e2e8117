import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { limitCalls } from '../src/graphql/operation-client.js';
import type { Cancellation } from '../src/superoffice/cancellation.js';
import { PROCESS_CLOCK } from '../src/superoffice/clock.js';
import { SuperOfficeHttpError } from '../src/superoffice/errors.js';
import { exchange } from '../src/superoffice/rest/exchange.js';
import type { Place } from '../src/superoffice/rest/place.js';
import type { RestCall } from '../src/superoffice/rest/rest-call.js';
import { createRetryBudget, withRetries } from '../src/superoffice/rest/retries.js';
import { createSharedReads } from '../src/superoffice/rest/shared-reads.js';
import type { HttpResponse } from '../src/superoffice/rest/transports/transport.js';
import { createBulkhead } from '../src/superoffice/rest/turns/bulkhead.js';
import { createCredentialGate } from '../src/superoffice/rest/turns/credential-gate.js';
import type { CredentialVerdict } from '../src/superoffice/rest/turns/credentials.js';
import type { Upstream } from '../src/superoffice/rest/upstream.js';
import { createTestClock } from './helpers/clock.js';

const READ: RestCall = { effect: 'read', method: 'GET', route: 'a' };
const MINUTE = 60_000;

/** Code that waits, and what can end the wait. */
interface Wait {
  readonly waiting: Promise<unknown>;
  /** Makes what is waited for arrive. */
  readonly come: () => void;
  /** Makes it arrive as a failure. */
  readonly fail?: () => void;
}

type Begin = (cancellation: Cancellation, timeoutMs: number) => Wait;

function pending<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((...settle) => {
    [resolve, reject] = settle;
  });
  return { promise, resolve, reject };
}

/** A read that joins one in flight. */
const shareRead: Begin = (cancellation, timeoutMs) => {
  const first = pending<unknown>();
  const shareReads = createSharedReads(PROCESS_CLOCK);
  const reader = { caller: 'alice', headers: {}, onShared: () => {} };
  const lead = shareReads({ send: () => first.promise }, { ...reader, deadlineMs: performance.now() + MINUTE });
  lead.send(READ).catch(() => {});
  const deadlineMs = performance.now() + timeoutMs;
  const client = { send: async () => 'own' };
  const waiting = shareReads(client, { ...reader, deadlineMs, cancellation }).send(READ);
  return { waiting, come: () => first.resolve('shared'), fail: () => first.reject(new Error('failed')) };
};

/** A request, by a transport that never says anything more once it is aborted. */
const exchangeOnce: Begin = (cancellation, timeoutMs) => {
  const answer = pending<HttpResponse>();
  const transport = { send: () => ({ response: answer.promise, hadConnection: () => true, abort: () => {} }) };
  const place = { transport } as unknown as Place;
  const options = { superOfficeMaxAnswerBytes: 100 };
  const upstream = { options, clock: PROCESS_CLOCK } as unknown as Upstream;
  const waiting = exchange(place, READ, { upstream, caller: '' }, timeoutMs, cancellation);
  const response = {
    status: 200,
    header: (name: string) => (name === 'content-type' ? 'application/json' : undefined),
    readBody: async () => Buffer.from('{}'),
    discardBody: () => {},
  };
  return { waiting, come: () => answer.resolve(response), fail: () => answer.reject(new Error('failed')) };
};

const waitForTurn: Begin = (cancellation, superOfficeQueueTimeoutMs) => {
  const first = pending<void>();
  const options = { superOfficeMaxInFlight: 1, superOfficeMaxQueued: 1, superOfficeQueueTimeoutMs };
  const bulkhead = createBulkhead(options, PROCESS_CLOCK);
  const turn = { caller: 'alice', isAccepted: true };
  bulkhead.run(turn, () => first.promise).catch(() => {});
  const waiting = bulkhead.run(turn, async () => {}, cancellation);
  return { waiting, come: first.resolve, fail: () => first.reject(new Error('failed')) };
};

/** A call whose credential another one tries. */
const waitForTrial: Begin = (cancellation, timeoutMs) => {
  const options = { failedCredentialsPerMinute: 30, failedCredentialsBurst: 20 };
  const gate = createCredentialGate(options, PROCESS_CLOCK);
  const first = gate.begin('alice', READ, { deadlineMs: performance.now() + MINUTE });
  const waiting = gate.begin('alice', READ, { deadlineMs: performance.now() + timeoutMs, cancellation });
  const learn = (verdict: CredentialVerdict) => async () => gate.learn('alice', verdict, READ, await first);
  return { waiting, come: learn('accepted'), fail: learn('refused') };
};

describe.each([
  { who: 'a read that shares another one', begin: shareRead },
  { who: 'a request', begin: exchangeOnce },
  { who: 'a call that waits for its turn', begin: waitForTurn },
  { who: 'a call that waits until its credential is tried', begin: waitForTrial },
])('$who leaves no timer and no listener', ({ begin }) => {
  let leaving: AbortController;
  let cancellation: Cancellation;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    leaving = new AbortController();
    cancellation = { isCancelled: false, signal: leaving.signal };
  });
  afterEach(() => void jest.useRealTimers());

  /** Of the waiting code: what it waits for has none here. */
  const left = () => ({
    timers: jest.getTimerCount(),
    listeners: getEventListeners(leaving.signal, 'abort').length,
  });

  function beginWait(): Wait {
    const wait = begin(cancellation, MINUTE);
    wait.waiting.catch(() => {});
    expect(left()).toEqual({ timers: 1, listeners: 1 });
    return wait;
  }

  it('when what it waits for arrives', async () => {
    const { waiting, come } = beginWait();
    come();
    await waiting;

    expect(left()).toEqual({ timers: 0, listeners: 0 });
  });

  it('when what it waits for fails', async () => {
    const { waiting, fail } = beginWait();
    fail?.();
    await waiting.catch(() => {});

    expect(left()).toEqual({ timers: 0, listeners: 0 });
  });

  it('when its client leaves before what it waits for has ended', async () => {
    const { waiting } = beginWait();
    leaving.abort();

    await expect(waiting).rejects.toMatchObject({ reason: 'CANCELLED' });
    expect(left()).toEqual({ timers: 0, listeners: 0 });
  });

  it('when its time is over before what it waits for has ended', async () => {
    const { waiting } = beginWait();
    jest.advanceTimersByTime(MINUTE);

    await expect(waiting).rejects.toMatchObject({ reason: expect.stringMatching(/TIMEOUT|OVERLOADED/) });
    expect(left()).toEqual({ timers: 0, listeners: 0 });
  });
});

describe('a read that waits for its retry leaves no timer and no listener', () => {
  const options = { superOfficeMaxRetries: 1, superOfficeRetryPercent: 0, superOfficeMaxRetryAfterMs: MINUTE };

  it.each([
    { when: 'that is over', retryAfterMs: 0, leave: false },
    { when: 'its client leaves', retryAfterMs: MINUTE, leave: true },
  ])('when $when', async ({ retryAfterMs, leave }) => {
    const clock = createTestClock();
    const leaving = new AbortController();
    const tries: number[] = [];
    const result = withRetries(
      async (attempt) => {
        tries.push(attempt);
        if (attempt === 1) {
          throw new SuperOfficeHttpError(READ, 503, { retryAfterMs });
        }
      },
      { options, retryBudget: createRetryBudget(options, () => 0), clock },
      clock.now() + 2 * MINUTE,
      { isCancelled: false, signal: leaving.signal },
    );
    await turn();
    const left = () => ({ timers: clock.timers.length, listeners: getEventListeners(leaving.signal, 'abort').length });
    expect(left()).toEqual({ timers: 1, listeners: 1 });
    if (leave) {
      leaving.abort();
    } else {
      clock.pass(MINUTE);
    }
    await result;

    expect(tries).toEqual([1, 2]);
    expect(left()).toEqual({ timers: 0, listeners: 0 });
  });
});

describe('turns', () => {
  it('among an operation’s calls are given in the order of arrival', async () => {
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const client = limitCalls(
      {
        send({ ids }) {
          begun.push(...(ids ?? []));
          return new Promise<void>((resolve) => void ends.push(resolve));
        },
      },
      100,
    );
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    const calls = numbers.map((id) => client.send({ ...READ, ids: [id] }));
    await turn();
    expect(begun).toEqual(numbers.slice(0, 16));
    for (const number of numbers) {
      ends[number]?.();
      await turn();
    }
    await Promise.all(calls);

    expect(begun).toEqual(numbers);
  });
});
