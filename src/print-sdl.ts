import { graphqlSync } from 'graphql';
import { loadConfig } from './config.js';
import { createSchema } from './graphql/schema.js';

// What `_service { sdl }` answers with this configuration, for composition and schema checks.
const { exposeSessionKey, schemaPrefix } = loadConfig({ ...process.env, NODE_ENV: '' });
const { data } = graphqlSync({
  schema: createSchema({ exposeSessionKey, prefix: schemaPrefix }),
  source: '{ _service { sdl } }',
  contextValue: { isRouter: true },
});
process.stdout.write((data as { _service: { sdl: string } })._service.sdl);
