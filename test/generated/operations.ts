/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Where a chat session stands. A pending transfer is no status: see `ChatSession.transferTo`. REST: `ChatSessionStatus`. */
export type ChatSessionStatus =
  /** Closed. SuperOffice: `Closed`. */
  | 'CLOSED'
  /** Closed while it still waited in the queue. SuperOffice: `ClosedFromQueue`. */
  | 'CLOSED_FROM_QUEUE'
  /** Live, and the visitor wrote last: it is the associate's turn. SuperOffice: `CustomerLast`. */
  | 'CUSTOMER_LAST'
  /** Over, and to be removed within about a day. SuperOffice: `Deleted`. */
  | 'DELETED'
  /** Before the queue: answers from the FAQ are being suggested to the visitor. SuperOffice: `Faq`. */
  | 'FAQ'
  /** Over; SuperOffice may remove it later. SuperOffice: `Finished`. */
  | 'FINISHED'
  /** Not set: the session has not begun. SuperOffice: `Invalid`. */
  | 'INVALID'
  /** Waits in the queue to be picked up. SuperOffice: `InQueue`. */
  | 'IN_QUEUE'
  /** Before the queue: the visitor is shown the form for times when nobody answers. SuperOffice: `OfflineForm`. */
  | 'OFFLINE_FORM'
  /** Before the queue: the visitor is filling in the form. SuperOffice: `PreChatForm`. */
  | 'PRE_CHAT_FORM'
  /** Over: the offline form was sent and became a request (`Ticket`). SuperOffice: `RequestPosted`. */
  | 'REQUEST_POSTED'
  /** A value newer than this schema; SuperOffice has no `Unknown` of its own here. */
  | 'UNKNOWN'
  /** Live, and the associate or a bot wrote last: it is the visitor's turn. SuperOffice: `UserLast`. */
  | 'USER_LAST';

export type TransferMutationVariables = Exact<{
  id: string | number;
  toAssociate: string;
}>;


export type TransferMutation = { transferChatSession: { id: string, status: ChatSessionStatus | null, user: { id: string, fullName: string | null } | null, transferTo: { id: string, fullName: string | null } | null, person: { fullName: string | null, email: string | null, contact: { name: string | null, country: { name: string | null } | null } | null } | null } | null };

export type DeskQueryVariables = Exact<{ [key: string]: never; }>;


export type DeskQuery = { me: { id: string, fullName: string | null } | null, transferTargets: Array<{ id: string, fullName: string | null }> | null, chatSessionsForCurrentUser: Array<{ id: string, status: ChatSessionStatus | null, lastMessage: string | null, whenRequested: string | null, user: { id: string } | null, transferTo: { id: string } | null, person: { fullName: string | null, contact: { name: string | null, country: { name: string | null } | null } | null } | null, ticket: { id: string, title: string | null, ownedBy: { fullName: string | null } | null } | null }> | null };


export const TransferDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Transfer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"toAssociate"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"transferChatSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"toAssociate"},"value":{"kind":"Variable","name":{"kind":"Name","value":"toAssociate"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"transferTo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"country"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<TransferMutation, TransferMutationVariables>;
export const DeskDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Desk"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"transferTargets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"chatSessionsForCurrentUser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lastMessage"}},{"kind":"Field","name":{"kind":"Name","value":"whenRequested"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"transferTo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"country"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"ownedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}}]}}]}}]}}]} as unknown as DocumentNode<DeskQuery, DeskQueryVariables>;