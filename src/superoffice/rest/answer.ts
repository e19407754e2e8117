import type { ErrorCarrier } from '../carriers.js';
import type { Clock } from '../clock.js';
import { badResponse, type FailedCall, SuperOfficeHttpError, SuperOfficeUnavailableError } from '../errors.js';
import { decode } from './content-coding.js';
import type { Place } from './place.js';
import type { ExpectedAnswer, RestCall } from './rest-call.js';
import type { HttpResponse, Sending } from './transports/transport.js';
import type { Upstream } from './upstream.js';

/** The size from which on a body is read only if there is memory for it. */
const LARGE_BODY_BYTES = 64 * 1024;
const RETRY_AFTER_OVERLOAD_MS = 1000;
const MAX_ERROR_BODY_BYTES = 64 * 1024;
/** How long to wait for the body of a refusal. */
const ERROR_BODY_MS = 1000;
const BYTE_ORDER_MARK = '\ufeff';

/** The media types in which SuperOffice sends JSON. */
const JSON_MEDIA_TYPE = /^(application|text)\/(merge-patch\+|json-patch\+)?json\s*(;\s*charset=("utf-8"|utf-8)\s*)?$/i;

export interface AnswerOptions {
  readonly upstream: Upstream;
  /** Called with the text of SuperOffice's refusal, which may hold customer data. */
  readonly onRefusalText?: ((call: FailedCall, text: string) => void) | undefined;
}

export interface Answer {
  readonly status: number;
  /** Null where SuperOffice answered with no body. */
  readonly json: unknown;
  /** Of the body, after decompression. */
  readonly bytes: number;
}

/**
 * What SuperOffice answers to a call that was sent.
 *
 * @param onRefused called for a refusal before its body is read.
 * @throws {SuperOfficeHttpError} on any status of 400 and above, and on an error body.
 * @throws {SuperOfficeUnavailableError} if the answer is not usable.
 * @throws {TransportError} if there was no answer.
 */
export async function answerTo(
  { transport }: Place,
  call: RestCall,
  sending: Sending,
  options: AnswerOptions,
  onRefused: (response: HttpResponse) => void,
): Promise<Answer> {
  const { upstream } = options;
  const response = await sending.response;
  const { status } = response;
  const { expected = 'nothing' } = call;
  if (status === 421) {
    // The name may lead to another server by now.
    transport.retireConnections();
  }
  if (status >= 400) {
    onRefused(response);
    throw refusal(call, response, await readRefusal(response, upstream.clock), options);
  }
  const isEmpty = status === 204 || (expected === 'nothing' && response.header('content-length') === '0');
  if (!isWhole(status) || !(isEmpty || isJson(response))) {
    response.discardBody();
    throw badResponse(call, new WrongKind(response));
  }
  if (isEmpty) {
    await response.readBody(0);
    return held({ status, json: null, bytes: 0 }, call, response, options);
  }
  let answer: Answer;
  try {
    const body = await readBody(response, upstream.options.superOfficeMaxAnswerBytes);
    // A write's answer is always read: what became of it must be known.
    if (call.effect === 'read' && body.length > LARGE_BODY_BYTES && !upstream.hasMemoryFor(body.length)) {
      throw new SuperOfficeUnavailableError(call, 'OVERLOADED', { sent: true, retryAfterMs: RETRY_AFTER_OVERLOAD_MS });
    }
    answer = { status, json: jsonOf(body), bytes: body.length };
  } catch (error) {
    throw error instanceof SuperOfficeUnavailableError ? error : badResponse(call, error);
  }
  return held(answer, call, response, options);
}

/** The answer, unless it is a refusal: agents refuse with a status of success. */
function held(answer: Answer, call: RestCall, response: HttpResponse, options: AnswerOptions): Answer {
  if (isRefused(answer.json, call.expected)) {
    throw refusal(call, response, (answer.json ?? {}) as ErrorCarrier, options);
  }
  return answer;
}

/**
 * Whether an answer is an error body instead of what is expected, or null instead of a list. A record has its key, and may
 * also have a property `Message`.
 */
