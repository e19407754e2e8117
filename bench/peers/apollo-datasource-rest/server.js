import { readFileSync } from 'node:fs';
import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { resolvers } from '../shared/resolvers.js';

/** Reads each record with a separate call, as in the data source's documentation: it has no batches. */
class SuperOffice extends RESTDataSource {
  baseURL = process.env.SUPEROFFICE_URL;

  constructor({ authorization, cache }) {
    super({ cache });
    this.authorization = authorization;
  }

  willSendRequest(_path, request) {
    request.headers.authorization = this.authorization;
  }

  /** Within one request, nothing is read twice. */
  requestDeduplicationPolicyFor(url, request) {
    const isRead = request.method === 'GET' || url.pathname.endsWith('/GetAssociate');
    return isRead
      ? { policy: 'deduplicate-until-invalidated', deduplicationKey: this.cacheKeyFor(url, request) }
      : super.requestDeduplicationPolicyFor(url, request);
  }

  transfer(id, toAssociate) {
    return this.post(`ChatSession/${id}/TransferTo/${encodeURIComponent(toAssociate)}`);
  }

  getSessions() {
    return this.get('ChatSession/ForCurrentUser');
  }

  getAssociate(id) {
    return this.post('Agents/Associate/GetAssociate', { params: { associateId: String(id) } });
  }

  getContact(id) {
    return this.get(`Contact/${id}/Simple`);
  }

  getCountry(id) {
    return this.get(`List/Country/Items/${id}`);
  }

  getPerson(id) {
    return this.get(`Person/${id}/Simple`);
  }
}

const typeDefs = parse(readFileSync(new URL('../shared/schema.graphql', import.meta.url), 'utf8'));
const server = new ApolloServer({ schema: buildSubgraphSchema({ typeDefs, resolvers }) });

await startStandaloneServer(server, {
  listen: { port: Number(process.env.PORT), host: '127.0.0.1' },
  context: async ({ req }) => {
    const rest = new SuperOffice({ authorization: req.headers.authorization, cache: server.cache });
    const load = {
      associate: (id) => rest.getAssociate(id),
      contact: (id) => rest.getContact(id),
      country: (id) => rest.getCountry(id),
      person: (id) => rest.getPerson(id),
    };
    return { rest, load };
  },
});
