import { EXPLAIN_HEADER } from '../../../../src/graphql/rest-report.js';
import { parseJson } from '../text/json.js';

export const EVENT_STREAM = 'text/event-stream';

export const JSON_TYPE = 'application/json';

/** The media types that the page accepts. A refused subscription is answered in JSON, with its status. */
export const ACCEPTS: readonly string[] = [JSON_TYPE, `${EVENT_STREAM}, ${JSON_TYPE}`];

/** What the user wants to send, as written. */
export interface Draft {
  readonly document: string;
  readonly operationName: string | undefined;
  /** JSON objects; empty for none. */
  readonly variables: string;
  readonly headers: string;
  readonly explain: boolean;
  /** Whether it is a subscription, which is answered with a stream of events. */
  readonly isSubscription?: boolean;
}

export interface PreparedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The draft cannot be sent; the message says why. */
export class DraftError extends Error {
  override readonly name = 'DraftError';

  /** Where the mistake is; undefined: in the operation. */
  readonly where: 'headers' | 'variables' | undefined;

  constructor(message: string, where?: 'headers' | 'variables') {
    super(message);
    this.where = where;
  }
}

/** @throws {DraftError} */
export function prepare(draft: Draft): PreparedRequest {
  const { document, operationName, variables, headers, explain, isSubscription = false } = draft;
  if (document.trim() === '') {
    throw new DraftError('There is no operation yet.');
  }
  return {
    headers: {
      accept: ACCEPTS[isSubscription ? 1 : 0] as string,
      'content-type': JSON_TYPE,
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

/** Whether it asks for the REST calls that it takes. */
export function isExplained({ headers }: PreparedRequest): boolean {
  return headers[EXPLAIN_HEADER] !== undefined;
}

/** A shell command that sends the same request. */
export function curl(endpoint: string, { headers, body }: PreparedRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  // Without -N, curl buffers events.
  const command = headers.accept?.includes(EVENT_STREAM) ? 'curl -N' : 'curl';
  return [`${command} ${endpoint}`, ...lines, `-d ${quoted(body)}`].join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** @throws {DraftError} */
export function readObject(json: string, what: 'headers' | 'variables'): Readonly<Record<string, unknown>> {
  const value = json.trim() === '' ? {} : parseJson(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DraftError(`The ${what} are not a JSON object yet.`, what);
  }
  return value as Readonly<Record<string, unknown>>;
}

/**
 * Leaves out empty ones.
 *
 * @throws {DraftError} for one that the browser would refuse or silently leave out.
 */
function textsIn(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const entries = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), typeof value === 'object' ? value : String(value).trim()] as const)
    .filter(([, value]) => value !== '');
  for (const [name, value] of entries) {
    const problem = problemOf(name, value);
    if (problem !== undefined) {
      throw new DraftError(problem, 'headers');
    }
  }
  return Object.fromEntries(entries) as Readonly<Record<string, string>>;
}

/** The maximum length of a name in a message. */
const MAX_NAME_LENGTH = 60;

/** Names the header, never its value, which may be a credential. */
function problemOf(name: string, value: unknown): string | undefined {
  const header = name === '' ? 'with an empty name' : name.slice(0, MAX_NAME_LENGTH);
  if (!isTaken(name, 'x')) {
    return `The header ${header} has an invalid name: use letters, digits and hyphens, no spaces.`;
  }
  if (typeof value !== 'string') {
    return `The value of the header ${header} is not text: put it in quotation marks.`;
  }
  if (!isTaken(name, value)) {
    return `The value of the header ${header} has a character that no header can have, such as a line break, an emoji or a letter beyond Latin-1.`;
  }
  return new Request('data:,', { headers: [[name, value]] }).headers.has(name)
    ? undefined
    : `A page cannot set the header ${header}: the browser does. Remove it. Other programs can send it.`;
}

function isTaken(name: string, value: string): boolean {
  try {
    new Headers([[name, value]]);
    return true;
  } catch {
    return false;
  }
}
