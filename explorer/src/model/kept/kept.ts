import type { Received } from '../sending/send.js';
import {
  type Decoder,
  distinct,
  flag,
  listOf,
  number,
  objectOf,
  oneOf,
  orElse,
  orNull,
  pair,
  text,
} from '../text/decoders.js';
import type { HistoryEntry, LastVisit, PanelName, SentTexts, Tab, Theme, VisitOperation } from './kept-forms.js';

/** Something that outlives the page. What may be secret or about customers is kept only for the browser tab. */
export interface Kept<T> {
  readonly key: string;
  /** `local`: in `localStorage`, until the user clears it. `session`: in `sessionStorage`, until the browser tab is closed. */
  readonly where: 'local' | 'session';
  /** Its description for the user. */
  readonly what: string;
  /** The stored value may come from another version of this page, or from another program at this origin. */
  readonly decode: Decoder<T>;
  readonly initial: T;
  /** Whether all windows share it. Otherwise each keeps its own value, and the last one that is written counts. */
  readonly isShared?: boolean;
}

/** Characters: as many as browsers keep in all. */
export const MAX_TEXT = 5_000_000;

export const MAX_TABS = 250;
export const MAX_CLOSED = 20;
export const MAX_SENT = 50;

const LOOK = { where: 'local', what: 'how the page looks: theme, panel, sizes' } as const;
const SHOWN = { where: 'session', what: 'which operation is shown' } as const;
const percent = number(0, 100);
const id = text(64);

const tab = objectOf<Tab>({
  id,
  document: text(MAX_TEXT),
  variables: text(MAX_TEXT),
  headers: text(MAX_TEXT),
  isEdited: flag,
  sentId: orElse(id, ''),
});

/** All that the page keeps, with `LAST_VISIT`. */
export const KEPT = {
  theme: kept<Theme>({
    ...LOOK,
    key: 'theme',
    decode: oneOf(['system', 'light', 'dark']),
    initial: 'system',
    isShared: true,
  }),
  panel: kept<PanelName | null>({
    ...LOOK,
    key: 'panel',
    decode: orNull(oneOf(['ready', 'docs', 'history'])),
    initial: 'ready',
  }),
  inputs: kept<'variables' | 'headers'>({
    ...LOOK,
    key: 'inputs',
    decode: oneOf(['variables', 'headers']),
    initial: 'variables',
  }),
  showsForm: kept({ ...LOOK, key: 'showsForm', decode: flag, initial: true }),
  showsRestCalls: kept({ ...LOOK, key: 'showsRestCalls', decode: flag, initial: true }),
  panelSize: kept({ ...LOOK, key: 'sizes.panel', decode: percent, initial: 20 }),
  operationSize: kept({ ...LOOK, key: 'sizes.operation', decode: percent, initial: 51 }),
  documentSize: kept({ ...LOOK, key: 'sizes.document', decode: percent, initial: 56 }),
  answerSize: kept({ ...LOOK, key: 'sizes.answer', decode: percent, initial: 62 }),
  history: kept<readonly HistoryEntry[]>({
    key: 'history',
    isShared: true,
    where: 'local',
    what: `the last ${MAX_SENT} operations that were sent: document, who sent it, when, status and time`,
    decode: distinct(
      listOf(
        objectOf<HistoryEntry>({
          id,
          title: text(200),
          document: text(MAX_TEXT),
          kind: orElse(text(20), 'query'),
          sender: text(200),
          status: number(0, 999),
          hasErrors: flag,
          isUnknown: orElse<boolean>(flag, false),
          durationMs: number(0, Number.MAX_SAFE_INTEGER),
          // The range of a `Date`.
          at: number(0, 8.64e15),
        }),
        MAX_SENT,
      ),
    ),
    initial: [],
  }),
  sent: kept<readonly SentTexts[]>({
    key: 'sent',
    where: 'session',
    what: 'the variables, headers and answers of what this tab has sent, the latest 1.5 MB of them',
    decode: distinct(
      listOf(
        objectOf<SentTexts>({
          id,
          variables: text(MAX_TEXT),
          headers: text(MAX_TEXT),
          isExplained: flag,
          received: orNull(
            objectOf<Received>({
              status: number(0, 999),
              durationMs: number(0, Number.MAX_SAFE_INTEGER),
              headers: listOf(pair(text(10_000)), 100),
              body: text(MAX_TEXT),
            }),
          ),
        }),
        MAX_SENT,
      ),
    ),
    initial: [],
  }),
  tabs: kept<readonly Tab[]>({
    key: 'tabs',
    where: 'session',
    what: 'the variables and headers of open operations, and so the credential',
    decode: distinct(listOf(tab, MAX_TABS)),
    initial: [],
  }),
  closedTabs: kept<readonly Tab[]>({
    key: 'closedTabs',
    where: 'session',
    what: `the last ${MAX_CLOSED} operations that were closed`,
    decode: distinct(listOf(tab, MAX_CLOSED)),
    initial: [],
  }),
  activeTab: kept({ ...SHOWN, key: 'activeTab', decode: id, initial: '' }),
  window: kept({ ...SHOWN, key: 'window', decode: id, initial: '' }),
} as const;

function kept<T>(definition: Kept<T>): Kept<T> {
  return definition;
}

/** What each window keeps for the next visit, under a key with this prefix. */
export const LAST_VISIT = {
  keyPrefix: 'visit.',
  where: 'local',
  what: 'the documents of open operations, and who sends them',
  decode: objectOf<LastVisit>({
    operations: listOf(objectOf<VisitOperation>({ document: text(MAX_TEXT), sender: text(200) }), MAX_TABS),
    active: number(0, MAX_TABS),
  }),
} as const;

/** The keys of earlier versions, which kept variables. */
export const OLD_TABS = {
  key: 'tabs',
  where: 'local',
  decode: listOf(objectOf<{ readonly document: string }>({ document: text(MAX_TEXT) }), MAX_TABS),
} as const;

/** Whether this version keeps something in `localStorage` under the key. */
export function isKept(key: string): boolean {
  return (
    key.startsWith(LAST_VISIT.keyPrefix) ||
    Object.values(KEPT).some((kept) => kept.where === 'local' && kept.key === key)
  );
}
