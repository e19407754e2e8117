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

  const verdict = fc.constantFrom<Verdict>('success', 'failure', 'refusal', 'none');
  const effect = fc.constantFrom<Effect>('read', 'write');
  const event: fc.Arbitrary<BreakerEvent> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constant('call' as const), effect, verdict }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('begin' as const), effect }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('end' as const), which: fc.nat(20), verdict }) },
    { weight: 3, arbitrary: fc.record({ what: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 3000 }) }) },
  );

  it('opens only for failures, lets few calls try and seldom, and closes soon when all is well', async () => {
    const events = fc.array(event, { maxLength: 200, size: 'max' });
    await fc.assert(
      fc.asyncProperty(events, effect, async (all, last) => {
        const breaker = new JudgedBreaker();
        for (const event of all) {
          await breaker.take(event);
        }
        await breaker.endAll('failure');
        breaker.pass(TRY_AFTER_MS.write);
        await breaker.end(breaker.begin(last), 'success');

        expect(breaker.isOpen).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

type BreakerEvent =
  | { readonly what: 'call'; readonly effect: Effect; readonly verdict: Verdict }
  | { readonly what: 'begin'; readonly effect: Effect }
  | { readonly what: 'end'; readonly which: number; readonly verdict: Verdict }
  | { readonly what: 'pass'; readonly ms: number };

interface JudgedCall {
  readonly isTry: boolean;
  readonly era: number;
  readonly end: ReturnType<ReturnType<typeof start>['begin']>;
}

/** How long the open breaker refuses, and how long it refuses after a call has begun to try. */
const TRY_AFTER_MS = { read: 5000, write: 6000 };
const TRY_AGAIN_AFTER_MS = { read: 1000, write: 2000 };
const MAX_TRIES = 3;
const MIN_CALLS = 5;

/** A breaker, with what the rules say of it: each step expects that it keeps them. */
class JudgedBreaker {
  readonly #breaker = start({ breakerMinCalls: MIN_CALLS });
  readonly #underWay: JudgedCall[] = [];
  #nowMs = 0;
  /** From when on a call of each kind may try. */
  #tryFromMs = { read: 0, write: 0 };
  /** A new one begins whenever it opens, closes, or opens again. It learns nothing from calls of an earlier one. */
  #era = 0;
  /** In this era. */
  #failures = 0;

  get isOpen(): boolean {
    return this.#breaker.changes.at(-1) === 'open';
  }

  async take(event: BreakerEvent): Promise<void> {
    switch (event.what) {
      case 'pass':
        return this.pass(event.ms);
      case 'begin':
        this.begin(event.effect);
        return;
      case 'end':
        return this.end(this.#underWay[event.which], event.verdict);
      case 'call':
        return this.end(this.begin(event.effect), event.verdict);
    }
  }

  pass(ms: number): void {
    this.#nowMs += ms;
    this.#breaker.pass(ms);
  }

  /** Undefined if it is refused. */
  begin(effect: Effect): JudgedCall | undefined {
    const before = this.#breaker.inFlight;
    const isTry = this.isOpen;
    const mayTry = this.#nowMs >= this.#tryFromMs[effect] && this.#tries < MAX_TRIES;
    const end = this.#breaker.begin(effect);
    const isLetThrough = this.#breaker.inFlight > before;
    expect(isLetThrough).toBe(!isTry || mayTry);
    if (!isLetThrough) {
      return undefined;
    }
    if (isTry) {
      this.#blockFor(TRY_AGAIN_AFTER_MS);
    }
    const call = { isTry, era: this.#era, end };
    this.#underWay.push(call);
    return call;
  }

  async end(call: JudgedCall | undefined, verdict: Verdict): Promise<void> {
    if (call === undefined) {
      return;
    }
    this.#underWay.splice(this.#underWay.indexOf(call), 1);
    const wasOpen = this.isOpen;
    expect(await call.end(verdict)).toBe('let through');
    if (call.era !== this.#era || verdict === 'none') {
      expect(this.isOpen).toBe(wasOpen);
    } else if (wasOpen) {
      expect(this.isOpen).toBe(verdict === 'failure');
      this.#beginEra();
    } else {
      this.#failures += verdict === 'failure' ? 1 : 0;
      if (this.isOpen) {
        expect(verdict).toBe('failure');
        expect(this.#failures).toBeGreaterThanOrEqual(MIN_CALLS / 2);
        this.#beginEra();
      }
    }
  }

  async endAll(verdict: Verdict): Promise<void> {
    for (const call of [...this.#underWay]) {
      await this.end(call, verdict);
    }
  }

  get #tries(): number {
    return this.#underWay.filter(({ isTry }) => isTry).length;
  }

  #beginEra(): void {
    this.#era += 1;
    this.#failures = 0;
    this.#blockFor(TRY_AFTER_MS);
  }

  #blockFor({ read, write }: Readonly<Record<Effect, number>>): void {
    this.#tryFromMs = { read: this.#nowMs + read, write: this.#nowMs + write };
  }
}
