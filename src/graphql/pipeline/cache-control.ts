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

/** The headers that, besides URL and body, determine an answer: the caller and the language. */
const VARY =
  'origin, authorization, cookie, x-xsrf-token, accept-language, so-language, so-culture, so-timezone, so-apptoken';

/** Sets `Cache-Control` if the schema's hints allow the caller to cache an answer. An answer with errors is never cached. */
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
    // `extensions.rest` describes this answer only, so do not cache it.
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

/**
 * 0 if a condition of `@skip` or `@include` is null. The answer has no error for it if there was no record to execute it
 * for.
 */
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
