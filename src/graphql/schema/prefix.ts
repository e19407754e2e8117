import { type DocumentNode, Kind, type Location, type NameNode, OperationTypeNode, parse, visit } from 'graphql';

/** Names that mean the same in every subgraph, or that clients already know. */
const KEPT = new Set(['Query', 'Mutation', 'Subscription', 'PageInfo']);

/** Types whose fields get the prefix, too. */
const PREFIXED_ROOTS = new Set(['Query', 'Subscription']);

/**
 * The document, which extends no type, with every object, enum and input type renamed, and every field of `Query` and
 * `Subscription`: `User` becomes `SuperOfficeUser`, `me` becomes `superOfficeMe`. For a supergraph in which another subgraph has a `User` of its own.
 */
export function prefixNames(document: DocumentNode, prefix: string): DocumentNode {
  if (prefix === '') {
    return document;
  }
  const renamed = renamedIn(document);
  const rename = (name: NameNode): NameNode =>
    renamed.has(name.value) ? { ...name, value: prefix + name.value } : name;
  return visit(document, {
    enter(node) {
      if (node.kind === Kind.OBJECT_TYPE_DEFINITION && PREFIXED_ROOTS.has(node.name.value)) {
        return {
          ...node,
          fields: node.fields?.map((field) => ({
            ...field,
            name: { ...field.name, value: prefixField(field.name.value, prefix) },
          })),
        };
      }
      if (
        (RENAMED_KINDS.has(node.kind) || node.kind === Kind.NAMED_TYPE) &&
        'name' in node &&
        node.name !== undefined
      ) {
        return { ...node, name: rename(node.name as NameNode) };
      }
      return undefined;
    },
  });
}

/**
 * From the name of a type in the schema of `prefixNames` to its name in the document: `SuperOfficeUser` -> `User`. An
 * unchanged name, such as a scalar's, may begin with the prefix by chance.
 */
export function plainNames(document: DocumentNode, prefix: string): (typeName: string) => string {
  const plain = new Map([...renamedIn(document)].map((name) => [prefix + name, name]));
  return (typeName) => plain.get(typeName) ?? typeName;
}

/** `me` -> `superOfficeMe`. */
function prefixField(field: string, prefix: string): string {
  return prefix === '' ? field : lowerFirst(prefix) + field.charAt(0).toUpperCase() + field.slice(1);
}

/** Adds the prefix to the text of operations for a schema without one, and changes nothing else. */
export function prefixQueryFields(text: string, prefix: string): string {
  if (prefix === '') {
    return text;
  }
  const names: Location[] = [];
  visit(parse(text), {
    // `false`: do not visit anything below it.
    FragmentDefinition: () => false,
    OperationDefinition: ({ operation }) => (operation === OperationTypeNode.MUTATION ? false : undefined),
    Field({ name: { loc } }) {
      names.push(...(loc === undefined ? [] : [loc]));
      return false;
    },
  });
  return names.reduceRight(
    (done, { start, end }) => done.slice(0, start) + prefixField(text.slice(start, end), prefix) + done.slice(end),
    text,
  );
}

/** The resolvers under the names that `prefixNames` gives. */
export function prefixResolvers(
  resolvers: Readonly<Record<string, object>>,
  prefix: string,
): Readonly<Record<string, object>> {
  return Object.fromEntries(
    Object.entries(resolvers).map(([type, fields]) => {
      if (PREFIXED_ROOTS.has(type)) {
        return [type, Object.fromEntries(Object.entries(fields).map(([name, f]) => [prefixField(name, prefix), f]))];
      }
      return [KEPT.has(type) ? type : prefix + type, fields];
    }),
  );
}

/** The names of a document's types that get the prefix. */
function renamedIn({ definitions }: DocumentNode): ReadonlySet<string> {
  return new Set(
    definitions
      .flatMap((definition) =>
        RENAMED_KINDS.has(definition.kind) && 'name' in definition && definition.name !== undefined
          ? definition.name.value
          : [],
      )
      .filter((name) => !KEPT.has(name)),
  );
}

const RENAMED_KINDS: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
]);

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
