import { readdirSync, readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  isScalarType,
  isUnionType,
  Kind,
  parse,
} from 'graphql';
import type { RequestContext } from './context.js';
import { parseDateTime } from './date-time.js';
import { PublicError, toMutationError } from './errors.js';
import { readField } from './property-readers.js';
import { resolvers } from './resolvers/index.js';

const SCHEMA_FOLDER = new URL('../../schema/', import.meta.url);

export interface SchemaOptions {
  /** Whether `ChatSession.sessionKey`, a secret, is in the schema. */
  readonly exposeSessionKey: boolean;
}

/** The subgraph's schema, from `schema/*.graphql`, with a resolver for every field. */
export function createSchema({ exposeSessionKey }: SchemaOptions): GraphQLSchema {
  const files = readdirSync(SCHEMA_FOLDER).filter((name) => name.endsWith('.graphql'));
  if (exposeSessionKey) {
    files.push('optional/session-key.graphql');
  }
  const sdl = files.map((name) => readFileSync(new URL(name, SCHEMA_FOLDER), 'utf8')).join('\n');
  // biome-ignore lint/suspicious/noExplicitAny: the library's type of resolvers knows nothing of parents and contexts.
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as any }]);
  serveProperties(schema);
  readDates(schema);
  tellOutcomes(schema);
  refuseUnknownEntities(schema);
  return schema;
}

/** Types that no carrier stands behind: federation's, introspection's and those of connections and payloads. */
const OWN_TYPES = /^_|(Connection|Edge|Payload)$|^PageInfo$/;

/** Gives the fields of carriers' types their readers, made once. */
function serveProperties(schema: GraphQLSchema): void {
  const rootTypes = [schema.getQueryType(), schema.getMutationType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || OWN_TYPES.test(type.name) || rootTypes.includes(type)) {
      continue;
    }
    for (const field of Object.values(type.getFields())) {
      field.resolve = readField(type.name, field);
    }
  }
}

/** Dates among arguments become `Date`s; what is no date is refused before anything is sent. */
function readDates(schema: GraphQLSchema): void {
  const type = schema.getType('DateTime');
  if (!isScalarType(type)) {
    throw new TypeError('The schema has no DateTime.');
  }
  type.parseValue = parseDateTime;
  type.parseLiteral = (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined);
}

/** Every mutation that fails says what became of it. */
function tellOutcomes(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve as GraphQLFieldResolver<unknown, RequestContext>;
    field.resolve = async (...args: Parameters<typeof resolve>) => {
      try {
        return await resolve(...args);
      } catch (error) {
        throw toMutationError(error);
      }
    };
  }
}

/** A representation of no entity of ours costs its own place: the library would fail all of them. */
function refuseUnknownEntities(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()._entities;
  const union = schema.getType('_Entity');
  if (field?.resolve === undefined || !isUnionType(union)) {
    throw new TypeError('The schema has no entities.');
  }
  const entities = new Set(union.getTypes().map(({ name }) => name));
  const { resolve } = field;
  field.resolve = (root, { representations }, context, info) =>
    representations.flatMap((representation: { readonly __typename?: unknown }) =>
      entities.has(representation?.__typename as string)
        ? resolve(root, { representations: [representation] }, context, info)
        : new PublicError('BAD_USER_INPUT', { message: 'Expected the __typename of an entity of this subgraph.' }),
    );
}
