/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What a special chat message is about. REST: `ChatMessageSpecialType`. */
export type ChatMessageSpecialType =
  /** The visitor is blocked. SuperOffice: `Block`. */
  | 'BLOCK'
  /** A bot wrote the message. SuperOffice: `BotMessage`. */
  | 'BOT_MESSAGE'
  /** The visitor clicked one of the choices a bot gave. SuperOffice: `ClickedOption`. */
  | 'CLICKED_OPTION'
  /** The visitor closed the session. SuperOffice: `ClosedByCustomer`. */
  | 'CLOSED_BY_CUSTOMER'
  /** The session was closed because nobody wrote any more. SuperOffice: `ClosedByIdle`. */
  | 'CLOSED_BY_IDLE'
  /** The associate closed the session. SuperOffice: `ClosedByUser`. */
  | 'CLOSED_BY_USER'
  /** Something went wrong. SuperOffice: `Error`. */
  | 'ERROR'
  /** The visitor is asked whether a suggested answer from the FAQ helped. SuperOffice: `FaqSuccessQuestion`. */
  | 'FAQ_SUCCESS_QUESTION'
  /** The visitor tried to send a file of a kind that is not allowed. SuperOffice: `IllegalFileType`. */
  | 'ILLEGAL_FILE_TYPE'
  /** The session has begun. SuperOffice: `NewSession`. */
  | 'NEW_SESSION'
  /** Nothing special. SuperOffice: `None`. */
  | 'NONE'
  /** Choices that a bot gives: see `ChatMessage.specialParam`. SuperOffice: `Options`. */
  | 'OPTIONS'
  /** The visitor opened the session again. SuperOffice: `ReopenedByCustomer`. */
  | 'REOPENED_BY_CUSTOMER'
  /** The session was deleted. SuperOffice: `SessionDeleted`. */
  | 'SESSION_DELETED'
  /** The session went over to another associate. SuperOffice: `TransferedSession`, with one r as here. */
  | 'TRANSFERED_SESSION'
  /** The associate who was asked to take the session over refused. SuperOffice: `TransferRejected`. */
  | 'TRANSFER_REJECTED'
  /** A value newer than this schema; SuperOffice has no `Unknown` of its own here. */
  | 'UNKNOWN'
  /** A web address. SuperOffice: `Url`. */
  | 'URL'
  /** The topic's welcome text. SuperOffice: `Welcome`. */
  | 'WELCOME';

/** Direction of a chat message. REST: `ChatMessageType`. */
export type ChatMessageType =
  /** Not set. SuperOffice: `Invalid`. */
  | 'INVALID'
  /** From SuperOffice itself: see `ChatMessage.specialType`. SuperOffice: `Special`. */
  | 'SPECIAL'
  /** From an associate or a bot to the visitor. SuperOffice: `ToCustomer`. */
  | 'TO_CUSTOMER'
  /** From the visitor to the associate. SuperOffice: `ToUser`. */
  | 'TO_USER'
  /** A value newer than this schema; SuperOffice has no `Unknown` of its own here. */
  | 'UNKNOWN';

/**
 * What a chat session is to the caller. The first value that applies, in the order `ENDED`, `MINE`, `OFFERED`, and then
 * the others.
 * REST: none, this server computes it from `Status`, `User` and `TransferTo`, by associate ids.
 */
export type ChatSessionPart =
  /** Has not reached the queue: `INVALID`, `PRE_CHAT_FORM`, `FAQ` and `OFFLINE_FORM`. */
  | 'BEFORE_QUEUE'
  /** Over, whoever had it: `FINISHED`, `DELETED`, `CLOSED`, `REQUEST_POSTED` and `CLOSED_FROM_QUEUE`. */
  | 'ENDED'
  /** The caller is the `user`, and the session has not ended. It may be offered to another associate. */
  | 'MINE'
  /**
   * The caller is `transferTo`, and has neither accepted nor refused yet. The session has not ended, and somebody else, or
   * nobody, is its `user`.
   */
  | 'OFFERED'
  /**
   * Live, with somebody else or with nobody, for example with a bot: `CUSTOMER_LAST` and `USER_LAST`. Also a status newer
   * than this schema (`UNKNOWN`).
   */
  | 'OTHERS'
  /** Waits in the queue to be picked up: `IN_QUEUE`. */
  | 'QUEUED';

