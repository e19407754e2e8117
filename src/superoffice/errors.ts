import { failureCodeOf } from './rest/connections/failure-code.js';

/** Whether a call can change anything upstream. A write is sent at most once. */
export type Effect = 'read' | 'write';

/** What a failed call was. No header, path or body: an error is what gets logged, and a path holds user names. */
export interface FailedCall {
  readonly effect: Effect;
  readonly method: string;
  /** The path's template: `ChatSession/{id}/TransferTo/{toAssociate}`. */
  readonly route: string;
}

interface HttpErrorDetails {
  readonly errorType?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly fromSuperOffice?: boolean;
}

/** SuperOffice, or a web server in front of it, answered with a refusal. */
export class SuperOfficeHttpError extends Error {
  override readonly name = 'SuperOfficeHttpError';
  readonly call: FailedCall;
  readonly status: number;
  /** SuperOffice's name for the exception without its namespace, such as `SoNotFoundException`; 1 to 64 letters. */
  readonly errorType: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** Whether the answer has SuperOffice's own error body, which a web server in front never sends. */
  readonly fromSuperOffice: boolean;

  constructor(
    call: FailedCall,
    status: number,
    { errorType, retryAfterMs, fromSuperOffice = false }: HttpErrorDetails = {},
  ) {
    super(`${call.method} ${call.route} answered ${status}`);
    this.call = call;
    this.status = status;
    this.errorType = errorType;
    this.retryAfterMs = retryAfterMs;
    this.fromSuperOffice = fromSuperOffice;
  }
}

/** Whether SuperOffice says that there is no such record. */
export function isNotFound(error: unknown): boolean {
  return error instanceof SuperOfficeHttpError && error.status === 404 && error.fromSuperOffice;
}

/** Whether a web server answered 404, so that the call never reached SuperOffice. */
export function isPathNotFound(error: unknown): boolean {
  return error instanceof SuperOfficeHttpError && error.status === 404 && !error.fromSuperOffice;
}

/**
 * - `CONNECTION`: none could be made, or it broke.
 * - `TIMEOUT`: no complete answer in time.
 * - `CANCELLED`: the client has left; only reads are cancelled.
 * - `BAD_RESPONSE`: a redirect, not JSON, too big, cut off, or another record than asked.
 * - `OVERLOADED`: not sent, because too many calls are under way and wait; or there is no memory for the answer.
 * - `BREAKER_OPEN`: too many calls failed; not sent.
 * - `THROTTLED`: SuperOffice asked, by 429 and `Retry-After`, that no read be sent now; not sent.
 * - `UNAUTHENTICATED`: SuperOffice refused the credential lately; not sent.
 * - `RATE_LIMITED`: the caller's address has tried too many credentials; not sent.
 */
export type UnavailableReason =
  | 'CONNECTION'
  | 'TIMEOUT'
  | 'CANCELLED'
  | 'BAD_RESPONSE'
  | 'OVERLOADED'
  | 'BREAKER_OPEN'
  | 'THROTTLED'
  | 'UNAUTHENTICATED'
  | 'RATE_LIMITED';

interface UnavailableDetails {
  /** False if the call never had a connection, so that SuperOffice cannot have received it. */
  readonly sent: boolean;
  /** How long to wait before another call may succeed. */
  readonly retryAfterMs?: number | undefined;
  /** May name the host, so it is never shown or logged. */
  readonly cause?: unknown;
}

/** SuperOffice gave no usable answer. */
export class SuperOfficeUnavailableError extends Error {
  override readonly name = 'SuperOfficeUnavailableError';
  readonly call: FailedCall;
  readonly reason: UnavailableReason;
  readonly sent: boolean;
  readonly retryAfterMs: number | undefined;
  /**
   * Why the connection or the answer failed, only for the log: `CERT_HAS_EXPIRED`, or `OTHER` if it has no name. For a call
   * that the breaker stopped, what opened the breaker.
   */
  readonly code: string | undefined;

  constructor(call: FailedCall, reason: UnavailableReason, { sent, retryAfterMs, cause }: UnavailableDetails) {
    super(`${call.method} ${call.route} got no usable answer: ${reason}`, { cause });
    this.call = call;
    this.reason = reason;
    this.sent = sent;
    this.retryAfterMs = retryAfterMs;
    this.code = failureCodeOf(cause) ?? (reason === 'CONNECTION' ? 'OTHER' : undefined);
  }
}

/** An agent answered a change that returns no record, which does not say whether the change was made. */
export class UnconfirmedError extends SuperOfficeUnavailableError {
  constructor(call: FailedCall) {
    super(call, 'BAD_RESPONSE', { sent: true });
  }
}

/** The answer is not what the call asked for. */
export function badResponse(call: FailedCall, cause?: unknown): SuperOfficeUnavailableError {
  return new SuperOfficeUnavailableError(call, 'BAD_RESPONSE', { sent: true, cause });
}

/** Whether a write that failed with this error may have taken effect. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof SuperOfficeHttpError
    ? error.status >= 500
    : error instanceof SuperOfficeUnavailableError && error.sent;
}
