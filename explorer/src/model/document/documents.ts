import { type DefinitionNode, Kind } from 'graphql';
import { parsedOf } from './tidy.js';

export interface Operation {
  readonly name: string | undefined;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** The operations of a document, in order; none if it cannot be read. */
export function operationsIn(document: string): readonly Operation[] {
  return definitionsIn(document).flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? {
          name: definition.name?.value,
          kind: definition.operation,
          start: definition.loc?.start ?? 0,
          end: definition.loc?.end ?? 0,
        }
      : [],
  );
}

/** The only operation, or the one at a position of the document; undefined if none of several is there. */
export function operationAt(operations: readonly Operation[], position: number): Operation | undefined {
  return operations.length > 1
    ? operations.find(({ start, end }) => start <= position && position <= end)
    : operations[0];
}

/** What to call a document, whether it can be read or not. */
export function titleOf(document: string): string {
  // Names in strings, comments and parentheses do not count.
  const text = document.replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#.*/g, '').replace(/\([^()]*\)/g, '');
  const name = /\b(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1];
  return name ?? /\{\s*(\w+)/.exec(text)?.[1] ?? 'New';
}

/** `HandOverAgain` -> `Hand over again`. */
export function inWords(name: string): string {
  const words = name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function definitionsIn(document: string): readonly DefinitionNode[] {
  const parsed = parsedOf(document);
  return 'document' in parsed ? parsed.document.definitions : [];
}
