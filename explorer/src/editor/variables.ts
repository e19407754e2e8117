import { type GraphQLSchema, getVariableValues, Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import type { Operation } from '../model/documents.js';
import type { JsonOptions, Problem } from './json.js';

/** What the variables of an operation can be, by its own words and those of the schema. */
export function variablesOf(
  document: string,
  operation: Operation | undefined,
  schema: GraphQLSchema | undefined,
): JsonOptions {
  const definitions = operation === undefined ? [] : definitionsIn(document.slice(operation.start, operation.end));
  return {
    names: definitions.map(({ variable, type }) => ({ label: variable.name.value, detail: print(type) })),
    check: (value) => (schema === undefined ? [] : problemsOf(value, definitions, schema)),
  };
}

type Definitions = NonNullable<OperationDefinitionNode['variableDefinitions']>;

function definitionsIn(operation: string): Definitions {
  const [definition] = parse(operation).definitions;
  return (definition?.kind === Kind.OPERATION_DEFINITION && definition.variableDefinitions) || [];
}

function problemsOf(value: unknown, definitions: Definitions, schema: GraphQLSchema): readonly Problem[] {
  const { errors = [] } = getVariableValues(schema, definitions, value as Record<string, unknown>, { maxErrors: 5 });
  return errors.map(({ message }) => ({ property: /"\$(\w+)"/.exec(message)?.[1] ?? '', message }));
}
