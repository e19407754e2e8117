import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../context.js';
import { refusedForNow } from '../errors.js';

/** Refuses queries while the process is too busy, so that what it has begun, and what changes something, gets through. */
export function loadSheddingPlugin(isBusy: () => boolean): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation }) {
          if (operation?.operation === 'query' && isBusy()) {
            throw refusedForNow('OVERLOADED');
          }
        },
      };
    },
  };
}
