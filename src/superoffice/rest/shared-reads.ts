import type { Cancellation } from '../cancellation.js';
import type { Clock } from '../clock.js';
import { SuperOfficeUnavailableError } from '../errors.js';
import type { SuperOfficeClient } from './client.js';
import type { RestCall } from './rest-call.js';
import { waitFor } from './wait-for.js';

/** Whose reads they are, and how long they may take. */
interface Reader {
  /** Identifies the caller: after a caller's write, its reads are not shared with earlier ones. */
  readonly caller: string;
  /** All that is sent besides the credential, and so decides the answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** On the tenant's clock. */
  readonly deadlineMs: number;
  readonly cancellation?: Cancellation | undefined;
  readonly onShared: (report: SharedReadReport) => void;
}

/** What became of a shared read, for logs: no values, no headers. */
export interface SharedReadReport {
  readonly method: string;
  readonly route: string;
  readonly durationMs: number;
  /** Why it has no answer. */
  readonly reason: 'CANCELLED' | 'TIMEOUT' | undefined;
}

/** The client of one operation, whose reads are shared with those of the same caller's other operations. */
export type ShareReads = (client: SuperOfficeClient, reader: Reader) => SuperOfficeClient;

/** What one caller has under way. */
interface UnderWay {
  /** Forgotten when the last one ends. */
  calls: number;
  writes: number;
  /** The reads that may be shared, by everything that affects their answers. */
  readonly reads: Map<string, Promise<unknown>>;
}

/**
 * Lets a read share an equal one that is under way: only of the same caller, in the same language and time zone, and never
 * across one of the caller's writes, because a read from before or during a write may be out of date. Nothing is cached: a
 * read that has its answer is not shared any more. For one tenant's callers.
 */
export function createSharedReads(clock: Clock): ShareReads {
  const callers = new Map<string, UnderWay>();

  return (client, { caller, headers, deadlineMs, cancellation, onShared }) => {
    const reader = JSON.stringify(headers);
    let hasWritten = false;

    async function write(call: RestCall, own: UnderWay): Promise<unknown> {
      hasWritten = true;
      own.writes += 1;
      own.reads.clear();
      try {
        return await client.send(call);
      } finally {
        own.writes -= 1;
      }
    }

    async function read(call: RestCall, own: UnderWay): Promise<unknown> {
      // An operation that has written may be looking up its write, or needs what it reads now for the next. A client that
      // has left gets nothing.
      if (hasWritten || own.writes > 0 || cancellation?.isCancelled) {
        return client.send(call);
      }
      const key = `${reader}${JSON.stringify(call)}`;
      const first = own.reads.get(key);
      if (first === undefined) {
        return lead(call, own.reads, key);
      }
      const startedMs = clock.now();
      const { value, reason } = await waitFor(first, deadlineMs, cancellation, clock);
      if (reason === 'FAILED') {
        return client.send(call);
      }
      onShared({ method: call.method, route: call.route, durationMs: clock.now() - startedMs, reason });
      if (reason !== undefined) {
        throw new SuperOfficeUnavailableError(call, reason, { sent: true });
      }
      return value;
    }

    async function lead(call: RestCall, reads: UnderWay['reads'], key: string): Promise<unknown> {
      const sent = client.send(call);
      reads.set(key, sent);
      try {
        return await sent;
      } finally {
        // After a write, another read may have taken its place.
        if (reads.get(key) === sent) {
          reads.delete(key);
        }
      }
    }

    return {
      async send(call) {
        const own = callers.get(caller) ?? { calls: 0, writes: 0, reads: new Map() };
        callers.set(caller, own);
        own.calls += 1;
        try {
          return await (call.effect === 'write' ? write(call, own) : read(call, own));
        } finally {
          own.calls -= 1;
          if (own.calls === 0) {
            callers.delete(caller);
          }
        }
      },
    };
  };
}
