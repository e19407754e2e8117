import { STORAGE_FAILS, useExplorer } from '../model/explorer.js';
import { KEPT, LAST_VISIT } from '../model/kept/kept.js';
import { Dialog } from './Dialog.js';

const WHAT = [LAST_VISIT, ...Object.values(KEPT)];

const PLACES = [
  { where: 'local', title: 'In this browser, until you clear it' },
  { where: 'session', title: 'In this browser tab, until it is closed' },
] as const;

/** Says what the page keeps, where and for how long, and clears it. */
export function KeptDialog() {
  const { store } = useExplorer();
  return (
    <Dialog title="What this page keeps">
      <div class="kept">
        {PLACES.map(({ where, title }) => (
          <section key={where}>
            <h3>{title}</h3>
            <ul>
              {[...new Set(WHAT.filter((kept) => kept.where === where).map(({ what }) => what))].map((what) => (
                <li key={what}>{what}</li>
              ))}
            </ul>
          </section>
        ))}
        <p>Only what you send leaves the browser. Put customer data into the variables, not into the document.</p>
        {store.fails.value && <p class="bad">{STORAGE_FAILS}</p>}
        <p>
          <b>Clear everything</b> empties both, in all windows of this page, and closes the operations that are open.
        </p>
        <form method="dialog" class="dialog-buttons">
          <button type="submit" class="button">
            Cancel
          </button>
          <button type="button" class="button danger" onClick={store.forget}>
            Clear everything
          </button>
        </form>
      </div>
    </Dialog>
  );
}
