import type { FakeSuperOffice, Handler } from './fake-superoffice.js';

export interface HeldCalls {
  /** How many were in flight at once, at most. */
  readonly most: number;
}

/** For one more call to arrive, if there is one. */
const ANOTHER_MS = 20;

/**
 * Answers a number of calls to a path not before so many are in flight, or all that are left, and then those at once: more
 * that came meanwhile are counted.
 */
export function holdInFlight(
  superOffice: FakeSuperOffice,
  path: string,
  { calls, atOnce }: { readonly calls: number; readonly atOnce: number },
  answer: Handler,
): HeldCalls {
  const held: (() => void)[] = [];
  let arrived = 0;
  let most = 0;
  superOffice.on(path, (request, response) => {
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
  });
  return {
    get most() {
      return most;
    },
  };
}
