import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../context.js';
import { recorded } from '../../rest-recorder.js';
import { type MutationResolver, wrapMutations } from '../../schema/wrap-mutations.js';
import { ownArguments } from './asked-changes.js';
import type { Attempt } from './kept-keys.js';

/** Looks up a mutation with an unknown outcome: its record if it took effect, otherwise null. */
export type LookUp<Args = Readonly<Record<string, unknown>>> = (
  args: Args,
  context: RequestContext,
  attempt: Attempt,
) => Promise<unknown>;

/**
 * Makes every mutation with a key (its own or the request's) only once. A resolver never sees the key.
 *
 * @param lookUpOf undefined for a mutation for which no single read tells whether it took effect.
 */
export function makeOnce(schema: GraphQLSchema, lookUpOf: (mutation: string) => LookUp | undefined): void {
  wrapMutations(schema, (resolve, { name }) => {
    const lookUp = lookUpOf(name);
    return (root, args, context, info) => {
      if (context.keyed === undefined) {
        return resolve(root, args, context, info);
      }
      const own = ownArguments(args);
      return context.keyed.once(String(info.path.key), {
        make: async () => resolve(root, own, context, info),
        lookUp:
          lookUp &&
          (async (attempt: Attempt) => {
            const look: MutationResolver = (_root, _args, looking) => lookUp(own, looking, attempt);
            return recorded(look)(root, own, context, info);
          }),
        // Later reads of the operation must be fresh.
        onReplay: () => context.loaders.clear(),
      });
    };
  });
}
