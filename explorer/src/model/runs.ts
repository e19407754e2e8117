import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Advice, adviceOn, adviceOnFailure, type Sent } from './advice.js';
import type { Connection } from './connection.js';
import type { Credentials } from './credentials.js';
import { type Operation, operationAt, operationsIn, titleOf } from './documents.js';
import type { History } from './history.js';
import type { Tab } from './kept-forms.js';
import { hasEnded, type Live, newLive, shownValue } from './live.js';
import { runLive } from './live-stream.js';
import { answerOfValue } from './live-values.js';
import { createPlaces, MAX_STREAMS } from './places.js';
import { type DraftError, type PreparedRequest, prepare } from './request.js';
import { type Answer, send } from './send.js';
import type { Tabs } from './tabs.js';

/** What became of a tab's operation when it was last sent. */
export type Run =
  | { readonly state: 'running'; readonly stop: () => void }
  | { readonly state: 'answered'; readonly answer: Answer; readonly advice: Advice | undefined }
  | { readonly state: 'failed'; readonly advice: Advice }
  /** A subscription: it was opened, and may have ended. */
  | { readonly state: 'live'; readonly live: Live; readonly stop: () => void };

export interface Runs {
  /** The active tab's; undefined before its operation was sent. */
  readonly current: ReadonlySignal<Run | undefined>;
  /** The answer that is read: the active tab's, or the value of its stream. */
  readonly shown: ReadonlySignal<Answer | undefined>;
  /** What stands in the active document. */
  readonly operations: ReadonlySignal<readonly Operation[]>;
  /** What would be sent: the operation with the cursor in it. */
  readonly operation: ReadonlySignal<Operation | undefined>;
  /** What would be sent; undefined where that cannot be, for a reason that is shown then. */
  prepared(): PreparedRequest | undefined;
  /** A stream of the tab is stopped before. */
  send(): Promise<void>;
  /** Shows an answer of earlier in the active tab. */
  show(answer: Answer, sent: Sent): void;
  /** Shows a value of the active tab's stream, by its number; undefined: always the latest. */
  choose(value: number | undefined): void;
  /** Whether a tab has a stream that has not ended. */
  isStreaming(tabId: string): boolean;
}

export interface RunsOptions {
  readonly endpoint: string;
  readonly connection: Connection;
  readonly tabs: Tabs;
  readonly history: History;
  readonly credentials: Credentials;
  /** Whether to ask what it cost at SuperOffice. */
  readonly explain: ReadonlySignal<boolean>;
}

/** What is sent, and what the history has of it. */
interface Sending {
  readonly tab: Tab;
  readonly title: string;
  readonly request: PreparedRequest;
  readonly sent: Sent;
}

