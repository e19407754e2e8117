/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import gql from 'graphql-tag';
export type ChatMessageSpecialType =
  | 'BLOCK'
  | 'BOT_MESSAGE'
  | 'CLICKED_OPTION'
  | 'CLOSED_BY_CUSTOMER'
  | 'CLOSED_BY_IDLE'
  | 'CLOSED_BY_USER'
  | 'ERROR'
  | 'FAQ_SUCCESS_QUESTION'
  | 'ILLEGAL_FILE_TYPE'
  | 'NEW_SESSION'
  | 'NONE'
  | 'OPTIONS'
  | 'REOPENED_BY_CUSTOMER'
  | 'SESSION_DELETED'
  | 'TRANSFERED_SESSION'
  | 'TRANSFER_REJECTED'
  | 'UNKNOWN'
  | 'URL'
  | 'WELCOME';

export type ChatMessageType =
  | 'INVALID'
  | 'SPECIAL'
  | 'TO_CUSTOMER'
  | 'TO_USER'
  | 'UNKNOWN';

export type ChatSessionPart =
  | 'BEFORE_QUEUE'
  | 'ENDED'
  | 'MINE'
  | 'OFFERED'
  | 'OTHERS'
  | 'QUEUED';

export type ChatSessionStatus =
  | 'CLOSED'
  | 'CLOSED_FROM_QUEUE'
  | 'CUSTOMER_LAST'
  | 'DELETED'
  | 'FAQ'
  | 'FINISHED'
  | 'INVALID'
  | 'IN_QUEUE'
  | 'OFFLINE_FORM'
  | 'PRE_CHAT_FORM'
  | 'REQUEST_POSTED'
  | 'UNKNOWN'
  | 'USER_LAST';

export type SaleStatus =
  | 'LOST'
  | 'OPEN'
  | 'SAINT_ALL'
  | 'SOLD'
  | 'STALLED'
  | 'UNKNOWN';

export type SessionCardFragment = { __typename: 'ChatSession', id: string, part: ChatSessionPart | null, status: ChatSessionStatus | null, whenRequested: string | null, whenIdle: string | null, firstMessage: string | null, lastMessage: string | null, customerName: string | null, customerAlias: string | null, topic: { __typename: 'ChatTopic', id: string } | null, user: { __typename: 'User', id: string, fullName: string | null } | null, transferTo: { __typename: 'User', id: string, fullName: string | null } | null, person: { __typename: 'Person', id: string, fullName: string | null } | null, contact: { __typename: 'Contact', id: string, name: string | null } | null };

