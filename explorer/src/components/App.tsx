import { DocsPanel } from '../docs/DocsPanel.js';
import { type Explorer, ExplorerProvider, useExplorer } from '../model/explorer.js';
import { AnswerPane } from './AnswerPane.js';
import { HistoryPanel } from './HistoryPanel.js';
import { KeptDialog } from './KeptDialog.js';
import { Navigation } from './Navigation.js';
import { NoticeBar } from './NoticeBar.js';
import { OperationPane } from './OperationPane.js';
import { ReadyPanel } from './ReadyPanel.js';
import { ShareDialog } from './ShareDialog.js';
import { SignInDialog } from './SignInDialog.js';
import { SkipLink } from './SkipLink.js';
import { Splitter } from './Splitter.js';
import { TabBar } from './TabBar.js';
import { TopBar } from './TopBar.js';

export function App({ explorer }: { readonly explorer: Explorer }) {
  return (
    <ExplorerProvider value={explorer}>
      <SkipLink />
      <TopBar />
      <Body />
      <Dialogs />
    </ExplorerProvider>
  );
}

function Dialogs() {
  const { dialog } = useExplorer();
  const Shown = dialog.value && DIALOGS[dialog.value];
  return Shown ? <Shown /> : null;
}

const DIALOGS = { share: ShareDialog, 'sign-in': SignInDialog, kept: KeptDialog } as const;

const PANELS = { ready: ReadyPanel, docs: DocsPanel, history: HistoryPanel } as const;

function Body() {
  const { preferences, view } = useExplorer();
  const { panel, sizes } = preferences;
  const Shown = panel.value && PANELS[panel.value];
  return (
    <div class="body" data-view={view.value}>
      <Navigation />
      <main class="parts" style={{ '--share': `${sizes.panel.value}%` }} data-panel={panel.value !== null}>
        {Shown && <Shown />}
        {Shown && <Splitter size={sizes.panel} orientation="vertical" label="Width of the panel" />}
        <div class="workspace">
          <TabBar />
          <NoticeBar />
          <div
            class="panes"
            id="panes"
            role="tabpanel"
            aria-labelledby="active-tab"
            style={{ '--share': `${sizes.operation.value}%` }}
          >
            <OperationPane />
            <Splitter size={sizes.operation} orientation="vertical" label="Width of the operation" />
            <AnswerPane />
          </div>
        </div>
      </main>
    </div>
  );
}
