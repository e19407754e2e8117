import { type Signal, signal } from '@preact/signals';
import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  validate,
} from 'graphql';
import { parsedOf } from './document/tidy.js';
import { mayPass, pauseBefore, RETRY_MS, retryMsOf } from './live/live-tries.js';
import { type Advice, adviceOn, adviceOnFailure } from './sending/advice.js';
import type { Connection } from './sending/connection.js';
import { type Answer, send } from './sending/send.js';

export type SchemaState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly schema: GraphQLSchema }
  | { readonly state: 'failed'; readonly advice: Advice };

export interface SchemaModel {
  readonly current: Signal<SchemaState>;
  /** Keeps a known schema until there is a new one. */
  load(): Promise<void>;
  /** Reads the schema again if the server accepted a document that does not fit it, or refused one that does. */
  compare(document: string, answer: Answer): void;
}

const INTROSPECTION = {
  headers: { accept: 'application/json', 'content-type': 'application/json' },
  body: JSON.stringify({ query: getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }) }),
};

const NOT_SENT = { isMutation: false, hasCredential: false };

/** Consecutive tries while the server is overloaded, or its proxy says that it cannot be reached. */
const MAX_TRIES = 6;

/** The page retries only if the server asks for no longer wait; otherwise a button reads the schema. */
const MAX_RETRY_MS = 120_000;

const WITHOUT = 'You can send operations, without documentation and completion.';

export function createSchemaModel(endpoint: string, connection: Connection): SchemaModel {
  const current = signal<SchemaState>({ state: 'loading' });
  let known = '';
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function read(tries: number, mayRepeat = true): Promise<SchemaState & { readonly retryMs?: number }> {
    let answer: Answer;
    try {
      answer = await send(endpoint, INTROSPECTION);
    } catch (error) {
      const reason = await connection.reasonOf(error as Error);
      // The server has come back since.
      return reason === 'broken' && mayRepeat
        ? read(tries, false)
        : { state: 'failed', advice: adviceOnFailure(reason, NOT_SENT) };
    }
    if (answer.hasData) {
      return readyIn(answer);
    }
    const retryMs = retryMsOf(answer) ?? RETRY_MS;
    const isRepeated = mayPass(answer) && tries <= MAX_TRIES && retryMs <= MAX_RETRY_MS;
    const advice = refusal(answer, isRepeated);
    if (advice.remedy === 'server') {
      void connection.check();
    }
    return { state: 'failed', advice, ...(isRepeated && { retryMs: Math.max(retryMs, pauseBefore(tries, retryMs)) }) };
  }

  /** The same object if the schema has not changed. */
  function readyIn({ text }: Answer): SchemaState {
    if (text === known && current.value.state === 'ready') {
      return current.value;
    }
    try {
      const { data } = JSON.parse(text) as { readonly data: IntrospectionQuery };
      const schema = buildClientSchema(data);
      known = text;
      return { state: 'ready', schema };
    } catch {
      const advice = { title: 'There is no schema', text: 'The answer has none, or not all of it.' };
      return { state: 'failed', advice };
    }
  }

  /** @param tries 1 for the first */
  async function load(tries: number): Promise<void> {
    clearTimeout(timer);
    latest += 1;
    const own = latest;
    if (current.value.state !== 'ready' && tries === 1) {
      current.value = { state: 'loading' };
    }
    const { retryMs, ...state } = await read(tries);
    if (own !== latest) {
      return;
    }
    // While the server cannot be reached, the last known schema is still useful.
    const isAway = state.state === 'failed' && (state.advice.remedy === 'server' || retryMs !== undefined);
    if (current.value.state !== 'ready' || !isAway) {
      current.value = state;
    }
    if (retryMs !== undefined) {
      timer = setTimeout(() => void load(tries + 1), retryMs);
    }
  }

  return {
    current,
    load: () => load(1),
    compare(document, { errors, hasData }) {
      const state = current.value;
      const parsed = parsedOf(document);
      const isRefused = errors.some(({ code }) => code === 'GRAPHQL_VALIDATION_FAILED');
      if (state.state === 'ready' && 'document' in parsed && (isRefused || hasData)) {
        const fits = validate(state.schema, parsed.document).length === 0;
        if (fits === isRefused) {
          void load(1);
        }
      }
    },
  };
}

/** Why the server refused the schema query, which is valid for every schema. */
function refusal(answer: Answer, isRepeated: boolean): Advice {
  const [error] = answer.errors;
  switch (error?.code) {
    case 'GRAPHQL_VALIDATION_FAILED':
      return {
        title: 'This server hides its schema',
        text: `In production, introspection is off. ${WITHOUT}`,
        isExpected: true,
      };
    case 'QUERY_NOT_IN_SAFELIST':
      return {
        title: 'This server hides its schema',
        text: `${error.message} The page asked for the schema. You can send registered operations, without documentation and completion.`,
        isExpected: true,
      };
    case 'OPERATION_LIMIT_EXCEEDED':
      return {
        title: 'The query for the schema is too large',
        text: `${error.message} The operator of the server sets the limit. ${WITHOUT}`,
      };
    default:
      return (
        adviceOn(answer, { ...NOT_SENT, schema: isRepeated ? 'repeated' : 'refused' }) ?? {
          title: 'There is no schema',
          text: 'The answer has none.',
        }
      );
  }
}
