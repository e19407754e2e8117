import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import type { AuditedChange } from '../observers.js';
import type { MutationResolver } from '../pipeline/idempotency/make-once.js';
import { propertyOf } from './property-names.js';
import type { PlainName } from './property-readers.js';

/** Writes every change that is made to the audit log. One that an `Idempotency-Key` answers is not made again. */
export function auditChanges(schema: GraphQLSchema, plainName: PlainName): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve as MutationResolver;
    const record = recordOf(field.type, plainName);
    field.resolve = (root, args, context, info) => {
      const make = () => resolve(root, args, context, info);
      const operationName = info.operation.name?.value;
      return context.audit === undefined
        ? make()
        : context.audit.make({ field, args, responseKey: String(info.path.key), operationName, record }, make);
    };
  }
}

function recordOf(type: AuditedChange['field']['type'], plainName: PlainName): AuditedChange['record'] {
  const named = getNamedType(type);
  if (!isObjectType(named) || named.getFields().id === undefined) {
    return undefined;
  }
  const name = plainName(named.name);
  return { type: name, idProperty: propertyOf(name, 'id') };
}
