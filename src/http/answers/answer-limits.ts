import type { FastifyRequest } from 'fastify';
import { PublicError, refusedForNow } from '../../graphql/errors.js';
import type { ComputedAnswer } from './answer-by-apollo.js';
import { errorBody } from './error-body.js';
import type { Outbox } from './outbox.js';

export interface AnswerLimits {
  readonly maxResponseBytes: number;
  readonly outbox: Outbox;
  /** Called for an answer that was too large to be sent. */
  readonly onTooLarge?: (() => void) | undefined;
}

/**
 * The answer to a query, or an error instead of one that is too large.
 *
 * @throws {PublicError} `OVERLOADED` if too much waits to be written already
 */
export function boundAnswer(
  answer: ComputedAnswer,
  request: FastifyRequest,
  { maxResponseBytes, outbox, onTooLarge }: AnswerLimits,
): ComputedAnswer {
  const { body } = answer;
  if (typeof body !== 'string') {
    return answer;
  }
  const bytes = Buffer.byteLength(body);
  if (bytes > maxResponseBytes) {
    onTooLarge?.();
    return tooLarge(answer, maxResponseBytes, request);
  }
  if (!outbox.hasRoom(request.answerOwner as string, bytes)) {
    throw refusedForNow('OVERLOADED');
  }
  return answer;
}

function tooLarge({ headers }: ComputedAnswer, maxResponseBytes: number, request: FastifyRequest): ComputedAnswer {
  const { id: requestId, server } = request;
  const error = new PublicError('OPERATION_LIMIT_EXCEEDED', {
    message: `Expected an answer of at most ${maxResponseBytes} bytes: ask for fewer records or fields.`,
  });
  const status = 200;
  // The operation was already logged as one without errors.
  server.logRefusal({ requestId, status, code: error.code, reason: error.message });
  return {
    status,
    headers: new Map([['content-type', headers.get('content-type') as string]]),
    body: JSON.stringify({ data: null, ...errorBody(error, requestId) }),
  };
}