export function createRuns({ endpoint, connection, tabs, history, credentials, explain }: RunsOptions): Runs {
  const runs = signal<Readonly<Record<string, Run>>>({});
  const operations = computed(() => operationsIn(tabs.active.value.document));
  const operation = computed(() => operationAt(operations.value, tabs.cursor.value));
  const current = computed(() => runs.value[tabs.activeId.value]);
  const value = computed(() => (current.value?.state === 'live' ? shownValue(current.value.live) : undefined));
  const valueAnswer = computed(() => value.value && answerOfValue(value.value));
  const places = createPlaces();
  /** Streams that have not ended, by their tabs. */
  const streams = new Map<string, { readonly stop: () => void; readonly ended: Promise<void> }>();
  const streaming = computed(() =>
    Object.keys(runs.value)
      .filter((id) => isOpen(runs.value[id]))
      .join(' '),
  );

  effect(() => {
    const open = new Set(tabs.all.value.map(({ id }) => id));
    for (const [id, { stop }] of streams) {
      if (!open.has(id)) {
        stop();
      }
    }
  });

  /** Forgets those of tabs that are closed: answers may be large. What takes the place of a stream stops it. */
  function settle(settled: string, run: Run): void {
    if (run.state !== 'live') {
      streams.get(settled)?.stop();
    }
    const all = Object.entries({ ...runs.value, [settled]: run });
    runs.value = Object.fromEntries(all.filter(([id]) => tabs.find(id) !== undefined));
  }

  function prepared(): PreparedRequest | undefined {
    const { id, ...texts } = tabs.active.value;
    const { name, kind } = operation.value ?? {};
    try {
      const isSubscription = kind === 'subscription';
      return prepare({ ...texts, operationName: name, explain: explain.value, isSubscription });
    } catch (error) {
      settle(id, { state: 'failed', advice: adviceOnDraft(error as DraftError) });
      return undefined;
    }
  }

  function remember({ tab, title }: Sending, answer: Answer): void {
    const { document, variables, headers } = tab;
    history.add({ title, document, variables, sender: credentials.nameOf(headers), answer });
  }

  async function sendOnce(sending: Sending): Promise<void> {
    const { tab, request, sent } = sending;
    const controller = new AbortController();
    settle(tab.id, { state: 'running', stop: () => controller.abort() });
    try {
      const answer = await send(endpoint, request, controller.signal);
      settle(tab.id, { state: 'answered', answer, advice: adviceOn(answer, sent) });
      remember(sending, answer);
    } catch (error) {
      settle(tab.id, { state: 'failed', advice: adviceOnFailure(await connection.reasonOf(error as Error), sent) });
    }
  }

  async function stream(sending: Sending, controller: AbortController): Promise<void> {
    const { tab, request, sent } = sending;
    const startMs = performance.now();
    const stop = () => controller.abort();
    settle(tab.id, { state: 'live', live: newLive(Date.now()), stop });
    const release = await places.take();
    if (release === undefined) {
      settle(tab.id, { state: 'failed', advice: noPlace(titlesOf([...streams.keys()].filter((id) => id !== tab.id))) });
      return;
    }

    function live(): Live | undefined {
      const run = runs.value[tab.id];
      return run?.state === 'live' && run.stop === stop ? run.live : undefined;
    }

    /** The latest value stands for all. */
    function rememberLatest(): void {
      const latest = live()?.values[0];
      if (latest !== undefined) {
        remember(sending, answerOfValue(latest, performance.now() - startMs));
      }
    }

    const first = await runLive({
      ...{ endpoint, request, sent, live, stopped: controller.signal },
      reasonOf: connection.reasonOf,
      whenBack: connection.whenBack,
      onChange(next) {
        const before = live();
        if (before === undefined) {
          return;
        }
        settle(tab.id, { state: 'live', live: next, stop });
        if (before.received === 0 && next.received > 0) {
          rememberLatest();
        }
      },
    });
    release();
    if (first === undefined) {
      rememberLatest();
    } else if ('answer' in first) {
      settle(tab.id, { state: 'answered', answer: first.answer, advice: adviceOn(first.answer, sent) });
      remember(sending, first.answer);
    } else {
      settle(tab.id, { state: 'failed', advice: first.advice });
    }
  }

  function titlesOf(ids: readonly string[]): readonly string[] {
    return ids.map((id) => titleOf(tabs.find(id)?.document ?? ''));
  }

  return {
    current,
    shown: computed(() => (current.value?.state === 'answered' ? current.value.answer : valueAnswer.value)),
    operations,
    operation,
    prepared,
    async send() {
      const tab = tabs.active.value;
      const { name, kind } = operation.value ?? {};
      const request = prepared();
      if (request === undefined) {
        return;
      }
      const isSubscription = kind === 'subscription';
      const sent = { isMutation: kind === 'mutation', isSubscription, hasCredential: hasCredential(request), request };
      const sending = { tab, request, sent, title: name ?? titleOf(tab.document) };
      for (let before = streams.get(tab.id); before !== undefined; before = streams.get(tab.id)) {
        before.stop();
        await before.ended;
      }
      if (!isSubscription) {
        return sendOnce(sending);
      }
      const controller = new AbortController();
      const ended = stream(sending, controller).finally(() => streams.delete(tab.id));
      streams.set(tab.id, { stop: () => controller.abort(), ended });
      return ended;
    },
    show(answer, sent) {
      settle(tabs.active.value.id, { state: 'answered', answer, advice: adviceOn(answer, sent) });
    },
    choose(value) {
      const run = current.value;
      if (run?.state === 'live') {
        settle(tabs.activeId.value, { ...run, live: { ...run.live, chosen: value } });
      }
    },
    isStreaming: (tabId) => streaming.value.split(' ').includes(tabId),
  };
}

function isOpen(run: Run | undefined): boolean {
  return run?.state === 'live' && !hasEnded(run.live);
}

function noPlace(titles: readonly string[]): Advice {
  const own = titles.length === 0 ? '' : ` Open in this window: ${titles.join(', ')}.`;
  return {
    title: `${MAX_STREAMS} streams are open`,
    text: `Browsers open few connections to one server, and operations need some of them. Stop a stream, here or in another window of the page, then run this one.${own}`,
    isExpected: true,
  };
}

function adviceOnDraft({ message, where }: DraftError): Advice {
  return { title: 'Not sent yet', text: message, remedy: where };
}

function hasCredential({ headers }: PreparedRequest): boolean {
  return headers.authorization !== undefined || headers['x-xsrf-token'] !== undefined;
}
