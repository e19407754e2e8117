import { type DirectiveNode, type GraphQLSchema, getNamedType, isAbstractType, isLeafType, Kind } from 'graphql';
import type { ExecutedField } from '../selection/executed-fields.js';

/**
 * How many seconds the caller may cache a query's answer: the minimum over all executed fields.
 *
 * A field has its own `@cacheControl(maxAge:)`, or else its type's. A field that leads to a record without a hint may not be
 * cached, and a scalar as long as its record.
 *
 * @param fields of the query's root.
 */
export function maxAgeOf(schema: GraphQLSchema, fields: readonly ExecutedField[]): number {
  function leastOf(executed: readonly ExecutedField[], ofRecord = Number.POSITIVE_INFINITY): number {
    let least = ofRecord;
    for (const field of withoutMeta(executed)) {
      // The other fields cannot make it less.
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
    // A record may be of any possible type. A type of which nothing is executed does not count.
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
