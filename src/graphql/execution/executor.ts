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
  /** Undefined if the document does not contain the requested operation. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | undefined;
  readonly variables: VariableValues | undefined;
  readonly contextValue: unknown;
  /** The parent of the root fields: the value from a subscription's source. Default: undefined. */
  readonly rootValue?: unknown;
}

export interface ExecutorOptions {
  readonly schema: GraphQLSchema;
  readonly maxCoercionErrors: number;
}

/** Executes an operation of a valid document. */
export type Execute = (requested: Requested) => Promise<ExecutionResult>;

/** Executes operations by graphql-js. */
export function createGraphqlExecutor({ schema, maxCoercionErrors }: ExecutorOptions): Execute {
  return async ({ document, operationName, variables = {}, contextValue, rootValue }) =>
    execute({
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue,
      rootValue,
      options: { maxCoercionErrors },
    });
}

/**
 * Executes operations by plans that are made once for a document. If no plan can be made, graphql-js executes.
 *
 * @throws {SchemaError} if plans would not execute the schema as graphql-js does.
 */
export function createExecutor({ schema, maxCoercionErrors }: ExecutorOptions): Execute {
  assertPlannable(schema);
  const planOf = createByConditions<OperationPlan>();
  const executeWithout = createGraphqlExecutor({ schema, maxCoercionErrors });

  return async (requested: Requested): Promise<ExecutionResult> => {
    const { source, operation } = requested;
    // As a response key it would set the prototype.
    if (operation === undefined || source.includes('__proto__')) {
      return executeWithout(requested);
    }
    const { document, variables = {}, contextValue, rootValue } = requested;
    const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: maxCoercionErrors,
    });
    if (errors !== undefined) {
      return { errors };
    }
    const plan = planOf(operation, coerced, () => planOperation(schema, document, operation, coerced));
    return executePlan(plan, coerced, contextValue, rootValue);
  };
}
