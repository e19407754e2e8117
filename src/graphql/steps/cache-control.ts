import type { GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { maxAgeOf } from '../cache-policy.js';
import type { RequestContext } from '../context.js';

/** What decides, besides the URL and the body, what an answer is: whose it is, and in which language. */
const VARY =
  'origin, authorization, cookie, x-xsrf-token, accept-language, so-language, so-culture, so-timezone, so-apptoken';

/** Sets `Cache-Control` where the schema's hints let an answer be kept, by its caller alone. One with errors never is. */
export function createCacheControl(): (request: GraphQLRequestContextWillSendResponse<RequestContext>) => void {
  // By operation, which Apollo Server keeps with its document: what it allows is worked out once.
  const known = new WeakMap<OperationDefinitionNode, number>();
  return ({ contextValue, schema, document, operation, response: { body, http } }) => {
    // Its REST calls are what one answer took, and no other.
    if (contextValue.recorder !== undefined) {
      return;
    }
    if (operation === undefined || body.kind !== 'single' || body.singleResult.errors !== undefined) {
      return;
    }
    let maxAge = known.get(operation);
    if (maxAge === undefined) {
      maxAge = maxAgeOf(schema, document as DocumentNode, operation);
      known.set(operation, maxAge);
    }
    if (maxAge > 0) {
      http.headers.set('cache-control', `max-age=${maxAge}, private`);
      http.headers.set('vary', VARY);
    }
  };
}
