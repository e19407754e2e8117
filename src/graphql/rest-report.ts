/** With the value `1`, a request asks for a `RestReport` in its answer. */
export const EXPLAIN_HEADER = 'x-explain';

/** What an operation cost at SuperOffice: `extensions.rest` of its answer. */
export interface RestReport {
  /** In the order in which they began. */
  readonly calls: readonly ReportedCall[];
  /** Records behind fields that needed no call: they came inside another answer, or only their key was selected. */
  readonly servedWithoutCall: number;
}

export interface ReportedCall {
  readonly method: string;
  /** Without values: `ChatSession/{id}/TransferTo/{toAssociate}`. */
  readonly route: string;
  /** Null if no answer came. */
  readonly status: number | null;
  /** Since the operation began. */
  readonly startMs: number;
  /** Includes the wait for its turn. */
  readonly durationMs: number;
  /** How many records the call asked for, and how many came. Null if it does not read records by their ids. */
  readonly records: { readonly asked: number; readonly got: number } | null;
  /** Size of the answer's body, after decompression; 0 if it is an error. */
  readonly bytes: number;
  /** 1 for the first attempt, more for retries. */
  readonly attempt: number;
  /**
   * The fields that waited for it, as paths of the answer without positions in lists: `chatSession.person`. If several share
   * a call without ids, only the first.
   */
  readonly fields: readonly string[];
}
