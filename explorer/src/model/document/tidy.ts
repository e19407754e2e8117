import { type DocumentNode, GraphQLError, Kind, parse, print, type Token, TokenKind } from 'graphql';

/** A text that was tidied, or why it was not. */
export type Tidied = { readonly text: string } | { readonly reason: string };

/** A document as graphql-js prints it, with its comments. */
export function tidied(document: string): Tidied {
  const parsed = parsedOf(document);
  if ('reason' in parsed) {
    return parsed;
  }
  const text = `${print(parsed.document)}\n`;
  const comments = commentsIn(parsed.document);
  if (comments.length === 0) {
    return { text };
  }
  const dropped = droppedIn(parsed.document);
  const lexemes = lexemesOf(parsed.document, document).filter(({ start }) => !dropped.has(start));
  const printed = lexemesOf(parse(text), text);
  return areAlike(lexemes, printed)
    ? { text: withComments({ text, printed, lexemes, comments }) }
    : { reason: 'The operation was not tidied: its comments would be lost.' };
}

/** The document, or why it cannot be read. */
export function parsedOf(document: string): { readonly document: DocumentNode } | { readonly reason: string } {
  if (document.trim() === '') {
    return { reason: 'There is no operation yet.' };
  }
  try {
    return { document: parse(document) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) {
      throw error;
    }
    const { line, column } = error.locations?.[0] ?? { line: 1, column: 1 };
    const problem = error.message.replace('Syntax Error: ', '');
    return { reason: `The operation was not tidied. Line ${line}, column ${column}: ${problem}` };
  }
}

export function commentsIn(document: DocumentNode): readonly Token[] {
  return tokensOf(document).filter(({ kind }) => kind === TokenKind.COMMENT);
}

/** JSON with line breaks; every value keeps its spelling. */
export function tidiedJson(json: string): Tidied {
  try {
    JSON.parse(json || '{}');
  } catch {
    return { reason: 'The variables were not tidied: they are not JSON yet.' };
  }
  const tokens = json.match(/"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let depth = 0;
  let text = '';
  for (const [index, token] of tokens.entries()) {
    if (isClosing(token)) {
      depth--;
      text += isOpening(tokens[index - 1]) ? '' : lineAt(depth);
    }
    text += token === ':' ? ': ' : token;
    if (isOpening(token)) {
      depth++;
    }
    if (token === ',' || (isOpening(token) && !isClosing(tokens[index + 1]))) {
      text += lineAt(depth);
    }
  }
  return { text };
}

function isOpening(token: string | undefined): boolean {
  return token === '{' || token === '[';
}

function isClosing(token: string | undefined): boolean {
  return token === '}' || token === ']';
}

function lineAt(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}

/** A token that is not a comment, with the lines on which it begins and ends. */
interface Lexeme extends Pick<Token, 'kind' | 'value' | 'start' | 'end' | 'line' | 'column'> {
  readonly endLine: number;
}

function lexemesOf(document: DocumentNode, source: string): readonly Lexeme[] {
  return tokensOf(document)
    .filter(({ kind }) => kind !== TokenKind.COMMENT)
    .map(({ kind, value, start, end, line, column }) => {
      const endLine = line + source.slice(start, end).split(/\r\n|\n|\r/).length - 1;
      return { kind, value, start, end, line, column, endLine };
    });
}

/** Without the token before the first. */
function tokensOf({ loc }: DocumentNode): readonly Token[] {
  const tokens: Token[] = [];
  for (let token = loc?.startToken.next; token; token = token.next) {
    tokens.push(token);
  }
  return tokens;
}

/** Where graphql-js omits `query`: before an operation without name, variables and directives. */
function droppedIn({ definitions }: DocumentNode): ReadonlySet<number> {
  const starts = definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION && print(definition).startsWith('{'))
    .map(({ loc }) => loc?.startToken)
    .filter((token) => token?.kind === TokenKind.NAME);
  return new Set(starts.map((token) => token?.start ?? 0));
}

function areAlike(left: readonly Lexeme[], right: readonly Lexeme[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ kind, value }, index) => kind === right[index]?.kind && value === right[index]?.value)
  );
}

interface Printed {
  readonly text: string;
  /** Those of the text. */
  readonly printed: readonly Lexeme[];
  /** The same tokens in the printed text. */
  readonly lexemes: readonly Lexeme[];
  readonly comments: readonly Token[];
}

/** Puts each comment after the line that it ended, or on a line of its own before the token that followed it. */
function withComments({ text, printed, lexemes, comments }: Printed): string {
  const insertions = comments.map((comment) => {
    const next = lexemes.findIndex(({ start }) => start > comment.start);
    const isBehind = lexemes[next - 1]?.endLine === comment.line;
    const body = `#${comment.value.trimEnd()}`;
    return isBehind ? behindLine(printed, next - 1, body) : beforeLine(printed, next, body, text, isApart(comment));
  });
  let result = '';
  let position = 0;
  for (const { at, insert } of insertions.sort((left, right) => left.at - right.at)) {
    result += text.slice(position, at) + insert;
    position = at;
  }
  return `${(result + text.slice(position)).trimEnd()}\n`;
}

interface Insertion {
  readonly at: number;
  readonly insert: string;
}

function behindLine(printed: readonly Lexeme[], index: number, comment: string): Insertion {
  let last = index;
  while (printed[last + 1]?.line === printed[last]?.endLine && printed[last + 1]?.kind !== TokenKind.EOF) {
    last++;
  }
  return { at: printed[last]?.end ?? 0, insert: ` ${comment}` };
}

function beforeLine(
  printed: readonly Lexeme[],
  index: number,
  comment: string,
  text: string,
  isApart: boolean,
): Insertion {
  let first = index;
  while (printed[first - 1]?.endLine === printed[first]?.line) {
    first--;
  }
  const { kind, start, column } = printed[first] as Lexeme;
  const at = start - column + 1;
  const indent = text.slice(at, start) + (isClosing(kind) ? '  ' : '');
  return { at, insert: `${indent}${comment}\n${isApart ? '\n' : ''}` };
}

/** Whether an empty line follows the comment. */
function isApart({ line, next }: Token): boolean {
  return next !== null && next.line > line + 1;
}
