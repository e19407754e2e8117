import type { ReportedCall, RestReport } from '../../../../src/graphql/rest-report.js';
import { isObject, listOf, number, objectOf, orNull, text } from '../text/decoders.js';
import { inLines, parseJson } from '../text/json.js';
import type { PreparedRequest } from './request.js';

/** The server's response, unchanged. */
export interface Received {
  readonly status: number;
  readonly durationMs: number;
  /** The headers that a page may read, with lower-case names. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface Answer extends Omit<Received, 'body'> {
  readonly received: Received;
  readonly bytes: number;
  readonly requestId: string | null;
  readonly retryAfter: string | null;
  /** Whether it has the form of a GraphQL response. */
  readonly isGraphql: boolean;
  /** Whether it is HTML. */
  readonly isPage: boolean;
  readonly isJson: boolean;
  /** JSON with line breaks, without the report; anything else unchanged. */
  readonly text: string;
  /** Whether the operation was executed, as far as the answer shows. */
  readonly hasData: boolean;
  readonly errors: readonly ErrorKind[];
  readonly rest: RestReport | undefined;
}

/** A place in a document: both count from 1. */
export interface DocumentPlace {
  readonly line: number;
  readonly column: number;
}

/** Errors of one kind, with the message, path and place of the first. */
export interface ErrorKind {
  readonly code: string;
  readonly message: string;
  /** The path of the field, as in `person.contact`. */
  readonly path: string | undefined;
  readonly place: DocumentPlace | undefined;
  /** The outcome of a change. */
  readonly outcome: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly times: number;
}

/** A redirect, which is not followed. It comes from a proxy, because the server sends none. */
export class RedirectedError extends Error {
  override readonly name = 'RedirectedError';
}

/** @throws {TypeError} when there is no answer, {RedirectedError}, {DOMException} when it was stopped. */
export async function send(endpoint: string, request: PreparedRequest, stopped?: AbortSignal): Promise<Answer> {
  const startMs = performance.now();
  return answerIn(await ask(endpoint, request, stopped), startMs);
}

/** The head of the response. Throws what `send` throws. */
export async function ask(endpoint: string, request: PreparedRequest, stopped?: AbortSignal): Promise<Response> {
  const response = await fetch(endpoint, {
    method: 'POST',
    redirect: 'manual',
    ...request,
    ...(stopped && { signal: stopped }),
  });
  if (response.type === 'opaqueredirect') {
    throw new RedirectedError();
  }
  return response;
}

/** @param startMs when the request began, by `performance.now()` */
export async function answerIn(response: Response, startMs: number): Promise<Answer> {
  const body = await response.text();
  const durationMs = performance.now() - startMs;
  return answerOf({ status: response.status, durationMs, headers: [...response.headers], body });
}

/** An answer as it is shown, when it comes and when it is opened again. */
export function answerOf(received: Received): Answer {
  const { body, ...facts } = received;
  const header = (wanted: string) => facts.headers.find(([name]) => name === wanted)?.[1] ?? null;
  return {
    ...facts,
    received,
    bytes: new Blob([body]).size,
    requestId: header('x-request-id'),
    retryAfter: header('retry-after'),
    isPage: /^text\/html\b/i.test(header('content-type') ?? ''),
    ...read(body),
  };
}

/** The parts that have the expected form. */
interface Body {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: unknown;
}

function read(body: string): Pick<Answer, 'isGraphql' | 'isJson' | 'text' | 'hasData' | 'errors' | 'rest'> {
  const value = parseJson(body);
  if (!isObject(value)) {
    return {
      isGraphql: false,
      isJson: value !== undefined,
      text: value === undefined ? body : inLines(value),
      hasData: false,
      errors: [],
      rest: undefined,
    };
  }
  const { data, errors, extensions }: Body = value;
  const { rest, ...others } = isObject(extensions) ? extensions : {};
  const list = Array.isArray(errors) ? errors : [];
  const shown = isObject(extensions)
    ? { ...value, extensions: Object.keys(others).length > 0 ? others : undefined }
    : value;
  return {
    isGraphql: data !== undefined || list.length > 0,
    isJson: true,
    text: inLines(shown),
    hasData: isObject(data),
    errors: kindsOf(list),
    rest: restReport(rest),
  };
}

function kindsOf(errors: readonly unknown[]): readonly ErrorKind[] {
  const kinds = new Map<string, ErrorKind>();
  for (const error of errors) {
    const { message, extensions, path, locations }: Readonly<Record<string, unknown>> = isObject(error) ? error : {};
    const { code, outcome, retryAfterMs } = isObject(extensions) ? extensions : {};
    const kind = {
      code: typeof code === 'string' ? code : 'ERROR',
      message: typeof message === 'string' ? message : '',
      path: Array.isArray(path) ? path.join('.') : undefined,
      place: documentPlaces(locations)?.[0],
      outcome: typeof outcome === 'string' ? outcome : undefined,
      retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : undefined,
    };
    const key = `${kind.code} ${kind.outcome}`;
    const known = kinds.get(key);
    kinds.set(key, known === undefined ? { ...kind, times: 1 } : { ...known, times: known.times + 1 });
  }
  return [...kinds.values()];
}

const MAX_CALLS = 10_000;
const amount = number(0, Number.MAX_SAFE_INTEGER);
const line = text(10_000);

const documentPlaces = listOf(objectOf<DocumentPlace>({ line: amount, column: amount }), 1);

const restReport = objectOf<RestReport>({
  calls: listOf(
    objectOf<ReportedCall>({
      method: line,
      route: line,
      status: orNull(amount),
      startMs: amount,
      durationMs: amount,
      records: orNull(objectOf({ asked: amount, got: amount })),
      bytes: amount,
      attempt: amount,
      fields: listOf(line, MAX_CALLS),
    }),
    MAX_CALLS,
  ),
  servedWithoutCall: amount,
});
