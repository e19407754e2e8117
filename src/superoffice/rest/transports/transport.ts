import type { Effect } from '../../errors.js';
import { failureCodeOf } from '../connections/failure-code.js';
import type { ProxyOptions } from '../connections/proxy.js';

/** How the connections to one SuperOffice are kept. */
export interface ConnectionOptions extends ProxyOptions {
  /** To make a connection, with the proxy's part and TLS. */
  readonly superOfficeConnectTimeoutMs: number;
  /**
   * Calls under way, which the caller of the transport limits, so that no call waits for a connection. There are at most as
   * many connections, idle ones included: if a new one is needed, the one that has been idle for longest is closed.
   */
  readonly superOfficeMaxInFlight: number;
  /**
   * - `shared`: any call takes any idle connection.
   * - `per-caller`: a read takes only idle connections of its own caller. A write has a new connection, which is closed
   *   after it.
   */
  readonly superOfficeConnections: 'shared' | 'per-caller';
  /** A connection without a call is closed after this time. */
  readonly superOfficeIdleConnectionMs: number;
  /** A connection of this age takes no new call, and is closed when it is idle. */
  readonly superOfficeConnectionLifetimeMs: number;
}

/** How many idle connections one caller may have, so that its burst does not close those of the others. */
export function maxIdleOfOneCaller({ superOfficeConnections, superOfficeMaxInFlight }: ConnectionOptions): number {
  return superOfficeConnections === 'per-caller' ? Math.ceil(superOfficeMaxInFlight / 4) : superOfficeMaxInFlight;
}

/** One request over HTTP. */
export interface HttpRequest {
  /** Identifies the caller whose credential it carries, without revealing the credential. */
  readonly caller: string;
  readonly effect: Effect;
  readonly method: string;
  /** Below the REST root, encoded, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** An answer whose head has arrived. Read its body or discard it. */
export interface HttpResponse {
  readonly status: number;
  /** A header by its name in small letters; repeated ones are joined by commas. */
  header(name: string): string | undefined;
  /** The whole body, as it was sent. Rejects when it is cut off, or over `maxBytes`. */
  readBody(maxBytes: number): Promise<Buffer>;
  /** Ends the connection too, because an unread body would block the next call. */
  discardBody(): void;
}

/** A request that is under way. */
export interface Sending {
  /** Rejects with a `TransportError` when none came. */
  readonly response: Promise<HttpResponse>;
  /** False while SuperOffice cannot have received the request. */
  hadConnection(): boolean;
  /** Ends its connection. Whether and when `response` and its body then reject depends on the transport. */
  abort(): void;
}

/**
 * Sends requests to one REST root, on kept-alive connections. It follows no redirect. A connection on which anything arrives
 * between two calls is closed, and takes no further call.
 */
export interface Transport {
  send(request: HttpRequest): Sending;
  /**
   * Ends all connections that there are, each when it has no call: the next call looks the host's name up again.
   */
  retireConnections(): void;
  /** Ends all connections, and the calls on them. */
  close(): void;
}

/** @param baseUrl the REST root, ending in a slash. */
export type CreateTransport = (baseUrl: URL, options: ConnectionOptions) => Transport;

/** There was no answer, or it was not HTTP. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  /** The name of what went wrong: `ECONNREFUSED`, `HPE_INVALID_VERSION`. */
  readonly code: string | undefined;

  constructor(cause: Error) {
    super('No answer came.', { cause });
    this.code = failureCodeOf(cause);
  }
}
