import type { Client } from 'urql';
import { newKey } from './client.js';
import { type Desk, setEntry } from './desk.js';
import { codeOf, readFailure } from './errors.js';
import { MessagesDocument, NewMessagesDocument, WriteDocument } from './gql/graphql.js';
import { lastId, type Message, notArrived, type Outgoing } from './messages.js';

const CHECK_AGAIN_MS = 3000;
const SETTLE_MS = 1000;

/** Sends a message of the agent. It shows at once, grey, until SuperOffice says that it is in the chat. */
export function send(desk: Desk, id: string, text: string): void {
  deliver(desk, id, { key: newKey(), text, after: null, state: 'sending' });
}

/** Sends a message after the earlier ones. A second try has the key of the first, so that the server writes it once. */
export function deliver(desk: Desk, id: string, item: Outgoing): void {
  put(desk, id, { ...item, state: 'sending' });
  const before = desk.queues.get(id) ?? Promise.resolve();
  const sent = before.then(() => attempt(desk, id, item));
  desk.queues.set(id, sent);
}

/** Moves a message that was not sent back into the composer. */
export function edit(desk: Desk, id: string, item: Outgoing): void {
  const draft = desk.drafts.get()[id];
  setEntry(desk.drafts, id, draft ? `${item.text}\n${draft}` : item.text);
  discard(desk, id, item);
}

export function discard(desk: Desk, id: string, { key }: Outgoing): void {
  const others = (desk.outbox.get()[id] ?? []).filter((item) => item.key !== key);
  setEntry(desk.outbox, id, others.length > 0 ? others : undefined);
}

/** Finds out what became of messages that were under way when the page was left. */
export function checkAll(desk: Desk): void {
  for (const [id, items] of Object.entries(desk.outbox.get())) {
    for (const item of items.filter(({ state }) => state === 'checking' || state === 'sending')) {
      void check(desk, id, item);
    }
  }
}

export function knownMessages(client: Client, id: string): readonly Message[] {
  const known = client.readQuery(MessagesDocument, { id }, { requestPolicy: 'cache-only' });
  return known?.data?.chatSession?.messages ?? [];
}

async function attempt(desk: Desk, id: string, started: Outgoing): Promise<void> {
  const { client } = desk;
  let after = started.after ?? lastId(knownMessages(client, id));
  // Read what is in the chat first: otherwise an older message with the same text could be mistaken for this one.
  const variables = { id, after };
  const read = after
    ? undefined
    : await client.query(NewMessagesDocument, variables, { requestPolicy: 'network-only' });
  after ??= lastId(knownMessages(client, id));
  const item = { ...started, after };
  put(desk, id, { ...item, state: 'sending' });
  const { error } = read?.error ? read : await client.mutation(WriteDocument, { id, text: item.text, key: item.key });
  const failure = error && readFailure(error);
  if (!failure) {
    // It is hidden as soon as the message shows in the chat.
    setTimeout(() => discard(desk, id, item), SETTLE_MS);
  } else if (failure.outcome === 'UNKNOWN' && !read?.error) {
    await check(desk, id, item, failure.isUnanswered);
  } else if (failure.code === 'UNAUTHENTICATED') {
    edit(desk, id, item);
  } else {
    put(desk, id, { ...item, state: 'failed', failure });
  }
}

/**
 * Reads the chat to see whether the message is in it, and tries again until there is an answer.
 *
 * @param isUnanswered whether the server may still be writing the message. If so, a second try needs the same key, so that it is written
 * once. Otherwise it needs a new one, because the server would answer the same key with the first failure.
 */
async function check(desk: Desk, id: string, item: Outgoing, isUnanswered = true): Promise<void> {
  put(desk, id, { ...item, state: 'checking' });
  while (!desk.ended.aborted) {
    const variables = { id, after: item.after };
    const { data, error } = await desk.client.query(NewMessagesDocument, variables, { requestPolicy: 'network-only' });
    const isRefused = error && ['FORBIDDEN', 'NOT_FOUND'].includes(codeOf(error) ?? '');
    if (!error && notArrived(data?.chatSession?.messages ?? [], [item]).length === 0) {
      discard(desk, id, item);
      return;
    }
    if (!error || isRefused) {
      put(desk, id, { ...item, key: isUnanswered ? item.key : newKey(), state: 'missing' }, item.key);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, CHECK_AGAIN_MS));
  }
}

/** Replaces the message with this key, or adds it at the end. */
function put(desk: Desk, id: string, item: Outgoing, key = item.key): void {
  const items = desk.outbox.get()[id] ?? [];
  const index = items.findIndex((other) => other.key === key);
  setEntry(desk.outbox, id, index < 0 ? [...items, item] : items.with(index, item));
}
