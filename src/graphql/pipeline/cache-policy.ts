import { type DirectiveNode, type GraphQLSchema, getNamedType, isAbstractType, isLeafType, Kind } from 'graphql';
import type { ExecutedField } from '../selection/executed-fields.js';

/**
 * For how many seconds a query's answer may be kept by its caller: the least of all the fields that it executes.
 *
 * A field has the `@cacheControl(maxAge:)` of its own, else of its type; one that leads to a record without a hint may
 * not be kept at all, and a plain value is kept as long as its record.
 *
 * @param fields of the query's root.
 */
export function maxAgeOf(schema: GraphQLSchema, fields: readonly ExecutedField[]): number {
  function leastOf(executed: readonly ExecutedField[], ofRecord = Number.POSITIVE_INFINITY): number {
    let least = ofRecord;
    for (const field of withoutMeta(executed)) {
      // The rest cannot make it any less.
      if (least === 0) {
        break;
      }
      least = Math.min(least, maxAgeOfField(field));
    }
    return least;
  }

  function maxAgeOfField({ definition, fieldsOf }: ExecutedField): number {
    const own = hintOf(definition.astNode?.directives);
    const type = getNamedType(definition.type);
    if (isLeafType(type)) {
      return own ?? Number.POSITIVE_INFINITY;
    }
    if (!isAbstractType(type)) {
      const ofRecord = own ?? hintOf(type.astNode?.directives) ?? 0;
      return ofRecord === 0 ? 0 : leastOf(fieldsOf(type), ofRecord);
    }
    // A record may be of any type, but one of which nothing is executed shows nothing.
    const least = schema.getPossibleTypes(type).map((possible) => {
      const executed = withoutMeta(fieldsOf(possible));
      return executed.length === 0
        ? Number.POSITIVE_INFINITY
        : leastOf(executed, hintOf(possible.astNode?.directives) ?? 0);
    });
    return Math.min(own ?? Number.POSITIVE_INFINITY, ...least);
  }

  const maxAge = leastOf(fields);
  return Number.isFinite(maxAge) ? maxAge : 0;
}

/** `__typename` and introspection are the same for every caller. */
function withoutMeta(fields: readonly ExecutedField[]): readonly ExecutedField[] {
  return fields.filter(({ definition }) => !definition.name.startsWith('__'));
}

function hintOf(directives: readonly DirectiveNode[] | undefined): number | undefined {
  const hint = directives?.find(({ name }) => name.value === 'cacheControl');
  const maxAge = hint?.arguments?.find(({ name }) => name.value === 'maxAge')?.value;
  return maxAge?.kind === Kind.INT ? Number(maxAge.value) : undefined;
}
