import {
  type DocumentNode,
  defaultFieldResolver,
  type FieldNode,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { collectFields, type Fragments, type SelectionSets, type VariableValues } from './collect-fields.js';

/** What there is to know about an operation before it is executed, worked out as far as answers have needed it. */
export interface OperationPlan {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly operation: OperationDefinitionNode;
  /** Of the root, in the order of the answer. */
  readonly fields: () => readonly FieldPlan[];
}

export interface Field {
  /** In the answer. */
  readonly key: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  readonly nodes: readonly FieldNode[];
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  readonly hasArguments: boolean;
}

export interface FieldPlan extends Field {
  readonly value: ValuePlan;
}

/** How a value of a field, or of an item of its list, becomes a part of the answer. */
export type ValuePlan = { readonly field: Field; readonly isNonNull: boolean } & (
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType }
  | { readonly kind: 'list'; readonly item: ValuePlan }
  | { readonly kind: 'object'; readonly fields: () => readonly FieldPlan[] }
  | {
      readonly kind: 'abstract';
      readonly type: GraphQLAbstractType;
      readonly fieldsOf: (type: GraphQLObjectType) => readonly FieldPlan[];
    }
);

/**
 * A plan for an operation of a valid document.
 *
 * @param variableValues decide what `@skip` and `@include` leave in the plan: it holds for these alone.
 */
export function planOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variableValues: VariableValues,
): OperationPlan {
  const fragments = fragmentsOf(document);

  /** Planned only once a record of a type is there: what is never reached costs nothing. */
  function fieldsOfTypes(selectionSets: SelectionSets): (type: GraphQLObjectType) => readonly FieldPlan[] {
    const planned = new Map<GraphQLObjectType, readonly FieldPlan[]>();
    return (type) => {
      let fields = planned.get(type);
      if (fields === undefined) {
        fields = planFields(type, selectionSets);
        planned.set(type, fields);
      }
      return fields;
    };
  }

  function planFields(type: GraphQLObjectType, selectionSets: SelectionSets): readonly FieldPlan[] {
    const collected = collectFields({ schema, fragments, variableValues }, type, selectionSets);
    return [...collected].flatMap(([key, nodes]) => {
      const definition = fieldOf(schema, type, (nodes[0] as FieldNode).name.value);
      return definition === undefined ? [] : planField(key, definition, type, nodes);
    });
  }

  function planField(
    key: string,
    definition: GraphQLField<unknown, unknown>,
    parentType: GraphQLObjectType,
    nodes: readonly FieldNode[],
  ): FieldPlan {
    const resolve = definition.resolve ?? defaultFieldResolver;
    const field = { key, definition, parentType, nodes, resolve, hasArguments: definition.args.length > 0 };
    return { ...field, value: planValue(field, definition.type) };
  }

  function planValue(field: Field, outputType: GraphQLOutputType): ValuePlan {
    const isNonNull = isNonNullType(outputType);
    const type = getNullableType(outputType);
    if (isLeafType(type)) {
      return { kind: 'leaf', field, isNonNull, type };
    }
    if (isListType(type)) {
      return { kind: 'list', field, isNonNull, item: planValue(field, type.ofType) };
    }
    const fieldsOf = fieldsOfTypes(field.nodes.map(({ selectionSet }) => selectionSet));
    return isAbstractType(type)
      ? { kind: 'abstract', field, isNonNull, type, fieldsOf }
      : { kind: 'object', field, isNonNull, fields: () => fieldsOf(type) };
  }

  const fieldsOfRoot = fieldsOfTypes([operation.selectionSet]);
  return { schema, fragments, operation, fields: () => fieldsOfRoot(rootTypeOf(schema, operation)) };
}

function rootTypeOf(schema: GraphQLSchema, operation: OperationDefinitionNode): GraphQLObjectType {
  const type = schema.getRootType(operation.operation);
  if (type == null) {
    throw new GraphQLError(`The schema has no ${operation.operation}.`, { nodes: operation });
  }
  return type;
}

export function fragmentsOf({ definitions }: DocumentNode): Fragments {
  return Object.fromEntries(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
}

function fieldOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) {
    return TypeNameMetaFieldDef;
  }
  if (type === schema.getQueryType()) {
    const meta = [SchemaMetaFieldDef, TypeMetaFieldDef].find((field) => field.name === name);
    if (meta !== undefined) {
      return meta;
    }
  }
  return type.getFields()[name];
}
