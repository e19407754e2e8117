import {
  defaultTypeResolver,
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  type GraphQLObjectType,
  getArgumentValues,
  isObjectType,
  locatedError,
  OperationTypeNode,
} from 'graphql';
import type { Execution } from './execution.js';
import type { FieldPlan, OperationPlan, ValuePlan } from './plan.js';
import { ResolveInfo } from './resolve-info.js';
import { isGone, pathOf, propagateNull, type ResponsePosition } from './response-position.js';

const NO_ARGUMENTS = Object.freeze({});

/**
 * Executes an operation by its plan, with the result that graphql-js would give. It fills in the answer as values arrive;
 * graphql-js makes a promise for each record and each list.
 *
 * @param variableValues as graphql-js reads them.
 * @param rootValue the parent of the root fields.
 */
export async function executePlan(
  plan: OperationPlan,
  variableValues: { [name: string]: unknown },
  contextValue: unknown,
  rootValue: unknown,
): Promise<ExecutionResult> {
  const execution: Execution = { plan, variableValues, contextValue, errors: [], pending: 0, onIdle: undefined };
  const { errors } = execution;
  const root: ResponsePosition = {
    above: undefined,
    key: '',
    field: undefined,
    isNonNull: false,
    value: {},
    isNull: false,
  };
  const isSerial = plan.operation.operation === OperationTypeNode.MUTATION;
  try {
    for (const field of plan.fields()) {
      root.value[field.key] = executeField(execution, field, rootValue, root);
      if (isSerial) {
        await idle(execution);
        if (root.isNull) {
          break;
        }
      }
    }
  } catch (error) {
    errors.push(error as GraphQLError);
    root.isNull = true;
  }
  await idle(execution);
  const data = root.isNull ? null : root.value;
  return errors.length === 0 ? { data } : { errors, data };
}

async function idle(execution: Execution): Promise<void> {
  if (execution.pending > 0) {
    await new Promise<void>((resolve) => {
      execution.onIdle = resolve;
    });
  }
}

/** @throws {GraphQLError} if a non-null field failed. */
function executeField(execution: Execution, field: FieldPlan, source: unknown, above: ResponsePosition): unknown {
  const { definition, nodes, key, value: plan } = field;
  let value: unknown;
  try {
    const args = field.hasArguments
      ? getArgumentValues(definition, nodes[0] as FieldNode, execution.variableValues)
      : NO_ARGUMENTS;
    value = field.resolve(source, args, execution.contextValue, new ResolveInfo(execution, field, above));
  } catch (error) {
    return handleFieldError(execution, error, plan, above, key);
  }
  return completeOrLater(execution, value, plan, above, key);
}

/**
 * The part of the answer for the value of a field or list item: null for now if the value is still to come.
 *
 * @throws {GraphQLError} if it failed and may not be null.
 */
function completeOrLater(
  execution: Execution,
  value: unknown,
  plan: ValuePlan,
  above: ResponsePosition,
  key: string | number,
): unknown {
  if (isPromise(value)) {
    completeLater(execution, value, plan, above, key);
    return null;
  }
  try {
    return completeValue(execution, value, plan, above, key);
  } catch (error) {
    return handleFieldError(execution, error, plan, above, key);
  }
}

function completeLater(
  execution: Execution,
  promise: PromiseLike<unknown>,
  plan: ValuePlan,
  above: ResponsePosition,
  key: string | number,
): void {
  const end = () => {
    execution.pending -= 1;
    if (execution.pending === 0) {
      execution.onIdle?.();
    }
  };
  execution.pending += 1;
  promise.then(
    (value) => {
      try {
        above.value[key] = completeValue(execution, value, plan, above, key);
      } catch (error) {
        handleLateFieldError(execution, error, plan, above, key);
      }
      end();
    },
    (error) => {
      handleLateFieldError(execution, error, plan, above, key);
      end();
    },
  );
}

