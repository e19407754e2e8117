import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

/** Parsed and validated documents, of which the one that was longest not asked for is forgotten first. */
export function createDocumentStore(maxDocuments: number): DocumentStore {
  // Bounded by number: Apollo Server's own store writes every new document as JSON to know its size.
  const documents = new LRUCache<string, DocumentNode>({ max: maxDocuments });
  return {
    get: async (key) => documents.get(key),
    async set(key, document) {
      documents.set(key, document);
    },
    delete: async (key) => documents.delete(key),
  };
}
