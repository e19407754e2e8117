import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * For how many seconds an operation's answer may be kept by its caller: the least of all the fields that it selects.
 *
 * A field has the `@cacheControl(maxAge:)` of its own, else of its type; one that leads to a record without a hint may
 * not be kept at all, and a plain value is kept as long as its record.
 */
export function maxAgeOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): number {
  const root = schema.getQueryType();
  if (operation.operation !== OperationTypeNode.QUERY || root == null) {
    return 0;
  }
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

  const leastOfFragments = new Map<InlineFragmentNode | FragmentDefinitionNode, number>();

  function leastOf(selectionSet: SelectionSetNode, parent: GraphQLNamedType): number {
    return Math.min(
      ...selectionSet.selections.map((selection) => {
        if (selection.kind === Kind.FIELD) {
          const field = isObjectType(parent) ? parent.getFields()[selection.name.value] : undefined;
          return field === undefined ? Number.POSITIVE_INFINITY : maxAgeOfField(field, selection.selectionSet);
        }
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        return fragment === undefined ? 0 : leastOfFragment(fragment, parent);
      }),
    );
  }

  /** Entities are known by the fragments on them, each of which has its type's hint. */
  function leastOfFragment(fragment: InlineFragmentNode | FragmentDefinitionNode, parent: GraphQLNamedType): number {
    const type = (fragment.typeCondition && schema.getType(fragment.typeCondition.name.value)) ?? parent;
    const ofType = isAbstractType(parent) && isObjectType(type) ? (hintOf(type.astNode?.directives) ?? 0) : undefined;
    // Worked out once a fragment, for a small document can spread one 2^30 times.
    let least = leastOfFragments.get(fragment);
    if (least === undefined) {
      least = leastOf(fragment.selectionSet, type);
      leastOfFragments.set(fragment, least);
    }
    return Math.min(ofType ?? Number.POSITIVE_INFINITY, least);
  }

  function maxAgeOfField(field: GraphQLField<unknown, unknown>, selectionSet: SelectionSetNode | undefined): number {
    const type = getNamedType(field.type);
    if (!isCompositeType(type) || selectionSet === undefined) {
      return hintOf(field.astNode?.directives) ?? Number.POSITIVE_INFINITY;
    }
    const own = hintOf(field.astNode?.directives) ?? hintOf((type as GraphQLObjectType).astNode?.directives);
    return Math.min(isAbstractType(type) ? Number.POSITIVE_INFINITY : (own ?? 0), leastOf(selectionSet, type));
  }

  const maxAge = leastOf(operation.selectionSet, root);
  return Number.isFinite(maxAge) ? maxAge : 0;
}

function hintOf(directives: readonly DirectiveNode[] | undefined): number | undefined {
  const hint = directives?.find(({ name }) => name.value === 'cacheControl');
  const maxAge = hint?.arguments?.find(({ name }) => name.value === 'maxAge')?.value;
  return maxAge?.kind === Kind.INT ? Number(maxAge.value) : undefined;
}
