import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { Logger } from '../../log/logger.js';
import type { RateLimiter } from '../../rate-limit/rate-limiter.js';
import type { RequestContext } from '../context.js';
import { createPossibleRootFields } from '../selection/possible-root-fields.js';
import type { SubscriptionStep } from '../subscriptions/subscription-step.js';
import { createCacheControl } from './cache-control.js';
import { addRestReport } from './explain.js';
import { beginKeyedOperation, endKeyedOperation } from './idempotency/keyed-operation.js';
import { refuseRepeatedMutations } from './idempotency/repeated-mutations.js';
import { limitRepresentations } from './limits/limit-representations.js';
import { shedLoad } from './load-shedding.js';
import { reportOperation } from './operation-end.js';
import { logDefect, loggedName, logOperation } from './operation-log.js';
import type { PlannedExecution } from './planned-execution.js';
import { takeFromShare } from './rate-limit.js';
import { addRequestId } from './request-id.js';

export interface OperationStepsOptions {
  readonly logger: Logger;
  readonly rateLimiter: RateLimiter;
  /** The limit for one `_entities`. */
  readonly maxRepresentations: number;
  /** Whether the process is so busy that queries must be refused. */
  readonly isBusy: () => boolean;
  /** Executes in place of Apollo Server what it can; undefined: Apollo Server executes everything. */
  readonly execute: PlannedExecution | undefined;
  /** Undefined: the schema has no subscriptions. */
  readonly subscription: SubscriptionStep | undefined;
}

/**
 * Everything that this server does at the steps of an operation, in one plugin, because Apollo Server makes promises for the
 * hooks of each plugin.
 */
export function operationStepsPlugin(options: OperationStepsOptions): ApolloServerPlugin<RequestContext> {
  const { logger, rateLimiter, maxRepresentations, isBusy, execute, subscription } = options;
  const setCacheControl = createCacheControl();
  const rootFieldsOf = createPossibleRootFields();
  return {
    async contextCreationDidFail({ error }) {
      logDefect(logger, error);
    },

    async unexpectedErrorProcessingRequest({ requestContext, error }) {
      requestContext.contextValue.keyed?.end();
      logDefect(logger, error, requestContext.contextValue.requestId);
    },

    async requestDidStart() {
      const startedMs = performance.now();
      return {
        async didResolveOperation({ schema, document, operation, request: { variables }, contextValue }) {
          if (operation !== undefined) {
            contextValue.onOperation(operation.operation);
            if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
              subscription?.check(contextValue);
            }
            shedLoad(operation, isBusy);
            const rootFields = rootFieldsOf(document, operation);
            limitRepresentations(maxRepresentations, operation, rootFields, variables);
            refuseRepeatedMutations(schema, document, operation, rootFields, variables);
            await takeFromShare(rateLimiter, contextValue.session.key, operation, rootFields, variables);
            beginKeyedOperation(contextValue, schema, document, operation, rootFields, variables);
          }
        },

        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) {
            logDefect(logger, error, contextValue.requestId);
          }
        },

        async responseForOperation(request): Promise<GraphQLResponse | null> {
          if (subscription !== undefined && request.operation?.operation === OperationTypeNode.SUBSCRIPTION) {
            return subscription.answer(request);
          }
          // Apollo Server reports that there is no such operation.
          return execute === undefined || request.operation === undefined ? null : execute(request);
        },

        async willSendResponse(request) {
          const durationMs = performance.now() - startedMs;
          const name = loggedName(request.operation);
          endKeyedOperation(request);
          addRequestId(request);
          // The operation was executed: a failing observer must not change its answer.
          try {
            addRestReport(request);
            setCacheControl(request);
            logOperation(logger, request, name, durationMs);
            reportOperation(request, name, durationMs);
          } catch (error) {
            logDefect(logger, error, request.contextValue.requestId);
          }
        },
      };
    },
  };
}
