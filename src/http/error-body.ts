import type { PublicError } from '../graphql/errors.js';

/** The body of an answer to a request that never became an operation, in the form of GraphQL's own. */
export function errorBody({ message, extensions: { http, ...extensions } }: PublicError, requestId: string): object {
  return { errors: [{ message, extensions: { ...extensions, requestId } }] };
}
