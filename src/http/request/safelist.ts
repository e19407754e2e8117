import { PublicError } from '../../graphql/errors.js';
import type { PersistedOperations } from '../../graphql/pipeline/documents/persisted-operations.js';
import { operationParameters, type SentOperation } from './operation-parameters.js';

/** A hook that refuses all operations except these, before they are parsed. Clients send a hash, an id or the text. */
export function safelist(operations: PersistedOperations): (request: SentOperation) => Promise<void> {
  const texts: ReadonlySet<unknown> = new Set(operations.values());
  const hashes: ReadonlySet<unknown> = new Set(operations.keys());
  return async (request) => {
    const { query, extensions } = operationIn(request);
    const hash = extensions?.persistedQuery?.sha256Hash;
    // With a text, the text would run, whichever hash comes with it. Without either nothing runs, and Apollo Server says
    // why.
    const isKnown = typeof query === 'string' ? texts.has(query) : hash === undefined || hashes.has(hash);
    if (!isKnown) {
      throw new PublicError('QUERY_NOT_IN_SAFELIST');
    }
  };
}

interface NamedOperation {
  readonly query?: unknown;
  readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash?: unknown } | null } | null | undefined;
}

/** At the same place, and in the same way, as Apollo Server reads it. */
function operationIn(request: SentOperation): NamedOperation {
  const { body, search } = operationParameters(request);
  if (request.method !== 'GET') {
    return body ?? {};
  }
  const searchParams = new URLSearchParams(search);
  return {
    query: searchParams.get('query') ?? undefined,
    extensions: parseJson(searchParams.get('extensions')),
  };
}

/** Undefined if it is not JSON, which Apollo Server refuses. */
function parseJson(text: string | null): NamedOperation['extensions'] {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}
