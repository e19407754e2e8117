import {
  type DocumentNode,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import { fragmentsOf } from '../../selection/collect-fields.js';

const MESSAGE = 'The field of a subscription cannot be left out: use neither @skip nor @include at its root.';

/**
 * Refuses `@skip` and `@include` at the root of a subscription, by GraphQL's rule "Single Root Field". graphql-js does not know
 * that part of the rule, and throws for such documents.
 */
export const noRootConditionsRule: ValidationRule = (context) => ({
  Document(document) {
    const node = context.getSchema().getSubscriptionType() && conditionIn(document);
    if (!node) {
      return undefined;
    }
    context.reportError(new GraphQLError(MESSAGE, { nodes: node }));
    // The other rules get an empty document, because one of them would throw.
    return { ...document, definitions: [] };
  },
});

/** The first selection that depends on a condition, at the root of any subscription. */
function conditionIn(document: DocumentNode): SelectionNode | undefined {
  const fragments = fragmentsOf(document);
  const sets: SelectionSetNode[] = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.SUBSCRIPTION
      ? definition.selectionSet
      : [],
  );
  const seen = new Set(sets);
  // It grows while it is read. Recursion would have no bound.
  for (const { selections } of sets) {
    for (const selection of selections) {
      if (selection.directives?.some(({ name: { value } }) => value === 'skip' || value === 'include')) {
        return selection;
      }
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? fragments[selection.name.value]?.selectionSet
          : selection.kind === Kind.INLINE_FRAGMENT
            ? selection.selectionSet
            : undefined;
      if (inner !== undefined && !seen.has(inner)) {
        seen.add(inner);
        sets.push(inner);
      }
    }
  }
  return undefined;
}
