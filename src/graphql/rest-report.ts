/** With the value `1`, a request asks for a `RestReport` in its answer. */
export const EXPLAIN_HEADER = 'x-explain';

/** What an operation cost at SuperOffice: `extensions.rest` of its answer. */
export interface RestReport {
  /** In the order in which they began. */
  readonly calls: readonly RestCall[];
  /** Records that fields asked for and that no call was made for: they came inside another answer, or were there. */
  readonly servedWithoutCall: number;
}

export interface RestCall {
  readonly method: string;
  /** Without values: `ChatSession/{id}/TransferTo/{toAssociate}`. */
  readonly route: string;
  /** Null when no answer came. */
  readonly status: number | null;
  /** Since the operation began. */
  readonly startMs: number;
  readonly durationMs: number;
  /** How many records the call was for, and how many came. Null where it is not for records by their ids. */
  readonly records: { readonly asked: number; readonly got: number } | null;
  /** Of the answer's body, after decompression. */
  readonly bytes: number;
  /** 1, and more for what was sent again. */
  readonly attempt: number;
  /** The fields that waited for it, without positions in lists: `chatSession.person`. */
  readonly fields: readonly string[];
}
