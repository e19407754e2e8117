import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FairTurns } from '../src/superoffice/rest/turns/fair-turns.js';

interface Call {
  readonly caller: string;
  readonly isAccepted: boolean;
  state: 'waits' | 'runs' | 'refused' | 'over';
}

/** Calls by turns: those that run, wait and were refused, in order of events. */
function callsAt(max: number, maxWaiting: number) {
  const turns = new FairTurns(max, maxWaiting);
  const calls: Call[] = [];
  const begun: Call[] = [];
  const leaves = new Map<Call, () => void>();
  const inState = (state: Call['state']) => calls.filter((call) => call.state === state);

  function come(caller: string, isAccepted: boolean): Call {
    const call: Call = { caller, isAccepted, state: 'waits' };
    calls.push(call);
    const begin = () => {
      call.state = 'runs';
      begun.push(call);
    };
    if (turns.tryTake(call)) {
      begin();
      return call;
    }
    const giveWay = () => {
      call.state = 'refused';
    };
    const waiting = { caller, begin, giveWay };
    leaves.set(call, () => turns.leave(waiting));
    if (!turns.wait(waiting, call)) {
      giveWay();
    }
    return call;
  }

  return {
    turns,
    begun,
    come,
    times: (count: number, caller: string, isAccepted = true) =>
      Array.from({ length: count }, () => come(caller, isAccepted)),
    end(call: Call) {
      call.state = 'over';
      turns.give(call);
    },
    leave(call: Call) {
      call.state = 'over';
      leaves.get(call)?.();
    },
    running: () => inState('runs'),
    waiting: () => inState('waits'),
    /** Ends the oldest running call, this many times, and returns whose turns came. */
    next(count: number): string[] {
      const before = begun.length;
      for (let i = 0; i < count; i += 1) {
        const [oldest] = begun.filter(({ state }) => state === 'runs');
        if (oldest !== undefined) {
          this.end(oldest);
        }
      }
      return begun.slice(before).map(({ caller }) => caller);
    },
  };
}

