import { useMemo } from 'preact/hooks';
import { Editor } from '../editor/Editor.js';
import { commands, editing, sends } from '../editor/extensions.js';
import { graphql } from '../editor/graphql.js';
import { useExplorer } from '../model/explorer.js';
import { curl } from '../model/sending/request.js';
import { CopyButton } from './CopyButton.js';
import { FILL_IN_KEYS, TIDY_KEY, TIDY_KEYS } from './format.js';
import { InputsPane } from './InputsPane.js';
import { Icon } from './icons.js';
import { SendButton } from './SendButton.js';
import { Splitter } from './Splitter.js';
import { WritingMenu } from './WritingMenu.js';
import { WritingNotice } from './WritingNotice.js';

/** Where an operation is written, with its variables and headers. */
export function OperationPane() {
  const { preferences } = useExplorer();
  const share = preferences.sizes.document.value;
  return (
    <section class="operation-pane" aria-label="Operation" style={{ '--share': `${share}%` }}>
      <Document />
      <Splitter size={preferences.sizes.document} orientation="horizontal" label="Height of the operation" />
      <InputsPane />
    </section>
  );
}

function Document() {
  const { endpoint, schema, tabs, runs, writing, send, showDocs } = useExplorer();
  const { current } = schema;
  const known = current.value.state === 'ready' ? current.value.schema : undefined;
  const extensions = useMemo(
    () => [
      sends(send),
      commands({ [TIDY_KEYS]: writing.tidy, [FILL_IN_KEYS]: writing.fillIn }),
      editing('Write an operation, or open a ready one'),
      graphql(known, showDocs),
    ],
    [known, send, writing, showDocs],
  );
  const { id } = tabs.active.value;

  function command(): string | undefined {
    const request = writing.isClear() ? runs.prepared() : undefined;
    return request && curl(endpoint, request);
  }

  return (
    <div class="document" id="operation">
      <div class="toolbar">
        <SendButton />
        <span class="spacer" />
        <button
          type="button"
          class="button quiet"
          title={`Tidy the operation and its variables (${TIDY_KEY})`}
          onClick={writing.tidy}
        >
          <Icon name="tidy" />
          <span class="label">Tidy</span>
        </button>
        <WritingMenu />
        <CopyButton label="curl" icon="terminal" text={command} />
      </div>
      <WritingNotice />
      <Editor
        key={id}
        memoryKey={`document ${id}`}
        text={() => tabs.find(id)?.document}
        label="GraphQL operation"
        extensions={extensions}
        cursor={() => (tabs.activeId.value === id ? tabs.cursor.value : undefined)}
        onChange={(text) => tabs.edit({ document: text })}
        onCursor={(position) => {
          tabs.cursor.value = position;
        }}
      />
    </div>
  );
}
