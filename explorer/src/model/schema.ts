import { type Signal, signal } from '@preact/signals';
import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery } from 'graphql';

export type SchemaState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly schema: GraphQLSchema }
  | { readonly state: 'failed' };

export interface SchemaModel {
  readonly current: Signal<SchemaState>;
  load(): Promise<void>;
}

export function createSchemaModel(endpoint: string): SchemaModel {
  const current = signal<SchemaState>({ state: 'loading' });
  return {
    current,
    async load() {
      current.value = { state: 'loading' };
      current.value = await introspect(endpoint).then(
        (schema): SchemaState => ({ state: 'ready', schema }),
        (): SchemaState => ({ state: 'failed' }),
      );
    },
  };
}

async function introspect(endpoint: string): Promise<GraphQLSchema> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }) }),
  });
  const { data } = await response.json();
  return buildClientSchema(data);
}
