import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type ExecutedField, executedRootFields } from './executed-fields.js';

/** A root field as an operation executes it. */
export interface AskedField {
  readonly responseKey: string;
  readonly definition: GraphQLField<unknown, unknown>;
  /** Its location in the document. */
  readonly node: FieldNode;
  /**
   * As resolvers get them, in the order of the schema; undefined if they are invalid: then the field fails before it is
   * resolved.
   */
  readonly args: Readonly<Record<string, unknown>> | undefined;
}

/** In the order of execution, without `__typename`. Undefined if variables are invalid: then nothing is executed. */
export function askedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> = {},
): readonly AskedField[] | undefined {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 0 });
  const fields = coerced && rootFields(schema, document, operation, coerced);
  return fields
    ?.filter(({ definition }) => definition !== TypeNameMetaFieldDef)
    .map(({ key, definition, nodes }) => ({
      responseKey: key,
      definition,
      node: nodes[0] as FieldNode,
      args: argumentsOf(definition, nodes[0] as FieldNode, coerced),
    }));
}

/** Undefined if a condition of `@skip` or `@include` is null, from a variable with a default. */
function rootFields(...operation: Parameters<typeof executedRootFields>): readonly ExecutedField[] | undefined {
  try {
    return executedRootFields(...operation);
  } catch {
    return undefined;
  }
}

function argumentsOf(...field: Parameters<typeof getArgumentValues>): AskedField['args'] {
  try {
    return getArgumentValues(...field);
  } catch {
    return undefined;
  }
}