/** Status of a chat session. A pending transfer is not a status: see `ChatSession.transferTo`. REST: `ChatSessionStatus`. */
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


export type TransferMutation = { transferChatSession: { id: string, status: ChatSessionStatus | null, user: { id: string, fullName: string | null } | null, transferTo: { id: string, fullName: string | null } | null, person: { fullName: string | null, email: string | null } | null, contact: { name: string | null } | null, project: { name: string | null } | null, sale: { title: string | null } | null, ticket: { title: string | null } | null } | null };

export type DeskQueryVariables = Exact<{ [key: string]: never; }>;


export type DeskQuery = { me: { id: string, fullName: string | null } | null, transferTargets: Array<{ id: string, fullName: string | null, chatPresence: { ongoingChats: number | null } | null }> | null, chatSessionsForCurrentUser: Array<{ id: string, part: ChatSessionPart | null, status: ChatSessionStatus | null, lastMessage: string | null, whenRequested: string | null, user: { id: string } | null, transferTo: { id: string } | null, person: { fullName: string | null, contact: { name: string | null, country: { name: string | null } | null } | null } | null, ticket: { id: string, title: string | null, ownedBy: { fullName: string | null } | null } | null }> | null };

export type ArriveQueryVariables = Exact<{ [key: string]: never; }>;


export type ArriveQuery = { me: { id: string, fullName: string | null, chatPresence: { userId: number | null, present: boolean | null } | null } | null, chatTopicsForCurrentUser: Array<{ id: string, name: string | null, isOpen: boolean | null }> | null };

export type BePresentMutationVariables = Exact<{ [key: string]: never; }>;


export type BePresentMutation = { setChatPresence: { chatPresence: Array<{ id: string, displayName: string | null, present: boolean | null, ongoingChats: number | null }> | null } | null };

export type BoardQueryVariables = Exact<{ [key: string]: never; }>;


export type BoardQuery = { chatSessionsForCurrentUser: Array<{ id: string, part: ChatSessionPart | null, status: ChatSessionStatus | null, whenRequested: string | null, firstMessage: string | null, person: { fullName: string | null, contact: { name: string | null } | null } | null }> | null };

export type PickUpMutationVariables = Exact<{ [key: string]: never; }>;


export type PickUpMutation = { pickUpChatSession: { id: string, status: ChatSessionStatus | null, user: { fullName: string | null } | null, messages: Array<{ author: string | null, message: string | null, specialType: ChatMessageSpecialType | null }> | null } | null };

export type WriteMutationVariables = Exact<{
  key?: string | null | undefined;
}>;


export type WriteMutation = { addChatMessage: { id: string, whenPosted: string | null, session: { status: ChatSessionStatus | null, lastMessage: string | null } | null } | null };

export type PlayTheVisitorMutationVariables = Exact<{ [key: string]: never; }>;


export type PlayTheVisitorMutation = { addChatMessage: { id: string } | null };

