import type { FastifyRequest } from 'fastify';
import { PublicError } from '../../graphql/errors.js';
import { notEncoded, repeated } from '../../graphql/library-errors.js';
import { documentIdOf } from '../../graphql/pipeline/documents/persisted-operations.js';
import { searchOf } from './search.js';

/** The operation's parameters: the body of a POST, or the `?a=b` of a GET. */
export interface OperationParameters {
  readonly body: unknown;
  readonly search: string;
}

/** What is read of a request. */
export type SentOperation = Pick<FastifyRequest, 'method' | 'url' | 'body'>;

interface Sent {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly operationName?: unknown;
  readonly extensions?: unknown;
}

/** Null means that the parameter was left out. */
type Changes = Pick<Sent, 'query' | 'operationName' | 'extensions'>;

/**
 * The parameters in the form that Apollo Server reads. The `documentId` of GraphQL over HTTP becomes the hash of a persisted
 * query. An empty `query` beside either counts as missing, and so does an empty `operationName`.
 *
 * @throws {PublicError} `BAD_REQUEST` if `documentId` is not a text, or comes twice.
 */
export function operationParameters({ method, url, body }: SentOperation): OperationParameters {
  if (method !== 'GET') {
    return { body: isRecord(body) ? withChanges(body) : body, search: '' };
  }
  return { body, search: searchWithChanges(searchOf(url)) };
}

/**
 * The parameters as an object, as in a POST of JSON, however they came.
 *
 * @throws {PublicError} `BAD_REQUEST` for parameters of a URL that come twice, or are not JSON
 */
export function parametersIn(request: FastifyRequest): unknown {
  const { body, search } = operationParameters(request);
  if (request.method !== 'GET') {
    return body;
  }
  const parameters = new URLSearchParams(search);
  const found: Record<string, unknown> = {};
  for (const name of ['query', 'operationName', 'variables', 'extensions']) {
    const [value, ...others] = parameters.getAll(name);
    if (others.length > 0) {
      throw new PublicError(...repeated(name));
    }
    if (value !== undefined) {
      found[name] = name === 'variables' || name === 'extensions' ? objectIn(name, value) : value;
    }
  }
  return found;
}

function objectIn(name: string, text: string): unknown {
  const value = parseJson(text);
  if (!isRecord(value)) {
    throw new PublicError(...notEncoded(name));
  }
  return value;
}

function withChanges(body: Sent): Sent {
  const changes = changesTo(body);
  return changes === undefined ? body : { ...body, ...changes };
}

function searchWithChanges(search: string): string {
  const parameters = new URLSearchParams(search);
  if (parameters.getAll('documentId').length > 1) {
    throw new PublicError(...repeated('documentId'));
  }
  const isRepeated = ['query', 'operationName', 'extensions'].some((name) => parameters.getAll(name).length > 1);
  const extensions = parseJson(parameters.get('extensions') ?? 'null');
  // Apollo Server refuses parameters that are repeated or not JSON.
  const changes =
    isRepeated || extensions === undefined ? undefined : changesTo({ ...Object.fromEntries(parameters), extensions });
  if (changes === undefined) {
    return search;
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) {
      parameters.delete(name);
    } else {
      parameters.set(name, JSON.stringify(value));
    }
  }
  return `?${parameters}`;
}

/** Undefined: nothing changes. Most requests already have the form. */
function changesTo({ query, documentId, operationName, extensions }: Sent): Changes | undefined {
  const isEmptyBesideId = query === '' && (documentId != null || hasPersistedQuery(extensions));
  const persistedQuery = persistedQueryOf(isEmptyBesideId ? null : query, documentId, extensions);
  if (operationName !== '' && persistedQuery === undefined && !isEmptyBesideId) {
    return undefined;
  }
  return {
    ...(isEmptyBesideId && { query: null }),
    ...(operationName === '' && { operationName: null }),
    ...(persistedQuery !== undefined && { extensions: { ...(extensions as object | undefined), persistedQuery } }),
  };
}

function hasPersistedQuery(extensions: unknown): boolean {
  return isRecord(extensions) && isRecord(extensions.persistedQuery);
}

/** The new extensions; undefined: they stay as they are. */
function persistedQueryOf(query: unknown, documentId: unknown, extensions: unknown): object | undefined {
  if (extensions != null && !isRecord(extensions)) {
    return undefined;
  }
  const sent = extensions?.persistedQuery;
  if (isRecord(sent)) {
    const { sha256Hash } = sent;
    const id = typeof sha256Hash === 'string' ? documentIdOf(sha256Hash) : sha256Hash;
    return id === sha256Hash ? undefined : { ...sent, sha256Hash: id };
  }
  // With a text, the text would run, whichever id comes with it.
  if (query != null || documentId == null) {
    return undefined;
  }
  if (typeof documentId !== 'string') {
    throw new PublicError('BAD_REQUEST', { message: 'Expected `documentId` to be a text.' });
  }
  return { version: 1, sha256Hash: documentIdOf(documentId) };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined if it is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
