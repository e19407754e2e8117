import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import type { Logger } from '../logger.js';
import type { RateLimiter } from '../rate-limit/rate-limiter.js';
import type { RequestContext } from './context.js';
import { createDocumentStore } from './document-store.js';
import { formatError } from './errors.js';
import { createExecutor, type ExecutorOptions } from './execution/executor.js';
import { type OperationLimits, operationLimitsRule } from './operation-limits.js';
import { type PersistedOperations, persistedQueryCache } from './persisted-operations.js';
import { cacheControlPlugin } from './plugins/cache-control.js';
import { loadSheddingPlugin } from './plugins/load-shedding.js';
import { operationLogPlugin } from './plugins/operation-log.js';
import { operationReportPlugin } from './plugins/operation-report.js';
import { rateLimitPlugin } from './plugins/rate-limit.js';
import { repeatedMutationsPlugin } from './plugins/repeated-mutations.js';
import { requestIdPlugin } from './plugins/request-id.js';
import { restReportPlugin } from './plugins/rest-report.js';
import { createSchema } from './schema.js';

export interface ApolloServerOptions {
  readonly isProduction: boolean;
  readonly exposeSessionKey: boolean;
  readonly schemaPrefix: string;
  readonly maxRepresentations: number;
  readonly maxDocuments: number;
  /** Whether operations are executed by plans that are made once, not by graphql-js; it executes where traces are on. */
  readonly compiledExecution: boolean;
  readonly limits: OperationLimits;
  /** What can be asked for by its hash; undefined: nothing. */
  readonly persistedOperations?: PersistedOperations | undefined;
  /** Whether a request can ask for a federated trace. */
  readonly federatedTrace: boolean;
  readonly logger: Logger;
  readonly rateLimiter: RateLimiter;
  /** Whether the process has so much to do that queries are to be refused. */
  readonly isBusy: () => boolean;
}

export async function startApolloServer(options: ApolloServerOptions): Promise<ApolloServer<RequestContext>> {
  const { isProduction, exposeSessionKey, schemaPrefix, maxRepresentations, maxDocuments, federatedTrace } = options;
  const { limits, persistedOperations, logger, rateLimiter, isBusy } = options;
  const schema = createSchema({ exposeSessionKey, prefix: schemaPrefix, maxRepresentations });
  const maxCoercionErrors = limits.maxErrors - 1;
  const apollo = new ApolloServer<RequestContext>({
    // A trace is made by wrapped resolvers, which graphql-js calls.
    ...(options.compiledExecution && !federatedTrace
      ? { gateway: executing({ schema, maxCoercionErrors }) }
      : { schema }),
    documentStore: createDocumentStore(maxDocuments),
    formatError,
    introspection: !isProduction,
    hideSchemaDetailsFromClientErrors: isProduction,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: limits.maxTokens },
    validationRules: [operationLimitsRule(limits)],
    // graphql-js adds an error that says there are more.
    validationOptions: { maxErrors: limits.maxErrors - 1 },
    executionOptions: { maxCoercionErrors },
    persistedQueries: persistedOperations !== undefined && { cache: persistedQueryCache(persistedOperations) },
    stopOnTerminationSignals: false,
    plugins: [
      requestIdPlugin(),
      restReportPlugin(),
      operationLogPlugin(logger),
      cacheControlPlugin(),
      loadSheddingPlugin(isBusy),
      repeatedMutationsPlugin(),
      rateLimitPlugin(rateLimiter),
      operationReportPlugin(),
      ApolloServerPluginLandingPageDisabled(),
      // They wrap every field (ours does not), or call Apollo by themselves where APOLLO_KEY is in the environment.
      ApolloServerPluginCacheControlDisabled(),
      federatedTrace
        ? ApolloServerPluginInlineTrace({ includeErrors: { masked: true } })
        : ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    logger: quiet(logger),
  });
  await apollo.start();
  return apollo;
}

/** Apollo Server's way to have operations executed by another than graphql-js: a gateway that serves one schema. */
function executing(options: ExecutorOptions): ApolloServerOptionsWithGateway<RequestContext>['gateway'] {
  const executor = createExecutor(options);
  let load = () => {};
  return {
    onSchemaLoadOrUpdate(callback) {
      load = () => callback({ apiSchema: options.schema, coreSupergraphSdl: '' });
      return () => {};
    },
    async load() {
      load();
      return {
        executor: ({ document, source, operation, request: { operationName, variables }, context: contextValue }) =>
          executor({ document, source, operation, operationName, variables, contextValue }),
      };
    },
    async stop() {},
  };
}

/** Apollo Server's own lines may quote a request: only that there was one is logged. */
function quiet(logger: Logger) {
  return {
    debug() {},
    info() {},
    warn: () => logger.warn('Apollo Server has a warning'),
    error: () => logger.error('Apollo Server has an error'),
  };
}
