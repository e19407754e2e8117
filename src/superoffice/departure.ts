import { setMaxListeners } from 'node:events';
import type { Cancellation } from './cancellation.js';

/** Tells listeners that the client has left. */
export class Departure implements Cancellation {
  readonly #controller = new AbortController();

  constructor() {
    // Each call under way is a listener.
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
