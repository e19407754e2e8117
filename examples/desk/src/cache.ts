import { type Cache, cacheExchange } from '@urql/exchange-graphcache';
import type { Exchange } from 'urql';
import { updateSessions } from './board.js';
import {
  BoardDocument,
  type BoardQuery,
  MessagesDocument,
  type MessagesQuery,
  type NewMessagesQuery,
  type NewMessagesQueryVariables,
  type SetPresenceMutationVariables,
  type WatchBoardSubscription,
  type WatchMessagesSubscription,
  type WriteMutation,
} from './gql/graphql.js';
import { type Message, mergeMessages } from './messages.js';

/**
 * Keeps every record once, by its type and id: a session that a mutation answers changes on its list at once. Streams and polls write
 * into the same two lists, of sessions and of each session's messages, from which components read.
 */
export function createCache(): Exchange {
  return cacheExchange({
    keys: {
      ChatMessagesUpdate: () => null,
      ChatSessionConnection: () => null,
      ChatSessionsUpdate: () => null,
      SetChatPresencePayload: () => null,
      TicketConnection: () => null,
    },
    updates: {
      Subscription: {
        chatSessionUpdates({ chatSessionUpdates: update }: WatchBoardSubscription, _args, cache) {
          if (update) {
            cache.updateQuery(
              { query: BoardDocument },
              (board): BoardQuery => ({
                __typename: 'Query',
                chatSessionsForCurrentUser: updateSessions(board?.chatSessionsForCurrentUser ?? [], update),
              }),
            );
          }
        },
        chatMessageUpdates({ chatMessageUpdates: update }: WatchMessagesSubscription, _args, cache) {
          if (update?.session) {
            addMessages(cache, update.session.id, update.messages);
          }
        },
      },
      ChatSession: {
        messages(
          { id, messages }: NonNullable<NewMessagesQuery['chatSession']>,
          args: Partial<NewMessagesQueryVariables> | null,
          cache,
        ) {
          // Without `after` they are the list itself.
          if (args && 'after' in args) {
            addMessages(cache, id, messages ?? []);
          }
        },
      },
      Mutation: {
        addChatMessage({ addChatMessage: message }: WriteMutation, _args, cache) {
          if (message?.session) {
            addMessages(cache, message.session.id, [message]);
          }
        },
      },
    },
    optimistic: {
      setChatPresence: ({ presences }: { presences: readonly Omit<SetPresenceMutationVariables, 'key'>[] }) => ({
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

function addMessages(cache: Cache, id: string, added: readonly Message[]): void {
  cache.updateQuery(
    { query: MessagesDocument, variables: { id } },
    (known): MessagesQuery => ({
      __typename: 'Query',
      chatSession: {
        __typename: 'ChatSession',
        id,
        messages: mergeMessages(known?.chatSession?.messages ?? [], added),
      },
    }),
  );
}
