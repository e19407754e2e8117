import { useExplorer, type View } from '../model/explorer.js';
import type { PanelName } from '../model/kept/kept-forms.js';
import { Icon, type IconName } from './icons.js';

const PANELS: readonly { readonly panel: PanelName; readonly label: string }[] = [
  { panel: 'ready', label: 'Ready' },
  { panel: 'docs', label: 'Docs' },
  { panel: 'history', label: 'History' },
];

const VIEWS: readonly { readonly view: View & IconName; readonly label: string }[] = [
  { view: 'operation', label: 'Operation' },
  { view: 'answer', label: 'Answer' },
];

/** At the side: chooses the panel. At the bottom of a narrow screen: chooses the only part that is shown. */
export function Navigation() {
  const { preferences, view, showPanel } = useExplorer();
  // As in narrow.css.
  const isNarrow = () => matchMedia('(max-width: 860px)').matches;
  return (
    <nav class="navigation" aria-label="Parts of the page">
      {PANELS.map(({ panel, label }) => (
        <button
          type="button"
          key={panel}
          aria-current={preferences.panel.value === panel && view.value === 'panel'}
          aria-pressed={preferences.panel.value === panel}
          onClick={() => {
            if (preferences.panel.value === panel && !isNarrow()) {
              preferences.panel.value = null;
            } else {
              showPanel(panel);
            }
          }}
        >
          <Icon name={panel} />
          {label}
        </button>
      ))}
      {VIEWS.map((item) => (
        <button
          type="button"
          key={item.view}
          class="narrow-only"
          aria-current={view.value === item.view}
          onClick={() => {
            view.value = item.view;
          }}
        >
          <Icon name={item.view} />
          {item.label}
        </button>
      ))}
    </nav>
  );
}
