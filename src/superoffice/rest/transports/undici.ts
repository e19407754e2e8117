import { type Dispatcher, errors } from 'undici';
import {
  type ConnectionOptions,
  type HttpRequest,
  type HttpResponse,
  type Sending,
  type Transport,
  TransportError,
} from './transport.js';
import { type Connection, createUndiciConnections, type UndiciConnections } from './undici-connections.js';

/** Requests by undici. Its handlers get an answer as it arrives, without streams and with few promises. */
export function undiciTransport(baseUrl: URL, options: ConnectionOptions): Transport {
  const connections = createUndiciConnections(baseUrl, options);
  return {
    send: (request) => new Call(request, `${baseUrl.pathname}${request.path}`, connections),
    retireConnections: connections.retire,
    close: connections.close,
  };
}

/** One call: undici's handler while it is under way, and the caller's view of it. */
class Call implements Dispatcher.DispatchHandler, Sending, HttpResponse {
  readonly response: Promise<HttpResponse>;
  status = 0;
  readonly #connections: UndiciConnections;
  readonly #connection: Connection;
  #headers: Readonly<Record<string, string | string[] | undefined>> = {};
  #wasStarted = false;
  /** Undefined while more of the answer may come, null when it is complete. */
  #outcome: Error | null | undefined;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #maxBytes = Number.POSITIVE_INFINITY;
  #resolve!: (response: HttpResponse) => void;
  #reject!: (error: Error) => void;
  #settleBody: (() => void) | undefined;

  constructor(request: HttpRequest, path: string, connections: UndiciConnections) {
    const { method, headers, body = null } = request;
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#connections = connections;
    this.#connection = connections.take(request);
    const { client, isForOneCall } = this.#connection;
    // By default, undici ends a connection after a DELETE with a body.
    client.dispatch({ method: method as Dispatcher.HttpMethod, path, headers, body, reset: isForOneCall }, this);
  }

  hadConnection(): boolean {
    return this.#wasStarted;
  }

  abort(): void {
    this.#end(new Error('The call was given up.'));
  }

  header(name: string): string | undefined {
    const value = this.#headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  readBody(maxBytes: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#settleBody = () => {
        if (this.#bytes > maxBytes) {
          reject(new RangeError(`The body is over ${maxBytes} bytes.`));
        } else if (this.#outcome) {
          reject(this.#outcome);
        } else {
          resolve(this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks, this.#bytes));
        }
      };
      this.#maxBytes = maxBytes;
      if (this.#outcome !== undefined) {
        this.#settleBody();
      } else {
        this.#boundBody();
      }
    });
  }

  discardBody(): void {
    this.#end(new Error('The body is discarded.'));
  }

  /** undici writes the request next: until here, SuperOffice cannot have received it. */
  onRequestStart(): void {
    this.#wasStarted = true;
    this.#connection.answers?.expect();
  }

  onResponseStart(_controller: unknown, status: number, headers: Readonly<Record<string, string | string[]>>): void {
    if (status === 101) {
      this.#end(
        Object.assign(new Error('The request did not ask for another protocol.'), { code: 'HPE_INVALID_UPGRADE' }),
      );
    } else {
      this.status = status;
      this.#headers = headers;
      this.#resolve(this);
    }
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    this.#boundBody();
  }

  onResponseEnd(): void {
    // A body without a length ends with its connection, and undici takes a reset for such an end.
    this.#end(this.#connection.socket?.errored ?? null);
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.#end(error);
  }

  #boundBody(): void {
    if (this.#bytes > this.#maxBytes) {
      this.#end(new RangeError('The body is too large.'));
    }
  }

  #end(outcome: Error | null): void {
    // After the end of this call, its connection may belong to another.
    if (this.#outcome !== undefined) {
      return;
    }
    this.#outcome = outcome;
    if (outcome === null) {
      this.#connections.giveBack(this.#connection);
    } else {
      this.#chunks = [];
      this.#connections.drop(this.#connection);
      this.#reject(transportError(outcome));
    }
    this.#settleBody?.();
  }
}

function transportError(error: Error & { readonly code?: string }): Error {
  // The request itself is wrong: a header with a line break, say.
  if (error instanceof errors.InvalidArgumentError) {
    return error;
  }
  return new TransportError(Object.assign(error, { code: nodeCode(error) }));
}

/** What went wrong, in the words of Node's own client. */
function nodeCode(error: Error & { readonly code?: string }): string | undefined {
  if (error instanceof errors.HTTPParserError) {
    return error.code ?? 'HPE_INVALID_RESPONSE';
  }
  if (error instanceof errors.HeadersOverflowError) {
    return 'HPE_HEADER_OVERFLOW';
  }
  // What undici reports for any parser error if the length was known.
  if (error instanceof errors.ResponseContentLengthMismatchError) {
    return 'HPE_UNEXPECTED_CONTENT_LENGTH';
  }
  if (error instanceof errors.SocketError) {
    return error.message === 'bad upgrade' ? 'HPE_INVALID_UPGRADE' : 'ECONNRESET';
  }
  return error.code;
}
