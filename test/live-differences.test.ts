import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SessionsMailbox } from '../src/live/feeds/sessions-mailbox.js';
import { Staleness } from '../src/live/feeds/staleness.js';
import { concerned } from '../src/live/polls/hints.js';
import { jittered, nextPauseMs } from '../src/live/polls/poll-schedule.js';
import { changesIn, fingerprintOf, type KnownSession } from '../src/live/polls/session-changes.js';
import type { ChatSessionCarrier } from '../src/superoffice/carriers.js';
import { createTestClock } from './helpers/clock.js';

/** What happens to the list and to its reader, in sequence. */
type Step =
  | { readonly kind: 'set'; readonly id: number; readonly text: string; readonly topic: number }
  | { readonly kind: 'remove'; readonly id: number }
  | { readonly kind: 'poll'; readonly isWaiting: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('set'),
      id: fc.integer({ min: 1, max: 6 }),
      text: fc.constantFrom('a', 'b', 'c'),
      topic: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove'), id: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('poll'), isWaiting: fc.boolean() }) },
) as fc.Arbitrary<Step>;

const BYTES_EACH = 100;

describe('a reader of a list of sessions', () => {
  it('ends up with SuperOffice’s state, for any speed, selection and buffer size', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.constantFrom(0, BYTES_EACH, 3 * BYTES_EACH, 1000 * BYTES_EACH),
        fc.boolean(),
        (steps, maxBytes, hasFilter) => {
          const isWanted = ({ TopicId }: ChatSessionCarrier) => !hasFilter || TopicId === 1;
          const mailbox = new SessionsMailbox({ maxBytes, isWanted });
          const upstream = new Map<number, ChatSessionCarrier>();
          const shown = new Map<number, ChatSessionCarrier>();
          let known: ReadonlyMap<number, KnownSession> = new Map();

          function read(): void {
            const difference = mailbox.take();
            if (difference?.isSnapshot) {
              shown.clear();
            }
            for (const session of difference?.sessions ?? []) {
              shown.set(session.ChatSessionId as number, session);
            }
            for (const id of difference?.goneIds ?? []) {
              // A session that was never sent is not reported as gone.
              expect(shown.delete(id)).toBe(true);
            }
          }
          function poll(isWaiting: boolean): void {
            const sessions = [...upstream.values()];
            const changes = changesIn(known, sessions, sessions.length * BYTES_EACH);
            known = changes.known;
            mailbox.add(changes.list, isWaiting);
            if (isWaiting) {
              read();
            }
          }
          for (const one of steps) {
            if (one.kind === 'set') {
              upstream.set(one.id, { ChatSessionId: one.id, LastMessage: one.text, TopicId: one.topic });
            } else if (one.kind === 'remove') {
              upstream.delete(one.id);
            } else {
              if (one.isWaiting) {
                read();
              }
              poll(one.isWaiting);
            }
          }
          read();
          poll(true);

          expect([...shown.values()].sort(byId)).toEqual([...upstream.values()].filter(isWanted).sort(byId));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps no more than there is room for, and starts again with a snapshot', () => {
    const mailbox = new SessionsMailbox({ maxBytes: 2 * BYTES_EACH, isWanted: () => true });
    const first = changesIn(new Map(), [{ ChatSessionId: 1 }], BYTES_EACH);
    mailbox.add(first.list, true);
    expect(mailbox.take()).toMatchObject({ isSnapshot: true, sessions: [{ ChatSessionId: 1 }] });

    const many = [1, 2, 3, 4].map((id) => ({ ChatSessionId: id, LastMessage: 'x' }));
    const second = changesIn(first.known, many, 4 * BYTES_EACH);
    mailbox.add(second.list, false);

    expect(mailbox.needsSnapshot).toBe(true);
    expect(mailbox.take()).toBeUndefined();
    mailbox.add(changesIn(second.known, many, 4 * BYTES_EACH).list, true);
    expect(mailbox.take()).toMatchObject({ isSnapshot: true, sessions: [{}, {}, {}, {}], goneIds: [] });
  });
});

function byId(one: ChatSessionCarrier, other: ChatSessionCarrier): number {
  return (one.ChatSessionId as number) - (other.ChatSessionId as number);
}

describe('a session’s fingerprint', () => {
  const session: ChatSessionCarrier = {
    ChatSessionId: 549,
    Status: 'UserLast',
    LastMessage: 'Hi',
    User: { AssociateId: 5, FullName: 'Ada' },
    WhenFetched: '2026-01-01T00:00:00Z',
  };

  it.each<[string, ChatSessionCarrier]>([
    ['its status', { ...session, Status: 'CustomerLast' }],
    ['its last message', { ...session, LastMessage: 'Ho' }],
    ['its user', { ...session, User: { AssociateId: 6, FullName: 'Ada' } }],
    ['the loss of its user', { ...session, User: null }],
    ['the associate it is offered to', { ...session, TransferTo: { AssociateId: 7 } }],
    ['a missing property', { ChatSessionId: 549, Status: 'UserLast' }],
  ])('changes with %s', (_what, changed) => {
    expect(fingerprintOf(changed)).not.toBe(fingerprintOf(session));
  });

  it.each<[string, ChatSessionCarrier]>([
    ['a fetch by the visitor’s browser', { ...session, WhenFetched: '2026-01-01T00:00:09Z' }],
    ['the flag that the user types', { ...session, Flags: 'UserIsTyping' } as ChatSessionCarrier],
    ['the name of its user', { ...session, User: { AssociateId: 5, FullName: 'Ada L.' } }],
  ])('does not change with %s', (_what, same) => {
    expect(fingerprintOf(same)).toBe(fingerprintOf(session));
  });
});