export type MessageLineFragment = { __typename: 'ChatMessage', id: string, type: ChatMessageType | null, author: string | null, message: string | null, specialType: ChatMessageSpecialType | null, specialParam: string | null, whenPosted: string | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { __typename: 'Query', me: { __typename: 'User', id: string, fullName: string | null, chatPresence: { __typename: 'ChatPresence', id: string, userId: number | null, present: boolean | null } | null } | null, chatTopicsForCurrentUser: Array<{ __typename: 'ChatTopic', id: string, name: string | null }> | null };

export type BoardQueryVariables = Exact<{ [key: string]: never; }>;


export type BoardQuery = { __typename: 'Query', chatSessionsForCurrentUser: Array<{ __typename: 'ChatSession', id: string, part: ChatSessionPart | null, status: ChatSessionStatus | null, whenRequested: string | null, whenIdle: string | null, firstMessage: string | null, lastMessage: string | null, customerName: string | null, customerAlias: string | null, topic: { __typename: 'ChatTopic', id: string } | null, user: { __typename: 'User', id: string, fullName: string | null } | null, transferTo: { __typename: 'User', id: string, fullName: string | null } | null, person: { __typename: 'Person', id: string, fullName: string | null } | null, contact: { __typename: 'Contact', id: string, name: string | null } | null }> | null };

export type WatchBoardSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type WatchBoardSubscription = { __typename: 'Subscription', chatSessionUpdates: { __typename: 'ChatSessionsUpdate', isSnapshot: boolean, goneIds: Array<string>, staleSince: string | null, sessions: Array<{ __typename: 'ChatSession', id: string, part: ChatSessionPart | null, status: ChatSessionStatus | null, whenRequested: string | null, whenIdle: string | null, firstMessage: string | null, lastMessage: string | null, customerName: string | null, customerAlias: string | null, topic: { __typename: 'ChatTopic', id: string } | null, user: { __typename: 'User', id: string, fullName: string | null } | null, transferTo: { __typename: 'User', id: string, fullName: string | null } | null, person: { __typename: 'Person', id: string, fullName: string | null } | null, contact: { __typename: 'Contact', id: string, name: string | null } | null }> } | null };

export type SessionQueryVariables = Exact<{
  id: string | number;
}>;


export type SessionQuery = { __typename: 'Query', session: { __typename: 'ChatSession', id: string, part: ChatSessionPart | null, status: ChatSessionStatus | null, whenRequested: string | null, whenIdle: string | null, firstMessage: string | null, lastMessage: string | null, customerName: string | null, customerAlias: string | null, topic: { __typename: 'ChatTopic', id: string } | null, user: { __typename: 'User', id: string, fullName: string | null } | null, transferTo: { __typename: 'User', id: string, fullName: string | null } | null, person: { __typename: 'Person', id: string, fullName: string | null } | null, contact: { __typename: 'Contact', id: string, name: string | null } | null } | null };

export type NewMessagesQueryVariables = Exact<{
  id: string | number;
  after?: string | number | null | undefined;
}>;


export type NewMessagesQuery = { __typename: 'Query', chatSession: { __typename: 'ChatSession', id: string, messages: Array<{ __typename: 'ChatMessage', id: string, type: ChatMessageType | null, author: string | null, message: string | null, specialType: ChatMessageSpecialType | null, specialParam: string | null, whenPosted: string | null }> | null } | null };

export type WatchMessagesSubscriptionVariables = Exact<{
  id: string | number;
  after?: string | number | null | undefined;
}>;


export type WatchMessagesSubscription = { __typename: 'Subscription', chatMessageUpdates: { __typename: 'ChatMessagesUpdate', staleSince: string | null, session: { __typename: 'ChatSession', id: string } | null, messages: Array<{ __typename: 'ChatMessage', id: string, type: ChatMessageType | null, author: string | null, message: string | null, specialType: ChatMessageSpecialType | null, specialParam: string | null, whenPosted: string | null }> } | null };

export type CustomerQueryVariables = Exact<{
  id: string | number;
}>;


export type CustomerQuery = { __typename: 'Query', chatSession: { __typename: 'ChatSession', id: string, customerName: string | null, customerEmail: string | null, customerPhone: string | null, customerCompanyName: string | null, person: { __typename: 'Person', id: string, fullName: string | null, title: string | null, email: string | null, directPhone: string | null, mobilePhone: string | null, tickets: { __typename: 'TicketConnection', nodes: Array<{ __typename: 'Ticket', id: string, title: string | null, ticketStatusDisplayValue: string | null, lastChanged: string | null } | null> } | null, chatSessions: { __typename: 'ChatSessionConnection', nodes: Array<{ __typename: 'ChatSession', id: string, whenRequested: string | null, whenEnded: string | null, firstMessage: string | null } | null> } | null } | null, contact: { __typename: 'Contact', id: string, name: string | null, department: string | null, city: string | null, countryName: string | null, directPhone: string | null } | null, sale: { __typename: 'Sale', id: string, title: string | null, status: SaleStatus | null, amount: number | null, currency: string | null } | null, ticket: { __typename: 'Ticket', id: string, title: string | null, ticketStatusDisplayValue: string | null } | null } | null };

export type TargetsQueryVariables = Exact<{
  topic?: string | number | null | undefined;
  canRespond?: boolean | null | undefined;
}>;


export type TargetsQuery = { __typename: 'Query', transferTargets: Array<{ __typename: 'User', id: string, fullName: string | null, chatPresence: { __typename: 'ChatPresence', id: string, ongoingChats: number | null } | null }> | null };

export type PickUpMutationVariables = Exact<{
  id: string | number;
  key: string;
}>;


export type PickUpMutation = { __typename: 'Mutation', session: { __typename: 'ChatSession', id: string, part: ChatSessionPart | null, status: ChatSessionStatus | null, whenRequested: string | null, whenIdle: string | null, firstMessage: string | null, lastMessage: string | null, customerName: string | null, customerAlias: string | null, topic: { __typename: 'ChatTopic', id: string } | null, user: { __typename: 'User', id: string, fullName: string | null } | null, transferTo: { __typename: 'User', id: string, fullName: string | null } | null, person: { __typename: 'Person', id: string, fullName: string | null } | null, contact: { __typename: 'Contact', id: string, name: string | null } | null } | null };

export type AcceptMutationVariables = Exact<{
  id: string | number;
  key: string;
}>;


export type AcceptMutation = { __typename: 'Mutation', session: { __typename: 'ChatSession', id: string, part: ChatSessionPart | null, status: ChatSessionStatus | null, whenRequested: string | null, whenIdle: string | null, firstMessage: string | null, lastMessage: string | null, customerName: string | null, customerAlias: string | null, topic: { __typename: 'ChatTopic', id: string } | null, user: { __typename: 'User', id: string, fullName: string | null } | null, transferTo: { __typename: 'User', id: string, fullName: string | null } | null, person: { __typename: 'Person', id: string, fullName: string | null } | null, contact: { __typename: 'Contact', id: string, name: string | null } | null } | null };

export type DeclineMutationVariables = Exact<{
  id: string | number;
  key: string;
}>;


export type DeclineMutation = { __typename: 'Mutation', session: { __typename: 'ChatSession', id: string, part: ChatSessionPart | null, status: ChatSessionStatus | null, whenRequested: string | null, whenIdle: string | null, firstMessage: string | null, lastMessage: string | null, customerName: string | null, customerAlias: string | null, topic: { __typename: 'ChatTopic', id: string } | null, user: { __typename: 'User', id: string, fullName: string | null } | null, transferTo: { __typename: 'User', id: string, fullName: string | null } | null, person: { __typename: 'Person', id: string, fullName: string | null } | null, contact: { __typename: 'Contact', id: string, name: string | null } | null } | null };

export type TransferMutationVariables = Exact<{
  id: string | number;
  to: string;
  key: string;
}>;


export type TransferMutation = { __typename: 'Mutation', session: { __typename: 'ChatSession', id: string, part: ChatSessionPart | null, status: ChatSessionStatus | null, whenRequested: string | null, whenIdle: string | null, firstMessage: string | null, lastMessage: string | null, customerName: string | null, customerAlias: string | null, topic: { __typename: 'ChatTopic', id: string } | null, user: { __typename: 'User', id: string, fullName: string | null } | null, transferTo: { __typename: 'User', id: string, fullName: string | null } | null, person: { __typename: 'Person', id: string, fullName: string | null } | null, contact: { __typename: 'Contact', id: string, name: string | null } | null } | null };

export type CloseMutationVariables = Exact<{
  id: string | number;
  key: string;
}>;


export type CloseMutation = { __typename: 'Mutation', session: { __typename: 'ChatSession', id: string, part: ChatSessionPart | null, status: ChatSessionStatus | null, whenRequested: string | null, whenIdle: string | null, firstMessage: string | null, lastMessage: string | null, customerName: string | null, customerAlias: string | null, topic: { __typename: 'ChatTopic', id: string } | null, user: { __typename: 'User', id: string, fullName: string | null } | null, transferTo: { __typename: 'User', id: string, fullName: string | null } | null, person: { __typename: 'Person', id: string, fullName: string | null } | null, contact: { __typename: 'Contact', id: string, name: string | null } | null } | null };

export type WriteMutationVariables = Exact<{
  id: string | number;
  text: string;
  key: string;
}>;


export type WriteMutation = { __typename: 'Mutation', addChatMessage: { __typename: 'ChatMessage', id: string, type: ChatMessageType | null, author: string | null, message: string | null, specialType: ChatMessageSpecialType | null, specialParam: string | null, whenPosted: string | null } | null };

export type SetPresenceMutationVariables = Exact<{
  userId: number;
  present: boolean;
  key: string;
}>;


export type SetPresenceMutation = { __typename: 'Mutation', setChatPresence: { __typename: 'SetChatPresencePayload', chatPresence: Array<{ __typename: 'ChatPresence', id: string, present: boolean | null }> | null } | null };

export const SessionCardFragmentDoc = gql`
    fragment SessionCard on ChatSession {
  id
  part
  status
  whenRequested
  whenIdle
  firstMessage
  lastMessage
  customerName
  customerAlias
  topic {
    id
  }
  user {
    id
    fullName
  }
  transferTo {
    id
    fullName
  }
  person {
    id
    fullName
  }
  contact {
    id
    name
  }
}
    ` as unknown as DocumentNode<SessionCardFragment, unknown>;
export const MessageLineFragmentDoc = gql`
    fragment MessageLine on ChatMessage {
  id
  type
  author
  message
  specialType
  specialParam
  whenPosted
}
    ` as unknown as DocumentNode<MessageLineFragment, unknown>;
export const MeDocument = gql`
    query Me {
  me {
    id
    fullName
    chatPresence {
      id
      userId
      present
    }
  }
  chatTopicsForCurrentUser {
    id
    name
  }
}
    ` as unknown as DocumentNode<MeQuery, MeQueryVariables>;
export const BoardDocument = gql`
    query Board {
  chatSessionsForCurrentUser(parts: [OFFERED, MINE, QUEUED, OTHERS]) {
    ...SessionCard
  }
}
    ${SessionCardFragmentDoc}` as unknown as DocumentNode<BoardQuery, BoardQueryVariables>;
export const WatchBoardDocument = gql`
    subscription WatchBoard {
  chatSessionUpdates(parts: [OFFERED, MINE, QUEUED, OTHERS]) {
    isSnapshot
    sessions {
      ...SessionCard
    }
    goneIds
    staleSince
  }
}
    ${SessionCardFragmentDoc}` as unknown as DocumentNode<WatchBoardSubscription, WatchBoardSubscriptionVariables>;
export const SessionDocument = gql`
    query Session($id: ID!) {
  session: chatSession(id: $id) {
    ...SessionCard
  }
}
    ${SessionCardFragmentDoc}` as unknown as DocumentNode<SessionQuery, SessionQueryVariables>;
export const NewMessagesDocument = gql`
    query NewMessages($id: ID!, $after: ID) {
  chatSession(id: $id) {
    id
    messages(after: $after) {
      ...MessageLine
    }
  }
}
    ${MessageLineFragmentDoc}` as unknown as DocumentNode<NewMessagesQuery, NewMessagesQueryVariables>;
export const WatchMessagesDocument = gql`
    subscription WatchMessages($id: ID!, $after: ID) {
  chatMessageUpdates(sessions: [{session: $id, after: $after}]) {
    session {
      id
    }
    messages {
      ...MessageLine
    }
    staleSince
  }
}
    ${MessageLineFragmentDoc}` as unknown as DocumentNode<WatchMessagesSubscription, WatchMessagesSubscriptionVariables>;
export const CustomerDocument = gql`
    query Customer($id: ID!) {
  chatSession(id: $id) {
    id
    customerName
    customerEmail
    customerPhone
    customerCompanyName
    person {
      id
      fullName
      title
      email
      directPhone
      mobilePhone
      tickets(first: 5) {
        nodes {
          id
          title
          ticketStatusDisplayValue
          lastChanged
        }
      }
      chatSessions(first: 6) {
        nodes {
          id
          whenRequested
          whenEnded
          firstMessage
        }
      }
    }
    contact {
      id
      name
      department
      city
      countryName
      directPhone
    }
    sale {
      id
      title
      status
      amount
      currency
    }
    ticket {
      id
      title
      ticketStatusDisplayValue
    }
  }
}
    ` as unknown as DocumentNode<CustomerQuery, CustomerQueryVariables>;
export const TargetsDocument = gql`
    query Targets($topic: ID, $canRespond: Boolean) {
  transferTargets(topic: $topic, canRespond: $canRespond) {
    id
    fullName
    chatPresence {
      id
      ongoingChats
    }
  }
}
    ` as unknown as DocumentNode<TargetsQuery, TargetsQueryVariables>;
export const PickUpDocument = gql`
    mutation PickUp($id: ID!, $key: String!) {
  session: pickUpChatSession(id: $id, idempotencyKey: $key) {
    ...SessionCard
  }
}
    ${SessionCardFragmentDoc}` as unknown as DocumentNode<PickUpMutation, PickUpMutationVariables>;
export const AcceptDocument = gql`
    mutation Accept($id: ID!, $key: String!) {
  session: acceptChatSessionTransfer(id: $id, idempotencyKey: $key) {
    ...SessionCard
  }
}
    ${SessionCardFragmentDoc}` as unknown as DocumentNode<AcceptMutation, AcceptMutationVariables>;
export const DeclineDocument = gql`
    mutation Decline($id: ID!, $key: String!) {
  session: rejectChatSessionTransfer(id: $id, idempotencyKey: $key) {
    ...SessionCard
  }
}
    ${SessionCardFragmentDoc}` as unknown as DocumentNode<DeclineMutation, DeclineMutationVariables>;
export const TransferDocument = gql`
    mutation Transfer($id: ID!, $to: String!, $key: String!) {
  session: transferChatSession(id: $id, toAssociate: $to, idempotencyKey: $key) {
    ...SessionCard
  }
}
    ${SessionCardFragmentDoc}` as unknown as DocumentNode<TransferMutation, TransferMutationVariables>;
export const CloseDocument = gql`
    mutation Close($id: ID!, $key: String!) {
  session: updateChatSession(
    id: $id
    input: {status: CLOSED}
    idempotencyKey: $key
  ) {
    ...SessionCard
  }
}
    ${SessionCardFragmentDoc}` as unknown as DocumentNode<CloseMutation, CloseMutationVariables>;
export const WriteDocument = gql`
    mutation Write($id: ID!, $text: String!, $key: String!) {
  addChatMessage(id: $id, message: {message: $text}, idempotencyKey: $key) {
    ...MessageLine
  }
}
    ${MessageLineFragmentDoc}` as unknown as DocumentNode<WriteMutation, WriteMutationVariables>;
export const SetPresenceDocument = gql`
    mutation SetPresence($userId: Int!, $present: Boolean!, $key: String!) {
  setChatPresence(
    presences: [{userId: $userId, present: $present}]
    idempotencyKey: $key
  ) {
    chatPresence {
      id
      present
    }
  }
}
    ` as unknown as DocumentNode<SetPresenceMutation, SetPresenceMutationVariables>;