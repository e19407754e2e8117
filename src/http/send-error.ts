import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, PublicError } from '../graphql/errors.js';
import { errorBody } from './error-body.js';
import { refusalCode } from './refusal-code.js';

/** Told of each request that is answered with 400 or above. */
export type OnRefusal = (code: ErrorCode) => void;

declare module 'fastify' {
  interface FastifyInstance {
    onRefusal: OnRefusal | undefined;
  }
}

/** Answers with an error of ours as it is, and with what a caller may see of any other. */
export function sendError(error: FastifyError | PublicError, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof PublicError) {
    const { status = 400, headers = [] } = error.extensions.http ?? {};
    reply.headers(Object.fromEntries(headers));
    refuse(error, status, request, reply);
    return;
  }
  const { statusCode: status = 500 } = error;
  const code = isDefect(error) ? 'INTERNAL_SERVER_ERROR' : refusalCode(status);
  refuse(new PublicError(code), status, request, reply);
}

/** Whether nobody foresaw it. */
export function isDefect(error: FastifyError | PublicError): boolean {
  return !(error instanceof PublicError) && (error.statusCode ?? 500) >= 500;
}

export function refuseMethod(request: FastifyRequest, reply: FastifyReply, allow: string): FastifyReply {
  reply.header('allow', allow);
  return refuse(new PublicError('BAD_REQUEST', { message: `Send an operation as ${allow}.` }), 405, request, reply);
}

export function refuse(error: PublicError, status: number, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.server.onRefusal?.(error.code);
  return reply.code(status).send(errorBody(error, request.id));
}
