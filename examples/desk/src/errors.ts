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
  readonly graphQLErrors: readonly { readonly extensions?: Readonly<Record<string, unknown>> | undefined }[];
}

/** Of a mutation that failed. */
export function readFailure(error: Errors): Failure {
  const { outcome, code, requestId, retryable } = error.graphQLErrors[0]?.extensions ?? {};
  // A request that is refused as a whole has no outcome: nothing was executed. Any other failure may have changed something.
  const isRefused = code !== undefined && code !== 'INTERNAL_SERVER_ERROR' && outcome !== 'UNKNOWN';
  return {
    outcome: outcome === 'REJECTED' ? outcome : isRefused ? 'NOT_SENT' : 'UNKNOWN',
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

/** How long the server asks to wait, in milliseconds; 0 if it does not. */
export function pauseOf({ graphQLErrors }: Errors): number {
  const pause = graphQLErrors[0]?.extensions?.retryAfterMs;
  return typeof pause === 'number' ? pause : 0;
}
