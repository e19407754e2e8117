import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { commentsIn, parsedOf, type Tidied } from './tidy.js';

/** More than anybody reads; fragments that select others twice grow exponentially. */
const MAX_SELECTIONS = 10_000;

/** Only the name if the schema is not known. */
type Parent = GraphQLNamedType | { readonly name: string } | undefined;

/** The document with the fields of its fragments instead of the fragments, and each field selected once. */
export function merged(document: string, schema: GraphQLSchema | undefined): Tidied {
  const parsed = parsedOf(document);
  if ('reason' in parsed) {
    return parsed;
  }
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of parsed.document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  if (fragments.size === 0) {
    return { reason: 'There is no fragment to merge.' };
  }
  if (commentsIn(parsed.document).length > 0) {
    return { reason: 'The fragments were not merged: the comments would be lost. Remove them first.' };
  }
  let count = 0;

  function mergedSet(selections: readonly SelectionNode[], parent: Parent): SelectionSetNode {
    const groups = new Map<string, FieldNode | InlineFragmentNode>();
    for (const selection of flat(selections, parent, [])) {
      const { selectionSet, ...head } = selection;
      const key = print(head as FieldNode);
      const known = groups.get(key);
      const all = [...(known?.selectionSet?.selections ?? []), ...(selectionSet?.selections ?? [])];
      groups.set(key, (selectionSet ? { ...selection, selectionSet: setOf(all) } : selection) as FieldNode);
    }
    return setOf(
      [...groups.values()].map((selection) =>
        selection.selectionSet === undefined
          ? selection
          : { ...selection, selectionSet: mergedSet(selection.selectionSet.selections, typeOf(selection, parent)) },
      ),
    );
  }

  /** Fields, and fragments with a directive of their own. */
  function flat(
    selections: readonly SelectionNode[],
    parent: Parent,
    within: readonly string[],
  ): readonly (FieldNode | InlineFragmentNode)[] {
    return selections.flatMap((selection) => {
      count++;
      if (count > MAX_SELECTIONS) {
        throw new MergeError(`there would be more than ${MAX_SELECTIONS} fields.`);
      }
      if (selection.kind === Kind.FIELD) {
        return selection;
      }
      const { inline, names } = inlined(selection, within);
      const { directives = [], typeCondition, selectionSet } = inline;
      const isPlain =
        directives.length === 0 && (typeCondition === undefined || typeCondition.name.value === parent?.name);
      const inner = flat(selectionSet.selections, isPlain ? parent : typeOf(inline, parent), names);
      return isPlain ? inner : { ...inline, selectionSet: setOf(inner) };
    });
  }

  function inlined(
    selection: Exclude<SelectionNode, FieldNode>,
    within: readonly string[],
  ): { readonly inline: InlineFragmentNode; readonly names: readonly string[] } {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return { inline: selection, names: within };
    }
    const name = selection.name.value;
    const fragment = fragments.get(name);
    if (fragment === undefined) {
      throw new MergeError(`there is no fragment ${name}.`);
    }
    if (within.includes(name)) {
      throw new MergeError(`${name} contains itself.`);
    }
    const { typeCondition, selectionSet } = fragment;
    const directives = [...(selection.directives ?? []), ...(fragment.directives ?? [])];
    return {
      inline: { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet },
      names: [...within, name],
    };
  }

  function typeOf(selection: FieldNode | InlineFragmentNode, parent: Parent): Parent {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const name = selection.typeCondition?.name.value;
      return name === undefined ? parent : (schema?.getType(name) ?? { name });
    }
    const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
    return getNamedType(fields[selection.name.value]?.type);
  }

  try {
    const definitions = parsed.document.definitions
      .filter(({ kind }) => kind !== Kind.FRAGMENT_DEFINITION)
      .map((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION
          ? {
              ...definition,
              selectionSet: mergedSet(
                definition.selectionSet.selections,
                schema?.getRootType(definition.operation) ?? undefined,
              ),
            }
          : definition,
      );
    return { text: `${print({ ...parsed.document, definitions })}\n` };
  } catch (error) {
    if (error instanceof MergeError) {
      return { reason: `The fragments were not merged: ${error.message}` };
    }
    throw error;
  }
}

class MergeError extends Error {
  override readonly name = 'MergeError';
}

function setOf(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}
