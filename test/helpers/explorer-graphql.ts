import { createRequire } from 'node:module';

/** The explorer's own graphql-js, or the server's if that is not installed: neither accepts types of the other. */
export const explorerGraphql: typeof import('graphql') = createRequire(
  new URL('../../explorer/src/model/', import.meta.url),
)('graphql');
