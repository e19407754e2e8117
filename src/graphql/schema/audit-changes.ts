import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import type { AuditedChange } from '../observers.js';
import { propertyOf } from './property-names.js';
import type { PlainName } from './property-readers.js';
import { wrapMutations } from './wrap-mutations.js';

/** Writes every change that is made to the audit log. One that an `Idempotency-Key` answers is not made again. */
export function auditChanges(schema: GraphQLSchema, plainName: PlainName): void {
  wrapMutations(schema, (resolve, field) => {
    const record = recordOf(field.type, plainName);
    return (root, args, context, info) => {
      const make = () => resolve(root, args, context, info);
      const operationName = info.operation.name?.value;
      return context.audit === undefined
        ? make()
        : context.audit.make({ field, args, responseKey: String(info.path.key), operationName, record }, make);
    };
  });
}

function recordOf(type: AuditedChange['field']['type'], plainName: PlainName): AuditedChange['record'] {
  const named = getNamedType(type);
  if (!isObjectType(named) || named.getFields().id === undefined) {
    return undefined;
  }
  const name = plainName(named.name);
  return { type: name, idProperty: propertyOf(name, 'id') };
}
