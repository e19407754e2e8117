import { type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from './advice.js';

/** Whether the server is there. */
export interface Connection {
  /** From a request without an answer on, until the server answers again. */
  readonly isLost: ReadonlySignal<boolean>;
  /** Tries now. */
  check(): Promise<boolean>;
  /** Resolves when the server is there. */
  whenBack(): Promise<void>;
  /** Why a request of the page had no answer. */
  reasonOf(error: Error): Promise<Failure>;
}

const CHECK_MS = 2000;

/** A server that takes longer is not there. */
const WAIT_MS = 5000;

/** While the server is away, it is asked for this page again and again; `onReturn` is called when it answers. */
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

/** A proxy that answers in its place says so by its status. */
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
