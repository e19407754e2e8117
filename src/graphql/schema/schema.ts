import { readdirSync, readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  concatAST,
  type DocumentNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isUnionType,
  type ParseOptions,
  parse,
  print,
  Source,
} from 'graphql';
import type { RequestContext } from '../context.js';
import { PublicError, toMutationError } from '../errors.js';
import { type LookUp, makeOnce } from '../pipeline/idempotency/make-once.js';
import { lookUps, resolvers } from '../resolvers/index.js';
import { recorded } from '../rest-recorder.js';
import { auditChanges } from './audit-changes.js';
import { explainInputs } from './explained-inputs.js';
import { addIdempotencyArgument } from './idempotency-argument.js';
import { mergeExtensions } from './merge-extensions.js';
import { plainNames, prefixNames, prefixResolvers } from './prefix.js';
import { type PlainName, readField } from './property-readers.js';
import { SchemaError } from './schema-error.js';
import { checkDirectives, checkKeys, definitionProblems } from './schema-problems.js';
import { withoutSubscriptions } from './without-subscriptions.js';
import { wrapMutations } from './wrap-mutations.js';

const SCHEMA_FOLDER = new URL('../../../schema/', import.meta.url);

/** Comes first: links to federation, and defines the root types. */
const ROOT_TYPES = 'subgraph.graphql';

export interface SchemaOptions {
  /** Whether `ChatSession.sessionKey`, a secret, is in the schema. */
  readonly exposeSessionKey: boolean;
  /** Prefix of the names of types and of `Query`'s fields. Default: none. */
  readonly prefix?: string;
  /** Whether the error for an unknown enum value lists the known ones. Default: no. */
  readonly listsEnumValues?: boolean;
  /** Whether changes are written to an audit log. Default: they are not. */
  readonly isAudited?: boolean;
  /** Whether there is a type `Subscription`. Default: yes. */
  readonly hasSubscriptions?: boolean;
}

/**
 * The subgraph's schema, from `schema/*.graphql`, with a resolver for every field.
 *
 * @throws {SchemaError} if one of these files is wrong.
 */
export function createSchema(options: SchemaOptions): GraphQLSchema {
  const names = readdirSync(SCHEMA_FOLDER).filter((name) => name.endsWith('.graphql') && name !== ROOT_TYPES);
  const files = [ROOT_TYPES, ...names];
  if (options.exposeSessionKey) {
    files.push('optional/session-key.graphql');
  }
  // Locations would keep every token of these files in memory, so they are read only to report a problem.
  const types = readTypes(files, { noLocation: true });
  try {
    return makeSchema(types, options);
  } catch {
    return explainSchema(readTypes(files, { noLocation: false }), options);
  }
}

/** @throws {SchemaError} saying where the types are wrong, if no schema can be made of them. */
function explainSchema(types: DocumentNode, options: SchemaOptions): GraphQLSchema {
  const problems = definitionProblems(types);
  if (problems.length > 0) {
    throw new SchemaError(`The schema cannot be used: ${problems.join('\n\n')}`);
  }
  return orSchemaError('The schema', () => makeSchema(types, options));
}

function makeSchema(types: DocumentNode, options: SchemaOptions): GraphQLSchema {
  const { prefix = '', listsEnumValues = false, isAudited = false, hasSubscriptions = true } = options;
  const merged = mergeExtensions(addIdempotencyArgument(types));
  const sdl = hasSubscriptions ? merged : withoutSubscriptions(merged);
  const typeDefs = prefixNames(sdl, prefix);
  const schema = build(typeDefs, prefix, hasSubscriptions);
  checkDirectives(schema, typeDefs);
  checkKeys(schema);
  const computed = fieldsOf(schema).filter(({ resolve }) => resolve !== undefined);
  const plainName = plainNames(sdl, prefix);
  serveProperties(schema, plainName);
  recordRestCalls(new Set([...computed, ...fieldsOf(schema).filter(({ type }) => !isLeafType(getNamedType(type)))]));
  explainInputs(schema, { listsEnumValues });
  if (isAudited) {
    auditChanges(schema, plainName);
  }
  makeOnce(schema, (mutation) => lookUps[mutation as keyof typeof lookUps] as LookUp | undefined);
  tellOutcomes(schema);
  guardFederation(schema, typeDefs);
  return schema;
}

/** @throws {SchemaError} for anything that `make` throws. */
function orSchemaError<T>(place: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const { errors = [error] } = error as { readonly errors?: readonly unknown[] };
    // A `GraphQLError` has its location in the text.
    throw new SchemaError(`${place} cannot be used: ${errors.join('\n\n')}`, { cause: error });
  }
}

