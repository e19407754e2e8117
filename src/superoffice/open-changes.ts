import type { Clock } from './clock.js';

const MAX_UNRESOLVED = 10_000;

/** A change whose answer has not arrived, or is lost. */
interface OpenChange {
  /** Equal for changes whose results look the same. */
  readonly name: string;
}

/** The changes of this process without an answer: those under way, and those whose answer is lost. */
export interface OpenChanges {
  begin(name: string): OpenChange;
  /** Ends it: its answer came, it was looked up, or it cannot have taken effect. */
  end(change: OpenChange): void;
  /** Its answer is lost. It stays open for `keptMs`. */
  leave(change: OpenChange): void;
  /**
   * The open change of this name; undefined if there is none, if there are several, or if too many were lost to remember
   * all.
   */
  only(name: string): OpenChange | undefined;
}

/** Remembers at most 10,000 changes whose answer is lost, each for at least `keptMs`. */
export function createOpenChanges(keptMs: number, clock: Clock): OpenChanges {
  const byName = new Map<string, Set<OpenChange>>();
  /** When each is forgotten, the oldest first. */
  const unresolved = new Map<OpenChange, number>();
  /** Until then, a lost change may be missing here. */
  let incompleteUntilMs = Number.NEGATIVE_INFINITY;

  function end(change: OpenChange): void {
    unresolved.delete(change);
    const like = byName.get(change.name);
    like?.delete(change);
    if (like?.size === 0) {
      byName.delete(change.name);
    }
  }

  function forget(nowMs: number): void {
    for (const [oldest, endMs] of unresolved) {
      if (endMs > nowMs && unresolved.size <= MAX_UNRESOLVED) {
        break;
      }
      incompleteUntilMs = Math.max(incompleteUntilMs, endMs);
      end(oldest);
    }
  }

  return {
    begin(name) {
      const change = { name };
      const like = byName.get(name);
      if (like === undefined) {
        byName.set(name, new Set([change]));
      } else {
        like.add(change);
      }
      return change;
    },

    end,

    leave(change) {
      const nowMs = clock.now();
      unresolved.set(change, nowMs + keptMs);
      forget(nowMs);
    },

    only(name) {
      const nowMs = clock.now();
      forget(nowMs);
      const [change, ...others] = byName.get(name) ?? [];
      return others.length > 0 || incompleteUntilMs > nowMs ? undefined : change;
    },
  };
}
