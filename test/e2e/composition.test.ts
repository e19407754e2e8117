import { readFileSync } from 'node:fs';
import { composeServices as composeWithApollo } from '@apollo/composition';
import { getComposedSchemaFromConfig, loadGraphQLHTTPSubgraph } from '@graphql-mesh/compose-cli';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeServices as composeWithTheGuild } from '@theguild/federation-composition';
import { federateSubgraphs, LATEST_ROUTER_COMPATIBILITY_VERSION } from '@wundergraph/composition';
import {
  buildSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
} from 'graphql';
import { fetchSdl } from '../../examples/supergraph/compose.js';
import { loyaltySdl } from '../../examples/supergraph/loyalty.js';
import { ERROR_CODES } from '../../src/graphql/error-codes.js';
import type { Server } from '../../src/server.js';
import { startFacade } from '../helpers/facade.js';
import { type FakeSuperOffice, startFakeSuperOffice } from '../helpers/fake-superoffice.js';

/** Another team's subgraph, which knows only the keys of our persons and companies. */
const reviewsSdl = (prefix: string) => `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key"])

  type Query {
    latestReview: Review
  }
  type Review {
    stars: Int
    author: ${prefix}Person
    of: ${prefix}Contact
  }
  type ${prefix}Person @key(fields: "id", resolvable: false) {
    id: ID!
  }
  type ${prefix}Contact @key(fields: "id") {
    id: ID!
    averageStars: Float
  }
`;

const GUIDE = readFileSync(new URL('../../docs/federation.md', import.meta.url), 'utf8');

/** A subgraph with the types that the guide shows in the block that has this line. */
function guideSdl(line: string, prefix: string): string {
  const blocks = [...GUIDE.matchAll(/^```graphql\n(.*?)^```/gms)].map(([, block = '']) => block);
  const types = blocks.find((block) => block.includes(line)) ?? '';
  const [, first = ''] = /^type (\w+)/.exec(types) ?? [];
  return `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key"])
    type Query {
      latest: ${first}
    }
    ${types}
  `.replaceAll(/\bPerson\b/g, `${prefix}Person`);
}

/** A platform's own users, whose ids are not SuperOffice's. */
const ACCOUNTS = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])

  type Query {
    newestAccount: User
  }
  type User @key(fields: "id") {
    id: ID!
    email: String
  }
`;

/** The same with the names that most platforms have taken already. */
const PLATFORM = `
  ${ACCOUNTS}
  extend type Query {
    me: User
    user(id: ID!): User
    people(after: String): PageInfo
  }
  extend type User {
    address: Address
  }
  type Address {
    street: String
  }
  type PageInfo @shareable {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
`;

interface Composed {
  readonly errors: readonly string[];
  /** The composer's hints. */
  readonly hints: readonly string[];
  readonly supergraphSdl: string;
  /** What callers of the supergraph see. */
  readonly api: GraphQLSchema | undefined;
}

interface Service {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

interface Composer {
  readonly composer: string;
  /** Whether its supergraph says which fields are null only together with an error. */
  readonly keepsSemanticNonNull: boolean;
  compose(services: readonly Service[]): Composed;
}

const COMPOSERS: readonly Composer[] = [
  {
    composer: '@apollo/composition',
    keepsSemanticNonNull: false,
    compose(services) {
      const { errors = [], hints = [], schema, supergraphSdl = '' } = composeWithApollo([...services]);
      const api = schema?.toAPISchema().toGraphQLJSSchema();
      return { errors: errors.map(({ message }) => message), hints: hints.map(String), supergraphSdl, api };
    },
  },
  {
    composer: '@theguild/federation-composition',
    keepsSemanticNonNull: false,
    compose(services) {
      const { errors = [], supergraphSdl = '', publicSdl } = composeWithTheGuild([...services]);
      const api = publicSdl === undefined ? undefined : buildSchema(publicSdl);
      return { errors: errors.map(({ message }) => message), hints: [], supergraphSdl, api };
    },
  },
  {
    composer: '@wundergraph/composition',
    keepsSemanticNonNull: true,
    compose(services) {
      const result = federateSubgraphs({
        subgraphs: services.map(({ name, url, typeDefs }) => ({ name, url, definitions: typeDefs })),
        version: LATEST_ROUTER_COMPATIBILITY_VERSION,
      });
      const hints = result.warnings.map(({ message }) => message);
      return result.success
        ? { errors: [], hints, supergraphSdl: print(result.federatedGraphAST), api: result.federatedGraphClientSchema }
        : { errors: result.errors.map(({ message }) => message), hints, supergraphSdl: '', api: undefined };
    },
  },
];

const service = (name: string, sdl: string): Service => ({
  name,
  url: `http://${name}.example/graphql`,
  typeDefs: parse(sdl),
});

