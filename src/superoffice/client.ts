import type { Readable } from 'node:stream';
import fetch, { AbortError, FetchError, type Response } from 'node-fetch';
import { type Agent, agentForOneCall } from './agent.js';
import type { ErrorCarrier } from './carriers.js';
import {
  type Effect,
  type FailedCall,
  SuperOfficeHttpError,
  SuperOfficeUnavailableError,
  type UnavailableReason,
} from './errors.js';
import { pathSegment } from './path-segment.js';

const MAX_BODY_BYTES = 2 * 1024 * 1024;
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
}

/** The REST API with one caller's rights. */
export interface SuperOfficeClient {
  /**
   * Makes one call and gives the answer's JSON; null where SuperOffice answered 204.
   *
   * @throws {SuperOfficeHttpError} on any status of 400 and above, and on an error body.
   * @throws {SuperOfficeUnavailableError} when no usable answer came in time.
   */
  send(call: RestCall): Promise<unknown>;
}

/** What became of a call, for logs and metrics: no values, no headers. */
export interface CallReport {
  readonly effect: Effect;
  readonly method: string;
  readonly route: string;
  readonly durationMs: number;
  /** Missing when no answer came. */
  readonly status?: number;
  readonly errorType?: string | undefined;
  readonly reason?: UnavailableReason;
}

export interface SuperOfficeClientOptions {
  /** REST root of one tenant, ending in a slash. */
  readonly baseUrl: URL;
  readonly agent: Agent;
  /** The caller's credential and locale, sent with every call. */
  readonly headers: Readonly<Record<string, string>>;
  readonly readTimeoutMs: number;
  readonly writeTimeoutMs: number;
  /** When the whole operation must be over, on the clock of `performance.now()`. */
  readonly deadlineMs: number;
  /** Aborted when whoever asked has gone: nothing more is sent, and reads under way are given up. */
  readonly cancelled?: AbortSignal | undefined;
  readonly onCall?: ((report: CallReport) => void) | undefined;
  /** Given SuperOffice's own words when it refuses: they may hold customer data. */
  readonly onRefusalText?: ((call: FailedCall, text: string) => void) | undefined;
}

/** A client bound to one caller: make one per GraphQL request. */
export function createSuperOfficeClient(options: SuperOfficeClientOptions): SuperOfficeClient {
  return {
    async send(call) {
      const startedMs = performance.now();
      const { effect, method, route } = call;
      const report = (result: Partial<CallReport>) =>
        options.onCall?.({ effect, method, route, durationMs: performance.now() - startedMs, ...result });
      try {
        const { status, json } = await exchange(call, options, startedMs);
        report({ status });
        return json;
      } catch (error) {
        if (error instanceof SuperOfficeHttpError) {
          report({ status: error.status, errorType: error.errorType });
        } else if (error instanceof SuperOfficeUnavailableError) {
          report({ reason: error.reason });
        }
        throw error;
      }
    },
  };
}

interface Answer {
  readonly status: number;
  readonly json: unknown;
}

async function exchange(call: RestCall, options: SuperOfficeClientOptions, startedMs: number): Promise<Answer> {
  const timeoutMs = call.effect === 'write' ? options.writeTimeoutMs : options.readTimeoutMs;
  const leftMs = Math.min(timeoutMs, options.deadlineMs - startedMs);
  if (leftMs <= 0) {
    throw new SuperOfficeUnavailableError(call, 'TIMEOUT', false);
  }
  if (options.cancelled?.aborted) {
    throw new SuperOfficeUnavailableError(call, 'CANCELLED', false);
  }
  const url = urlOf(call, options.baseUrl);
  const { agent, hadConnection } = agentForOneCall(options.agent);
  const controller = new AbortController();
  // Covers the body too: a server that stalls half way is given up like one that says nothing.
  const timer = setTimeout(() => controller.abort(), leftMs);
  // A write that was sent may have arrived: it runs to its end, whoever has gone.
  const cancelled = call.effect === 'read' ? options.cancelled : undefined;
  const abort = () => controller.abort();
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
  } catch (error) {
    if (controller.signal.aborted) {
      const reason = cancelled?.aborted ? 'CANCELLED' : 'TIMEOUT';
      throw new SuperOfficeUnavailableError(call, reason, hadConnection(), error);
    }
    if (error instanceof FetchError || error instanceof AbortError) {
      const isProtocolError = error instanceof FetchError && error.code?.startsWith('HPE_');
      const reason = isProtocolError ? 'BAD_RESPONSE' : 'CONNECTION';
      throw new SuperOfficeUnavailableError(call, reason, hadConnection(), error);
    }
    throw error;
  } finally {
    clearTimeout(timer);
    cancelled?.removeEventListener('abort', abort);
  }
}

function urlOf({ route, params = {}, query }: RestCall, baseUrl: URL): string {
  const path = route.replace(/\{(\w+)\}/g, (_, name: string) => pathSegment(String(params[name] ?? '')));
  return `${baseUrl.href}${path}${query === undefined ? '' : `?${new URLSearchParams(query)}`}`;
}

function headersOf(call: RestCall, options: SuperOfficeClientOptions): Record<string, string> {
  return {
    ...options.headers,
    ...call.headers,
    accept: 'application/json; charset=utf-8',
    'user-agent': 'superoffice-graphql',
    ...(call.body !== undefined && { 'content-type': `${call.bodyType ?? 'application/json'}; charset=utf-8` }),
  };
}

async function readAnswer(call: RestCall, response: Response, options: SuperOfficeClientOptions): Promise<Answer> {
  const { status } = response;
  if (status >= 400) {
    throw refusal(call, response, await readRefusal(response), options);
  }
  if (status === 204) {
    return { status, json: null };
  }
  if (status >= 300 || !JSON_MEDIA_TYPE.test(response.headers.get('content-type') ?? '')) {
    discardBody(response);
    throw new SuperOfficeUnavailableError(call, 'BAD_RESPONSE', true);
  }
  const json = await readJson(response, MAX_BODY_BYTES).catch((error: unknown) => {
    throw new SuperOfficeUnavailableError(call, 'BAD_RESPONSE', true, error);
  });
  // Agents may refuse with a status of 200.
  if ((json as ErrorCarrier | null)?.Error === true) {
    throw refusal(call, response, json as ErrorCarrier, options);
  }
  return { status, json };
}

function refusal(call: RestCall, response: Response, body: ErrorCarrier, options: SuperOfficeClientOptions): Error {
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
    const body = await readJson(response, MAX_ERROR_BODY_BYTES);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}

/** Reads the stream once: `response.json()` copies the body several times. */
async function readJson(response: Response, maxBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new RangeError(`The body is over ${maxBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks, bytes).toString('utf8'));
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
