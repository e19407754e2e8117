import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '../log/logger.js';
import type { RateLimiter } from '../rate-limit/rate-limiter.js';
import type { RequestContext } from './context.js';
import { createExecutor, createGraphqlExecutor } from './execution/executor.js';
import { formatErrors } from './format-errors.js';
import { createDocumentStore } from './pipeline/documents/document-store.js';
import { knownOperationTypesRule } from './pipeline/documents/operation-types.js';
import { type PersistedOperations, persistedQueryCache } from './pipeline/documents/persisted-operations.js';
import { noRootConditionsRule } from './pipeline/documents/root-conditions.js';
import { type OperationLimits, operationLimitsRule } from './pipeline/limits/operation-limits.js';
import { createPlannedExecution } from './pipeline/planned-execution.js';
import { operationStepsPlugin } from './pipeline/plugin.js';
import { createSchema } from './schema/schema.js';
import type { Subscriptions, SubscriptionsOptions } from './subscriptions/subscriptions.js';

export interface ApolloServerOptions {
  readonly isProduction: boolean;
  readonly exposeSessionKey: boolean;
  readonly schemaPrefix: string;
  readonly maxRepresentations: number;
  readonly maxDocuments: number;
  /** Whether operations are executed by plans that are made once. With federated traces, graphql-js executes them. */
  readonly compiledExecution: boolean;
  readonly limits: OperationLimits;
  /** The operations that clients may send by hash; undefined: none. */
  readonly persistedOperations?: PersistedOperations | undefined;
  /** Whether a request can ask for a federated trace. */
  readonly federatedTrace: boolean;
  /** Whether changes are written to an audit log. Default: they are not. */
  readonly isAudited?: boolean;
  /** Undefined: the schema has no subscriptions. */
  readonly streams?: StreamsOptions | undefined;
  readonly logger: Logger;
  readonly rateLimiter: RateLimiter;
  /** Whether the process is so busy that queries must be refused. */
  readonly isBusy: () => boolean;
}

type StreamsOptions = Pick<SubscriptionsOptions, 'maxStreams' | 'maxStreamsPerCredential' | 'streamMaxAgeMs'>;

export interface GraphqlServer {
  readonly apollo: ApolloServer<RequestContext>;
  /** Undefined if the schema has none. */
  readonly subscriptions: Subscriptions | undefined;
}

export async function startApolloServer(options: ApolloServerOptions): Promise<GraphqlServer> {
  const { isProduction, exposeSessionKey, schemaPrefix, maxRepresentations, maxDocuments, federatedTrace } = options;
  const { limits, persistedOperations, streams, logger, rateLimiter, isBusy, isAudited = false } = options;
  const schema = createSchema({
    exposeSessionKey,
    prefix: schemaPrefix,
    listsEnumValues: !isProduction,
    isAudited,
    hasSubscriptions: streams !== undefined,
  });
  const formatError = formatErrors(schema, !isProduction);
  const rules = [operationLimitsRule(limits), knownOperationTypesRule, noRootConditionsRule];
  const introspection = !isProduction;
  if (persistedOperations !== undefined) {
    const { warnOfUnfitOperations } = await import('./pipeline/documents/unfit-operations.js');
    warnOfUnfitOperations(persistedOperations, { schema, rules, maxTokens: limits.maxTokens, introspection, logger });
  }
  const maxCoercionErrors = limits.maxErrors - 1;
  const answering = { formatError, logger };
  // Traces need wrapped resolvers, which graphql-js calls.
  const isPlanned = options.compiledExecution && !federatedTrace;
  const execute = (isPlanned ? createExecutor : createGraphqlExecutor)({ schema, maxCoercionErrors });
  const subscriptions =
    streams &&
    (await import('./subscriptions/subscriptions.js')).createSubscriptions({
      ...streams,
      ...answering,
      schema,
      execute,
      maxCoercionErrors,
    });
  const subscription =
    subscriptions &&
    (await import('./subscriptions/subscription-step.js')).createSubscriptionStep(subscriptions, answering);
  const apollo = new ApolloServer<RequestContext>({
    schema,
    documentStore: createDocumentStore(maxDocuments),
    formatError,
    introspection,
    hideSchemaDetailsFromClientErrors: isProduction,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: limits.maxTokens },
    validationRules: rules,
    // graphql-js adds one more error, which says that there are more.
    validationOptions: { maxErrors: limits.maxErrors - 1 },
    executionOptions: { maxCoercionErrors },
    persistedQueries: persistedOperations !== undefined && { cache: persistedQueryCache(persistedOperations) },
    stopOnTerminationSignals: false,
    plugins: [
      operationStepsPlugin({
        logger,
        rateLimiter,
        maxRepresentations,
        isBusy,
        execute: isPlanned ? createPlannedExecution({ execute, ...answering }) : undefined,
        subscription,
      }),
      ApolloServerPluginLandingPageDisabled(),
      // They wrap every field, or call Apollo if APOLLO_KEY is in the environment.
      ApolloServerPluginCacheControlDisabled(),
      federatedTrace ? await inlineTrace() : ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    logger: quiet(logger),
  });
  await apollo.start();
  return { apollo, subscriptions };
}

/** Loaded only if it is on, because it needs protobuf to encode traces. */
async function inlineTrace(): Promise<ApolloServerPlugin> {
  const { ApolloServerPluginInlineTrace } = await import('@apollo/server/plugin/inlineTrace');
  return ApolloServerPluginInlineTrace({ includeErrors: { masked: true } });
}

/** Apollo Server's own messages may quote a request, so only the fact is logged. */
function quiet(logger: Logger) {
  return {
    debug() {},
    info() {},
    warn: () => logger.warn('Apollo Server has a warning'),
    error: () => logger.error('Apollo Server has an error'),
  };
}
