import { ACCEPTS, JSON_TYPE, type PreparedRequest } from './request.js';
import type { Answer, DocumentPlace, ErrorKind } from './send.js';

/** What the page offers to do about it. */
export type Remedy = 'credential' | 'headers' | 'variables' | 'reload' | 'server';

/** What went wrong, and what to do. */
export interface Advice {
  readonly title: string;
  readonly text: string;
  readonly remedy?: Remedy | undefined;
  /** The place that it leads to. */
  readonly place?: DocumentPlace | undefined;
  /** Whether it is shown without alarm: the user wanted it, or nothing is lost. */
  readonly isExpected?: boolean;
  /** What to do when the server can be reached again. */
  readonly whenBack?: string;
}

/** What is known of a request that was answered or not. */
export interface Sent {
  readonly isMutation: boolean;
  readonly hasCredential: boolean;
  readonly isSubscription?: boolean;
  /** Undefined if it is not known any more. */
  readonly request?: PreparedRequest;
  /** Set for the query for the schema: whether the page repeats it automatically. */
  readonly schema?: 'repeated' | 'refused';
  /** Whether it asked for its REST calls. */
  readonly isExplained?: boolean;
}

const MAY_BE_MADE = 'The change may have been made: read the record before you run it again.';
export const AGAIN = 'Run the operation again.';

/** Why no answer came. */
export type Failure = 'stopped' | 'offline' | 'unreachable' | 'broken' | 'redirected' | 'left';

export function adviceOnFailure(failure: Failure, { isMutation }: Pick<Sent, 'isMutation'>): Advice {
  const change = isMutation ? ` ${MAY_BE_MADE}` : '';
  switch (failure) {
    case 'stopped':
      return {
        title: 'Stopped',
        text: `You stopped waiting before the answer came.${change}`,
        isExpected: !isMutation,
      };
    case 'left':
      return {
        title: 'No answer came',
        text: `You left the page, the request was stopped, or the connection broke. ${isMutation ? MAY_BE_MADE : AGAIN}`,
        isExpected: !isMutation,
      };
    case 'offline':
      return {
        title: 'This device is offline',
        text: `The server cannot be reached without a network.${change}`,
        remedy: 'server',
        whenBack: isMutation ? MAY_BE_MADE : AGAIN,
      };
    case 'unreachable':
      return {
        title: 'The server cannot be reached',
        text: `No answer came from its address. Is it running?${change}`,
        remedy: 'server',
        whenBack: isMutation ? MAY_BE_MADE : AGAIN,
      };
    case 'broken':
      return {
        title: 'The connection ended before the answer came',
        text: `The server can be reached: it may have been restarted, or the browser blocked the request. ${isMutation ? MAY_BE_MADE : AGAIN}`,
      };
    case 'redirected':
      return {
        title: 'The request was redirected',
        text: 'A proxy in front of the server sends you elsewhere, often to sign in. The operation did not run. Reload the page to sign in there.',
        remedy: 'reload',
      };
  }
}

/** Undefined if the answer needs no explanation. */
export function adviceOn(answer: Answer, sent: Sent): Advice | undefined {
  return answer.isGraphql ? adviceOnErrors(answer, sent) : adviceOnForeign(answer, sent);
}

function adviceOnErrors(answer: Answer, sent: Sent): Advice | undefined {
  const { status, errors } = answer;
  const [first] = errors;
  if (first === undefined) {
    return undefined;
  }
  const unknown = unknownIn(errors);
  if (unknown !== undefined) {
    const { message } = unknown;
    return { title: 'The outcome of the change is unknown', text: `${message} ${MAY_BE_MADE}` };
  }
  const gravest = TITLED.map(([code]) => errors.find((error) => error.code === code)).find(Boolean) ?? first;
  return adviceOnStatus(status, sent) ?? adviceOnError(gravest, answer, sent);
}

/** The error of a change with an unknown outcome. With `RESULT_NOT_KEPT`, an earlier request made the change. */
export function unknownIn(errors: readonly ErrorKind[]): ErrorKind | undefined {
  return errors.find(({ code, outcome }) => outcome === 'UNKNOWN' && code !== 'RESULT_NOT_KEPT');
}

