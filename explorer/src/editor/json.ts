import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { json, jsonLanguage, jsonParseLinter } from '@codemirror/lang-json';
import { type Diagnostic, linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';

/** A property that an object can have. */
export interface PropertyName {
  readonly label: string;
  readonly detail?: string;
  readonly info?: string;
}

export interface JsonOptions {
  readonly names: readonly PropertyName[];
  /** Problems of an object, each with the property that it is of. */
  readonly check?: (value: unknown) => readonly Problem[];
}

export interface Problem {
  readonly property: string;
  readonly message: string;
}

/** A JSON object: the names of its properties are completed, and what is wrong with it is told. */
export function jsonObject({ names, check = () => [] }: JsonOptions): Extension {
  const parse = jsonParseLinter();
  return [
    json(),
    jsonLanguage.data.of({ autocomplete: (context: CompletionContext) => completeName(context, names) }),
    linter((view) => {
      const text = view.state.doc.toString();
      const mistakes = text.trim() === '' ? [] : parse(view);
      return mistakes.length > 0
        ? mistakes
        : check(JSON.parse(text || '{}')).map((problem) => diagnosticOf(problem, text));
    }),
  ];
}

/** A name follows a brace or a comma, with a quotation mark or without. */
function completeName(context: CompletionContext, names: readonly PropertyName[]): CompletionResult | null {
  const before = context.matchBefore(/[{,]\s*"?[\w-]*/);
  if (before === null) {
    return null;
  }
  const from = before.from + before.text.search(/"?[\w-]*$/);
  const isClosed = context.state.sliceDoc(context.pos, context.pos + 1) === '"';
  return {
    from,
    to: isClosed ? context.pos + 1 : context.pos,
    options: names.map(({ label, ...more }) => ({
      ...more,
      label: `"${label}"`,
      displayLabel: label,
      apply: `"${label}": `,
    })),
  };
}

/** At the property, or at the beginning where it is missing. */
function diagnosticOf({ property, message }: Problem, text: string): Diagnostic {
  const name = `"${property}"`;
  const from = Math.max(text.indexOf(name), 0);
  const to = text.startsWith(name, from) ? from + name.length : Math.min(text.length, 1);
  return { from, to, severity: 'error', message };
}
