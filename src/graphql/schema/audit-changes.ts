import { type GraphQLSchema, getNamedType } from 'graphql';
import { loggedName } from '../pipeline/operation-log.js';
import { rootFieldIndex } from '../selection/root-field-index.js';
import type { PlainName } from './property-readers.js';
import { wrapMutations } from './wrap-mutations.js';

/** Writes every change to the audit log. A repetition that an `Idempotency-Key` answers makes no change. */
export function auditChanges(schema: GraphQLSchema, plainName: PlainName): void {
  wrapMutations(schema, (resolve, field) => {
    const answerType = plainName(getNamedType(field.type).name);
    return (root, args, context, info) => {
      const make = () => resolve(root, args, context, info);
      const operationName = loggedName(info.operation);
      return context.audit === undefined
        ? make()
        : context.audit.make({ field, args, index: rootFieldIndex(info), operationName, answerType }, make);
    };
  });
}
