import type { ChatSessionStatus } from '../../superoffice/carriers.js';
import { inLanguages } from './lists.js';

/** SuperOffice's numbers of the statuses are the positions here; the names are those of its list. */
export const CHAT_SESSION_STATUSES: readonly (readonly [status: ChatSessionStatus, name: string])[] = [
  ['Invalid', inLanguages('Invalid', 'Ugyldig', 'Ungültig')],
  ['PreChatForm', inLanguages('Form before the chat', 'Skjema før chat', 'Formular vor dem Chat')],
  ['Faq', inLanguages('FAQ', 'Vanlige spørsmål', 'Häufige Fragen')],
  ['OfflineForm', inLanguages('Offline form', 'Frakoblet skjema', 'Offline-Formular')],
  ['InQueue', inLanguages('In queue', 'I kø', 'In der Warteschlange')],
  ['CustomerLast', inLanguages('Customer wrote last', 'Kunden skrev sist', 'Kunde schrieb zuletzt')],
  ['UserLast', inLanguages('User wrote last', 'Bruker skrev sist', 'Benutzer schrieb zuletzt')],
  ['Finished', inLanguages('Finished', 'Avsluttet', 'Beendet')],
  ['Deleted', inLanguages('Deleted', 'Slettet', 'Gelöscht')],
  ['Closed', inLanguages('Closed', 'Lukket', 'Geschlossen')],
  ['RequestPosted', inLanguages('Request posted', 'Sak opprettet', 'Anfrage erstellt')],
  ['ClosedFromQueue', inLanguages('Closed from queue', 'Lukket fra kø', 'Aus der Warteschlange geschlossen')],
];

export const BEFORE_QUEUE: ReadonlySet<ChatSessionStatus> = new Set(['PreChatForm', 'Faq', 'OfflineForm']);

/** Somebody answers. */
export const ACTIVE: ReadonlySet<ChatSessionStatus> = new Set(['CustomerLast', 'UserLast']);

/** Not ended. */
export const OPEN: ReadonlySet<ChatSessionStatus> = new Set([...BEFORE_QUEUE, 'InQueue', ...ACTIVE]);

/** Ended without being answered. */
export const NEVER_ANSWERED: ReadonlySet<ChatSessionStatus> = new Set(['RequestPosted', 'ClosedFromQueue']);

export function hasEnded(status: ChatSessionStatus): boolean {
  return status !== 'Invalid' && !OPEN.has(status);
}
