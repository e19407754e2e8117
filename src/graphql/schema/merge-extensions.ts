import { type DefinitionNode, type DocumentNode, Kind, type ObjectTypeExtensionNode } from 'graphql';

/**
 * The document with one definition a type: what extends an object type becomes part of its definition. Some tools that read
 * SDL keep one of several extensions, and drop the others without a word.
 */
export function mergeExtensions({ kind, definitions }: DocumentNode): DocumentNode {
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

function isExtension(definition: DefinitionNode): definition is ObjectTypeExtensionNode {
  return definition.kind === Kind.OBJECT_TYPE_EXTENSION;
}
