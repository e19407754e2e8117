import type { FormEvent, KeyboardEvent } from 'react';
import { setEntry, useDesk } from '../desk.js';
import type { ChatSessionPart } from '../gql/graphql.js';
import { focusOn } from '../hooks.js';
import { useStore } from '../store.js';
import { Button } from './Button.js';

/** Why the agent cannot write, by the chat's part. */
const HINTS: Readonly<Partial<Record<ChatSessionPart, string>>> = {
  MINE: 'Enter sends, Shift+Enter begins a new line.',
  OFFERED: 'Accept the chat to write.',
  QUEUED: 'Pick up the chat to write.',
  OTHERS: 'Only the chat’s own agent can write.',
  ENDED: 'This chat has ended.',
};

/** As HTML in a request, this is less than the server takes. */
const MAX_LENGTH = 10_000;

/** So that a document that was pasted by accident does not fill the browser's storage. */
const MAX_KEPT = 10 * MAX_LENGTH;

/** A draft stays with its chat until it is sent. */
export function Composer({ id, part }: { readonly id: string; readonly part: ChatSessionPart | null | undefined }) {
  const desk = useDesk();
  const draft = useStore(desk.drafts)[id] ?? '';
  const isMine = part === 'MINE';
  const isTooLong = draft.length > MAX_LENGTH;
  const canSend = isMine && !isTooLong && draft.trim() !== '';

  function submit(event: FormEvent): void {
    event.preventDefault();
    // Not the button: whoever goes on typing there would press shortcuts.
    focusOn('message');
    // What is drawn may be older: a second press must not send the same again.
    const text = desk.drafts.get()[id]?.trim();
    if (canSend && text) {
      setEntry(desk.drafts, id);
      desk.conversations.send(id, text);
    }
  }
  function press(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      submit(event);
    } else if (event.key === 'Escape') {
      event.currentTarget.blur();
    }
  }

  return (
    <form className="composer" onSubmit={submit}>
      <textarea
        id="message"
        aria-label="Message"
        aria-describedby="message-hint"
        dir="auto"
        rows={2}
        value={draft}
        readOnly={!isMine && draft === ''}
        onChange={({ currentTarget }) => setEntry(desk.drafts, id, currentTarget.value.slice(0, MAX_KEPT) || undefined)}
        onKeyDown={press}
      />
      <Button type="submit" kind="primary" disabled={!canSend}>
        Send
      </Button>
      <p id="message-hint" className="muted small">
        {isTooLong ? `A message has at most ${MAX_LENGTH} characters.` : ((part && HINTS[part]) ?? '\u00a0')}
      </p>
    </form>
  );
}
