import { graphqlSync } from 'graphql';
import { loadConfig } from './config.js';
import type { RequestContext } from './graphql/context.js';
import { createSchema } from './graphql/schema/schema.js';

/** The part of a context that the SDL field needs. */
interface Router {
  readonly session: Pick<RequestContext['session'], 'isRouter'>;
}

// The SDL of `_service { sdl }` with this configuration, for composition and schema checks.
const {
  exposeSessionKey,
  schemaPrefix,
  subscriptions: hasSubscriptions,
} = loadConfig({ ...process.env, NODE_ENV: '' });
const { data } = graphqlSync({
  schema: createSchema({ exposeSessionKey, prefix: schemaPrefix, hasSubscriptions }),
  source: '{ _service { sdl } }',
  contextValue: { session: { isRouter: true } } satisfies Router,
});
process.stdout.write((data as { _service: { sdl: string } })._service.sdl);
