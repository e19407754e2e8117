import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { createByConditions } from '../selection/by-conditions.js';
import type { VariableValues } from '../selection/collect-fields.js';
import { assertPlannable } from './assert-plannable.js';
import { executePlan } from './execute-plan.js';
import { type OperationPlan, planOperation } from './plan.js';

/** An operation of a valid document, as a request asks for it. */
export interface Requested {
  readonly document: DocumentNode;
  /** The document's text. */
  readonly source: string;
  /** Undefined where the document does not hold the operation that is asked for. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | undefined;
  readonly variables: VariableValues | undefined;
  readonly contextValue: unknown;
}

export interface ExecutorOptions {
  readonly schema: GraphQLSchema;
  readonly maxCoercionErrors: number;
}

/**
 * Executes operations by plans that are made once for a document; what no plan can be made for, by graphql-js.
 *
 * @throws {SchemaError} for a schema that plans do not execute as graphql-js does.
 */
export function createExecutor({ schema, maxCoercionErrors }: ExecutorOptions) {
  assertPlannable(schema);
  const planOf = createByConditions<OperationPlan>();

  return async (requested: Requested): Promise<ExecutionResult> => {
    const { document, source, operation, operationName, variables = {}, contextValue } = requested;
    // As a key of the answer it would be set as the prototype instead.
    if (operation === undefined || source.includes('__proto__')) {
      return execute({
        schema,
        document,
        operationName,
        variableValues: variables,
        contextValue,
        options: { maxCoercionErrors },
      });
    }
    const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: maxCoercionErrors,
    });
    if (errors !== undefined) {
      return { errors };
    }
    const plan = planOf(operation, coerced, () => planOperation(schema, document, operation, coerced));
    return executePlan(plan, coerced, contextValue);
  };
}
