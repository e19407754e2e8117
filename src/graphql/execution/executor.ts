import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { VariableValues } from './collect-fields.js';
import { executePlan } from './execute-plan.js';
import { type OperationPlan, planOperation } from './plan.js';

/** An operation of a valid document, as a request asks for it. */
export interface Requested {
  readonly document: DocumentNode;
  /** The document's text, and what stands for it. */
  readonly source: string;
  readonly queryHash: string;
  /** Undefined where the document does not hold the operation that is asked for. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | undefined;
  readonly variables: VariableValues | undefined;
  readonly contextValue: unknown;
}

export interface ExecutorOptions {
  readonly schema: GraphQLSchema;
  /** Plans that are remembered; the one that was longest not used is forgotten first. */
  readonly maxPlans: number;
  readonly maxCoercionErrors: number;
}

/** Executes operations by plans that are made once; what no plan can be made for, by graphql-js. */
export function createExecutor({ schema, maxPlans, maxCoercionErrors }: ExecutorOptions) {
  const plans = new LRUCache<string, OperationPlan>({ max: maxPlans });

  function planOf({ document, queryHash }: Requested, operation: OperationDefinitionNode, values: VariableValues) {
    const key = [queryHash, operation.name?.value, ...conditionsOf(operation, values)].join(' ');
    let plan = plans.get(key);
    if (plan === undefined) {
      plan = planOperation(schema, document, operation, values);
      plans.set(key, plan);
    }
    return plan;
  }

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
    return errors === undefined
      ? executePlan(planOf(requested, operation, coerced), coerced, contextValue)
      : { errors };
  };
}

/** Values of the variables that `@skip` and `@include` may depend on: for each combination there is a plan. */
function conditionsOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  values: VariableValues,
): readonly unknown[] {
  return variableDefinitions.flatMap(({ type, variable }) => (isBoolean(type) ? values[variable.name.value] : []));
}

function isBoolean(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE
    ? isBoolean(type.type)
    : type.kind === Kind.NAMED_TYPE && type.name.value === 'Boolean';
}
