import { cacheExchange } from '@urql/exchange-graphcache';
import { updateSessions } from 'superoffice-graphql/client';
import type { Exchange } from 'urql';
import * as gql from './gql/graphql.js';

/**
 * Keeps every record once, by its type and id, so that the session in a mutation's answer also changes in its list. The stream and the
 * poll write into the same list of sessions.
 */
export function createCache(): Exchange {
  const parts = ['ChatMessagesUpdate', 'ChatSessionConnection', 'ChatSessionsUpdate', 'TicketConnection'];
  return cacheExchange({
    keys: Object.fromEntries([...parts, 'SetChatPresencePayload'].map((part) => [part, () => null])),
    updates: {
      Subscription: {
        chatSessionUpdates({ chatSessionUpdates: update }: gql.WatchBoardSubscription, _args, cache) {
          cache.updateQuery({ query: gql.BoardDocument }, (board): gql.BoardQuery | null => {
            const known = board?.chatSessionsForCurrentUser;
            // Before the first snapshot, the list is unknown, not empty.
            return update && (known || update.isSnapshot)
              ? { __typename: 'Query', chatSessionsForCurrentUser: updateSessions(known ?? [], update) }
              : board;
          });
        },
      },
    },
  });
}
