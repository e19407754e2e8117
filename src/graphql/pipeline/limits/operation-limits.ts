import { type DocumentNode, OperationTypeNode, type ValidationRule } from 'graphql';
import type { Config } from '../../../config.js';
import { PublicError } from '../../errors.js';
import { operationSizes } from './operation-size.js';

/** What a document may cost before it is executed. */
export type OperationLimits = Pick<
  Config,
  | 'maxAliases'
  | 'maxDepth'
  | 'maxDirectives'
  | 'maxDocumentOperations'
  | 'maxErrors'
  | 'maxIntrospectionDepth'
  | 'maxMutationFields'
  | 'maxQueryFields'
  | 'maxTokens'
>;

/** Nested selection sets. Not a setting, because recursive code runs out of stack beyond some 1,500. */
const MAX_NESTING = 500;

/** Refuses a document with an operation that is too large, before any other rule visits the operation. */
export function operationLimitsRule(limits: OperationLimits): ValidationRule {
  return (context) => ({
    Document(document) {
      for (const expected of new Set(excesses(document, limits))) {
        context.reportError(new PublicError('OPERATION_LIMIT_EXCEEDED', { message: `Expected at most ${expected}.` }));
      }
    },
  });
}

function excesses(document: DocumentNode, limits: OperationLimits): readonly string[] {
  const sizes = operationSizes(document);
  const { maxAliases, maxDepth, maxDirectives, maxDocumentOperations, maxIntrospectionDepth } = limits;
  return [
    ...over(maxDocumentOperations, sizes.length, 'operations'),
    ...sizes.flatMap(({ type, rootFields, aliases, directives, depth, introspectionDepth, nesting }) => [
      ...over(MAX_NESTING, nesting, 'selection sets within each other'),
      ...over(maxDepth, depth, 'levels of fields'),
      ...over(maxIntrospectionDepth, introspectionDepth - 1, 'levels of fields below __schema and __type'),
      ...over(maxAliases, aliases, 'aliases'),
      ...over(maxDirectives, directives, 'directives'),
      ...(type === OperationTypeNode.MUTATION
        ? over(limits.maxMutationFields, rootFields, 'fields at the root of a mutation')
        : over(limits.maxQueryFields, rootFields, 'fields at the root of a query')),
    ]),
  ];
}

function over(limit: number, size: number, unit: string): readonly string[] {
  return size > limit ? [`${limit} ${unit}`] : [];
}