describe('the pause between polls', () => {
  const options = { livePollMs: 3000, livePollIdleMs: 15_000 };

  it('is the shortest after a change, and grows by half up to the longest without', () => {
    const pauses = [0, 0, 0, 0, 0].reduce<number[]>(
      (all) => [...all, nextPauseMs(all.at(-1) ?? 0, false, options)],
      [],
    );

    expect(pauses).toEqual([3000, 4500, 6750, 10_125, 15_000]);
    expect(nextPauseMs(15_000, true, options)).toBe(3000);
  });

  it('is never shorter than the shortest, even if the longest is', () => {
    expect(nextPauseMs(3000, false, { livePollMs: 3000, livePollIdleMs: 10 })).toBe(3000);
  });

  it('differs by a tenth at most between callers', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (random) => {
        expect(jittered(1000, random)).toBeGreaterThanOrEqual(899.999);
        expect(jittered(1000, random)).toBeLessThanOrEqual(1100.001);
      }),
    );
  });
});

describe('staleness', () => {
  it('is told once, when something has failed and the last answer is old enough, with the date of that answer', () => {
    const clock = createTestClock();
    let told = 0;
    const staleness = new Staleness({ liveStaleMs: 1000, clock }, () => {
      told += 1;
    });

    clock.pass(400);
    const before = new Date().toISOString();
    expect(staleness.succeed()).toBe(false);
    const after = new Date().toISOString();
    clock.pass(600);
    staleness.fail();
    clock.pass(399);
    expect({ told, since: staleness.since }).toEqual({ told: 0, since: null });
    clock.pass(1);
    expect(told).toBe(1);
    expect([before, after, staleness.since].sort()).toEqual([before, staleness.since, after]);
    staleness.fail();
    clock.pass(9000);
    expect(told).toBe(1);
    expect(staleness.succeed()).toBe(true);
    expect(staleness.since).toBeNull();
    expect(staleness.succeed()).toBe(false);
  });

  it('is told at once where the last answer is old enough when something fails, and not where nothing fails', () => {
    const clock = createTestClock();
    let told = 0;
    const staleness = new Staleness({ liveStaleMs: 1000, clock }, () => {
      told += 1;
    });

    clock.pass(60_000);
    expect(told).toBe(0);
    staleness.fail();
    clock.pass(0);
    expect(told).toBe(1);
  });

  it('is not reported if SuperOffice answers in time, or after the end', () => {
    const clock = createTestClock();
    let told = 0;
    const staleness = new Staleness({ liveStaleMs: 1000, clock }, () => {
      told += 1;
    });

    staleness.fail();
    clock.pass(999);
    staleness.succeed();
    clock.pass(1000);
    staleness.fail();
    staleness.close();
    clock.pass(1000);
    expect({ told, timers: clock.timers }).toEqual({ told: 0, timers: [] });
  });
});

describe('a hint', () => {
  const standing = { user: 5, transferTo: null, topic: 8, isQueued: false };
  const known = (changes: Partial<KnownSession['standing']> = {}) =>
    new Map([[549, { fingerprint: '', standing: { ...standing, ...changes } }]]);

  it.each([
    ['everybody who sees it, in the queue before', { sessionId: 549 }, known({ isQueued: true }), 'everybody'],
    [
      'everybody who sees it, in the queue now',
      { sessionId: 549, standing: { ...standing, isQueued: true } },
      known(),
      'everybody',
    ],
    ['whom it belongs to', { sessionId: 549 }, known(), [5]],
    ['whom it is offered to before', { sessionId: 549 }, known({ transferTo: 7 }), [5, 7]],
    ['whom it is offered to now', { sessionId: 549, standing: { ...standing, transferTo: 7 } }, known(), [5, 5, 7]],
    ['whom a new session belongs to', { sessionId: 1, standing }, known(), [5]],
    [
      'everybody who sees its topic, new in the queue',
      { sessionId: 1, standing: { ...standing, user: null, isQueued: true } },
      known(),
      'everybody',
    ],
    [
      'nobody, new in the queue of another topic',
      { sessionId: 1, standing: { ...standing, user: null, isQueued: true, topic: 9 } },
      known(),
      'nobody',
    ],
    ['nobody, with nobody in it', { sessionId: 549 }, known({ user: null }), 'nobody'],
    [
      'everybody who sees it, with nobody in it, if it may be queued',
      { sessionId: 549, mayBeQueued: true },
      known({ user: null }),
      'everybody',
    ],
    ['whom it belongs to, though it may be queued', { sessionId: 549, mayBeQueued: true }, known(), [5]],
    [
      'whom it is offered to, though it may be queued',
      { sessionId: 549, mayBeQueued: true },
      known({ user: null, transferTo: 7 }),
      [7],
    ],
    ['nobody, unseen, though it may be queued', { sessionId: 1, mayBeQueued: true }, known(), 'nobody'],
    ['nobody, of a session that they do not see', { sessionId: 1 }, known(), 'nobody'],
  ] as const)('concerns %s', (_who, hint, sessions, expected) => {
    expect(concerned(hint, sessions)).toEqual(expected);
  });
});
