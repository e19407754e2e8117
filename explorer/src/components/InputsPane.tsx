import { useMemo } from 'preact/hooks';
import { Editor } from '../editor/Editor.js';
import { sends, writing } from '../editor/extensions.js';
import { HEADERS } from '../editor/headers.js';
import { jsonObject } from '../editor/json.js';
import { variablesOf } from '../editor/variables.js';
import { useExplorer } from '../model/explorer.js';
import { SenderSelect } from './SenderSelect.js';

/** What goes with an operation. */
export function InputsPane() {
  const { preferences, tabs, credentials } = useExplorer();
  const { inputs } = preferences;
  const sender = credentials.senderIn(tabs.active.value.headers);
  const labels = {
    variables: 'Variables',
    headers: typeof sender === 'object' ? `Headers · ${sender.name}` : 'Headers',
  };
  return (
    <div class="inputs">
      <div class="toolbar" role="tablist" aria-label="What goes with the operation">
        {(['variables', 'headers'] as const).map((name) => (
          <button
            type="button"
            key={name}
            class="input-tab"
            role="tab"
            aria-selected={inputs.value === name}
            aria-controls="inputs"
            onClick={() => {
              inputs.value = name;
            }}
          >
            {labels[name]}
          </button>
        ))}
      </div>
      <div class="input" id="inputs" role="tabpanel">
        {inputs.value === 'variables' ? <Variables /> : <Headers />}
      </div>
    </div>
  );
}

function Variables() {
  const { tabs, runs, schema, send } = useExplorer();
  const { id, document } = tabs.active.value;
  const operation = runs.operation.value;
  const { current } = schema;
  const known = current.value.state === 'ready' ? current.value.schema : undefined;
  const extensions = useMemo(
    () => [
      sends(send),
      writing('Variables of the operation, as JSON'),
      jsonObject(variablesOf(document, operation, known)),
    ],
    [send, document, operation, known],
  );
  return (
    <Editor
      key={id}
      text={() => tabs.active.value.variables}
      label="Variables, as JSON"
      extensions={extensions}
      onChange={(text) => tabs.edit({ variables: text })}
    />
  );
}

function Headers() {
  const { tabs, send } = useExplorer();
  const { id } = tabs.active.value;
  const extensions = useMemo(
    () => [sends(send), writing('Headers of the request, as JSON'), jsonObject(HEADERS)],
    [send],
  );
  return (
    <>
      <SenderSelect />
      <Editor
        key={id}
        text={() => tabs.active.value.headers}
        label="Headers, as JSON"
        extensions={extensions}
        onChange={(text) => tabs.edit({ headers: text })}
      />
    </>
  );
}
