/** Whether a call can change anything upstream. A write is sent at most once. */
export type Effect = 'read' | 'write';

/** What a failed call was. No header, path or body: an error is what gets logged, and a path holds user names. */
export interface FailedCall {
  readonly effect: Effect;
  readonly method: string;
  /** The path's template: `ChatSession/{id}/TransferTo/{toAssociate}`. */
  readonly route: string;
}

/** SuperOffice answered, and refused. */
export class SuperOfficeHttpError extends Error {
  override readonly name = 'SuperOfficeHttpError';
  readonly call: FailedCall;
  readonly status: number;
  /** SuperOffice's name for the exception, such as `SoNotFoundException`; 1 to 64 letters. */
  readonly errorType: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(call: FailedCall, status: number, errorType?: string, retryAfterMs?: number) {
    super(`${call.method} ${call.route} answered ${status}`);
    this.call = call;
    this.status = status;
    this.errorType = errorType;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * - `CONNECTION`: none could be made, or it broke.
 * - `TIMEOUT`: no complete answer in time.
 * - `CANCELLED`: whoever asked has gone; reads alone are given up for that.
 * - `BAD_RESPONSE`: a redirect, not JSON, too big, cut off, or another record than asked.
 */
export type UnavailableReason = 'CONNECTION' | 'TIMEOUT' | 'CANCELLED' | 'BAD_RESPONSE';

/** SuperOffice did not answer, or not with anything that can be used. */
export class SuperOfficeUnavailableError extends Error {
  override readonly name = 'SuperOfficeUnavailableError';
  readonly call: FailedCall;
  readonly reason: UnavailableReason;
  /** False when the call never had a connection, so that SuperOffice cannot have seen it. */
  readonly sent: boolean;

  /** `cause` may name the host: it stops here and is neither shown nor logged. */
  constructor(call: FailedCall, reason: UnavailableReason, sent: boolean, cause?: unknown) {
    super(`${call.method} ${call.route} got no usable answer: ${reason}`, { cause });
    this.call = call;
    this.reason = reason;
    this.sent = sent;
  }
}
