import { useSignal } from '@preact/signals';
import { useExplorer } from '../model/explorer.js';
import { FILL_IN_KEY } from './format.js';
import { Icon } from './icons.js';
import { Menu } from './Menu.js';

/** Further actions on an operation. */
export function WritingMenu() {
  const { writing, dialog } = useExplorer();
  const isOpen = useSignal(false);
  return (
    <Menu
      label="More actions"
      isOpen={isOpen}
      class="button quiet square"
      button={<Icon name="more" />}
      items={[
        {
          key: 'fill-in',
          content: (
            <>
              <span class="menu-text">Fill in missing fields</span>
              <kbd>{FILL_IN_KEY}</kbd>
            </>
          ),
          onSelect: writing.fillIn,
        },
        { key: 'merge', content: <span class="menu-text">Merge fragments</span>, onSelect: writing.mergeFragments },
        {
          key: 'share',
          content: <span class="menu-text">Share a link</span>,
          onSelect() {
            dialog.value = 'share';
          },
        },
      ]}
    />
  );
}