let superOffice: FakeSuperOffice;
beforeAll(async () => {
  superOffice = await startFakeSuperOffice();
});
afterAll(() => superOffice.stop());

/** The subgraph's SDL, as its server answers it. */
function useSdl(env: Record<string, string>): () => string {
  let facade: Server;
  let sdl: string;
  beforeAll(async () => {
    facade = await startFacade(superOffice.url, env);
    sdl = await fetchSdl(facade.url);
  });
  afterAll(() => facade.stop());
  return () => sdl;
}

describe.each([
  { env: {}, prefix: '', isSessionKeyThere: false },
  { env: { EXPOSE_SESSION_KEY: 'true' }, prefix: '', isSessionKeyThere: true },
  { env: { NODE_ENV: 'production' }, prefix: '', isSessionKeyThere: false },
  { env: { SCHEMA_PREFIX: 'SuperOffice' }, prefix: 'SuperOffice', isSessionKeyThere: false },
])('the subgraph of a server with $env', ({ env, prefix, isSessionKeyThere }) => {
  const sdl = useSdl(env);

  it(`has ${isSessionKeyThere ? 'a' : 'no'} session key`, () => {
    expect(/sessionKey/i.test(sdl())).toBe(isSessionKeyThere);
  });

  const neighbours = [
    { beside: 'nothing', others: [], loyaltyTier: false },
    { beside: 'the loyalty example', others: [service('loyalty', loyaltySdl({ prefix }))], loyaltyTier: true },
    { beside: 'one that refers to our types', others: [service('reviews', reviewsSdl(prefix))], loyaltyTier: false },
    {
      beside: 'the guide’s stub',
      others: [service('orders', guideSdl('orderedBy: Person', prefix))],
      loyaltyTier: false,
    },
    {
      beside: 'the guide’s type with a field more',
      others: [service('loyalty', guideSdl('loyaltyTier: String', prefix))],
      loyaltyTier: true,
    },
  ];
  it.each(COMPOSERS.flatMap((composer) => neighbours.map((neighbour) => ({ ...composer, ...neighbour }))))(
    'composes beside $beside with $composer, without a hint',
    ({ compose, keepsSemanticNonNull, others, loyaltyTier }) => {
      const { errors, hints, supergraphSdl, api } = compose([service('superoffice', sdl()), ...others]);

      expect(errors).toEqual([]);
      expect(hints).toEqual([]);
      expect(/sessionKey/i.test(supergraphSdl)).toBe(isSessionKeyThere);
      expect(fieldsOf(api?.getMutationType())).toContain('transferChatSession');
      expect(mutationsWithoutKey(api)).toEqual([]);
      expect(fieldsOf(api?.getQueryType())).toContain(prefix ? 'superOfficeChatSession' : 'chatSession');
      expect(fieldsOf(api?.getQueryType())).not.toContain('_entities');
      expect(fieldsOf(api?.getType(`${prefix}Person`))).toContain('contact');
      expect(fieldsOf(api?.getType(`${prefix}Person`)).includes('loyaltyTier')).toBe(loyaltyTier);
      expect(fieldsOf(api?.getType(`${prefix}ChatSession`))).toContain('transferTo');
      expect(fieldsOf(api?.getType(`${prefix}ChatSession`))).not.toContain('sessionKey');
      expect(valuesOf(api?.getType(`${prefix}ErrorCode`))).toEqual([...ERROR_CODES].sort());
      expect(valuesOf(api?.getType(`${prefix}WriteOutcome`))).toEqual(['NOT_SENT', 'REJECTED', 'UNKNOWN']);
      expect(/@semanticNonNull\b/.test(supergraphSdl)).toBe(keepsSemanticNonNull);
    },
  );
});

