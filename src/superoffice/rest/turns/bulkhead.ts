import type { Cancellation } from '../../cancellation.js';
import type { Clock } from '../../clock.js';
import { createCallBudget } from './call-budget.js';
import { FairTurns, type Turn } from './fair-turns.js';

export interface BulkheadOptions {
  readonly superOfficeMaxInFlight: number;
  readonly superOfficeMaxQueued: number;
  readonly superOfficeQueueTimeoutMs: number;
  /** Calls that may begin in a second; undefined: any number. */
  readonly superOfficeMaxCallsPerSecond?: number | undefined;
}

interface BulkheadTurn extends Turn {
  /** Until when the task may wait for the budget of the next second, on the clock. Default: as long as for its turn. */
  readonly deadlineMs?: number;
  /** Whether it is refused while reads are paused. */
  readonly isRead?: boolean;
}

export interface Bulkhead {
  /** Tasks under way. */
  readonly inFlight: number;
  /** Tasks that wait for their turn. */
  readonly queued: number;
  /**
   * Runs a task when its turn comes.
   *
   * @param task if it throws instead of returning a promise, it has not begun, and does not count in the budget.
   * @throws {NoTurnError} when too many wait already, it waited too long, was refused or cancelled while it did.
   */
  run<T>(turn: BulkheadTurn, task: () => Promise<T>, cancellation?: Pick<Cancellation, 'signal'>): Promise<T>;
  /** Refuses the reads that wait. */
  refuseReads(): void;
}

/** The task was not begun. */
export class NoTurnError extends Error {
  override readonly name = 'NoTurnError';
  readonly reason: 'CANCELLED' | 'OVERLOADED' | 'THROTTLED';

  constructor(reason: NoTurnError['reason']) {
    super(`No turn: ${reason}`);
    this.reason = reason;
  }
}

/** Bounds how many tasks run at a time, how many wait, and how long. Callers take turns: see `FairTurns`. */
export function createBulkhead(options: BulkheadOptions, clock: Clock): Bulkhead {
  const { superOfficeMaxCallsPerSecond: perSecond, superOfficeQueueTimeoutMs } = options;
  const budget = perSecond === undefined ? undefined : createCallBudget(perSecond, clock);
  const turns = new FairTurns(options.superOfficeMaxInFlight, options.superOfficeMaxQueued, budget);
  /** Refuse the reads that wait. */
  const throttles = new Set<() => void>();
  let isTimed = false;

  /** Hands turns on as soon as the budget allows, even if none is given back by then. */
  function handOnLater(): void {
    if (budget === undefined || isTimed || !turns.waitsForBudget) {
      return;
    }
    const onEnd = () => {
      isTimed = false;
      turns.handOn();
      handOnLater();
    };
    isTimed = true;
    clock.setTimer(onEnd, Math.ceil(budget.waitMs), { isBackground: true });
  }

  function waitForTurn(turn: BulkheadTurn, cancelled: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      let isWaiting = true;
      const end = () => {
        isWaiting = false;
        turns.leave(waiting);
        throttles.delete(throttle);
        cancelTimer();
        cancelled?.removeEventListener('abort', leave);
      };
      const refuse = (reason: NoTurnError['reason']) => {
        end();
        reject(new NoTurnError(reason));
      };
      const leave = () => refuse('CANCELLED');
      const giveWay = () => refuse('OVERLOADED');
      const throttle = () => refuse('THROTTLED');
      const waiting = {
        caller: turn.caller,
        begin() {
          end();
          resolve();
        },
        giveWay,
      };
      const onTimeout = () => {
        // The budget may allow the next call at this very moment.
        turns.handOn();
        const leftMs = (turn.deadlineMs ?? 0) - clock.now();
        if (!isWaiting) {
          return;
        }
        if (turns.waitsForBudget && leftMs > 0) {
          cancelTimer = clock.setTimer(onTimeout, Math.min(superOfficeQueueTimeoutMs, leftMs));
        } else {
          giveWay();
        }
      };
      let cancelTimer = clock.setTimer(onTimeout, superOfficeQueueTimeoutMs);
      cancelled?.addEventListener('abort', leave);
      if (turn.isRead) {
        throttles.add(throttle);
      }
      if (!turns.wait(waiting, turn)) {
        giveWay();
      }
      handOnLater();
    });
  }

  return {
    get inFlight() {
      return turns.taken;
    },
    get queued() {
      return turns.waiting;
    },
    async run(turn, task, cancellation) {
      if (!turns.tryTake(turn)) {
        await waitForTurn(turn, cancellation?.signal);
      }
      let isBegun = false;
      try {
        const result = task();
        isBegun = true;
        return await result;
      } finally {
        turns.give(turn, isBegun);
        handOnLater();
      }
    },
    refuseReads() {
      for (const throttle of [...throttles]) {
        throttle();
      }
    },
  };
}
