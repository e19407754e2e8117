import {
  type DocumentNode,
  defaultFieldResolver,
  type GraphQLAbstractType,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
} from 'graphql';
import { type Fragments, fragmentsOf, type VariableValues } from '../selection/collect-fields.js';
import { type ExecutedField, executedRootFields } from '../selection/executed-fields.js';

/** What is known about an operation before it is executed. Worked out lazily, as answers need it. */
export interface OperationPlan {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly operation: OperationDefinitionNode;
  /** Of the root, in the order of the answer. */
  readonly fields: () => readonly FieldPlan[];
}

export interface Field extends ExecutedField {
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  readonly hasArguments: boolean;
  /** Planned only when the first record of a type arrives or a resolver asks, so that unreached parts cost nothing. */
  readonly fieldsOf: FieldsOf;
}

type FieldsOf = (type: GraphQLObjectType) => readonly FieldPlan[];

export interface FieldPlan extends Field {
  readonly value: ValuePlan;
}

/** How the value of a field or list item becomes part of the answer. */
export type ValuePlan = { readonly field: Field; readonly isNonNull: boolean } & (
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType }
  | { readonly kind: 'list'; readonly item: ValuePlan }
  | { readonly kind: 'object'; readonly fields: () => readonly FieldPlan[] }
  | {
      readonly kind: 'abstract';
      readonly type: GraphQLAbstractType;
      readonly fieldsOf: FieldsOf;
    }
);

/**
 * A plan for an operation of a valid document.
 *
 * @param variableValues decide what `@skip` and `@include` leave out: the plan is valid for these values only.
 */
export function planOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variableValues: VariableValues,
): OperationPlan {
  let planned: readonly FieldPlan[] | undefined;
  return {
    schema,
    fragments: fragmentsOf(document),
    operation,
    fields() {
      planned ??= executedRootFields(schema, document, operation, variableValues).map(planField);
      return planned;
    },
  };
}

function planField(executed: ExecutedField): FieldPlan {
  const { key, definition, parentType, nodes } = executed;
  const field: Field = {
    key,
    definition,
    parentType,
    nodes,
    resolve: definition.resolve ?? defaultFieldResolver,
    hasArguments: definition.args.length > 0,
    fieldsOf: isLeafType(getNamedType(definition.type)) ? noFields : fieldsPlannedOnce(executed),
  };
  // The copy comes last. Otherwise Node.js 20 gives each plan its own hidden class, which is slow to read.
  return { value: planValue(field, definition.type), ...field };
}

const noFields: FieldsOf = () => NONE;
const NONE: readonly never[] = [];

function fieldsPlannedOnce(executed: ExecutedField): FieldsOf {
  const planned = new Map<GraphQLObjectType, readonly FieldPlan[]>();
  return (type) => {
    let fields = planned.get(type);
    if (fields === undefined) {
      fields = executed.fieldsOf(type).map(planField);
      planned.set(type, fields);
    }
    return fields;
  };
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
  const { fieldsOf } = field;
  return isAbstractType(type)
    ? { kind: 'abstract', field, isNonNull, type, fieldsOf }
    : { kind: 'object', field, isNonNull, fields: () => fieldsOf(type) };
}
