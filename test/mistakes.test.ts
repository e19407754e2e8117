import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Server } from '../src/server.js';
import { startFacade, TJE0 } from './helpers/facade.js';
import { type FakeSuperOffice, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { sendRaw } from './helpers/raw-connections.js';

const CANARY = 'canary';

interface Mistake {
  readonly mistake: string;
  /** Default: POST. */
  readonly method?: string;
  /** Default: `/graphql`. */
  readonly path?: string;
  /** In addition to a credential and the type of JSON; an empty value removes one of them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Values other than texts are sent as JSON. */
  readonly body?: unknown;
  /** A whole request, to be written by hand. */
  readonly raw?: string;
  /** Default: 400. */
  readonly status?: number;
  /** Default: `BAD_REQUEST`. */
  readonly code?: string;
  readonly message: string;
}

const ME = '{ me { id } }';
const TRANSFER = `mutation { transferChatSession(id: 549, toAssociate: "${CANARY}") { id } }`;
const PREFLIGHT = { 'apollo-require-preflight': 'true' };

const get = (parameters: string): Pick<Mistake, 'method' | 'path' | 'headers'> => ({
  method: 'GET',
  path: `/graphql${parameters}`,
  headers: { 'content-type': '', ...PREFLIGHT },
});
const ME_IN_URL = `query=${encodeURIComponent(ME)}`;

const raw = (head: string) => `${head.replaceAll('\n', '\r\n')}\r\n\r\n`;

/** Requests whose document is not parsed, or not allowed for GET. */
const REQUESTS: readonly Mistake[] = [
  { mistake: 'no body', message: 'The body is empty: send a JSON object with `query`.' },
  { mistake: 'an empty body', body: '', message: 'The body is empty: send a JSON object with `query`.' },
  {
    mistake: 'no body and no type',
    headers: { 'content-type': '' },
    message: 'The body is empty: send a JSON object with `query`.',
  },
  { mistake: 'no JSON', body: `{${CANARY}`, message: 'The body is not JSON: send an object with `query`.' },
  {
    mistake: 'JSON that does not end',
    body: `{"query":"${CANARY}`,
    message: 'The body is not JSON: send an object with `query`.',
  },
  ...[
    { mistake: '__proto__ as a key', body: `{"query":"${ME}","__proto__":{"${CANARY}":1}}` },
    { mistake: 'a constructor', body: `{"query":"${ME}","constructor":{"prototype":{"${CANARY}":1}}}` },
  ].map((sent) => ({
    ...sent,
    message: 'No object in the body may have a key `__proto__`, nor `prototype` in `constructor`.',
  })),
  ...['null', '549', `"${CANARY}"`].map((body) => ({
    mistake: `as the body ${body}`,
    body,
    message: 'The body is not a GraphQL request: send a JSON object with `query`.',
  })),
  ...[
    {},
    { variables: {} },
    { variables: { id: CANARY } },
    { operationName: CANARY },
    { query: '' },
    { query: null },
    { mutation: CANARY },
  ].map((body) => ({
    mistake: `no query: ${JSON.stringify(body)}`,
    body,
    message: 'The request has no `query`: send the text of a GraphQL document.',
  })),
  ...[{ query: [CANARY] }, { query: 549 }, { query: { kind: 'Document', definitions: [] } }].map((body) => ({
    mistake: `a query that is no text: ${JSON.stringify(body)}`,
    body,
    message: 'Expected `query` to be the text of a GraphQL document.',
  })),
  ...[`{"id":"${CANARY}"}`, [CANARY], 549, true].map((variables) => ({
    mistake: `as variables ${JSON.stringify(variables)}`,
    body: { query: ME, variables },
    message: 'Expected `variables` to be a JSON object.',
  })),
  ...[`{"x":"${CANARY}"}`, [CANARY], 549].map((extensions) => ({
    mistake: `as extensions ${JSON.stringify(extensions)}`,
    body: { query: ME, extensions },
    message: 'Expected `extensions` to be a JSON object.',
  })),
  ...[549, { [CANARY]: 1 }, [CANARY]].map((operationName) => ({
    mistake: `as the name of the operation ${JSON.stringify(operationName)}`,
    body: { query: ME, operationName },
    message: 'Expected `operationName` to be a text, or to be left out.',
  })),
  ...[[], [{ query: ME }], [{ query: TRANSFER }, { query: ME }]].map((body) => ({
    mistake: `a batch of ${body.length}`,
    body,
    message: 'Batches are not supported: send each operation in its own request.',
  })),
  ...['text/plain', 'application/graphql', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'].map(
    (type) => ({
      mistake: `the type ${type}`,
      headers: { 'content-type': type },
      body: { query: TRANSFER },
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: 'Expected the Content-Type application/json: forms, uploads and other types are not supported.',
    }),
  ),
  ...['utf-16', 'latin1', CANARY].map((charset) => ({
    mistake: `the charset ${charset}`,
    headers: { 'content-type': `application/json; charset=${charset}` },
    body: { query: TRANSFER },
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Expected the charset UTF-8, or none beside application/json.',
  })),
  ...['odata=verbose', 'charset=utf-8; odata=verbose', `${CANARY}=1`, ''].map((parameter) => ({
    mistake: `the parameter ${parameter} of the type`,
    headers: { 'content-type': `application/json; x=1; ${parameter}` },
    body: { query: TRANSFER },
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Expected application/json alone, or with charset=utf-8: it takes no other parameters.',
  })),
  {
    mistake: 'other bytes than UTF-8',
    body: Buffer.from(JSON.stringify({ query: `# ø\n${ME}` }), 'latin1'),
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'The body is not UTF-8: encode it as UTF-8.',
  },
  ...['gzip', 'br', CANARY].map((encoding) => ({
    mistake: `the encoding ${encoding}`,
    headers: { 'content-encoding': encoding },
    body: gzipSync(JSON.stringify({ query: ME })),
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Expected a body that is not compressed: send it without Content-Encoding.',
  })),
  {
    mistake: 'too large a body',
    body: { query: ME, padding: CANARY.repeat(50_000) },
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
    message: 'Expected a body of at most 102400 bytes.',
  },
  {
    mistake: 'too large a body, in chunks',
    raw: `${raw(`POST /graphql HTTP/1.1\nhost: x\ncontent-type: application/json\ntransfer-encoding: chunked`)}1e000\r\n${'x'.repeat(0x1e000)}\r\n0\r\n\r\n`,
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
    message: 'Expected a body of at most 102400 bytes.',
  },
  {
    mistake: 'too large a head',
    raw: raw(`GET /graphql HTTP/1.1\nhost: x\nx-filler: ${CANARY.repeat(5000)}`),
    status: 431,
    code: 'PAYLOAD_TOO_LARGE',
    message: 'Expected headers of at most 16384 bytes together.',
  },
  ...[
    `GET /graphql?query=${CANARY.repeat(4000)}`,
    `POST /${CANARY.repeat(4000)}`,
    `GET /?x=${CANARY.repeat(1500)}`,
  ].map((line) => ({
    mistake: `too long an address, of ${line.length} bytes: ${line.slice(0, 15)}`,
    raw: raw(`${line} HTTP/1.1\nhost: x\nx-filler: ${CANARY.repeat(1300)}`),
    status: 431,
    code: 'PAYLOAD_TOO_LARGE',
    message:
      'The address is too long: it and the headers may have 16384 bytes together. Send the operation by POST, in a JSON body.',
  })),
  ...[
    { mistake: 'what is no HTTP', raw: `${CANARY}\r\n\r\n` },
    { mistake: 'TLS', raw: '\u0016\u0003\u0001\u0002\0\u0001\0' },
    { mistake: 'HTTP/2', raw: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' },
  ].map((sent) => ({
    ...sent,
    message: 'Expected a request in HTTP/1.1: this port speaks neither TLS nor HTTP/2.',
  })),
  {
    mistake: 'a tunnel',
    raw: raw(`CONNECT ${CANARY}:443 HTTP/1.1\nhost: ${CANARY}:443`),
    message: 'This server opens no tunnels: send operations to /graphql.',
  },
  ...['text/event-stream', 'Text/Event-Stream; charset=utf-8', `${CANARY}/x, text/event-stream`].map((accept) => ({
    mistake: `a mutation answered as ${accept}`,
    headers: { accept },
    body: { query: TRANSFER },
    status: 406,
    message:
      'Only a subscription is answered as a stream: accept application/json or application/graphql-response+json, too.',
  })),
  ...[
    'multipart/mixed',
    `multipart/mixed; boundary=${CANARY}; subscriptionSpec=2.0`,
    'multipart/mixed; deferSpec=20220824',
  ].map((accept) => ({
    mistake: `a stream of answers as ${accept}`,
    headers: { accept },
    body: { query: `subscription { ${CANARY} }` },
    status: 406,
    message:
      'Only subscriptions are answered in parts: accept text/event-stream or multipart/mixed;subscriptionSpec=1.0 for one, or application/json or application/graphql-response+json.',
  })),
  ...['application/xml', 'text/event-streams', `multipart-${CANARY}`, CANARY].map((accept) => ({
    mistake: `an answer as ${accept}`,
    headers: { accept },
    body: { query: TRANSFER },
    status: 406,
    message:
      'Expected an Accept header of at most 1024 characters, with application/json or application/graphql-response+json.',
  })),
  ...[
    ...['', `?${ME_IN_URL}`, `?token=${CANARY}`].map((parameters) => `/graphql${parameters} websocket`),
    '/graphql h2c, websocket',
    '/graphql WebSocket/13,h2c',
    '/graphql websocket\naccept: text/html',
  ].map((asked) => ({
    mistake: `a WebSocket at ${asked}`,
    raw: raw(
      `GET ${asked.replace(' ', ` HTTP/1.1\nhost: x\nconnection: Upgrade\nsec-websocket-version: 13\nupgrade: `)}`,
    ),
    message:
      'Expected a WebSocket of version 13 with the subprotocol graphql-transport-ws, Connection: Upgrade, and Upgrade: websocket alone.',
  })),
  ...['', '?', `?variables=${CANARY}`].map((parameters) => ({
    mistake: `a GET without a query: ${parameters}`,
    ...get(parameters),
    message: 'The URL has no `query`: send the text of a GraphQL document in it, or by POST in a JSON body.',
  })),
  {
    mistake: 'a GET with an empty query',
    ...get('?query='),
    message: 'The request has no `query`: send the text of a GraphQL document.',
  },
  {
    mistake: 'a GET with a type of a body',
    ...get(`?${ME_IN_URL}`),
    headers: { 'content-type': 'text/plain', ...PREFLIGHT },
    status: 415,
    message: 'A GET has no body: leave the header Content-Type out.',
  },
  ...['variables', 'extensions'].flatMap((name) =>
    [CANARY, `["${CANARY}"]`, '549'].map((value) => ({
      mistake: `a GET with ${name} ${value}`,
      ...get(`?${ME_IN_URL}&${name}=${encodeURIComponent(value)}`),
      message: `Expected \`${name}\` in the URL to be a JSON object, percent-encoded.`,
    })),
  ),
  ...['query', 'variables', 'extensions', 'operationName'].map((name) => ({
    mistake: `a GET that says ${name} twice`,
    ...get(`?${name === 'query' ? '' : `${ME_IN_URL}&`}${name}=${CANARY}&${name}=${CANARY}`),
    message: `Expected \`${name}\` in the URL at most once.`,
  })),
  ...[
    { 'content-type': '', authorization: '', cookie: `SoSession=${CANARY}` },
    { 'content-type': 'application/x-www-form-urlencoded', authorization: '', cookie: `SoSession=${CANARY}` },
    { 'content-type': '', authorization: '' },
    { 'content-type': '', authorization: TJE0, origin: `https://${CANARY}.example` },
    { 'content-type': '', authorization: TJE0, 'sec-fetch-site': 'cross-site' },
  ].map((headers) => ({
    mistake: `a GET that a foreign page could send, with ${JSON.stringify(headers)}`,
    ...get(`?${ME_IN_URL}`),
    headers,
    message:
      'A GET needs a header that no foreign page can send: X-XSRF-TOKEN with the cookies, Authorization with Bearer or SoTicket, or `apollo-require-preflight: true` with any credential. Cookies alone, and Basic from a page of another origin, do not count: browsers add them. A POST needs no such header.',
  })),
  {
    mistake: 'a mutation by GET',
    ...get(`?query=${encodeURIComponent(TRANSFER)}`),
    status: 405,
    message: 'A mutation needs POST: send it in a JSON body.',
  },
  ...['PATCH', 'DELETE', 'OPTIONS'].map((method) => ({
    mistake: `the method ${method}`,
    method,
    body: { query: ME },
    status: 405,
    message: 'Send an operation as GET, POST.',
  })),
  ...[undefined, { query: ME }].map((body) => ({
    mistake: `a stream that is to be reserved, with the body ${JSON.stringify(body)}`,
    method: 'PUT',
    headers: { 'content-type': body === undefined ? '' : 'application/json' },
    body,
    status: 405,
    message: 'Send an operation as GET, POST. Streams are not reserved by PUT: each subscription is its own request.',
  })),
  ...['authorization', 'so-language', 'idempotency-key'].map((name) => ({
    mistake: `the header ${name} twice`,
    raw: `${raw(`POST /graphql HTTP/1.1\nhost: x\ncontent-type: application/json\ncontent-length: 2\n${name}: ${CANARY}\n${name}: ${CANARY}`)}{}`,
    message: `Expected the header ${name} at most once.`,
  })),
  ...['so-language', 'so-timezone', 'so-culture', 'so-apptoken', 'accept-language'].map((name) => ({
    mistake: `the header ${name} beyond ASCII`,
    headers: { [name]: `${CANARY} \u00e5` },
    body: { query: ME },
    message: `Expected 1 to 4096 printable ASCII characters in the header ${name}.`,
  })),
  {
    mistake: 'no key of an operation',
    headers: { 'idempotency-key': `${CANARY} ${CANARY}` },
    body: { query: TRANSFER },
    message: 'Expected an Idempotency-Key of 8 to 128 letters, digits, - and _.',
  },
  {
    mistake: 'no time limit',
    headers: { 'x-request-timeout-ms': CANARY },
    body: { query: ME },
    message: 'Expected an x-request-timeout-ms of 1 to 999999999 milliseconds.',
  },
  {
    mistake: 'a document id that is no text',
    body: { documentId: [CANARY] },
    message: 'Expected `documentId` to be a text.',
  },
  {
    mistake: 'another host',
    raw: raw(`GET /graphql HTTP/1.1\nhost: ${CANARY}.example`),
    status: 421,
    message: 'This server does not answer to this host. To allow it, add it to ALLOWED_HOSTS.',
  },
  {
    mistake: 'what cannot be expected',
    raw: raw(`GET /graphql HTTP/1.1\nhost: x\nexpect: ${CANARY}`),
    status: 417,
    message: 'Expected the header Expect to be 100-continue, or to be left out.',
  },
  ...[`/${CANARY}`, '/graphql/stream', '/graphq'].map((path) => ({
    mistake: `the path ${path}`,
    path,
    body: { query: ME },
    status: 404,
    message: 'There is nothing at this address: GraphQL is served at /graphql.',
  })),
  {
    mistake: 'a path that cannot be decoded',
    path: `/${CANARY}%zz`,
    body: { query: ME },
    message: 'The path cannot be decoded: GraphQL is served at /graphql.',
  },
];

const QUERY_WITH_ID = 'query ($id: ID!) { user(id: $id) { id } }';
const LISTS =
  'query ($status: [ChatSessionStatusInput!]) { chatSessions(filter: { status: $status }) { edges { cursor } } }';
const STATUSES =
  'INVALID, PRE_CHAT_FORM, FAQ, OFFLINE_FORM, IN_QUEUE, CUSTOMER_LAST, USER_LAST, FINISHED, DELETED, CLOSED, REQUEST_POSTED, CLOSED_FROM_QUEUE';
const DATES = 'query ($from: DateTime) { chatSessions(filter: { requestedFrom: $from }) { edges { cursor } } }';
const FILTERS = 'query ($filter: ChatSessionFilter) { chatSessions(filter: $filter) { edges { cursor } } }';
const ADD_MESSAGE = 'mutation ($m: ChatMessageInput!) { addChatMessage(id: 549, message: $m) { id } }';
const SET_PRESENCES =
  'mutation ($p: [ChatPresenceInput!]!) { setChatPresence(presences: $p) { chatPresence { userId } } }';
const DATE_EXPECTED = 'Expected a date and time with an offset, such as 2026-01-31T12:00:00.000Z.';

/** Operations that are not executed. */
const OPERATIONS: readonly Mistake[] = [
  ...[{}, { ID: CANARY }, undefined].map((variables) => ({
    mistake: `a variable that is missing in ${JSON.stringify(variables)}`,
    body: { query: QUERY_WITH_ID, variables },
    code: 'BAD_USER_INPUT',
    message: 'The variable $id of type ID! is missing.',
  })),
  {
    mistake: 'null for a variable',
    body: { query: QUERY_WITH_ID, variables: { id: null } },
    code: 'BAD_USER_INPUT',
    message: 'The variable $id of type ID! must not be null.',
  },
  ...[[CANARY], { [CANARY]: 1 }, true].map((id) => ({
    mistake: `as a variable of type ID ${JSON.stringify(id)}`,
    body: { query: QUERY_WITH_ID, variables: { id } },
    code: 'BAD_USER_INPUT',
    message: 'The variable $id of type ID! has a value that is not allowed.',
  })),
  ...[2020, CANARY, '2020-07-02T09:40:58'].map((from) => ({
    mistake: `as a date ${from}`,
    body: { query: DATES, variables: { from } },
    code: 'BAD_USER_INPUT',
    message: `The variable $from of type DateTime has a value that is not allowed. ${DATE_EXPECTED}`,
  })),
  {
    mistake: 'a literal that is no date',
    body: { query: DATES.replace('$from }', `"${CANARY}" }`).replace('($from: DateTime)', '') },
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: `The field \`requestedFrom\` of type DateTime has a value that is not allowed. ${DATE_EXPECTED}`,
  },
  ...[{}, { author: CANARY }, { message: undefined, author: ` at "m.${CANARY}"` }].map((m) => ({
    mistake: `a variable without a field that its type must have: ${JSON.stringify(m)}`,
    body: { query: ADD_MESSAGE, variables: { m } },
    code: 'BAD_USER_INPUT',
    message: 'The variable $m of type ChatMessageInput! lacks the field `message` of type String! in $m.',
  })),
  {
    mistake: 'a list of which an item lacks a field',
    body: { query: SET_PRESENCES, variables: { p: [{ userId: 1, present: true }, { userId: 1 }] } },
    code: 'BAD_USER_INPUT',
    message: 'The variable $p of type [ChatPresenceInput!]! lacks the field `present` of type Boolean! in $p[1].',
  },
  {
    mistake: 'null in a field of a variable',
    body: { query: ADD_MESSAGE, variables: { m: { message: null } } },
    code: 'BAD_USER_INPUT',
    message: 'The variable $m of type ChatMessageInput! must not be null at $m.message.',
  },
  {
    mistake: 'null in a list of a variable',
    body: { query: SET_PRESENCES, variables: { p: [null] } },
    code: 'BAD_USER_INPUT',
    message: 'The variable $p of type [ChatPresenceInput!]! must not be null at $p[0].',
  },
  ...[CANARY, ` at "p[7].${CANARY}"`, { [` at "p[7].${CANARY}"`]: 1 }].map((userId) => ({
    mistake: `in a field of type Int ${JSON.stringify(userId)}`,
    body: { query: SET_PRESENCES, variables: { p: [{ userId, present: true }] } },
    code: 'BAD_USER_INPUT',
    message: 'The variable $p of type [ChatPresenceInput!]! has a value that is not allowed at $p[0].userId.',
  })),
  {
    mistake: 'a literal without a field that its type must have',
    body: { query: `mutation { addChatMessage(id: 549, message: { author: "${CANARY}" }) { id } }` },
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'ChatMessageInput lacks the field `message` of type String! at this place.',
  },
  ...['  ', '\n\t', '# nothing', `# ${CANARY}\n,,\r\n#`, '\ufeff'].map((query) => ({
    mistake: `a document without a word: ${JSON.stringify(query)}`,
    body: { query },
    code: 'GRAPHQL_PARSE_FAILED',
    message: 'The document is empty: send a query or a mutation in `query`.',
  })),
  ...[`"${CANARY}"`, `${CANARY} ${CANARY}`].map((key) => ({
    mistake: `a key that is none among several: ${key}`,
    body: {
      query:
        'mutation ($key: String) { a: resetChatSession(id: 1, idempotencyKey: "good-key-1") { id } b: pickUpChatSession(id: 2, idempotencyKey: $key) { id } }',
      variables: { key },
    },
    code: 'BAD_USER_INPUT',
    message: 'Expected 8 to 128 letters, digits, - and _ in the argument `idempotencyKey` of pickUpChatSession.',
  })),
  {
    mistake: 'several operations without a name',
    body: { query: `query A ${ME} query B ${ME}` },
    code: 'OPERATION_RESOLUTION_FAILURE',
    message: 'The document contains several operations: name the one to run in `operationName`.',
  },
  {
    mistake: 'the name of another operation',
    body: { query: `query A ${ME} query B ${ME}`, operationName: CANARY },
    code: 'OPERATION_RESOLUTION_FAILURE',
    message:
      'The document does not contain the operation that the request names: correct `operationName` or leave it out.',
  },
];

const listsFor = (value: string) => LISTS.replace('($status: [ChatSessionStatusInput!])', '').replace('$status', value);

const STATUS_REFUSED = 'The field `status` of type [ChatSessionStatusInput!] has a value that is not allowed.';
const DEFAULT_REFUSED =
  'The default of the variable $status of type [ChatSessionStatusInput!] has a value that is not allowed.';

/** Values in a document, and what they are for. */
const LITERALS: readonly Mistake[] = [
  ...['5', '5.5', 'true', CANARY, `{ ${CANARY}: 1 }`, `["${CANARY}"]`].map((value) => ({
    mistake: `for an argument ${value}`,
    body: { query: `mutation { transferChatSession(id: 549, toAssociate: ${value}) { id } }` },
    message: 'The argument `toAssociate` of type String! has a value that is not allowed.',
  })),
  {
    mistake: 'null for an argument',
    body: { query: `{ a: me { id } user(id: null) { id } b: user(id: "${CANARY}") { id } }` },
    message: 'The argument `id` of type ID! must not be null.',
  },
  ...[{ value: '{}' }, { value: `{ id: "${CANARY}" }` }].map(({ value }) => ({
    mistake: `for an id ${value}`,
    body: { query: `query ($x: ID = "${CANARY}") { user(id: ${value}) { id } a: user(id: $x) { id } }` },
    message: 'The argument `id` of type ID! has a value that is not allowed.',
  })),
  {
    mistake: 'for a number a text',
    body: { query: `{ chatSessions(first: "${CANARY}") { edges { cursor } } }` },
    message: 'The argument `first` of type Int has a value that is not allowed.',
  },
  {
    mistake: 'for an input a text',
    body: { query: `mutation { addChatMessage(id: 549, message: "${CANARY}") { id } }` },
    message: 'The argument `message` of type ChatMessageInput! has a value that is not allowed.',
  },
  {
    mistake: 'in an input a number for a text',
    body: { query: 'mutation { addChatMessage(id: 549, message: { message: 549 }) { id } }' },
    message: 'The field `message` of type String! has a value that is not allowed.',
  },
  {
    mistake: 'in an input null for a text',
    body: { query: `mutation { addChatMessage(id: 549, message: { author: "${CANARY}", message: null }) { id } }` },
    message: 'The field `message` of type String! must not be null.',
  },
  {
    mistake: 'in a list of inputs a text',
    body: {
      query: `mutation { setChatPresence(presences: [{ userId: 1, present: true }, { userId: "${CANARY}", present: true }]) { chatPresence { userId } } }`,
    },
    message: 'The field `userId` of type Int! has a value that is not allowed.',
  },
  {
    mistake: 'in a fragment',
    body: { query: `{ me { ...F } } fragment F on User { id @skip(if: "${CANARY}") }` },
    message: 'The argument `if` of type Boolean! has a value that is not allowed.',
  },
  {
    mistake: 'for an idempotency key a number',
    body: { query: 'mutation { resetChatSession(id: 549, idempotencyKey: 12345678) { id } }' },
    message: 'The argument `idempotencyKey` of type String has a value that is not allowed.',
  },
  {
    mistake: 'null for a default that must have a value',
    body: { query: 'query ($id: ID! = null) { user(id: $id) { id } }' },
    message: 'The default of the variable $id of type ID! must not be null.',
  },
].map((mistake) => ({ ...mistake, code: 'GRAPHQL_VALIDATION_FAILED' }));

/** Variables that have a default, and are null: that is known when the field is executed. */
const NULLS = [
  {
    query: 'query ($id: ID = 3) { user(id: $id) { id } }',
    variables: { id: null },
    message: 'The argument `id` of type ID! must not be null.',
  },
  {
    query: 'query ($if: Boolean = true) { me @skip(if: $if) { id } }',
    variables: { if: null },
    message: 'The argument `if` of type Boolean! must not be null.',
  },
  {
    query: `mutation ($m: String = "${CANARY}") { addChatMessage(id: 549, message: { message: $m }) { id } }`,
    variables: { m: null },
    message: 'The argument `message` of type ChatMessageInput! has a value that is not allowed.',
  },
];

/** Values that an enum does not have: what it has is listed outside production. */
const ENUMS = [
  ...['CANARY', `"${CANARY}"`, '[IN_QUEUE, CANARY]'].map((value) => ({
    mistake: `as a value of an enum ${value}`,
    body: { query: listsFor(value) },
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: `${STATUS_REFUSED} Expected one of ${STATUSES}.`,
    inProduction: STATUS_REFUSED,
  })),
  {
    mistake: 'a default value of an enum',
    body: { query: LISTS.replace('Input!]', 'Input!] = CANARY') },
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: `${DEFAULT_REFUSED} Expected one of ${STATUSES}.`,
    inProduction: DEFAULT_REFUSED,
  },
  ...['CANARY', 549, CANARY].map((value) => ({
    mistake: `as a variable of an enum ${value}`,
    body: { query: LISTS, variables: { status: [value] } },
    code: 'BAD_USER_INPUT',
    message: `The variable $status of type [ChatSessionStatusInput!] has a value that is not allowed at $status[0]. Expected one of ${STATUSES}.`,
    inProduction:
      'The variable $status of type [ChatSessionStatusInput!] has a value that is not allowed at $status[0].',
  })),
  {
    mistake: 'a variable of an enum in a field',
    body: { query: FILTERS, variables: { filter: { status: ['IN_QUEUE', CANARY] } } },
    code: 'BAD_USER_INPUT',
    message: `The variable $filter of type ChatSessionFilter has a value that is not allowed at $filter.status[1]. Expected one of ${STATUSES}.`,
    inProduction:
      'The variable $filter of type ChatSessionFilter has a value that is not allowed at $filter.status[1].',
  },
];

/** Fields that an input type does not have: those that it has are listed outside production. */
const UNKNOWN_FIELDS = [
  ...[CANARY, '', '__typename', `x" is not defined by type "${CANARY}". Did you mean "${CANARY}`].map((key) => ({
    mistake: `in a variable the field ${key}`,
    body: { query: ADD_MESSAGE, variables: { m: { message: CANARY, [key]: CANARY } } },
    code: 'BAD_USER_INPUT',
    message: 'The variable $m of type ChatMessageInput! has a field in $m that ChatMessageInput does not have.',
    listed: ' It has message, type, author, specialParam.',
  })),
  {
    mistake: 'in a list of a variable another field',
    body: {
      query: SET_PRESENCES,
      variables: {
        p: [
          { userId: 1, present: true },
          { userId: 1, present: true, ' at "p[7].userId"': CANARY },
        ],
      },
    },
    code: 'BAD_USER_INPUT',
    message: 'The variable $p of type [ChatPresenceInput!]! has a field in $p[1] that ChatPresenceInput does not have.',
    listed: ' It has userId, present.',
  },
  ...[`message: "${CANARY}", mesage: "${CANARY}"`, `message: "${CANARY}", ${CANARY}: 1`].map((fields) => ({
    mistake: `in a literal another field: ${fields}`,
    body: { query: `mutation { addChatMessage(id: 549, message: { ${fields} }) { id } }` },
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'ChatMessageInput does not have the field at this place.',
    listed: ' It has message, type, author, specialParam.',
  })),
  {
    mistake: 'in a default value another field',
    body: { query: FILTERS.replace('ChatSessionFilter)', `ChatSessionFilter = { ${CANARY}: 1 })`) },
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'ChatSessionFilter does not have the field at this place.',
    listed: ' It has status, topic, associate, contact, person, requestedFrom, requestedBefore, rating, text.',
  },
];

const SCHEMES = 'Basic, Bearer or SoTicket';

/** Invalid credentials, and their error at a field. */
const CREDENTIALS = [
  {
    mistake: 'none',
    headers: { authorization: '' },
    message: `A credential is missing: send Authorization with ${SCHEMES}, or X-XSRF-TOKEN with the session cookies.`,
  },
  {
    mistake: 'a token without cookies',
    headers: { authorization: '', 'x-xsrf-token': CANARY },
    message: `X-XSRF-TOKEN needs a session cookie that this server knows: send both, or Authorization with ${SCHEMES}.`,
  },
  ...[CANARY, `Negotiate ${CANARY}`, `Bearer=${CANARY}`, 'dGplMDpUamUw'].map((authorization) => ({
    mistake: `no scheme of SuperOffice's: ${authorization}`,
    headers: { authorization },
    message: 'Expected Authorization to begin with Basic, Bearer or SoTicket.',
  })),
  ...['Bearer', `SoTicket ${CANARY} ${CANARY}`, `Bearer ${'x'.repeat(4097)}`].map((authorization) => ({
    mistake: `not one token: ${authorization.slice(0, 30)}`,
    headers: { authorization },
    message: `Expected one token in Authorization, after ${SCHEMES}.`,
  })),
  ...[`Basic tje0:${CANARY}`, 'Basic dGplMA==', 'Basic =='].map((authorization) => ({
    mistake: `no base64 of user and password: ${authorization}`,
    headers: { authorization },
    message: 'Expected user:password in base64 after Basic. Bearer and SoTicket take a token as it is.',
  })),
];

describe.each([{ NODE_ENV: '' }, { NODE_ENV: 'production' }, { NODE_ENV: '', COMPILED_EXECUTION: 'off' }])(
  'with %p, a mistake has a sentence of its own',
  (env) => {
    let lines: Record<string, unknown>[] = [];
    let log = '';
    let superOffice: FakeSuperOffice;
    let facade: Server;
    beforeAll(async () => {
      const write = (line: string) => {
        log += line;
        lines.push(JSON.parse(line));
      };
      superOffice = await startFakeSuperOffice();
      facade = await startFacade(superOffice.url, env, { logger: pino({ level: 'info' }, { write }) });
    });
    afterAll(async () => {
      await facade?.stop();
      await superOffice?.stop();
    });

    /** Sends a request, and returns the answer. */
    async function answerTo({
      raw: text,
      ...sent
    }: Mistake): Promise<{ readonly status: number; readonly body: string }> {
      log = '';
      lines = [];
      superOffice.forget();
      if (text !== undefined) {
        const answer = await sendRaw(facade.url, text);
        const [head = '', body = ''] = answer.split('\r\n\r\n');
        return { status: Number(head.split(' ')[1]), body };
      }
      const { method = 'POST', path = '/graphql', headers, body } = sent;
      const all = { 'content-type': 'application/json', authorization: TJE0, ...headers };
      const response = await fetch(new URL(path, facade.url), {
        method,
        headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
        ...(body !== undefined && {
          body: typeof body === 'string' || Buffer.isBuffer(body) ? (body as string) : JSON.stringify(body),
        }),
      });
      return { status: response.status, body: await response.text() };
    }

    async function expectRefusal(mistake: Mistake): Promise<Record<string, unknown> | undefined> {
      const { status = 400, code = 'BAD_REQUEST', message } = mistake;
      const answer = await answerTo(mistake);

      const { errors } = JSON.parse(answer.body);
      expect({ status: answer.status, errors }).toEqual({
        status,
        errors: [expect.objectContaining({ message, extensions: { code, requestId: expect.any(String) } })],
      });
      expect(answer.body + log).not.toMatch(/canary/i);
      expect(superOffice.calls()).toEqual([]);
      const told = lines.filter(({ requestId }) => requestId === errors[0].extensions.requestId);
      expect(told).toHaveLength(1);
      return told[0];
    }

    /** Errors of validation contain names from the document, which the log must not have. */
    function expectLine(line: Record<string, unknown> | undefined, { code, message }: Mistake): void {
      const reasons = code === 'GRAPHQL_VALIDATION_FAILED' ? [] : [message];
      expect(line).toMatchObject({ msg: 'operation', status: 400, codes: [code], reasons });
    }

    it.each(REQUESTS)('of a request: $mistake', async (mistake) => {
      const { status = 400, code = 'BAD_REQUEST', message: reason } = mistake;
      const line = await expectRefusal(mistake);

      expect([
        expect.objectContaining({ level: 40, msg: 'request refused', status, code, reason }),
        // Of what Apollo Server took for an operation.
        expect.objectContaining({ level: 40, msg: 'operation', status, codes: [code], reasons: [reason] }),
      ]).toContainEqual(line);
    });

    it.each(OPERATIONS)('of an operation: $mistake', async (mistake) => {
      expectLine(await expectRefusal(mistake), mistake);
    });

    it.each(LITERALS)('of an operation: $mistake', async (mistake) => {
      expectLine(await expectRefusal(mistake), mistake);
    });

    it.each(NULLS)('of an operation that is executed: $query', async ({ message, ...body }) => {
      const answer = await answerTo({ mistake: '', body, message });

      expect(JSON.parse(answer.body).errors).toEqual([
        expect.objectContaining({ message, extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
      ]);
      expect(lines).toMatchObject([{ msg: 'operation', status: 200, codes: ['BAD_USER_INPUT'], reasons: [message] }]);
      expect(answer.body + log).not.toMatch(/canary/i);
    });

    it.each(ENUMS)('of an operation: $mistake', async ({ inProduction, ...mistake }) => {
      const message = env.NODE_ENV === 'production' ? inProduction : mistake.message;

      expectLine(await expectRefusal({ ...mistake, message }), { ...mistake, message });
    });

    it.each(UNKNOWN_FIELDS)('of an operation: $mistake', async ({ listed, ...mistake }) => {
      const message = `${mistake.message}${env.NODE_ENV === 'production' ? '' : listed}`;

      expectLine(await expectRefusal({ ...mistake, message }), { ...mistake, message });
    });

    it.each(CREDENTIALS)('of a credential: $mistake', async ({ message, ...sent }) => {
      const { status, body } = await answerTo({ ...sent, body: { query: ME }, message });

      expect({ status, answer: JSON.parse(body) }).toMatchObject({
        status: 200,
        answer: { data: { me: null }, errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] },
      });
      expect(body + log).not.toMatch(/canary/i);
      expect(superOffice.calls()).toEqual([]);
    });

    it.each(['/', '/graphql/', '/?x=1'])('of a WebSocket at %s', async (target) => {
      const { status, body } = await answerTo({
        mistake: '',
        raw: raw(`GET ${target} HTTP/1.1\nhost: x\nconnection: Upgrade\nupgrade: websocket`),
        message: '',
      });

      // In production nothing leads from there to /graphql.
      const isProduction = env.NODE_ENV === 'production';
      expect({ status, message: JSON.parse(body).errors[0].message }).toEqual({
        status: isProduction ? 404 : 400,
        message: isProduction
          ? 'There is nothing at this address: GraphQL is served at /graphql.'
          : 'WebSockets are served at /graphql.',
      });
    });

    it('of a credential: one that SuperOffice refuses', async () => {
      const message = `SuperOffice refused the credential, which may have expired: send a valid one with ${SCHEMES}, or X-XSRF-TOKEN with the cookies of a valid session.`;
      superOffice.on('GET User/currentAssociate', { Message: CANARY }, 401);
      const { body } = await answerTo({ mistake: '', body: { query: ME }, message });

      expect(JSON.parse(body)).toMatchObject({ errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] });
      expect(body + log).not.toContain(CANARY);
    });
  },
);

it('mistakes of different kinds have different sentences, and none has the general one', () => {
  const messages = [...REQUESTS, ...OPERATIONS, ...LITERALS, ...ENUMS, ...UNKNOWN_FIELDS, ...CREDENTIALS].map(
    ({ message }) => message,
  );

  expect(messages).not.toContain('This server cannot read the HTTP request.');
  expect(new Set(messages).size).toBeGreaterThan(45);
});
