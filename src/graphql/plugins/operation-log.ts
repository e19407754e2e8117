import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import type { Logger } from '../../logger.js';
import { SuperOfficeHttpError, SuperOfficeUnavailableError } from '../../superoffice/errors.js';
import type { RequestContext } from '../context.js';
import { PublicError } from '../errors.js';

/** One line per operation, and one per defect of our own. No variables, no values, no message of an error. */
export function operationLogPlugin(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ contextValue: { requestId } }) {
      const startedMs = performance.now();
      return {
        async didEncounterErrors({ errors }) {
          for (const error of errors) {
            const defect = defectIn(error);
            if (defect !== undefined) {
              logger.error({ requestId, error: defect.name, stack: stackOf(defect) }, 'defect');
            }
          }
        },
        async willSendResponse({ operation, operationName, response: { body } }) {
          const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
          logger.info(
            {
              requestId,
              operationType: operation?.operation,
              operationName,
              durationMs: Math.round(performance.now() - startedMs),
              ...(errors !== undefined && { codes: errors.map(({ extensions }) => extensions?.code) }),
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

/** The frames alone: the first lines of a stack are the message, which may quote a customer's data. */
function stackOf(error: Error): string[] {
  return (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
}
