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

/** Plans of one operation, which differ in what `@skip` and `@include` leave of it. */
interface Plans {
  /** Variables that those may depend on. */
  readonly conditions: readonly string[];
  /** By the values of these, the one that was longest not used is forgotten first. */
  readonly byConditions: LRUCache<string, OperationPlan>;
}

const MAX_PLANS = 16;

/** Executes operations by plans that are made once for a document; what no plan can be made for, by graphql-js. */
export function createExecutor({ schema, maxCoercionErrors }: ExecutorOptions) {
  const plansOf = new WeakMap<OperationDefinitionNode, Plans>();

  function planOf(document: DocumentNode, operation: OperationDefinitionNode, values: VariableValues): OperationPlan {
    let plans = plansOf.get(operation);
    if (plans === undefined) {
      plans = { conditions: conditionsOf(operation), byConditions: new LRUCache({ max: MAX_PLANS }) };
      plansOf.set(operation, plans);
    }
    const { conditions, byConditions } = plans;
    const key = conditions.length === 0 ? '' : conditions.map((name) => values[name]).join();
    let plan = byConditions.get(key);
    if (plan === undefined) {
      plan = planOperation(schema, document, operation, values);
      byConditions.set(key, plan);
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
    return errors === undefined ? executePlan(planOf(document, operation, coerced), coerced, contextValue) : { errors };
  };
}

function conditionsOf({ variableDefinitions = [] }: OperationDefinitionNode): readonly string[] {
  return variableDefinitions.flatMap(({ type, variable }) => (isBoolean(type) ? variable.name.value : []));
}

function isBoolean(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE
    ? isBoolean(type.type)
    : type.kind === Kind.NAMED_TYPE && type.name.value === 'Boolean';
}
