import { isPathNotFound, SuperOfficeHttpError, SuperOfficeUnavailableError } from '../../../superoffice/errors.js';
import type { Finding } from '../result.js';

/** The stages on the way to an answer, in order. */
export const STAGES = ['name', 'proxy', 'connection', 'TLS', 'HTTP'] as const;
export type Stage = (typeof STAGES)[number];

/** Why a call has no usable answer. */
export interface Cause extends Finding {
  readonly stage: Stage;
  /** Whether further calls would fail in the same way. */
  readonly isForAll: boolean;
  /** Whether there was an answer that cannot be used. */
  readonly isBadAnswer: boolean;
}

/** @param error thrown by a call. Only its status and code are shown. */
export function causeOf(error: unknown): Cause {
  if (error instanceof SuperOfficeHttpError) {
    return {
      stage: 'HTTP',
      ...httpFailureOf(error),
      isForAll: FOR_ALL.includes(error.status),
      isBadAnswer: false,
    };
  }
  if (error instanceof SuperOfficeUnavailableError) {
    return error.reason === 'BAD_RESPONSE'
      ? { stage: 'HTTP', ...badAnswerOf(error), isForAll: false, isBadAnswer: true }
      : { ...failureOf(error), isForAll: !error.sent, isBadAnswer: false };
  }
  throw error;
}

/** Statuses that do not depend on the call. */
const FOR_ALL: readonly number[] = [401, 421, 429];

/** A refusal, by its constant parts. */
export function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof SuperOfficeHttpError)) {
    return undefined;
  }
  const { call, status, fromSuperOffice, errorType, retryAfterMs } = error;
  const body = fromSuperOffice
    ? `with SuperOffice's error body${errorType === undefined ? '' : ` (${errorType})`}`
    : "without SuperOffice's error body";
  return `${call.method} ${call.route}: ${status} ${body}${retryAfterMs === undefined ? '' : ', with Retry-After'}`;
}

function httpFailureOf(error: SuperOfficeHttpError): Finding {
  const { status, fromSuperOffice, retryAfterMs } = error;
  if (isPathNotFound(error)) {
    return {
      what: 'A web server answered 404, not SuperOffice.',
      toDo: 'Correct the path in SUPEROFFICE_URL: it ends in /api/v1/. If other calls succeed, this version of SuperOffice lacks the call.',
    };
  }
  switch (status) {
    case 401:
      return {
        what: 'SuperOffice does not accept the credential (401).',
        toDo: 'Renew the token or ticket. Basic must be switched on at the site, and works onsite only.',
      };
    case 403:
      return {
        what: 'SuperOffice refuses (403).',
        toDo: 'The associate may lack the right or the licence, the token may have expired, or online the application token is missing or wrong: SUPEROFFICE_APP_TOKEN.',
      };
    case 404:
      return {
        what: 'SuperOffice says that there is no such record (404).',
        toDo: 'Run the command again: it may have been deleted meanwhile.',
      };
    case 421:
      return {
        what: 'The tenant has moved to another host (421).',
        toDo: "Set SUPEROFFICE_URL to the `Api` of the tenant's state page with /v1/ behind it: https://online.superoffice.com/api/state/<tenant>.",
      };
    case 429:
      return {
        what: 'SuperOffice limits the calls (429).',
        toDo:
          retryAfterMs === undefined
            ? 'Run the command again later.'
            : `Run the command again in ${Math.ceil(retryAfterMs / 1000)} s.`,
      };
    default:
  }
  if (status < 400) {
    return {
      what: `SuperOffice refused with status ${status}: null or an error object came instead of the expected answer.`,
      toDo: "Look at the associate's rights and licences. With LOG_UPSTREAM_ERRORS=on the server logs SuperOffice's own words.",
    };
  }
  return status >= 500
    ? {
        what: `${fromSuperOffice ? 'SuperOffice' : 'A server'} failed (${status}).`,
        toDo: 'Run the command again. If it fails again, check the logs of the web server, or ask SuperOffice.',
      }
    : {
        what: `${fromSuperOffice ? 'SuperOffice' : 'A server'} refused the call (${status}).`,
        toDo: 'The call differs from what this version of SuperOffice takes: please report it.',
      };
}

