import { type Failure, newIdempotencyKey, readFailure, untilAnswered } from 'superoffice-graphql/client';
import type { Client, OperationResult, TypedDocumentNode } from 'urql';
import { type Session, stateOf } from './board.js';
import { read } from './client.js';
import { type Desk, setEntry } from './desk.js';
import * as gql from './gql/graphql.js';

/** Something that an agent does with a session. */
export interface Action {
  readonly label: string;
  /** The part of the sessions it is possible for. */
  readonly part: gql.ChatSessionPart;
  run(
    client: Client,
    variables: { readonly id: string; readonly key: string },
  ): PromiseLike<OperationResult<{ readonly session: Session | null }>>;
  /** Whether the session shows the change: SuperOffice answers some changes without an error although it does not make them. */
  tookEffect(session: Session): boolean;
}

export const PICK_UP = action('Pick up', 'QUEUED', gql.PickUpDocument, ({ part }) => part === 'MINE');
export const ACCEPT = action(
  'Accept',
  'OFFERED',
  gql.AcceptDocument,
  ({ part, transferTo }) => part === 'MINE' && !transferTo,
);
export const DECLINE = action('Decline', 'OFFERED', gql.DeclineDocument, ({ part }) => part !== 'OFFERED');
export const CLOSE = action('Close chat', 'MINE', gql.CloseDocument, ({ part }) => part === 'ENDED');
export const transferTo = (to: string): Action => ({
  label: 'Transfer',
  part: 'MINE',
  run: (client, variables) => client.mutation(gql.TransferDocument, { ...variables, to }),
  tookEffect: (session) => session.transferTo?.id === to || session.user?.id === to,
});

function action(
  label: string,
  part: gql.ChatSessionPart,
  document: TypedDocumentNode<{ readonly session: Session | null }, { readonly id: string; readonly key: string }>,
  tookEffect: Action['tookEffect'],
): Action {
  return { label, part, tookEffect, run: (client, variables) => client.mutation(document, variables) };
}

/** A message above a conversation. */
export interface Notice {
  /** `busy` while something is under way. */
  readonly tone: 'busy' | 'info' | 'failure';
  readonly title: string;
  readonly text?: string;
  readonly failure?: Failure;
  /** Whether a session shows that the notice is no longer true. */
  readonly isOver?: (session: Session) => boolean;
  /** Tries again. Only possible while the session is in this part. */
  readonly again?: { readonly part: gql.ChatSessionPart; run(): void } | false | undefined;
}

/** Removes the notice of a session that shows that it is no longer true. */
export function withdrawNotice({ notices }: Desk, session: Session): void {
  if (notices.get()[session.id]?.isOver?.(session)) {
    setEntry(notices, session.id);
  }
}

/** Performs an action. If it had no effect or failed, a notice above the conversation says so. */
export async function perform(desk: Desk, id: string, action: Action, key = newIdempotencyKey()): Promise<void> {
  if (desk.notices.get()[id]?.tone === 'busy') {
    return;
  }
  const say = (notice?: Notice) => setEntry(desk.notices, id, notice);
  const again = (nextKey?: string) => ({ part: action.part, run: () => void perform(desk, id, action, nextKey) });
  const it = `“${action.label}”`;
  const isOver = action.tookEffect;

  say({ tone: 'busy', title: `${action.label}…` });
  const { data, error } = await action.run(desk.client, { id, key });
  const failure = readFailure(error);
  if (failure && failure.outcome !== 'UNKNOWN') {
    const isNotSent = failure.outcome === 'NOT_SENT';
    say({
      tone: 'failure',
      title: isNotSent ? 'Nothing was changed' : 'SuperOffice refused',
      text: isNotSent ? `${it} did not reach SuperOffice.` : `${it} was not allowed. Nothing was changed.`,
      failure,
      again: (isNotSent || failure.isRetryable) && again(),
    });
    return;
  }
  if (failure) {
    say({ tone: 'busy', title: 'The answer was lost', text: 'Reading the chat to see what happened…' });
  }
  const known = error ? undefined : data?.session;
  const session =
    known ?? (await untilAnswered(() => read(desk.client, gql.SessionDocument, { id }), desk.ended))?.session;
  const isDone = session && action.tookEffect(session);
  const found = session ? `The chat is now: “${stateOf(session)}”.` : 'There is no such chat, or you may not see it.';
  const lost = `The answer was lost. ${found}`;
  if (!failure) {
    say(isDone ? undefined : { tone: 'failure', title: `${it} had no effect`, text: found, isOver });
  } else if (isDone) {
    say({ tone: 'info', title: `${it} worked`, text: lost });
  } else {
    // While the server may still be making the change, the same key prevents a second one.
    const next = again(failure.isUnanswered ? key : undefined);
    say({ tone: 'failure', title: `${it} may not have worked`, text: lost, failure, again: next, isOver });
  }
}