function readTypes(names: readonly string[], options: ParseOptions): DocumentNode {
  return concatAST(
    names.map((name) => {
      const source = new Source(readFileSync(new URL(name, SCHEMA_FOLDER), 'utf8'), `schema/${name}`);
      return orSchemaError(source.name, () => parse(source, options));
    }),
  );
}

function build(typeDefs: DocumentNode, prefix: string, hasSubscriptions: boolean): GraphQLSchema {
  const { Subscription, ...others } = resolvers;
  const module = { typeDefs, resolvers: prefixResolvers(hasSubscriptions ? resolvers : others, prefix) };
  // biome-ignore lint/suspicious/noExplicitAny: the library's type of resolvers knows nothing of parents and contexts.
  return buildSubgraphSchema([module as any]);
}

/** The fields of all types except introspection's, which all schemas share. */
function fieldsOf(schema: GraphQLSchema): readonly GraphQLField<unknown, RequestContext>[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields()));
}

/** Only these fields can cause REST calls, which callers can ask for; the others only read a property. */
function recordRestCalls(fields: Iterable<GraphQLField<unknown, RequestContext>>): void {
  for (const field of fields) {
    if (field.resolve !== undefined) {
      field.resolve = recorded(field.resolve);
    }
  }
}

/** Types without a carrier: federation's, introspection's, and those of connections, payloads, updates and errors. */
const OWN_TYPES = /^_|(Connection|Edge|Payload|Update)$|^(PageInfo|ErrorExtensions.*)$/;

/** Sets the property readers of carriers' types, made once. */
function serveProperties(schema: GraphQLSchema, plainName: PlainName): void {
  const rootTypes = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    const name = plainName(type.name);
    if (!isObjectType(type) || OWN_TYPES.test(name) || rootTypes.includes(type)) {
      continue;
    }
    for (const field of Object.values(type.getFields())) {
      field.resolve = readerOf(name, field, plainName);
    }
  }
}

/** @throws {GraphQLError} for a field without a property or resolver. */
function readerOf(...[typeName, field, plainName]: Parameters<typeof readField>): ReturnType<typeof readField> {
  try {
    return readField(typeName, field, plainName);
  } catch (error) {
    throw new GraphQLError((error as Error).message, { nodes: field.astNode ?? null });
  }
}

/** Every failed mutation says what became of the change. */
function tellOutcomes(schema: GraphQLSchema): void {
  wrapMutations(schema, (resolve) => async (...args) => {
    try {
      return await resolve(...args);
    } catch (error) {
      throw toMutationError(error);
    }
  });
}

/**
 * With a router secret, only the router may use what federation adds to `Query`. A representation of an unknown entity fails
 * only its own position; the library would fail all of them.
 */
function guardFederation(schema: GraphQLSchema, typeDefs: DocumentNode): void {
  const { _entities, _service } = schema.getQueryType()?.getFields() ?? {};
  const union = schema.getType('_Entity');
  if (_entities?.resolve === undefined || _service === undefined || !isUnionType(union)) {
    throw new TypeError('No type has a @key: such a schema is no subgraph.');
  }
  const entities = new Set(union.getTypes().map(({ name }) => name));
  const resolveEntities = _entities.resolve;
  // Printing the schema takes milliseconds, and one operation can ask for it under many aliases.
  let service: { readonly sdl: string } | undefined;
  _service.resolve = (_root, _args, context: RequestContext) => {
    refuseOthers(context);
    // Only our own definitions: the library adds its own types to the SDL, and extends `Query` for routers.
    service ??= { sdl: `${print(typeDefs)}\n` };
    return service;
  };
  _entities.resolve = (root, { representations }, context: RequestContext, info) => {
    refuseOthers(context);
    const isOurs = (representation: { readonly __typename?: unknown }) =>
      entities.has(representation?.__typename as string);
    const ours = { representations: representations.filter(isOurs) };
    const records = (resolveEntities(root, ours, context, info) as unknown[]).values();
    return representations.map((representation: { readonly __typename?: unknown }) =>
      isOurs(representation)
        ? records.next().value
        : new PublicError('BAD_USER_INPUT', { message: 'Expected the __typename of an entity of this subgraph.' }),
    );
  };
}

function refuseOthers({ session }: RequestContext): void {
  if (!session.isRouter) {
    throw new PublicError('FORBIDDEN', {
      message: 'Only the router may ask for this: it sends its secret as x-router-secret.',
    });
  }
}
