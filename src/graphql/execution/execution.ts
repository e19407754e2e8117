import type { GraphQLError } from 'graphql';
import type { OperationPlan } from './plan.js';

/** One operation's execution. */
export interface Execution {
  readonly plan: OperationPlan;
  readonly variableValues: { [name: string]: unknown };
  readonly contextValue: unknown;
  readonly errors: GraphQLError[];
  /** Values that are still to come. */
  pending: number;
  /** Called when no values are pending. */
  onIdle: (() => void) | undefined;
}
