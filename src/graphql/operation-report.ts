import type { OperationTypeNode } from 'graphql';
import type { ErrorCode } from './error-codes.js';

/** What became of an operation, for metrics and traces: no values, no text of an error. */
export interface OperationReport {
  /** Undefined where the request names no operation of its document. */
  readonly type: `${OperationTypeNode}` | undefined;
  /** Cut where it is long, as in the log. */
  readonly name: string | undefined;
  readonly durationMs: number;
  readonly isExecuted: boolean;
  /** Of the first error. */
  readonly code: ErrorCode | undefined;
}
