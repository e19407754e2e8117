import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Kind, parse } from 'graphql';
import { z } from 'zod';
import { ConfigError } from '../../../config.js';

/** The text of each registered operation, by its hash or other id, as `documentIdOf` writes it. */
export type PersistedOperations = ReadonlyMap<string, string>;

/** As `@apollo/generate-persisted-query-manifest` writes it. */
const APOLLO_MANIFEST = z
  .object({
    format: z.literal('apollo-persisted-query-manifest'),
    version: z.literal(1),
    operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
  })
  .transform(({ operations }) => operations.map(({ id, body }) => [id, body] as const));

/** Texts by their ids, as GraphQL Code Generator's `persistedDocuments` and Relay's compiler write them. */
const DOCUMENTS = z
  .record(z.string().min(1), z.string().min(1))
  .refine((documents) => !Object.hasOwn(documents, 'format'))
  .transform((documents) => Object.entries(documents));

const MANIFEST = z.union([APOLLO_MANIFEST, DOCUMENTS]);

type Entry = readonly [id: string, text: string];

/** @throws {ConfigError} if there is no manifest at the path, or one of its entries is invalid. */
export async function readPersistedOperations(path: string): Promise<PersistedOperations> {
  const entries = await readEntries(path);
  const problems = problemsIn(entries);
  if (problems.length > 0) {
    throw new ConfigError(problems.slice(0, MAX_PROBLEMS));
  }
  return new Map(entries.map(([id, text]) => [documentIdOf(id), text]));
}

async function readEntries(path: string): Promise<readonly Entry[]> {
  try {
    return MANIFEST.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // The details would quote the file.
    throw new ConfigError([
      'PERSISTED_OPERATIONS: expected the path of an apollo-persisted-query-manifest, version 1, or of a JSON object of texts by their ids',
    ]);
  }
}

const MAX_PROBLEMS = 20;

/** Names entries by their position in the file, so as not to quote an id or a text. */
function problemsIn(entries: readonly Entry[]): readonly string[] {
  const known = new Map<string, { readonly place: number; readonly text: string }>();
  return entries.flatMap(([sent, text], index) => {
    const place = index + 1;
    const id = documentIdOf(sent);
    const { place: first, text: firstText } = known.get(id) ?? { place, text };
    known.set(id, { place: first, text: firstText });
    return [
      ...(text === firstText
        ? []
        : [
            `PERSISTED_OPERATIONS: entry ${place} has the id of entry ${first}, and another text. Leave one of them out`,
          ]),
      ...(sent === id || id === sha256(text)
        ? []
        : [`PERSISTED_OPERATIONS: entry ${place} has an id that is not the SHA-256 of its text, as sha256: says`]),
    ];
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The names of all operations. An invalid text has none: clients that send it get the error. */
export function operationNamesIn(operations: PersistedOperations): readonly string[] {
  return [...operations.values()].flatMap((text) => {
    try {
      return parse(text, { noLocation: true }).definitions.flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION ? (definition.name?.value ?? []) : [],
      );
    } catch {
      return [];
    }
  });
}

/** One spelling for an id: GraphQL over HTTP writes `sha256:` before a hash, Apollo's clients do not. */
export function documentIdOf(id: string): string {
  return id.replace(/^sha256:/, '');
}

/** The prefix of Apollo Server's cache keys. */
const KEY_PREFIX = 'apq:';

/** The registered operations as a read-only cache for Apollo Server. */
export function persistedQueryCache(operations: PersistedOperations) {
  return {
    get: async (key: string) => operations.get(key.slice(KEY_PREFIX.length)),
    set: async () => {},
    delete: async () => false,
  };
}
