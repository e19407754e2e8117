import { effect, type Signal, signal, untracked } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ExplorerSettings, ReadyOperation } from '../../../src/http/explorer/settings.js';
import { createEditorMemory, type EditorMemory } from '../editor/memory.js';
import { type Connection, createConnection } from './connection.js';
import { type Credentials, createCredentials } from './credentials.js';
import { createDocsModel, type DocsModel } from './docs.js';
import type { DocsPage } from './docs-page.js';
import { operationsIn, titleOf } from './documents.js';
import { createHistory, type History } from './history.js';
import { createInputs, type Inputs } from './inputs.js';
import { inLines } from './json.js';
import { MAX_TABS } from './kept.js';
import type { HistoryEntry, PanelName, Texts } from './kept-forms.js';
import { createPreferences, type Preferences } from './preferences.js';
import { createRuns, type Runs } from './runs.js';
import { createSchemaModel, type SchemaModel } from './schema.js';
import { type Answer, answerOf } from './send.js';
import type { Shared } from './share.js';
import { openStore, type Store } from './store.js';
import { createTabs, type Tabs } from './tabs.js';
import { createWriting, type Writing } from './writing.js';

/** What a narrow screen, which shows one thing at a time, shows. */
export type View = 'panel' | 'operation' | 'answer';

export type DialogName = 'share' | 'sign-in' | 'kept';

/** Something to tell once, until somebody goes on. */
export interface Notice {
  readonly text: string;
  /** Id of the tab that can be opened again. */
  readonly closedTab?: string;
}

/** Everything that the page's parts know. */
export interface Explorer {
  readonly settings: ExplorerSettings;
  readonly endpoint: string;
  readonly store: Store;
  readonly preferences: Preferences;
  readonly credentials: Credentials;
  readonly connection: Connection;
  readonly schema: SchemaModel;
  readonly docs: DocsModel;
  readonly history: History;
  readonly tabs: Tabs;
  readonly editorMemory: EditorMemory;
  readonly runs: Runs;
  readonly inputs: Inputs;
  readonly writing: Writing;
  readonly view: Signal<View>;
  readonly notice: Signal<Notice | undefined>;
  showPanel(panel: PanelName): void;
  showDocs(page: DocsPage): void;
  showInputs(inputs: 'variables' | 'headers'): void;
  /** What stands in front of the page. */
  readonly dialog: Signal<DialogName | undefined>;
  /** What a link holds; it is not run. */
  openShared(shared: Shared | 'unreadable'): void;
  /** Opens it where it is not open yet. */
  openReady(operation: ReadyOperation): void;
  /** Opens what was sent with its answer, as far as they are kept. */
  openSent(entry: HistoryEntry): void;
  open(texts: Partial<Texts>): void;
  /** Closes a tab; offers to open it again where somebody wrote in it. */
  close(id: string): void;
  reopen(id: string): void;
  /** Sends the operation at the cursor, or asks which one. */
  send(): void;
}

