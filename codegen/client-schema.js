import { parse, print, printSchema, visit } from 'graphql';

/** Directives for clients. Introspection does not show where they are applied, and graphql-js does not print them. */
const DIRECTIVE = 'semanticNonNull';

/**
 * A plugin for codegen: the schema as clients read it, with the one directive that is for them.
 *
 * @param {import('graphql').GraphQLSchema} schema
 */
export function plugin(schema) {
  const text = printSchema(schema);
  const marks = [];
  visit(parse(text), {
    ObjectTypeDefinition({ name, fields }) {
      for (const field of fields) {
        const { astNode } = schema.getType(name.value).getFields()[field.name.value];
        const mark = astNode.directives.find((directive) => directive.name.value === DIRECTIVE);
        if (mark !== undefined) {
          marks.push({ at: field.type.loc.end, mark: print(mark) });
        }
      }
    },
  });
  return marks.reduceRight((done, { at, mark }) => `${done.slice(0, at)} ${mark}${done.slice(at)}`, text);
}
