import {
  type ASTNode,
  BREAK,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * What a value in a document is for, in names of the schema: "The argument `id` of type ID!". Undefined if the schema does
 * not have it.
 *
 * Visits the whole document, because nodes do not know their parents. Only errors need this.
 */
export function valueHolder(value: ASTNode, schema: GraphQLSchema): string | undefined {
  const { source, start } = value.loc ?? {};
  if (source === undefined) {
    return undefined;
  }
  const types = new TypeInfo(schema);
  const holders: (string | undefined)[] = [];
  let found: string | undefined;
  visit(
    parse(source),
    visitWithTypeInfo(types, {
      enter(node) {
        if (isHolder(node)) {
          holders.push(holderName(node, types));
        } else if (node.kind === value.kind && node.loc?.start === start) {
          found = holders.at(-1);
          return BREAK;
        }
        return undefined;
      },
      leave(node) {
        if (isHolder(node)) {
          holders.pop();
        }
      },
    }),
  );
  return found;
}

function isHolder({ kind }: ASTNode): boolean {
  return kind === Kind.ARGUMENT || kind === Kind.OBJECT_FIELD || kind === Kind.VARIABLE_DEFINITION;
}

function holderName(node: ASTNode, types: TypeInfo): string | undefined {
  if (node.kind === Kind.VARIABLE_DEFINITION) {
    return `The default of the variable $${node.variable.name.value} of type ${print(node.type)}`;
  }
  const argument = types.getArgument();
  if (node.kind === Kind.ARGUMENT) {
    return argument ? `The argument \`${argument.name}\` of type ${argument.type}` : undefined;
  }
  const type = types.getInputType();
  return node.kind === Kind.OBJECT_FIELD && type ? `The field \`${node.name.value}\` of type ${type}` : undefined;
}
