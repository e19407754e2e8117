import { useMemo } from 'preact/hooks';
import { Editor } from '../editor/Editor.js';
import { editing, sends } from '../editor/extensions.js';
import { jsonObject } from '../editor/json.js';
import { useExplorer } from '../model/explorer.js';
import { HEADERS } from '../model/inputs/headers.js';
import { FormSwitch } from './FormSwitch.js';
import { moveFocus } from './keys.js';
import { SenderSelect } from './SenderSelect.js';
import { Variables } from './Variables.js';

/** Variables and headers of an operation. */
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
      <div class="toolbar">
        <div
          class="input-tabs"
          role="tablist"
          aria-label="Variables and headers"
          onKeyDown={(event) => moveFocus(event, '[role="tab"]')?.click()}
        >
          {(['variables', 'headers'] as const).map((name) => (
            <button
              type="button"
              key={name}
              class="input-tab"
              role="tab"
              aria-selected={inputs.value === name}
              tabIndex={inputs.value === name ? 0 : -1}
              aria-controls="inputs"
              onClick={() => {
                inputs.value = name;
              }}
            >
              {labels[name]}
            </button>
          ))}
        </div>
        <span class="spacer" />
        {inputs.value === 'variables' && <FormSwitch />}
      </div>
      <div class="input" id="inputs" role="tabpanel">
        {inputs.value === 'variables' ? <Variables /> : <Headers />}
      </div>
    </div>
  );
}

function Headers() {
  const { tabs, send } = useExplorer();
  const { id } = tabs.active.value;
  const extensions = useMemo(
    () => [sends(send), editing('Headers of the request, as JSON'), jsonObject(HEADERS)],
    [send],
  );
  return (
    <>
      <SenderSelect />
      <Editor
        key={id}
        memoryKey={`headers ${id}`}
        text={() => tabs.find(id)?.headers}
        label="Headers, as JSON"
        extensions={extensions}
        onChange={(text) => tabs.edit({ headers: text })}
      />
    </>
  );
}
