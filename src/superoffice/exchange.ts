import type { Readable } from 'node:stream';
import fetch, { AbortError, FetchError, type Response } from 'node-fetch';
import { agentForOneCall } from './agent.js';
import type { ErrorCarrier } from './carriers.js';
import {
  badResponse,
  type FailedCall,
  SuperOfficeHttpError,
  SuperOfficeUnavailableError,
  type UnavailableReason,
} from './errors.js';
import { pathSegment } from './path-segment.js';
import type { Upstream } from './upstream.js';

const MAX_ERROR_BODY_BYTES = 64 * 1024;

/** The media types in which SuperOffice sends JSON. */
const JSON_MEDIA_TYPE = /^(application|text)\/(merge-patch\+|json-patch\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** One call of the REST API, as an endpoint declares it. */
export interface RestCall extends FailedCall {
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
  /** Values for the `{name}`s of `route`; each becomes exactly one segment of the path. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Media type of the body, where it is not `application/json`. */
  readonly bodyType?: string;
  /** In place of the caller's own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A read that tells what became of a write: made once, and only where a second is left for it. */
  readonly isLookUp?: boolean;
  /** Of the records that it is for, where they are known. */
  readonly ids?: readonly number[];
}

export interface ExchangeOptions {
  readonly upstream: Upstream;
  /** The caller's credential and locale. */
  readonly headers: Readonly<Record<string, string>>;
  /** Given SuperOffice's own words when it refuses: they may hold customer data. */
  readonly onRefusalText?: ((call: FailedCall, text: string) => void) | undefined;
}

export interface Answer {
  readonly status: number;
  /** Null where SuperOffice answered 204. */
  readonly json: unknown;
  /** Of the body, after decompression. */
  readonly bytes: number;
}

/**
 * One request over HTTP, and its answer.
 *
 * @param timeoutMs for all of it: a server that stalls half way is given up like one that says nothing.
 * @param cancelled gives it up as well.
 * @throws {SuperOfficeHttpError} on any status of 400 and above, and on an error body.
 * @throws {SuperOfficeUnavailableError} when no usable answer came in time.
 */
export async function exchange(
  call: RestCall,
  options: ExchangeOptions,
  timeoutMs: number,
  cancelled: AbortSignal | undefined,
): Promise<Answer> {
  const { superOfficeUrl } = options.upstream.options;
  const url = urlOf(call, superOfficeUrl);
  const { agent, hadConnection } = agentForOneCall(options.upstream.agent);
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  cancelled?.addEventListener('abort', abort);
  try {
    const response = await fetch(url, {
      method: call.method,
      headers: headersOf(call, options),
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      redirect: 'manual',
      agent,
      signal: controller.signal,
    });
    return await readAnswer(call, response, options);
  } catch (cause) {
    const unavailable = (reason: UnavailableReason) =>
      new SuperOfficeUnavailableError(call, reason, { sent: hadConnection(), cause });
    if (controller.signal.aborted) {
      throw unavailable(cancelled?.aborted ? 'CANCELLED' : 'TIMEOUT');
    }
    if (cause instanceof FetchError || cause instanceof AbortError) {
      throw unavailable(reasonOf(cause));
    }
    throw cause;
  } finally {
    clearTimeout(timer);
    cancelled?.removeEventListener('abort', abort);
  }
}

function reasonOf(error: FetchError | AbortError): UnavailableReason {
  const code = error instanceof FetchError ? error.code : undefined;
  if (code?.startsWith('HPE_')) {
    return 'BAD_RESPONSE';
  }
  return code === 'ETIMEDOUT' ? 'TIMEOUT' : 'CONNECTION';
}

function urlOf({ route, params = {}, query }: RestCall, baseUrl: URL): string {
  const path = route.replace(/\{(\w+)\}/g, (_, name: string) => pathSegment(String(params[name] ?? '')));
  return `${baseUrl.href}${path}${query === undefined ? '' : `?${new URLSearchParams(query)}`}`;
}

function headersOf(call: RestCall, options: ExchangeOptions): Record<string, string> {
  return {
    ...options.headers,
    ...call.headers,
    accept: 'application/json; charset=utf-8',
    'user-agent': 'superoffice-graphql',
    ...(call.body !== undefined && { 'content-type': `${call.bodyType ?? 'application/json'}; charset=utf-8` }),
  };
}

async function readAnswer(call: RestCall, response: Response, options: ExchangeOptions): Promise<Answer> {
  const { status } = response;
  if (status >= 400) {
    throw refusal(call, response, await readRefusal(response), options);
  }
  if (status === 204) {
    return { status, json: null, bytes: 0 };
  }
  if (status >= 300 || !JSON_MEDIA_TYPE.test(response.headers.get('content-type') ?? '')) {
    discardBody(response);
    throw badResponse(call);
  }
  const { json, bytes } = await readJson(response, options.upstream.options.superOfficeMaxAnswerBytes).catch(
    (error: unknown) => {
      throw badResponse(call, error);
    },
  );
  // Agents may refuse with a status of 200.
  if ((json as ErrorCarrier | null)?.Error === true) {
    throw refusal(call, response, json as ErrorCarrier, options);
  }
  return { status, json, bytes };
}

function refusal(call: RestCall, response: Response, body: ErrorCarrier, options: ExchangeOptions): Error {
  const { ErrorType, ErrorMessage, Message } = body;
  const text = ErrorMessage ?? Message;
  if (typeof text === 'string') {
    options.onRefusalText?.(call, text);
  }
  const errorType = typeof ErrorType === 'string' && /^[A-Za-z]{1,64}$/.test(ErrorType) ? ErrorType : undefined;
  return new SuperOfficeHttpError(call, response.status, errorType, retryAfterMs(response));
}

/** The body of a refusal is read for its `ErrorType`; whatever is wrong with it, the status stands. */
async function readRefusal(response: Response): Promise<ErrorCarrier> {
  try {
    const { json } = await readJson(response, MAX_ERROR_BODY_BYTES);
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    return {};
  }
}

/** Reads the stream once: `response.json()` copies the body several times. */
async function readJson(response: Response, maxBytes: number): Promise<Omit<Answer, 'status'>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new RangeError(`The body is over ${maxBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return { json: JSON.parse(Buffer.concat(chunks, bytes).toString('utf8')), bytes };
}

/** An unread body would keep its socket from the next call. */
function discardBody(response: Response): void {
  (response.body as Readable | null)?.destroy();
}

/** `Retry-After` in seconds or as a date. */
function retryAfterMs(response: Response): number | undefined {
  const value = response.headers.get('retry-after')?.trim();
  if (value === undefined) {
    return undefined;
  }
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, Math.round(ms));
}