function isRefused(json: unknown, expected: ExpectedAnswer = 'nothing'): boolean {
  if (json === null) {
    return expected === 'list';
  }
  if (typeof json !== 'object' || Array.isArray(json)) {
    return false;
  }
  const { Error: isError, ErrorType, ErrorMessage, Message } = json as ErrorCarrier;
  if (isError === true) {
    return true;
  }
  const isRecord = typeof expected === 'object' && Object.hasOwn(json, expected.key);
  return !isRecord && [ErrorType, ErrorMessage, Message].some((text) => typeof text === 'string');
}

/** The answer is not JSON. The code says what it is, for the log. */
class WrongKind extends Error {
  override readonly name = 'WrongKind';
  readonly code: 'NOT_WHOLE' | 'NOT_JSON_TYPE' | 'REDIRECT' | 'WEB_PAGE';

  constructor(response: HttpResponse) {
    super('The answer is not JSON.');
    const { status } = response;
    const isPage = /^(text\/html|application\/xhtml\+xml)\b/i.test(response.header('content-type') ?? '');
    this.code = isWhole(status) ? (isPage ? 'WEB_PAGE' : 'NOT_JSON_TYPE') : status >= 300 ? 'REDIRECT' : 'NOT_WHOLE';
  }
}

/** Excludes redirects, other protocols and partial answers. */
function isWhole(status: number): boolean {
  return status >= 200 && status < 300 && status !== 206;
}

function isJson(response: HttpResponse): boolean {
  return JSON_MEDIA_TYPE.test(response.header('content-type') ?? '');
}

function refusal(call: RestCall, response: HttpResponse, body: ErrorCarrier, options: AnswerOptions): Error {
  const { Error: isError, ErrorType, ErrorMessage, Message } = body;
  const text = ErrorMessage ?? Message;
  if (typeof text === 'string') {
    options.onRefusalText?.(call, text);
  }
  const typeName = typeof ErrorType === 'string' && TYPE_NAME.test(ErrorType) ? ErrorType : undefined;
  const lastPart = typeName?.split('.').at(-1) ?? '';
  const errorType = /^[A-Za-z]{1,64}$/.test(lastPart) ? lastPart : undefined;
  // A bare `Message` comes from ASP.NET as well, for a path that leads to none of SuperOffice's resources.
  const fromSuperOffice = isError === true || typeName !== undefined;
  return new SuperOfficeHttpError(call, response.status, {
    errorType,
    retryAfterMs: retryAfterMs(response),
    fromSuperOffice,
  });
}

/** A name of a type in .NET, with or without its namespace: `SuperOffice.Exceptions.SoNotFoundException`. */
const TYPE_NAME = /^[A-Za-z_]\w{0,127}(\.[A-Za-z_]\w{0,127}){0,15}$/;

/** Reads the body of a refusal for its `ErrorType`. If the body is late or invalid, the status still counts. */
async function readRefusal(response: HttpResponse, clock: Clock): Promise<ErrorCarrier> {
  const cancelTimer = clock.setTimer(() => response.discardBody(), ERROR_BODY_MS);
  try {
    const json = jsonOf(await readBody(response, MAX_ERROR_BODY_BYTES));
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    return {};
  } finally {
    cancelTimer();
  }
}

/** Not more than `maxBytes`, neither as it was sent nor decompressed. */
function readBody(response: HttpResponse, maxBytes: number): Promise<Buffer> {
  const body = response.readBody(maxBytes);
  const codings = response.header('content-encoding');
  return codings === undefined ? body : body.then((encoded) => decode(encoded, codings, maxBytes));
}

function jsonOf(body: Buffer): unknown {
  const text = body.toString('utf8');
  return JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
}

/** `Retry-After` in seconds or as a date. */
function retryAfterMs(response: HttpResponse): number | undefined {
  const value = response.header('retry-after')?.trim();
  if (value === undefined) {
    return undefined;
  }
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, Math.round(ms));
}