/** Null with an error, if the position is nullable; otherwise the error propagates to the record above. */
function handleFieldError(
  execution: Execution,
  raw: unknown,
  plan: ValuePlan,
  above: ResponsePosition,
  key: string | number,
): null {
  const error = fieldErrorOf(raw, plan, above, key);
  if (plan.isNonNull) {
    throw error;
  }
  if (!isGone(above)) {
    execution.errors.push(error);
  }
  return null;
}

/** The same for a value that arrives after the record above is in the answer, with null in the value's place. */
function handleLateFieldError(
  execution: Execution,
  raw: unknown,
  plan: ValuePlan,
  above: ResponsePosition,
  key: string | number,
): void {
  if (isGone(above)) {
    return;
  }
  execution.errors.push(fieldErrorOf(raw, plan, above, key));
  if (plan.isNonNull) {
    propagateNull(above);
  }
}

function fieldErrorOf(
  error: unknown,
  { field }: ValuePlan,
  above: ResponsePosition,
  key: string | number,
): GraphQLError {
  return locatedError(error, field.nodes, pathOf(above, key));
}

function completeValue(
  execution: Execution,
  value: unknown,
  plan: ValuePlan,
  above: ResponsePosition,
  key: string | number,
): unknown {
  if (value instanceof Error) {
    throw value;
  }
  if (value == null) {
    if (plan.isNonNull) {
      throw new Error(`Cannot return null for non-nullable field ${nameOf(plan)}.`);
    }
    return null;
  }
  switch (plan.kind) {
    case 'leaf': {
      const serialized = plan.type.serialize(value);
      if (serialized == null) {
        throw new Error(`Cannot serialize a value of ${nameOf(plan)}.`);
      }
      return serialized;
    }
    case 'list':
      return completeListValue(execution, value, plan, positionOf([], plan, above, key));
    case 'object':
      return completeObjectValue(execution, value, plan.fields(), positionOf({}, plan, above, key));
    case 'abstract': {
      const fields = plan.fieldsOf(runtimeType(execution, value, plan, above));
      return completeObjectValue(execution, value, fields, positionOf({}, plan, above, key));
    }
  }
}

function completeListValue(
  execution: Execution,
  list: unknown,
  plan: ValuePlan & { readonly kind: 'list' },
  position: ResponsePosition,
): unknown {
  if (typeof list !== 'object' || !(Symbol.iterator in (list as object))) {
    throw new GraphQLError(`Expected a list for field ${nameOf(plan)}.`);
  }
  let index = 0;
  for (const item of list as Iterable<unknown>) {
    position.value[index] = completeOrLater(execution, item, plan.item, position, index);
    index += 1;
  }
  return position.value;
}

function completeObjectValue(
  execution: Execution,
  record: unknown,
  fields: readonly FieldPlan[],
  position: ResponsePosition,
): unknown {
  for (const field of fields) {
    position.value[field.key] = executeField(execution, field, record, position);
  }
  return position.value;
}

function runtimeType(
  execution: Execution,
  value: unknown,
  plan: ValuePlan & { readonly kind: 'abstract' },
  above: ResponsePosition,
): GraphQLObjectType {
  const { field, type } = plan;
  const { schema } = execution.plan;
  const info = new ResolveInfo(execution, field, above);
  const name = (type.resolveType ?? defaultTypeResolver)(value, execution.contextValue, info, type);
  const objectType = typeof name === 'string' ? schema.getType(name) : undefined;
  if (!isObjectType(objectType) || !schema.isSubType(type, objectType)) {
    throw new GraphQLError(`Expected a record of a type of ${type.name} for field ${nameOf(plan)}.`);
  }
  return objectType;
}

function positionOf(
  value: object,
  { field, isNonNull }: ValuePlan,
  above: ResponsePosition,
  key: string | number,
): ResponsePosition {
  return { above, key, field, isNonNull, value: value as ResponsePosition['value'], isNull: false };
}

function nameOf({ field: { parentType, definition } }: ValuePlan): string {
  return `${parentType.name}.${definition.name}`;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function';
}
