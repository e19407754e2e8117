import { badArgument } from '../http/errors.js';
import type { Values } from './operators/operator.js';
import { isUnary } from './operators/operators.js';
import type { Value } from './value.js';

/** A parsed `$filter`. The columns decide whether a row matches. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | ({ readonly kind: 'condition'; readonly column: string; readonly operator: string } & Values);

/** The deepest nesting of a filter, so that none can exhaust the stack. */
const MAX_DEPTH = 50;

/**
 * Reads `chatSessionId gt 500 and (status oneOf (4,5) or startswith(firstMessage,'O\\'Neil'))`.
 *
 * In quotation marks, a backslash escapes the next character, as documented. Whether a doubled quotation mark is one as well
 * is unknown: here it is malformed.
 *
 * Operators are in lower case: the word between a column and its values, or the operator of a function.
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

/** In each match, the first group that is set is the kind. */
const TOKEN =
  /\s*(?:(?<text>'(?:[^'\\]|\\.)*'(?!'))|(?<number>-?\d+(?:\.\d+)?(?![\w.]))|(?<word>[A-Za-z_][\w/:]*)|(?<sign>!=|[(),=<>]))/sy;

function tokenize(filter: string): readonly Token[] {
  const text = filter.trimEnd();
  const pattern = new RegExp(TOKEN);
  const tokens: Token[] = [];
  while (pattern.lastIndex < text.length) {
    const { groups = {} } = pattern.exec(text) ?? {};
    if (groups.text !== undefined) {
      tokens.push({ kind: 'text', text: groups.text.slice(1, -1).replaceAll(/\\(.)/gs, '$1') });
    } else if (groups.number !== undefined) {
      tokens.push({ kind: 'number', text: groups.number });
    } else if (groups.word !== undefined) {
      tokens.push({ kind: 'word', text: groups.word });
    } else if (groups.sign !== undefined) {
      tokens.push({ kind: 'sign', text: groups.sign });
    } else {
      throw malformed();
    }
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
    if (isIt) {
      this.#position += 1;
    }
    return isIt;
  }

  expect(text: string): void {
    if (!this.take(text)) {
      throw malformed();
    }
  }

  word(): string {
    const token = this.next();
    if (token.kind !== 'word') {
      throw malformed();
    }
    return token.text;
  }

  value(): Value {
    const { kind, text } = this.next();
    if (kind === 'text' || kind === 'number') {
      return { text, kind };
    }
    if (kind === 'word' && /^(?:true|false)$/i.test(text)) {
      return { text, kind: 'boolean' };
    }
    throw malformed();
  }

  end(): void {
    if (this.#position < this.#tokens.length) {
      throw malformed();
    }
  }

  next(): Token {
    const token = this.#tokens[this.#position];
    if (!token) {
      throw malformed();
    }
    this.#position += 1;
    return token;
  }
}

function readOr(reader: TokenReader, depth: number): Filter {
  const parts = [readAnd(reader, depth)];
  while (reader.take('or')) {
    parts.push(readAnd(reader, depth));
  }
  return { kind: 'or', parts };
}

function readAnd(reader: TokenReader, depth: number): Filter {
  const parts = [readOne(reader, depth)];
  while (reader.take('and')) {
    parts.push(readOne(reader, depth));
  }
  return { kind: 'and', parts };
}

function readOne(reader: TokenReader, depth: number): Filter {
  if (!reader.take('(')) {
    return readCondition(reader);
  }
  if (depth === MAX_DEPTH) {
    throw malformed();
  }
  const filter = readOr(reader, depth + 1);
  reader.expect(')');
  return filter;
}

function readCondition(reader: TokenReader): Filter {
  const column = reader.word();
  if (reader.take('(')) {
    return readFunction(reader, column.toLowerCase());
  }
  const operator = SIGNS.find((sign) => reader.take(sign)) ?? reader.word().toLowerCase();
  if (isUnary(operator)) {
    return { kind: 'condition', column, operator, values: [] };
  }
  return { kind: 'condition', column, operator, ...readValues(reader) };
}

const SIGNS = ['=', '!=', '<', '>'];

/** The operator of each function, and the position of its column. */
const FUNCTIONS: ReadonlyMap<string, readonly [operator: string, columnPlace: number]> = new Map([
  ['startswith', ['begins', 0]],
  ['endswith', ['ends', 0]],
  ['substringof', ['contains', 1]],
  ['this', ['thisperiod', 0]],
  ['next', ['nextperiod', 0]],
  ['previous', ['previousperiod', 0]],
  ['thisandnext', ['thisandnext', 0]],
  ['thisandprevious', ['thisandprevious', 0]],
  ['thisandpreviousandnext', ['thispreviousandnext', 0]],
]);

/** Of the functions, those that SuperOffice documents. */
function readFunction(reader: TokenReader, name: string): Filter {
  const [operator, columnPlace] = FUNCTIONS.get(name) ?? [];
  if (operator === undefined) {
    throw malformed();
  }
  const values: Value[] = [];
  let column = '';
  for (let place = 0; place === 0 || reader.take(','); place += 1) {
    if (place === columnPlace) {
      column = reader.word();
    } else {
      values.push(reader.value());
    }
  }
  reader.expect(')');
  return { kind: 'condition', column, operator, values };
}

/** One value, or several in parentheses. */
function readValues(reader: TokenReader): Values {
  if (!reader.take('(')) {
    return { values: [reader.value()], isList: false };
  }
  const values = [reader.value()];
  while (reader.take(',')) {
    values.push(reader.value());
  }
  reader.expect(')');
  return { values, isList: true };
}

function malformed() {
  return badArgument('$filter is malformed.');
}
