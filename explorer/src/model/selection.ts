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

export interface SelectionOptions {
  /** The type that the field is of. */
  readonly owner: GraphQLNamedType | undefined;
  readonly schema: GraphQLSchema;
  /** Of the field, and of those around it: what these say that the rows of a list hold costs no further call. */
  readonly description: string;
}

/**
 * What to select of a field: few plain fields. Where the owner is the root of subscriptions, the records of the update too, which are
 * what it tells.
 */
export function selectionOf(outputType: GraphQLOutputType, { owner, schema, description }: SelectionOptions): string {
  const isWhole = owner !== undefined && owner === schema.getSubscriptionType();
  return inBraces(outputType, { depth: MAX_DEPTH, isWhole, held: namesHeldIn(description) });
}

interface Bounds {
  readonly depth: number;
  /** Whether those of the types below stand in it in any case. */
  readonly isWhole: boolean;
  /** Names of fields to prefer. */
  readonly held: readonly string[];
}

/** The plain fields of the type, in braces; where it has but one, or none, those of the types below too. Empty for a leaf. */
function inBraces(outputType: GraphQLOutputType, { depth, isWhole, held }: Bounds): string {
  const type = getNamedType(outputType);
  if (!isObjectType(type)) {
    return isCompositeType(type) ? '{ __typename }' : '';
  }
  const { edges, ...others } = type.getFields();
  // The nodes of a page are the same, without their cursors.
  const fields = Object.values('nodes' in others ? others : type.getFields()).filter(
    ({ args, deprecationReason }) => args.length === 0 && !deprecationReason,
  );
  const plain = fields.filter(({ type }) => isLeafType(getNamedType(type)));
  const cheap = plain.filter(({ name }) => held.includes(name));
  const own = cheap.length > 1 ? cheap : plain;
  const selected = !isWhole && (own.length > 1 || depth === 0) ? own : fields;
  const below = { depth: depth - 1, isWhole: false, held };
  const parts = selected
    .slice(0, MAX_FIELDS)
    .map((field) => [field.name, inBraces(field.type, below)].filter((part) => part !== '').join(' '));
  return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
}

/** As in: "The rows of the list hold `id`, `status` and `rating`." */
function namesHeldIn(description: string): readonly string[] {
  const [, held = ''] = /\brows of the list hold ((?:[\s,]|and|`\w+`)+)/.exec(description) ?? [];
  return held.match(/\w+(?=`)/g) ?? [];
}
