import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Effect } from '../src/superoffice/errors.js';
import { BreakerOpenError, createBreaker, type Verdict } from '../src/superoffice/rest/breaker.js';

const OPTIONS = { breakerFailurePercent: 50, breakerMinCalls: 20, breakerWindowMs: 10_000, breakerOpenMs: 5000 };

function start(options = {}) {
  const changes: string[] = [];
  let nowMs = 1_000_000;
  let inFlight = 0;
  const breaker = createBreaker(
    { ...OPTIONS, ...options },
    (state) => void changes.push(state),
    () => nowMs,
  );
  /** Starts a call, and returns a function that ends it. */
  const begin = (effect: Effect = 'read'): ((verdict: Verdict) => Promise<'let through' | 'refused'>) => {
    let end: (verdict: Verdict) => void = () => {};
    const outcome = new Promise<Verdict>((resolve) => {
      end = resolve;
    });
    const result = breaker
      .run(
        effect,
        async () => {
          inFlight += 1;
          const verdict = await outcome;
          inFlight -= 1;
          if (verdict !== 'success') {
            throw verdict;
          }
        },
        (error) => error as Verdict,
      )
      .then(
        () => 'let through' as const,
        (error) => (error instanceof BreakerOpenError ? ('refused' as const) : ('let through' as const)),
      );
    return (verdict) => {
      end(verdict);
      return result;
    };
  };
  return {
    breaker,
    changes,
    begin,
    /** Calls that were let through, and have not ended. */
    get inFlight() {
      return inFlight;
    },
    call: (verdict: Verdict, effect?: Effect) => begin(effect)(verdict),
    async calls(number: number, verdict: Verdict) {
      for (let i = 0; i < number; i += 1) {
        await begin()(verdict);
      }
    },
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

describe('the breaker', () => {
  it('opens when half of 20 calls failed, and lets nothing through for 5 s', async () => {
    const { calls, call, changes, pass } = start();
    await calls(10, 'success');
    await calls(9, 'failure');
    expect(changes).toEqual([]);

    await call('failure');

    expect(changes).toEqual(['open']);
    expect(await call('success')).toBe('refused');
    pass(4999);
    expect(await call('success')).toBe('refused');
  });

  it('stays closed below half', async () => {
    const { calls, changes } = start();
    await calls(11, 'success');
    await calls(10, 'failure');

    expect(changes).toEqual([]);
  });

  it('stays closed below 20 calls', async () => {
    const { calls, changes } = start();
    await calls(19, 'failure');

    expect(changes).toEqual([]);
  });

  it.each(['refusal', 'none'] as const)('does not count calls that end as %s', async (verdict) => {
    const { calls, changes } = start();
    await calls(1000, verdict);
    await calls(19, 'failure');
    expect(changes).toEqual([]);

    await calls(1, 'failure');

    expect(changes).toEqual(['open']);
  });

  it('remembers failures within the window', async () => {
    const { calls, changes, pass } = start();
    await calls(19, 'failure');
    pass(9999);
    await calls(1, 'failure');

    expect(changes).toEqual(['open']);
  });

  it('forgets failures older than the window', async () => {
    const { calls, changes, pass } = start();
    await calls(19, 'failure');
    pass(10_000);
    await calls(19, 'failure');

    expect(changes).toEqual([]);
  });

  it('lets one call try, and closes when it is answered', async () => {
    const { calls, call, begin, changes, pass } = start();
    await calls(20, 'failure');
    pass(5000);

    const tried = begin();
    expect(await call('success')).toBe('refused');
    expect(await tried('success')).toBe('let through');

    expect(changes).toEqual(['open', 'closed']);
    expect(await call('success')).toBe('let through');
  });

  it('closes when a call that tries is answered with a refusal', async () => {
    const { calls, call, changes, pass } = start();
    await calls(20, 'failure');
    pass(5000);
    await call('refusal');

    expect(changes).toEqual(['open', 'closed']);
  });

  it('stays open for another 5 s when the call that tries fails', async () => {
    const { calls, call, changes, pass } = start();
    await calls(20, 'failure');
    pass(5000);
    await call('failure');

    expect(changes).toEqual(['open']);
    pass(4999);
    expect(await call('success')).toBe('refused');
    pass(1);
    expect(await call('success')).toBe('let through');
    expect(changes).toEqual(['open', 'closed']);
  });

  it.each<Effect>(['read', 'write'])('lets one %s a second try while earlier tries have no answer', async (effect) => {
    const { calls, call, changes, pass } = start();
    await calls(20, 'failure');
    pass(effect === 'write' ? 6000 : 5000);
    for (let second = 0; second < 10; second += 1) {
      expect(await call('none', effect)).toBe('let through');
      expect(await call('none')).toBe('refused');
      pass(999);
      expect(await call('none')).toBe('refused');
      pass(effect === 'write' ? 1001 : 1);
    }
    expect(changes).toEqual(['open']);

    expect(await call('success', effect)).toBe('let through');
    expect(changes).toEqual(['open', 'closed']);
  });

  it('learns nothing from a call that began before it opened', async () => {
    const { calls, begin, call, changes, pass } = start();
    const late = [begin(), begin()];
    await calls(20, 'failure');
    await late[0]?.('success');
    pass(5000);
    await late[1]?.('success');

    expect(changes).toEqual(['open']);
    expect(await call('success')).toBe('let through');
  });

  it('lets another call try each second while those that try have no answer, up to three', async () => {
    const broken = start();
    const { calls, call, begin, changes, pass } = broken;
    await calls(20, 'failure');
    pass(5000);
    const tried = [begin()];
    for (const _ of [1, 2]) {
      pass(999);
      expect(await call('success')).toBe('refused');
      pass(1);
      tried.push(begin());
    }
    expect(broken.inFlight).toBe(3);
    pass(60_000);
    expect(await call('success')).toBe('refused');
    expect(changes).toEqual(['open']);

    expect(await tried[0]?.('none')).toBe('let through');
    expect(await call('success')).toBe('let through');

    expect(changes).toEqual(['open', 'closed']);
    expect(await tried[1]?.('success')).toBe('let through');
    expect(await tried[2]?.('failure')).toBe('let through');
    expect(changes).toEqual(['open', 'closed']);
  });

  it('lets a write try when no read did for a second', async () => {
    const { calls, call, changes, pass } = start();
    await calls(20, 'failure');
    pass(5999);
    expect(await call('success', 'write')).toBe('refused');
    pass(1);

    expect(await call('success', 'write')).toBe('let through');
    expect(changes).toEqual(['open', 'closed']);
  });

  it('lets no write try while a read does, or for a second after that', async () => {
    const { calls, call, begin, pass } = start();
    await calls(20, 'failure');
    pass(5500);
    begin();
    pass(1000);
    expect(await call('success', 'write')).toBe('refused');
    pass(999);
    expect(await call('success', 'write')).toBe('refused');
    pass(1);

    expect(await call('success', 'write')).toBe('let through');
  });

  it('lets a read try a second after a write began to try, which has no answer yet', async () => {
    const { calls, call, begin, changes, pass } = start();
    await calls(20, 'failure');
    pass(6000);
    const change = begin('write');
    pass(999);
    expect(await call('success')).toBe('refused');
    pass(1);

    expect(await call('success')).toBe('let through');
    expect(changes).toEqual(['open', 'closed']);
    expect(await change('success')).toBe('let through');
  });

  it.each<Verdict>(['success', 'refusal', 'failure', 'none'])(
    'lets an old call that ends as %s neither end a try, nor close it, nor keep it open for longer',
    async (verdict) => {
      const broken = start();
      const { calls, begin, call, changes, pass } = broken;
      const old = Array.from({ length: 5 }, () => begin());
      await calls(20, 'failure');
      pass(5000);
      const tried = [begin()];
      await old[0]?.(verdict);
      // The place of the call that tries is still taken.
      expect(await call('success')).toBe('refused');
      pass(1000);
      tried.push(begin());
      await old[1]?.(verdict);
      pass(1000);
      tried.push(begin());
      await old[2]?.(verdict);
      pass(1000);
      await old[3]?.(verdict);
      expect(await call('success')).toBe('refused');
      expect(changes).toEqual(['open']);

      await tried[0]?.('success');
      expect(changes).toEqual(['open', 'closed']);
      await old[4]?.(verdict);
      expect(changes).toEqual(['open', 'closed']);
    },
  );

  it('does not count a call that began before it closed', async () => {
    const { calls, begin, call, changes, pass } = start({ breakerMinCalls: 3 });
    const old = Array.from({ length: 10 }, () => begin());
    await calls(3, 'failure');
    pass(5000);
    await call('success');
    for (const end of old) {
      await end('failure');
    }

    expect(changes).toEqual(['open', 'closed']);
  });

  it('starts counting from zero when it closes', async () => {
    const { calls, call, changes, pass } = start({ breakerOpenMs: 10 });
    await calls(20, 'failure');
    pass(10);
    await call('success');
    await calls(19, 'failure');

    expect(changes).toEqual(['open', 'closed']);
  });

  it('keeps a call that tries from blocking others for longer than it is open', async () => {
    const { calls, call, begin, changes, pass } = start({ breakerOpenMs: 10 });
    await calls(20, 'failure');
    pass(10);
    begin();
    pass(9);
    expect(await call('success')).toBe('refused');
    pass(1);

    expect(await call('success')).toBe('let through');
    expect(changes).toEqual(['open', 'closed']);
  });

  it('says when to retry, to a write and to callers who come while three calls try', async () => {
    const { calls, begin, breaker, pass } = start();
    await calls(20, 'failure');
    const retryAfterMs = async (effect: Effect) => {
      const refused = breaker.run(
        effect,
        async () => 'let through',
        () => 'none',
      );
      return (await refused.catch((error) => error)).retryAfterMs;
    };
    expect(await retryAfterMs('read')).toBe(5000);
    expect(await retryAfterMs('write')).toBe(6000);
    pass(5000);
    for (const _ of [1, 2, 3]) {
      begin();
      expect(await retryAfterMs('read')).toBe(1000);
      pass(1000);
    }

    expect(await retryAfterMs('read')).toBe(1000);
  });

  it('says when to retry', async () => {
    const breaker = createBreaker({ ...OPTIONS, breakerMinCalls: 1 }, undefined, () => 0);
    const fail = () =>
      breaker.run(
        'read',
        () => Promise.reject(new Error('down')),
        () => 'failure',
      );
    await expect(fail()).rejects.toThrow('down');

    await expect(fail()).rejects.toMatchObject({ retryAfterMs: 5000 });
  });

  it('opens only for failures, lets few calls try and seldom, and closes soon when all is well', async () => {
    const verdict = fc.constantFrom<Verdict>('success', 'failure', 'refusal', 'none');
    const effect = fc.constantFrom<Effect>('read', 'write');
    const event = fc.oneof(
      { weight: 4, arbitrary: fc.record({ verdict, effect }) },
      { weight: 2, arbitrary: fc.record({ begun: effect }) },
      { weight: 2, arbitrary: fc.record({ ended: fc.nat(20), verdict }) },
      { weight: 3, arbitrary: fc.record({ passMs: fc.integer({ min: 0, max: 3000 }) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 200, size: 'max' }), effect, async (events, last) => {
        const broken = start({ breakerMinCalls: 5 });
        const { begin, changes, pass } = broken;
        interface Call {
          readonly effect: Effect;
          readonly atMs: number;
          readonly isTry: boolean;
          /** How often it had opened and closed by then, and how often a call that tried had failed. */
          readonly era: number;
          readonly end: ReturnType<typeof begin>;
        }
        const underWay: Call[] = [];
        let nowMs = 0;
        let era = 0;
        /** Of the calls that can have opened it since it closed. */
        let failures = 0;
        /** Until then, no call may try. */
        let blockedUntilMs = Number.NEGATIVE_INFINITY;
        const isOpen = () => changes.at(-1) === 'open';

        function beginCall(effect: Effect): void {
          const before = broken.inFlight;
          const end = begin(effect);
          if (broken.inFlight === before) {
            const isBlocked = nowMs < blockedUntilMs + (effect === 'write' ? 1000 : 0);
            expect(isOpen() && (isBlocked || underWay.filter((call) => call.isTry).length === 3)).toBe(true);
            return;
          }
          const isTry = isOpen();
          if (isTry) {
            expect(nowMs).toBeGreaterThanOrEqual(blockedUntilMs + (effect === 'write' ? 1000 : 0));
            blockedUntilMs = nowMs + 1000;
          }
          underWay.push({ effect, atMs: nowMs, isTry, era, end });
          expect(underWay.filter((call) => call.isTry).length).toBeLessThanOrEqual(3);
        }

        async function endCall(call: Call, verdict: Verdict): Promise<void> {
          underWay.splice(underWay.indexOf(call), 1);
          const wasOpen = isOpen();
          expect(await call.end(verdict)).toBe('let through');
          const isCurrent = call.era === era;
          if (!isCurrent || verdict === 'none') {
            expect(isOpen()).toBe(wasOpen);
          }
          if (isCurrent && wasOpen) {
            expect(isOpen()).toBe(verdict === 'failure' || verdict === 'none');
            if (verdict !== 'none') {
              era += 1;
              failures = 0;
              blockedUntilMs = nowMs + 5000;
            }
          } else if (isCurrent) {
            failures += verdict === 'failure' ? 1 : 0;
            if (isOpen()) {
              expect(verdict).toBe('failure');
              expect(failures).toBeGreaterThanOrEqual(3);
              era += 1;
              failures = 0;
              blockedUntilMs = nowMs + 5000;
            }
          }
        }

        for (const happening of events) {
          if ('passMs' in happening) {
            nowMs += happening.passMs;
            pass(happening.passMs);
          } else if ('begun' in happening) {
            beginCall(happening.begun);
          } else if ('ended' in happening) {
            const call = underWay[happening.ended];
            await (call && endCall(call, happening.verdict));
          } else {
            const before = underWay.length;
            beginCall(happening.effect);
            const call = underWay[before];
            await (call && endCall(call, happening.verdict));
          }
        }
        for (const call of [...underWay]) {
          await endCall(call, 'failure');
        }
        pass(6000);
        nowMs += 6000;
        beginCall(last);
        await endCall(underWay[0] as Call, 'success');

        expect(isOpen()).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
