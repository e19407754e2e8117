import type { Clock } from './clock.js';

const MAX_UNRESOLVED = 10_000;

/** A change that was begun and has no answer of its own. */
export interface OpenChange {
  /** The same for changes that cannot be told apart by what they leave behind. */
  readonly name: string;
}

/** The changes of this process that have no answer of their own: those under way, and those whose answer is lost. */
export interface OpenChanges {
  begin(name: string): OpenChange;
  /** Its own answer came, it was looked up, or it cannot have taken effect. */
  end(change: OpenChange): void;
  /** Its answer is lost. It stays open for a time. */
  leave(change: OpenChange): void;
  /** The open change of this name; undefined where there is none, several, or more changes were left than are remembered. */
  only(name: string): OpenChange | undefined;
}

/** Those that were left are remembered for `keptMs`, or a little longer where none is added, and at most 10 000 of them. */
export function createOpenChanges(keptMs: number, clock: Clock): OpenChanges {
  const byName = new Map<string, Set<OpenChange>>();
  /** When they are forgotten. The oldest first. */
  const unresolved = new Map<OpenChange, number>();
  /** Until then one may be missing. */
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
