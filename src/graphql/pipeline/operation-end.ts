import type { GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { RequestContext } from '../context.js';
import type { ErrorCode } from '../error-codes.js';

/** Reports an operation to metrics and traces. */
export function reportOperation(
  request: GraphQLRequestContextWillSendResponse<RequestContext>,
  name: string | undefined,
  durationMs: number,
): void {
  const { contextValue, operation, response } = request;
  const { onEnd } = contextValue;
  if (onEnd !== undefined) {
    const { data, errors } = response.body.kind === 'single' ? response.body.singleResult : response.body.initialResult;
    onEnd({
      type: operation?.operation,
      name,
      durationMs,
      isExecuted: data !== undefined,
      code: errors?.[0]?.extensions?.code as ErrorCode | undefined,
    });
  }
}
