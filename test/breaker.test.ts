import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BreakerOpenError, createBreaker, type Verdict } from '../src/superoffice/breaker.js';

const OPTIONS = { breakerFailurePercent: 50, breakerMinCalls: 20, breakerWindowMs: 10_000, breakerOpenMs: 5000 };

function start(options = {}) {
  const changes: string[] = [];
  let nowMs = 1_000_000;
  const breaker = createBreaker(
    { ...OPTIONS, ...options },
    (state) => void changes.push(state),
    () => nowMs,
  );
  /** Begins a call, and gives what ends it. */
  const begin = (): ((verdict: Verdict) => Promise<'let through' | 'refused'>) => {
    let end: (verdict: Verdict) => void = () => {};
    const outcome = new Promise<Verdict>((resolve) => {
      end = resolve;
    });
    const result = breaker
      .run(
        async () => {
          const verdict = await outcome;
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
    changes,
    begin,
    call: (verdict: Verdict) => begin()(verdict),
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

  it.each(['refusal', 'none'] as const)('does not count what ends as %s', async (verdict) => {
    const { calls, changes } = start();
    await calls(1000, verdict);
    await calls(19, 'failure');
    expect(changes).toEqual([]);

    await calls(1, 'failure');

    expect(changes).toEqual(['open']);
  });

  it('forgets what is older than the window', async () => {
    const { calls, changes, pass } = start();
    await calls(19, 'failure');
    pass(10_000);
    await calls(19, 'failure');

    expect(changes).toEqual([]);
  });

  it('lets one call at a time try, and closes when it is answered', async () => {
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

  it('lets another call try when the one that tried was given up', async () => {
    const { calls, call, changes, pass } = start();
    await calls(20, 'failure');
    pass(5000);
    await call('none');
    expect(changes).toEqual(['open']);

    expect(await call('success')).toBe('let through');
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

  it('says when to come again', async () => {
    const breaker = createBreaker({ ...OPTIONS, breakerMinCalls: 1 }, undefined, () => 0);
    const fail = () =>
      breaker.run(
        () => Promise.reject(new Error('down')),
        () => 'failure',
      );
    await expect(fail()).rejects.toThrow('down');

    await expect(fail()).rejects.toMatchObject({ retryAfterMs: 5000 });
  });

  it('never opens below its share of failures, and is never open for longer than it says once all is well', async () => {
    const event = fc.oneof(
      fc.record({ verdict: fc.constantFrom<Verdict>('success', 'failure', 'refusal', 'none') }),
      fc.record({ passMs: fc.integer({ min: 0, max: 8000 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 200 }), async (events) => {
        const { call, calls, changes, pass } = start({ breakerMinCalls: 5 });
        let counted: ('success' | 'failure')[] = [];
        for (const happening of events) {
          if ('passMs' in happening) {
            pass(happening.passMs);
            continue;
          }
          const wasOpen = changes.at(-1) === 'open';
          const answer = await call(happening.verdict);
          const isOpen = changes.at(-1) === 'open';
          if (
            !wasOpen &&
            answer === 'let through' &&
            (happening.verdict === 'success' || happening.verdict === 'failure')
          ) {
            counted.push(happening.verdict);
          }
          if (isOpen && !wasOpen) {
            expect(happening.verdict).toBe('failure');
            expect(counted.filter((verdict) => verdict === 'failure').length).toBeGreaterThanOrEqual(3);
            counted = [];
          }
          expect(answer === 'refused' && !wasOpen).toBe(false);
        }
        pass(5000);
        await calls(1, 'success');
        expect(await call('success')).toBe('let through');
      }),
    );
  });
});
