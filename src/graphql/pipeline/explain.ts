import type { GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { RequestContext } from '../context.js';

/** Adds `extensions.rest` to answers if the request asked for it. */
export function addRestReport({
  contextValue: { recorder },
  response: { body },
}: GraphQLRequestContextWillSendResponse<RequestContext>): void {
  if (recorder !== undefined && body.kind === 'single') {
    body.singleResult.extensions = { ...body.singleResult.extensions, rest: recorder.report() };
  }
}
