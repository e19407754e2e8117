import { GraphQLError, type ValidationRule } from 'graphql';

/** Refuses an operation whose type has no root type in the schema, by GraphQL's rule "Operation Type Existence". */
export const knownOperationTypesRule: ValidationRule = (context) => ({
  OperationDefinition(node) {
    const { operation } = node;
    if (context.getSchema().getRootType(operation) == null) {
      context.reportError(
        new GraphQLError(`This server has no ${operation}s: send a query or a mutation.`, { nodes: node }),
      );
    }
    // Nothing below it can be valid.
    return undefined;
  },
});
