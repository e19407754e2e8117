import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Cancellation } from '../src/superoffice/cancellation.js';
import {
  type CredentialGate,
  createCredentialGate,
  type Trial,
} from '../src/superoffice/rest/turns/credential-gate.js';
import type { CredentialVerdict } from '../src/superoffice/rest/turns/credentials.js';
import { createTestClock, type TestClock } from './helpers/clock.js';

const OPTIONS = { failedCredentialsPerMinute: 30, failedCredentialsBurst: 20 };
const MINUTE = 60_000;

let clock: TestClock;
let gate: CredentialGate;
let made = 0;

beforeEach(() => {
  clock = createTestClock();
  gate = createCredentialGate(OPTIONS, clock);
});

const HOME = () => '192.0.2.1';
const AWAY = () => '192.0.2.2';
const NOBODY = null;

const SESSION = { method: 'GET', route: 'ChatSession/{id}' };
const TOPIC = { method: 'GET', route: 'ChatTopic/{id}' };
const TOPIC_CHANGE = { ...TOPIC, method: 'PUT' };
const LOOK_UP = { ...SESSION, isLookUp: true };

const OPERATION_MS = 10_000;

/** Begins a call, as a client does. */
async function begin(
  key: string,
  call = SESSION,
  address: (() => string) | null = HOME,
  cancellation?: Cancellation,
): Promise<Trial | undefined> {
  gate.checkRefused(key, call);
  const options = { liableAddress: address ?? undefined, deadlineMs: clock.now() + OPERATION_MS, cancellation };
  return gate.isProven(key) ? undefined : gate.begin(key, call, options);
}

/** Ends a call, as a client does. */
function endCall(key: string, trial: Trial | undefined, verdict: CredentialVerdict, isSent: boolean): void {
  gate.learn(key, verdict, SESSION, trial);
  if (trial !== undefined) {
    gate.end(trial, isSent);
  }
}

/** Makes a call with a credential, with this judgement by SuperOffice. */
async function tryOnce(key: string, verdict: CredentialVerdict, address: (() => string) | null = HOME, isSent = true) {
  endCall(key, await begin(key, SESSION, address), verdict, isSent);
}

