import type { GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, type OperationDefinitionNode } from 'graphql';
import type { WriteOutcome } from '../../generated/resolvers.js';
import { defectFields, type Logger } from '../../log/logger.js';
import { SuperOfficeHttpError, SuperOfficeUnavailableError } from '../../superoffice/errors.js';
import type { RequestContext } from '../context.js';
import { PublicError } from '../errors.js';

/** The client chooses the name, and it must not make log lines too long. */
const MAX_NAME_LENGTH = 100;

/** The name of an operation, as logs have it. */
export function loggedName(operation: OperationDefinitionNode | undefined): string | undefined {
  return operation?.name?.value.slice(0, MAX_NAME_LENGTH);
}

/**
 * Logs an operation in one line, at `warn` if its answer has errors. It logs no variables and no values. Of the error
 * messages it logs only ours, which repeat no value.
 */
export function logOperation(
  logger: Logger,
  request: GraphQLRequestContextWillSendResponse<RequestContext>,
  name: string | undefined,
  durationMs: number,
): void {
  const { operation, contextValue, response } = request;
  const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
  const { requestId, clientName, clientVersion } = contextValue;
  const fields = {
    requestId,
    operationType: operation?.operation,
    operationName: name,
    clientName,
    clientVersion,
    durationMs: Math.round(durationMs),
  };
  if (errors === undefined) {
    logger.info(fields, 'operation');
    return;
  }
  logger.warn(
    {
      ...fields,
      status: response.http.status ?? 200,
      codes: errors.map(({ extensions }) => String(extensions?.code)),
      reasons: [...new Set(errors.filter(isInOurWords).map(({ message }) => message))],
      outcomes: errors.flatMap(({ extensions }) => (extensions?.outcome as WriteOutcome | undefined) ?? []),
    },
    'operation',
  );
}

/** For validation errors, the messages of graphql-js quote the document. */
function isInOurWords({ extensions }: GraphQLFormattedError): boolean {
  return extensions?.code !== 'GRAPHQL_VALIDATION_FAILED';
}

/** Logs an error if it is unexpected. */
export function logDefect(logger: Logger, error: unknown, requestId?: string): void {
  const defect = defectIn(error);
  if (defect !== undefined) {
    logger.error({ requestId, ...defectFields(defect) }, 'defect');
  }
}

/** The error, if it is unexpected: not ours, not the REST client's, and not a request that GraphQL refuses. */
function defectIn(error: unknown): Error | undefined {
  let cause = unwrapResolverError(error);
  if (cause instanceof PublicError && cause.code === 'INTERNAL_SERVER_ERROR') {
    cause = cause.originalError;
  }
  const isForeseen =
    cause instanceof GraphQLError ||
    cause instanceof SuperOfficeHttpError ||
    cause instanceof SuperOfficeUnavailableError;
  return cause instanceof Error && !isForeseen ? cause : undefined;
}
