import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toMutationError } from '../src/graphql/errors.js';
import {
  createIdempotency,
  type KeyedOperation,
  type KeyedRequest,
} from '../src/graphql/pipeline/idempotency/idempotency.js';
import { createKeptKeys, type KeyEntry } from '../src/graphql/pipeline/idempotency/kept-keys.js';
import { SharedLimit } from '../src/graphql/pipeline/idempotency/shared-limit.js';
import { SuperOfficeHttpError, SuperOfficeUnavailableError } from '../src/superoffice/errors.js';
import { createTestClock } from './helpers/clock.js';
import { until } from './helpers/until.js';

const TTL_MS = 1000;
const CALL = { effect: 'write', method: 'POST', route: 'ChatSession/{id}/Reset' } as const;
const NEVER = { isCancelled: false, signal: new AbortController().signal };

/** What may become of a change that was sent or not, and whether it may have taken effect. */
const ENDS = {
  made: () => ({ ChatSessionId: 549 }),
  unknown: () => {
    throw new SuperOfficeUnavailableError(CALL, 'CONNECTION', { sent: true });
  },
  rejected: () => {
    throw new SuperOfficeHttpError(CALL, 409);
  },
  notSent: () => {
    throw new SuperOfficeUnavailableError(CALL, 'OVERLOADED', { sent: false });
  },
} as const;
type End = keyof typeof ENDS;

type Step =
  | { readonly do: 'ask'; readonly caller: string; readonly key: string; readonly change: string }
  | { readonly do: 'end'; readonly which: number; readonly end: End }
  | { readonly do: 'wait'; readonly ms: number };

const name = (names: readonly string[]) => fc.constantFrom(...names);
const STEPS: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('ask' as const),
        caller: name(['ann', 'bo']),
        key: name(['k1', 'k2']),
        change: name(['reset', 'reset', 'accept']),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('end' as const),
        which: fc.nat(5),
        end: fc.constantFrom(...(Object.keys(ENDS) as End[])),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: TTL_MS }) }) },
  ),
  { maxLength: 60 },
);

