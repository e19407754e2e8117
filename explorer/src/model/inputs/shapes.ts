import {
  type GraphQLInputType,
  type GraphQLSchema,
  type GraphQLType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  print,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import type { JsonPath } from '../text/json-places.js';

/** What a JSON value can be. */
export interface Shape {
  /** Of an object. */
  readonly properties?: readonly Property[];
  /** Of a list. */
  readonly items?: Shape;
  /** As JSON. */
  readonly values?: readonly Suggestion[];
}

export interface Suggestion {
  readonly label: string;
  /** A detail next to it, such as its type. */
  readonly detail?: string;
  readonly info?: string;
}

export interface Property extends Suggestion {
  /** Read when needed, because input types may contain themselves. */
  readonly shape?: () => Shape;
}

/** The object that holds an operation's variables. */
export function shapeOf(definitions: readonly VariableDefinitionNode[], schema: GraphQLSchema | undefined): Shape {
  return {
    properties: definitions.map(({ variable, type }) => {
      const known = schema && (typeFromAST(schema, type) as GraphQLType | undefined);
      return {
        label: variable.name.value,
        detail: print(type),
        shape: () => (isInputType(known) ? shapeOfType(known) : {}),
      };
    }),
  };
}

/** What can be at a place in a value; nothing if that is not known. */
export function shapeAt(shape: Shape, path: JsonPath): Shape {
  return path.reduce<Shape>(
    (at, key) =>
      typeof key === 'number' ? (at.items ?? {}) : (at.properties?.find(({ label }) => label === key)?.shape?.() ?? {}),
    shape,
  );
}

function shapeOfType(type: GraphQLInputType): Shape {
  const nullable = getNullableType(type);
  const none = isNonNullType(type) ? [] : [{ label: 'null' }];
  if (isListType(nullable)) {
    return { items: shapeOfType(nullable.ofType), values: [{ label: '[]' }, ...none] };
  }
  if (isInputObjectType(nullable)) {
    const properties = Object.values(nullable.getFields()).map((field) => ({
      label: field.name,
      detail: String(field.type),
      ...(field.description && { info: field.description }),
      shape: () => shapeOfType(field.type),
    }));
    return { properties, values: [{ label: '{}' }, ...none] };
  }
  if (isEnumType(nullable)) {
    const values = nullable.getValues().map(({ name, description }) => ({
      label: `"${name}"`,
      ...(description && { info: description }),
    }));
    return { values: [...values, ...none] };
  }
  const isBoolean = isScalarType(nullable) && nullable.name === 'Boolean';
  return { values: [...(isBoolean ? [{ label: 'true' }, { label: 'false' }] : []), ...none] };
}
