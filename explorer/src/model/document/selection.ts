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
  /** Of the field and its parents: fields that these name as part of a list's rows cost no further call. */
  readonly description: string;
}

/**
 * What to select of a field: a few plain fields. For a root field of subscriptions, also the records of the update, which are
 * its purpose.
 */
export function selectionOf(outputType: GraphQLOutputType, { owner, schema, description }: SelectionOptions): string {
  const isWhole = owner !== undefined && owner === schema.getSubscriptionType();
  return inBraces(outputType, { depth: MAX_DEPTH, isWhole, held: namesHeldIn(description) });
}

interface Bounds {
  readonly depth: number;
  /** Whether to include the fields of the types below in any case. */
  readonly isWhole: boolean;
  /** Names of fields to prefer. */
  readonly held: readonly string[];
}

/** The plain fields of the type, in braces; if it has at most one, those of the types below too. Empty for a leaf. */
function inBraces(outputType: GraphQLOutputType, { depth, isWhole, held }: Bounds): string {
  const type = getNamedType(outputType);
  if (!isObjectType(type)) {
    return isCompositeType(type) ? '{ __typename }' : '';
  }
  const { edges, ...others } = type.getFields();
  // Nodes are the same records as edges, without cursors.
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
