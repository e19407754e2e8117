import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  visit,
} from 'graphql';

/**
 * How large an operation is, with each fragment counted as often as it is spread. It is measured before variables are
 * known and errs towards the larger: what `@skip` and `@include` may leave out counts.
 */
export interface OperationSize {
  readonly type: OperationTypeNode;
  readonly rootFields: number;
  /** Of fields, also where the alias is the field's own name. */
  readonly aliases: number;
  readonly directives: number;
  /** Fields within each other, the one at the root included; fragments add none. */
  readonly depth: number;
  /** The same below, and with, `__schema` and `__type`, which `depth` leaves out. */
  readonly introspectionDepth: number;
  /** Selection sets within each other, those of inline fragments and of spread fragments included. */
  readonly nesting: number;
}

/** The size of each operation in a document, which need not be valid. */
export function operationSizes(document: DocumentNode): readonly OperationSize[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const known = new Map<string, Size>();

  /**
   * Read once a fragment, for a small document can spread one 2^30 times. Recurses no deeper than there are fragments,
   * of which the limit of tokens leaves few.
   */
  function sizeOfFragment(name: string): Size {
    const fragment = fragments.get(name);
    const size = known.get(name);
    if (size !== undefined || fragment === undefined) {
      return size ?? EMPTY;
    }
    // For a fragment that spreads itself, which is not valid.
    known.set(name, EMPTY);
    const read = sizeOf(fragment);
    known.set(name, read);
    return read;
  }

  function sizeOf(definition: OperationDefinitionNode | FragmentDefinitionNode): Size {
    const { size, spreads } = readAlone(definition);
    for (const { name, level, nesting, measure } of spreads) {
      const fragment = sizeOfFragment(name);
      size.nesting = Math.max(size.nesting, nesting + fragment.nesting);
      size.aliases += fragment.aliases;
      size.directives += fragment.directives;
      if (measure === undefined) {
        size.rootFields += fragment.rootFields;
        size.depth = Math.max(size.depth, fragment.depth);
        size.introspectionDepth = Math.max(size.introspectionDepth, fragment.introspectionDepth);
      } else {
        size[measure] = Math.max(size[measure], level + Math.max(fragment.depth, fragment.introspectionDepth));
      }
    }
    return size;
  }

  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? { type: definition.operation, ...sizeOf(definition) } : [],
  );
}

type Size = { -readonly [Measure in keyof Omit<OperationSize, 'type'>]: number };

const EMPTY: Readonly<Size> = {
  rootFields: 0,
  aliases: 0,
  directives: 0,
  depth: 0,
  introspectionDepth: 0,
  nesting: 0,
};

const INTROSPECTION: ReadonlySet<string> = new Set(['__schema', '__type']);

type DepthMeasure = 'depth' | 'introspectionDepth';

interface Spread {
  readonly name: string;
  /** Fields around it. */
  readonly level: number;
  /** Selection sets around it. */
  readonly nesting: number;
  /** What these fields count for; undefined at the root. */
  readonly measure: DepthMeasure | undefined;
}

/** A definition without its fragments, and where it spreads them. `visit` does not recurse, however deep a document is. */
function readAlone(definition: OperationDefinitionNode | FragmentDefinitionNode): { size: Size; spreads: Spread[] } {
  const size = { ...EMPTY };
  const spreads: Spread[] = [];
  let level = 0;
  let nesting = 0;
  let measure: DepthMeasure = 'depth';
  visit(definition, {
    Directive() {
      size.directives += 1;
    },
    FragmentSpread({ name }) {
      spreads.push({ name: name.value, level, nesting, measure: level === 0 ? undefined : measure });
    },
    SelectionSet: {
      enter() {
        nesting += 1;
        size.nesting = Math.max(size.nesting, nesting);
      },
      leave() {
        nesting -= 1;
      },
    },
    Field: {
      enter({ alias, name }) {
        if (level === 0) {
          measure = INTROSPECTION.has(name.value) ? 'introspectionDepth' : 'depth';
          size.rootFields += 1;
        }
        level += 1;
        size[measure] = Math.max(size[measure], level);
        size.aliases += alias === undefined ? 0 : 1;
      },
      leave() {
        level -= 1;
      },
    },
  });
  return { size, spreads };
}
