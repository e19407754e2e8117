import type { ErrorCode } from './error-codes.js';

type PublicForm = readonly [code: ErrorCode, details?: { readonly message: string }];

const refused = (message: string): PublicForm => ['BAD_REQUEST', { message }];

const MORE_ERRORS = { message: 'There are more errors than this answer lists.' };

const NOT_A_REQUEST = refused('The body is not a GraphQL request: send a JSON object with `query`.');
export const QUERY_MISSING = refused('The request has no `query`: send the text of a GraphQL document.');
const QUERY_NOT_TEXT = refused('Expected `query` to be the text of a GraphQL document.');
const VARIABLES_NOT_OBJECT = refused('Expected `variables` to be a JSON object.');
const EXTENSIONS_NOT_OBJECT = refused('Expected `extensions` to be a JSON object.');
/** For a parameter of the URL. */
export const notEncoded = (name: string) =>
  refused(`Expected \`${name}\` in the URL to be a JSON object, percent-encoded.`);
export const repeated = (name: string) => refused(`Expected \`${name}\` in the URL at most once.`);

export const MUTATION_BY_GET = 'A mutation needs POST: send it in a JSON body.';

/**
 * The beginning of Apollo Server's message for a GET that a foreign page could send. The list of accepted headers follows
 * it.
 */
export const CSRF_BLOCKED = 'This operation has been blocked as a potential Cross-Site Request Forgery';

export const FOREIGN_GET = refused(
  'A GET needs a header that no foreign page can send: X-XSRF-TOKEN with the cookies, Authorization with Bearer or SoTicket, or `apollo-require-preflight: true` with any credential. Cookies alone, and Basic from a page of another origin, do not count: browsers add them. A POST needs no such header.',
);

/** For a subscription in a request that accepts no stream. */
export const STREAM_NEEDED =
  'A subscription is answered as a stream: accept text/event-stream or multipart/mixed;subscriptionSpec=1.0.';

/** Our errors for messages of graphql-js and Apollo Server that have no code of their own. */
export const ERRORS_BY_MESSAGE: ReadonlyMap<string, PublicForm> = new Map<string, PublicForm>([
  ['POST body missing, invalid Content-Type, or JSON object has no keys.', NOT_A_REQUEST],
  ['GraphQL operations must contain a non-empty `query` or a `persistedQuery` extension.', QUERY_MISSING],
  ['GraphQL queries must be strings.', QUERY_NOT_TEXT],
  [
    "GraphQL queries must be strings. It looks like you're sending the internal graphql-js representation of a parsed " +
      'query in your request instead of a request in the GraphQL query language. You can convert an AST to a string ' +
      'using the `print` function from `graphql`, or use a client like `apollo-client` which converts the internal ' +
      'representation to a string for you.',
    QUERY_NOT_TEXT,
  ],
  [
    '`variables` in a POST body should be provided as an object, not a recursively JSON-encoded string.',
    VARIABLES_NOT_OBJECT,
  ],
  ['`variables` in a POST body must be an object if provided.', VARIABLES_NOT_OBJECT],
  ['The variables search parameter contains invalid JSON.', notEncoded('variables')],
  ['The variables search parameter should contain a JSON-encoded object.', notEncoded('variables')],
  [
    '`extensions` in a POST body should be provided as an object, not a recursively JSON-encoded string.',
    EXTENSIONS_NOT_OBJECT,
  ],
  ['`extensions` in a POST body must be an object if provided.', EXTENSIONS_NOT_OBJECT],
  ['The extensions search parameter contains invalid JSON.', notEncoded('extensions')],
  ['The extensions search parameter should contain a JSON-encoded object.', notEncoded('extensions')],
  [
    '`operationName` in a POST body must be a string if provided.',
    refused('Expected `operationName` to be a text, or to be left out.'),
  ],
  ...['query', 'operationName', 'variables', 'extensions'].map((name): [string, PublicForm] => [
    `The '${name}' search parameter may only be specified once.`,
    repeated(name),
  ]),
  [
    'GET requests may not have a content-type header other than application/json.',
    ['BAD_REQUEST', { message: 'A GET has no body: leave the header Content-Type out.' }],
  ],
  ['GET requests only support query operations, not subscription operations', refused(STREAM_NEEDED)],
  ['GET requests only support query operations, not mutation operations', refused(MUTATION_BY_GET)],
  ['Operation batching disabled.', refused('Batches are not supported: send each operation in its own request.')],
  ['provided sha does not match query', refused('The hash is not that of the document sent with it.')],
  ['Unsupported persisted query version', refused('Expected a persisted query of version 1.')],
  [
    'Must provide operation name if query contains multiple operations.',
    [
      'OPERATION_RESOLUTION_FAILURE',
      { message: 'The document contains several operations: name the one to run in `operationName`.' },
    ],
  ],
  ['Too many errors processing variables, error limit reached. Execution aborted.', ['BAD_USER_INPUT', MORE_ERRORS]],
  ['Too many validation errors, error limit reached. Validation aborted.', ['GRAPHQL_VALIDATION_FAILED', MORE_ERRORS]],
  ['Validation aborted.', ['OPERATION_LIMIT_EXCEEDED']],
]);
