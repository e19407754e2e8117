import { type FieldNode, Kind, type ValueNode } from 'graphql';
import type { RateLimiter } from '../../rate-limit/rate-limiter.js';
import { refusedForNow } from '../errors.js';

/** Representations that SuperOffice is asked for in one call. */
const REPRESENTATIONS_A_CALL = 100;

/**
 * Takes what an operation costs from its caller's share: its root fields, and for `_entities` one for each 100
 * representations.
 *
 * @throws {PublicError} `RATE_LIMITED`
 */
export async function takeFromShare(
  limiter: RateLimiter,
  callerKey: string,
  rootFields: readonly FieldNode[],
  variables: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  let cost = 0;
  for (const field of rootFields) {
    cost += costOf(field, variables);
  }
  const waitMs = await limiter.take(callerKey, cost);
  if (waitMs > 0) {
    throw refusedForNow('RATE_LIMITED', waitMs);
  }
}

function costOf(field: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  if (field.name.value !== '_entities') {
    return 1;
  }
  const representations = field.arguments?.find(({ name }) => name.value === 'representations')?.value;
  return Math.max(1, Math.ceil(lengthOf(representations, variables) / REPRESENTATIONS_A_CALL));
}

function lengthOf(list: ValueNode | undefined, variables: Readonly<Record<string, unknown>>): number {
  if (list?.kind === Kind.VARIABLE) {
    const value = variables[list.name.value];
    return Array.isArray(value) ? value.length : 1;
  }
  return list?.kind === Kind.LIST ? list.values.length : 1;
}
