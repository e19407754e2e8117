import { type GraphQLResolveInfo, type GraphQLSchema, getNamedType } from 'graphql';
import { collectFields } from '../selection/collect-fields.js';
import type { PlainName } from './property-readers.js';
import { wrapMutations } from './wrap-mutations.js';

/** Writes every change that is made to the audit log. One that an `Idempotency-Key` answers is not made again. */
export function auditChanges(schema: GraphQLSchema, plainName: PlainName): void {
  wrapMutations(schema, (resolve, field) => {
    const answerType = plainName(getNamedType(field.type).name);
    return (root, args, context, info) => {
      const make = () => resolve(root, args, context, info);
      const operationName = info.operation.name?.value;
      return context.audit === undefined
        ? make()
        : context.audit.make({ field, args, index: indexOf(info), operationName, answerType }, make);
    };
  });
}

/** The place of a root field among those that its operation executes. */
function indexOf(info: GraphQLResolveInfo): number {
  const fields = collectFields(info, info.parentType, [info.operation.selectionSet]);
  return [...fields.keys()].indexOf(String(info.path.key));
}
