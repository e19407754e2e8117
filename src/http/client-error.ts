import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ErrorCode, PublicError } from '../graphql/errors.js';
import { errorBody } from './error-body.js';
import type { OnRefusal } from './send-error.js';

interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
}

/** For whom the answer is on its way: then the connection goes, whether they hang up or not. */
const LINGER_MS = 1000;

const NOT_READABLE: Refusal = { status: 400, code: 'BAD_REQUEST' };

const REFUSALS: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'REQUEST_TIMEOUT' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, code: 'PAYLOAD_TOO_LARGE' },
  HPE_HEADER_OVERFLOW: { status: 431, code: 'PAYLOAD_TOO_LARGE' },
};

/** Answers a connection whose request never became one: too slow, too large, or no HTTP. */
export function refuseBrokenRequest(
  error: Error & { readonly code?: string },
  socket: Duplex,
  onRefusal?: OnRefusal,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = REFUSALS[error.code ?? ''] ?? NOT_READABLE;
  onRefusal?.(refusal.code);
  refuseConnection(socket, refusal);
}

/** Answers a connection on which there will be no other answer, and ends it. */
export function refuseConnection(socket: Duplex, { status, code }: Refusal = NOT_READABLE): void {
  const requestId = randomUUID();
  const body = JSON.stringify(errorBody(new PublicError(code), requestId));
  const linger = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(linger));
  socket.on('error', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${requestId}`,
      'x-content-type-options: nosniff',
      'cache-control: no-store',
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
