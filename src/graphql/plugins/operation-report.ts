import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationTypeNode } from 'graphql';
import type { RequestContext } from '../context.js';
import type { ErrorCode } from '../errors.js';
import { MAX_NAME_LENGTH } from './operation-log.js';

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

export type OnOperation = (report: OperationReport, context: RequestContext) => void;

export function operationReportPlugin(onOperation: OnOperation): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      const startedMs = performance.now();
      return {
        async willSendResponse({ contextValue, operation, response: { body } }) {
          const { data, errors } = body.kind === 'single' ? body.singleResult : body.initialResult;
          const report = {
            type: operation?.operation,
            name: operation?.name?.value.slice(0, MAX_NAME_LENGTH),
            durationMs: performance.now() - startedMs,
            isExecuted: data !== undefined,
            code: errors?.[0]?.extensions?.code as ErrorCode | undefined,
          };
          onOperation(report, contextValue);
        },
      };
    },
  };
}
