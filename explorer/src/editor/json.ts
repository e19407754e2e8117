import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  insertCompletionText,
  pickedCompletion,
} from '@codemirror/autocomplete';
import { json, jsonLanguage, jsonParseLinter } from '@codemirror/lang-json';
import { type Diagnostic, linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { type Shape, type Suggestion, shapeAt } from '../model/inputs/shapes.js';
import type { JsonOptions, Problem } from '../model/inputs/variables.js';
import { type JsonPath, type Place, placesIn } from '../model/text/json-places.js';
import { proseIn } from './prose.js';

/** A JSON object: completes its names and values, and reports problems. */
export function jsonObject({ shape, check }: JsonOptions): Extension {
  const parse = jsonParseLinter();
  return [
    json(),
    jsonLanguage.data.of({ autocomplete: (context: CompletionContext) => complete(context, shape) }),
    linter((view) => {
      const text = view.state.doc.toString();
      const mistakes = text.trim() === '' ? [] : parse(view);
      if (mistakes.length > 0) {
        return mistakes;
      }
      const value = JSON.parse(text || '{}');
      const { places } = placesIn(text);
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? check(value).map((problem) => diagnosticOf(problem, places))
        : [];
    }),
  ];
}

/** A name or a value, with a quotation mark or without. */
function complete(context: CompletionContext, shape: Shape): CompletionResult | null {
  const { state, pos, explicit } = context;
  const { places, next } = placesIn(state.sliceDoc(0, pos));
  const last = places.at(-1);
  const isWithin = last?.to === pos && !/[{[]$|^".*"$/.test(state.sliceDoc(last.from, last.to));
  const place = isWithin ? last : next && { ...next, from: pos };
  // A value is not offered before the user begins to write it or asks for it.
  if (place === undefined || (place.role === 'value' && !isWithin && !explicit)) {
    return null;
  }
  const options =
    place.role === 'name'
      ? (shapeAt(shape, place.path.slice(0, -1)).properties ?? []).map((property) => nameOption(property))
      : (shapeAt(shape, place.path).values ?? []).map((value) => optionOf(value, value.label, value.label));
  return options.length === 0 ? null : { from: place.from, options };
}

function nameOption(property: Suggestion): Completion {
  return optionOf(property, `"${property.label}"`, `"${property.label}": `);
}

function optionOf({ label, detail, info }: Suggestion, matched: string, written: string): Completion {
  return {
    label: matched,
    displayLabel: label.replaceAll('"', ''),
    apply(view, completion, from, to) {
      // It includes a quotation mark that the editor has added; the text to complete ends before it.
      const isClosed = view.state.sliceDoc(from, from + 1) === '"' && view.state.sliceDoc(to, to + 1) === '"';
      view.dispatch({
        ...insertCompletionText(view.state, written, from, isClosed ? to + 1 : to),
        annotations: pickedCompletion.of(completion),
      });
    },
    ...(detail !== undefined && { detail }),
    ...(info !== undefined && { info: () => proseIn(info) }),
  };
}

/** At the name, or at the value in a list; if neither exists, at the beginning of what is around it. */
function diagnosticOf({ path, message, severity, instead }: Problem, places: readonly Place[]): Diagnostic {
  const { from, to } = placeOf(path, places) ?? places[0] ?? { from: 0, to: 0 };
  const actions =
    instead === undefined
      ? []
      : [
          {
            name: `Use “${instead}”`,
            apply(view: EditorView, from: number, to: number) {
              view.dispatch({ changes: { from, to, insert: JSON.stringify(instead) } });
            },
          },
        ];
  return { from, to, severity, message, actions };
}

function placeOf(path: JsonPath, places: readonly Place[]): Place | undefined {
  const key = JSON.stringify(path);
  const found = places.filter((place) => JSON.stringify(place.path) === key);
  const place = found.find(({ role }) => role === 'name') ?? found[0];
  return place ?? (path.length > 0 ? placeOf(path.slice(0, -1), places) : undefined);
}
