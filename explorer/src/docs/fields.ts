import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

export type Field = GraphQLField<unknown, unknown> | GraphQLInputField;

/** None for types that have no fields. */
export function fieldsOf(type: GraphQLNamedType): readonly Field[] {
  return isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];
}

/** None for fields of inputs. */
export function argumentsOf(field: Field): readonly GraphQLArgument[] {
  return 'args' in field ? field.args : [];
}

/** The types of the field and of its arguments. */
export function typesIn(field: Field): readonly GraphQLType[] {
  return [field.type, ...argumentsOf(field).map(({ type }) => type)];
}
