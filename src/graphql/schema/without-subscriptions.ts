import { type DefinitionNode, type DocumentNode, Kind, type StringValueNode, visit } from 'graphql';

/** The lowest version of federation with subscriptions, and the lowest with everything else in use. */
const LINK = { with: 'https://specs.apollo.dev/federation/v2.4', without: 'https://specs.apollo.dev/federation/v2.0' };

/**
 * The document without `Subscription` and the types that only it uses, for composers of older versions. It must not extend
 * types.
 */
export function withoutSubscriptions(document: DocumentNode): DocumentNode {
  const isSubscription = (definition: DefinitionNode) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Subscription';
  const candidates = typesBelow(document.definitions.filter(isSubscription), document);
  let definitions = document.definitions.filter((definition) => !isSubscription(definition));
  for (let size = -1; size !== definitions.length; ) {
    size = definitions.length;
    const named = namesIn(definitions);
    definitions = definitions.filter((definition) => {
      const name = nameOf(definition);
      return name === undefined || named.has(name) || !candidates.has(name);
    });
  }
  return visit({ ...document, definitions }, { StringValue: lowered });
}

function lowered(node: StringValueNode): StringValueNode | undefined {
  return node.value === LINK.with ? { ...node, value: LINK.without } : undefined;
}

/** The names of all types that definitions reach. */
function typesBelow(from: readonly DefinitionNode[], { definitions }: DocumentNode): ReadonlySet<string> {
  const found = new Set<string>();
  for (let names = namesIn(from); names.size > 0; ) {
    for (const name of names) {
      found.add(name);
    }
    const next = namesIn(definitions.filter((definition) => names.has(nameOf(definition) ?? '')));
    names = new Set([...next].filter((name) => !found.has(name)));
  }
  return found;
}

/** The names of types that definitions use. */
function namesIn(definitions: readonly DefinitionNode[]): Set<string> {
  const names = new Set<string>();
  visit(
    { kind: Kind.DOCUMENT, definitions },
    {
      NamedType({ name }) {
        names.add(name.value);
      },
    },
  );
  return names;
}

function nameOf(definition: DefinitionNode): string | undefined {
  return 'name' in definition ? definition.name?.value : undefined;
}