export function createExplorer(settings: ExplorerSettings, endpoint: string): Explorer {
  const operations = settings.groups.flatMap((group) => group.operations);
  const store = openStore();
  const credentials = createCredentials(settings.agents);
  const preferences = createPreferences(store);
  const connection = createConnection(endpoint, () => void schema.load());
  const schema = createSchemaModel(endpoint, connection);
  const docs = createDocsModel();
  const history = createHistory(store);
  const tabs = createTabs({
    store,
    beginning: textsOf(operations[0]),
    textsOf: (document) => ({ ...textsOf(operations.find((ready) => ready.document === document)), document }),
  });
  store.tidy();
  const runs = createRuns({ endpoint, connection, tabs, history, credentials, explain: preferences.showsRestCalls });
  const view = signal<View>('operation');
  const dialog = signal<DialogName | undefined>(undefined);
  const notice = signal<Notice | undefined>(tabs.isWhole ? undefined : { text: MORE_ELSEWHERE });
  effect(() => {
    if (store.fails.value) {
      notice.value = { text: STORAGE_FAILS };
    }
  });

  const compared = new WeakSet<Answer>();
  effect(() => {
    const run = runs.current.value;
    if (run?.state === 'answered' && !compared.has(run.answer)) {
      compared.add(run.answer);
      untracked(() => schema.compare(tabs.active.value.document, run.answer));
    }
  });

  function textsOf(operation: ReadyOperation | undefined): Texts {
    const { document = '', variables = {}, agent } = operation ?? {};
    return {
      document,
      variables: Object.keys(variables).length > 0 ? inLines(variables) : '',
      headers: credentials.headersOf(agent),
    };
  }

  function showPanel(panel: PanelName): void {
    preferences.panel.value = panel;
    view.value = 'panel';
  }

  /** Whether it could. */
  function changeTabs(change: () => boolean): boolean {
    const isDone = change();
    notice.value = isDone
      ? undefined
      : { text: `${MAX_TABS} operations are open. Close some of them to open another.` };
    view.value = 'operation';
    return isDone;
  }

  /** The headers of whoever sent it, if these are known. */
  function headersOf({ sender }: HistoryEntry): Partial<Texts> {
    if (sender === 'nobody') {
      return { headers: credentials.replacedIn(tabs.active.value.headers, undefined) };
    }
    const isAgent = credentials.agents.some(({ name }) => name === sender);
    return isAgent ? { headers: credentials.headersOf(sender) } : {};
  }

  const writing = createWriting({ tabs, runs, schema, open: (texts) => void changeTabs(() => tabs.open(texts)) });
  const inputs = createInputs({ tabs, runs, schema });

  return {
    settings,
    endpoint,
    store,
    preferences,
    credentials,
    connection,
    schema,
    docs,
    history,
    tabs,
    editorMemory: createEditorMemory(),
    runs,
    inputs,
    writing,
    view,
    notice,
    showPanel,
    showDocs(page) {
      docs.follow(page);
      showPanel('docs');
    },
    showInputs(inputs) {
      preferences.inputs.value = inputs;
      view.value = 'operation';
    },
    dialog,
    openShared(shared) {
      if (shared === 'unreadable') {
        writing.say('The link cannot be read: it is cut, too long, or of another form. Ask for it again.', true);
      } else {
        if (changeTabs(() => tabs.open(shared))) {
          writing.say('This operation comes from a link. Nothing has run: read it before you run it.');
        }
      }
    },
    openReady(operation) {
      const known = tabs.all.value.find(({ document }) => document === operation.document);
      if (known === undefined) {
        changeTabs(() => tabs.open(textsOf(operation)));
      } else {
        tabs.select(known.id);
        view.value = 'operation';
      }
    },
    openSent(entry) {
      const { document, title } = entry;
      const texts = history.textsOf(entry);
      const isOpen = changeTabs(() => tabs.open({ document, variables: texts?.variables ?? '', ...headersOf(entry) }));
      if (!isOpen) {
        return;
      }
      const sent = operationsIn(document).find(({ name }) => name === title);
      tabs.cursor.value = sent?.start ?? 0;
      if (texts?.received) {
        runs.show(answerOf(texts.received), {
          isMutation: sent?.kind === 'mutation',
          hasCredential: entry.sender !== 'nobody',
        });
        const what = sent?.kind === 'subscription' ? 'last value' : 'answer';
        notice.value = {
          text: `This is the ${what} of ${new Date(entry.at).toLocaleString()}. Run the operation to ask again.`,
        };
        view.value = 'answer';
      } else {
        notice.value = { text: texts === undefined ? FROM_ELSEWHERE : TOO_MUCH };
      }
    },
    open(texts) {
      changeTabs(() => tabs.open(texts));
    },
    close(id) {
      const tab = tabs.find(id);
      tabs.close(id);
      const isUndone = tab?.isEdited && tabs.closed.value[0]?.id === id;
      notice.value = isUndone ? { text: `${titleOf(tab.document)} is closed.`, closedTab: id } : undefined;
    },
    reopen(id) {
      changeTabs(() => tabs.reopen(id));
    },
    send() {
      if (writing.prepare()) {
        notice.value = undefined;
        view.value = 'answer';
        void runs.send();
      }
    },
  };
}

const FROM_ELSEWHERE =
  'The variables and the answer of this operation are not kept here: they last as long as the browser tab that sent it.';
const MORE_ELSEWHERE = `Operations of other windows are not shown: ${MAX_TABS} can be open. Close some of them, and open the page in a new tab of the browser.`;
const TOO_MUCH = 'The answer to this operation is not kept: it was too long, or too much came after it.';

export const STORAGE_FAILS =
  'The browser does not keep all of this: its storage is full or switched off. What you write may be gone when you leave the page.';

const ExplorerContext = createContext<Explorer | undefined>(undefined);

export const ExplorerProvider = ExplorerContext.Provider;

export function useExplorer(): Explorer {
  const explorer = useContext(ExplorerContext);
  if (explorer === undefined) {
    throw new Error('Parts of the page stand inside its provider.');
  }
  return explorer;
}
