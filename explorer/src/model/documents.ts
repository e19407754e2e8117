import { type DocumentNode, GraphQLError, Kind, parse, print, TokenKind } from 'graphql';

export interface Operation {
  readonly name: string | undefined;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** The operations of a document, in their order; none where it cannot be read. */
export function operationsIn(document: string): readonly Operation[] {
  return (read(document)?.definitions ?? []).flatMap((definition) =>
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

/** The operation at a position of the document, else the first one. */
export function operationAt(operations: readonly Operation[], position: number): Operation | undefined {
  return operations.find(({ start, end }) => start <= position && position <= end) ?? operations[0];
}

/** What to call a document, whether it can be read or not. */
export function titleOf(document: string): string {
  const text = document.replace(/#.*/g, '');
  const name = /\b(?:query|mutation)\s+(\w+)/.exec(text)?.[1];
  return name ?? /\{\s*(\w+)/.exec(text)?.[1] ?? 'New';
}

/** `HandOverAgain` -> `Hand over again`. */
export function inWords(name: string): string {
  const words = name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** As graphql-js prints it. It stays as it is where that would lose comments, or it cannot be read. */
export function tidied(document: string): string {
  const parsed = read(document);
  return parsed === undefined || hasComments(parsed) ? document : `${print(parsed)}\n`;
}

function read(document: string): DocumentNode | undefined {
  try {
    return parse(document);
  } catch (error) {
    if (error instanceof GraphQLError) {
      return undefined;
    }
    throw error;
  }
}

function hasComments({ loc }: DocumentNode): boolean {
  for (let token = loc?.startToken ?? null; token !== null; token = token.next) {
    if (token.kind === TokenKind.COMMENT) {
      return true;
    }
  }
  return false;
}
