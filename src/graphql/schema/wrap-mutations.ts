import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../context.js';

export type MutationResolver = GraphQLFieldResolver<unknown, RequestContext>;

/** Wraps the resolver of every mutation. The last wrapper is called first. */
export function wrapMutations(
  schema: GraphQLSchema,
  wrap: (resolve: MutationResolver, field: GraphQLField<unknown, unknown>) => MutationResolver,
): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    field.resolve = wrap(field.resolve as MutationResolver, field);
  }
}
