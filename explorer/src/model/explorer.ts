import { type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ExplorerSettings, ReadyOperation } from '../../../src/http/explorer/settings.js';
import { type Connection, createConnection } from './connection.js';
import { type Credentials, createCredentials } from './credentials.js';
import { createDocsModel, type DocsModel, type DocsPage } from './docs.js';
import { createHistory, type History } from './history.js';
import { inLines } from './json.js';
import { createPreferences, type PanelName, type Preferences } from './preferences.js';
import { createRuns, type Runs } from './runs.js';
import { createSchemaModel, type SchemaModel } from './schema.js';
import type { Shared } from './share.js';
import { createTabs, type Tabs, type Texts } from './tabs.js';
import { createWriting, type Writing } from './writing.js';

/** What a narrow screen, which shows one thing at a time, shows. */
export type View = 'panel' | 'operation' | 'answer';

/** Everything that the page's parts know. */
export interface Explorer {
  readonly settings: ExplorerSettings;
  readonly endpoint: string;
  readonly preferences: Preferences;
  readonly credentials: Credentials;
  readonly connection: Connection;
  readonly schema: SchemaModel;
  readonly docs: DocsModel;
  readonly history: History;
  readonly tabs: Tabs;
  readonly runs: Runs;
  readonly writing: Writing;
  readonly view: Signal<View>;
  showPanel(panel: PanelName): void;
  showDocs(page: DocsPage): void;
  showInputs(inputs: 'variables' | 'headers'): void;
  /** What stands in front of the page. */
  readonly dialog: Signal<'share' | 'sign-in' | undefined>;
  /** What a link holds; it is not run. */
  openShared(shared: Shared | 'unreadable'): void;
  /** Opens it where it is not open yet. */
  openReady(operation: ReadyOperation): void;
  open(texts: Partial<Texts>): void;
  /** Sends the operation at the cursor, or asks which one. */
  send(): void;
}

export function createExplorer(settings: ExplorerSettings, endpoint: string): Explorer {
  const [first] = settings.groups.flatMap(({ operations }) => operations);
  const credentials = createCredentials(settings.agents);
  const preferences = createPreferences();
  const connection = createConnection(endpoint, () => void schema.load());
  const schema = createSchemaModel(endpoint, connection);
  const docs = createDocsModel();
  const history = createHistory();
  const tabs = createTabs(textsOf(first));
  const runs = createRuns({ endpoint, connection, tabs, history, explain: preferences.showsRestCalls });
  const view = signal<View>('operation');
  const dialog = signal<'share' | 'sign-in' | undefined>(undefined);

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

  function open(texts: Partial<Texts>): void {
    tabs.open(texts);
    view.value = 'operation';
  }

  const writing = createWriting({ tabs, runs, schema, open });

  return {
    settings,
    endpoint,
    preferences,
    credentials,
    connection,
    schema,
    docs,
    history,
    tabs,
    runs,
    writing,
    view,
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
        open(shared);
        writing.say('This operation comes from a link. Nothing has run: read it before you run it.');
      }
    },
    openReady(operation) {
      const known = tabs.all.value.find(({ document }) => document === operation.document);
      if (known === undefined) {
        open(textsOf(operation));
      } else {
        tabs.select(known.id);
        view.value = 'operation';
      }
    },
    open,
    send() {
      if (writing.prepare()) {
        view.value = 'answer';
        void runs.send();
      }
    },
  };
}

const ExplorerContext = createContext<Explorer | undefined>(undefined);

export const ExplorerProvider = ExplorerContext.Provider;

export function useExplorer(): Explorer {
  const explorer = useContext(ExplorerContext);
  if (explorer === undefined) {
    throw new Error('Parts of the page stand inside its provider.');
  }
  return explorer;
}
