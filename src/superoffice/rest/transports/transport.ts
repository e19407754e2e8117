import type { Effect } from '../../errors.js';
import { failureCodeOf } from '../connections/failure-code.js';
import type { ProxyOptions } from '../connections/proxy.js';

/** How the connections to one SuperOffice are kept. */
export interface ConnectionOptions extends ProxyOptions {
  /** Making a connection, a proxy's part and TLS included. */
  readonly superOfficeConnectTimeoutMs: number;
  /**
   * Calls under way, which whoever calls a transport sees to: no call waits for a connection. There are no more connections
   * than that, idle ones included: where a new one is needed, the one that has been idle for longest is closed.
   */
  readonly superOfficeMaxInFlight: number;
  /**
   * - `shared`: any call takes any idle connection.
   * - `per-caller`: a read takes idle connections of its own caller alone. A write has a new connection, which is closed
   *   after it.
   */
  readonly superOfficeConnections: 'shared' | 'per-caller';
  /** A connection without a call is closed after this time. */
  readonly superOfficeIdleConnectionMs: number;
  /** A connection of this age takes no further call: it is closed when it is idle, or when its call has ended. */
  readonly superOfficeConnectionLifetimeMs: number;
}

/** How many idle connections one caller may have, so that its burst does not take the place of all others'. */
export function maxIdleOfOneCaller({ superOfficeConnections, superOfficeMaxInFlight }: ConnectionOptions): number {
  return superOfficeConnections === 'per-caller' ? Math.ceil(superOfficeMaxInFlight / 4) : superOfficeMaxInFlight;
}

/** One request over HTTP. */
export interface HttpRequest {
  /** Whose credential it carries: the same text for every request of one caller, which tells nothing of the credential. */
  readonly caller: string;
  readonly effect: Effect;
  readonly method: string;
  /** Below the REST root, encoded, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** An answer of which the head has arrived. Its body is to be read, or discarded. */
export interface HttpResponse {
  readonly status: number;
  /** A header by its name in small letters; repeated ones are joined by commas. */
  header(name: string): string | undefined;
  /** The whole body, as it was sent. Rejects when it is cut off, or over `maxBytes`. */
  readBody(maxBytes: number): Promise<Buffer>;
  /** Ends the connection too, which an unread body would keep from the next call. */
  discardBody(): void;
}

/** A request that is under way. */
export interface Sending {
  /** Rejects with a `TransportError` when none came. */
  readonly response: Promise<HttpResponse>;
  /** False as long as nobody can have seen the request. */
  hadConnection(): boolean;
  /** Ends its connection; when `response` and its body then reject, and whether, is up to the transport. */
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

/** No answer came, or nothing that is HTTP. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  /** The name of what went wrong: `ECONNREFUSED`, `HPE_INVALID_VERSION`. */
  readonly code: string | undefined;

  constructor(cause: Error) {
    super('No answer came.', { cause });
    this.code = failureCodeOf(cause);
  }
}
