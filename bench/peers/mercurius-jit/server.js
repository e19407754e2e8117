import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import DataLoader from 'dataloader';
import fastify from 'fastify';
import { parse } from 'graphql';
import mercurius from 'mercurius';
import fetch from 'node-fetch';
import { Pool } from 'undici';
import { createContext } from '../shared/context.js';
import { nodeFetchClient } from '../shared/node-fetch-client.js';
import { resolvers } from '../shared/resolvers.js';
import { undiciClient } from '../shared/undici-client.js';

const { CLIENT, PORT, SUPEROFFICE_URL } = process.env;
const typeDefs = parse(readFileSync(new URL('../shared/schema.graphql', import.meta.url), 'utf8'));
const call = CLIENT === 'undici' ? undiciClient(Pool, SUPEROFFICE_URL) : nodeFetchClient(fetch, SUPEROFFICE_URL);

const app = fastify();
app.register(mercurius, {
  schema: buildSubgraphSchema({ typeDefs, resolvers }),
  jit: 1,
  context: ({ headers }) => createContext({ call, authorization: headers.authorization, DataLoader }),
});
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
