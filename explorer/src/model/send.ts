import type { RestReport } from '../../../src/graphql/rest-report.js';
import { inLines, parseJson } from './json.js';
import type { PreparedRequest } from './request.js';

export interface Answer {
  readonly status: number;
  readonly durationMs: number;
  readonly bytes: number;
  readonly requestId: string | null;
  readonly retryAfter: string | null;
  /** Those that a page may read. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Whether it has the form of an answer of GraphQL's. */
  readonly isGraphql: boolean;
  /** Whether it is HTML. */
  readonly isPage: boolean;
  readonly isJson: boolean;
  /** JSON with line breaks, without the report; what is no JSON as it came. */
  readonly text: string;
  /** Whether the operation was executed, as far as that tells. */
  readonly hasData: boolean;
  readonly errors: readonly ErrorKind[];
  readonly rest: RestReport | undefined;
}

/** Errors that are alike. */
export interface ErrorKind {
  readonly code: string;
  /** Of the first. */
  readonly message: string;
  /** What became of a change. */
  readonly outcome: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly times: number;
}

/** A redirection, which is not followed: a proxy's, as the server has none. */
export class RedirectedError extends Error {
  override readonly name = 'RedirectedError';
}

/** @throws {TypeError} when there is no answer, {RedirectedError}, {DOMException} when it was stopped. */
export async function send(endpoint: string, request: PreparedRequest, stopped?: AbortSignal): Promise<Answer> {
  const start = performance.now();
  const response = await fetch(endpoint, {
    method: 'POST',
    redirect: 'manual',
    ...request,
    ...(stopped && { signal: stopped }),
  });
  if (response.type === 'opaqueredirect') {
    throw new RedirectedError();
  }
  const text = await response.text();
  const durationMs = performance.now() - start;
  return answerOf(response, text, durationMs);
}

/** An answer as it is shown. */
export function answerOf(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  text: string,
  durationMs: number,
): Answer {
  return {
    status,
    durationMs,
    bytes: new Blob([text]).size,
    requestId: headers.get('x-request-id'),
    retryAfter: headers.get('retry-after'),
    headers: [...headers],
    isPage: /^text\/html\b/i.test(headers.get('content-type') ?? ''),
    ...read(text),
  };
}

/** As far as it has the form that it should have. */
interface Body {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: unknown;
}

function read(text: string): Pick<Answer, 'isGraphql' | 'isJson' | 'text' | 'hasData' | 'errors' | 'rest'> {
  const body = parseJson(text);
  if (!isObject(body)) {
    return {
      isGraphql: false,
      isJson: body !== undefined,
      text: body === undefined ? text : inLines(body),
      hasData: false,
      errors: [],
      rest: undefined,
    };
  }
  const { data, errors, extensions }: Body = body;
  const { rest, ...others } = isObject(extensions) ? extensions : {};
  const list = Array.isArray(errors) ? errors : [];
  const shown = isObject(extensions)
    ? { ...body, extensions: Object.keys(others).length > 0 ? others : undefined }
    : body;
  return {
    isGraphql: data !== undefined || list.length > 0,
    isJson: true,
    text: inLines(shown),
    hasData: isObject(data),
    errors: kindsOf(list),
    rest: isReport(rest) ? rest : undefined,
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isReport(rest: unknown): rest is RestReport {
  return isObject(rest) && Array.isArray(rest.calls);
}

function kindsOf(errors: readonly unknown[]): readonly ErrorKind[] {
  const kinds = new Map<string, ErrorKind>();
  for (const error of errors) {
    const { message, extensions } = isObject(error) ? error : {};
    const { code, outcome, retryAfterMs } = isObject(extensions) ? extensions : {};
    const kind = {
      code: typeof code === 'string' ? code : 'ERROR',
      message: typeof message === 'string' ? message : '',
      outcome: typeof outcome === 'string' ? outcome : undefined,
      retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : undefined,
    };
    const key = `${kind.code} ${kind.outcome}`;
    const known = kinds.get(key);
    kinds.set(key, known === undefined ? { ...kind, times: 1 } : { ...known, times: known.times + 1 });
  }
  return [...kinds.values()];
}
