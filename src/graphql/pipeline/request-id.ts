import type { GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { RequestContext } from '../context.js';
import { withRequestId } from '../errors.js';

/** Puts `extensions.requestId` on every error of an operation. */
export function addRequestId({
  contextValue: { requestId },
  response: { body },
}: GraphQLRequestContextWillSendResponse<RequestContext>): void {
  if (body.kind === 'single' && body.singleResult.errors !== undefined) {
    body.singleResult.errors = body.singleResult.errors.map((error) => withRequestId(error, requestId));
  }
}
