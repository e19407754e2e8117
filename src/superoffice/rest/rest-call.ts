import type { FailedCall } from '../errors.js';

/** The kind of answer that a call expects: a record, which always has the property `key`, or something else. */
export type ExpectedAnswer = { readonly key: string } | 'list' | 'boolean' | 'text' | 'nothing';

/** One call of the REST API, as an endpoint declares it. */
export interface RestCall extends FailedCall {
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
  /** Values for the `{name}`s of `route`; each becomes exactly one segment of the path. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Media type of the body, if it is not `application/json`. */
  readonly bodyType?: string;
  /** Replaces the caller's own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: nothing. `records.ts` sets it, and refuses any other answer. */
  readonly expected?: ExpectedAnswer;
  /** A read that finds out what became of a write: made once, and only if a second is left for it. */
  readonly isLookUp?: boolean;
  /** Of the records that it is for, where they are known. */
  readonly ids?: readonly number[];
  /** The agent's equivalent call, with the values in its body: for values that this call's path cannot hold. */
  readonly agent?: { readonly route: string; readonly body: unknown };
}