describe('turns', () => {
  it('go round by callers, however many calls each has waiting', () => {
    const calls = callsAt(1, 100);
    calls.come('busy', true);
    calls.times(6, 'busy');
    calls.times(2, 'alice');
    calls.times(1, 'bob');

    expect(calls.next(9)).toEqual(['busy', 'alice', 'bob', 'busy', 'alice', 'busy', 'busy', 'busy', 'busy']);
  });

  it.each([
    [1, 1],
    [7, 7],
    [8, 7],
    [32, 28],
  ])('of %i give %i to one caller while nobody else waits', (max, own) => {
    const calls = callsAt(max, 100);

    calls.times(60, 'busy');

    expect(calls.running()).toHaveLength(own);
    calls.next(4);
    expect(calls.running()).toHaveLength(own);
  });

  it('are free for other callers next to one with many slow calls, accepted or not', () => {
    const calls = callsAt(32, 64);
    calls.times(60, 'slow');

    expect(calls.come('alice', true).state).toBe('runs');
    expect(calls.come('new', false).state).toBe('runs');
    calls.end(calls.running().find(({ caller }) => caller === 'alice') as Call);
    expect(calls.times(3, 'bob').map(({ state }) => state)).toEqual(Array(3).fill('runs'));
    expect(calls.running().filter(({ caller }) => caller === 'slow')).toHaveLength(28);
  });

  it('are not reserved for others if two callers have half of them each', () => {
    const calls = callsAt(16, 64);

    calls.times(20, 'alice');
    calls.times(20, 'bob');
    calls.next(8);

    expect(calls.running()).toHaveLength(16);
  });

  it('are at most a quarter for callers who are not accepted, while an accepted one over its share waits', () => {
    const calls = callsAt(32, 64);
    const first = Array.from({ length: 8 }, (_, i) => calls.come(`new-${i}`, false));
    calls.times(40, 'slow');

    expect(first.map(({ state }) => state)).toEqual(Array(8).fill('runs'));
    expect(calls.running().filter(({ caller }) => caller === 'slow')).toHaveLength(20);
    expect(calls.come('new-8', false).state).toBe('waits');
    expect(calls.come('alice', true).state).toBe('runs');
  });

  it('give one caller at most half while another one waits', () => {
    const calls = callsAt(8, 100);
    calls.times(30, 'busy');
    calls.times(10, 'alice');

    calls.next(8);

    expect(calls.running().filter(({ caller }) => caller === 'busy')).toHaveLength(4);
    expect(calls.running().filter(({ caller }) => caller === 'alice')).toHaveLength(4);
  });

  it('are limited to their shares for callers whose calls take longer than those of others', () => {
    const calls = callsAt(8, 100);
    calls.end(calls.come('alice', true));
    calls.times(20, 'slow');
    calls.times(20, 'slow-and-new', false);
    calls.times(60, 'alice');
    const endQuickOnes = (count: number) => {
      for (let i = 0; i < count; i += 1) {
        const quick = calls.running().find(({ caller }) => caller === 'alice') ?? calls.running()[0];
        calls.end(quick as Call);
      }
    };
    calls.next(8);
    endQuickOnes(40);

    const of = (name: string) => calls.running().filter(({ caller }) => caller === name).length;
    expect([of('slow'), of('slow-and-new'), of('alice')]).toEqual([4, 2, 2]);
  });

  it('are three quarters for accepted callers, while others wait too', () => {
    const calls = callsAt(8, 100);
    calls.end(calls.come('alice', true));
    const others = Array.from({ length: 40 }, (_, i) => calls.come(`made-up-${i}`, false));
    expect(others.filter(({ state }) => state === 'runs')).toHaveLength(6);
    calls.times(20, 'alice');
    calls.times(20, 'bob');

    calls.next(6);

    expect(calls.running().filter(({ isAccepted }) => isAccepted)).toHaveLength(7);
    calls.next(10);
    expect(calls.running().filter(({ isAccepted }) => !isAccepted)).toHaveLength(2);
  });

  it('are all available to callers who are not accepted, if no caller is', () => {
    const calls = callsAt(4, 100);

    expect(calls.times(4, 'new', false).map(({ state }) => state)).toEqual(Array(4).fill('runs'));
  });

  it('are otherwise never all taken by callers who are not accepted, so that an accepted one starts at once', () => {
    const calls = callsAt(32, 64);
    calls.end(calls.come('alice', true));
    for (let i = 0; i < 200; i += 1) {
      calls.come(`made-up-${i}`, false);
    }

    expect(calls.come('alice', true).state).toBe('runs');
    expect(calls.times(7, 'alice').map(({ state }) => state)).toEqual(Array(7).fill('runs'));
  });

  it('go to callers who are not accepted too, while accepted ones hold all of them', () => {
    const calls = callsAt(1, 100);
    calls.times(20, 'alice');
    calls.come('new', false);

    expect(calls.next(6)).toEqual(['alice', 'alice', 'alice', 'new', 'alice', 'alice']);
  });
});

describe('places to wait in', () => {
  it('are taken from the caller who has most, and not from one who has as many', () => {
    const calls = callsAt(1, 4);
    calls.come('busy', true);
    const busy = calls.times(4, 'busy');

    expect(calls.come('alice', true).state).toBe('waits');
    expect(calls.come('bob', true).state).toBe('waits');
    expect(calls.come('carol', true).state).toBe('waits');
    expect(calls.come('dave', true).state).toBe('refused');
    expect(busy.map(({ state }) => state)).toEqual(['waits', 'refused', 'refused', 'refused']);
  });

  it('are three quarters for accepted callers', () => {
    const calls = callsAt(1, 8);
    calls.come('alice', true);
    const others = Array.from({ length: 20 }, (_, i) => calls.come(`made-up-${i}`, false));
    expect(others.filter(({ state }) => state === 'waits')).toHaveLength(8);

    const accepted = Array.from({ length: 8 }, (_, i) => calls.come(`agent-${i}`, true));

    expect(accepted.filter(({ state }) => state === 'waits')).toHaveLength(6);
    expect(others.filter(({ state }) => state === 'waits')).toHaveLength(2);
  });

  it('are a quarter for callers who are not accepted', () => {
    const calls = callsAt(1, 8);
    calls.come('alice', true);
    Array.from({ length: 8 }, (_, i) => calls.come(`agent-${i}`, true));

    const others = Array.from({ length: 4 }, (_, i) => calls.come(`new-${i}`, false));

    expect(others.map(({ state }) => state)).toEqual(['waits', 'waits', 'refused', 'refused']);
  });
});

