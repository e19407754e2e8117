import type { Cancellation } from '../cancellation.js';
import {
  type Effect,
  type FailedCall,
  isPathNotFound,
  SuperOfficeHttpError,
  SuperOfficeUnavailableError,
  type UnavailableReason,
  UnconfirmedError,
} from '../errors.js';
import type { Answer } from './answer.js';
import { isPath } from './call-path.js';
import { type ExchangeOptions, exchange } from './exchange.js';
import { credentialVerdictOf, healthVerdictOf, unavailableOf } from './failures.js';
import type { RestCall } from './rest-call.js';
import { withRetries } from './retries.js';
import { NoTurnError } from './turns/bulkhead.js';
import type { LiableAddress, Trial } from './turns/credential-gate.js';
import type { CredentialVerdict } from './turns/credentials.js';

const MIN_LOOK_UP_MS = 1000;
/**
 * The least time in which a change is sent: with less, it would probably end as `UNKNOWN`. If its whole time is less than twice
 * as much, half of that time counts instead.
 */
const MIN_CHANGE_MS = 1000;
/** Timers fire up to two milliseconds early: do not send a further call after one that used all of the time. */
const MIN_CALL_MS = 2;
/** The wait for a `Retry-After` also ends early. */
const MIN_PAUSE_MS = 2;

/** The REST API with one caller's rights. */
export interface SuperOfficeClient {
  /**
   * Makes one call and gives the answer's JSON; null where SuperOffice answered with no body. If the path cannot hold the
   * call's values, the agent's call is made instead.
   *
   * @throws {UnconfirmedError} when an agent answered a write that returns nothing.
   * @throws {SuperOfficeHttpError} on any status of 400 and above, and on an error body.
   * @throws {SuperOfficeUnavailableError} when no usable answer came in time.
   */
  send(call: RestCall): Promise<unknown>;
}

/** What became of one attempt at a call, for logs and metrics: no values, no headers. */
export interface CallReport {
  readonly effect: Effect;
  readonly method: string;
  readonly route: string;
  /** 2 and above: a retry. */
  readonly attempt: number;
  /** Whether SuperOffice can have received it. */
  readonly isSent: boolean;
  /** Includes the wait for its turn. */
  readonly durationMs: number;
  /** Missing if no answer came; `reason` says why. */
  readonly status?: number | undefined;
  /** Size of the body, after decompression, if the answer is not an error. */
  readonly bytes?: number | undefined;
  readonly errorType?: string | undefined;
  /** A web server answered 404: the call did not reach SuperOffice. */
  readonly isPathNotFound?: boolean | undefined;
  readonly reason?: UnavailableReason | undefined;
  /** The error code behind the reason, if there is one. */
  readonly code?: string | undefined;
}

/** Follows one attempt at a call. */
export interface CallSpan {
  /** Sent with the call, so that SuperOffice can tell what it is part of. */
  readonly headers: Readonly<Record<string, string>>;
  end(report: CallReport): void;
}

export interface SuperOfficeClientOptions extends ExchangeOptions {
  /** When the whole operation must be over, on the upstream's clock. */
  readonly deadlineMs: number;
  /** Identifies the credential. Default: the calls carry no credential. */
  readonly credentialKey?: string;
  /** The address that is charged for the caller's credential if SuperOffice has not accepted it before. */
  readonly liableAddress?: LiableAddress;
  readonly cancellation?: Cancellation | undefined;
  readonly onCall?: ((report: CallReport, call: RestCall) => void) | undefined;
  readonly startSpan?: ((call: FailedCall) => CallSpan) | undefined;
  /** Called when a write is sent: from then on SuperOffice may have received it. */
  readonly onWrite?: (() => void) | undefined;
}

