import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, fetchExchange } from '@urql/core';
import { GraphQLClient } from 'graphql-request';
import { codeOf, isFinal, readFailure, retryAfterMsOf } from '../../client/index.js';
import type { Server } from '../../src/server.js';
import { execute, newCredential, startFacade, TJE0, useFacade } from '../helpers/facade.js';
import { freePort } from '../helpers/free-port.js';

const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id person { fullName } } }';
const OWN = { authorization: TJE0 };

type Headers = Readonly<Record<string, string>>;

const apollo = (url: string, headers: Headers) =>
  new ApolloClient({ link: new HttpLink({ uri: url, headers }), cache: new InMemoryCache() });
const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** Libraries, each with the error that it gives. */
const LIBRARIES: Readonly<Record<string, (url: string, headers: Headers) => Promise<unknown>>> = {
  'Apollo Client': async (url, headers) =>
    (await apollo(url, headers).mutate({ mutation: gql(TRANSFER), errorPolicy: 'all' })).error,
  'Apollo Client, which rejects by default': (url, headers) =>
    rejection(apollo(url, headers).mutate({ mutation: gql(TRANSFER) })),
  urql: async (url, headers) => {
    const client = new Client({ url, fetchOptions: { headers }, preferGetMethod: false, exchanges: [fetchExchange] });
    return (await client.mutation(TRANSFER, {})).error;
  },
  'graphql-request': (url, headers) => rejection(new GraphQLClient(url, { headers }).request(TRANSFER)),
  fetch: async (url, headers) => {
    const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } };
    try {
      const response = await fetch(url, { ...init, body: JSON.stringify({ query: TRANSFER }) });
      return (await response.json()).errors;
    } catch (error) {
      return error;
    }
  },
};

const pair = useFacade({ SUPEROFFICE_WRITE_TIMEOUT_MS: '100' });
const limited = useFacade({ RATE_LIMIT_BURST: '1', RATE_LIMIT_PER_SECOND: '1' });
const stops: (() => unknown)[] = [];
let cutOff: Server;
let gone: string;
let proxy: string;
beforeAll(async () => {
  gone = `http://127.0.0.1:${await freePort()}/api/v1/`;
  cutOff = await startFacade(gone);
  const server = createServer((_request, response) => {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  proxy = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  stops.push(
    () => cutOff.stop(),
    () => server.close().closeAllConnections(),
  );
});
afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
});

interface Case {
  readonly when: string;
  /** Makes the change fail; the server's URL. */
  prepare(): string | Promise<string>;
  /** Default: tje0's. */
  headers?(): Headers;
  readonly outcome: 'NOT_SENT' | 'REJECTED' | 'UNKNOWN';
  /** Undefined if the server does not answer. */
  readonly code?: string;
  readonly isFinal?: true;
  readonly isRetryable?: true;
  readonly waits?: true;
}

const answer = (status: number) => () => {
  pair.superOffice.on('POST ', { Error: true }, status);
  return pair.facade.url;
};

const CASES: readonly Case[] = [
  { when: 'SuperOffice refuses it', prepare: answer(403), outcome: 'REJECTED', code: 'FORBIDDEN', isFinal: true },
  { when: 'its record is gone', prepare: answer(404), outcome: 'REJECTED', code: 'NOT_FOUND', isFinal: true },
  { when: 'SuperOffice fails', prepare: answer(500), outcome: 'UNKNOWN', code: 'UPSTREAM_ERROR' },
  {
    when: 'SuperOffice does not answer',
    prepare() {
      pair.superOffice.on('POST ', () => undefined);
      return pair.facade.url;
    },
    outcome: 'UNKNOWN',
    code: 'UPSTREAM_TIMEOUT',
  },
  {
    when: 'SuperOffice cannot be reached',
    prepare: () => cutOff.url,
    outcome: 'NOT_SENT',
    code: 'UPSTREAM_UNAVAILABLE',
    isRetryable: true,
  },
  {
    when: 'SuperOffice does not accept the credential',
    prepare: answer(401),
    headers: newCredential,
    outcome: 'REJECTED',
    code: 'UNAUTHENTICATED',
    isFinal: true,
  },
  {
    when: 'it has no credential',
    prepare: () => pair.facade.url,
    headers: () => ({}),
    outcome: 'NOT_SENT',
    code: 'UNAUTHENTICATED',
    isFinal: true,
  },
  {
    when: 'the caller has made too many requests',
    async prepare() {
      limited.superOffice.on('POST ', { ChatSessionId: 549 });
      await execute(limited.facade.url, TRANSFER);
      return limited.facade.url;
    },
    outcome: 'NOT_SENT',
    code: 'RATE_LIMITED',
    isRetryable: true,
    waits: true,
  },
  { when: 'the server is gone', prepare: () => gone, outcome: 'UNKNOWN' },
  { when: 'a proxy answers for the server', prepare: () => proxy, outcome: 'UNKNOWN' },
];

describe.each(Object.entries(LIBRARIES))('the error of %s', (_library, send) => {
  it.each(CASES)('tells what became of a change when $when', async ({ prepare, headers, outcome, code, ...rest }) => {
    const error = await send(await prepare(), headers?.() ?? OWN);

    expect(readFailure(error)).toEqual({
      outcome,
      code: code ?? 'NO_ANSWER',
      requestId: code ? expect.stringMatching(/./) : '',
      isRetryable: rest.isRetryable ?? false,
      isUnanswered: !code,
    });
    expect({ code: codeOf(error), isFinal: isFinal(error), waits: retryAfterMsOf(error) > 0 }).toEqual({
      code,
      isFinal: rest.isFinal ?? false,
      waits: rest.waits ?? false,
    });
  });

  it('is not a failure of the change when only a field below it fails', async () => {
    pair.superOffice.on('POST ChatSession/549/TransferTo/bo', { ChatSessionId: 549, Person: { PersonId: 7 } });
    pair.superOffice.on('POST Agents/', { Error: true }, 500);
    const error = await send(pair.facade.url, OWN);

    expect(codeOf(error)).toBe('UPSTREAM_ERROR');
    expect(readFailure(error)).toBeUndefined();
  });
});
