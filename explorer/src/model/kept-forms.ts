import type { Received } from './send.js';

// What the page keeps between visits, or while it is open: `kept.ts` says where.

/** An operation that was sent, without what is about customers, and without its headers, which may hold a credential. */
export interface HistoryEntry {
  readonly id: string;
  readonly title: string;
  readonly document: string;
  /** Name of an agent, `another` or `nobody`. */
  readonly sender: string;
  readonly status: number;
  readonly hasErrors: boolean;
  readonly durationMs: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What belongs to an entry and may be about customers. */
export interface SentTexts {
  /** Of the entry. */
  readonly id: string;
  readonly variables: string;
  /** Null where it was too long, or there was too much after it. */
  readonly received: Received | null;
}

export type Theme = 'system' | 'light' | 'dark';

export type PanelName = 'ready' | 'docs' | 'history';

/** What somebody writes to send an operation. */
export interface Texts {
  readonly document: string;
  /** JSON objects; empty for none. */
  readonly variables: string;
  readonly headers: string;
}

export interface Tab extends Texts {
  readonly id: string;
  /** Whether somebody wrote in it. */
  readonly isEdited: boolean;
}

/** The operations of a window, for whoever opens the page when it is closed. Without variables and headers. */
export interface LastVisit {
  readonly documents: readonly string[];
  /** Index of the one that is shown. */
  readonly active: number;
}
