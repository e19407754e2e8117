import {
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type NameNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';

/** What every mutation takes beside its own arguments. */
export const IDEMPOTENCY_ARGUMENT = 'idempotencyKey';

const DESCRIPTION = [
  'Makes it safe to try again: 8 to 128 letters, digits, `-` or `_`, a new text for each change, such as a UUID. A',
  'repetition with the same key is answered with what became of the first one, and is sent only if that changed nothing.',
  'This holds with the same credential and at the same server process, until `IDEMPOTENCY_TTL_MS`, by default a minute,',
  'after the change ended; the oldest keys of a caller that uses very many are forgotten earlier.',
  'It serves this field alone, in place of the header `Idempotency-Key`. Left out or null: the header counts, if there',
  'is one.',
].join('\n');

const nameNode = (value: string): NameNode => ({ kind: Kind.NAME, value });

/** The document with that argument on every field of `Mutation`. */
export function addIdempotencyArgument({ kind, definitions }: DocumentNode): DocumentNode {
  const argument: InputValueDefinitionNode = {
    kind: Kind.INPUT_VALUE_DEFINITION,
    description: { kind: Kind.STRING, value: DESCRIPTION, block: true },
    name: nameNode(IDEMPOTENCY_ARGUMENT),
    type: { kind: Kind.NAMED_TYPE, name: nameNode('String') },
  };
  const withArgument = (field: FieldDefinitionNode) => ({
    ...field,
    arguments: [...(field.arguments ?? []), argument],
  });
  return {
    kind,
    definitions: definitions.map((definition) =>
      isMutation(definition) ? { ...definition, fields: (definition.fields ?? []).map(withArgument) } : definition,
    ),
  };
}

function isMutation(node: DefinitionNode): node is ObjectTypeDefinitionNode | ObjectTypeExtensionNode {
  const isObjectType = node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;
  return isObjectType && node.name.value === 'Mutation';
}
