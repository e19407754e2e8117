import type { MutationResolvers } from '../../generated/resolvers.js';
import type { SuperOfficeClient } from '../../superoffice/rest/client.js';
import type { RequestContext } from '../context.js';
import type { RecordKind, RecordOf } from '../loaders/index.js';
import type { LookUp } from '../pipeline/idempotency/make-once.js';

type Mutation = keyof MutationResolvers;
type ArgumentsOf<M extends Mutation> = Parameters<Extract<MutationResolvers[M], (...args: never[]) => unknown>>[1];

/** How to find out whether a mutation with an unknown outcome took effect, for mutations where one read can tell. */
export type LookUps = { readonly [M in Mutation]?: LookUp<ArgumentsOf<M>> };

type Write<Result> = (client: SuperOfficeClient) => Promise<Result>;

/** Makes a write and forgets earlier reads, so that later reads of the operation are fresh. */
export async function change<Result>({ client, loaders }: RequestContext, write: Write<Result>): Promise<Result> {
  const result = await write(client);
  loaders.clear();
  return result;
}

/** The same for a write that returns the changed record, which then need not be read again. */
export async function changeRecord<K extends RecordKind, Result extends RecordOf[K] | null>(
  kind: K,
  context: RequestContext,
  write: Write<Result>,
): Promise<Result> {
  const record = await change(context, write);
  if (record !== null) {
    context.loaders.prime(kind, record);
  }
  return record;
}
