import type { Config } from '../../src/config.js';
import { startApolloServer } from '../../src/graphql/apollo-server.js';
import type { RequestContext } from '../../src/graphql/context.js';
import { createContexts } from '../../src/graphql/create-contexts.js';
import { createIdempotency } from '../../src/graphql/pipeline/idempotency/idempotency.js';
import { createAdmission } from '../../src/http/admission.js';
import { createOutbox } from '../../src/http/answers/outbox.js';
import { createHttpApp } from '../../src/http/app.js';
import type { KeyOf } from '../../src/identity/key-of.js';
import type { SessionOf } from '../../src/identity/session.js';
import { createLogger } from '../../src/log/logger.js';
import { createRestLog } from '../../src/observe/rest-log.js';
import { createMemoryRateLimiter } from '../../src/rate-limit/memory.js';
import { PROCESS_CLOCK } from '../../src/superoffice/clock.js';

interface Parts {
  readonly config: Config;
  readonly keyOf: KeyOf;
  readonly sessionOf: SessionOf;
  /** Changes what an execution may use. */
  readonly adapt?: (context: RequestContext) => RequestContext;
}

/** A server of the usual parts, for what `startServer` cannot have: several tenants, or a part that fails. */
export async function assembleServer({ config, keyOf, sessionOf, adapt = (context) => context }: Parts) {
  const logger = createLogger('silent');
  const { apollo } = await startApolloServer({
    ...config,
    limits: config,
    persistedOperations: undefined,
    logger,
    rateLimiter: createMemoryRateLimiter(config),
    isBusy: () => false,
  });
  const contextFor = createContexts({
    config,
    idempotency: createIdempotency({ ...config, clock: PROCESS_CLOCK, keyOf }),
    log: createRestLog(logger),
    counters: undefined,
    tracing: undefined,
  });
  const app = await createHttpApp({
    config,
    apollo,
    logger,
    sessionOf,
    contextFor: (request) => adapt(contextFor(request)),
    admission: createAdmission({ maxOperations: 200, isFull: () => false }),
    outbox: createOutbox(config),
    readiness: () => 'ready',
  });
  return {
    url: `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`,
    async stop() {
      await app.close();
      await apollo.stop();
    },
  };
}
