import { type Signal, signal } from '@preact/signals';
import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { type Advice, adviceOn, adviceOnFailure } from './advice.js';
import type { Connection } from './connection.js';
import { type Answer, send } from './send.js';

export type SchemaState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly schema: GraphQLSchema }
  | { readonly state: 'failed'; readonly advice: Advice };

export interface SchemaModel {
  readonly current: Signal<SchemaState>;
  /** Keeps a schema that is known until there is another. */
  load(): Promise<void>;
}

const INTROSPECTION = {
  headers: { accept: 'application/json', 'content-type': 'application/json' },
  body: JSON.stringify({ query: getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }) }),
};

const NOT_SENT = { isMutation: false, hasCredential: false };

export function createSchemaModel(endpoint: string, connection: Connection): SchemaModel {
  const current = signal<SchemaState>({ state: 'loading' });

  async function read(mayRepeat = true): Promise<SchemaState> {
    try {
      const answer = await send(endpoint, INTROSPECTION);
      return answer.hasData ? { state: 'ready', schema: schemaIn(answer) } : failed(refusal(answer));
    } catch (error) {
      const reason = await connection.reasonOf(error as Error);
      // The server has come back in between.
      return reason === 'broken' && mayRepeat ? read(false) : failed(adviceOnFailure(reason, NOT_SENT));
    }
  }

  function refusal(answer: Answer): Advice {
    const advice = adviceOn(answer, NOT_SENT);
    if (advice?.remedy === 'server') {
      void connection.check();
    }
    return answer.isGraphql && answer.status === 400
      ? {
          title: 'This server does not tell its schema',
          text: 'In production, introspection is off. Operations can be sent, without documentation and completion.',
          isExpected: true,
        }
      : (advice ?? { title: 'There is no schema', text: 'The answer does not hold one.' });
  }

  return {
    current,
    async load() {
      if (current.value.state !== 'ready') {
        current.value = { state: 'loading' };
      }
      const state = await read();
      // Without the server, what it said last is still of use.
      if (current.value.state !== 'ready' || !isAway(state)) {
        current.value = state;
      }
    },
  };
}

function failed(advice: Advice): SchemaState {
  return { state: 'failed', advice };
}

function isAway(state: SchemaState): boolean {
  return state.state === 'failed' && state.advice.remedy === 'server';
}

function schemaIn({ text }: Answer): GraphQLSchema {
  const { data } = JSON.parse(text) as { readonly data: IntrospectionQuery };
  return buildClientSchema(data);
}
