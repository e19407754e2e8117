import type { FeedOptions } from './feed-options.js';

/**
 * Whether SuperOffice has been silent for so long that readers must be told: something failed, and its last answer is that
 * old.
 */
export class Staleness {
  readonly #options: Pick<FeedOptions, 'liveStaleMs' | 'clock'>;
  readonly #onStale: () => void;
  #lastAnswer: { readonly atMs: number; readonly date: Date };
  #isTold = false;
  #cancelTimer: (() => void) | undefined;

  /** @param onStale called when readers must be told, once until SuperOffice answers again. */
  constructor(options: Pick<FeedOptions, 'liveStaleMs' | 'clock'>, onStale: () => void) {
    this.#options = options;
    this.#onStale = onStale;
    this.#lastAnswer = { atMs: options.clock.now(), date: new Date() };
  }

  /** The time of SuperOffice's last answer, or of the stream's start, as an ISO 8601 date; null unless readers must be told. */
  get since(): string | null {
    return this.#isTold ? this.#lastAnswer.date.toISOString() : null;
  }

  fail(): void {
    if (this.#isTold || this.#cancelTimer !== undefined) {
      return;
    }
    const { liveStaleMs, clock } = this.#options;
    const leftMs = Math.max(0, this.#lastAnswer.atMs + liveStaleMs - clock.now());
    this.#cancelTimer = clock.setTimer(
      () => {
        this.#isTold = true;
        this.#onStale();
      },
      leftMs,
      { isBackground: true },
    );
  }

  /** @returns whether readers must be told that it answers again. */
  succeed(): boolean {
    const wasTold = this.#isTold;
    this.close();
    this.#lastAnswer = { atMs: this.#options.clock.now(), date: new Date() };
    this.#isTold = false;
    return wasTold;
  }

  /** Nobody reads any more. */
  close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }
}
