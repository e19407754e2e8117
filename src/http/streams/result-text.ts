import type { FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import { PublicError } from '../../graphql/errors.js';
import type { AnswerLimits } from '../answers/answer-limits.js';
import { errorBody } from '../answers/error-body.js';

/** The JSON of the results of one stream, with the bounds of answers. */
export interface ResultText {
  /** The JSON of a result, which counts as unsent; undefined if there is no room for it. */
  of(result: FormattedExecutionResult): string | undefined;
  /** Stops counting it. */
  release(): void;
}

/** The owner of the results. */
export type ResultOwner = Pick<FastifyRequest, 'id' | 'answerOwner'>;

export function createResultText(request: ResultOwner, limits: AnswerLimits): ResultText {
  const owner = request.answerOwner as string;
  let releaseLast = () => {};
  return {
    of(result) {
      const text = bounded(JSON.stringify(result), request, limits);
      const bytes = Buffer.byteLength(text);
      if (!limits.outbox.hasRoom(owner, bytes)) {
        return undefined;
      }
      releaseLast = limits.outbox.hold(owner, bytes);
      return text;
    },
    release: () => releaseLast(),
  };
}

/** The JSON of a result, or of an error if the result is too large. */
function bounded(text: string, { id }: ResultOwner, { maxResponseBytes, onTooLarge }: AnswerLimits): string {
  if (Buffer.byteLength(text) <= maxResponseBytes) {
    return text;
  }
  onTooLarge?.();
  const message = `Expected a value of at most ${maxResponseBytes} bytes: ask for fewer records or fields.`;
  const error = new PublicError('OPERATION_LIMIT_EXCEEDED', { message });
  return JSON.stringify({ ...errorBody(error, id), data: null });
}
