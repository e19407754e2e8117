import type { FieldNode, OperationDefinitionNode } from 'graphql';
import type { RateLimiter } from '../../rate-limit/rate-limiter.js';
import { refusedForNow } from '../errors.js';
import { representationsIn } from './limits/representations.js';

/** Representations that one REST call can read. */
const REPRESENTATIONS_A_CALL = 100;

/**
 * Charges an operation to its caller's rate limit: its root fields, and for `_entities` one for each 100 representations.
 *
 * @throws {PublicError} `RATE_LIMITED`
 */
export async function takeFromShare(
  limiter: RateLimiter,
  callerKey: string,
  operation: OperationDefinitionNode,
  rootFields: readonly FieldNode[],
  variables: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  let cost = 0;
  for (const field of rootFields) {
    const representations = representationsIn(field, operation, variables) ?? 1;
    cost += Math.max(1, Math.ceil(representations / REPRESENTATIONS_A_CALL));
  }
  const waitMs = await limiter.take(callerKey, cost);
  if (waitMs > 0) {
    throw refusedForNow('RATE_LIMITED', waitMs);
  }
}
