import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { PublicError } from '../../graphql/errors.js';
import { EXPLAIN_HEADER } from '../../graphql/rest-report.js';
import { type CallerConfig, READ_HEADERS, type ReadCaller, readCaller } from '../request/caller.js';
import { isRecord } from '../request/operation-parameters.js';

export interface SentSocketCaller {
  readonly caller: ReadCaller;
  /** The headers that operations read, from the upgrade and from the payload. */
  readonly headers: IncomingHttpHeaders;
}

/** The limit for headers that are used unchanged. Others have limits where they are read. */
const MAX_LENGTH = 4096;

/** Headers that only a browser sets, or that belong to one operation. */
const NOT_IN_PAYLOAD = ['cookie', 'idempotency-key'];

const OF_OPERATIONS: ReadonlySet<string> = new Set<string>([
  'apollographql-client-name',
  'apollographql-client-version',
  'graphql-client-name',
  'graphql-client-version',
  'traceparent',
  'tracestate',
  EXPLAIN_HEADER,
]);

/**
 * Who opens a WebSocket, by the headers of its upgrade and the payload of `connection_init`, which browsers use because they
 * cannot send headers. A complete credential in the headers counts first; for everything else the payload does.
 *
 * @throws {PublicError} `BAD_REQUEST` as for headers
 */
export function readSocketCaller(request: IncomingMessage, payload: unknown, config: CallerConfig): SentSocketCaller {
  const ofUpgrade = readCaller(request, config);
  const named = headersIn(payload);
  if (typeof ofUpgrade.identity !== 'string') {
    named.delete('authorization');
    named.delete('x-xsrf-token');
  }
  const rawHeaders = [...named].flat();
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i] as string;
    if (!named.has(name.toLowerCase())) {
      rawHeaders.push(name, request.rawHeaders[i + 1] as string);
    }
  }
  const ofOperations = [...named].filter(([name]) => OF_OPERATIONS.has(name));
  for (const [name, { length }] of ofOperations) {
    if (length > MAX_LENGTH) {
      throw new PublicError('BAD_REQUEST', {
        message: `Expected at most ${MAX_LENGTH} characters in the header ${name}.`,
      });
    }
  }
  return {
    caller: readCaller({ rawHeaders }, config),
    headers: { ...request.headers, ...Object.fromEntries(ofOperations) },
  };
}

/**
 * The headers in a payload, at its root or below the names that clients use. Apollo Router sends `Authorization` as `token`.
 */
function headersIn(payload: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const add = (name: string, value: unknown) => {
    if (typeof value === 'string' && !found.has(name)) {
      found.set(name, value);
    }
  };
  const records = [
    payload,
    ...['headers', 'connectionParams'].map((name) => isRecord(payload) && payload[name]),
  ].filter(isRecord);
  for (const record of records) {
    for (const [key, value] of Object.entries(record)) {
      const name = key.toLowerCase();
      if ((READ_HEADERS.has(name) || OF_OPERATIONS.has(name)) && !NOT_IN_PAYLOAD.includes(name)) {
        add(name, value);
      }
    }
  }
  for (const record of records) {
    add('authorization', record.token);
  }
  return found;
}
