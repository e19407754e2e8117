export { type Answer, untilAnswered } from './ask.js';
export { codeOf, type Failure, isFinal, readFailure, retryAfterMsOf } from './errors.js';
export { createFetch } from './fetch.js';
export { type Connection, type Feed, follow, type Live } from './follow.js';
export { newIdempotencyKey } from './idempotency-key.js';
export { htmlOf, type Piece, parseMessage, textOf } from './message-html.js';
export { lastId, type Message, mergeMessages, notArrived } from './messages.js';
export { createOutbox, hasFailed, type Outbox, type OutboxOptions, type Outgoing, readOutgoing } from './outbox.js';
export { type SessionsUpdate, updateSessions } from './sessions.js';
