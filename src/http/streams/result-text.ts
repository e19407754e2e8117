import type { FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import { PublicError } from '../../graphql/errors.js';
import type { ResultStream } from '../../graphql/subscriptions/result-stream.js';
import type { AnswerLimits } from '../answers/answer-limits.js';
import { errorBody } from '../answers/error-body.js';

/** The JSON of the results of one stream, with the bounds of answers. */
export interface ResultText {
  /**
   * The JSON of a result, which counts as unsent; undefined if there is no room for it. In place of a result that is too
   * large it gives an error, and ends the stream: the source counts that result as sent, so it would be lost.
   */
  of(result: FormattedExecutionResult): string | undefined;
  /** Stops counting it. */
  release(): void;
}

/** The owner of the results. */
export type ResultOwner = Pick<FastifyRequest, 'id' | 'answerOwner'>;

export function createResultText(
  { id, answerOwner }: ResultOwner,
  results: Pick<ResultStream, 'fail'>,
  { maxResponseBytes, outbox, onTooLarge }: AnswerLimits,
): ResultText {
  const owner = answerOwner as string;
  let releaseLast = () => {};
  return {
    of(result) {
      let text = JSON.stringify(result);
      let bytes = Buffer.byteLength(text);
      if (bytes > maxResponseBytes) {
        onTooLarge?.();
        results.fail('OPERATION_LIMIT_EXCEEDED');
        text = tooLarge(maxResponseBytes, id);
        bytes = Buffer.byteLength(text);
      }
      if (!outbox.hasRoom(owner, bytes)) {
        return undefined;
      }
      releaseLast = outbox.hold(owner, bytes);
      return text;
    },
    release: () => releaseLast(),
  };
}

function tooLarge(maxResponseBytes: number, requestId: string): string {
  const message = `Expected a value of at most ${maxResponseBytes} bytes: subscribe again, for fewer records or fields.`;
  const error = new PublicError('OPERATION_LIMIT_EXCEEDED', { message });
  return JSON.stringify({ ...errorBody(error, requestId), data: null });
}
