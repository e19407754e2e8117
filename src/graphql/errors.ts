import { unwrapResolverError } from '@apollo/server/errors';
import {
  type ASTNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  Kind,
  Lexer,
  type Source,
  TokenKind,
  type VariableDefinitionNode,
} from 'graphql';
import type { WriteOutcome } from '../generated/resolvers.js';
import {
  type Effect,
  isOutcomeUnknown,
  isPathNotFound,
  SuperOfficeHttpError,
  SuperOfficeUnavailableError,
} from '../superoffice/errors.js';
import { isLasting } from '../superoffice/rest/connections/failure-code.js';
import { type ErrorCode, isErrorCode, SENTENCES } from './error-codes.js';
import { refusedLiteral, refusedVariable } from './refused-input.js';
import { CSRF_BLOCKED, FOREIGN_GET, TOLD_BY_MESSAGE } from './told-by-message.js';

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
  code: 'OVERLOADED' | 'RATE_LIMITED',
  retryAfterMs = 1000,
  message?: string | undefined,
): PublicError {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return new PublicError(code, {
    message,
    retryable: true,
    retryAfterMs,
    http: { status: code === 'OVERLOADED' ? 503 : 429, headers: new Map([['retry-after', String(seconds)]]) },
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
  // The client has left, so nobody reads it.
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

/** Apollo Server's hook for each error of an answer. */
export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * Keeps our own errors. Of all others it keeps the path and location, and replaces the message, because messages of
 * graphql-js and Apollo Server quote values.
 *
 * @param isListed whether messages may list the fields of input types.
 */
export function formatErrors(schema: GraphQLSchema, isListed: boolean): FormatError {
  const listed = isListed ? schema : undefined;
  return (formatted, error) => {
    const original = unwrapResolverError(error);
    if (original instanceof PublicError) {
      return formatted;
    }
    const { path } = formatted;
    // A document can cause many locations and long messages.
    const locations = formatted.locations?.slice(0, MAX_LOCATIONS);
    const { message, extensions } = publicFormOf(formatted, original, schema, listed);
    return {
      message: message.slice(0, MAX_MESSAGE_LENGTH),
      ...(locations && { locations }),
      ...(path && { path }),
      extensions,
    };
  };
}

/** An error as it is sent: with the id of its request, the same as in the log and in the `x-request-id` header. */
export function withRequestId<E extends { readonly extensions?: object }>(error: E, requestId: string) {
  return { ...error, extensions: { ...error.extensions, requestId } };
}

const MAX_LOCATIONS = 10;
const MAX_MESSAGE_LENGTH = 300;

function publicFormOf(
  formatted: GraphQLFormattedError,
  original: unknown,
  schema: GraphQLSchema,
  listed: GraphQLSchema | undefined,
): PublicError {
  const code = formatted.extensions?.code;
  if (original instanceof SuperOfficeHttpError || original instanceof SuperOfficeUnavailableError) {
    return toPublicError(original);
  }
  const variable = variableOf(original);
  if (variable !== undefined && code !== 'GRAPHQL_VALIDATION_FAILED') {
    const { originalError } = original as GraphQLError;
    const expected = originalError instanceof PublicError ? ` ${originalError.message}` : '';
    const message = refusedVariable(variable, original as GraphQLError, listed);
    return new PublicError('BAD_USER_INPUT', { message: `${message}${expected}` });
  }
  // Apollo Server wraps what a validation rule reports. If that has nodes, its message says what is expected of the value
  // there.
  const reported = original instanceof GraphQLError ? original.originalError : undefined;
  if (reported instanceof PublicError && reported.nodes === undefined) {
    return reported;
  }
  const told = toldByMessage(formatted.message);
  if (told !== undefined) {
    return told;
  }
  if (code === 'INTERNAL_SERVER_ERROR' && isRefusedArgument(original)) {
    return new PublicError('BAD_USER_INPUT', { message: refusedLiteral(original, schema, listed) });
  }
  if (!isErrorCode(code)) {
    return new PublicError('INTERNAL_SERVER_ERROR');
  }
  if (code === 'GRAPHQL_PARSE_FAILED' && original instanceof GraphQLError && isBlank(original.source)) {
    return new PublicError(code, { message: 'The document is empty: send a query or a mutation in `query`.' });
  }
  if (formatted.extensions?.validationErrorCode === 'INTROSPECTION_DISABLED') {
    return new PublicError(code, { message: 'Introspection is off on this server.' });
  }
  if (code !== 'GRAPHQL_VALIDATION_FAILED' || !(original instanceof GraphQLError)) {
    return new PublicError(code);
  }
  // Names of types and fields may be repeated: without them, a misspelt field is hard to find.
  if (!isAboutValue(original)) {
    return new PublicError(code, { message: formatted.message });
  }
  const sentences = [
    refusedLiteral(original, schema, listed),
    reported instanceof PublicError ? reported.message : undefined,
  ];
  return new PublicError(code, { message: sentences.filter((text) => text !== undefined).join(' ') || undefined });
}

/** Errors that can be recognised only by the messages of graphql-js and Apollo Server. */
function toldByMessage(message: string): PublicError | undefined {
  const [, maxTokens] = /^Syntax Error: Document contains more tha[nt] (\d+) tokens/.exec(message) ?? [];
  if (maxTokens !== undefined) {
    return new PublicError('OPERATION_LIMIT_EXCEEDED', { message: `Expected at most ${maxTokens} tokens.` });
  }
  const told = message.startsWith(CSRF_BLOCKED) ? FOREIGN_GET : TOLD_BY_MESSAGE.get(message);
  return told && new PublicError(...told);
}

/** Whether a document has nothing but blanks and comments. */
function isBlank(source: Source | undefined): boolean {
  try {
    return source !== undefined && new Lexer(source).advance().kind === TokenKind.EOF;
  } catch {
    return false;
  }
}

/** The definition of the variable whose value is missing or does not match its type. */
function variableOf(error: unknown): VariableDefinitionNode | undefined {
  const [node] = (error instanceof GraphQLError && error.nodes) || [];
  return node?.kind === Kind.VARIABLE_DEFINITION ? node : undefined;
}

/**
 * Whether graphql-js refused an argument during execution. Null from a variable with a default is valid until then. No other
 * execution error of graphql-js points at a value in the document.
 */
function isRefusedArgument(error: unknown): error is GraphQLError {
  return (
    error instanceof GraphQLError &&
    error.originalError === undefined &&
    error.nodes?.length === 1 &&
    /^Variable$|Value$/.test(error.nodes[0]?.kind ?? '')
  );
}

/** Whether a validation error points at a value, which its message then quotes. */
function isAboutValue(error: GraphQLError): boolean {
  return error.nodes?.some(({ kind }) => kind.endsWith('Value') || kind === 'ObjectField') ?? true;
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
  'SuperOffice refused. It may not know one of these users: a presence goes by `ejUserId` of the user, not by the associate id.';

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
