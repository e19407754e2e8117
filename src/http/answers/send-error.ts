import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../graphql/error-codes.js';
import { PublicError } from '../../graphql/errors.js';
import { errorBody } from './error-body.js';
import { refusalCode } from './refusal-code.js';

/** Called for each request that is answered with 400 or above. */
export type OnRefusal = (code: ErrorCode) => void;

/** A request that never became an operation, or whose answer was replaced: no operation's log line shows it. */
export interface Refusal {
  readonly requestId: string;
  readonly status: number;
  readonly code: ErrorCode;
  /** A sentence of ours, without any value. */
  readonly reason: string;
}

export type LogRefusal = (refusal: Refusal) => void;

declare module 'fastify' {
  interface FastifyInstance {
    onRefusal: OnRefusal | undefined;
    logRefusal: LogRefusal;
  }
}

/** Answers with an error of ours unchanged, and with the public form of any other. */
export function sendError(error: FastifyError | PublicError, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof PublicError) {
    const { status = 400, headers = [] } = error.extensions.http ?? {};
    reply.headers(Object.fromEntries(headers));
    refuse(error, status, request, reply);
    return;
  }
  const { statusCode: status = 500 } = error;
  const code = isDefect(error) ? 'INTERNAL_SERVER_ERROR' : refusalCode(status);
  refuse(new PublicError(code, { message: toldByCode(error, request) }), status, request, reply);
}

/** Whether the error is unexpected. */
export function isDefect(error: FastifyError | PublicError): boolean {
  return !(error instanceof PublicError) && (error.statusCode ?? 500) >= 500;
}

/** The message for an error of Fastify's, by its code; undefined: the status's own message. */
function toldByCode({ code }: FastifyError, { headers, routeOptions }: FastifyRequest): string | undefined {
  switch (code) {
    case 'FST_ERR_BAD_URL':
      return 'The path cannot be decoded: GraphQL is served at /graphql.';
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return `Expected a body of at most ${routeOptions.bodyLimit} bytes.`;
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return 'The body is empty: send a JSON object with `query`.';
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return 'The body is not as long as its Content-Length says.';
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return 'The body is not JSON: send an object with `query`.';
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refusedParameter(headers['content-type']);
    default:
      return undefined;
  }
}

/** Undefined: the type itself is refused. */
function refusedParameter(type = ''): string | undefined {
  if (!/^application\/json\s*;/i.test(type)) {
    return undefined;
  }
  return /;\s*charset\s*=\s*"?(?!utf-?8\b)/i.test(type)
    ? 'Expected the charset UTF-8, or none beside application/json.'
    : 'Expected application/json alone, or with charset=utf-8: it takes no other parameters.';
}

const NOT_RESERVED = 'Streams are not reserved by PUT: each subscription is its own request.';

export function refuseMethod(request: FastifyRequest, reply: FastifyReply, allow: string): FastifyReply {
  reply.header('allow', allow);
  // graphql-sse does that with `singleConnection`.
  const reserved = request.method === 'PUT' ? ` ${NOT_RESERVED}` : '';
  const message = `Send an operation as ${allow}.${reserved}`;
  return refuse(new PublicError('BAD_REQUEST', { message }), 405, request, reply);
}

export function refuse(error: PublicError, status: number, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code, message: reason } = error;
  request.server.onRefusal?.(code);
  // A defect has its own log line, which says more.
  if (code !== 'INTERNAL_SERVER_ERROR') {
    request.server.logRefusal({ requestId: request.id, status, code, reason });
  }
  return reply.code(status).send(errorBody(error, request.id));
}
