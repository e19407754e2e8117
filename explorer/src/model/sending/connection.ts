import { type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from './advice.js';

/** Whether the server can be reached. */
export interface Connection {
  /** From a request without an answer until the server answers again. */
  readonly isLost: ReadonlySignal<boolean>;
  /** Tries now. */
  check(): Promise<boolean>;
  /** Resolves when the server answers. */
  whenBack(): Promise<void>;
  /** Reports why a request of the page had no answer. */
  reasonOf(error: Error): Promise<Failure>;
}

const CHECK_MS = 2000;

/** A server that takes longer counts as lost. */
const WAIT_MS = 5000;

/** While the server cannot be reached, the page is requested from it repeatedly; `onReturn` is called when it answers. */
export function createConnection(endpoint: string, onReturn: () => void): Connection {
  const isLost = signal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function check(): Promise<boolean> {
    clearTimeout(timer);
    const wasLost = isLost.value;
    const isThere = await answers(endpoint);
    isLost.value = !isThere;
    clearTimeout(timer);
    if (!isThere) {
      timer = setTimeout(() => void check(), CHECK_MS);
    } else if (wasLost) {
      onReturn();
    }
    return isThere;
  }

  return {
    isLost,
    check,
    whenBack() {
      let stop = () => {};
      const back = new Promise<void>((resolve) => {
        stop = isLost.subscribe((isLost) => {
          if (!isLost) {
            resolve();
          }
        });
      });
      return back.then(() => stop());
    },
    async reasonOf(error) {
      if (error.name === 'AbortError') {
        return 'stopped';
      }
      if (error.name === 'RedirectedError') {
        return 'redirected';
      }
      if (await check()) {
        return 'broken';
      }
      return navigator.onLine ? 'unreachable' : 'offline';
    },
  };
}

/** A proxy that answers instead of it shows that by its status. */
function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint, {
    headers: { accept: 'text/html' },
    cache: 'no-store',
    redirect: 'manual',
    signal: AbortSignal.timeout(WAIT_MS),
  }).then(
    ({ status, type }) => status < 500 && type !== 'opaqueredirect',
    () => false,
  );
}
