import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import DataLoader from 'dataloader';
import { parse } from 'graphql';
import fetch from 'node-fetch';
import { createContext } from '../shared/context.js';
import { nodeFetchClient } from '../shared/node-fetch-client.js';
import { resolvers } from '../shared/resolvers.js';

const typeDefs = parse(readFileSync(new URL('../shared/schema.graphql', import.meta.url), 'utf8'));
const call = nodeFetchClient(fetch, process.env.SUPEROFFICE_URL);

await startStandaloneServer(new ApolloServer({ schema: buildSubgraphSchema({ typeDefs, resolvers }) }), {
  listen: { port: Number(process.env.PORT), host: '127.0.0.1' },
  context: async ({ req }) => createContext({ call, authorization: req.headers.authorization, DataLoader }),
});