describe('in any order of callers that come, leave and end', () => {
  const CALLERS = ['a', 'b', 'c', 'd', 'e'];
  /** One of them makes many more calls than the others. */
  const caller = fc.oneof(fc.nat(CALLERS.length - 1), fc.constant(0));
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('come' as const), number: caller }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('end' as const), number: fc.nat(100) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), number: fc.nat(100) }) },
  );
  const scenario = fc.record({
    max: fc.integer({ min: 1, max: 24 }),
    maxWaiting: fc.integer({ min: 0, max: 12 }),
    /** How many of the callers are accepted. */
    accepted: fc.nat(CALLERS.length),
    steps: fc.array(step, { maxLength: 200, size: 'max' }),
  });

  it('no limit is exceeded, no turn is idle that a caller may have, and the shares hold', () => {
    fc.assert(
      fc.property(scenario, ({ max, maxWaiting, accepted, steps }) => {
        const calls = callsAt(max, maxWaiting);
        const half = Math.ceil(max / 2);
        const quarter = Math.max(1, Math.floor(max / 4));
        const kept = Math.floor(max / 8);
        calls.end(calls.come('first', true));
        const maxOfOthers = Math.max(1, Math.floor((max * 3) / 4));
        const pick = (from: readonly Call[], number: number) => from[number % Math.max(1, from.length)];

        for (const { kind, number } of steps) {
          const waitedBefore = calls.waiting();
          const ranBefore = calls.running();
          const begunBefore = calls.begun.length;
          const ended = kind === 'end' ? pick(ranBefore, number) : undefined;
          const left = kind === 'leave' ? pick(waitedBefore, number) : undefined;
          if (kind === 'come') {
            const { caller, state } = calls.come(CALLERS[number] as string, number < accepted);
            const had = ranBefore.filter((call) => call.caller === caller).length;
            expect(state === 'runs' && had >= half && ranBefore.length >= max - kept).toBe(false);
          } else if (ended !== undefined) {
            calls.end(ended);
          } else if (left !== undefined) {
            calls.leave(left);
          }

          const running = calls.running();
          const waiting = calls.waiting();
          const ranOf = (isAccepted: boolean) => running.filter((call) => call.isAccepted === isAccepted).length;
          expect([calls.turns.taken, calls.turns.waiting]).toEqual([running.length, waiting.length]);
          expect(running.length).toBeLessThanOrEqual(max);
          expect(waiting.length).toBeLessThanOrEqual(maxWaiting);
          expect(ranOf(false)).toBeLessThanOrEqual(maxOfOthers);
          const ofCaller = (caller: string) => running.filter((call) => call.caller === caller).length;
          for (const { caller, isAccepted } of running.length < max ? waiting : []) {
            const hasTooMany = ofCaller(caller) >= half && running.length >= max - kept;
            const hasOthersTooMany = ranOf(false) >= (waiting.some((one) => one.isAccepted) ? quarter : maxOfOthers);
            expect(hasTooMany || (!isAccepted && hasOthersTooMany)).toBe(true);
          }
          expect(Math.max(0, ...CALLERS.map(ofCaller))).toBeLessThanOrEqual(max - kept);
          const handedOn = ended === undefined ? undefined : calls.begun[begunBefore];
          if (handedOn !== undefined) {
            if (!handedOn.isAccepted && waiting.some(({ isAccepted }) => isAccepted)) {
              expect(ranOf(false)).toBeLessThanOrEqual(quarter);
            }
            // Another waiting caller of its kind has fewer calls in flight.
            const couldHave = waiting.filter(
              ({ caller, isAccepted }) =>
                isAccepted === handedOn.isAccepted && caller !== handedOn.caller && ofCaller(caller) < half,
            );
            expect(ofCaller(handedOn.caller) <= half || couldHave.length === 0).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('no caller waits forever: each gets a turn after at most one turn of each other waiting caller', () => {
    fc.assert(
      fc.property(scenario, fc.boolean(), ({ max, accepted, steps }, isAccepted) => {
        const calls = callsAt(max, 1000);
        // After any history, and however many calls the others make,
        for (const { kind, number } of steps) {
          if (kind === 'come') {
            calls.come(CALLERS[number] as string, number < accepted);
          }
        }
        const mine = calls.come('me', isAccepted);
        let turns = 0;
        while (mine.state === 'waits') {
          CALLERS.forEach((caller, number) => void calls.come(caller, number < accepted));
          calls.next(1);
          turns += 1;
          // (of four turns one is for those who are not accepted, or a quarter of those that are under way, rounded down, and
          // each of them has one call in each round)
          const turnsOfRound = Math.max(4, Math.ceil(max / Math.max(1, Math.floor(max / 4)))) * (CALLERS.length + 1);
          expect(turns).toBeLessThanOrEqual(turnsOfRound + max);
        }
      }),
      { numRuns: 300 },
    );
  });
});