/** Why a mutation's key is an argument: a directive reaches the subgraph only if all subgraphs define it. */
describe('a directive for keys', () => {
  const sdl = useSdl({});
  const DIRECTIVE = 'directive @idempotent(key: String!) on FIELD';

  it.each(COMPOSERS)('is dropped by $composer beside a subgraph that does not define it', ({ compose }) => {
    const { errors, api } = compose([
      service('superoffice', `${sdl()}\n${DIRECTIVE}`),
      service('loyalty', loyaltySdl({ prefix: '' })),
    ]);

    expect(errors).toEqual([]);
    expect(api?.getDirective('idempotent') ?? undefined).toBeUndefined();
    expect(mutationsWithoutKey(api)).toEqual([]);
  });
});

describe('GraphQL Mesh', () => {
  let facade: Server;
  beforeAll(async () => {
    facade = await startFacade(superOffice.url);
  });
  afterAll(() => facade.stop());

  it.each([{ federation: true }, {}])('composes all fields of the running server, asked with %p', async (options) => {
    const sourceHandler = loadGraphQLHTTPSubgraph('superoffice', { endpoint: facade.url, ...options });
    const supergraph = parse(await getComposedSchemaFromConfig({ subgraphs: [{ sourceHandler }] }, SILENT));
    const { definitions } = parse(await fetchSdl(facade.url));

    for (const root of ['Query', 'Mutation']) {
      expect(fieldNamesOf(root, supergraph.definitions)).toEqual(fieldNamesOf(root, definitions));
    }
    expect(fieldNamesOf('Query', definitions).length).toBeGreaterThan(16);
    expect(fieldNamesOf('Mutation', definitions)).toContain('transferChatSession');
  });
});

describe('beside another team’s users', () => {
  const plain = useSdl({});
  const prefixed = useSdl({ SCHEMA_PREFIX: 'SuperOffice' });

  it.each(COMPOSERS)('$composer takes them for our associates, and says nothing', ({ compose }) => {
    const { errors, hints, api } = compose([service('superoffice', plain()), service('accounts', ACCOUNTS)]);

    expect(errors).toEqual([]);
    expect(hints).toEqual([]);
    expect(fieldsOf(api?.getType('User'))).toEqual(expect.arrayContaining(['email', 'fullName']));
  });

  it.each(COMPOSERS)('$composer keeps them apart once there is a prefix', ({ compose }) => {
    const { errors, hints, api } = compose([service('superoffice', prefixed()), service('accounts', ACCOUNTS)]);

    expect(errors).toEqual([]);
    expect(hints).toEqual([]);
    expect(fieldsOf(api?.getType('User'))).toEqual(['id', 'email']);
    expect(fieldsOf(api?.getType('SuperOfficeUser'))).not.toContain('email');
  });

  it.each(COMPOSERS)('$composer refuses two root fields of a name, unless there is a prefix', ({ compose }) => {
    const refused = compose([service('superoffice', plain()), service('platform', PLATFORM)]);
    const composed = compose([service('superoffice', prefixed()), service('platform', PLATFORM)]);

    expect(refused.errors.join('\n')).toMatch(/\bme\b/);
    expect(composed.errors).toEqual([]);
    expect(composed.hints).toEqual([]);
    expect(fieldsOf(composed.api?.getQueryType())).toEqual(
      expect.arrayContaining(['me', 'user', 'superOfficeMe', 'superOfficeUser']),
    );
  });
});

function mutationsWithoutKey(api: GraphQLSchema | undefined): readonly string[] {
  return Object.values(api?.getMutationType()?.getFields() ?? { none: { name: 'no mutation', args: [] } })
    .filter(({ args }) => !args.some(({ name }) => name === 'idempotencyKey'))
    .map(({ name }) => name);
}

function fieldsOf(type: unknown): string[] {
  return Object.keys((type as { getFields(): object } | undefined)?.getFields() ?? {});
}

function valuesOf(type: unknown): string[] {
  const values = (type as { getValues(): readonly { readonly name: string }[] } | undefined)?.getValues() ?? [];
  return values.map(({ name }) => name).sort();
}

function fieldNamesOf(type: string, definitions: readonly DefinitionNode[]): readonly string[] {
  return definitions
    .filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === type)
    .flatMap((node) => (node as ObjectTypeDefinitionNode).fields ?? [])
    .map(({ name }) => name.value)
    .sort();
}

const SILENT = { log() {}, debug() {}, info() {}, warn() {}, error() {}, child: () => SILENT } as unknown as Parameters<
  typeof getComposedSchemaFromConfig
>[1];
