import { CONNECT_TIMEOUT_MS, reasonOf } from './client.js';

const MAX_RECONNECT_WAIT_MS = 2000;
/** A connection that lasts less is no reason to make the next one sooner. */
const STEADY_MS = 10_000;

/** What a client of `@redis/client` has, whatever its scripts. */
interface Connectable {
  on(event: 'error', listener: (error: unknown) => void): unknown;
  connect(): Promise<unknown>;
  unref(): void;
  destroy(): void;
}

export interface KeptConnectionOptions<Client extends Connectable> {
  readonly create: () => Client;
  /** Rejects where a new connection is of no use. */
  readonly prove: (client: Client) => Promise<void>;
  readonly onUsable: () => void;
  /** Told once until it can be used again, and why: `TIMEOUT`, `READONLY`, `ECONNREFUSED`, ... */
  readonly onUnusable: (reason: string) => void;
}

export interface KeptConnection<Client> {
  /** Undefined while there is none that is of use. */
  readonly client: Client | undefined;
  /**
   * Gives a connection up, and whatever waits for it: that fails at once. Another one is made.
   *
   * @returns whether it was the latest one
   */
  fail(client: Client, reason: string): boolean;
  close(): void;
}

/**
 * Keeps one connection to Redis. After a failure makes another, to wherever its name points by then. Nobody waits for it, and it
 * keeps no process alive.
 */
export function keepConnection<Client extends Connectable>(
  options: KeptConnectionOptions<Client>,
): KeptConnection<Client> {
  const { create, prove, onUsable, onUnusable } = options;
  /** The latest one; undefined after a failure, until the next is made. */
  let latest: Client | undefined;
  /** Since when it is of use; undefined: it is not. */
  let usableSinceMs: number | undefined;
  let isTold = false;
  let attempts = 0;
  let reconnectTimer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const mine = create();
    latest = mine;
    mine.unref();
    mine.on('error', (error) => fail(mine, reasonOf(error)));
    const timer = setTimeout(() => fail(mine, 'TIMEOUT'), CONNECT_TIMEOUT_MS).unref();
    try {
      await mine.connect();
      await prove(mine);
      if (mine === latest) {
        usableSinceMs = performance.now();
        isTold = false;
        onUsable();
      }
    } catch (error) {
      fail(mine, reasonOf(error));
    } finally {
      clearTimeout(timer);
    }
  }

  function fail(failed: Client, reason: string): boolean {
    const isLatest = failed === latest;
    if (isLatest) {
      latest = undefined;
      if (usableSinceMs !== undefined && performance.now() - usableSinceMs > STEADY_MS) {
        attempts = 0;
      }
      usableSinceMs = undefined;
      reconnectTimer = setTimeout(connect, Math.min(2 ** attempts * 50, MAX_RECONNECT_WAIT_MS)).unref();
      attempts += 1;
    }
    failed.destroy();
    if (isLatest && !isTold) {
      isTold = true;
      onUnusable(reason);
    }
    return isLatest;
  }

  void connect();
  return {
    get client() {
      return usableSinceMs === undefined ? undefined : latest;
    },
    fail,
    close() {
      clearTimeout(reconnectTimer);
      const last = latest;
      latest = undefined;
      usableSinceMs = undefined;
      last?.destroy();
    },
  };
}
