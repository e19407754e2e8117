import type { OperationTypeNode } from 'graphql';
import type { ErrorCode } from './error-codes.js';

/** The result of an operation, for metrics and traces: no values and no error messages. */
export interface OperationReport {
  /** Undefined if the document does not contain the requested operation. */
  readonly type: `${OperationTypeNode}` | undefined;
  /** Shortened, as in the log. */
  readonly name: string | undefined;
  readonly durationMs: number;
  readonly isExecuted: boolean;
  /** The first error's code. */
  readonly code: ErrorCode | undefined;
}
