import type { OperationDefinitionNode } from 'graphql';
import { refusedForNow } from '../errors.js';

/**
 * Refuses queries and subscriptions while the process is too busy, so that what it has begun, and what changes something, gets through.
 *
 * @throws {PublicError} `OVERLOADED`
 */
export function shedLoad({ operation }: OperationDefinitionNode, isBusy: () => boolean): void {
  if (operation !== 'mutation' && isBusy()) {
    throw refusedForNow('OVERLOADED');
  }
}