/** For headers that the user has written, and that the page would have set correctly. */
function adviceOnStatus(status: number, { isSubscription = false, request }: Sent): Advice | undefined {
  const { accept, 'content-type': contentType } = request?.headers ?? {};
  if (status === 406 && accept !== undefined && accept !== ACCEPTS[isSubscription ? 1 : 0]) {
    return {
      title: `The header accept refuses ${isSubscription ? 'a stream' : 'JSON'}`,
      text: `Remove accept from the headers, or add ${isSubscription ? 'text/event-stream' : 'application/json'} to it.`,
      remedy: 'headers',
    };
  }
  if (status === 415 && contentType !== JSON_TYPE) {
    return {
      title: 'The header content-type is not JSON',
      text: 'Remove content-type from the headers: the page sends JSON.',
      remedy: 'headers',
    };
  }
  return status === 431
    ? { title: 'The headers are too large', text: 'Remove what the server does not need.', remedy: 'headers' }
    : undefined;
}

/** What the page adds to the server's message. */
interface Told {
  readonly title: string;
  readonly todo?: string;
  readonly remedy?: Remedy;
}

const ASK_OPERATOR = 'Ask the operator of the server.';

/** Every code of the server, the most serious first: of several in an answer, only the first is explained. */
const TITLES: Readonly<Record<string, Told>> = {
  UNAUTHENTICATED: { title: 'The credential was refused', remedy: 'credential' },
  FORBIDDEN: { title: 'This is not allowed', remedy: 'credential' },
  RATE_LIMITED: { title: 'Too many requests' },
  UPSTREAM_RATE_LIMITED: { title: 'Too many requests' },
  OVERLOADED: { title: 'The server is too busy' },
  UPSTREAM_TIMEOUT: {
    title: 'SuperOffice did not answer in time',
    todo: `This server runs, but SuperOffice is slow. ${AGAIN}`,
  },
  UPSTREAM_UNAVAILABLE: {
    title: 'SuperOffice cannot be reached',
    todo: 'This server runs, but SuperOffice does not answer it. Try again later, or ask the operator of the server.',
  },
  UPSTREAM_MISDIRECTED: { title: 'The server has a wrong address for SuperOffice', todo: ASK_OPERATOR },
  RECONNECT: { title: 'Open the stream again', todo: AGAIN },
  INTERNAL_SERVER_ERROR: { title: 'Something went wrong in this server' },
  RESULT_NOT_KEPT: { title: 'The change was made before' },
  CONFLICT: { title: 'The record was changed meanwhile', todo: 'Read it again before you change it.' },
  GRAPHQL_PARSE_FAILED: { title: 'The syntax of the operation is wrong' },
  GRAPHQL_VALIDATION_FAILED: { title: 'The operation does not fit the schema' },
  OPERATION_RESOLUTION_FAILURE: { title: 'It is not clear which operation to run' },
  BAD_USER_INPUT: { title: 'A value is not allowed' },
  OPERATION_LIMIT_EXCEEDED: {
    title: 'The operation asks for too much',
    todo: 'Select fewer fields, or shorter lists.',
  },
  QUERY_NOT_IN_SAFELIST: { title: 'The server does not know this operation', todo: ASK_OPERATOR },
  PERSISTED_QUERY_NOT_FOUND: { title: 'The server does not know this hash', todo: 'Send the text of the operation.' },
  PERSISTED_QUERY_NOT_SUPPORTED: { title: 'The server accepts no hashes', todo: 'Send the text of the operation.' },
  PAYLOAD_TOO_LARGE: {
    title: 'The request is too large',
    todo: 'Shorten the variables or the operation. The operator of the server sets the limit.',
  },
  REQUEST_TIMEOUT: { title: 'The request did not arrive in time', todo: AGAIN },
  UNSUPPORTED_MEDIA_TYPE: { title: 'The request did not arrive as JSON' },
  BAD_REQUEST: { title: 'The server refused the request' },
  UPSTREAM_BAD_RESPONSE: { title: 'SuperOffice sent an answer that the server cannot use', todo: ASK_OPERATOR },
  UPSTREAM_ERROR: {
    title: 'SuperOffice answered with an error',
    todo: 'It may have refused one of the values. The log of this server says more.',
  },
  NOT_FOUND: { title: 'SuperOffice does not know this record', todo: 'Check its id.' },
};

const TITLED = Object.entries(TITLES);

