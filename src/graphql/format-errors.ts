import { unwrapResolverError } from '@apollo/server/errors';
import {
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  Kind,
  Lexer,
  type Source,
  TokenKind,
  type VariableDefinitionNode,
} from 'graphql';
import { SuperOfficeHttpError, SuperOfficeUnavailableError } from '../superoffice/errors.js';
import { isErrorCode } from './error-codes.js';
import { PublicError, toPublicError } from './errors.js';
import { CSRF_BLOCKED, ERRORS_BY_MESSAGE, FOREIGN_GET } from './library-errors.js';
import { refusedLiteral, refusedVariable } from './refused-input.js';

const MAX_LOCATIONS = 10;
const MAX_MESSAGE_LENGTH = 300;

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
  const byMessage = errorByMessage(formatted.message);
  if (byMessage !== undefined) {
    return byMessage;
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
function errorByMessage(message: string): PublicError | undefined {
  const [, maxTokens] = /^Syntax Error: Document contains more tha[nt] (\d+) tokens/.exec(message) ?? [];
  if (maxTokens !== undefined) {
    return new PublicError('OPERATION_LIMIT_EXCEEDED', { message: `Expected at most ${maxTokens} tokens.` });
  }
  const form = message.startsWith(CSRF_BLOCKED) ? FOREIGN_GET : ERRORS_BY_MESSAGE.get(message);
  return form && new PublicError(...form);
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
