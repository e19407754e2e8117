import { type Cache, cacheExchange } from '@urql/exchange-graphcache';
import type { Exchange } from 'urql';
import { updateSessions } from './board.js';
import * as gql from './gql/graphql.js';
import { type Message, mergeMessages } from './messages.js';

/**
 * Keeps every record once, by its type and id, so that the session in a mutation's answer also changes in its list. Streams and polls
 * write into the same two lists, of sessions and of each session's messages. Components read these.
 */
export function createCache(): Exchange {
  const parts = ['ChatMessagesUpdate', 'ChatSessionConnection', 'ChatSessionsUpdate', 'TicketConnection'];
  return cacheExchange({
    keys: Object.fromEntries([...parts, 'SetChatPresencePayload'].map((part) => [part, () => null])),
    updates: {
      Subscription: {
        chatSessionUpdates({ chatSessionUpdates: update }: gql.WatchBoardSubscription, _args, cache) {
          cache.updateQuery({ query: gql.BoardDocument }, (board): gql.BoardQuery | null => {
            const sessions = update && updateSessions(board?.chatSessionsForCurrentUser ?? [], update);
            return sessions ? { __typename: 'Query', chatSessionsForCurrentUser: sessions } : board;
          });
        },
        chatMessageUpdates({ chatMessageUpdates: update }: gql.WatchMessagesSubscription, _args, cache) {
          addMessages(cache, update?.session?.id, update?.messages);
        },
      },
      ChatSession: {
        messages({ id, messages }: NonNullable<gql.NewMessagesQuery['chatSession']>, args, cache) {
          // Without `after`, the answer is the whole list.
          addMessages(cache, args && 'after' in args ? id : undefined, messages);
        },
      },
      Mutation: {
        addChatMessage({ addChatMessage: message }: gql.WriteMutation, _args, cache) {
          addMessages(cache, message?.session?.id, message && [message]);
        },
      },
    },
    optimistic: {
      setChatPresence: ({ presences }: { presences: readonly Omit<gql.SetPresenceMutationVariables, 'key'>[] }) => ({
        __typename: 'SetChatPresencePayload',
        chatPresence: presences.map(({ userId, present }) => ({
          __typename: 'ChatPresence',
          id: String(userId),
          present,
        })),
      }),
    },
  });
}

function addMessages(cache: Cache, id: string | undefined, added: readonly Message[] | null | undefined): void {
  if (id && added) {
    cache.updateQuery({ query: gql.MessagesDocument, variables: { id } }, (known): gql.MessagesQuery => {
      const messages = mergeMessages(known?.chatSession?.messages ?? [], added);
      return { __typename: 'Query', chatSession: { __typename: 'ChatSession', id, messages } };
    });
  }
}
