import type { ChatSessionStatus } from '../../superoffice/carriers.js';

export const BEFORE_QUEUE: ReadonlySet<ChatSessionStatus> = new Set(['PreChatForm', 'Faq', 'OfflineForm']);

/** Somebody answers. */
export const ACTIVE: ReadonlySet<ChatSessionStatus> = new Set(['CustomerLast', 'UserLast']);

/** Not ended. */
export const OPEN: ReadonlySet<ChatSessionStatus> = new Set([...BEFORE_QUEUE, 'InQueue', ...ACTIVE]);

/** Ended without ever having been answered. */
export const NEVER_ANSWERED: ReadonlySet<ChatSessionStatus> = new Set(['RequestPosted', 'ClosedFromQueue']);
