import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { DocsPage } from '../docs/docs-page.js';

/** A field, with the type that has it. */
export interface Step {
  readonly type: string;
  readonly field: string;
}

/** Those of `Query`, `Mutation` and `Subscription` that the schema has. */
export function rootsOf(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((root) => root != null);
}

/** Whether it is the name of one of them. */
export function isRoot(schema: GraphQLSchema, type: string): boolean {
  return rootsOf(schema).some(({ name }) => name === type);
}

/**
 * The path from `Query`, `Mutation` or `Subscription` to a type: fields, each of the type of the one before. The one that the user took
 * through the documentation, or else the shortest. Undefined if there is none; empty at a root.
 */
export function pathTo(schema: GraphQLSchema, type: string, trail: readonly DocsPage[]): readonly Step[] | undefined {
  return alongTrail(schema, type, trail) ?? shortest(schema, type);
}

function alongTrail(schema: GraphQLSchema, type: string, trail: readonly DocsPage[]): readonly Step[] | undefined {
  let steps: readonly Step[] = [];
  let wanted = type;
  for (const { type: owner, field } of trail.toReversed()) {
    if (isRoot(schema, wanted)) {
      return steps;
    }
    if (field !== undefined && resultOf(schema, { type: owner, field })?.name === wanted) {
      steps = [{ type: owner, field }, ...steps];
      wanted = owner;
    }
  }
  return isRoot(schema, wanted) ? steps : undefined;
}

/** Of equally long paths, prefers one without required arguments. */
function shortest(schema: GraphQLSchema, type: string): readonly Step[] | undefined {
  for (const root of rootsOf(schema)) {
    const ways = new Map<string, readonly Step[]>([[root.name, []]]);
    // A loop over a map also sees entries that are added during it.
    for (const [name, steps] of ways) {
      for (const field of fieldsOf(schema, name)) {
        const step = { type: name, field };
        const result = resultOf(schema, step);
        if (result !== undefined && !ways.has(result.name)) {
          ways.set(result.name, [...steps, step]);
        }
      }
    }
    const way = ways.get(type);
    if (way !== undefined) {
      return way;
    }
  }
  return undefined;
}

/** `_entities` and `_service` are for routers. */
function fieldsOf(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  return isObjectType(type)
    ? Object.values(type.getFields())
        .filter((field) => !field.name.startsWith('_'))
        .sort(
          (left, right) => left.args.filter(isRequiredArgument).length - right.args.filter(isRequiredArgument).length,
        )
        .map((field) => field.name)
    : [];
}

function resultOf(schema: GraphQLSchema, { type: name, field }: Step): GraphQLNamedType | undefined {
  const type = schema.getType(name);
  return isObjectType(type) ? getNamedType(type.getFields()[field]?.type) : undefined;
}
