import {
  type DefinitionNode,
  type FieldNode,
  type FragmentDefinitionNode,
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
import { inLines, parseJson } from '../text/json.js';
import { operationAt, operationsIn } from './documents.js';
import type { Step } from './paths.js';
import { selectionOf } from './selection.js';
import { parsedOf, tidied } from './tidy.js';

interface Written {
  readonly document: string;
  /** A JSON object; empty for none. */
  readonly variables: string;
}

/** An operation that selects the field at the end of the path, as a start: required arguments are variables. */
export function operationOf(schema: GraphQLSchema, path: readonly Step[]): Written {
  const name = path.at(-1)?.field ?? '';
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const { text, variables } = selected(schema, path, new Set());
  const document = `${kindOf(schema, path)} ${title}${declared(variables)} { ${text} }`;
  return { document: tidiedOr(document), variables: withVariables('', variables) };
}

/**
 * The texts with the field at the end of the path added to the operation at the cursor. Undefined
 * if there is no operation of this kind that can have it, or the document cannot be read.
 */
export function withField(
  schema: GraphQLSchema,
  { document, variables: values }: Written,
  path: readonly Step[],
  cursor: number,
): Written | undefined {
  const found = operationIn(document, cursor);
  const operation = found?.operation;
  if (found === undefined || operation?.operation !== kindOf(schema, path)) {
    return undefined;
  }
  const taken = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  const { selections, rest } = known(operation.selectionSet, path, found);
  if (rest.length === 0) {
    return { document, variables: values };
  }
  if (operation.operation === 'subscription' && rest.length === path.length) {
    // It already has one root field, a different one.
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
  const found = operationIn(document, cursor);
  return found !== undefined && known(found.operation.selectionSet, path, found).rest.length === 0;
}

interface Found {
  readonly operation: OperationDefinitionNode;
  readonly definitions: readonly DefinitionNode[];
  readonly cursor: number;
}

function operationIn(document: string, cursor: number): Found | undefined {
  const parsed = parsedOf(document);
  const at = operationAt(operationsIn(document), cursor);
  if ('reason' in parsed || at === undefined) {
    return undefined;
  }
  const { definitions } = parsed.document;
  return {
    operation: definitions.find(({ loc }) => loc?.start === at.start) as OperationDefinitionNode,
    definitions,
    cursor,
  };
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

interface Known {
  /** Where the rest has to be selected. */
  readonly selections: SelectionSetNode;
  readonly rest: readonly Step[];
}

/**
 * How far the path is selected already, in fragments too, and what is left of it. If a field is selected several times with
 * different aliases, the one with the cursor in it counts, or else the first.
 */
function known(selections: SelectionSetNode, path: readonly Step[], found: Found): Known {
  const [first, ...rest] = path;
  const fields = fieldsIn(selections, found.definitions, new Set()).filter(({ name }) => name.value === first?.field);
  const chosen = fields.find(({ loc }) => loc && loc.start <= found.cursor && found.cursor <= loc.end) ?? fields[0];
  if (chosen === undefined || rest.length === 0) {
    return { selections, rest: chosen === undefined ? path : rest };
  }
  return fields
    .filter((field) => keyOf(field) === keyOf(chosen))
    .flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : known(selectionSet, rest, found)))
    .reduce<Known>((best, next) => (next.rest.length < best.rest.length ? next : best), { selections, rest: path });
}

/** Its own fields, then those of its fragments. */
function fieldsIn(
  { selections }: SelectionSetNode,
  definitions: readonly DefinitionNode[],
  seen: Set<unknown>,
): readonly FieldNode[] {
  const others = selections.flatMap((selection) => {
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value)
        : selection;
    if (fragment === undefined || fragment.kind === Kind.FIELD || seen.has(fragment)) {
      return [];
    }
    seen.add(fragment);
    return fieldsIn((fragment as FragmentDefinitionNode).selectionSet, definitions, seen);
  });
  return [...selections.filter((selection) => selection.kind === Kind.FIELD), ...others];
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
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
    rest.length > 0
      ? selected(schema, rest, taken)
      : { text: selectionOf(field.type, { owner, schema, description: field.description ?? '' }), variables: [] };
  const braced = rest.length > 0 ? `{ ${below.text} }` : below.text;
  return {
    text: `${field.name}${passed && `(${passed})`} ${braced}`,
    variables: [...own, ...below.variables],
  };
}

/** `id`, or if that is taken `personId`, `personId2` and so on. */
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

/** @param document the operation's, changed only after its head */
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

/** The values with one for each variable, to be filled in. Unchanged if they are not a JSON object. */
function withVariables(values: string, variables: readonly Variable[]): string {
  const read = values.trim() === '' ? {} : parseJson(values);
  if (variables.length === 0 || typeof read !== 'object' || read === null || Array.isArray(read)) {
    return values;
  }
  const missing = variables.filter(({ name }) => !Object.hasOwn(read, name));
  return inLines({ ...read, ...Object.fromEntries(missing.map(({ name, type }) => [name, emptyValue(type)])) });
}

/** A value that is easy to fill in, and that a check reports as missing. */
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
