/** What became of a change that failed, and what to show of it. */
export interface Failure {
  readonly outcome: 'NOT_SENT' | 'REJECTED' | 'UNKNOWN';
  readonly code: string;
  /** Finds the request in the server's log. */
  readonly requestId: string;
  /** Whether the same change may succeed later, although SuperOffice refused it now. */
  readonly isRetryable: boolean;
  /** Whether the server did not answer, so that it may still be making the change. */
  readonly isUnanswered: boolean;
}

/** The part of urql's error that is read here. */
interface Errors {
  readonly graphQLErrors: readonly {
    readonly path?: readonly unknown[] | undefined;
    readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  }[];
}

/** Reads a mutation's error. Undefined if the change was made and only a part of its answer is missing. */
export function readFailure(error: Errors | undefined): Failure | undefined {
  const [first] = error?.graphQLErrors ?? [];
  if (!error || (first?.path && first.path.length > 1)) {
    return undefined;
  }
  const { outcome, code, requestId, retryable } = first?.extensions ?? {};
  // A request that is refused as a whole has no outcome and no path: nothing was executed. Any other failure may have changed something.
  const isRefused = code !== undefined && code !== 'INTERNAL_SERVER_ERROR' && outcome === undefined && !first?.path;
  return {
    outcome: outcome === 'REJECTED' || outcome === 'NOT_SENT' ? outcome : isRefused ? 'NOT_SENT' : 'UNKNOWN',
    code: codeOf(error) ?? 'NO_ANSWER',
    requestId: typeof requestId === 'string' ? requestId : '',
    isRetryable: retryable === true,
    isUnanswered: error.graphQLErrors.length === 0,
  };
}

export function codeOf({ graphQLErrors }: Errors): string | undefined {
  const code = graphQLErrors[0]?.extensions?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Whether a repetition would get the same error again. */
export function isFinal(error: Errors | undefined): boolean {
  return error !== undefined && ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'].includes(codeOf(error) ?? '');
}

/** How long the server asks to wait, in milliseconds; 0 if it does not. */
export function pauseOf({ graphQLErrors }: Errors): number {
  const pause = graphQLErrors[0]?.extensions?.retryAfterMs;
  return typeof pause === 'number' ? pause : 0;
}
