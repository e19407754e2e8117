import { type GraphQLFieldResolver, type GraphQLResolveInfo, getNamedType, isObjectType } from 'graphql';
import type { CallReport, SuperOfficeClient } from '../superoffice/rest/client.js';
import type { RestCall } from '../superoffice/rest/rest-call.js';
import type { AroundBatch, Loaders, RecordKind } from './loaders/index.js';
import type { ReportedCall, RestReport } from './rest-report.js';

/** What resolvers read with. */
interface Reading {
  readonly client: SuperOfficeClient;
  readonly loaders: Loaders;
  readonly recorder?: RestRecorder | undefined;
}

type Resolver<Context> = GraphQLFieldResolver<unknown, Context>;

/** Records the REST calls of one operation, and which fields waited for each: no values, no ids. */
export interface RestRecorder {
  onCall(report: CallReport, call: RestCall): void;
  readonly aroundBatch: AroundBatch;
  /** Resolves a field with a client and loaders that know which field they work for. */
  resolve<Context extends Reading>(resolve: Resolver<Context>, ...args: Parameters<Resolver<Context>>): unknown;
  report(): RestReport;
}

/** What is known about a call before it is made. */
interface Mark {
  readonly fields: readonly string[];
  /** Of its last attempt. */
  entry?: Entry;
}

type Entry = ReportedCall & { readonly records: { got: number } | null };

/** A resolver whose calls are recorded, if the request asked for that. */
export function recorded<Context extends Reading>(resolve: Resolver<Context>): Resolver<Context> {
  return (source, args, context, info) =>
    context.recorder === undefined
      ? resolve(source, args, context, info)
      : context.recorder.resolve(resolve, source, args, context, info);
}

export function createRestRecorder(): RestRecorder {
  const startedMs = performance.now();
  const entries: Entry[] = [];
  const marks = new WeakMap<RestCall, Mark>();
  /** The fields that asked for each record. */
  const askers = new Map<string, Set<string>>();
  let loads = 0;
  let reads = 0;
  let atHand = 0;
  let taken = 0;

  function marking(client: SuperOfficeClient, fieldsOf: (call: RestCall) => readonly string[]): SuperOfficeClient {
    return {
      async send(call) {
        const mark: Mark = { fields: fieldsOf(call) };
        marks.set(call, mark);
        const json = await client.send(call);
        if (mark.entry === undefined) {
          // It shared a call of another operation.
          taken += call.ids?.length ?? 0;
        } else if (mark.entry.records !== null) {
          mark.entry.records.got = countOf(json);
        }
        return json;
      },
    };
  }

  function askersOf(kind: RecordKind, ids: readonly number[]): readonly string[] {
    return [...new Set(ids.flatMap((id) => [...(askers.get(`${kind} ${id}`) ?? [])]))];
  }

  return {
    onCall({ method, route, status, durationMs, bytes, attempt }, call) {
      const mark = marks.get(call);
      const entry = {
        method,
        route,
        status: status ?? null,
        startMs: rounded(performance.now() - durationMs - startedMs),
        durationMs: rounded(durationMs),
        records: call.ids === undefined ? null : { asked: call.ids.length, got: 0 },
        bytes: bytes ?? 0,
        attempt,
        fields: mark?.fields ?? [],
      };
      entries.push(entry);
      if (mark !== undefined) {
        mark.entry = entry;
      }
    },

    aroundBatch({ kind, ids }, client, read) {
      reads += ids.length;
      return read(marking(client, (call) => askersOf(kind, call.ids ?? ids)));
    },

    resolve(resolve, source, args, context, info) {
      const field = fieldOf(info);
      let hasAsked = false;
      const client = marking(context.client, () => {
        hasAsked = true;
        return [field];
      });
      const load: Loaders['load'] = (kind, id) => {
        hasAsked = true;
        loads += 1;
        const key = `${kind} ${id}`;
        askers.set(key, (askers.get(key) ?? new Set()).add(field));
        return context.loaders.load(kind, id);
      };
      const value = resolve(source, args, { ...context, client, loaders: { ...context.loaders, load } }, info);
      if (!hasAsked && isRecord(value) && isRelation(info)) {
        atHand += 1;
      }
      return value;
    },

    report: () => ({
      calls: entries.toSorted((left, right) => left.startMs - right.startMs),
      servedWithoutCall: loads - reads + atHand + taken,
    }),
  };
}

/** A field's path in the answer, without positions in lists. */
function fieldOf({ path }: GraphQLResolveInfo): string {
  const keys: string[] = [];
  for (let part: GraphQLResolveInfo['path'] | undefined = path; part !== undefined; part = part.prev) {
    if (typeof part.key === 'string') {
      keys.unshift(part.key);
    }
  }
  return keys.join('.');
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Promise || value instanceof Error);
}

/** Whether a field leads from one record to another. */
function isRelation({ parentType, returnType }: GraphQLResolveInfo): boolean {
  return [parentType, getNamedType(returnType)].every(
    (type) => isObjectType(type) && type.getFields().id !== undefined,
  );
}

function countOf(json: unknown): number {
  return Array.isArray(json) ? json.filter((record) => record !== null).length : Number(json !== null);
}

/** To microseconds. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
