import {
  type DirectiveNode,
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
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';

export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

export type VariableValues = { readonly [name: string]: unknown };

/** Of all the nodes of one field; undefined where a node selects nothing. */
export type SelectionSets = readonly (SelectionSetNode | undefined)[];

/** What decides which fields of a selection are executed. */
interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly variableValues: VariableValues;
}

/** The fields that are selected of an object type, by their key in the answer, as the specification collects them. */
export function collectFields(
  selecting: Selecting,
  type: GraphQLObjectType,
  selectionSets: SelectionSets,
): ReadonlyMap<string, readonly FieldNode[]> {
  const { schema, fragments, variableValues } = selecting;
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();

  function collect({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (!isIncluded(selection, variableValues)) {
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

  function collectFragment(fragment: InlineFragmentNode | FragmentDefinitionNode | undefined): void {
    if (fragment !== undefined && isOn(fragment, type, schema)) {
      collect(fragment.selectionSet);
    }
  }

  for (const selectionSet of selectionSets) {
    if (selectionSet !== undefined) {
      collect(selectionSet);
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

function isOn(
  { typeCondition }: InlineFragmentNode | FragmentDefinitionNode,
  type: GraphQLObjectType,
  schema: GraphQLSchema,
): boolean {
  if (typeCondition === undefined) {
    return true;
  }
  const condition = typeFromAST(schema, typeCondition);
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
}
