import type { GraphQLError } from 'graphql';
import type { OperationPlan } from './plan.js';

/** An operation on its way. */
export interface Execution {
  readonly plan: OperationPlan;
  readonly variableValues: { [name: string]: unknown };
  readonly contextValue: unknown;
  readonly errors: GraphQLError[];
  /** Values that are still to come. */
  pending: number;
  /** Called when there are none any more. */
  onIdle: (() => void) | undefined;
}
