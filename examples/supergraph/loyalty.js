import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

/** Who has how many points, by the ids of SuperOffice's contacts (companies) and persons. */
export const ACCOUNTS = {
  points: { 18: 9100, 11: 7450, 3: 6200, 22: 3900, 16: 2750, 35: 1800, 7: 950, 40: 400 },
  tiers: { 25: 'GOLD', 39: 'GOLD', 65: 'GOLD', 29: 'SILVER', 44: 'SILVER', 53: 'SILVER', 34: 'BRONZE', 50: 'BRONZE' },
};

/** Another team's subgraph: it knows only the `id` of persons and companies, and adds a field to each. */
export function loyaltySdl({ prefix = '' } = {}) {
  const [Person, Contact] = [`${prefix}Person`, `${prefix}Contact`];
  return `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key"])

    type Query {
      "Persons of the highest tier first."
      topCustomers(first: Int! = 3): [${Person}!]!
      "Companies with the most points first."
      bestCompanies(first: Int! = 3): [${Contact}!]!
    }

    type ${Person} @key(fields: "id") {
      id: ID!
      "GOLD, SILVER or BRONZE. Null for who is no member."
      loyaltyTier: String
    }

    type ${Contact} @key(fields: "id") {
      id: ID!
      "Null for a company that collects none."
      loyaltyPoints: Int
    }
  `;
}

/** Starts it on a free port. `prefix` is the SCHEMA_PREFIX that superoffice-graphql has. */
export async function startLoyalty({ prefix = '', accounts = ACCOUNTS } = {}) {
  const ids = { persons: byRank(accounts.tiers), contacts: byRank(accounts.points) };
  const resolvers = {
    Query: {
      topCustomers: (_root, { first }) => ids.persons.slice(0, first).map((id) => ({ id })),
      bestCompanies: (_root, { first }) => ids.contacts.slice(0, first).map((id) => ({ id })),
    },
    // What the gateway knows of an entity, `{ __typename, id }`, is enough: no `__resolveReference` is needed.
    [`${prefix}Person`]: { loyaltyTier: ({ id }) => accounts.tiers[id] ?? null },
    [`${prefix}Contact`]: { loyaltyPoints: ({ id }) => accounts.points[id] ?? null },
  };
  const server = new ApolloServer({
    schema: buildSubgraphSchema([{ typeDefs: parse(loyaltySdl({ prefix })), resolvers }]),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(server, { listen: { host: 'localhost', port: 0 } });
  return { url: `http://localhost:${new URL(url).port}/graphql`, stop: () => server.stop() };
}

const RANK = ['GOLD', 'SILVER', 'BRONZE'];

function byRank(scores) {
  const rank = (score) => (typeof score === 'number' ? -score : RANK.indexOf(score));
  return Object.keys(scores).sort((a, b) => rank(scores[a]) - rank(scores[b]));
}
