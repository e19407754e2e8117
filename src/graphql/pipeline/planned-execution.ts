import {
  type GraphQLRequestContextResponseForOperation,
  type GraphQLResponse,
  HeaderMap,
  type HTTPGraphQLHead,
} from '@apollo/server';
import type { ExecutionResult, FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Logger } from '../../log/logger.js';
import type { RequestContext } from '../context.js';
import type { ErrorCode } from '../error-codes.js';
import type { Execute } from '../execution/executor.js';
import type { FormatError } from '../format-errors.js';
import { logDefect } from './operation-log.js';

/** Answers an operation by its plan. */
export type PlannedExecution = (
  request: GraphQLRequestContextResponseForOperation<RequestContext>,
) => Promise<GraphQLResponse>;

export interface PlannedExecutionOptions extends ExecutionAnswerOptions {
  readonly execute: Execute;
}

/**
 * Executes in place of Apollo Server, with the same answers. Not as a gateway executor, because the object that Apollo
 * Server makes for one keeps the whole request alive until a full garbage collection.
 */
export function createPlannedExecution({ execute, ...options }: PlannedExecutionOptions): PlannedExecution {
  return async (request) => {
    const { document, source, operation, contextValue } = request;
    const { operationName, variables } = request.request;
    const result = await execute({ document, source, operation, operationName, variables, contextValue });
    return answerWith(result, contextValue.requestId, options);
  };
}

export interface ExecutionAnswerOptions {
  readonly formatError: FormatError;
  readonly logger: Logger;
}

const NO_HEAD: HTTPGraphQLHead = { headers: new HeaderMap() };

/** What Apollo Server would answer if it had executed the operation with this result. */
export function answerWith(
  result: ExecutionResult,
  requestId: string,
  { formatError, logger }: ExecutionAnswerOptions,
): GraphQLResponse {
  const { data, errors } = result;
  if (errors === undefined) {
    return { http: NO_HEAD, body: { kind: 'single', singleResult: result as FormattedExecutionResult } };
  }
  for (const error of errors) {
    logDefect(logger, error, requestId);
  }
  // Only invalid variables leave no data at all.
  const isExecuted = data !== undefined;
  return {
    http: { headers: new HeaderMap(), ...(!isExecuted && { status: 400 }) },
    body: { kind: 'single', singleResult: formatResult(result, formatError) },
  };
}

/** A result with our codes and sentences. */
export function formatResult({ data, errors }: ExecutionResult, formatError: FormatError): FormattedExecutionResult {
  const isExecuted = data !== undefined;
  const code = isExecuted ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT';
  return {
    ...(errors !== undefined && { errors: errors.map((error) => formatError(withCode(error, code), error)) }),
    ...(isExecuted && { data }),
  };
}

/** @param otherwise the code for an error without one. */
function withCode(error: GraphQLError, otherwise: ErrorCode): GraphQLFormattedError {
  const { code = otherwise, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions: { ...extensions, code } };
}
