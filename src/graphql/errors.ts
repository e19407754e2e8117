import { type ASTNode, GraphQLError } from 'graphql';
import type { WriteOutcome } from '../generated/resolvers.js';
import {
  type Effect,
  isOutcomeUnknown,
  isPathNotFound,
  SuperOfficeHttpError,
  SuperOfficeUnavailableError,
} from '../superoffice/errors.js';
import { isLasting } from '../superoffice/rest/connections/failure-code.js';
import { type ErrorCode, SENTENCES } from './error-codes.js';

/** In the form that Apollo Server reads from an error's extensions. */
interface HttpHead {
  readonly status: number;
  readonly headers?: ReadonlyMap<string, string>;
}

interface PublicErrorDetails {
  /** Replaces the code's message. Says what was expected, never what came. */
  readonly message?: string | undefined;
  readonly outcome?: WriteOutcome | undefined;
  readonly retryable?: boolean;
  readonly retryAfterMs?: number | undefined;
  readonly superOffice?: { readonly status: number; readonly errorType?: string };
  /** How to answer over HTTP; not part of the error's body. */
  readonly http?: HttpHead;
  /** The real cause: for the log, never for the caller. */
  readonly originalError?: unknown;
  /** The place in the document. */
  readonly nodes?: ASTNode;
}

/** The only error whose message and extensions reach a caller. */
export class PublicError extends GraphQLError {
  readonly code: ErrorCode;
  declare readonly extensions: {
    readonly http?: HttpHead;
    readonly outcome?: WriteOutcome;
    readonly [name: string]: unknown;
  };

  constructor(
    code: ErrorCode,
    { message = SENTENCES[code], originalError, nodes, ...details }: PublicErrorDetails = {},
  ) {
    super(message, {
      extensions: { code, ...withoutUndefined(details) },
      ...(nodes !== undefined && { nodes }),
      ...(originalError instanceof Error && { originalError }),
    });
    this.code = code;
  }
}

/** A request that was not executed and may succeed later, by default in a second. */
export function refusedForNow(
  code: 'OVERLOADED' | 'RATE_LIMITED' | 'RECONNECT',
  retryAfterMs = 1000,
  message?: string | undefined,
): PublicError {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return new PublicError(code, {
    message,
    retryable: true,
    retryAfterMs,
    http: { status: code === 'RATE_LIMITED' ? 429 : 503, headers: new Map([['retry-after', String(seconds)]]) },
  });
}

/** Status -> code; any other status is `UPSTREAM_ERROR`. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  412: 'CONFLICT',
  421: 'UPSTREAM_MISDIRECTED',
  429: 'UPSTREAM_RATE_LIMITED',
  503: 'UPSTREAM_UNAVAILABLE',
};

const CODE_OF_REASON = {
  BAD_RESPONSE: 'UPSTREAM_BAD_RESPONSE',
  BREAKER_OPEN: 'UPSTREAM_UNAVAILABLE',
  // The client has left, so this is never read.
  CANCELLED: 'UPSTREAM_UNAVAILABLE',
  CONNECTION: 'UPSTREAM_UNAVAILABLE',
  OVERLOADED: 'OVERLOADED',
  RATE_LIMITED: 'RATE_LIMITED',
  THROTTLED: 'UPSTREAM_RATE_LIMITED',
  TIMEOUT: 'UPSTREAM_TIMEOUT',
  UNAUTHENTICATED: 'UNAUTHENTICATED',
} as const;

/** For an address that has tried too many credentials. */
export const TOO_MANY_CREDENTIALS =
  'SuperOffice did not accept the latest credentials from this network address: try again later.';

