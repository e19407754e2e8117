import { type GraphQLError, type GraphQLSchema, isInputObjectType, print, type VariableDefinitionNode } from 'graphql';
import { valueHolder } from './value-holder.js';

/**
 * The message of graphql-js for a key that an input type does not have. The key may be any text, so the last type counts.
 */
const UNKNOWN_FIELD = /^Field ".*" is not defined by type "(\w+)"\./s;

/** The message names the input type only for literals. */
const MISSING_FIELD = /^Field "(?:(\w+)\.)?(\w+)" of required type "([\w[\]!]+)" was not provided\.$/;

/**
 * The message for an invalid variable. It uses only names of the document and the schema, and repeats neither a value nor an
 * unknown key.
 *
 * @param listed whose input fields may be listed; undefined: none.
 */
export function refusedVariable(
  { variable, type }: VariableDefinitionNode,
  { message, originalError }: GraphQLError,
  listed: GraphQLSchema | undefined,
): string {
  const name = variable.name.value;
  const named = `The variable $${name} of type ${print(type)}`;
  // An error inside a value has an original error. If there is none, Apollo Server sets the error itself as its original.
  if (originalError === undefined || originalError.message === message) {
    return `${named} ${message.endsWith(' was not provided.') ? 'is missing' : 'must not be null'}.`;
  }
  const reason = originalError.message;
  const path = pathIn(name, message.slice(0, -`; ${reason}`.length));
  const place = `$${name}${path}`;
  const [, , missing, missingType] = MISSING_FIELD.exec(reason) ?? [];
  if (missing !== undefined) {
    return `${named} lacks the field \`${missing}\` of type ${missingType} in ${place}.`;
  }
  const [, inputType] = UNKNOWN_FIELD.exec(reason) ?? [];
  if (inputType !== undefined) {
    return `${named} has a field in ${place} that ${inputType} does not have.${fieldsOf(inputType, listed)}`;
  }
  const at = path && ` at ${place}`;
  return /^Expected non-nullable type "[^"]+" not to be null\.$/.test(reason)
    ? `${named} must not be null${at}.`
    : `${named} has a value that is not allowed${at}.`;
}

/**
 * The message for an invalid literal, in the same form; undefined if it is unknown what the literal is for.
 *
 * @param listed whose input fields may be listed; undefined: none.
 */
export function refusedLiteral(
  { message, nodes: [node] = [] }: GraphQLError,
  schema: GraphQLSchema,
  listed: GraphQLSchema | undefined,
): string | undefined {
  const [, lackingType, missing, missingType] = MISSING_FIELD.exec(message) ?? [];
  if (missing !== undefined) {
    return `${lackingType} lacks the field \`${missing}\` of type ${missingType} at this place.`;
  }
  const [, inputType] = UNKNOWN_FIELD.exec(message) ?? [];
  if (inputType !== undefined) {
    return `${inputType} does not have the field at this place.${fieldsOf(inputType, listed)}`;
  }
  const holder = node && valueHolder(node, schema);
  return holder && `${holder} ${IS_NULL.test(message) ? 'must not be null' : 'has a value that is not allowed'}.`;
}

/** The messages of graphql-js for a null in a document: before execution, and if a variable turns out to be null. */
const IS_NULL = /^Expected value of type "[^"]+!", found null\.$|must not be null\.$/;

/** `[0].userId`, made of indices and known fields only; empty: the whole value. A value quoted before it cannot match. */
function pathIn(name: string, message: string): string {
  return new RegExp(` at "${name}((?:\\.\\w+|\\[\\d+\\])+)"$`).exec(message)?.[1] ?? '';
}

function fieldsOf(inputType: string, listed: GraphQLSchema | undefined): string {
  const type = listed?.getType(inputType);
  return isInputObjectType(type) ? ` It has ${Object.keys(type.getFields()).join(', ')}.` : '';
}
