import { randomUUID } from 'node:crypto';
import { type IncomingHttpHeaders, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { PublicError } from '../../graphql/errors.js';
import { errorBody } from '../answers/error-body.js';
import { refusalCode } from '../answers/refusal-code.js';
import type { LogRefusal, OnRefusal } from '../answers/send-error.js';
import type { Cors } from '../cors.js';
import { type AnswersUnderWay, isSent } from './answers-under-way.js';
import { readBrokenHead } from './broken-head.js';

export interface ClientErrorOptions {
  readonly answers: AnswersUnderWay;
  /** How long a refusal waits for the answers to earlier requests of its connection. After that, the connection is cut. */
  readonly answerTimeoutMs: number;
  readonly maxHeaderBytes: number;
  readonly cors: Cors;
  readonly onRefusal?: OnRefusal | undefined;
  readonly logRefusal: LogRefusal;
}

/** As Node reports it. */
interface ClientError {
  readonly code?: string;
  /** The bytes that were read last. */
  readonly rawPacket?: unknown;
}

export type RefuseBrokenRequest = (error: ClientError, connection: Duplex, reason?: Reason) => void;

/** How long the client has to read the answer before the connection is destroyed. */
const LINGER_MS = 1000;

interface Reason {
  readonly status: number;
  /** Default: the sentence of the status's code. */
  readonly message?: string;
}

const NO_HTTP: Reason = {
  status: 400,
  message: 'Expected a request in HTTP/1.1: this port speaks neither TLS nor HTTP/2.',
};

const TUNNEL: Reason = { status: 400, message: 'This server opens no tunnels: send operations to /graphql.' };

/** By Node's error code. */
const REASONS: Readonly<Record<string, Reason>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408 },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, message: 'Expected chunks without long extensions.' },
};

const HEAD_TOO_LARGE = 'HPE_HEADER_OVERFLOW';

/**
 * Refuses invalid requests (too slow, too large, not HTTP, or for a tunnel) and ends their connections. Earlier requests of
 * the same connection are answered first.
 */
export function refuseBrokenRequests(options: ClientErrorOptions): RefuseBrokenRequest {
  const refused = new WeakSet<Duplex>();
  return (error, connection, reason) => {
    if (error.code === 'ECONNRESET') {
      connection.destroy();
    } else if (!refused.has(connection)) {
      refused.add(connection);
      refuse(error, connection, reason, options);
    }
  };
}

/** Refuses every CONNECT, which Node does not emit as a request. */
export function refuseTunnels(
  server: Server,
  answers: AnswersUnderWay,
  refuseBrokenRequest: RefuseBrokenRequest,
): void {
  server.on('connect', (_request, connection) => {
    // Node hands the connection over, and no longer emits `drain` for an earlier answer.
    connection.on('drain', () => answers.of(connection)[0]?.emit('drain'));
    refuseBrokenRequest({}, connection, TUNNEL);
  });
}

function refuse(
  { code = '', rawPacket }: ClientError,
  connection: Duplex,
  reason: Reason | undefined,
  options: ClientErrorOptions,
): void {
  const { answers, answerTimeoutMs, cors, maxHeaderBytes } = options;
  connection.on('error', () => connection.destroy());
  discardWhatComes(connection);
  const head = code === HEAD_TOO_LARGE ? readBrokenHead(connection, rawPacket, maxHeaderBytes) : undefined;
  const cut = setTimeout(() => connection.destroy(), answerTimeoutMs);
  connection.once('close', () => clearTimeout(cut));

  const underWay = [...answers.of(connection)];
  const broken = underWay.at(-1)?.req.complete === false ? underWay.pop() : undefined;
  afterSent(underWay.at(-1), () => {
    if (broken !== undefined && (broken.headersSent || broken.writableEnded)) {
      // It was already refused for another reason.
      afterSent(broken, () => end(connection));
    } else if (!connection.writable) {
      end(connection);
    } else if (head !== undefined) {
      void head.then((read) => {
        const headers = broken?.req.headers ?? read.headers;
        const preflight = cors.preflightHeadersFor(headers);
        end(
          connection,
          preflight === undefined
            ? refusal(tooLarge(read.isAddress, maxHeaderBytes), headers, options)
            : answer(204, { ...cors.headersFor(headers.origin), ...preflight }),
        );
      });
    } else {
      end(connection, refusal(reason ?? REASONS[code] ?? NO_HTTP, broken?.req.headers, options));
    }
  });
}

function tooLarge(isAddress: boolean, maxHeaderBytes: number): Reason {
  const message = isAddress
    ? `The address is too long: it and the headers may have ${maxHeaderBytes} bytes together. Send the operation by POST, in a JSON body.`
    : `Expected headers of at most ${maxHeaderBytes} bytes together.`;
  return { status: 431, message };
}

/**
 * Reads on, to notice when the client hangs up, but gives nothing to Node's parser. Otherwise a refused request could still
 * become complete and be executed.
 */
function discardWhatComes(connection: Duplex): void {
  // This listener makes the bytes come through the stream: Node's parser reads past it.
  connection.on('data', () => {});
  connection.removeAllListeners('data');
  connection.on('data', () => {});
}

function afterSent(response: ServerResponse | undefined, then: () => void): void {
  if (response === undefined || isSent(response)) {
    then();
  } else {
    response.once('finish', then);
  }
}

function end(connection: Duplex, text = ''): void {
  const linger = setTimeout(() => connection.destroy(), LINGER_MS);
  connection.once('close', () => clearTimeout(linger));
  // An answer with `Connection: close` has already ended it.
  if (connection.writable) {
    connection.end(text);
  }
}

function refusal(
  { status, message }: Reason,
  headers: IncomingHttpHeaders | undefined,
  { cors, onRefusal, logRefusal }: ClientErrorOptions,
): string {
  const requestId = randomUUID();
  const error = new PublicError(refusalCode(status), { message });
  onRefusal?.(error.code);
  logRefusal({ requestId, status, code: error.code, reason: error.message });
  const body = JSON.stringify(errorBody(error, requestId));
  return answer(
    status,
    {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'x-request-id': requestId,
      'x-content-type-options': 'nosniff',
      ...cors.headersFor(headers?.origin),
    },
    body,
  );
}

/** The last one of its connection. */
function answer(status: number, headers: Readonly<Record<string, string>>, body = ''): string {
  const lines = Object.entries({ ...headers, 'cache-control': 'no-store', connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}
