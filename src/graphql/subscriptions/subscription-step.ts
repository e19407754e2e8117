import type { GraphQLRequestContextResponseForOperation, GraphQLResponse } from '@apollo/server';
import type { RequestContext, Streaming } from '../context.js';
import { PublicError } from '../errors.js';
import { STREAM_NEEDED } from '../library-errors.js';
import { answerWith, type ExecutionAnswerOptions } from '../pipeline/planned-execution.js';
import type { SubscriptionRequest, Subscriptions } from './subscriptions.js';

/** Placeholder for the execution of a subscription. */
export interface SubscriptionStep {
  /**
   * Refuses a subscription that cannot become a stream.
   *
   * @throws {PublicError} `BAD_REQUEST`, with 406, if the request accepts none; `OVERLOADED`, `RATE_LIMITED`, `RECONNECT`
   */
  check(context: RequestContext): void;
  /** Opens the stream. The answer is a placeholder, or says why there is no stream. */
  answer(request: GraphQLRequestContextResponseForOperation<RequestContext>): Promise<GraphQLResponse>;
}

export function createSubscriptionStep(
  subscriptions: Subscriptions,
  options: ExecutionAnswerOptions,
): SubscriptionStep {
  return {
    check({ streaming, session }) {
      if (streaming === undefined) {
        throw new PublicError('BAD_REQUEST', { message: STREAM_NEEDED, http: { status: 406 } });
      }
      subscriptions.check(session.key);
    },
    async answer({ document, source, operation, contextValue: context, request: { operationName, variables } }) {
      const streaming = context.streaming as Streaming;
      const asked = {
        document,
        source,
        operation,
        operationName,
        variables,
        context,
        streaming,
      } as SubscriptionRequest;
      const opened = await subscriptions.open(asked);
      if ('refused' in opened) {
        return answerWith(opened.refused, context.requestId, options);
      }
      streaming.onOpen(opened);
      return answerWith({ data: null }, context.requestId, options);
    },
  };
}
