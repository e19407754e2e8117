import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../context.js';
import { recorded } from '../../rest-recorder.js';

export type MutationResolver = GraphQLFieldResolver<unknown, RequestContext>;

/**
 * Has every mutation made once where its operation has an `Idempotency-Key`.
 *
 * @param lookUpOf gives the record that a mutation with an unknown outcome left, if it took effect; undefined for a mutation
 *   of which no single read tells.
 */
export function makeOnce(schema: GraphQLSchema, lookUpOf: (mutation: string) => MutationResolver | undefined): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve as MutationResolver;
    const lookUp = lookUpOf(field.name);
    const recordedLookUp = lookUp && recorded(lookUp);
    field.resolve = (root, args, context, info) =>
      context.keyed === undefined
        ? resolve(root, args, context, info)
        : context.keyed.once(String(info.path.key), {
            make: async () => resolve(root, args, context, info),
            lookUp: recordedLookUp && (async () => recordedLookUp(root, args, context, info)),
            // What the operation reads next is as it is now.
            onReplay: () => context.loaders.clear(),
          });
  }
}
