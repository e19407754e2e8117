import { graphqlSync } from 'graphql';
import { loadConfig } from './config.js';
import type { RequestContext } from './graphql/context.js';
import { createSchema } from './graphql/schema/schema.js';

/** All that is asked of a caller who may see the SDL. */
interface Router {
  readonly session: Pick<RequestContext['session'], 'isRouter'>;
}

// What `_service { sdl }` answers with this configuration, for composition and schema checks.
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
