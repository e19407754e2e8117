import type { Client, OperationResult } from 'urql';
import { type Session, stateOf } from './board.js';
import { newKey } from './client.js';
import { type Desk, setEntry } from './desk.js';
import { codeOf, type Failure, readFailure } from './errors.js';
import * as gql from './gql/graphql.js';

/** Something that an agent does with a session. */
export interface Action {
  readonly label: string;
  run(client: Client, id: string, key: string): Promise<OperationResult<{ readonly session: Session | null }>>;
  /** Whether the session shows the change: SuperOffice answers some changes without an error although it does not make them. */
  tookEffect(session: Session): boolean;
  readonly noEffect: string;
}

export const PICK_UP: Action = {
  label: 'Pick up',
  run: (client, id, key) => client.mutation(gql.PickUpDocument, { id, key }).toPromise(),
  tookEffect: ({ part }) => part === 'MINE',
  noEffect: 'Somebody else was faster.',
};
export const ACCEPT: Action = {
  label: 'Accept',
  run: (client, id, key) => client.mutation(gql.AcceptDocument, { id, key }).toPromise(),
  tookEffect: ({ part, transferTo }) => part === 'MINE' && !transferTo,
  noEffect: 'The chat is no longer offered to you.',
};
export const DECLINE: Action = {
  label: 'Decline',
  run: (client, id, key) => client.mutation(gql.DeclineDocument, { id, key }).toPromise(),
  tookEffect: ({ part }) => part !== 'OFFERED',
  noEffect: 'The chat is still offered to you.',
};
export const CLOSE: Action = {
  label: 'Close chat',
  run: (client, id, key) => client.mutation(gql.CloseDocument, { id, key }).toPromise(),
  tookEffect: ({ part }) => part === 'ENDED',
  noEffect: 'The chat is still open.',
};
export const transferTo = (to: string): Action => ({
  label: 'Transfer',
  run: (client, id, key) => client.mutation(gql.TransferDocument, { id, to, key }).toPromise(),
  tookEffect: (session) => session.transferTo?.id === to || session.user?.id === to,
  noEffect: 'The chat is no longer yours. Nothing was changed.',
});

/** A message above a conversation. */
export interface Notice {
  /** `busy` while something is under way. */
  readonly tone: 'busy' | 'info' | 'failure';
  readonly title: string;
  readonly text: string;
  readonly failure?: Failure;
  readonly retry?: (() => void) | undefined;
}

/** Performs an action. If it had no effect or failed, a notice above the conversation says so. */
export async function perform(desk: Desk, id: string, action: Action, key = newKey()): Promise<void> {
  const say = (notice?: Notice) => setEntry(desk.notices, id, notice);
  const again = (nextKey?: string) => () => void perform(desk, id, action, nextKey);
  const it = `“${action.label}”`;

  say({ tone: 'busy', title: `${action.label}…`, text: '' });
  const { data, error } = await action.run(desk.client, id, key);
  if (!error) {
    const session = data?.session ?? (await readSession(desk, id));
    const isDone = session && action.tookEffect(session);
    say(isDone ? undefined : { tone: 'failure', title: `${it} had no effect`, text: action.noEffect });
    return;
  }
  const failure = readFailure(error);
  if (failure.outcome === 'NOT_SENT') {
    const text = `${it} did not reach SuperOffice. You can try again.`;
    say({ tone: 'failure', title: 'Nothing was changed', text, failure, retry: again() });
  } else if (failure.outcome === 'REJECTED') {
    const text = `${it} was not allowed. Nothing was changed.`;
    const retry = failure.isRetryable ? again() : undefined;
    say({ tone: 'failure', title: 'SuperOffice refused', text, failure, retry });
  } else {
    const title = 'The answer was lost';
    say({ tone: 'busy', title, text: 'Reading the chat to see what happened…' });
    const session = await readSession(desk, id);
    const found = `The chat was read again: “${session ? stateOf(session) : 'There is no such chat'}”.`;
    // While the server may still be making the change, the same key prevents a second one.
    const retry = again(failure.isUnanswered ? key : undefined);
    say(
      session && action.tookEffect(session)
        ? { tone: 'info', title: `${it} worked`, text: `The answer was lost. ${found}` }
        : { tone: 'failure', title, text: `${found} You can try ${it} again.`, failure, retry },
    );
  }
}

/** Reads the session from the server, and tries again until there is an answer. */
async function readSession({ client, ended }: Desk, id: string): Promise<Session | null | undefined> {
  while (!ended.aborted) {
    const { data, error } = await client.query(gql.SessionDocument, { id }, { requestPolicy: 'network-only' });
    if (!error || ['FORBIDDEN', 'NOT_FOUND', 'UNAUTHENTICATED'].includes(codeOf(error) ?? '')) {
      return data?.chatSession;
    }
    await new Promise((resolve) => setTimeout(resolve, 3000));
  }
  return undefined;
}
