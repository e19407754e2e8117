import { CONNECT_TIMEOUT_MS, reasonOf } from './client.js';

const MAX_RECONNECT_WAIT_MS = 2000;
/** A connection must last this long to reset the pause before the next attempt. */
const STEADY_MS = 10_000;

/** The part of a `@redis/client` client that does not depend on its scripts. */
interface Connectable {
  on(event: 'error', listener: (error: unknown) => void): unknown;
  connect(): Promise<unknown>;
  unref(): void;
  destroy(): void;
}

export interface KeptConnectionOptions<Client extends Connectable> {
  readonly create: () => Client;
  /** Rejects if a new connection is not usable. */
  readonly prove: (client: Client) => Promise<void>;
  readonly onUsable: () => void;
  /** Called once until it can be used again, with the reason: `TIMEOUT`, `READONLY`, `ECONNREFUSED`, ... */
  readonly onUnusable: (reason: string) => void;
}

export interface KeptConnection<Client> {
  /** Undefined while no connection is usable. */
  readonly client: Client | undefined;
  /**
   * Gives up a connection. What waits for it fails at once, and another connection is made.
   *
   * @returns whether it was the latest one
   */
  fail(client: Client, reason: string): boolean;
  close(): void;
}

/**
 * Keeps one connection to Redis. After a failure it makes another, and looks the name up again. Nobody waits for it, and it
 * does not keep the process alive.
 */
export function keepConnection<Client extends Connectable>(
  options: KeptConnectionOptions<Client>,
): KeptConnection<Client> {
  const { create, prove, onUsable, onUnusable } = options;
  /** The latest connection; undefined after a failure, until the next is made. */
  let latest: Client | undefined;
  /** Since when it is usable; undefined: it is not. */
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
