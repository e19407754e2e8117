import { computed, type ReadonlySignal } from '@preact/signals';
import { print, type VariableDefinitionNode } from 'graphql';
import { type FormField, formOf } from './inputs/form.js';
import { shapeOf } from './inputs/shapes.js';
import { definitionsOf, isDeclaredIn, type JsonOptions, problemsOf } from './inputs/variables.js';
import type { Runs } from './runs.js';
import type { SchemaModel } from './schema.js';
import type { Tabs } from './tabs.js';

/** What can be filled in for the operation at the cursor. */
export interface Inputs {
  /** None if it has no variables, or if the schema is not known. */
  readonly fields: ReadonlySignal<readonly FormField[]>;
  readonly options: ReadonlySignal<JsonOptions>;
}

export interface InputsOptions {
  readonly tabs: Tabs;
  readonly runs: Runs;
  readonly schema: SchemaModel;
}

type Definitions = readonly VariableDefinitionNode[] | undefined;

export function createInputs({ tabs, runs, schema }: InputsOptions): Inputs {
  let last: { readonly id: string; readonly definitions: Definitions } = { id: '', definitions: undefined };
  const known = computed(() => (schema.current.value.state === 'ready' ? schema.current.value.schema : undefined));

  /** The previous ones while a text is unfinished; the same object while they are equal. */
  const definitions = computed(() => {
    const { id, document } = tabs.active.value;
    const operation = runs.operation.value;
    const current = operation && definitionsOf(document, operation);
    const isReadable = runs.operations.value.length > 0;
    if (last.id !== id || (isReadable && !areAlike(current, last.definitions))) {
      last = { id, definitions: current };
    }
    if (!isReadable) {
      return last.definitions?.filter(({ variable }) => isDeclaredIn(document, variable.name.value));
    }
    return last.definitions;
  });

  return {
    fields: computed(() =>
      known.value && definitions.value ? formOf(tabs.active.value.document, definitions.value, known.value) : [],
    ),
    options: computed(() => {
      const [types, declared] = [known.value, definitions.value];
      return {
        shape: shapeOf(declared ?? [], types),
        check: (values) => (types && declared ? problemsOf(values, declared, types) : []),
      };
    }),
  };
}

function areAlike(left: Definitions, right: Definitions): boolean {
  const inWords = (definitions: Definitions) => definitions?.map((node) => print(node)).join();
  return inWords(left) === inWords(right);
}
