import { createRequire } from 'node:module';

/** The explorer's own graphql-js, or the server's where that is not installed: types of one are strange to the other. */
export const explorerGraphql: typeof import('graphql') = createRequire(
  new URL('../../explorer/src/model/', import.meta.url),
)('graphql');
