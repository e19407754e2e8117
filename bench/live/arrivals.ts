import { quantile } from '../statistics.js';
import { clockMs } from './clock.js';

/** When changes show. */
export interface Arrivals {
  /** Counts what changed from now on. */
  begin(): void;
  /** Called with the sessions that one screen receives, each time. */
  screen(): (sessions: readonly { readonly lastMessage: string | null }[]) => void;
  /** Changes that a screen showed, of all screens. */
  readonly count: number;
  /** From the change in SuperOffice to the screen. */
  readonly p50Ms: number;
  readonly p95Ms: number;
}

const CHANGED = 'changed at ';

export function createArrivals(): Arrivals {
  const latenciesMs: number[] = [];
  let fromMs = Number.POSITIVE_INFINITY;
  const quantileMs = (q: number) =>
    quantile(
      latenciesMs.toSorted((a, b) => a - b),
      q,
    );
  return {
    begin() {
      fromMs = clockMs();
    },
    screen() {
      const seen = new Set<string>();
      return (sessions) => {
        const nowMs = clockMs();
        for (const { lastMessage } of sessions) {
          if (lastMessage === null || !lastMessage.startsWith(CHANGED) || seen.has(lastMessage)) {
            continue;
          }
          seen.add(lastMessage);
          const changedMs = Number(lastMessage.slice(CHANGED.length));
          if (changedMs >= fromMs) {
            latenciesMs.push(nowMs - changedMs);
          }
        }
      };
    },
    get count() {
      return latenciesMs.length;
    },
    get p50Ms() {
      return quantileMs(0.5);
    },
    get p95Ms() {
      return quantileMs(0.95);
    },
  };
}
