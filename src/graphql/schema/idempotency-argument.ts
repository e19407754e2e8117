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

/** The argument that every mutation has beside its own. */
export const IDEMPOTENCY_ARGUMENT = 'idempotencyKey';

const DESCRIPTION = [
  'Makes the mutation safe to repeat: 8 to 128 letters, digits, `-` or `_`, and a new key for each change, such as a UUID.',
  'A repetition with the same key gets the result of the first request. The server sends the change again only if the first',
  'request changed nothing. This holds for the same credential and the same server process, for `IDEMPOTENCY_TTL_MS` (one',
  'minute by default) after the change ended. If a caller uses very many keys, the server forgets the oldest ones earlier.',
  'The key applies only to this field, instead of the header `Idempotency-Key`. Null means the key of the header, if any.',
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
