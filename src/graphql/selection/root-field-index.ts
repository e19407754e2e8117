import type { GraphQLResolveInfo } from 'graphql';
import { collectFields } from './collect-fields.js';

/** The position of a root field among those that its operation executes. */
export function rootFieldIndex(info: GraphQLResolveInfo): number {
  const fields = collectFields(info, info.parentType, [info.operation.selectionSet]);
  return [...fields.keys()].indexOf(String(info.path.key));
}
