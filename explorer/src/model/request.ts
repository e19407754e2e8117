import { EXPLAIN_HEADER } from '../../../src/graphql/rest-report.js';
import { parseJson } from './json.js';

/** What somebody wants sent, as they wrote it. */
export interface Draft {
  readonly document: string;
  readonly operationName: string | undefined;
  /** JSON objects; empty for none. */
  readonly variables: string;
  readonly headers: string;
  readonly explain: boolean;
}

export interface PreparedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The draft cannot be sent; the message says why. */
export class DraftError extends Error {
  override readonly name = 'DraftError';
}

/** @throws {DraftError} */
export function prepare({ document, operationName, variables, headers, explain }: Draft): PreparedRequest {
  if (document.trim() === '') {
    throw new DraftError('There is no operation yet.');
  }
  return {
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(explain && { [EXPLAIN_HEADER]: '1' }),
      ...textsIn(readObject(headers, 'headers')),
    },
    body: JSON.stringify({
      query: document,
      ...(operationName !== undefined && { operationName }),
      variables: readObject(variables, 'variables'),
    }),
  };
}

/** A command for a shell that sends the same. */
export function curl(endpoint: string, { headers, body }: PreparedRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  return [`curl ${endpoint}`, ...lines, `-d ${quoted(body)}`].join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** @throws {DraftError} */
export function readObject(json: string, what: 'headers' | 'variables'): Readonly<Record<string, unknown>> {
  const value = json.trim() === '' ? {} : parseJson(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DraftError(`The ${what} are no JSON object yet.`);
  }
  return value as Readonly<Record<string, unknown>>;
}

/** Empty ones are left out, as they say nothing. */
function textsIn(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), String(value).trim()] as const)
      .filter(([, value]) => value !== ''),
  );
}
