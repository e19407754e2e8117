import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  parse,
  print,
} from 'graphql';
import { inLines } from '../model/json.js';
import type { Texts } from '../model/tabs.js';

/** How far a selection goes into lists, edges and payloads that have no fields of their own to select. */
const MAX_DEPTH = 4;

/** How many fields of a type are selected: each may cost a call. */
const MAX_FIELDS = 8;

/** An operation with one field of `Query` or `Mutation`, for somebody to go on from: its required arguments are variables. */
export function exampleOf(schema: GraphQLSchema, root: string, name: string): Pick<Texts, 'document' | 'variables'> {
  const type = schema.getType(root) as GraphQLObjectType;
  const field = type.getFields()[name] as GraphQLField<unknown, unknown>;
  const required = field.args.filter(isRequiredArgument);
  const kind = type === schema.getMutationType() ? 'mutation' : 'query';
  const declared = required.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
  const passed = required.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const selection = `${name}${passed && `(${passed})`} ${selectionOf(field, MAX_DEPTH)}`;
  return {
    document: `${print(parse(`${kind} ${title}${declared && `(${declared})`} { ${selection} }`))}\n`,
    variables: required.length > 0 ? inLines(Object.fromEntries(required.map(({ name }) => [name, '']))) : '',
  };
}

/** The plain fields of the field's type; where it has but one, or none, those of the types below too. */
function selectionOf(field: GraphQLField<unknown, unknown>, depth: number): string {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) {
    return '';
  }
  const fields = Object.values(type.getFields()).filter(
    ({ args, deprecationReason }) => args.length === 0 && !deprecationReason,
  );
  const plain = fields.filter(({ type }) => isLeafType(getNamedType(type)));
  const selected = plain.length > 1 || depth === 0 ? plain : fields;
  const parts = selected.slice(0, MAX_FIELDS).map((part) => `${part.name} ${selectionOf(part, depth - 1)}`);
  return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
}
