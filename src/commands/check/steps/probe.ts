import { createSuperOfficeClient, type SuperOfficeClient } from '../../../superoffice/rest/client.js';
import type { RestCall } from '../../../superoffice/rest/rest-call.js';
import type { Upstream } from '../../../superoffice/rest/upstream.js';

/** One call and its result: JSON or an error. */
export interface Exchange {
  readonly call: RestCall;
  readonly json?: unknown;
  readonly error?: unknown;
}

export interface Probed {
  readonly exchanges: readonly Exchange[];
  /** The read's result. */
  readonly result?: unknown;
  /** The read's error. */
  readonly error?: unknown;
}

/** A read as the server makes it: a function of `superoffice/`, or one of the check's own calls. */
export type Read = (client: SuperOfficeClient) => Promise<unknown>;

/** Makes reads as the server makes them, and keeps each call with its answer. */
export interface Probe {
  run(upstream: Upstream, headers: Readonly<Record<string, string>>, read: Read): Promise<Probed>;
  readonly calls: number;
}

export interface ProbeOptions {
  readonly maxCalls: number;
  /** The deadline for everything, on the clock of `performance.now()`. */
  readonly deadlineMs: number;
}

/** A call that is not made. */
export class NoCallError extends Error {
  override readonly name = 'NoCallError';
}

export function createProbe({ maxCalls, deadlineMs }: ProbeOptions): Probe {
  let calls = 0;
  return {
    get calls() {
      return calls;
    },
    async run(upstream, headers, read) {
      const exchanges: Exchange[] = [];
      const client = createSuperOfficeClient({
        upstream,
        caller: '',
        credential: () => headers,
        deadlineMs,
      });
      const recording: SuperOfficeClient = {
        async send(call) {
          if (call.effect !== 'read' || calls >= maxCalls || performance.now() >= deadlineMs) {
            throw new NoCallError();
          }
          calls += 1;
          try {
            const json = await client.send(call);
            exchanges.push({ call, json });
            return json;
          } catch (error) {
            exchanges.push({ call, error });
            throw error;
          }
        },
      };
      try {
        return { exchanges, result: await read(recording) };
      } catch (error) {
        return { exchanges, error };
      }
    },
  };
}
