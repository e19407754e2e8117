import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Advice, adviceOn, adviceOnFailure, type Sent } from './advice.js';
import type { Connection } from './connection.js';
import type { Credentials } from './credentials.js';
import { type Operation, operationAt, operationsIn, titleOf } from './documents.js';
import type { History } from './history.js';
import { type DraftError, type PreparedRequest, prepare } from './request.js';
import { type Answer, send } from './send.js';
import type { Tabs } from './tabs.js';

/** What became of a tab's operation when it was last sent. */
export type Run =
  | { readonly state: 'running'; readonly stop: () => void }
  | { readonly state: 'answered'; readonly answer: Answer; readonly advice: Advice | undefined }
  | { readonly state: 'failed'; readonly advice: Advice };

export interface Runs {
  /** The active tab's; undefined before its operation was sent. */
  readonly current: ReadonlySignal<Run | undefined>;
  /** What stands in the active document. */
  readonly operations: ReadonlySignal<readonly Operation[]>;
  /** What would be sent: the operation with the cursor in it. */
  readonly operation: ReadonlySignal<Operation | undefined>;
  /** What would be sent; undefined where that cannot be, for a reason that is shown then. */
  prepared(): PreparedRequest | undefined;
  send(): Promise<void>;
  /** Shows an answer of earlier in the active tab. */
  show(answer: Answer, sent: Sent): void;
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

export function createRuns({ endpoint, connection, tabs, history, credentials, explain }: RunsOptions): Runs {
  const runs = signal<Readonly<Record<string, Run>>>({});
  const operations = computed(() => operationsIn(tabs.active.value.document));
  const operation = computed(() => operationAt(operations.value, tabs.cursor.value));

  /** Forgets those of tabs that are closed: answers may be large. */
  function settle(settled: string, run: Run): void {
    const others = Object.entries(runs.value).filter(([id]) => tabs.all.value.some((tab) => tab.id === id));
    runs.value = { ...Object.fromEntries(others), [settled]: run };
  }

  function prepared(): PreparedRequest | undefined {
    const { id, ...texts } = tabs.active.value;
    try {
      return prepare({ ...texts, operationName: operation.value?.name, explain: explain.value });
    } catch (error) {
      settle(id, { state: 'failed', advice: adviceOnDraft(error as DraftError) });
      return undefined;
    }
  }

  return {
    current: computed(() => runs.value[tabs.active.value.id]),
    operations,
    operation,
    prepared,
    async send() {
      const { id, document, variables, headers } = tabs.active.value;
      const sender = credentials.nameOf(headers);
      const title = operation.value?.name ?? titleOf(document);
      const request = prepared();
      if (request === undefined) {
        return;
      }
      const sent = { isMutation: operation.value?.kind === 'mutation', hasCredential: hasCredential(request) };
      const controller = new AbortController();
      settle(id, { state: 'running', stop: () => controller.abort() });
      try {
        const answer = await send(endpoint, request, controller.signal);
        settle(id, { state: 'answered', answer, advice: adviceOn(answer, sent) });
        history.add({ title, document, variables, sender, answer });
      } catch (error) {
        settle(id, { state: 'failed', advice: adviceOnFailure(await connection.reasonOf(error as Error), sent) });
      }
    },
    show(answer, sent) {
      settle(tabs.active.value.id, { state: 'answered', answer, advice: adviceOn(answer, sent) });
    },
  };
}

function adviceOnDraft({ message, where }: DraftError): Advice {
  return { title: 'Not sent yet', text: message, remedy: where };
}

function hasCredential({ headers }: PreparedRequest): boolean {
  return headers.authorization !== undefined || headers['x-xsrf-token'] !== undefined;
}
