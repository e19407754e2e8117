import { setMaxListeners } from 'node:events';
import type { Cancellation } from './cancellation.js';

/** That nobody waits any more. */
export class Departure implements Cancellation {
  readonly #controller = new AbortController();

  constructor() {
    // Every call that is under way listens.
    setMaxListeners(0, this.#controller.signal);
  }

  get isCancelled(): boolean {
    return this.#controller.signal.aborted;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  leave(): void {
    this.#controller.abort();
  }
}
