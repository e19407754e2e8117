import { newKey } from './client.js';
import { addMessages, type Desk, setEntry } from './desk.js';
import { type Failure, readFailure } from './errors.js';
import { NewMessagesDocument, WriteDocument } from './gql/graphql.js';
import { readUntilAnswered } from './live.js';
import { htmlOf, lastId, notArrived, type Outgoing } from './messages.js';

/** Sends a message of the agent. It shows at once, grey, until SuperOffice says that it is in the chat. */
export function send(desk: Desk, id: string, text: string): void {
  setEntry(desk.outbox, id, [...outboxOf(desk, id), { key: newKey(), text, state: 'waiting' }]);
  void sendNext(desk, id);
}

/** Tries all messages again that did not arrive, in the order in which they were written. */
export function sendAgain(desk: Desk, id: string): void {
  const items = outboxOf(desk, id).map((item): Outgoing => {
    // While the server may still be writing the message, the same key prevents a second one. If the server has answered, a new key is
    // needed: it would answer the same key with the first failure.
    const isAnswered = item.failure?.outcome === 'UNKNOWN' && !item.failure.isUnanswered;
    return hasFailed(item) ? { ...item, key: isAnswered ? newKey() : item.key, state: 'waiting' } : item;
  });
  setEntry(desk.outbox, id, items);
  void sendNext(desk, id);
}

export function hasFailed({ state }: Outgoing): boolean {
  return state === 'missing' || state === 'unreadable' || state === 'failed';
}

/** Moves a message that was not sent back into the composer. */
export function edit(desk: Desk, id: string, item: Outgoing): void {
  if (outboxOf(desk, id).includes(item)) {
    discard(desk, id, item);
    toDraft(desk, id, [item]);
  }
}

export function discard(desk: Desk, id: string, { key }: Outgoing): void {
  const others = outboxOf(desk, id).filter((item) => item.key !== key);
  setEntry(desk.outbox, id, others.length > 0 ? others : undefined);
}

/** After a reload or a sign-in, a message that was being sent is either in the chat or becomes a draft again. */
export function resume(desk: Desk): void {
  for (const [id, items] of Object.entries(desk.outbox.get())) {
    void resumeChat(desk, id, items);
  }
}

async function resumeChat(desk: Desk, id: string, items: readonly Outgoing[]): Promise<void> {
  const tried = items.flatMap(({ after }) => after ?? []);
  const messages = tried.length > 0 ? await readAfter(desk, id, Math.min(...tried)) : [];
  for (const item of items) {
    discard(desk, id, item);
  }
  toDraft(desk, id, notArrived(messages ?? [], items));
  void sendNext(desk, id);
}

/** Sends the messages of a chat one after the other. */
async function sendNext(desk: Desk, id: string): Promise<void> {
  const items = outboxOf(desk, id);
  const next = items.find(({ state }) => state === 'waiting');
  if (next && !items.some(({ state }) => state === 'sending' || state === 'checking')) {
    await attempt(desk, id, next);
    await sendNext(desk, id);
  }
}

async function attempt(desk: Desk, id: string, item: Outgoing): Promise<void> {
  put(desk, id, { ...item, state: 'sending' });
  // Before a second try, read whether the first one arrived late. And if the chat is not known yet, an older message with the same
  // text could be mistaken for this one.
  const isFirst = item.after === undefined;
  const known = (isFirst && desk.messages.get()[id]) || (await readAfter(desk, id, item.after));
  if (!known) {
    put(desk, id, { ...item, state: 'failed' });
    return;
  }
  const sent: Outgoing = { ...item, after: item.after ?? lastId(known), state: 'sending', failure: undefined };
  if (notArrived(known, [sent]).length === 0) {
    discard(desk, id, sent);
    return;
  }
  put(desk, id, sent);
  const { data, error } = await desk.client.mutation(WriteDocument, { id, text: htmlOf(item.text), key: item.key });
  const failure = readFailure(error);
  if (!failure) {
    addMessages(desk, id, data?.addChatMessage ? [data.addChatMessage] : []);
    discard(desk, id, sent);
  } else if (failure.outcome === 'UNKNOWN') {
    await check(desk, id, sent, failure);
  } else {
    put(desk, id, { ...sent, state: 'failed', failure });
  }
}

/** Reads the chat to see whether the message is in it, and tries again until there is an answer. */
async function check(desk: Desk, id: string, item: Outgoing, failure: Failure): Promise<void> {
  put(desk, id, { ...item, state: 'checking' });
  const messages = await readAfter(desk, id, item.after);
  if (messages && notArrived(messages, [item]).length === 0) {
    addMessages(desk, id, messages);
    discard(desk, id, item);
  } else {
    put(desk, id, { ...item, state: messages ? 'missing' : 'unreadable', failure });
  }
}

/** Undefined if they cannot be read, or the agent has signed out. */
async function readAfter(desk: Desk, id: string, after: number | undefined) {
  const data = await readUntilAnswered(desk, NewMessagesDocument, { id, after: after ? String(after) : null });
  return data?.chatSession?.messages;
}

/** Replaces a message. If it has failed, those after it are not sent, so that they keep their order. */
function put(desk: Desk, id: string, item: Outgoing): void {
  const items = outboxOf(desk, id).map((other): Outgoing => {
    const isHeld = other.state === 'waiting' && hasFailed(item);
    return other.key === item.key ? item : isHeld ? { ...other, state: 'failed' } : other;
  });
  setEntry(desk.outbox, id, items);
}

function toDraft(desk: Desk, id: string, items: readonly Outgoing[]): void {
  const texts = [...items.map(({ text }) => text), desk.drafts.get()[id]];
  setEntry(desk.drafts, id, texts.filter(Boolean).join('\n') || undefined);
}

function outboxOf({ outbox }: Desk, id: string): readonly Outgoing[] {
  return outbox.get()[id] ?? [];
}