/** A client bound to one caller: make one per GraphQL request. */
export function createSuperOfficeClient(options: SuperOfficeClientOptions): SuperOfficeClient {
  const { upstream, caller, credentialKey, cancellation, deadlineMs } = options;
  const { clock, credentialGate, readPause } = upstream;
  const { superOfficeReadTimeoutMs, superOfficeWriteTimeoutMs } = upstream.options;
  const minChangeMs = Math.min(MIN_CHANGE_MS, Math.min(deadlineMs - clock.now(), superOfficeWriteTimeoutMs) / 2);

  /** @param asked the call as the endpoint declares it, for `onCall`; `call` may be that of its agent. */
  async function attempt(asked: RestCall, call: RestCall, number: number): Promise<Answer> {
    const startedMs = clock.now();
    const span = options.startSpan?.(call);
    let trial: Trial | undefined;
    let isSent = true;
    const report = (result: Partial<CallReport> & Pick<CallReport, 'isSent'>) => {
      const { effect, method, route } = call;
      const { status, bytes, errorType, isPathNotFound, reason, code } = result;
      const callReport: CallReport = {
        effect,
        method,
        route,
        attempt: number,
        isSent: result.isSent,
        durationMs: clock.now() - startedMs,
        status,
        bytes,
        errorType,
        isPathNotFound,
        reason,
        code,
      };
      options.onCall?.(callReport, asked);
      span?.end(callReport);
    };
    try {
      if (credentialKey !== undefined) {
        credentialGate.checkRefused(credentialKey, call);
        if (!credentialGate.isProven(credentialKey)) {
          trial = await credentialGate.begin(credentialKey, call, options);
        }
      }
      const sent = span === undefined ? call : { ...call, headers: { ...call.headers, ...span.headers } };
      const answer = await exchangeInTurn(sent, trial);
      report({ isSent: true, status: answer.status, bytes: answer.bytes });
      return answer;
    } catch (thrown) {
      const error = unavailableOf(call, thrown, readPause);
      isSent = !(error instanceof SuperOfficeUnavailableError) || error.sent;
      if (error instanceof SuperOfficeHttpError) {
        const { status, errorType } = error;
        report({ isSent: true, status, errorType, isPathNotFound: isPathNotFound(error) });
      } else if (error instanceof SuperOfficeUnavailableError) {
        report({ isSent: error.sent, reason: error.reason, code: error.code });
      }
      throw error;
    } finally {
      if (trial !== undefined) {
        credentialGate.end(trial, isSent);
      }
    }
  }

  /** Note what the answer means for further calls before giving the turn back, because that sends the next call. */
  async function learnFrom(call: RestCall, trial: Trial | undefined, answer: Promise<Answer>): Promise<Answer> {
    let verdict: CredentialVerdict = 'accepted';
    try {
      return await answer;
    } catch (error) {
      verdict = credentialVerdictOf(error);
      if (error instanceof SuperOfficeHttpError && error.status === 429 && error.retryAfterMs !== undefined) {
        readPause.begin(error.retryAfterMs);
        if (readPause.leftMs > MIN_PAUSE_MS) {
          upstream.bulkhead.refuseReads();
        }
      }
      throw error;
    } finally {
      if (credentialKey !== undefined) {
        credentialGate.learn(credentialKey, verdict, call, trial);
      }
    }
  }

  /** @throws {SuperOfficeUnavailableError} while reads are paused. */
  function checkPause(call: RestCall): void {
    const retryAfterMs = isReadForItself(call) ? Math.ceil(readPause.leftMs) : 0;
    if (retryAfterMs > MIN_PAUSE_MS) {
      throw new SuperOfficeUnavailableError(call, 'THROTTLED', { sent: false, retryAfterMs });
    }
  }

  function exchangeInTurn(call: RestCall, trial: Trial | undefined): Promise<Answer> {
    if (call.isLookUp && deadlineMs - clock.now() < MIN_LOOK_UP_MS) {
      throw new SuperOfficeUnavailableError(call, 'TIMEOUT', { sent: false });
    }
    if (cancellation?.isCancelled) {
      throw new NoTurnError('CANCELLED');
    }
    checkPause(call);
    const place = upstream.at();
    const isWrite = call.effect === 'write';
    const timeoutMs = isWrite ? superOfficeWriteTimeoutMs : superOfficeReadTimeoutMs;
    const minMs = isWrite ? minChangeMs : MIN_CALL_MS;
    let leftMs = timeoutMs;
    const send = () => {
      // Another call's answer may have begun the pause while this one waited.
      checkPause(call);
      if (credentialKey !== undefined) {
        credentialGate.checkRefused(credentialKey, call);
      }
      leftMs = Math.min(timeoutMs, deadlineMs - clock.now());
      if (leftMs < minMs) {
        throw new SuperOfficeUnavailableError(call, 'TIMEOUT', { sent: false });
      }
      if (isWrite) {
        options.onWrite?.();
      }
      // A write that was sent may have arrived, so it runs to its end even if the client has left.
      const answer = exchange(place, call, options, leftMs, isWrite ? undefined : cancellation);
      return learnFrom(call, trial, answer);
    };
    const turn = {
      caller,
      isAccepted: credentialKey === undefined || credentialGate.isAccepted(credentialKey),
      deadlineMs: deadlineMs - minMs,
      isRead: isReadForItself(call),
    };
    return place.breaker.run(
      call.effect,
      () => upstream.bulkhead.run(turn, send, cancellation),
      (error) => healthVerdictOf(error, leftMs, timeoutMs, upstream.options.superOfficeConnectTimeoutMs),
    );
  }

  return {
    async send(asked) {
      const call = callToMake(asked, upstream.options.superOfficeUrl);
      const { json } = isReadForItself(call)
        ? await withRetries((number) => attempt(asked, call, number), upstream, deadlineMs, cancellation)
        : await attempt(asked, call, 1);
      if (isUnconfirmed(call)) {
        throw new UnconfirmedError(call);
      }
      return json;
    },
  };
}

/** The call itself, or that of its agent where its path cannot hold its values. */
function callToMake(call: RestCall, { pathname }: URL): RestCall {
  if (call.agent === undefined || isPath(pathname, call)) {
    return call;
  }
  const { params: _inPath, agent, ...rest } = call;
  return { ...rest, ...agent, method: 'POST' };
}

/** A look-up goes to the same place as its change, and is made once. */
function isReadForItself({ effect, isLookUp = false }: RestCall): boolean {
  return effect === 'read' && !isLookUp;
}

/** Agents answer null, or nothing, to a change that returns no record, whether it was made or refused (documented). */
function isUnconfirmed({ effect, expected = 'nothing', route }: RestCall): boolean {
  return effect === 'write' && expected === 'nothing' && route.startsWith('Agents/');
}
