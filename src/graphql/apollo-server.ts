import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import type { Logger } from '../logger.js';
import type { RequestContext } from './context.js';
import { formatError } from './errors.js';
import { cacheControlPlugin } from './plugins/cache-control.js';
import { operationLogPlugin } from './plugins/operation-log.js';
import { requestIdPlugin } from './plugins/request-id.js';
import { createSchema } from './schema.js';

export interface ApolloServerOptions {
  readonly isProduction: boolean;
  readonly exposeSessionKey: boolean;
  readonly schemaPrefix: string;
  readonly maxRepresentations: number;
  /** Whether a request can ask for a federated trace. */
  readonly federatedTrace: boolean;
  readonly logger: Logger;
  /** The page that browsers are shown; none: they are refused like every request that is no operation. */
  readonly landingPage?: ApolloServerPlugin<RequestContext> | undefined;
}

export async function startApolloServer(options: ApolloServerOptions): Promise<ApolloServer<RequestContext>> {
  const { isProduction, exposeSessionKey, schemaPrefix, maxRepresentations, federatedTrace } = options;
  const { logger, landingPage } = options;
  const apollo = new ApolloServer<RequestContext>({
    schema: createSchema({ exposeSessionKey, prefix: schemaPrefix, maxRepresentations }),
    formatError,
    introspection: !isProduction,
    hideSchemaDetailsFromClientErrors: isProduction,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [
      requestIdPlugin(),
      operationLogPlugin(logger),
      cacheControlPlugin(),
      landingPage ?? ApolloServerPluginLandingPageDisabled(),
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

/** Apollo Server's own lines may quote a request: only that there was one is logged. */
function quiet(logger: Logger) {
  return {
    debug() {},
    info() {},
    warn: () => logger.warn('Apollo Server has a warning'),
    error: () => logger.error('Apollo Server has an error'),
  };
}
