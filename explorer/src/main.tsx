import { render } from 'preact';
import type { ExplorerSettings } from '../../src/http/explorer/settings.js';
import { App } from './components/App.js';
import { createExplorer } from './model/explorer.js';

const settings = JSON.parse(elementOf('settings').textContent ?? '') as ExplorerSettings;
const explorer = createExplorer(settings, location.origin + location.pathname);
void explorer.schema.load();
render(<App explorer={explorer} />, elementOf('explorer'));

function elementOf(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement;
}
