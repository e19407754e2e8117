import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Server } from '../src/server.js';
import { type Answer, startFacade, TJE0 } from './helpers/facade.js';
import { type FakeSuperOffice, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';

interface Sent {
  readonly query?: unknown;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly extensions?: unknown;
}

interface Mistake {
  readonly sent: Sent;
  readonly accept?: string;
  readonly status?: number;
  readonly code: string;
}

const NO_SUCH_OPERATION = 'GRAPHQL_VALIDATION_FAILED';
const NULL_FOR_ID = { variables: { id: null } };

/** Documents that graphql-js, or Apollo Server, refuses in another place than validation, or would not refuse at all. */
const MISTAKES: readonly Mistake[] = [
  { sent: { query: 'subscription { x }' }, status: 400, code: NO_SUCH_OPERATION },
  { sent: { query: 'subscription S { __typename }' }, status: 400, code: NO_SUCH_OPERATION },
  {
    sent: { query: 'query Q { __typename } subscription S { x }', operationName: 'S' },
    status: 400,
    code: NO_SUCH_OPERATION,
  },
  {
    sent: { query: 'query Q { __typename } subscription S { x }', operationName: 'Q' },
    status: 400,
    code: NO_SUCH_OPERATION,
  },
  { sent: { query: 'subscription { ...F } fragment F on Query { me { id } }' }, status: 400, code: NO_SUCH_OPERATION },
  { sent: { query: 'query ($id: ID = 3) { user(id: $id) { id } }', ...NULL_FOR_ID }, code: 'BAD_USER_INPUT' },
  {
    sent: { query: 'query ($id: Boolean = true) { me @skip(if: $id) { id } }', ...NULL_FOR_ID },
    code: 'BAD_USER_INPUT',
  },
  {
    sent: { query: 'query ($id: Boolean = true) { me { id @include(if: $id) } }', ...NULL_FOR_ID },
    code: 'BAD_USER_INPUT',
  },
  {
    sent: { query: 'query ($id: [ID!] = []) { me { id } node: user(id: $id) { id } }', ...NULL_FOR_ID },
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  { sent: { query: 'fragment F on Query { __typename }' }, status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
  { sent: { query: 'type X { a: Int }' }, status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
  { sent: { query: '# nothing' }, status: 400, code: 'GRAPHQL_PARSE_FAILED' },
  { sent: { query: '{ me { id @stream } }' }, status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
  {
    sent: { query: '{ ... @defer { __typename } }' },
    accept: 'multipart/mixed;deferSpec=20220824, application/json',
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    sent: {
      query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      variables: { r: [1, 'x', [], { __typename: '__proto__' }, { __typename: ['User'] }, { __typename: 'User' }] },
    },
    code: 'BAD_USER_INPUT',
  },
  {
    sent: { query: 'query Q { __typename }', operationName: '__proto__' },
    status: 400,
    code: 'OPERATION_RESOLUTION_FAILURE',
  },
  { sent: { query: 'query ($__proto__: ID!) { user(id: $__proto__) { id } }' }, status: 400, code: 'BAD_USER_INPUT' },
  {
    sent: { query: '{ chatSessions(filter: { text: "\\uD800" }) { edges { cursor } } }' },
    status: 400,
    code: 'GRAPHQL_PARSE_FAILED',
  },
  {
    sent: { query: '{ chatSessions(after: "\\u0000") { edges { cursor } } }' },
    code: 'BAD_USER_INPUT',
  },
  { sent: { query: '{ me { id } }', extensions: { persistedQuery: 'x' } }, code: 'PERSISTED_QUERY_NOT_SUPPORTED' },
];

/** `transferChatSession` among them: a mutation is refused in the same way, and never sent. */
const MUTATION: Mistake = {
  sent: {
    query: 'mutation ($id: ID = 549) { transferChatSession(id: $id, toAssociate: "3") { id } }',
    ...NULL_FOR_ID,
  },
  code: 'BAD_USER_INPUT',
};

describe.each([{}, { COMPILED_EXECUTION: 'off' }, { FEDERATED_TRACE: 'on' }])(
  'what a client sends is never told as a defect of the server, with %p',
  (env) => {
    const logged: string[] = [];
    let superOffice: FakeSuperOffice;
    let facade: Server;
    beforeAll(async () => {
      const logger = pino({ level: 'warn' }, { write: (line) => logged.push(line) });
      superOffice = await startFakeSuperOffice();
      superOffice.on('GET ', { AssociateId: 3 });
      facade = await startFacade(superOffice.url, { ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1', ...env }, { logger });
    });
    afterAll(async () => {
      await facade?.stop();
      await superOffice?.stop();
    });

    const headersFor = (accept = '*/*') => ({ 'content-type': 'application/json', authorization: TJE0, accept });

    async function post({ sent, accept }: Mistake): Promise<Answer> {
      const headers = headersFor(accept);
      return answerOf(await fetch(facade.url, { method: 'POST', headers, body: JSON.stringify(sent) }));
    }

    async function get({ sent, accept }: Mistake): Promise<Answer> {
      const parameters = Object.entries(sent).map(([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]);
      const url = `${facade.url}?${new URLSearchParams(parameters)}`;
      return answerOf(await fetch(url, { headers: headersFor(accept) }));
    }

    async function answerOf(response: Response): Promise<Answer> {
      return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
    }

    function expectMistake(answer: Answer, { status = 200, code }: Mistake): void {
      expect({ status: answer.status, codes: answer.errors?.map(({ extensions }) => extensions.code) }).toEqual({
        status,
        codes: expect.arrayContaining([code]),
      });
      expect(JSON.stringify(answer.errors)).not.toMatch(/INTERNAL_SERVER_ERROR/);
    }

    it.each(MISTAKES)('$sent', async (mistake) => {
      expectMistake(await post(mistake), mistake);
      expectMistake(await get(mistake), mistake);
    });

    it('refuses a mutation too, without sending it', async () => {
      expectMistake(await post(MUTATION), MUTATION);
      expect(superOffice.calls().filter((call) => call.startsWith('POST'))).toEqual([]);
    });

    it('logs only that it failed, and counts no defect', async () => {
      expect(new Set(logged.map((line) => JSON.parse(line).msg))).toEqual(new Set(['operation']));
      const { samples } = await scrape(facade);
      const told = new Set(samples.flatMap(({ labels }) => Object.values(labels)));

      expect(told).toContain('GRAPHQL_VALIDATION_FAILED');
      expect(told).not.toContain('INTERNAL_SERVER_ERROR');
    });
  },
);
