import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  concatAST,
  type DefinitionNode,
  type DocumentNode,
  FieldsOnCorrectTypeRule,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  parse,
  ScalarLeafsRule,
  type ValueNode,
  validate,
  visit,
} from 'graphql';
// The only schema check that keeps locations; graphql-js' other exports join the messages.
import { validateSDL } from 'graphql/validation/validate.js';

/**
 * Problems in a subgraph's definitions, as text with file and line; the document needs locations. Empty if its link to
 * federation is wrong.
 */
export function definitionProblems(document: DocumentNode): readonly string[] {
  const definitions = federationDefinitions(document);
  return definitions === undefined
    ? []
    : validateSDL(concatAST([document, { kind: Kind.DOCUMENT, definitions }])).map(String);
}

const BARE_SUBGRAPH = 'type Query { entity: Entity } type Entity @key(fields: "id") { id: ID }';

/** The directives and types that the document links to; undefined if the link is invalid. */
function federationDefinitions(document: DocumentNode): readonly DefinitionNode[] | undefined {
  const definitions = document.definitions.filter(({ kind }) => kind === Kind.SCHEMA_EXTENSION);
  const types = parse(BARE_SUBGRAPH, { noLocation: true });
  try {
    const schema = buildSubgraphSchema(concatAST([{ kind: Kind.DOCUMENT, definitions }, types]));
    return [...Object.values(schema.getTypeMap()), ...schema.getDirectives()]
      .filter(({ name }) => !/^(Query|_?Entity)$/.test(name))
      .flatMap(({ astNode }) => astNode ?? []);
  } catch {
    return undefined;
  }
}

/**
 * Checks the arguments of directives, which graphql-js does not check.
 *
 * @throws {GraphQLError} if an argument has another type.
 */
export function checkDirectives(schema: GraphQLSchema, document: DocumentNode): void {
  visit(document, {
    Directive(node) {
      const directive = schema.getDirective(node.name.value);
      if (directive) {
        getArgumentValues(directive, node);
      }
    },
  });
}

/**
 * Checks the fields of `@key`, which graphql-js treats as any text.
 *
 * @throws {GraphQLError} if the type has no such fields.
 */
export function checkKeys(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    for (const fields of keysOf(type)) {
      const problem = keyProblem(schema, type.name, fields);
      if (problem !== undefined) {
        throw new GraphQLError(`The @key of ${type.name} cannot be used: ${problem}`, { nodes: fields });
      }
    }
  }
}

/** The arguments `fields` of all `@key`s of a type. */
function keysOf({ astNode }: GraphQLNamedType): readonly ValueNode[] {
  return (astNode?.directives ?? [])
    .filter(({ name }) => name.value === 'key')
    .flatMap(({ arguments: args = [] }) => args.filter(({ name }) => name.value === 'fields'))
    .map(({ value }) => value);
}

function keyProblem(schema: GraphQLSchema, typeName: string, fields: ValueNode): string | undefined {
  if (fields.kind !== Kind.STRING) {
    return 'Expected the names of fields in a text.';
  }
  try {
    const selection = parse(`{ ... on ${typeName} { ${fields.value} } }`);
    return validate(schema, selection, [FieldsOnCorrectTypeRule, ScalarLeafsRule])[0]?.message;
  } catch (error) {
    return (error as GraphQLError).message;
  }
}
