import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { useGraphQlJit } from '@envelop/graphql-jit';
import DataLoader from 'dataloader';
import { parse } from 'graphql';
import { createYoga } from 'graphql-yoga';
import fetch from 'node-fetch';
import { Pool } from 'undici';
import { createContext } from '../shared/context.js';
import { nodeFetchClient } from '../shared/node-fetch-client.js';
import { resolvers } from '../shared/resolvers.js';
import { undiciClient } from '../shared/undici-client.js';

const { CLIENT, PORT, SUPEROFFICE_URL } = process.env;
const typeDefs = parse(readFileSync(new URL('../shared/schema.graphql', import.meta.url), 'utf8'));
const call = CLIENT === 'undici' ? undiciClient(Pool, SUPEROFFICE_URL) : nodeFetchClient(fetch, SUPEROFFICE_URL);

const yoga = createYoga({
  schema: buildSubgraphSchema({ typeDefs, resolvers }),
  plugins: [useGraphQlJit()],
  graphiql: false,
  logging: false,
  context: ({ request }) => createContext({ call, authorization: request.headers.get('authorization'), DataLoader }),
});
createServer(yoga).listen(Number(PORT), '127.0.0.1');
