import type { GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { RequestContext } from '../context.js';

/** Puts `extensions.requestId` on every error, the same as in the log and in the `x-request-id` header. */
export function addRequestId({
  contextValue: { requestId },
  response: { body },
}: GraphQLRequestContextWillSendResponse<RequestContext>): void {
  if (body.kind === 'single' && body.singleResult.errors !== undefined) {
    body.singleResult.errors = body.singleResult.errors.map((error) => ({
      ...error,
      extensions: { ...error.extensions, requestId },
    }));
  }
}
