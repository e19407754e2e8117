import { useMemo } from 'preact/hooks';
import { Editor } from '../editor/Editor.js';
import { editing, sends } from '../editor/extensions.js';
import { jsonObject } from '../editor/json.js';
import { useExplorer } from '../model/explorer.js';
import { VariablesForm } from './VariablesForm.js';

/** The values of the operation's variables, in a form or as JSON: both write the same. */
export function Variables() {
  const { preferences, tabs, inputs } = useExplorer();
  const isForm = preferences.showsForm.value && inputs.fields.value.length > 0;
  return isForm ? <VariablesForm key={tabs.active.value.id} /> : <AsJson />;
}

function AsJson() {
  const { tabs, inputs, send } = useExplorer();
  const options = inputs.options.value;
  const extensions = useMemo(
    () => [sends(send), editing('Variables of the operation, as JSON'), jsonObject(options)],
    [send, options],
  );
  const { id } = tabs.active.value;
  return (
    <Editor
      key={id}
      memoryKey={`variables ${id}`}
      text={() => tabs.find(id)?.variables}
      label="Variables, as JSON"
      extensions={extensions}
      onChange={(text) => tabs.edit({ variables: text })}
    />
  );
}
