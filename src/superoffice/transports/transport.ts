/** One request over HTTP. */
export interface HttpRequest {
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
  /** The whole body, decompressed. Rejects when it is cut off, or over `maxBytes` after decompression. */
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

/** Sends requests to one REST root, on kept-alive connections. It follows no redirect. */
export type Transport = (request: HttpRequest) => Sending;

/** No answer came, or nothing that is HTTP. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  /** Node's word for what went wrong: `ECONNREFUSED`, `HPE_INVALID_VERSION`. */
  readonly code: string | undefined;

  constructor(cause: Error & { readonly code?: string | undefined }) {
    super('No answer came.', { cause });
    this.code = cause.code;
  }
}