/** The public form of an error of the REST client. Any other error becomes `INTERNAL_SERVER_ERROR`. */
export function toPublicError(error: unknown): PublicError {
  if (error instanceof PublicError) {
    return error;
  }
  if (error instanceof SuperOfficeHttpError) {
    const { call, status, errorType, retryAfterMs } = error;
    const outcome = outcomeOf(call.effect, isOutcomeUnknown(error) ? 'UNKNOWN' : 'REJECTED');
    if (isPathNotFound(error)) {
      const message = NAMED_BY_ROUTE[call.route] === undefined ? PATH_NOT_FOUND : `${PATH_NOT_FOUND} ${NAME_NOT_FOUND}`;
      return new PublicError('UPSTREAM_BAD_RESPONSE', { message, outcome });
    }
    return new PublicError(CODE_OF_STATUS[status] ?? 'UPSTREAM_ERROR', {
      ...([200, 400, 404].includes(status) && { message: refusedName(call.route) }),
      outcome,
      ...(status === 429 && { retryable: true }),
      retryAfterMs,
      superOffice: { status, ...(errorType !== undefined && { errorType }) },
    });
  }
  if (error instanceof SuperOfficeUnavailableError) {
    const { call, reason, sent, code } = error;
    // If the breaker is open because of a lasting failure, it opens again after each trial.
    const retryAfterMs = isLasting(code) ? undefined : error.retryAfterMs;
    const mayHelp = !sent && !isLasting(code) && reason !== 'UNAUTHENTICATED';
    return new PublicError(CODE_OF_REASON[reason], {
      ...(reason === 'RATE_LIMITED' && { message: TOO_MANY_CREDENTIALS }),
      ...(reason === 'BAD_RESPONSE' && { message: unconfirmedName(call.route) }),
      outcome: outcomeOf(call.effect, isOutcomeUnknown(error) ? 'UNKNOWN' : 'NOT_SENT'),
      ...((mayHelp || reason === 'OVERLOADED') && { retryable: true }),
      retryAfterMs,
    });
  }
  return new PublicError('INTERNAL_SERVER_ERROR', { originalError: error });
}

/** A mutation's error, which always has an outcome. */
export function toMutationError(error: unknown): PublicError {
  const { code, message, extensions, originalError } = toPublicError(error);
  const details = { ...extensions, message, originalError };
  if (extensions.outcome !== undefined) {
    return new PublicError(code, details);
  }
  // Our own errors occur before anything is sent. After a defect, the outcome is unknown.
  return new PublicError(code, { ...details, outcome: code === 'INTERNAL_SERVER_ERROR' ? 'UNKNOWN' : 'NOT_SENT' });
}

/** An error as it is sent: with the id of its request, the same as in the log and in the `x-request-id` header. */
export function withRequestId<E extends { readonly extensions?: object }>(error: E, requestId: string) {
  return { ...error, extensions: { ...error.extensions, requestId } };
}

function outcomeOf(effect: Effect, outcome: WriteOutcome): WriteOutcome | undefined {
  return effect === 'write' ? outcome : undefined;
}

const PATH_NOT_FOUND =
  'A web server answered 404 in place of SuperOffice. The log of this server names the setting to check.';

const NAME_NOT_FOUND = 'If other calls succeed, it refuses this user name: pass the associate id.';

/** What the calls that name a user change. */
const NAMED_BY_ROUTE: Readonly<Record<string, string>> = {
  'ChatSession/{id}/TransferTo/{toAssociate}': 'chat session',
  'Agents/Chat/TransferChatSession': 'chat session',
  'ChatTopic/{id}/UserAgent/{username}': 'chat topic',
  'Agents/Chat/UpdateChatTopicUserAgent': 'chat topic',
  'Agents/Chat/DeleteChatTopicUserAgent': 'chat topic',
};

const UNKNOWN_PRESENCE =
  'SuperOffice refused. It may not know one of these users: `userId` is the `ejUserId` of a user, not the associate id.';

function refusedName(route: string): string | undefined {
  if (route === 'Presence/SaveAll') {
    return UNKNOWN_PRESENCE;
  }
  const named = NAMED_BY_ROUTE[route];
  return named && `SuperOffice refused. It may not know this ${named} or this user. ${WAY_OUT}`;
}

/** An unusable answer may be a refusal: agents answer null, and web servers send pages. */
function unconfirmedName(route: string): string | undefined {
  const named = NAMED_BY_ROUTE[route];
  return (
    named && `SuperOffice did not confirm the change, and may have refused it: read the ${named} again. ${WAY_OUT}`
  );
}

const WAY_OUT = 'Pass the associate id in place of a user name: `transferTargets` lists it.';

function withoutUndefined(details: object): object {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}
