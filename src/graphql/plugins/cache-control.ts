import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { maxAgeOf } from '../cache-policy.js';
import type { RequestContext } from '../context.js';

/** What decides, besides the URL and the body, what an answer is: whose it is, and in which language. */
const VARY = 'origin, authorization, cookie, accept-language, so-language, so-culture, so-timezone, so-apptoken';

/** Sets `Cache-Control` where the schema's hints let an answer be kept, by its caller alone. One with errors never is. */
export function cacheControlPlugin(): ApolloServerPlugin<RequestContext> {
  // By document, which Apollo Server keeps: what a document allows is worked out once.
  const known = new WeakMap<DocumentNode, Map<string, number>>();
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue, schema, document, operationName, response: { body, http } }) {
          // Its REST calls are what one answer took, and no other.
          if (contextValue.recorder !== undefined) {
            return;
          }
          if (document === undefined || body.kind !== 'single' || body.singleResult.errors !== undefined) {
            return;
          }
          let byName = known.get(document);
          if (byName === undefined) {
            byName = new Map();
            known.set(document, byName);
          }
          const name = operationName ?? '';
          let maxAge = byName.get(name);
          if (maxAge === undefined) {
            maxAge = maxAgeOf(schema, document, operationName ?? undefined);
            byName.set(name, maxAge);
          }
          if (maxAge > 0) {
            http.headers.set('cache-control', `max-age=${maxAge}, private`);
            http.headers.set('vary', VARY);
          }
        },
      };
    },
  };
}
