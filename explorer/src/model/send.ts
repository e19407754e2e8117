import type { RestReport } from '../../../src/graphql/rest-report.js';
import { inLines, parseJson } from './json.js';
import type { PreparedRequest } from './request.js';

export interface Answer {
  readonly status: number;
  readonly durationMs: number;
  readonly bytes: number;
  readonly requestId: string | null;
  /** JSON with line breaks, without the report; what is no JSON as it came. */
  readonly text: string;
  readonly errors: readonly ErrorKind[];
  readonly rest: RestReport | undefined;
}

/** Errors that are alike. */
export interface ErrorKind {
  readonly code: string;
  /** What became of a change. */
  readonly outcome: string | undefined;
  readonly times: number;
}

/** @throws {TypeError} when there is no answer, {DOMException} when it was stopped. */
export async function send(endpoint: string, request: PreparedRequest, stopped: AbortSignal): Promise<Answer> {
  const start = performance.now();
  const response = await fetch(endpoint, { method: 'POST', ...request, signal: stopped });
  const text = await response.text();
  const durationMs = performance.now() - start;
  return {
    status: response.status,
    durationMs,
    bytes: new Blob([text]).size,
    requestId: response.headers.get('x-request-id'),
    ...read(text),
  };
}

interface Body {
  readonly errors?: readonly { readonly extensions?: { readonly code?: string; readonly outcome?: string } }[];
  readonly extensions?: { readonly rest?: RestReport };
}

function read(text: string): Pick<Answer, 'text' | 'errors' | 'rest'> {
  const body = parseJson(text) as Body | undefined;
  if (body === undefined) {
    return { text, errors: [], rest: undefined };
  }
  const { rest, ...extensions } = body.extensions ?? {};
  const shown = { ...body, extensions: Object.keys(extensions).length > 0 ? extensions : undefined };
  return {
    text: inLines(shown),
    errors: kindsOf(body.errors ?? []),
    rest,
  };
}

function kindsOf(errors: NonNullable<Body['errors']>): readonly ErrorKind[] {
  const kinds = new Map<string, ErrorKind>();
  for (const { extensions: { code = 'ERROR', outcome } = {} } of errors) {
    const key = `${code} ${outcome}`;
    kinds.set(key, { code, outcome, times: (kinds.get(key)?.times ?? 0) + 1 });
  }
  return [...kinds.values()];
}
