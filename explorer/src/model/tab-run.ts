import type { Live } from './live/live.js';
import type { Advice, Sent } from './sending/advice.js';
import type { Answer } from './sending/send.js';

/** The last run of a tab's operation. */
export type Run =
  | { readonly state: 'running'; readonly stop: () => void }
  | { readonly state: 'answered'; readonly answer: Answer; readonly advice: Advice | undefined; readonly sent: Sent }
  | { readonly state: 'failed'; readonly advice: Advice }
  /** A subscription: it was opened, and may have ended. */
  | { readonly state: 'live'; readonly live: Live; readonly stop: () => void; readonly sent: Sent };
