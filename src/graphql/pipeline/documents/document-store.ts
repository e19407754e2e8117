import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

/** A cache of parsed and validated documents. The least recently used one is forgotten first. */
export function createDocumentStore(maxDocuments: number): DocumentStore {
  // Bounded by number, because Apollo Server's own store serializes every new document to know its size.
  const documents = new LRUCache<string, DocumentNode>({ max: maxDocuments });
  return {
    get: async (key) => documents.get(key),
    async set(key, document) {
      documents.set(key, document);
    },
    delete: async (key) => documents.delete(key),
  };
}
