import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Cancellation } from '../../superoffice/cancellation.js';

/** Tells listeners that a client leaves before it has its answer. */
export class ClientDeparture implements Cancellation {
  readonly #response: ServerResponse;
  #controller: AbortController | undefined;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  get isCancelled(): boolean {
    return this.#response.destroyed && !this.#response.writableFinished;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      // Each call of the operation is a listener.
      setMaxListeners(0, this.#controller.signal);
      this.#response.once('close', () => this.#abortIfCancelled());
      this.#abortIfCancelled();
    }
    return this.#controller.signal;
  }

  #abortIfCancelled(): void {
    if (this.isCancelled) {
      this.#controller?.abort();
    }
  }
}