/** Lets everything run that waits for nothing but its turn. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('in any order in which requests with keys begin and end', () => {
  it('at most one change of a caller and key is running or may have taken effect within IDEMPOTENCY_TTL_MS', async () => {
    await fc.assert(
      fc.asyncProperty(STEPS, fc.constantFrom(0, 100_000), async (steps, maxIdempotencyBytes) => {
        const clock = createTestClock();
        const idempotency = createIdempotency({
          idempotencyTtlMs: TTL_MS,
          maxIdempotencyKeys: 1000,
          maxIdempotencyBytes,
          clock,
          keyOf: (...texts) => texts.join('\n'),
        });
        const sent: { readonly of: string; readonly finish: (end: End) => void }[] = [];
        const tookEffectMs = new Map<string, number>();
        const violations: string[] = [];
        const open: Promise<unknown>[] = [];

        function begin(request: KeyedRequest, change: string): KeyedOperation | undefined {
          try {
            return idempotency.begin(request, [{ responseKey: 'field', idempotencyKey: undefined, text: change }]);
          } catch {
            return undefined;
          }
        }

        async function ask({ caller, key, change }: Step & { readonly do: 'ask' }): Promise<void> {
          const of = `${caller} ${key}`;
          const request = { callerKey: caller, idempotencyKey: key, headers: {}, cancellation: NEVER };
          const operation = begin({ ...request, deadlineMs: clock.now() + 600_000 }, change);
          if (operation === undefined) {
            return;
          }
          // As much time goes by as between the steps of an operation.
          await undefined;
          let hasMade = false;
          const make = () => {
            hasMade = true;
            if (sent.some((other) => other.of === of) || clock.now() < (tookEffectMs.get(of) ?? -TTL_MS) + TTL_MS) {
              violations.push(`${of} was sent again`);
            }
            return new Promise<End>((resolve) => sent.push({ of, finish: resolve })).then((end) => {
              if (end === 'made' || end === 'unknown') {
                tookEffectMs.set(of, clock.now());
              }
              return ENDS[end]();
            });
          };
          try {
            await operation.once('field', { make, onReplay() {} });
          } catch (error) {
            const { outcome } = toMutationError(error).extensions;
            if (!hasMade && outcome === 'NOT_SENT') {
              violations.push(`${of} is told of somebody else's NOT_SENT`);
            }
          } finally {
            operation.end();
          }
        }

        for (const step of steps) {
          if (step.do === 'ask') {
            open.push(ask(step));
          } else if (step.do === 'wait') {
            clock.pass(step.ms);
          } else {
            sent.splice(step.which, 1)[0]?.finish(step.end);
          }
          // Half of the requests arrive together.
          if (step.do !== 'ask' || step.key === 'k1') {
            await settle();
          }
        }
        // Nothing hangs: each waiting request is sent in its turn.
        let ended = 0;
        for (const one of open) {
          one.then(() => {
            ended += 1;
          });
        }
        for (let turn = 0; turn < 2 * steps.length && ended < open.length; turn += 1) {
          sent.shift()?.finish('notSent');
          await settle();
        }
        await settle();
        expect(ended).toBe(open.length);
        expect(violations).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

const entry = (key: string, caller: string, json: Buffer): KeyEntry => ({
  name: key,
  caller,
  fingerprint: '',
  changes: [{ underWay: undefined, result: { kind: 'made', json } }],
  operations: 0,
  expiresAtMs: 0,
});

describe('what is kept of keys', () => {
  it('is forgotten when its time is over, counted from its last change, and not before', () => {
    const clock = createTestClock();
    const kept = createKeptKeys({
      idempotencyTtlMs: TTL_MS,
      maxIdempotencyKeys: 100,
      maxIdempotencyBytes: 100,
      // No timer is needed: a caller still gets the right answer.
      clock: { ...clock, setTimer: () => () => {} },
    });
    const [first, second] = [entry('first', 'ann', Buffer.alloc(1)), entry('second', 'ann', Buffer.alloc(1))];
    kept.keep(first);
    clock.pass(1);
    kept.keep(second);
    clock.pass(TTL_MS - 2);
    expect([kept.get('first'), kept.get('second')]).toEqual([first, second]);
    kept.keep(first);
    clock.pass(1);
    expect([kept.get('first'), kept.get('second')]).toEqual([first, second]);
    clock.pass(1);
    expect([kept.get('first'), kept.get('second')]).toEqual([first, undefined]);
    clock.pass(TTL_MS - 2);
    expect(kept.get('first')).toBeUndefined();
  });
});

describe('an answer', () => {
  it('is forgotten when its time is over, even if nobody asks any more', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const clock = createTestClock();
    const kept = createKeptKeys({
      idempotencyTtlMs: TTL_MS,
      maxIdempotencyKeys: 10,
      maxIdempotencyBytes: 100,
      clock,
    });
    const keepOne = () => {
      const one = entry('key', 'ann', Buffer.alloc(10));
      kept.keep(one);
      return new WeakRef(one);
    };
    const one = keepOne();

    clock.pass(TTL_MS);
    await until(() => {
      collectGarbage();
      return one.deref() === undefined;
    });

    expect(kept.get('key')).toBeUndefined();
  });
});

describe('a limit that owners share', () => {
  it('holds in all and for each owner; an owner displaces only its own while there is room in all', () => {
    const adds = fc.array(
      fc.record({
        owner: name(['ann', 'bo', 'cy', 'di', 'ed', 'fay', 'guy', 'hal']),
        size: fc.nat(26),
        isDeleted: fc.nat(9).map((digit) => digit === 0),
      }),
      { minLength: 20, maxLength: 80 },
    );
    fc.assert(
      fc.property(adds, (items) => {
        const max = 100;
        type Item = (typeof items)[number];
        let evicted: Item[] = [];
        let held: Item[] = [];
        const sizeOf = (these: readonly Item[]) => these.reduce((sum, { size }) => sum + size, 0);
        const ownBy = (item: Item, these: readonly Item[]) => these.filter(({ owner }) => owner === item.owner);
        const limit = new SharedLimit<Item>(max, (item) => evicted.push(item));
        for (const item of items) {
          evicted = [];
          const before = held;
          limit.add(item, item.owner, item.size);
          held = [...before, item].filter((one) => !evicted.includes(one));

          expect(sizeOf(held)).toBeLessThanOrEqual(max);
          expect(sizeOf(ownBy(item, held))).toBeLessThanOrEqual(max / 4);
          expect(limit.oldest).toBe(held[0]);
          if (item.size > max / 4) {
            expect(evicted).toEqual([item]);
          } else {
            const others = evicted.filter(({ owner }) => owner !== item.owner);
            expect(others.length === 0 || sizeOf([...before, item]) > max).toBe(true);
            // The remaining entries of each owner are the newest.
            for (const one of evicted) {
              const all = ownBy(one, [...before, item]);
              expect(ownBy(one, held)).toEqual(all.slice(all.length - ownBy(one, held).length));
            }
            expect(held).toContain(item);
          }
          if (item.isDeleted) {
            limit.delete(item);
            held = held.filter((one) => one !== item);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
