import { type FieldNode, Kind, type OperationDefinitionNode } from 'graphql';

/** How many representations a root field gets; undefined if it is not `_entities`. */
export function representationsIn(
  field: FieldNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number | undefined {
  if (field.name.value !== '_entities') {
    return undefined;
  }
  const list = field.arguments?.find(({ name }) => name.value === 'representations')?.value;
  if (list?.kind !== Kind.VARIABLE) {
    return list?.kind === Kind.LIST ? list.values.length : 1;
  }
  const sent = variables[list.name.value];
  if (sent === undefined) {
    const byDefault = operation.variableDefinitions?.find(({ variable }) => variable.name.value === list.name.value);
    return byDefault?.defaultValue?.kind === Kind.LIST ? byDefault.defaultValue.values.length : 1;
  }
  return Array.isArray(sent) ? sent.length : 1;
}
