import {
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  Kind,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import type { Operation } from '../document/documents.js';
import { parsedOf } from '../document/tidy.js';
import type { JsonPath } from '../text/json-places.js';
import { nearest } from '../text/nearest.js';
import type { Shape } from './shapes.js';

/** What is wrong with a value in JSON. */
export interface Problem {
  /** The path of the value; empty for the whole. */
  readonly path: JsonPath;
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** The name, or the value of an enum, that was probably meant. */
  readonly instead?: string;
}

/** What a JSON object may hold. */
export interface JsonOptions {
  readonly shape: Shape;
  /** What is wrong with an object. */
  readonly check: (value: Readonly<Record<string, unknown>>) => readonly Problem[];
}

/** The variables that an operation declares. */
export function definitionsOf(document: string, operation: Operation | undefined): readonly VariableDefinitionNode[] {
  const parsed = parsedOf(operation === undefined ? '' : document.slice(operation.start, operation.end));
  const [definition] = 'document' in parsed ? parsed.document.definitions : [];
  return (definition?.kind === Kind.OPERATION_DEFINITION && definition.variableDefinitions) || [];
}

/** Whether a document that may not be finished still declares a variable. */
export function isDeclaredIn(document: string, name: string): boolean {
  return new RegExp(`\\$${name}\\s*:`).test(document);
}

/** Values that do not fit their variable's type, and names that are not variables. */
export function problemsOf(
  values: Readonly<Record<string, unknown>>,
  definitions: readonly VariableDefinitionNode[],
  schema: GraphQLSchema,
): readonly Problem[] {
  const names = definitions.map(({ variable }) => variable.name.value);
  const unknown = Object.keys(values)
    .filter((name) => !names.includes(name))
    .map((name) => misspelt(name, names, 'The operation has no variable'));
  return [...unknown, ...definitions.flatMap((definition) => problemsOfVariable(values, definition, schema))];
}

/** A problem for a name that is not a known one. */
export function misspelt(name: string, names: readonly string[], statement: string): Problem {
  const instead = nearest(name, names);
  return {
    path: [name],
    message: `${statement} “${name}”.${instead === undefined ? '' : ` Did you mean “${instead}”?`}`,
    severity: 'warning',
    ...(instead !== undefined && { instead }),
  };
}

function problemsOfVariable(
  values: Readonly<Record<string, unknown>>,
  { variable, type: typeNode, defaultValue }: VariableDefinitionNode,
  schema: GraphQLSchema,
): readonly Problem[] {
  const name = variable.name.value;
  const type = typeFromAST(schema, typeNode) as GraphQLInputType | undefined;
  if (type === undefined || !isInputType(type)) {
    return [];
  }
  if (!Object.hasOwn(values, name)) {
    const isMissing = isNonNullType(type) && defaultValue === undefined;
    return isMissing ? [{ path: [], message: `The variable “${name}” (${type}) is missing.`, severity: 'error' }] : [];
  }
  const problems: Problem[] = [];
  coerceInputValue(values[name], type, (path, _value, { message }) => {
    const unknown = /^Field "(\w+)" is not defined/.exec(message)?.[1];
    const instead = /Did you mean (?:the enum value )?"(\w+)"/.exec(message)?.[1];
    problems.push({
      path: [name, ...path, ...(unknown === undefined ? [] : [unknown])],
      message,
      severity: 'error',
      ...(instead !== undefined && { instead }),
    });
  });
  return problems;
}
