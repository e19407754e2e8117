import { type PublicError, withRequestId } from '../../graphql/errors.js';

/** The body of an answer to a request that never became an operation, in the form of GraphQL's own. */
export function errorBody({ message, extensions: { http, ...extensions } }: PublicError, requestId: string): object {
  return { errors: [withRequestId({ message, extensions }, requestId)] };
}
