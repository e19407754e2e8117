/** With the value `1`, a request asks for a `RestReport` in its answer. */
export const EXPLAIN_HEADER = 'x-explain';

/** What an operation cost at SuperOffice: `extensions.rest` of its answer. */
export interface RestReport {
  /** In the order in which they began. */
  readonly calls: readonly ReportedCall[];
  /** Records behind fields that no call was made for: they came inside another answer, or nothing but their key was asked. */
  readonly servedWithoutCall: number;
}

export interface ReportedCall {
  readonly method: string;
  /** Without values: `ChatSession/{id}/TransferTo/{toAssociate}`. */
  readonly route: string;
  /** Null when no answer came. */
  readonly status: number | null;
  /** Since the operation began. */
  readonly startMs: number;
  /** The wait for its turn included. */
  readonly durationMs: number;
  /** How many records the call was for, and how many came. Null where it is not for records by their ids. */
  readonly records: { readonly asked: number; readonly got: number } | null;
  /** Of the answer's body, after decompression; 0 where it is an error. */
  readonly bytes: number;
  /** 1, and more for what was sent again. */
  readonly attempt: number;
  /**
   * The fields that waited for it, as paths of the answer without positions in lists: `chatSession.person`. Of those that share
   * a call without ids, the first.
   */
  readonly fields: readonly string[];
}
