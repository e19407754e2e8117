import type { Cancellation } from '../cancellation.js';
import type { Clock } from '../clock.js';
import { SuperOfficeUnavailableError } from '../errors.js';
import type { RestCall, SuperOfficeClient } from './client.js';
import { waitFor } from './wait-for.js';

/** Whose reads they are, and how long they may take. */
export interface Reader {
  /** Tells callers apart: after its writes, one reads anew. */
  readonly caller: string;
  /** All that is sent besides the credential, and so decides the answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** On the clock that the sharing goes by. */
  readonly deadlineMs: number;
  readonly cancellation?: Cancellation | undefined;
  readonly onShared: (report: SharedReadReport) => void;
}

/** What became of a read that was not sent, for logs: no values, no headers. */
export interface SharedReadReport {
  readonly method: string;
  readonly route: string;
  readonly durationMs: number;
  /** Why it has no answer. */
  readonly reason: 'CANCELLED' | 'TIMEOUT' | undefined;
}

/** The client of one operation, whose reads are shared with those of the same caller's other operations. */
export type ShareReads = (client: SuperOfficeClient, reader: Reader) => SuperOfficeClient;

/** What is under way of one caller. */
interface UnderWay {
  /** It is forgotten with the last one. */
  calls: number;
  writes: number;
  /** Those that may be shared, by all that decides their answers. */
  readonly reads: Map<string, Promise<unknown>>;
}

/**
 * Lets a read take part in an equal one that is under way. It is so only for the very same caller, in the same language
 * and time zone, and never across one of its writes: what was read before or during a write is no answer to who asks
 * after it began. Nothing is kept: a read that has its answer is not shared any more. For one tenant's callers.
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
      // Who has written looks up what became of it, or is to write what it reads now. Who has gone gets nothing.
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
        // After a write, another one may stand in its place.
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