/** The server's message, its place, and what to do. */
function adviceOnError(error: ErrorKind, answer: Answer, sent: Sent): Advice {
  const { code, message, outcome } = error;
  const place = sent.schema === undefined ? error.place : undefined;
  if (code === 'UNAUTHENTICATED' && !sent.hasCredential) {
    return {
      title: 'No credential was sent',
      text: 'SuperOffice needs to know who asks. Enter a credential, then run the operation again.',
      remedy: 'credential',
    };
  }
  const { title, todo, remedy }: Told = {
    ...(TITLES[code] ?? { title: 'The answer is an error' }),
    ...moreOn(error, answer, sent),
  };
  const sentences = [
    message.startsWith(title) || /^\w+$/.test(message) ? '' : message,
    sent.schema === undefined && whereOf(error),
    todo,
    outcome === 'NOT_SENT' || outcome === 'REJECTED' ? 'This change was not made.' : '',
  ];
  return {
    title,
    text: sentences.filter(Boolean).join(' '),
    ...(remedy && { remedy }),
    ...(place && { place }),
    ...(code === 'NOT_FOUND' && !sent.isMutation && { isExpected: true }),
  };
}

/** What depends on the request, or on the answer. */
function moreOn(error: ErrorKind, answer: Answer, sent: Sent): Partial<Told> {
  const { request } = sent;
  const { accept, 'content-type': type, ...headers } = request?.headers ?? {};
  switch (error.code) {
    case 'RATE_LIMITED':
    case 'UPSTREAM_RATE_LIMITED':
    case 'OVERLOADED':
      return { todo: againIn(answer, sent, error) };
    case 'UPSTREAM_TIMEOUT':
      return headers[TIMEOUT_HEADER] === undefined
        ? {}
        : { todo: `The header ${TIMEOUT_HEADER} sets the time limit: raise or remove it.`, remedy: 'headers' };
    case 'INTERNAL_SERVER_ERROR':
      return {
        todo: `The log of the server has the details${answer.requestId === null ? '' : `, with the request id ${answer.requestId}`}.`,
      };
    case 'BAD_USER_INPUT':
      return error.message.includes('$') || request?.body.endsWith('"variables":{}}') === false
        ? { remedy: 'variables' }
        : {};
    case 'BAD_REQUEST':
      return Object.keys(headers).some((name) => error.message.toLowerCase().includes(name))
        ? { remedy: 'headers' }
        : {};
    default:
      return {};
  }
}

const TIMEOUT_HEADER = 'x-request-timeout-ms';

const MAX_PATH_LENGTH = 100;

function whereOf({ path, place }: ErrorKind): string {
  const parts = [path?.slice(0, MAX_PATH_LENGTH), place && `line ${place.line}, column ${place.column}`].filter(
    Boolean,
  );
  return parts.length > 0 ? `At ${parts.join(', ')}.` : '';
}

/** On an answer that another program than the server has sent. */
function adviceOnForeign(answer: Answer, sent: Sent): Advice {
  const { isMutation, schema } = sent;
  const { status, bytes, isPage } = answer;
  const what = bytes === 0 ? 'an empty answer' : isPage ? 'a web page' : 'something else';
  const change = isMutation ? MAY_BE_MADE : schema === undefined ? AGAIN : '';
  const told = (text: string, remedy?: Remedy) => ({
    title: `Not GraphQL: ${what} came back`,
    text: `A proxy or another program answered with ${status} instead of the server. ${text}`,
    remedy,
  });
  switch (status) {
    case 401:
    case 403:
    case 407:
      return told('You have to sign in there: reload the page.', 'reload');
    case 404:
    case 405:
      return told('It does not pass requests for this address to the server.');
    case 408:
    case 504:
      return told(`It waited too long. ${change}`);
    case 413:
      return told('The request is too large for it: shorten the variables or the operation.');
    case 429:
      return told(`Too many requests: ${againIn(answer, sent)}`);
    case 502:
    case 503:
      return told(`The server may be stopped or starting.${isMutation ? ` ${MAY_BE_MADE}` : ''}`, 'server');
    default:
      return told(isMutation ? MAY_BE_MADE : 'Ask its operator.');
  }
}

/** From the error, or from the header `Retry-After`: seconds, or a date. */
function againIn({ retryAfter }: Answer, { schema }: Sent, error?: ErrorKind): string {
  if (schema === 'refused') {
    return 'Read the schema again later.';
  }
  const what = schema === undefined ? 'Run it again' : 'The page reads the schema again';
  if (error?.retryAfterMs !== undefined) {
    return `${what} in ${Math.ceil(error.retryAfterMs / 1000)} s.`;
  }
  if (retryAfter === null) {
    return schema === undefined ? `${what} later.` : `${what} automatically.`;
  }
  return /^\d+$/.test(retryAfter) ? `${what} in ${retryAfter} s.` : `${what} after ${retryAfter}.`;
}
