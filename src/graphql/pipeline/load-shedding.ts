import type { OperationDefinitionNode } from 'graphql';
import { refusedForNow } from '../errors.js';

/**
 * Refuses queries and subscriptions while the process is too busy, so that running operations and changes succeed.
 *
 * @throws {PublicError} `OVERLOADED`
 */
export function shedLoad({ operation }: OperationDefinitionNode, isBusy: () => boolean): void {
  if (operation !== 'mutation' && isBusy()) {
    throw refusedForNow('OVERLOADED');
  }
}
