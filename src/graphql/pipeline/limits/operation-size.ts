import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  visit,
} from 'graphql';

/**
 * How large an operation is, counting each fragment as often as it is spread. Measured before variables are known, so it
 * counts what `@skip` and `@include` may leave out.
 */
export interface OperationSize {
  readonly type: OperationTypeNode;
  readonly rootFields: number;
  /** Aliases of fields, also if the alias is the field's own name. */
  readonly aliases: number;
  readonly directives: number;
  /** Nested fields, with the root field; fragments add none. */
  readonly depth: number;
  /** The same for `__schema` and `__type` and what is below them, which `depth` leaves out. */
  readonly introspectionDepth: number;
  /** Nested selection sets, with those of inline and spread fragments. */
  readonly nesting: number;
}

/** The size of each operation in a document, which may be invalid. */
export function operationSizes(document: DocumentNode): readonly OperationSize[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const known = new Map<string, Size>();

  /**
   * Reads each fragment once, because a small document can spread one 2^30 times. The recursion is as deep as there are
   * fragments, which the token limit keeps few.
   */
  function sizeOfFragment(name: string): Size {
    const fragment = fragments.get(name);
    const size = known.get(name);
    if (size !== undefined || fragment === undefined) {
      return size ?? EMPTY;
    }
    // For a fragment that spreads itself, which is invalid.
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
  /** The depth of the fields around it. */
  readonly level: number;
  /** The depth of the selection sets around it. */
  readonly nesting: number;
  /** What these fields count for; undefined at the root. */
  readonly measure: DepthMeasure | undefined;
}

/** A definition without its fragments, and where it spreads them. `visit` does not recurse, so documents may be deep. */
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
