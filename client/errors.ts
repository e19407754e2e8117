import { property } from './property.js';

/** What became of a change that failed. */
export interface Failure {
  /**
   * `NOT_SENT`: nothing was changed, and the change may be tried again. `REJECTED`: SuperOffice refused, nothing was changed.
   * `UNKNOWN`: the change may have been made. Read the record before a second try.
   */
  readonly outcome: 'NOT_SENT' | 'REJECTED' | 'UNKNOWN';
  /** The error's `extensions.code`, or `NO_ANSWER`. */
  readonly code: string;
  /** Finds the request in the server's log; empty if there was no answer. */
  readonly requestId: string;
  /** Whether the same change may succeed later, although SuperOffice refused it now. */
  readonly isRetryable: boolean;
  /**
   * Whether the server did not answer, so that it may still be making the change. A repetition needs the same idempotency key then;
   * after an answer with `UNKNOWN`, it needs a new one.
   */
  readonly isUnanswered: boolean;
}

interface GraphQLError {
  readonly path: unknown;
  readonly extensions: unknown;
}

/**
 * Reads the error of a mutation with one field, as a GraphQL client reports it.
 *
 * @param error the `error` of urql, Apollo Client or graphql-request, or the `errors` of an answer
 * @returns undefined if the change was made: there is no error, or only a part of the answer is missing
 */
export function readFailure(error: unknown): Failure | undefined {
  const [first] = graphqlErrorsOf(error);
  const isOfField = Array.isArray(first?.path);
  const isPart = Array.isArray(first?.path) && first.path.length > 1;
  if (!error || isPart) {
    return undefined;
  }
  const code = codeOf(error);
  const outcome = property(first?.extensions, 'outcome');
  const requestId = property(first?.extensions, 'requestId');
  // A request that is refused as a whole has no outcome and no path: nothing was executed. Any other failure may have changed something.
  const isRefused = code !== undefined && code !== 'INTERNAL_SERVER_ERROR' && outcome === undefined && !isOfField;
  return {
    outcome: outcome === 'REJECTED' || outcome === 'NOT_SENT' ? outcome : isRefused ? 'NOT_SENT' : 'UNKNOWN',
    code: code ?? 'NO_ANSWER',
    requestId: typeof requestId === 'string' ? requestId : '',
    isRetryable: property(first?.extensions, 'retryable') === true,
    isUnanswered: first === undefined,
  };
}

/** The `extensions.code` of the first error. Undefined if it has none: then no GraphQL server answered. */
export function codeOf(error: unknown): string | undefined {
  const code = property(graphqlErrorsOf(error)[0]?.extensions, 'code');
  return typeof code === 'string' ? code : undefined;
}

/** Whether the error says that the caller may not do this, or that there is no such record: a repetition would get it again. */
export function isFinal(error: unknown): boolean {
  return ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'].includes(codeOf(error) ?? '');
}

/** How long the server asks to wait, in milliseconds; 0 if it does not. */
export function retryAfterMsOf(error: unknown): number {
  const pause = property(graphqlErrorsOf(error)[0]?.extensions, 'retryAfterMs');
  return typeof pause === 'number' ? pause : 0;
}

/** The HTTP status of an answer that was not GraphQL's; 0 if there was none. */
export function statusOf(error: unknown): number {
  const status = property(property(error, 'response'), 'status') ?? property(error, 'statusCode');
  return typeof status === 'number' ? status : 0;
}

/** urql has them in `graphQLErrors`, Apollo Client in `errors`, and graphql-request in `response.errors`. */
function graphqlErrorsOf(error: unknown): readonly GraphQLError[] {
  const places = [
    error,
    property(error, 'graphQLErrors'),
    property(error, 'errors'),
    property(property(error, 'response'), 'errors'),
  ];
  const errors: readonly unknown[] = places.find(Array.isArray) ?? [];
  return errors.map((each) => ({ path: property(each, 'path'), extensions: property(each, 'extensions') }));
}
