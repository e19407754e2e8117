import type { Ask } from './asks.js';
import type { Verdicts } from './invariants.js';
import type { Told } from './judge.js';
import type { Upstream } from './upstream.js';

interface Entry {
  readonly requestId: string;
  readonly name: string;
  /** For each write, the outcome that the caller received; undefined if it received none. */
  readonly writes: ReadonlyMap<string, Told | undefined>;
  /** Whether the caller waited and got no answer. */
  readonly isLost: boolean;
}

/** All requests, to be compared at the end with what reached SuperOffice. */
export interface Ledger {
  note(requestId: string, ask: Ask, told: ReadonlyMap<string, Told>, isLost: boolean): void;
  /** `isAccepted` says whether the server has worked on a request: then it must have answered. */
  settle(upstream: Upstream, isAccepted: (requestId: string) => boolean, verdicts: Verdicts): void;
}

export function createLedger(): Ledger {
  const entries: Entry[] = [];
  return {
    note(requestId, { name, writes = {} }, told, isLost) {
      const toldOf = new Map(Object.values(writes).map((write) => [write, told.get(write)]));
      // Of most there is nothing to be settled.
      if (toldOf.size > 0 || isLost) {
        entries.push({ requestId, name, writes: toldOf, isLost });
      }
    },
    settle(upstream, isAccepted, verdicts) {
      const asked = new Set<string>();
      for (const entry of entries) {
        settleEntry(entry, upstream, isAccepted, verdicts);
        for (const write of entry.writes.keys()) {
          asked.add(write);
        }
      }
      const unasked = [...[...upstream.writes.keys()].filter((write) => !asked.has(write)), ...upstream.strangeCalls];
      verdicts.check('atMostOnce', unasked.length === 0, () => `Nobody asked for ${unasked.join(', ')}`);
    },
  };
}

function settleEntry(
  { requestId, name, writes, isLost }: Entry,
  upstream: Upstream,
  isAccepted: (requestId: string) => boolean,
  verdicts: Verdicts,
): void {
  let hasArrived = false;
  for (const [write, told] of writes) {
    const { times = 0, wasDone = false, wasRefused = false } = upstream.writes.get(write) ?? {};
    hasArrived ||= times > 0;
    const happened = `${requestId} (${name}): ${write} came ${times} times, and its caller was told ${told}`;
    verdicts.check('atMostOnce', times <= 1, () => happened);
    const isTrue = { DONE: wasDone, REJECTED: wasRefused, NOT_SENT: times === 0, UNKNOWN: true };
    verdicts.check('trueOutcome', told === undefined || isTrue[told], () => happened);
  }
  verdicts.check(
    'answered',
    !(isLost && (hasArrived || isAccepted(requestId))),
    () => `${requestId} (${name}) was accepted, and its connection broke before the answer`,
  );
}
