import type { ErrorCode } from '../generated/resolvers.js';

export type { ErrorCode };

/** Every error code, with its message. They are the values of the schema's enum `ErrorCode`. */
export const SENTENCES = {
  BAD_REQUEST: 'This server cannot read the HTTP request.',
  BAD_USER_INPUT: 'An argument or variable has a value that is not allowed.',
  CONFLICT: 'SuperOffice refused: the record was changed in the meantime.',
  FORBIDDEN: 'SuperOffice refused: the caller may not do this, or the token has expired.',
  GRAPHQL_PARSE_FAILED: 'The document is not valid GraphQL: it has a syntax error at this location.',
  GRAPHQL_VALIDATION_FAILED: 'The value at this place does not have the type that the schema asks for.',
  INTERNAL_SERVER_ERROR: 'Something went wrong in this server.',
  NOT_FOUND: 'SuperOffice does not know this record.',
  OPERATION_LIMIT_EXCEEDED: 'The operation asks for more than this server allows.',
  OPERATION_RESOLUTION_FAILURE:
    'The document does not contain the operation that the request names: correct `operationName` or leave it out.',
  OVERLOADED: 'This server is overloaded at the moment.',
  PAYLOAD_TOO_LARGE: 'The HTTP request is larger than this server allows.',
  // Clients compare these two exactly, and then send the document.
  PERSISTED_QUERY_NOT_FOUND: 'PersistedQueryNotFound',
  PERSISTED_QUERY_NOT_SUPPORTED: 'PersistedQueryNotSupported',
  QUERY_NOT_IN_SAFELIST: 'This server runs only registered operations, and this is not one of them.',
  RATE_LIMITED: 'This credential asks for more than this server allows.',
  RECONNECT: 'The server ended this stream: subscribe again.',
  REQUEST_TIMEOUT: 'The HTTP request did not arrive in time.',
  RESULT_NOT_KEPT:
    'An earlier request with this idempotency key made the change, but its answer is no longer kept: read the record.',
  UNAUTHENTICATED:
    'SuperOffice refused the credential, which may have expired: send a valid one with Basic, Bearer or SoTicket, or X-XSRF-TOKEN with the cookies of a valid session.',
  UNSUPPORTED_MEDIA_TYPE:
    'Expected the Content-Type application/json: forms, uploads and other types are not supported.',
  UPSTREAM_BAD_RESPONSE: 'SuperOffice sent an answer that cannot be used.',
  UPSTREAM_ERROR: 'SuperOffice answered with an error.',
  UPSTREAM_MISDIRECTED: 'SuperOffice says that the tenant has moved to another address.',
  UPSTREAM_RATE_LIMITED: 'SuperOffice asks for fewer requests.',
  UPSTREAM_TIMEOUT: 'SuperOffice did not answer in time.',
  UPSTREAM_UNAVAILABLE: 'SuperOffice cannot be reached at the moment.',
} as const satisfies Record<ErrorCode, string>;

export const ERROR_CODES = Object.keys(SENTENCES) as readonly ErrorCode[];

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(SENTENCES, code);
}
