import {
  type DefinitionNode,
  type DocumentNode,
  GraphQLError,
  isTypeExtensionNode,
  Kind,
  type ObjectTypeExtensionNode,
} from 'graphql';

/**
 * The document with one definition per type: extensions of an object type become part of its definition. Some tools that
 * read SDL silently keep only one of several extensions.
 *
 * @throws {GraphQLError} for an extension of an undefined type.
 */
export function mergeExtensions({ kind, definitions }: DocumentNode): DocumentNode {
  refuseLoneExtensions(definitions);
  const extensions = definitions.filter(isExtension);
  return {
    kind,
    definitions: definitions.flatMap((definition) => {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) {
        return isExtension(definition) ? [] : definition;
      }
      const parts = [definition, ...extensions.filter(({ name }) => name.value === definition.name.value)];
      return {
        ...definition,
        interfaces: parts.flatMap(({ interfaces = [] }) => interfaces),
        directives: parts.flatMap(({ directives = [] }) => directives),
        fields: parts.flatMap(({ fields = [] }) => fields),
      };
    }),
  };
}

/** Federation would treat them as parts of another subgraph's types. */
function refuseLoneExtensions(definitions: readonly DefinitionNode[]): void {
  const signOf = (definitionKind: string, name: string | undefined) => `${definitionKind} ${name}`;
  const defined = new Set(
    definitions.map((definition) => signOf(definition.kind, 'name' in definition ? definition.name?.value : undefined)),
  );
  for (const extension of definitions.filter(isTypeExtensionNode)) {
    const { name } = extension;
    if (!defined.has(signOf(extension.kind.replace('Extension', 'Definition'), name.value))) {
      throw new GraphQLError(`Cannot extend ${name.value}: no such type is defined.`, { nodes: name });
    }
  }
}

function isExtension(definition: DefinitionNode): definition is ObjectTypeExtensionNode {
  return definition.kind === Kind.OBJECT_TYPE_EXTENSION;
}
