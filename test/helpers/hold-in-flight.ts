import type { Handler } from './fake-superoffice.js';

export interface HeldCalls {
  /** The most that were in flight at the same time. */
  readonly most: number;
  /** Answers so, once the calls are let go. */
  hold(answer: Handler): Handler;
}

/** For one more call to arrive, if there is one. */
const ANOTHER_MS = 20;

/**
 * Holds calls until this many are in flight, or all that are left, and then releases them together: others that came
 * in between are counted.
 */
export function holdInFlight({ calls, atOnce }: { readonly calls: number; readonly atOnce: number }): HeldCalls {
  const held: (() => void)[] = [];
  let arrived = 0;
  let most = 0;
  return {
    get most() {
      return most;
    },
    hold: (answer) => (request, response) => {
      arrived += 1;
      held.push(() => answer(request, response));
      most = Math.max(most, held.length);
      if (held.length === atOnce || arrived === calls) {
        setTimeout(() => {
          for (const answerNow of held.splice(0)) {
            answerNow();
          }
        }, ANOTHER_MS);
      }
    },
  };
}
