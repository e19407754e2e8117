import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { operationAt, operationsIn } from './documents.js';
import { inLines, parseJson } from './json.js';
import type { Step } from './paths.js';
import { selectionOf } from './selection.js';
import { parsedOf, tidied } from './tidy.js';

interface Written {
  readonly document: string;
  /** A JSON object; empty for none. */
  readonly variables: string;
}

/** An operation that selects the field at the end of the path, for somebody to go on from: required arguments are variables. */
export function operationOf(schema: GraphQLSchema, path: readonly Step[]): Written {
  const name = path.at(-1)?.field ?? '';
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const { text, variables } = selected(schema, path, new Set());
  const document = `${kindOf(schema, path)} ${title}${declared(variables)} { ${text} }`;
  return { document: tidiedOr(document), variables: withVariables('', variables) };
}

/**
 * The texts with the field at the end of the path in the operation at the cursor, beside what is selected there. Undefined
 * where no operation of this kind is there that can have it, or the document cannot be read.
 */
export function withField(
  schema: GraphQLSchema,
  { document, variables: values }: Written,
  path: readonly Step[],
  cursor: number,
): Written | undefined {
  const operation = operationIn(document, cursor);
  if (operation?.operation !== kindOf(schema, path)) {
    return undefined;
  }
  const taken = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  const { selections, rest } = known(operation.selectionSet, path);
  if (rest.length === 0) {
    return { document, variables: values };
  }
  if (operation.operation === 'subscription' && rest.length === path.length) {
    // It has one root field, which is another.
    return undefined;
  }
  const { text, variables } = selected(schema, rest, taken);
  const end = (selections.loc?.end ?? 1) - 1;
  const withSelection = `${document.slice(0, end)}\n${text}\n${document.slice(end)}`;
  return {
    document: tidiedOr(declaredIn(withSelection, operation, variables)),
    variables: withVariables(values, variables),
  };
}

/** Whether the operation at the cursor selects the field at the end of the path. */
export function isSelected(document: string, path: readonly Step[], cursor: number): boolean {
  const operation = operationIn(document, cursor);
  return operation !== undefined && known(operation.selectionSet, path).rest.length === 0;
}

function operationIn(document: string, cursor: number): OperationDefinitionNode | undefined {
  const parsed = parsedOf(document);
  const at = operationAt(operationsIn(document), cursor);
  return 'document' in parsed && at !== undefined
    ? (parsed.document.definitions.find(({ loc }) => loc?.start === at.start) as OperationDefinitionNode)
    : undefined;
}

interface Variable {
  readonly name: string;
  readonly type: GraphQLInputType;
}

function kindOf(schema: GraphQLSchema, path: readonly Step[]): 'mutation' | 'query' | 'subscription' {
  switch (path[0]?.type) {
    case schema.getMutationType()?.name:
      return 'mutation';
    case schema.getSubscriptionType()?.name:
      return 'subscription';
    default:
      return 'query';
  }
}

/** How far the path is selected already, and what is left of it. */
function known(
  selections: SelectionSetNode,
  path: readonly Step[],
): { readonly selections: SelectionSetNode; readonly rest: readonly Step[] } {
  const [first, ...rest] = path;
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD && selection.name.value === first?.field) {
      if (rest.length === 0) {
        return { selections, rest };
      }
      if (selection.selectionSet !== undefined) {
        return known(selection.selectionSet, rest);
      }
    }
  }
  return { selections, rest: path };
}

function selected(
  schema: GraphQLSchema,
  path: readonly Step[],
  taken: Set<string>,
): { readonly text: string; readonly variables: readonly Variable[] } {
  const [step, ...rest] = path;
  if (step === undefined) {
    return { text: '', variables: [] };
  }
  const owner = schema.getType(step.type);
  const field = (isObjectType(owner) ? owner.getFields()[step.field] : undefined) as GraphQLField<unknown, unknown>;
  const own = field.args.filter(isRequiredArgument).map(({ name, type }) => {
    const variable = freeName(name, field.name, taken);
    taken.add(variable);
    return { argument: name, name: variable, type };
  });
  const passed = own.map(({ argument, name }) => `${argument}: $${name}`).join(', ');
  const below =
    rest.length > 0 ? selected(schema, rest, taken) : { text: selectionOf(field.type, owner, schema), variables: [] };
  const braced = rest.length > 0 ? `{ ${below.text} }` : below.text;
  return {
    text: `${field.name}${passed && `(${passed})`} ${braced}`,
    variables: [...own, ...below.variables],
  };
}

/** `id`, or where that is taken `personId`, `personId2` and so on. */
function freeName(argument: string, field: string, taken: ReadonlySet<string>): string {
  const long = field + argument.charAt(0).toUpperCase() + argument.slice(1);
  let name = taken.has(argument) ? long : argument;
  for (let number = 2; taken.has(name); number++) {
    name = `${long}${number}`;
  }
  return name;
}

function declared(variables: readonly Variable[]): string {
  return variables.length > 0 ? `(${listed(variables)})` : '';
}

function listed(variables: readonly Variable[]): string {
  return variables.map(({ name, type }) => `$${name}: ${type}`).join(', ');
}

/** @param document the operation's, changed behind its head alone */
function declaredIn(
  document: string,
  { loc, name, operation, variableDefinitions = [] }: OperationDefinitionNode,
  variables: readonly Variable[],
): string {
  if (variables.length === 0) {
    return document;
  }
  const last = variableDefinitions.at(-1)?.loc?.end;
  if (last !== undefined) {
    return `${document.slice(0, last)}, ${listed(variables)}${document.slice(last)}`;
  }
  const start = loc?.start ?? 0;
  if (document[start] === '{') {
    return `${document.slice(0, start)}query ${declared(variables)} ${document.slice(start)}`;
  }
  const head = name?.loc?.end ?? start + operation.length;
  return document.slice(0, head) + declared(variables) + document.slice(head);
}

/** The values with one for each variable, to be filled in. They stay as they are while they are no JSON object. */
function withVariables(values: string, variables: readonly Variable[]): string {
  const read = values.trim() === '' ? {} : parseJson(values);
  if (variables.length === 0 || typeof read !== 'object' || read === null || Array.isArray(read)) {
    return values;
  }
  const missing = variables.filter(({ name }) => !Object.hasOwn(read, name));
  return inLines({ ...read, ...Object.fromEntries(missing.map(({ name, type }) => [name, emptyValue(type)])) });
}

/** What is filled in most easily, and found to be missing by whoever checks. */
function emptyValue(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    return [];
  }
  if (isInputObjectType(nullable)) {
    const required = Object.values(nullable.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map(({ name, type }) => [name, emptyValue(type)]));
  }
  const isText = isScalarType(nullable) && !['Int', 'Float', 'Boolean'].includes(nullable.name);
  return isText && !isEnumType(nullable) ? '' : null;
}

function tidiedOr(document: string): string {
  const result = tidied(document);
  return 'text' in result ? result.text : document;
}
