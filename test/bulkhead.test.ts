import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createBulkhead } from '../src/superoffice/rest/turns/bulkhead.js';
import { createTestClock } from './helpers/clock.js';
import { until } from './helpers/until.js';

const ALICE = { caller: 'alice', isAccepted: true };
const BOB = { caller: 'bob', isAccepted: true };
const OPTIONS = { superOfficeMaxInFlight: 2, superOfficeMaxQueued: 2, superOfficeQueueTimeoutMs: 60_000 };

const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) {
    stop();
  }
});

/** Tasks that end when told to, at the latest with the test; tasks that start later end at once. */
function tasks() {
  const ends: (() => void)[] = [];
  let isOver = false;
  stops.push(() => {
    isOver = true;
    for (const end of ends) {
      end();
    }
  });
  return {
    /** How many began. */
    get begun() {
      return ends.length;
    },
    task: async () => {
      if (!isOver) {
        await new Promise<void>((resolve) => void ends.push(resolve));
      }
    },
    end: (number: number) => ends[number]?.(),
  };
}

describe('the bulkhead', () => {
  it('lets the allowed number run and wait, and refuses the next', async () => {
    const bulkhead = createBulkhead(OPTIONS, createTestClock());
    const made = tasks();
    const results = [1, 2, 3, 4].map(() => bulkhead.run(ALICE, made.task));

    await expect(bulkhead.run(ALICE, made.task)).rejects.toMatchObject({ reason: 'OVERLOADED' });
    expect({ begun: made.begun, inFlight: bulkhead.inFlight, queued: bulkhead.queued }).toEqual({
      begun: 2,
      inFlight: 2,
      queued: 2,
    });

    made.end(0);
    await results[0];
    await until(() => made.begun === 3);
    expect({ begun: made.begun, queued: bulkhead.queued }).toEqual({ begun: 3, queued: 1 });
  });

  it('refuses a task that has waited too long, and gives its place to another', async () => {
    const clock = createTestClock();
    const bulkhead = createBulkhead({ ...OPTIONS, superOfficeMaxQueued: 1 }, clock);
    const made = tasks();
    void bulkhead.run(ALICE, made.task);
    void bulkhead.run(ALICE, made.task);
    const late = bulkhead.run(ALICE, made.task);

    clock.pass(59_999);
    expect(bulkhead.queued).toBe(1);
    clock.pass(1);

    await expect(late).rejects.toMatchObject({ reason: 'OVERLOADED' });
    expect(bulkhead.queued).toBe(0);
    const waiting = bulkhead.run(ALICE, made.task);
    made.end(0);
    await until(() => made.begun === 3);
    // One that has begun is not bound by the time for waiting.
    clock.pass(60_000);
    made.end(2);
    await expect(waiting).resolves.toBeUndefined();
    expect(clock.timers).toEqual([]);
  });

  it('drops a task whose caller leaves while it waits, and gives its place to another', async () => {
    const bulkhead = createBulkhead({ ...OPTIONS, superOfficeMaxQueued: 1 }, createTestClock());
    const made = tasks();
    void bulkhead.run(ALICE, made.task);
    void bulkhead.run(ALICE, made.task);
    const leaving = new AbortController();
    const left = bulkhead.run(ALICE, made.task, leaving);

    leaving.abort();

    await expect(left).rejects.toMatchObject({ reason: 'CANCELLED' });
    expect({ begun: made.begun, queued: bulkhead.queued }).toEqual({ begun: 2, queued: 0 });
    void bulkhead.run(ALICE, made.task);
    expect(bulkhead.queued).toBe(1);
  });

  it('lets another caller wait instead of one who has more calls waiting, and refuses that one’s call', async () => {
    const bulkhead = createBulkhead(OPTIONS, createTestClock());
    const made = tasks();
    void bulkhead.run(ALICE, made.task);
    void bulkhead.run(ALICE, made.task);
    const first = bulkhead.run(ALICE, made.task);
    const second = bulkhead.run(ALICE, made.task);

    const other = bulkhead.run(BOB, made.task);

    await expect(second).rejects.toMatchObject({ reason: 'OVERLOADED' });
    expect(bulkhead.queued).toBe(2);
    for (const number of [0, 1, 2, 3]) {
      await until(() => made.begun > number);
      made.end(number);
    }
    await expect(Promise.all([first, other])).resolves.toHaveLength(2);
  });

  it('rejects with the task’s own error, and gives its place to the next', async () => {
    const bulkhead = createBulkhead({ ...OPTIONS, superOfficeMaxInFlight: 1 }, createTestClock());

    await expect(bulkhead.run(ALICE, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await expect(bulkhead.run(ALICE, async () => 'done')).resolves.toBe('done');
  });

  it('never exceeds its limit and loses no place, in any order of tasks that come, leave and end', async () => {
    const step = fc.oneof(
      fc.constant({ kind: 'come' as const, number: 0 }),
      fc.record({ kind: fc.constantFrom('end' as const, 'leave' as const), number: fc.nat(30) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const bulkhead = createBulkhead(OPTIONS, createTestClock());
        const made = tasks();
        const leaving: AbortController[] = [];
        for (const { kind, number } of steps) {
          if (kind === 'come') {
            const controller = new AbortController();
            leaving.push(controller);
            bulkhead.run(ALICE, made.task, controller).catch(() => {});
          } else if (kind === 'end') {
            made.end(number);
          } else {
            leaving[number]?.abort();
          }
          await Promise.resolve();
          expect(bulkhead.inFlight).toBeLessThanOrEqual(2);
          expect(bulkhead.queued).toBeLessThanOrEqual(2);
        }
        for (let i = 0; i <= made.begun; i += 1) {
          made.end(i);
          await turn();
        }
        expect({ inFlight: bulkhead.inFlight, queued: bulkhead.queued }).toEqual({ inFlight: 0, queued: 0 });
      }),
      { numRuns: 50 },
    );
  });
});
