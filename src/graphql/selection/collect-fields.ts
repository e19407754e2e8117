import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';

export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

export type VariableValues = { readonly [name: string]: unknown };

/** The selection sets of all nodes of one field; undefined if a node has none. */
export type SelectionSets = readonly (SelectionSetNode | undefined)[];

/** The nodes of each field, by its key in the answer. */
export type CollectedFields = ReadonlyMap<string, readonly FieldNode[]>;

/** What determines which fields of a selection are executed. */
export interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly variableValues: VariableValues;
}

type Fragment = InlineFragmentNode | FragmentDefinitionNode;

export function fragmentsOf({ definitions }: DocumentNode): Fragments {
  return Object.fromEntries(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
}

/**
 * The fields that are executed of an object type, as the specification collects them.
 *
 * @throws {GraphQLError} if a condition of `@skip` or `@include` is null.
 */
export function collectFields(
  { schema, fragments, variableValues }: Selecting,
  type: GraphQLObjectType,
  selectionSets: SelectionSets,
): CollectedFields {
  return collect(
    selectionSets,
    fragments,
    (selection) => isIncluded(selection, variableValues),
    (fragment) => isOn(fragment, type, schema),
  );
}

/**
 * The fields that may be executed, of any type, before variables are known. Includes what `@skip` and `@include` may leave
 * out.
 */
export function collectPossibleFields(fragments: Fragments, selectionSets: SelectionSets): CollectedFields {
  return collect(
    selectionSets,
    fragments,
    () => true,
    () => true,
  );
}

/** Reads each fragment once, because a small document can spread one 2^30 times. */
function collect(
  selectionSets: SelectionSets,
  fragments: Fragments,
  isSelected: (selection: SelectionNode) => boolean,
  applies: (fragment: Fragment) => boolean,
): CollectedFields {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();

  function collectSelections({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (!isSelected(selection)) {
        continue;
      }
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const nodes = fields.get(key);
        if (nodes === undefined) {
          fields.set(key, [selection]);
        } else {
          nodes.push(selection);
        }
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collectFragment(selection);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        collectFragment(fragments[selection.name.value]);
      }
    }
  }

  function collectFragment(fragment: Fragment | undefined): void {
    if (fragment !== undefined && applies(fragment)) {
      collectSelections(fragment.selectionSet);
    }
  }

  for (const selectionSet of selectionSets) {
    if (selectionSet !== undefined) {
      collectSelections(selectionSet);
    }
  }
  return fields;
}

function isIncluded(node: { readonly directives?: readonly DirectiveNode[] }, variableValues: VariableValues): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false
  );
}

function isOn({ typeCondition }: Fragment, type: GraphQLObjectType, schema: GraphQLSchema): boolean {
  if (typeCondition === undefined) {
    return true;
  }
  const condition = typeFromAST(schema, typeCondition);
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
}