export type ReadQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadQuery = { chatSession: { status: ChatSessionStatus | null, messages: Array<{ id: string, type: ChatMessageType | null, author: string | null, message: string | null, whenPosted: string | null }> | null, person: { fullName: string | null, chatSessions: { edges: Array<{ node: { id: string, status: ChatSessionStatus | null, whenRequested: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, tickets: { edges: Array<{ node: { id: string, title: string | null, ticketStatus: { name: string | null } | null } | null }> } | null } | null } | null };

export type TargetsQueryVariables = Exact<{ [key: string]: never; }>;


export type TargetsQuery = { transferTargets: Array<{ id: string, fullName: string | null, chatPresence: { ongoingChats: number | null } | null }> | null };

export type HandOverMutationVariables = Exact<{ [key: string]: never; }>;


export type HandOverMutation = { transferChatSession: { part: ChatSessionPart | null, transferTo: { id: string, fullName: string | null } | null } | null };

export type RefuseMutationVariables = Exact<{ [key: string]: never; }>;


export type RefuseMutation = { rejectChatSessionTransfer: { user: { id: string } | null, transferTo: { id: string } | null, messages: Array<{ specialType: ChatMessageSpecialType | null }> | null } | null };

export type HandOverAgainMutationVariables = Exact<{ [key: string]: never; }>;


export type HandOverAgainMutation = { transferChatSession: { transferTo: { id: string } | null } | null };

export type AcceptMutationVariables = Exact<{ [key: string]: never; }>;


export type AcceptMutation = { acceptChatSessionTransfer: { part: ChatSessionPart | null, user: { id: string, fullName: string | null } | null, transferTo: { id: string } | null } | null };

export type LinkMutationVariables = Exact<{ [key: string]: never; }>;


export type LinkMutation = { updateChatSession: { customerName: string | null, ticket: { id: string, title: string | null } | null } | null };

export type PutBackMutationVariables = Exact<{ [key: string]: never; }>;


export type PutBackMutation = { resetChatSession: { status: ChatSessionStatus | null, user: { id: string } | null } | null };

export type PickUpAgainMutationVariables = Exact<{ [key: string]: never; }>;


export type PickUpAgainMutation = { pickUpChatSession: { status: ChatSessionStatus | null, user: { id: string } | null } | null };

export type CloseMutationVariables = Exact<{ [key: string]: never; }>;


export type CloseMutation = { updateChatSession: { status: ChatSessionStatus | null, whenEnded: string | null } | null };

export type KeepForTheFileQueryVariables = Exact<{ [key: string]: never; }>;


export type KeepForTheFileQuery = { chatSession: { status: ChatSessionStatus | null, transcript: string | null } | null };

export type FindClosedQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type FindClosedQuery = { chatSessions: { edges: Array<{ node: { id: string, status: ChatSessionStatus | null, whenRequested: string | null, lastMessage: string | null, person: { fullName: string | null } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };


export const TransferDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Transfer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"toAssociate"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"transferChatSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"toAssociate"},"value":{"kind":"Variable","name":{"kind":"Name","value":"toAssociate"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"transferTo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sale"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]} as unknown as DocumentNode<TransferMutation, TransferMutationVariables>;
export const DeskDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Desk"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"transferTargets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"chatPresence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ongoingChats"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"chatSessionsForCurrentUser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"part"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lastMessage"}},{"kind":"Field","name":{"kind":"Name","value":"whenRequested"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"transferTo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"country"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"ownedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}}]}}]}}]}}]} as unknown as DocumentNode<DeskQuery, DeskQueryVariables>;
export const ArriveDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Arrive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"chatPresence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"present"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"chatTopicsForCurrentUser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isOpen"}}]}}]}}]} as unknown as DocumentNode<ArriveQuery, ArriveQueryVariables>;
export const BePresentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"BePresent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setChatPresence"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"presences"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"userId"},"value":{"kind":"IntValue","value":"12"}},{"kind":"ObjectField","name":{"kind":"Name","value":"present"},"value":{"kind":"BooleanValue","value":true}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"chatPresence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"present"}},{"kind":"Field","name":{"kind":"Name","value":"ongoingChats"}}]}}]}}]}}]} as unknown as DocumentNode<BePresentMutation, BePresentMutationVariables>;
export const BoardDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Board"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"chatSessionsForCurrentUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"parts"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"OFFERED"},{"kind":"EnumValue","value":"MINE"},{"kind":"EnumValue","value":"QUEUED"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"part"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"whenRequested"}},{"kind":"Field","name":{"kind":"Name","value":"firstMessage"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<BoardQuery, BoardQueryVariables>;
export const PickUpDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PickUp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pickUpChatSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"IntValue","value":"505"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"specialType"}}]}}]}}]}}]} as unknown as DocumentNode<PickUpMutation, PickUpMutationVariables>;
export const WriteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Write"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addChatMessage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"IntValue","value":"505"}},{"kind":"Argument","name":{"kind":"Name","value":"message"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"message"},"value":{"kind":"StringValue","value":"Hello again! I have case 31295 open in front of me.","block":false}}]}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"whenPosted"}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lastMessage"}}]}}]}}]}}]} as unknown as DocumentNode<WriteMutation, WriteMutationVariables>;
export const PlayTheVisitorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PlayTheVisitor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addChatMessage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"IntValue","value":"505"}},{"kind":"Argument","name":{"kind":"Name","value":"message"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"message"},"value":{"kind":"StringValue","value":"The reader still beeps twice.","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"type"},"value":{"kind":"EnumValue","value":"TO_USER"}},{"kind":"ObjectField","name":{"kind":"Name","value":"author"},"value":{"kind":"StringValue","value":"박서연","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<PlayTheVisitorMutation, PlayTheVisitorMutationVariables>;
export const ReadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Read"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"chatSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"IntValue","value":"505"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"IntValue","value":"9231"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"whenPosted"}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"chatSessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"whenRequested"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"tickets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"ticketStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReadQuery, ReadQueryVariables>;
export const TargetsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Targets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"transferTargets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"topic"},"value":{"kind":"IntValue","value":"819"}},{"kind":"Argument","name":{"kind":"Name","value":"canRespond"},"value":{"kind":"BooleanValue","value":true}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"chatPresence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ongoingChats"}}]}}]}}]}}]} as unknown as DocumentNode<TargetsQuery, TargetsQueryVariables>;
export const HandOverDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"HandOver"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"transferChatSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"IntValue","value":"505"}},{"kind":"Argument","name":{"kind":"Name","value":"toAssociate"},"value":{"kind":"StringValue","value":"3","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"part"}},{"kind":"Field","name":{"kind":"Name","value":"transferTo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}}]}}]}}]} as unknown as DocumentNode<HandOverMutation, HandOverMutationVariables>;
export const RefuseDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Refuse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rejectChatSessionTransfer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"IntValue","value":"505"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"transferTo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"specialType"}}]}}]}}]}}]} as unknown as DocumentNode<RefuseMutation, RefuseMutationVariables>;
export const HandOverAgainDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"HandOverAgain"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"transferChatSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"IntValue","value":"505"}},{"kind":"Argument","name":{"kind":"Name","value":"toAssociate"},"value":{"kind":"StringValue","value":"3","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"transferTo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<HandOverAgainMutation, HandOverAgainMutationVariables>;
export const AcceptDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Accept"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acceptChatSessionTransfer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"IntValue","value":"505"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"part"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"transferTo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<AcceptMutation, AcceptMutationVariables>;
export const LinkDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateChatSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"IntValue","value":"505"}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"ticket"},"value":{"kind":"IntValue","value":"11"}},{"kind":"ObjectField","name":{"kind":"Name","value":"customerName"},"value":{"kind":"StringValue","value":"Seo-yeon Park","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerName"}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]} as unknown as DocumentNode<LinkMutation, LinkMutationVariables>;
export const PutBackDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PutBack"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resetChatSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"IntValue","value":"505"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<PutBackMutation, PutBackMutationVariables>;
export const PickUpAgainDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PickUpAgain"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pickUpChatSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"IntValue","value":"505"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<PickUpAgainMutation, PickUpAgainMutationVariables>;
export const CloseDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Close"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateChatSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"IntValue","value":"505"}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"CLOSED"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"whenEnded"}}]}}]}}]} as unknown as DocumentNode<CloseMutation, CloseMutationVariables>;
export const KeepForTheFileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"KeepForTheFile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"chatSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"IntValue","value":"505"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"transcript"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"TEXT"}}]}]}}]}}]} as unknown as DocumentNode<KeepForTheFileQuery, KeepForTheFileQueryVariables>;
export const FindClosedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FindClosed"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"chatSessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"topic"},"value":{"kind":"IntValue","value":"819"}},{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FINISHED"},{"kind":"EnumValue","value":"CLOSED"}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"requestedFrom"},"value":{"kind":"StringValue","value":"2026-01-01T00:00:00.000Z","block":false}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"whenRequested"}},{"kind":"Field","name":{"kind":"Name","value":"lastMessage"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<FindClosedQuery, FindClosedQueryVariables>;