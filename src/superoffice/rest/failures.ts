import { SuperOfficeHttpError, SuperOfficeUnavailableError } from '../errors.js';
import { BreakerOpenError, type Verdict } from './breaker.js';
import { isOwnShortage } from './connections/failure-code.js';
import type { RestCall } from './rest-call.js';
import { NoTurnError } from './turns/bulkhead.js';
import { CredentialHeldError } from './turns/credential-gate.js';
import type { CredentialVerdict } from './turns/credentials.js';
import type { ReadPause } from './turns/read-pause.js';

const RETRY_AFTER_OVERLOAD_MS = 1000;

/** Turns the errors of the gate, the breaker and the bulkhead into errors of the call. */
export function unavailableOf(call: RestCall, error: unknown, { leftMs: pauseMs }: ReadPause): unknown {
  if (error instanceof BreakerOpenError) {
    const retryAfterMs = Math.ceil(error.retryAfterMs);
    return new SuperOfficeUnavailableError(call, 'BREAKER_OPEN', { sent: false, retryAfterMs, cause: error });
  }
  if (error instanceof NoTurnError) {
    const retryAfterMs = { OVERLOADED: RETRY_AFTER_OVERLOAD_MS, THROTTLED: Math.ceil(pauseMs), CANCELLED: undefined };
    return new SuperOfficeUnavailableError(call, error.reason, {
      sent: false,
      retryAfterMs: retryAfterMs[error.reason],
    });
  }
  if (error instanceof CredentialHeldError) {
    const { reason, retryAfterMs } = error;
    return new SuperOfficeUnavailableError(call, reason, { sent: false, retryAfterMs });
  }
  return error;
}

/** Statuses that something in front of SuperOffice may send before anyone checks the credential. */
const ANSWERED_BEFORE: readonly number[] = [421, 429];

/**
 * What a failed call says about its credential. An answer that is not SuperOffice's own says nothing, whatever its status.
 */
export function credentialVerdictOf(error: unknown): CredentialVerdict {
  if (!(error instanceof SuperOfficeHttpError)) {
    return 'none';
  }
  const { status, fromSuperOffice } = error;
  if (status === 401) {
    return 'refused';
  }
  return fromSuperOffice && !ANSWERED_BEFORE.includes(status) ? 'accepted' : 'none';
}

/** What a failed call says about SuperOffice's health. A call with less than its full time says nothing. */
export function healthVerdictOf(error: unknown, leftMs: number, timeoutMs: number, connectTimeoutMs: number): Verdict {
  if (error instanceof SuperOfficeHttpError) {
    // One record can make an agent fail with an error body: that does not mean that SuperOffice is failing.
    return error.status >= 500 && !error.fromSuperOffice ? 'failure' : 'refusal';
  }
  if (error instanceof SuperOfficeUnavailableError) {
    const { reason, sent, code } = error;
    if (isOwnShortage(code)) {
      return 'none';
    }
    const fullTimeMs = sent ? timeoutMs : Math.min(timeoutMs, connectTimeoutMs);
    return reason === 'CONNECTION' || (reason === 'TIMEOUT' && leftMs >= fullTimeMs) ? 'failure' : 'none';
  }
  return 'none';
}
