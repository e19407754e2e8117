import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Operation, operationAt, operationsIn, titleOf } from './document/documents.js';
import type { History } from './kept/history.js';
import type { Tab } from './kept/kept-forms.js';
import { keptRun } from './kept-run.js';
import { hasEnded, type Live, newLive, shownValue } from './live/live.js';
import { runLive } from './live/live-stream.js';
import { answerOfValue, type LiveValue } from './live/live-values.js';
import { createPlaces, MAX_STREAMS } from './live/places.js';
import { type Advice, adviceOn, adviceOnFailure, type Sent } from './sending/advice.js';
import type { Connection } from './sending/connection.js';
import type { Credentials } from './sending/credentials.js';
import { type DraftError, isExplained, type PreparedRequest, prepare } from './sending/request.js';
import { type Answer, send } from './sending/send.js';
import type { Run } from './tab-run.js';
import type { Tabs } from './tabs.js';

export interface Runs {
  /** The run of the active tab, also from before the page was left; undefined before its operation was sent. */
  readonly current: ReadonlySignal<Run | undefined>;
  /** The answer that is shown: that of the active tab, or a value of its stream. */
  readonly shown: ReadonlySignal<Answer | undefined>;
  /** The operations in the active document. */
  readonly operations: ReadonlySignal<readonly Operation[]>;
  /** What would be sent: the operation with the cursor in it. */
  readonly operation: ReadonlySignal<Operation | undefined>;
  /** The request that would be sent; undefined if it cannot be, and the reason is shown. */
  prepared(): PreparedRequest | undefined;
  /** Stops what the tab waits for first; if that is a change, nothing is sent. */
  send(): Promise<void>;
  /** Shows a value of the active tab's stream, by its number; undefined: always the latest. */
  choose(value: number | undefined): void;
  /** Whether a tab has a stream that has not ended. */
  isStreaming(tabId: string): boolean;
  /** Whether a change is running, in any tab. */
  isChanging(): boolean;
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

/** What is sent. */
interface Sending {
  readonly tab: Tab;
  readonly title: string;
  readonly kind: string;
  readonly request: PreparedRequest;
  readonly sent: Sent;
  readonly controller: AbortController;
  readonly stop: () => void;
}

/** What a tab waits for: an answer, or the end of a stream. */
interface UnderWay extends Pick<Sending, 'sent' | 'stop'> {
  readonly ended: Promise<void>;
}

export function createRuns({ endpoint, connection, tabs, history, credentials, explain }: RunsOptions): Runs {
  const runs = signal<Readonly<Record<string, Run>>>({});
  const operations = computed(() => operationsIn(tabs.active.value.document));
  const operation = computed(() => operationAt(operations.value, tabs.cursor.value));
  const sentId = computed(() => tabs.active.value.sentId);
  const ofBefore = computed(() => keptRun(history, sentId.value));
  const current = computed(() => runs.value[tabs.activeId.value] ?? ofBefore.value);
  const value = computed(() => (current.value?.state === 'live' ? shownValue(current.value.live) : undefined));
  const valueAnswer = computed(() => value.value && answerOfValue(value.value));
  const places = createPlaces();
  /** By tab: each has one at most. */
  const underWay = new Map<string, UnderWay>();
  const streaming = computed(() =>
    Object.keys(runs.value)
      .filter((id) => isOpen(runs.value[id]))
      .join(' '),
  );

  effect(() => {
    const open = new Set(tabs.all.value.map(({ id }) => id));
    for (const [id, { sent, stop }] of underWay) {
      // The history has the answer to a change.
      if (!open.has(id) && !sent.isMutation) {
        stop();
      }
    }
  });

  /** Forgets those of tabs that are closed: answers may be large. */
  function settle(settled: string, run: Run): void {
    const all = Object.entries({ ...runs.value, [settled]: run });
    runs.value = Object.fromEntries(
      all.filter(([id, { state }]) => state === 'running' || tabs.find(id) !== undefined),
    );
  }

  /** Whether the tab still shows this run. */
  function isShown({ tab, stop }: Sending): boolean {
    const run = runs.value[tab.id];
    return run !== undefined && 'stop' in run && run.stop === stop;
  }

  function settleOwn(sending: Sending, run: Run): void {
    if (isShown(sending)) {
      settle(sending.tab.id, run);
    }
  }

  function prepared(): PreparedRequest | undefined {
    const { id, ...texts } = tabs.active.value;
    const { name, kind } = operation.value ?? {};
    try {
      const isSubscription = kind === 'subscription';
      return prepare({ ...texts, operationName: name, explain: explain.value, isSubscription });
    } catch (error) {
      if (!isChangingIn(id)) {
        settle(id, { state: 'failed', advice: adviceOnDraft(error as DraftError) });
        underWay.get(id)?.stop();
      }
      return undefined;
    }
  }

  function isChangingIn(tabId: string): boolean {
    return underWay.get(tabId)?.sent.isMutation === true;
  }

  /** From here on the operation is in the history, whatever its outcome. */
  function begin({ tab, title, kind, sent }: Sending): string {
    const { document, variables, headers } = tab;
    const { isExplained = false } = sent;
    const sender = credentials.nameOf(headers);
    const id = history.begin({ title, kind, sender, document, variables, headers, isExplained });
    tabs.show(tab.id, id);
    return id;
  }

  async function ask(sending: Sending): Promise<void> {
    const { request, sent, controller } = sending;
    const id = begin(sending);
    try {
      const answer = await send(endpoint, request, controller.signal);
      history.answered(id, answer);
      settleOwn(sending, { state: 'answered', answer, advice: adviceOn(answer, sent), sent });
    } catch (error) {
      const advice = adviceOnFailure(await connection.reasonOf(error as Error), sent);
      settleOwn(sending, { state: 'failed', advice });
    } finally {
      history.end(id);
    }
  }

  async function stream(sending: Sending): Promise<void> {
    const { tab, request, sent, controller, stop } = sending;
    const startMs = performance.now();
    const release = await places.take();
    if (release === undefined) {
      const others = [...underWay].filter(([id, { sent }]) => id !== tab.id && sent.isSubscription);
      settleOwn(sending, { state: 'failed', advice: noPlace(titlesOf(others.map(([id]) => id))) });
      return;
    }
    const historyId = begin(sending);
    let latest: LiveValue | undefined;

    function live(): Live | undefined {
      const run = runs.value[tab.id];
      return run?.state === 'live' && isShown(sending) ? run.live : undefined;
    }

    /** The history keeps the latest value. */
    function rememberLatest(): void {
      if (latest !== undefined) {
        history.answered(historyId, answerOfValue(latest, performance.now() - startMs));
      }
    }

    const first = await runLive({
      ...{ endpoint, request, sent, live, stopped: controller.signal },
      reasonOf: connection.reasonOf,
      whenBack: connection.whenBack,
      onChange(next) {
        const isFirst = latest === undefined;
        if (!isShown(sending)) {
          return;
        }
        settle(tab.id, { state: 'live', live: next, stop, sent });
        latest = next.values[0];
        if (isFirst) {
          rememberLatest();
        }
      },
    });
    release();
    if (first === undefined) {
      rememberLatest();
    } else if ('answer' in first) {
      history.answered(historyId, first.answer);
      settleOwn(sending, { state: 'answered', answer: first.answer, advice: adviceOn(first.answer, sent), sent });
    } else {
      settleOwn(sending, { state: 'failed', advice: first.advice });
    }
    history.end(historyId);
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
    send() {
      const tab = tabs.active.value;
      const { name, kind = 'query' } = operation.value ?? {};
      const before = underWay.get(tab.id);
      const request = isChangingIn(tab.id) ? undefined : prepared();
      if (request === undefined) {
        return Promise.resolve();
      }
      const [isMutation, isSubscription] = [kind === 'mutation', kind === 'subscription'];
      const sent = {
        ...{ isMutation, isSubscription },
        ...{ hasCredential: hasCredential(request), isExplained: isExplained(request), request },
      };
      const controller = new AbortController();
      const stop = () => controller.abort();
      const sending = { tab, kind, request, sent, controller, stop, title: name ?? titleOf(tab.document) };
      const run = async () => {
        before?.stop();
        await before?.ended;
        await (isSubscription ? stream(sending) : ask(sending));
      };
      settle(
        tab.id,
        isSubscription ? { state: 'live', live: newLive(Date.now()), stop, sent } : { state: 'running', stop },
      );
      const ended = run().finally(() => {
        if (underWay.get(tab.id)?.stop === stop) {
          underWay.delete(tab.id);
        }
      });
      underWay.set(tab.id, { sent, stop, ended });
      return ended;
    },
    choose(value) {
      const run = current.value;
      if (run?.state === 'live') {
        settle(tabs.activeId.value, { ...run, live: { ...run.live, chosen: value } });
      }
    },
    isStreaming: (tabId) => streaming.value.split(' ').includes(tabId),
    isChanging: () => [...underWay.values()].some(({ sent }) => sent.isMutation),
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
