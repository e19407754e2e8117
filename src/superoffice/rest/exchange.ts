import type { Cancellation } from '../cancellation.js';
import { SuperOfficeUnavailableError, type UnavailableReason } from '../errors.js';
import { type Answer, type AnswerOptions, answerTo } from './answer.js';
import { pathOf } from './call-path.js';
import { isTimeout } from './connections/failure-code.js';
import { ACCEPT_ENCODING } from './content-coding.js';
import type { Place } from './place.js';
import type { RestCall } from './rest-call.js';
import { type HttpRequest, type HttpResponse, type Sending, TransportError } from './transports/transport.js';

export interface ExchangeOptions extends AnswerOptions {
  /** Identifies the caller's credential without revealing it. Empty for the server's own calls and those of `check`. */
  readonly caller: string;
  /** The caller's credential, as headers. Default: the calls carry none. */
  readonly credential?: () => Readonly<Record<string, string>>;
  /** The headers that are sent besides. */
  readonly locale?: Readonly<Record<string, string>>;
}

/**
 * One request over HTTP, and its answer.
 *
 * @param place where it is sent.
 * @param timeoutMs for all of it, also if the server stalls half way. If only the body of a refusal is late, its status still
 *   counts.
 * @param cancellation ends it early.
 * @throws {SuperOfficeHttpError} on any status of 400 and above, and on an error body.
 * @throws {SuperOfficeUnavailableError} when no usable answer came in time.
 */
export function exchange(
  place: Place,
  call: RestCall,
  options: ExchangeOptions,
  timeoutMs: number,
  cancellation: Cancellation | undefined,
): Promise<Answer> {
  const sending = place.transport.send(requestOf(call, options));
  const cancelled = cancellation?.signal;
  return new Promise((resolve, reject) => {
    let refused: HttpResponse | undefined;
    const giveUp = (reason: UnavailableReason) => {
      if (refused !== undefined) {
        refused.discardBody();
        return;
      }
      end();
      reject(unavailable(call, sending, reason));
      sending.abort();
    };
    const leave = () => giveUp('CANCELLED');
    const cancelTimer = options.upstream.clock.setTimer(() => giveUp('TIMEOUT'), timeoutMs);
    cancelled?.addEventListener('abort', leave);
    const end = () => {
      cancelTimer();
      cancelled?.removeEventListener('abort', leave);
    };
    const onRefused = (response: HttpResponse) => {
      refused = response;
    };
    answerTo(place, call, sending, options, onRefused).then(
      (answer) => {
        end();
        resolve(answer);
      },
      (error) => {
        end();
        reject(error instanceof TransportError ? unavailable(call, sending, reasonOf(error), error) : error);
      },
    );
  });
}

function unavailable(call: RestCall, sending: Sending, reason: UnavailableReason, cause?: unknown): Error {
  return new SuperOfficeUnavailableError(call, reason, { sent: sending.hadConnection(), cause });
}

function reasonOf({ code }: TransportError): UnavailableReason {
  if (code?.startsWith('HPE_')) {
    return 'BAD_RESPONSE';
  }
  return isTimeout(code) ? 'TIMEOUT' : 'CONNECTION';
}

function requestOf(call: RestCall, options: ExchangeOptions): HttpRequest {
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  const { effect, method } = call;
  return { caller: options.caller, effect, method, path: pathWithQuery(call), headers: headersOf(call, options), body };
}

function pathWithQuery(call: RestCall): string {
  const path = pathOf(call);
  return call.query === undefined ? path : `${path}?${new URLSearchParams(call.query)}`;
}

function headersOf(call: RestCall, options: ExchangeOptions): Record<string, string> {
  // Spreads come last: with a property behind one, Node.js 20 makes slow objects. See `expecting` in records.ts.
  const headers: Record<string, string> = {
    accept: 'application/json; charset=utf-8',
    'accept-encoding': ACCEPT_ENCODING,
    'user-agent': 'superoffice-graphql',
    ...options.credential?.(),
    ...options.locale,
    ...call.headers,
  };
  if (call.body !== undefined) {
    headers['content-type'] = `${call.bodyType ?? 'application/json'}; charset=utf-8`;
  }
  return headers;
}
