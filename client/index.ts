export { type Answer, untilAnswered } from './ask.js';
export {
  type Conversations,
  type ConversationsOptions,
  createConversations,
  type MessagesUpdate,
} from './conversations.js';
export { codeOf, type Failure, isFinal, readFailure, retryAfterMsOf } from './errors.js';
export { createFetch } from './fetch.js';
export { type Connection, type Feed, follow, type Live } from './follow.js';
export { newIdempotencyKey } from './idempotency-key.js';
export { type Element, htmlOf, type Piece, parseMessage, type Tag, textOf } from './message-html.js';
export { type Message, notArrived } from './messages.js';
export { hasFailed, type Kept, type Outgoing, readOutgoing } from './outbox.js';
export { createSessionOrder, type SessionOrder, type SessionsUpdate, updateSessions } from './sessions.js';
