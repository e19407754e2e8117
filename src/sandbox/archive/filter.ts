import { badArgument } from '../errors.js';

/** A `$filter`, read: whether a row is in it is for the columns to say. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | {
      readonly kind: 'condition';
      readonly column: string;
      readonly operator: string;
      readonly values: readonly Value[];
    };

/** A text or a date in quotation marks, or a number, as it was written. */
export interface Value {
  readonly text: string;
  readonly isNumber: boolean;
}

/** A filter nests no deeper, so that none can exhaust the stack. */
const MAX_DEPTH = 50;

/**
 * Reads `chatSessionId gt 500 and (status oneOf (4,5) or startswith(firstMessage,'O\\'Neil'))`.
 *
 * In quotation marks, a backslash takes the sign behind it as it is, as documented. Whether a doubled quotation mark is one
 * as well is unknown: here it is malformed.
 *
 * Operators come in small letters: what follows a column and stands before its values, or a function's name.
 *
 * @throws {Refusal} 400 for what is malformed.
 */
export function parseFilter(text: string): Filter {
  const tokens = tokenize(text);
  const reader = new TokenReader(tokens);
  const filter = readOr(reader, 0);
  reader.end();
  return filter;
}

type Token =
  | { readonly kind: 'word' | 'sign'; readonly text: string }
  | { readonly kind: 'text' | 'number'; readonly text: string };

/** In each, the first group that is set says the kind. */
const TOKEN =
  /\s*(?:(?<text>'(?:[^'\\]|\\.)*'(?!'))|(?<number>-?\d+(?:\.\d+)?(?![\w.]))|(?<word>[A-Za-z_][\w/:]*)|(?<sign>!=|[(),=<>]))/sy;

function tokenize(filter: string): readonly Token[] {
  const text = filter.trimEnd();
  const pattern = new RegExp(TOKEN);
  const tokens: Token[] = [];
  while (pattern.lastIndex < text.length) {
    const { groups = {} } = pattern.exec(text) ?? {};
    if (groups.text !== undefined)
      tokens.push({ kind: 'text', text: groups.text.slice(1, -1).replaceAll(/\\(.)/gs, '$1') });
    else if (groups.number !== undefined) tokens.push({ kind: 'number', text: groups.number });
    else if (groups.word !== undefined) tokens.push({ kind: 'word', text: groups.word });
    else if (groups.sign !== undefined) tokens.push({ kind: 'sign', text: groups.sign });
    else throw malformed();
  }
  return tokens;
}

class TokenReader {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** Takes the next token if it is this word or sign. */
  take(text: string): boolean {
    const token = this.#tokens[this.#position];
    const isIt = (token?.kind === 'word' || token?.kind === 'sign') && token.text.toLowerCase() === text;
    if (isIt) this.#position += 1;
    return isIt;
  }

  expect(text: string): void {
    if (!this.take(text)) throw malformed();
  }

  word(): string {
    const token = this.next();
    if (token.kind !== 'word') throw malformed();
    return token.text;
  }

  value(): Value {
    const token = this.next();
    const isBoolean = token.kind === 'word' && /^(?:true|false)$/i.test(token.text);
    if (token.kind !== 'text' && token.kind !== 'number' && !isBoolean) throw malformed();
    return { text: token.text, isNumber: token.kind === 'number' };
  }

  end(): void {
    if (this.#position < this.#tokens.length) throw malformed();
  }

  next(): Token {
    const token = this.#tokens[this.#position];
    if (!token) throw malformed();
    this.#position += 1;
    return token;
  }
}

function readOr(reader: TokenReader, depth: number): Filter {
  const parts = [readAnd(reader, depth)];
  while (reader.take('or')) parts.push(readAnd(reader, depth));
  return { kind: 'or', parts };
}

function readAnd(reader: TokenReader, depth: number): Filter {
  const parts = [readOne(reader, depth)];
  while (reader.take('and')) parts.push(readOne(reader, depth));
  return { kind: 'and', parts };
}

function readOne(reader: TokenReader, depth: number): Filter {
  if (!reader.take('(')) return readCondition(reader);
  if (depth === MAX_DEPTH) throw malformed();
  const filter = readOr(reader, depth + 1);
  reader.expect(')');
  return filter;
}

function readCondition(reader: TokenReader): Filter {
  const column = reader.word();
  if (reader.take('(')) return readFunction(reader, column.toLowerCase());
  const operator = SIGNS.find((sign) => reader.take(sign)) ?? reader.word().toLowerCase();
  return { kind: 'condition', column, operator, values: UNARY.has(operator) ? [] : readValues(reader) };
}

const SIGNS = ['=', '!=', '<', '>'];

/** Operators that take no value. */
const UNARY: ReadonlySet<string> = new Set(['currentassociate', 'today', 'beforetoday', 'aftertoday']);

/** Of OData's functions, those of texts. `substringof` has its column behind the text. */
function readFunction(reader: TokenReader, name: string): Filter {
  const [first, second] = name === 'substringof' ? (['value', 'word'] as const) : (['word', 'value'] as const);
  if (!FUNCTIONS.has(name)) throw malformed();
  const read = { word: '', value: { text: '', isNumber: false } };
  const readArgument = (kind: 'value' | 'word') => {
    if (kind === 'word') read.word = reader.word();
    else read.value = reader.value();
  };
  readArgument(first);
  reader.expect(',');
  readArgument(second);
  reader.expect(')');
  return { kind: 'condition', column: read.word, operator: name, values: [read.value] };
}

const FUNCTIONS: ReadonlySet<string> = new Set(['startswith', 'endswith', 'substringof']);

/** One value, or several in parentheses. */
function readValues(reader: TokenReader): readonly Value[] {
  if (!reader.take('(')) return [reader.value()];
  const values = [reader.value()];
  while (reader.take(',')) values.push(reader.value());
  reader.expect(')');
  return values;
}

function malformed() {
  return badArgument('$filter is malformed.');
}
