import { type Signal, useSignal } from '@preact/signals';
import { isNonNullType } from 'graphql';
import { useExplorer } from '../model/explorer.js';
import { errorOf, type FormField, isNull, type Values, withValue } from '../model/inputs/form.js';
import type { Problem } from '../model/inputs/variables.js';
import { inLines, parseJson } from '../model/text/json.js';
import { FormControl } from './FormControl.js';
import { Prose } from './Prose.js';

/** One control for each variable; the JSON has the same values. */
export function VariablesForm() {
  const { inputs, runs, tabs, send } = useExplorer();
  const left = useSignal<ReadonlySet<string>>(new Set());
  const values = objectIn(tabs.active.value.variables);
  if (values === undefined) {
    return <Unreadable />;
  }
  const problems = inputs.options.value.check(values);
  const form: Form = {
    values,
    problems,
    tellsMissing: (name) => left.value.has(name) || runs.current.value !== undefined,
    left,
    change: (changed) => tabs.edit({ variables: inLines(changed) }),
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is part of what is sent, not a form of its own.
    <div
      class="form"
      role="group"
      aria-label="Variables"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          send();
        }
      }}
    >
      {inputs.fields.value.map((field) => (
        <Row key={nameOf(field)} field={field} form={form} />
      ))}
      <Unknown form={form} />
    </div>
  );
}

/** Values in the JSON that belong to no field. */
function Unknown({ form: { values, problems, change } }: { readonly form: Form }) {
  const unknown = problems.filter(({ severity }) => severity === 'warning');
  return unknown.length === 0 ? null : (
    <ul class="form-unknown">
      {unknown.map(({ path, message }) => (
        <li key={message}>
          {message}
          {path.length === 1 && (
            <button type="button" class="button" onClick={() => change(without(values, String(path[0])))}>
              Remove <span class="visually-hidden">“{path[0]}”</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function without(values: Values, name: string): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}

function Unreadable() {
  const { showsForm } = useExplorer().preferences;
  return (
    <div class="empty">
      <p>The variables are not a JSON object yet, so a form cannot show them.</p>
      <button
        type="button"
        class="button"
        onClick={() => {
          showsForm.value = false;
        }}
      >
        Show them as JSON
      </button>
    </div>
  );
}

interface Form {
  readonly values: Values;
  readonly problems: readonly Problem[];
  /** A field reports that it is empty after the user has been in it, or has sent the operation. */
  readonly tellsMissing: (name: string) => boolean;
  /** The fields in which the user has been. */
  readonly left: Signal<ReadonlySet<string>>;
  readonly change: (values: Values) => void;
}

interface RowProps {
  readonly field: FormField;
  readonly form: Form;
}

function Row({ field, form }: RowProps) {
  const { values, problems, left, change, tellsMissing } = form;
  const { control } = field;
  const name = nameOf(field);
  const id = `variable-${name}`;
  const [description] = field.description.split('\n\n');
  const error = errorOf(field, values, problems, tellsMissing(name));
  const describedBy =
    [description && `${id}-description`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const head = (
    <>
      <span class="field-label">{field.path.at(-1)}</span> <code class="field-type">{String(field.type)}</code>{' '}
      {field.isRequired && <span class="field-required">required</span>}
    </>
  );
  const nullButton = !isNonNullType(field.type) && (
    <button
      type="button"
      class="null-button"
      aria-label={`${name} is null`}
      aria-pressed={isNull(values, field)}
      title="Send null, which differs from leaving it out"
      onClick={() => change(withValue(values, field, isNull(values, field) ? undefined : null))}
    >
      null
    </button>
  );
  const said = description && (
    <p class="field-description" id={`${id}-description`}>
      <Prose text={description} />
    </p>
  );
  const told = error && (
    <p class="field-error" id={`${id}-error`}>
      {error}
    </p>
  );
  const onFocusOut = () => {
    left.value = new Set([...left.value, name]);
  };
  if (control.kind === 'group' || control.kind === 'choices') {
    return (
      <fieldset class="field" aria-describedby={describedBy} onFocusOut={onFocusOut}>
        <legend class="field-head">{head}</legend>
        {nullButton}
        {said}
        {control.kind === 'group' && isNull(values, field) ? null : control.kind === 'group' ? (
          <div class="field-group">
            {control.fields.map((inner) => (
              <Row key={nameOf(inner)} field={inner} form={form} />
            ))}
          </div>
        ) : (
          <FormControl field={field} values={values} change={change} attributes={{ id }} />
        )}
        {told}
      </fieldset>
    );
  }
  const attributes = { id, 'aria-invalid': error !== undefined, 'aria-describedby': describedBy };
  return (
    <div class="field" onFocusOut={onFocusOut}>
      <label class="field-head" for={id}>
        {head}
      </label>
      {nullButton}
      {said}
      <FormControl field={field} values={values} change={change} attributes={attributes} />
      {told}
    </div>
  );
}

function nameOf({ path }: FormField): string {
  return path.join('.');
}

/** Undefined if the text is not an object. */
function objectIn(json: string): Values | undefined {
  const value = json.trim() === '' ? {} : parseJson(json);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : undefined;
}
