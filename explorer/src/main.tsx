import { render } from 'preact';
import type { ExplorerSettings } from '../../src/http/explorer/settings.js';
import { App } from './components/App.js';
import { createExplorer } from './model/explorer.js';
import { sharedIn } from './model/kept/share.js';

const settings = JSON.parse(elementOf('settings').textContent ?? '') as ExplorerSettings;
const explorer = createExplorer(settings, location.origin + location.pathname);
void explorer.schema.load();
takeLink();
addEventListener('hashchange', takeLink);
addEventListener('keydown', sendByKeys);
render(<App explorer={explorer} />, elementOf('explorer'));

/** For any focus; editors have handled the key before. */
function sendByKeys(event: KeyboardEvent): void {
  const isMeant = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
  if (isMeant && !event.defaultPrevented && explorer.dialog.value === undefined) {
    event.preventDefault();
    explorer.send();
  }
}

/** Opens what a link holds, and removes it from the address, which others may see and the browser's history keeps. */
function takeLink(): void {
  const shared = sharedIn(location.hash);
  if (shared !== undefined) {
    history.replaceState(null, '', location.pathname + location.search);
    explorer.openShared(shared);
  }
}

function elementOf(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement;
}
