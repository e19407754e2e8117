import { composeServices } from '@apollo/composition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLObjectType, parse } from 'graphql';
import type { Server } from '../../src/server.js';
import { execute, startFacade } from '../helpers/facade.js';
import { type FakeSuperOffice, startFakeSuperOffice } from '../helpers/fake-superoffice.js';

/** Another team's subgraph, which knows our persons and companies by their keys alone. */
const REVIEWS = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key"])

  type Query {
    latestReview: Review
  }
  type Review {
    stars: Int
    author: Person
    of: Contact
  }
  type Person @key(fields: "id") {
    id: ID!
    reviews: [Review!]!
  }
  type Contact @key(fields: "id") {
    id: ID!
    averageStars: Float
  }
`;

let superOffice: FakeSuperOffice;
beforeAll(async () => {
  superOffice = await startFakeSuperOffice();
});
afterAll(() => superOffice.stop());

describe.each([
  { env: {}, isSessionKeyThere: false },
  { env: { EXPOSE_SESSION_KEY: 'true' }, isSessionKeyThere: true },
  { env: { NODE_ENV: 'production' }, isSessionKeyThere: false },
])('the subgraph of a server with $env', ({ env, isSessionKeyThere }) => {
  let facade: Server;
  let sdl: string;
  beforeAll(async () => {
    facade = await startFacade(superOffice.url, env);
    const answer = await execute(facade.url, '{ _service { sdl } }', {}, { authorization: '' });
    sdl = answer.data._service.sdl;
  });
  afterAll(() => facade.stop());

  it(`has ${isSessionKeyThere ? 'a' : 'no'} session key`, () => {
    expect(/sessionKey/i.test(sdl)).toBe(isSessionKeyThere);
  });

  it.each([
    { beside: 'nothing', others: [] },
    { beside: 'a subgraph that adds to Person and Contact', others: [{ name: 'reviews', sdl: REVIEWS }] },
  ])('composes beside $beside, without a hint, and shows callers no session key', ({ others }) => {
    const services = [{ name: 'superoffice', sdl }, ...others].map((service) => ({
      name: service.name,
      url: `http://${service.name}.example/graphql`,
      typeDefs: parse(service.sdl),
    }));
    const { errors, hints, schema, supergraphSdl } = composeServices(services);

    expect(errors?.map(({ message }) => message) ?? []).toEqual([]);
    expect(hints?.map(String) ?? []).toEqual([]);
    expect(/sessionKey/i.test(supergraphSdl ?? '')).toBe(isSessionKeyThere);
    const api = schema?.toAPISchema().toGraphQLJSSchema();
    expect(fieldsOf(api?.getMutationType())).toContain('transferChatSession');
    expect(fieldsOf(api?.getQueryType())).toContain('chatSession');
    expect(fieldsOf(api?.getQueryType())).not.toContain('_entities');
    expect(fieldsOf(api?.getType('Person'))).toContain('contact');
    expect(fieldsOf(api?.getType('Person')).includes('reviews')).toBe(others.length > 0);
    expect(fieldsOf(api?.getType('ChatSession'))).toContain('transferTo');
    expect(fieldsOf(api?.getType('ChatSession'))).not.toContain('sessionKey');
  });
});

function fieldsOf(type: unknown): string[] {
  return Object.keys((type as GraphQLObjectType).getFields());
}
