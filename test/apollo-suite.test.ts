/**
 * Apollo's own tests of HTTP integrations: our HTTP layer in front of the servers that they make.
 *
 * @jest-environment ./test/helpers/expected-failures-environment.js
 */

import { ApolloServer, type ApolloServerOptions, type BaseContext } from '@apollo/server';
import {
  type CreateServerForIntegrationTestsResult,
  defineIntegrationTestSuite,
} from '@apollo/server-integration-testsuite';
import { jest } from '@jest/globals';
import { loadConfig } from '../src/config.js';
import type { RequestContext } from '../src/graphql/context.js';
import { createAdmission } from '../src/http/admission.js';
import { createOutbox } from '../src/http/answers/outbox.js';
import { createHttpApp } from '../src/http/app.js';
import type { Session } from '../src/identity/session.js';
import { createLogger } from '../src/log/logger.js';

declare global {
  var expectedFailures: Readonly<Record<string, string>>;
}

const OTHER_COPY = 'The suite brings a copy of Apollo Server of its own, of an older version.';
const OTHER_TYPE = 'A body that is not JSON is refused for its type, with 415, before Apollo Server sees it.';
const FIXED_MESSAGE = 'What is wrong with the JSON would repeat it: the message is always the same.';
const NO_QUERY = 'A body without keys is told as every other one that has no `query`.';
const HAS_EXTENSIONS = 'An error gets the id of the request, whatever `formatError` takes away from it.';
const NEVER_STORED = 'An answer that the schema does not let anybody keep is no-store, whichever it is.';
const NO_LANDING_PAGE =
  'A GET without `query` is told so before Apollo Server sees it, which has no landing page in this server.';

/** The tests that must fail, and why. Everything else in the suite must pass. */
globalThis.expectedFailures = {
  'apolloServerTests.ts > lockstep versioning of @apollo/server and @apollo/server-integration-testsuite': OTHER_COPY,
  'apolloServerTests.ts > CSRF prevention > default': OTHER_TYPE,
  'httpServerTests.ts > graphqlHTTP > throws an error if POST body is empty': OTHER_TYPE,
  'httpServerTests.ts > graphqlHTTP > throws an error if invalid content-type': OTHER_TYPE,
  'httpServerTests.ts > graphqlHTTP > throws an error if POST JSON is malformed': FIXED_MESSAGE,
  'httpServerTests.ts > graphqlHTTP > throws an error if POST operation is missing': NO_QUERY,
  'httpServerTests.ts > graphqlHTTP > formatError receives correct error for parse failure': HAS_EXTENSIONS,
  'httpServerTests.ts > graphqlHTTP > cache-control > runs when cache-control is disabled': NEVER_STORED,
  'httpServerTests.ts > graphqlHTTP > cache-control not set without any hints with if-cacheable': NEVER_STORED,
  'httpServerTests.ts > graphqlHTTP > returns PersistedQueryNotSupported to a GET request if PQs disabled':
    NEVER_STORED,
  'httpServerTests.ts > graphqlHTTP > returns PersistedQueryNotSupported to a POST request if PQs disabled':
    NEVER_STORED,
  'httpServerTests.ts > graphqlHTTP > returns PersistedQueryNotFound to a GET request': NEVER_STORED,
  'httpServerTests.ts > graphqlHTTP > returns PersistedQueryNotFound to a POST request': NEVER_STORED,
  'apolloServerTests.ts > renderLandingPage > defaults to LocalDefault': NO_LANDING_PAGE,
  'apolloServerTests.ts > renderLandingPage > can specify version for LocalDefault': NO_LANDING_PAGE,
  'apolloServerTests.ts > renderLandingPage > basic functionality > basic GET works': NO_LANDING_PAGE,
  'apolloServerTests.ts > renderLandingPage > basic functionality > basic GET works with more complex header':
    NO_LANDING_PAGE,
  'apolloServerTests.ts > renderLandingPage > async `html` function > returns a string': NO_LANDING_PAGE,
  'apolloServerTests.ts > renderLandingPage > async `html` function > throws': NO_LANDING_PAGE,
  'httpServerTests.ts > graphqlHTTP > throws an error if GET query is missing': NO_LANDING_PAGE,
};

// Its tests with gateways take longer on a busy machine.
jest.setTimeout(60_000);

defineIntegrationTestSuite(async (options, { context } = {}) => {
  const apollo = new ApolloServer(options as unknown as ApolloServerOptions<BaseContext>);
  await apollo.start();
  const app = await createHttpApp({
    config: loadConfig({}),
    apollo: apollo as ApolloServer<object> as ApolloServer<RequestContext>,
    sessionOf: (caller) => ({ ...caller, key: '' }) as Session,
    contextFor: () => (context?.() ?? {}) as RequestContext,
    readiness: () => 'ready',
    admission: createAdmission({ maxOperations: 200, isFull: () => false }),
    outbox: createOutbox(loadConfig({})),
    logger: createLogger('silent'),
  });
  // The suite asks at the root.
  app.server.prependListener('request', (request) => {
    request.url = request.url?.replace(/^\/(?=$|\?)/, '/graphql');
  });
  // Every error has it, and the suite compares whole answers.
  app.addHook('onSend', async (_request, _reply, payload) => withoutRequestIds(payload));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const server = apollo as unknown as CreateServerForIntegrationTestsResult['server'];
  return { server, url, extraCleanup: () => app.close() };
});

function withoutRequestIds(payload: unknown): unknown {
  return typeof payload === 'string' ? payload.replace(/,?"requestId":"[\w-]+"/g, '') : payload;
}
