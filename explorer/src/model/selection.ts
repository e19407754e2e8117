import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isLeafType,
  isObjectType,
} from 'graphql';

/** How far a selection goes into lists, edges and payloads that have no fields of their own to select. */
const MAX_DEPTH = 4;

/** How many fields of a type are selected: each may cost a call. */
const MAX_FIELDS = 8;

/**
 * What to select of a field: few plain fields. Where the owner is the root of subscriptions, the records of the update too, which are
 * what it tells.
 */
export function selectionOf(
  outputType: GraphQLOutputType,
  owner: GraphQLNamedType | undefined,
  schema: GraphQLSchema,
): string {
  return inBraces(outputType, MAX_DEPTH, owner !== undefined && owner === schema.getSubscriptionType());
}

/**
 * The plain fields of the type, in braces; where it has but one, or none, those of the types below too. Empty for a leaf.
 *
 * @param isWhole whether those of the types below stand in it in any case
 */
function inBraces(outputType: GraphQLOutputType, depth: number, isWhole = false): string {
  const type = getNamedType(outputType);
  if (!isObjectType(type)) {
    return isCompositeType(type) ? '{ __typename }' : '';
  }
  const fields = Object.values(type.getFields()).filter(
    ({ args, deprecationReason }) => args.length === 0 && !deprecationReason,
  );
  const plain = fields.filter(({ type }) => isLeafType(getNamedType(type)));
  const selected = !isWhole && (plain.length > 1 || depth === 0) ? plain : fields;
  const parts = selected
    .slice(0, MAX_FIELDS)
    .map((field) => [field.name, inBraces(field.type, depth - 1)].filter((part) => part !== '').join(' '));
  return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
}
