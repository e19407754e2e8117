import type { GraphQLRequestContextWillSendResponse } from '@apollo/server';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { RequestContext } from '../context.js';
import { conditionsOf, createByConditions } from '../selection/by-conditions.js';
import { executedRootFields } from '../selection/executed-fields.js';
import { maxAgeOf } from './cache-policy.js';

/** What decides, besides the URL and the body, what an answer is: whose it is, and in which language. */
const VARY =
  'origin, authorization, cookie, x-xsrf-token, accept-language, so-language, so-culture, so-timezone, so-apptoken';

/** Sets `Cache-Control` where the schema's hints let an answer be kept, by its caller alone. One with errors never is. */
export function createCacheControl(): (request: GraphQLRequestContextWillSendResponse<RequestContext>) => void {
  const maxAgeOnce = createByConditions<number>();

  function maxAge(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>> = {},
  ): number {
    const { coerced } = getVariableValues(schema, conditionsOf(operation), variables);
    return coerced === undefined
      ? 0
      : maxAgeOnce(operation, coerced, () => maxAgeOfExecuted(schema, document, operation, coerced));
  }

  return ({ contextValue, schema, document, operation, request: { variables }, response: { body, http } }) => {
    // Its REST calls are what one answer took, and no other.
    if (contextValue.recorder !== undefined) {
      return;
    }
    if (
      operation?.operation !== OperationTypeNode.QUERY ||
      body.kind !== 'single' ||
      body.singleResult.errors !== undefined
    ) {
      return;
    }
    const seconds = maxAge(schema, document as DocumentNode, operation, variables);
    if (seconds > 0) {
      http.headers.set('cache-control', `max-age=${seconds}, private`);
      http.headers.set('vary', VARY);
    }
  };
}

/** 0 where a condition of `@skip` or `@include` is null. The answer has no error if no record was there to execute it for. */
function maxAgeOfExecuted(...operation: Parameters<typeof executedRootFields>): number {
  try {
    return maxAgeOf(operation[0], executedRootFields(...operation));
  } catch (error) {
    if (error instanceof GraphQLError) {
      return 0;
    }
    throw error;
  }
}
