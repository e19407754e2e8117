import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import { defectFields, type Logger } from '../../logger.js';
import { SuperOfficeHttpError, SuperOfficeUnavailableError } from '../../superoffice/errors.js';
import type { RequestContext } from '../context.js';
import { type Outcome, PublicError } from '../errors.js';

/** The name is the caller's own, and a line of the log is to stay one. */
export const MAX_NAME_LENGTH = 100;

/** One line per operation, and one per defect of our own. No variables, no values, no message of an error. */
export function operationLogPlugin(logger: Logger): ApolloServerPlugin<RequestContext> {
  function logDefect(error: unknown, requestId?: string): void {
    const defect = defectIn(error);
    if (defect !== undefined) {
      logger.error({ requestId, ...defectFields(defect) }, 'defect');
    }
  }
  return {
    async contextCreationDidFail({ error }) {
      logDefect(error);
    },
    async unexpectedErrorProcessingRequest({ requestContext, error }) {
      logDefect(error, requestContext.contextValue.requestId);
    },
    async requestDidStart({ contextValue: { requestId } }) {
      const startedMs = performance.now();
      return {
        async didEncounterErrors({ errors }) {
          for (const error of errors) {
            logDefect(error, requestId);
          }
        },
        async willSendResponse({ operation, operationName, response: { body } }) {
          const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
          logger.info(
            {
              requestId,
              operationType: operation?.operation,
              operationName: operationName?.slice(0, MAX_NAME_LENGTH),
              durationMs: Math.round(performance.now() - startedMs),
              ...(errors !== undefined && {
                codes: errors.map(({ extensions }) => String(extensions?.code)),
                outcomes: errors.flatMap(({ extensions }) => (extensions?.outcome as Outcome | undefined) ?? []),
              }),
            },
            'operation',
          );
        },
      };
    },
  };
}

/** What nobody foresaw: neither an error of ours, nor of the REST client, nor a request that GraphQL refuses. */
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
