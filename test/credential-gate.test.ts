import { beforeEach, describe, expect, it } from '@jest/globals';
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

const SESSION = { method: 'GET', route: 'ChatSession/{id}' };
const TOPIC = { method: 'GET', route: 'ChatTopic/{id}' };
const TOPIC_CHANGE = { ...TOPIC, method: 'PUT' };

/** Ends a call, as a client does. */
function endCall(key: string, trial: Trial | undefined, verdict: CredentialVerdict, isSent: boolean): void {
  gate.learn(key, verdict, SESSION);
  if (trial !== undefined) {
    gate.end(key, trial, verdict, isSent);
  }
}

/** Makes a call with a credential, of which SuperOffice says this. */
function tryOnce(key: string, verdict: 'accepted' | 'refused' | 'none', address = HOME, isSent = true): void {
  endCall(key, gate.begin(key, address, SESSION), verdict, isSent);
}

/** How many of so many credentials that nobody has seen before may be tried. */
function tryMany(count: number, address = HOME): number {
  let tried = 0;
  for (let i = 0; i < count; i += 1) {
    made += 1;
    try {
      tryOnce(`made-up-${made}`, 'refused', address);
      tried += 1;
    } catch (error) {
      expect(error).toMatchObject({ reason: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
    }
  }
  return tried;
}

describe('credentials that SuperOffice does not accept', () => {
  it('are so many at once of one address, and so many in a minute, however many are tried', () => {
    expect(tryMany(100)).toBe(20);
    let later = 0;
    for (let i = 0; i < 60; i += 1) {
      clock.pass(1000);
      later += tryMany(100);
    }

    expect(later).toBe(30);
  });

  it('say when the next one may be tried, and whether any may', () => {
    tryMany(20);

    expect(gate.waitMs('another', HOME)).toBe(2000);
    expect(gate.waitMs('another', AWAY)).toBe(0);
    expect(gate.waitMs('another', undefined)).toBe(0);
    clock.pass(1999);
    expect(() => gate.begin('another', HOME, SESSION)).toThrow(expect.objectContaining({ retryAfterMs: 1 }));
    clock.pass(1);
    expect(gate.waitMs('another', HOME)).toBe(0);
  });

  it('leave other addresses alone, and count for nobody where none is liable', () => {
    expect(tryMany(100)).toBe(20);

    expect(tryMany(100, AWAY)).toBe(20);
    for (let i = 0; i < 1000; i += 1) {
      endCall(`${i}`, gate.begin(`${i}`, undefined, SESSION), 'refused', true);
    }
  });

  it('keep out nobody whose credential was accepted before, even if it has ended since', () => {
    tryOnce('good', 'accepted');
    tryOnce('ended', 'accepted');
    tryOnce('ended', 'refused');
    tryMany(100);
    clock.pass(2000);
    tryMany(100);

    expect(() => tryOnce('good', 'accepted')).not.toThrow();
    expect(() => tryOnce('ended', 'refused')).not.toThrow();
    expect([gate.waitMs('good', HOME), gate.isAccepted('good'), gate.isAccepted('ended')]).toEqual([0, true, false]);
  });
});

describe('the token of a credential', () => {
  it('comes back when it is accepted, so that any number of good ones come in', () => {
    for (let i = 0; i < 1000; i += 1) {
      tryOnce(`agent-${i}`, 'accepted');
    }

    expect(tryMany(100)).toBe(20);
  });

  it('comes back when nothing was sent, and stays away as long as SuperOffice has had it and said nothing', () => {
    for (let i = 0; i < 100; i += 1) {
      tryOnce(`unsent-${i}`, 'none', HOME, false);
    }
    for (let i = 0; i < 15; i += 1) {
      tryOnce(`left-${i}`, 'none', HOME, true);
    }

    expect(tryMany(100)).toBe(5);
  });

  it('is one, however often SuperOffice says nothing, and comes back when it accepts the credential at last', () => {
    for (let i = 0; i < 100; i += 1) {
      tryOnce('agent', 'none');
    }
    tryMany(18);
    expect(gate.waitMs('other', HOME)).toBe(0);
    tryMany(1);
    expect([gate.waitMs('agent', HOME), gate.waitMs('other', HOME)]).toEqual([0, 2000]);

    tryOnce('agent', 'accepted');

    expect(tryMany(100)).toBe(1);
  });

  it('is lost when SuperOffice refuses at last a credential of which it said nothing before', () => {
    tryOnce('made-up', 'none');
    tryOnce('made-up', 'refused');
    clock.pass(2000);
    tryOnce('made-up', 'none');

    expect(tryMany(100)).toBe(19);
  });

  it('is taken anew by one that was forgotten behind ten thousand others', () => {
    tryOnce('first', 'none');
    for (let i = 0; i < 10_000; i += 1) {
      tryOnce(`${i}`, 'none', () => `${i % 500}`);
    }
    tryMany(18);
    tryOnce('first', 'none');

    expect(tryMany(100)).toBe(0);
  });

  it('is one for all calls at a time, and comes back once', () => {
    const trials = Array.from({ length: 16 }, () => gate.begin('agent', HOME, SESSION));
    const others = Array.from({ length: 19 }, (_, i) => gate.begin(`other-${i}`, HOME, SESSION));
    expect(gate.waitMs('one-more', HOME)).toBeGreaterThan(0);
    expect(gate.waitMs('agent', HOME)).toBe(0);

    for (const trial of trials) {
      endCall('agent', trial, 'accepted', true);
    }

    expect(others).toHaveLength(19);
    expect(tryMany(100)).toBe(1);
  });

  it('is taken anew by one that was refused while another call with it was under way', () => {
    tryMany(18);
    const slow = gate.begin('made-up', HOME, SESSION);
    tryOnce('made-up', 'refused');
    clock.pass(2000);

    expect(gate.begin('made-up', HOME, SESSION)).not.toBe(slow);
    endCall('made-up', slow, 'none', true);
    expect(tryMany(100)).toBe(1);
  });

  it('is never more than the burst, whatever comes back', () => {
    const trials = Array.from({ length: 20 }, (_, i) => gate.begin(`agent-${i}`, HOME, SESSION));
    clock.pass(MINUTE);
    trials.forEach((trial, i) => void endCall(`agent-${i}`, trial, 'accepted', true));

    expect(tryMany(100)).toBe(20);
  });
});

describe('a credential that was refused', () => {
  it('is held for two seconds', () => {
    tryOnce('ended', 'refused');

    expect(() => gate.begin('ended', HOME, SESSION)).toThrow(expect.objectContaining({ reason: 'UNAUTHENTICATED' }));
    expect(() => gate.begin('other', HOME, SESSION)).not.toThrow();
    clock.pass(1999);
    expect(() => gate.begin('ended', HOME, SESSION)).toThrow(expect.objectContaining({ reason: 'UNAUTHENTICATED' }));
    clock.pass(1);
    expect(() => gate.begin('ended', HOME, SESSION)).not.toThrow();
  });

  it('is sent again once it was accepted', () => {
    const slow = gate.begin('agent', HOME, SESSION);
    tryOnce('agent', 'refused');

    endCall('agent', slow, 'accepted', true);

    expect(() => tryOnce('agent', 'accepted')).not.toThrow();
    expect(gate.isAccepted('agent')).toBe(true);
  });

  it('is forgotten behind ten thousand others, and pushes no accepted one out', () => {
    tryOnce('good', 'accepted');
    for (let i = 0; i < 20_000; i += 1) {
      endCall(`${i}`, gate.begin(`${i}`, undefined, SESSION), 'refused', true);
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

  it('is held there, for two seconds, and sent to others', () => {
    gate.learn('agent', 'refused', TOPIC);

    expect(held()).toEqual([false, true, false]);
    expect(() => gate.begin('agent', HOME, TOPIC)).toThrow(expect.objectContaining({ reason: 'UNAUTHENTICATED' }));
    expect(() => gate.begin('agent', HOME, SESSION)).not.toThrow();
    clock.pass(2000);
    expect(held()).toEqual([false, false, false]);
  });

  it.each([
    ['route', SESSION],
    ['method', TOPIC_CHANGE],
  ])('is held everywhere, once another %s refuses it', (_what, other) => {
    gate.learn('agent', 'refused', TOPIC);
    clock.pass(60_000);
    gate.learn('agent', 'refused', other);

    expect(held()).toEqual([true, true, true]);
    clock.pass(2000);
    gate.learn('agent', 'refused', other);
    expect(held()).toEqual([true, true, true]);
  });

  it('is held there alone, where another accepts it between two refusals', () => {
    gate.learn('agent', 'refused', TOPIC);
    gate.learn('agent', 'accepted', SESSION);
    gate.learn('agent', 'refused', TOPIC_CHANGE);

    expect(held()).toEqual([false, false, true]);
  });

  it('is held everywhere where it was never accepted', () => {
    gate.learn('made-up', 'refused', TOPIC);

    expect(() => gate.checkRefused('made-up', SESSION)).toThrow();
  });
});
