import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../context.js';
import { refusedForNow } from '../errors.js';

const RETRY_AFTER_MS = 1000;

/** Refuses queries while the process is too busy, so that what it has begun, and what changes something, gets through. */
export function loadSheddingPlugin(isBusy: () => boolean): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation }) {
          if (operation?.operation === 'query' && isBusy()) {
            throw refusedForNow('OVERLOADED', RETRY_AFTER_MS);
          }
        },
      };
    },
  };
}