function badAnswerOf({ code }: SuperOfficeUnavailableError): Finding {
  if (code?.startsWith('HPE_')) {
    return {
      what: `The answer is not HTTP (${code}).`,
      toDo: 'Find out what answers at this address: it is not SuperOffice.',
    };
  }
  switch (code) {
    case 'REDIRECT':
      return {
        what: 'A redirect came instead of an answer, such as to a login page.',
        toDo: 'Correct SUPEROFFICE_URL: it is the REST root, with https if the site requires it, not a page.',
      };
    case 'WEB_PAGE':
      return {
        what: 'A web page came instead of JSON, such as a login page.',
        toDo: 'Correct SUPEROFFICE_URL: it is the REST root, not a page. If a gateway asks for a login, let the calls bypass it.',
      };
    case 'NOT_JSON_TYPE':
      return {
        what: "The answer's media type is not one of JSON.",
        toDo: 'Check what stands in front of SuperOffice: it changes the answers.',
      };
    default:
      return {
        what: 'The answer cannot be used: it is cut off, larger than SUPEROFFICE_MAX_ANSWER_BYTES, not JSON, or another record than the one asked for.',
        toDo: 'Raise SUPEROFFICE_MAX_ANSWER_BYTES if the lists are long. Otherwise check what stands in front of SuperOffice.',
      };
  }
}

function failureOf({ code = '', reason }: SuperOfficeUnavailableError): Finding & { readonly stage: Stage } {
  if (code.startsWith('PROXY_')) {
    return { stage: 'proxy', ...proxyFailureOf(code) };
  }
  const [stage, what, toDo] =
    FAILURES[code] ?? (code.startsWith('ERR_SSL_') || code === 'EPROTO' ? TLS_FAILURE : OTHER);
  const because = code === '' ? '' : ` (${code})`;
  return FAILURES[code] === undefined && reason === 'TIMEOUT'
    ? {
        stage: 'HTTP',
        what: `No answer came in time${because}.`,
        toDo: 'Raise SUPEROFFICE_READ_TIMEOUT_MS, or see why SuperOffice is slow.',
      }
    : { stage, what: `${what}${because}.`, toDo };
}

function proxyFailureOf(code: string): Finding {
  return code === 'PROXY_407' || code === 'PROXY_401'
    ? {
        what: `The proxy refuses the credential (${code}).`,
        toDo: 'Set user and password, percent-encoded, in HTTPS_PROXY.',
      }
    : {
        what: `The proxy does not allow a connection to SuperOffice (${code}).`,
        toDo: 'Check HTTPS_PROXY or HTTP_PROXY and what the proxy allows, or name the host in NO_PROXY.',
      };
}

type Failure = readonly [stage: Stage, what: string, toDo: string];

const UNKNOWN_AUTHORITY: Failure = [
  'TLS',
  'The authority of the certificate is not trusted here',
  'Add its certificate with NODE_EXTRA_CA_CERTS, or make the server send the whole chain.',
];
const TIMED_OUT: Failure = [
  'connection',
  'No connection could be made in time',
  'A firewall may drop packets. The timeout is SUPEROFFICE_CONNECT_TIMEOUT_MS.',
];
const NO_ROUTE: Failure = ['connection', 'There is no route to the address', 'Check routes and firewalls.'];
const CLOSED: Failure = [
  'connection',
  'The connection was closed',
  'Something on the way closes connections. With http in SUPEROFFICE_URL: the port may speak TLS, so use https.',
];
const TLS_FAILURE: Failure = ['TLS', 'The TLS handshake failed', "OpenSSL's reason is the code."];
const OTHER: Failure = ['connection', 'No connection could be made', 'Search for the code.'];

const FAILURES: Readonly<Record<string, Failure>> = {
  ENOTFOUND: ['name', 'There is no such host name', 'Correct the host in SUPEROFFICE_URL, or fix the name server.'],
  EAI_AGAIN: ['name', 'The name server did not answer', 'Run the command again, or check the name server.'],
  ECONNREFUSED: [
    'connection',
    'Nothing listens on the port',
    'Check the port in SUPEROFFICE_URL, and whether SuperOffice runs.',
  ],
  ENETUNREACH: NO_ROUTE,
  EHOSTUNREACH: NO_ROUTE,
  ETIMEDOUT: TIMED_OUT,
  UND_ERR_CONNECT_TIMEOUT: TIMED_OUT,
  ECONNRESET: CLOSED,
  EPIPE: CLOSED,
  UND_ERR_SOCKET: CLOSED,
  CERT_HAS_EXPIRED: ['TLS', 'The certificate has expired', 'Renew it; check the clock of this machine.'],
  CERT_NOT_YET_VALID: ['TLS', 'The certificate is not valid yet', 'Check the clock of this machine.'],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'TLS',
    'The certificate is for another host',
    'Set SUPEROFFICE_URL to a name that is in the certificate.',
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    'TLS',
    'The certificate is self-signed',
    'Add it with NODE_EXTRA_CA_CERTS, or give the server a certificate of an authority.',
  ],
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  ERR_SSL_WRONG_VERSION_NUMBER: [
    'TLS',
    'The port does not speak TLS',
    'Use http in SUPEROFFICE_URL, or the port that speaks TLS.',
  ],
};
