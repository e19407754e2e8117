import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';
import { type ErrorCode, PublicError } from '../graphql/errors.js';
import { refuseConnection } from './client-error.js';

type HeadLimits = Pick<Config, 'maxBodyBytes' | 'maxHeaders'>;

/** Refuses requests for what their heads say, whatever they ask for, before anything of a body is read. */
export function checkHeads(app: FastifyInstance, limits: HeadLimits): void {
  const { server } = app;
  // Node drops what is beyond without a word: one more is enough to know.
  server.maxHeadersCount = limits.maxHeaders + 1;
  app.addHook('onRequest', ({ raw }, _reply, done) => done(refusalOf(raw, limits)));
  server.on('checkContinue', (request, response) => {
    if (refusalOf(request, limits) === undefined) {
      response.writeContinue();
    }
    server.emit('request', request, response);
  });
  // Node by itself answers the one without a body, and the other not at all.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('connect', (_request, socket) => {
    app.onRefusal?.('BAD_REQUEST');
    refuseConnection(socket);
  });
}

function refusalOf(request: IncomingMessage, { maxBodyBytes, maxHeaders }: HeadLimits): PublicError | undefined {
  const { headers, rawHeaders, httpVersion } = request;
  if (rawHeaders.length > 2 * maxHeaders) {
    return refusal(431, 'PAYLOAD_TOO_LARGE', `Expected at most ${maxHeaders} headers.`);
  }
  if (isRepeated('host', rawHeaders) || isRepeated('content-type', rawHeaders)) {
    return refusal(400, 'BAD_REQUEST', 'Expected Host and Content-Type once each.');
  }
  if (headers.host === undefined ? httpVersion === '1.1' : !isHost(headers.host)) {
    return refusal(400, 'BAD_REQUEST', 'Expected a Host header that names a host.');
  }
  if (namesAnotherHost(request)) {
    return refusal(400, 'BAD_REQUEST', 'Expected a request target on the host of the Host header.');
  }
  if (headers.expect !== undefined && !/^100-continue$/i.test(headers.expect)) {
    return refusal(417, 'BAD_REQUEST', 'Nothing but 100-continue can be expected.');
  }
  if (Number(headers['content-length'] ?? 0) > maxBodyBytes) {
    return refusal(413, 'PAYLOAD_TOO_LARGE', `Expected a body of at most ${maxBodyBytes} bytes.`);
  }
  if (isEncoded(request)) {
    return refusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Expected a body that is not compressed.');
  }
  return undefined;
}

/** The connection ends with the answer: what follows on it may not be what it seems. */
function refusal(status: number, code: ErrorCode, message: string): PublicError {
  return new PublicError(code, { message, http: { status, headers: new Map([['connection', 'close']]) } });
}

/** Node keeps the first and says nothing. */
function isRepeated(name: string, rawHeaders: readonly string[]): boolean {
  let times = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const sent = rawHeaders[i] as string;
    times += sent.length === name.length && sent.toLowerCase() === name ? 1 : 0;
  }
  return times > 1;
}

function isHost(host: string): boolean {
  return /^[^\s/\\?#@]+$/.test(host) && URL.canParse(`http://${host}`);
}

/** As a request to a proxy does: `POST http://elsewhere.example/graphql`. */
function namesAnotherHost({ url = '', headers: { host } }: IncomingMessage): boolean {
  if (url.startsWith('/') || url === '*') {
    return false;
  }
  const target = URL.canParse(url) ? new URL(url) : undefined;
  return target === undefined || target.host !== new URL(`${target.protocol}//${host}`).host;
}

function isEncoded({ headers }: IncomingMessage): boolean {
  const { 'content-encoding': content = 'identity', 'transfer-encoding': transfer = 'chunked' } = headers;
  return content.toLowerCase() !== 'identity' || transfer.toLowerCase() !== 'chunked';
}
