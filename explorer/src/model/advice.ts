import type { Answer, ErrorKind } from './send.js';

/** What the page offers to do about it. */
export type Remedy = 'credential' | 'headers' | 'variables' | 'reload' | 'server';

/** What went wrong, and what to do. */
export interface Advice {
  readonly title: string;
  readonly text: string;
  readonly remedy?: Remedy | undefined;
  /** Whether it is told without alarm: somebody wants it so, or nothing is lost. */
  readonly isExpected?: boolean;
}

/** What is known of a request that was answered or not. */
export interface Sent {
  readonly isMutation: boolean;
  readonly hasCredential: boolean;
  readonly isSubscription?: boolean;
}

const MAY_BE_MADE = 'The change may have been made: read the record before you run it again.';
const AGAIN = 'Run the operation again.';

/** Why no answer came. */
export type Failure = 'stopped' | 'offline' | 'unreachable' | 'broken' | 'redirected';

export function adviceOnFailure(failure: Failure, { isMutation }: Pick<Sent, 'isMutation'>): Advice {
  const change = isMutation ? ` ${MAY_BE_MADE}` : '';
  switch (failure) {
    case 'stopped':
      return {
        title: 'Stopped',
        text: `You stopped waiting before the answer came.${change}`,
        isExpected: !isMutation,
      };
    case 'offline':
      return {
        title: 'This device is offline',
        text: `The server cannot be reached without a network.${change}`,
        remedy: 'server',
      };
    case 'unreachable':
      return {
        title: 'The server cannot be reached',
        text: `Nothing answers at its address: is it running?${change}`,
        remedy: 'server',
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

/** Undefined where the answer says by itself what there is to say. */
export function adviceOn(answer: Answer, sent: Sent): Advice | undefined {
  return answer.isGraphql ? adviceOnErrors(answer, sent) : adviceOnForeign(answer, sent);
}

function adviceOnErrors(answer: Answer, sent: Sent): Advice | undefined {
  const { status, errors, hasData, requestId } = answer;
  const [first] = errors;
  if (first === undefined) {
    return undefined;
  }
  if (errors.some(({ outcome }) => outcome === 'UNKNOWN')) {
    return { title: 'Whether the change was made is not known', text: MAY_BE_MADE };
  }
  const advice =
    adviceOnStatus(status, sent) ?? errors.map((error) => adviceOnError(error, answer, sent)).find(Boolean);
  if (advice !== undefined) {
    return advice;
  }
  if (errors.some(({ code }) => code === 'INTERNAL_SERVER_ERROR')) {
    const id = requestId === null ? '' : ` with the request id ${requestId}`;
    return { title: 'Something went wrong in the server', text: `Its log says what${id}.` };
  }
  return hasData ? undefined : { title: 'The server refused the request', text: first.message };
}

/** For headers that the page would have set right itself. */
function adviceOnStatus(status: number, { isSubscription = false }: Sent): Advice | undefined {
  switch (status) {
    case 406:
      return {
        title: `The header accept refuses ${isSubscription ? 'a stream' : 'JSON'}`,
        text: `Take accept out of the headers, or let it name ${isSubscription ? 'text/event-stream' : 'application/json'}.`,
        remedy: 'headers',
      };
    case 413:
      return {
        title: 'The request is too large',
        text: 'Shorten the variables or the operation. The operator of the server sets the limit.',
      };
    case 415:
      return {
        title: 'The header content-type is not JSON',
        text: 'Take content-type out of the headers: the page sends JSON.',
        remedy: 'headers',
      };
    case 431:
      return { title: 'The headers are too large', text: 'Take out what the server does not need.', remedy: 'headers' };
    default:
      return undefined;
  }
}

function adviceOnError(error: ErrorKind, answer: Answer, { hasCredential }: Sent): Advice | undefined {
  switch (error.code) {
    case 'UNAUTHENTICATED':
      // Says whether SuperOffice refused it, or the server could not read it.
      return hasCredential
        ? { title: 'The credential was refused', text: error.message, remedy: 'credential' }
        : {
            title: 'No credential was sent',
            text: 'SuperOffice has to know who asks. Enter a credential, then run the operation again.',
            remedy: 'credential',
          };
    case 'FORBIDDEN':
      return { title: 'This is not allowed', text: error.message, remedy: 'credential' };
    case 'RATE_LIMITED':
    case 'UPSTREAM_RATE_LIMITED':
      return { title: 'Too many requests', text: `${error.message} ${againIn(answer, error)}` };
    case 'OVERLOADED':
      return { title: 'The server is too busy', text: `${error.message} ${againIn(answer, error)}` };
    case 'UPSTREAM_TIMEOUT':
      return {
        title: 'SuperOffice did not answer in time',
        text: `This server runs, and SuperOffice is slow. ${AGAIN}`,
      };
    case 'UPSTREAM_UNAVAILABLE':
      return {
        title: 'SuperOffice cannot be reached',
        text: 'This server runs, but SuperOffice does not answer it. Try again later, or ask the operator of the server.',
      };
    default:
      return undefined;
  }
}

/** On what another program than the server has sent. */
function adviceOnForeign(answer: Answer, { isMutation }: Sent): Advice {
  const { status, bytes, isPage } = answer;
  const what = bytes === 0 ? 'an empty answer' : isPage ? 'a web page' : 'something else';
  const change = isMutation ? MAY_BE_MADE : AGAIN;
  const told = (text: string, remedy?: Remedy) => ({
    title: `Not GraphQL: ${what} came back`,
    text: `A proxy or another program answered with ${status} in place of the server. ${text}`,
    remedy,
  });
  switch (status) {
    case 401:
    case 403:
    case 407:
      return told('It wants you to sign in: reload the page.', 'reload');
    case 404:
    case 405:
      return told('It does not lead this address to the server.');
    case 408:
    case 504:
      return told(`It waited too long. ${change}`);
    case 413:
      return told('The request is too large for it: shorten the variables or the operation.');
    case 429:
      return told(`Too many requests: ${againIn(answer)}`);
    case 502:
    case 503:
      return told(`The server may be stopped or starting.${isMutation ? ` ${MAY_BE_MADE}` : ''}`, 'server');
    default:
      return told(isMutation ? MAY_BE_MADE : 'Ask whoever runs it.');
  }
}

/** By what the error says, or the header `Retry-After`: seconds, or a date. */
function againIn({ retryAfter }: Answer, error?: ErrorKind): string {
  if (error?.retryAfterMs !== undefined) {
    return `Run it again in ${Math.ceil(error.retryAfterMs / 1000)} s.`;
  }
  if (retryAfter === null) {
    return 'Run it again later.';
  }
  return /^\d+$/.test(retryAfter) ? `Run it again in ${retryAfter} s.` : `Run it again after ${retryAfter}.`;
}
