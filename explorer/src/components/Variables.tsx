import { print, type VariableDefinitionNode } from 'graphql';
import { useMemo, useRef } from 'preact/hooks';
import { Editor } from '../editor/Editor.js';
import { editing, sends } from '../editor/extensions.js';
import { jsonObject } from '../editor/json.js';
import { useExplorer } from '../model/explorer.js';
import { formOf } from '../model/form.js';
import { shapeOf } from '../model/shapes.js';
import { definitionsOf, type JsonOptions, problemsOf } from '../model/variables.js';
import { VariablesForm } from './VariablesForm.js';

/** The values of the operation's variables, in a form or as JSON: both write the same. */
export function Variables() {
  const { preferences, tabs, runs, schema } = useExplorer();
  const { id, document } = tabs.active.value;
  const { current } = schema;
  const known = current.value.state === 'ready' ? current.value.schema : undefined;
  const operation = runs.operation.value;
  const definitions = useLast({
    id,
    isReadable: runs.operations.value.length > 0,
    definitions: operation && definitionsOf(document, operation),
  });
  const fields = useMemo(
    () => (known && definitions ? formOf(document, definitions, known) : []),
    [document, definitions, known],
  );
  const options = useMemo(
    (): JsonOptions => ({
      shape: shapeOf(definitions ?? [], known),
      check: (values) => (known && definitions ? problemsOf(values, definitions, known) : []),
    }),
    [definitions, known],
  );
  return preferences.showsForm.value && fields.length > 0 ? (
    <VariablesForm key={id} fields={fields} check={options.check} />
  ) : (
    <AsJson options={options} />
  );
}

function AsJson({ options }: { readonly options: JsonOptions }) {
  const { tabs, send } = useExplorer();
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

interface Declared {
  /** The tab's. */
  readonly id: string;
  /** What is half written has no operation for a moment: it has the variables of before. */
  readonly isReadable: boolean;
  /** Undefined where it is not clear of which operation. */
  readonly definitions: readonly VariableDefinitionNode[] | undefined;
}

/** The variables that are declared; the same object as long as they are the same. */
function useLast(declared: Declared): readonly VariableDefinitionNode[] | undefined {
  const last = useRef(declared);
  if (
    last.current.id !== declared.id ||
    (declared.isReadable && !areAlike(declared.definitions, last.current.definitions))
  ) {
    last.current = declared;
  }
  return last.current.definitions;
}

function areAlike(left: Declared['definitions'], right: Declared['definitions']): boolean {
  const inWords = (definitions: Declared['definitions']) => definitions?.map((node) => print(node)).join();
  return inWords(left) === inWords(right);
}
