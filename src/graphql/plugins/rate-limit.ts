import type { ApolloServerPlugin } from '@apollo/server';
import { type FieldNode, Kind, type ValueNode } from 'graphql';
import type { RateLimiter } from '../../rate-limit/rate-limiter.js';
import type { RequestContext } from '../context.js';
import { refusedForNow } from '../errors.js';
import { rootFields } from '../root-fields.js';

/** Representations that SuperOffice is asked for in one call. */
const REPRESENTATIONS_A_CALL = 100;

/** Holds every caller to its share: an operation costs its root fields, `_entities` one for each 100 representations. */
export function rateLimitPlugin(limiter: RateLimiter): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ contextValue: { callerKey } }) {
      return {
        async didResolveOperation({ document, operation, request: { variables = {} } }) {
          if (operation === undefined) {
            return;
          }
          const costs = rootFields(document, operation).map((field) => costOf(field, variables));
          const waitMs = await limiter.take(
            callerKey,
            costs.reduce((sum, cost) => sum + cost, 0),
          );
          if (waitMs > 0) {
            throw refusedForNow('RATE_LIMITED', waitMs);
          }
        },
      };
    },
  };
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
