import type { Received } from '../sending/send.js';

// What the page keeps between visits, or while it is open: `kept.ts` says where.

/** An operation that was sent, without data of customers, and without its headers, which may hold a credential. */
export interface HistoryEntry {
  readonly id: string;
  readonly title: string;
  readonly document: string;
  readonly kind: string;
  /** Name of an agent, `another` or `nobody`. */
  readonly sender: string;
  /** 0 while there is no answer, and if none came. */
  readonly status: number;
  readonly hasErrors: boolean;
  /** Whether the outcome of a change is unknown. */
  readonly isUnknown: boolean;
  readonly durationMs: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The parts of an entry that may be secret or about customers. */
export interface SentTexts {
  /** Of the entry. */
  readonly id: string;
  readonly variables: string;
  readonly headers: string;
  /** Whether it asked for its REST calls. */
  readonly isExplained: boolean;
  /** Null if none came, if it was too long, or if later ones took its place. */
  readonly received: Received | null;
}

export type Theme = 'system' | 'light' | 'dark';

export type PanelName = 'ready' | 'docs' | 'history';

/** The texts that the user writes to send an operation. */
export interface Texts {
  readonly document: string;
  /** JSON objects; empty for none. */
  readonly variables: string;
  readonly headers: string;
}

export interface Tab extends Texts {
  readonly id: string;
  /** Whether the user wrote in it. */
  readonly isEdited: boolean;
  /** Id of the history's entry whose answer it shows; empty for none. */
  readonly sentId: string;
}

/** An operation without its variables and headers. */
export interface VisitOperation {
  readonly document: string;
  /** Name of an agent, `another` or `nobody`; empty if it is not known. */
  readonly sender: string;
}

/** The operations of a window, for the next visit after it is closed. */
export interface LastVisit {
  readonly operations: readonly VisitOperation[];
  /** Index of the one that is shown. */
  readonly active: number;
}
