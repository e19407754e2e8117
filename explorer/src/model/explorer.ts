import { effect, type Signal, signal, untracked } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ExplorerSettings, ReadyOperation } from '../../../src/http/explorer/settings.js';
import { createEditorMemory, type EditorMemory } from '../editor/memory.js';
import { createDocsModel, type DocsModel } from './docs/docs.js';
import type { DocsPage } from './docs/docs-page.js';
import { operationsIn, titleOf } from './document/documents.js';
import { createInputs, type Inputs } from './inputs.js';
import { createHistory, type History } from './kept/history.js';
import { MAX_TABS } from './kept/kept.js';
import type { HistoryEntry, PanelName, Texts } from './kept/kept-forms.js';
import { createPreferences, type Preferences } from './kept/preferences.js';
import type { Shared } from './kept/share.js';
import { openStore, type Store } from './kept/store.js';
import { createNotices, type Notices } from './notices.js';
import { createRuns, type Runs } from './runs.js';
import { createSchemaModel, type SchemaModel } from './schema.js';
import { type Connection, createConnection } from './sending/connection.js';
import { type Credentials, createCredentials } from './sending/credentials.js';
import type { Answer } from './sending/send.js';
import { createTabs, type Tabs } from './tabs.js';
import { inLines } from './text/json.js';
import { createWriting, type Writing } from './writing.js';

/** The part that a narrow screen shows: it has room for one. */
export type View = 'panel' | 'operation' | 'answer';

export type DialogName = 'share' | 'sign-in' | 'kept';

/** The state that the parts of the page share. */
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
  readonly notices: Notices;
  showPanel(panel: PanelName): void;
  showDocs(page: DocsPage): void;
  showInputs(inputs: 'variables' | 'headers'): void;
  /** The dialog that is open. */
  readonly dialog: Signal<DialogName | undefined>;
  /** What a link holds; it is not run. */
  openShared(shared: Shared | 'unreadable'): void;
  /** Opens it if it is not open yet. */
  openReady(operation: ReadyOperation): void;
  /** Opens an operation that was sent, with its answer, as far as they are kept. */
  openSent(entry: HistoryEntry): void;
  open(texts: Partial<Texts>): void;
  /** Closes a tab; offers to open it again if the user wrote in it. */
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
  const notices = createNotices();
  const tabs = createTabs({
    store,
    beginning: textsOf(operations[0]),
    textsOf({ document, sender }) {
      if (!credentials.isKnown(sender)) {
        notices.warn(NO_CREDENTIAL);
      }
      const { variables } = textsOf(operations.find((ready) => ready.document === document));
      return { document, variables, headers: credentials.headersOfSender(sender) };
    },
    senderOf: credentials.nameOf,
  });
  store.tidy();
  const runs = createRuns({ endpoint, connection, tabs, history, credentials, explain: preferences.showsRestCalls });
  const view = signal<View>('operation');
  const dialog = signal<DialogName | undefined>(undefined);
  if (!tabs.isWhole) {
    notices.warn(MORE_ELSEWHERE);
  }
  effect(() => {
    if (store.fails.value) {
      notices.warn(STORAGE_FAILS);
    }
  });
  addEventListener('beforeunload', (event) => {
    if (runs.isChanging()) {
      event.preventDefault();
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

  /** Whether it succeeded. */
  function changeTabs(change: () => boolean): boolean {
    const isDone = change();
    notices.tell(isDone ? undefined : `${MAX_TABS} operations are open. Close some of them to open another.`);
    view.value = 'operation';
    return isDone;
  }

  /** Opens an operation that was sent, or the tab that has it and its answer. */
  function openTabOf({ id, document, sender }: HistoryEntry): boolean {
    const { variables = '', headers = credentials.headersOfSender(sender) } = history.textsOf(id) ?? {};
    const known = tabs.all.value.find(
      (tab) => tab.sentId === id && tab.document === document && tab.variables === variables && tab.headers === headers,
    );
    return changeTabs(() => {
      if (known !== undefined) {
        tabs.select(known.id);
        return true;
      }
      return tabs.open({ document, variables, headers }, id);
    });
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
    notices,
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
        writing.say(
          'The link cannot be read: it is incomplete, too long, or not made by this page. Ask for a new one.',
          true,
        );
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
      const { document, title, kind, sender, status } = entry;
      const texts = history.textsOf(entry.id);
      if (!openTabOf(entry)) {
        return;
      }
      tabs.cursor.value = operationsIn(document).find(({ name }) => name === title)?.start ?? 0;
      if (texts === undefined) {
        notices.tell(credentials.isKnown(sender) ? FROM_ELSEWHERE : `${FROM_ELSEWHERE} ${NO_CREDENTIAL}`);
        return;
      }
      view.value = 'answer';
      if (texts.received) {
        const what = kind === 'subscription' ? 'last value' : 'answer';
        notices.tell(`This ${what} is from ${new Date(entry.at).toLocaleString()}. Run the operation for a new one.`);
      } else if (status > 0) {
        notices.tell(TOO_MUCH);
      }
    },
    open(texts) {
      changeTabs(() => tabs.open(texts));
    },
    close(id) {
      const tab = tabs.find(id);
      tabs.close(id);
      const isUndone = tab?.isEdited && tabs.closed.value[0]?.id === id;
      notices.tell(isUndone ? `${titleOf(tab.document)} is closed.` : undefined, id);
    },
    reopen(id) {
      changeTabs(() => tabs.reopen(id));
    },
    send() {
      if (writing.prepare()) {
        notices.tell(undefined);
        view.value = 'answer';
        void runs.send();
      }
    },
  };
}

const FROM_ELSEWHERE =
  'The variables and the answer of this operation are not here: only the browser tab that sent it keeps them.';
const NO_CREDENTIAL =
  'A credential that you enter lasts as long as the browser tab. Before you run this, enter it again, or choose another sender.';
const MORE_ELSEWHERE = `Not all operations of other windows are shown: at most ${MAX_TABS} can be open. Close some, then open the page in a new browser tab.`;
const TOO_MUCH = 'The answer to this operation was not kept: it was too long, or later ones took its place.';

export const STORAGE_FAILS =
  'The browser cannot keep everything: its storage is full or off. What you write may be lost when you leave the page.';

const ExplorerContext = createContext<Explorer | undefined>(undefined);

export const ExplorerProvider = ExplorerContext.Provider;

export function useExplorer(): Explorer {
  const explorer = useContext(ExplorerContext);
  if (explorer === undefined) {
    throw new Error('ExplorerProvider is missing.');
  }
  return explorer;
}