/** How many of this many new credentials may be tried. */
async function tryMany(count: number, address = HOME): Promise<number> {
  let tried = 0;
  for (let i = 0; i < count; i += 1) {
    made += 1;
    try {
      await tryOnce(`made-up-${made}`, 'refused', address);
      tried += 1;
    } catch (error) {
      expect(error).toMatchObject({ reason: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
    }
  }
  return tried;
}

describe('credentials that SuperOffice does not accept', () => {
  it('are limited at once and per minute for each address, however many are tried', async () => {
    expect(await tryMany(100)).toBe(20);
    let later = 0;
    for (let i = 0; i < 60; i += 1) {
      clock.pass(1000);
      later += await tryMany(100);
    }

    expect(later).toBe(30);
  });

  it('say when the next one may be tried, with 0 for at once', async () => {
    await tryMany(20);

    expect(gate.waitMs('another', HOME)).toBe(2000);
    expect(gate.waitMs('another', AWAY)).toBe(0);
    expect(gate.waitMs('another', undefined)).toBe(0);
    clock.pass(1999);
    await expect(begin('another')).rejects.toMatchObject({ retryAfterMs: 1 });
    clock.pass(1);
    expect(gate.waitMs('another', HOME)).toBe(0);
  });

  it('do not affect other addresses, and do not count if no address is charged for them', async () => {
    expect(await tryMany(100)).toBe(20);

    expect(await tryMany(100, AWAY)).toBe(20);
    for (let i = 0; i < 1000; i += 1) {
      await tryOnce(`${i}`, 'refused', NOBODY);
    }
  });

  it('do not keep out callers whose credential was accepted before, even if it has expired since', async () => {
    await tryOnce('good', 'accepted');
    await tryOnce('ended', 'accepted');
    await tryOnce('ended', 'refused');
    await tryMany(100);
    clock.pass(2000);
    await tryMany(100);

    await expect(tryOnce('good', 'accepted')).resolves.toBeUndefined();
    await expect(tryOnce('ended', 'refused')).resolves.toBeUndefined();
    expect([gate.waitMs('good', HOME), gate.isAccepted('good'), gate.isAccepted('ended')]).toEqual([0, true, false]);
  });
});

describe('the token of a credential', () => {
  it('is given back when the credential is accepted, so that any number of good ones are let in', async () => {
    for (let i = 0; i < 1000; i += 1) {
      await tryOnce(`agent-${i}`, 'accepted');
    }

    expect(await tryMany(100)).toBe(20);
  });

  it('is given back when nothing was sent, and stays taken while SuperOffice has not answered', async () => {
    for (let i = 0; i < 100; i += 1) {
      await tryOnce(`unsent-${i}`, 'none', HOME, false);
    }
    for (let i = 0; i < 15; i += 1) {
      await tryOnce(`left-${i}`, 'none', HOME, true);
    }

    expect(await tryMany(100)).toBe(5);
  });

  it('is taken once, however often SuperOffice does not answer, and is given back when it accepts the credential', async () => {
    for (let i = 0; i < 100; i += 1) {
      await tryOnce('agent', 'none');
    }
    await tryMany(18);
    expect(gate.waitMs('other', HOME)).toBe(0);
    await tryMany(1);
    expect([gate.waitMs('agent', HOME), gate.waitMs('other', HOME)]).toEqual([0, 2000]);

    await tryOnce('agent', 'accepted');

    expect(await tryMany(100)).toBe(1);
  });

  it('is lost when SuperOffice finally refuses a credential', async () => {
    await tryOnce('made-up', 'none');
    await tryOnce('made-up', 'refused');
    clock.pass(2000);
    await tryOnce('made-up', 'none');

    expect(await tryMany(100)).toBe(19);
  });

  it('is taken again for a credential that was forgotten after ten thousand others', async () => {
    await tryOnce('first', 'none');
    for (let i = 0; i < 10_000; i += 1) {
      await tryOnce(`${i}`, 'none', () => `${i % 500}`);
    }
    await tryMany(18);
    await tryOnce('first', 'none');

    expect(await tryMany(100)).toBe(0);
  });

  it('is one token for all waiting and later calls, and is given back once', async () => {
    const first = await begin('agent');
    const waiting = Array.from({ length: 15 }, () => begin('agent'));
    const others = Array.from({ length: 19 }, (_, i) => begin(`other-${i}`));
    expect(await Promise.all(others)).toHaveLength(19);
    expect(gate.waitMs('one-more', HOME)).toBeGreaterThan(0);
    expect(gate.waitMs('agent', HOME)).toBe(0);

    endCall('agent', first, 'accepted', true);

    expect(await Promise.all(waiting)).toEqual(Array(15).fill(undefined));
    expect(await tryMany(100)).toBe(1);
  });

  it('is taken again for a credential that was refused while another call with it was running', async () => {
    await tryMany(18);
    const slow = await begin('made-up');
    endCall('made-up', await begin('made-up', LOOK_UP), 'refused', true);
    clock.pass(2000);

    expect(await begin('made-up')).not.toBe(slow);
    endCall('made-up', slow, 'none', true);
    expect(await tryMany(100)).toBe(1);
  });

  it('is never more than the burst, however many tokens come back', async () => {
    const trials = await Promise.all(Array.from({ length: 20 }, (_, i) => begin(`agent-${i}`)));
    clock.pass(MINUTE);
    trials.forEach((trial, i) => void endCall(`agent-${i}`, trial, 'accepted', true));

    expect(await tryMany(100)).toBe(20);
  });
});

describe('calls with a credential that SuperOffice has not judged yet', () => {
  /** Waits until all pending promises have run. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('are sent one by one, in the order of arrival, until SuperOffice judges it', async () => {
    const order: number[] = [];
    const trials = Array.from({ length: 5 }, async (_, i) => {
      const trial = await begin('agent');
      order.push(i);
      return trial;
    });
    for (let i = 0; i < 5; i += 1) {
      await settle();
      expect(order).toEqual([0, 1, 2, 3, 4].slice(0, i + 1));
      endCall('agent', await trials[i], 'none', i % 2 === 0);
    }

    expect(await tryMany(100)).toBe(19);
  });

  it('do not delay the look-up of a change, which does not release two others together', async () => {
    const change = await begin('agent');
    const second = begin('agent');
    const third = begin('agent');
    endCall('agent', change, 'none', true);
    const lookUp = await begin('agent', LOOK_UP);
    endCall('agent', await second, 'none', true);
    let isThird = false;
    void third.then(() => {
      isThird = true;
    });
    await settle();
    expect(isThird).toBe(false);

    endCall('agent', lookUp, 'none', true);

    await third;
  });

  it('are refused for two seconds after one is refused, including those that wait', async () => {
    const first = await begin('agent');
    const waiting = [begin('agent'), begin('agent', TOPIC)];

    endCall('agent', first, 'refused', true);

    for (const one of [...waiting, begin('agent')]) {
      await expect(one).rejects.toMatchObject({ reason: 'UNAUTHENTICATED' });
    }
  });

  it('pass the turn on if a caller leaves at the moment of its turn', async () => {
    const leaving = new AbortController();
    const cancellation = { isCancelled: false, signal: leaving.signal };
    const first = await begin('agent');
    const left = begin('agent', SESSION, HOME, cancellation);
    const last = begin('agent');
    await settle();

    leaving.abort();
    endCall('agent', first, 'none', true);

    await expect(left).rejects.toMatchObject({ reason: 'CANCELLED' });
    await expect(last).resolves.toBeDefined();
  });

  it('never run two at a time, never hang and lose no token, in any order of events', async () => {
    const steps = fc.array(fc.record({ what: fc.constantFrom(...EVENTS), which: fc.nat(8) }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (all, isSettled) => {
        clock = createTestClock();
        // No token comes back meanwhile.
        gate = createCredentialGate({ failedCredentialsPerMinute: 0.001, failedCredentialsBurst: 20 }, clock);
        const calls = new CallsOfOneCredential();
        for (const { what, which } of all) {
          calls.take(what, which);
          if (isSettled) {
            await settle();
          }
        }
        await calls.finishAll();

        expect(calls.mostAtOnce).toBeLessThanOrEqual(1);
        expect(clock.timers).toEqual([]);
        // Each refusal costs a token, and the one that SuperOffice may have seen and said nothing of costs one.
        const lost = 20 - (await tryMany(30)) - calls.refusals;
        expect(lost).toBeGreaterThanOrEqual(0);
        expect(lost).toBeLessThanOrEqual(calls.isAccepted ? 0 : 1);
      }),
      { numRuns: 200 },
    );
  });

  /** `silent`: sent, and SuperOffice does not judge the credential. */
  const ENDS = ['accepted', 'refused', 'silent', 'unsent'] as const;
  type End = (typeof ENDS)[number];
  const EVENTS = ['come', 'come', 'come', 'leave', 'pass', 'silent', ...ENDS] as const;

  /** Calls that wait for their turn or are under way, in the order in which they came. */
  class CallsOfOneCredential {
    readonly #leaving: AbortController[] = [];
    readonly #comings: Promise<void>[] = [];
    readonly #underWay: (Trial | undefined)[] = [];
    isAccepted = false;
    /** Before it was accepted. */
    refusals = 0;
    /** Before it was accepted. */
    mostAtOnce = 0;

    take(what: (typeof EVENTS)[number], which: number): void {
      if (what === 'come') {
        this.#comings.push(this.#come().catch(() => {}));
      } else if (what === 'leave') {
        this.#leaving[which]?.abort();
      } else if (what === 'pass') {
        clock.pass(which * 500);
      } else if (this.#underWay.length > 0) {
        this.#finish(what);
      }
    }

    /** Nothing hangs: each gets its turn when those before it have ended. */
    async finishAll(): Promise<void> {
      for (const _ of this.#comings) {
        await settle();
        while (this.#underWay.length > 0) {
          this.#finish('unsent');
          await settle();
        }
      }
      await Promise.all(this.#comings);
    }

    async #come(): Promise<void> {
      const controller = new AbortController();
      this.#leaving.push(controller);
      const trial = await begin('agent', SESSION, HOME, { isCancelled: false, signal: controller.signal });
      this.#underWay.push(trial);
      if (!this.isAccepted) {
        this.mostAtOnce = Math.max(this.mostAtOnce, this.#underWay.length);
      }
    }

    #finish(end: End): void {
      const trial = this.#underWay.shift();
      if (!this.isAccepted && end === 'refused') {
        this.refusals += 1;
      }
      this.isAccepted ||= end === 'accepted';
      endCall('agent', trial, end === 'accepted' || end === 'refused' ? end : 'none', end !== 'unsent');
    }
  }
});

describe('a credential that was refused', () => {
  it('is held for two seconds', async () => {
    await tryOnce('ended', 'refused');

    await expect(begin('ended')).rejects.toMatchObject({ reason: 'UNAUTHENTICATED' });
    await expect(begin('other')).resolves.toBeDefined();
    clock.pass(1999);
    await expect(begin('ended')).rejects.toMatchObject({ reason: 'UNAUTHENTICATED' });
    clock.pass(1);
    await expect(begin('ended')).resolves.toBeDefined();
  });

  it('is sent again after it was accepted', async () => {
    const slow = await begin('agent');
    endCall('agent', await begin('agent', LOOK_UP), 'refused', true);

    endCall('agent', slow, 'accepted', true);

    await expect(tryOnce('agent', 'accepted')).resolves.toBeUndefined();
    expect(gate.isAccepted('agent')).toBe(true);
  });

  it('is forgotten after ten thousand others, and does not displace accepted ones', async () => {
    await tryOnce('good', 'accepted');
    for (let i = 0; i < 20_000; i += 1) {
      await tryOnce(`${i}`, 'refused', NOBODY);
    }

    expect(() => gate.checkRefused('9999', SESSION)).not.toThrow();
    expect(() => gate.checkRefused('10000', SESSION)).toThrow();
    expect(gate.isAccepted('good')).toBe(true);
  });
});

describe('a credential that was accepted, and is refused by an endpoint', () => {
  const isHeld = (endpoint: typeof SESSION) => {
    try {
      gate.checkRefused('agent', endpoint);
      return false;
    } catch {
      return true;
    }
  };
  const held = () => [isHeld(SESSION), isHeld(TOPIC), isHeld(TOPIC_CHANGE)];

  beforeEach(() => tryOnce('agent', 'accepted'));

  it('is held for that endpoint for two seconds, and sent to others', async () => {
    gate.learn('agent', 'refused', TOPIC);

    expect(held()).toEqual([false, true, false]);
    await expect(begin('agent', TOPIC)).rejects.toMatchObject({ reason: 'UNAUTHENTICATED' });
    await expect(begin('agent')).resolves.toBeUndefined();
    clock.pass(2000);
    expect(held()).toEqual([false, false, false]);
  });

  it.each([
    ['route', SESSION],
    ['method', TOPIC_CHANGE],
  ])('is held for all endpoints once another %s refuses it', (_what, other) => {
    gate.learn('agent', 'refused', TOPIC);
    clock.pass(60_000);
    gate.learn('agent', 'refused', other);

    expect(held()).toEqual([true, true, true]);
    clock.pass(2000);
    gate.learn('agent', 'refused', other);
    expect(held()).toEqual([true, true, true]);
  });

  it('is held for that endpoint only if another accepts it between two refusals', () => {
    gate.learn('agent', 'refused', TOPIC);
    gate.learn('agent', 'accepted', SESSION);
    gate.learn('agent', 'refused', TOPIC_CHANGE);

    expect(held()).toEqual([false, false, true]);
  });

  it('is held for all endpoints if it was never accepted', () => {
    gate.learn('made-up', 'refused', TOPIC);

    expect(() => gate.checkRefused('made-up', SESSION)).toThrow();
  });
});
