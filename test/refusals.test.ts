import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadConfig } from '../src/config.js';
import { createKeyOf } from '../src/identity/key-of.js';
import { createSessions } from '../src/identity/session.js';
import { createTenant } from '../src/superoffice/tenant.js';
import { assembleServer } from './helpers/assembled-server.js';
import { execute, TJE0, useFacade } from './helpers/facade.js';
import { type FakeSuperOffice, startFakeSuperOffice } from './helpers/fake-superoffice.js';

const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';
const ME = '{ me { id } }';
const NOT_ACCEPTABLE =
  'Expected an Accept header of at most 1024 characters, with application/json or application/graphql-response+json.';

const pair = useFacade({ MAX_REPRESENTATIONS: '2' });
const { ask } = pair;

beforeEach(() => answerAll(pair.superOffice));

function answerAll(superOffice: FakeSuperOffice): void {
  superOffice.on('POST ChatSession/549/TransferTo/bo', { ChatSessionId: 549 });
  superOffice.on('GET User/currentAssociate', { AssociateId: 5 });
}

const requests = [
  { by: 'POST, a change', send: (accept: string) => post(TRANSFER, accept) },
  { by: 'POST, a query', send: (accept: string) => post(ME, accept) },
  {
    by: 'GET',
    send: (accept: string) =>
      fetch(`${pair.facade.url}?${new URLSearchParams({ query: ME })}`, {
        headers: { accept, authorization: TJE0, 'apollo-require-preflight': '1' },
      }),
  },
];

function post(query: string, accept: string): Promise<Response> {
  return fetch(pair.facade.url, {
    method: 'POST',
    headers: { accept, authorization: TJE0, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
}

describe.each(requests)('an answer to $by', ({ send }) => {
  it.each([
    'application/xml',
    'text/html',
    'text/*',
    'application/graphql+json',
    'application/json;q=0',
    '*/*;q=0',
    'application/json;charset=utf-16',
    'image/png, application/xml;q=0.9',
    'json',
    ',',
    `application/json${',a/b'.repeat(300)}`,
  ])('cannot be sent as %s: 406, and SuperOffice is not called', async (accept) => {
    const response = await send(accept);

    expect(response.status).toBe(406);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: NOT_ACCEPTABLE,
          extensions: { code: 'BAD_REQUEST', requestId: response.headers.get('x-request-id') },
        },
      ],
    });
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it.each([
    ['*/*', 'application/json; charset=utf-8'],
    ['application/*', 'application/json; charset=utf-8'],
    ['Application/JSON', 'application/json; charset=utf-8'],
    ['image/png, */*;q=0.1', 'application/json; charset=utf-8'],
    ['application/xml, application/json;q=0.1', 'application/json; charset=utf-8'],
    ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
    ['application/json;q=0.5, application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
    ['multipart/mixed; deferSpec=20220824, application/json', 'application/json; charset=utf-8'],
  ])('can be sent as %s', async (accept, type) => {
    const response = await send(accept);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(pair.superOffice.calls()).toHaveLength(1);
  });

  it('is refused if and only if SuperOffice was not called, for any Accept header', async () => {
    const type = fc.constantFrom('application', '*', 'text', 'multipart', 'application ', '"application"', '');
    const subtype = fc.constantFrom('json', '*', 'graphql-response+json', 'mixed', 'JSON', 'xml', '');
    const parameter = fc.constantFrom('', ';q=0', ';q=0.5', ';q=x', ';charset=utf-8', ';charset="utf-8"', ';a="', ';;');
    const range = fc.tuple(type, subtype, parameter).map(([one, two, three]) => `${one}/${two}${three}`);
    await fc.assert(
      fc.asyncProperty(fc.array(range, { minLength: 1, maxLength: 3 }), async (ranges) => {
        pair.superOffice.forget();

        const response = await send(ranges.join(', '));

        expect([200, 406]).toContain(response.status);
        expect(pair.superOffice.calls()).toHaveLength(response.status === 200 ? 1 : 0);
      }),
    );
  });
});

describe('a request that is answered with 400 or above', () => {
  const entities = '_entities(representations: $r) { __typename }';
  const persons = [1, 2, 3].map((id) => ({ __typename: 'Person', id }));
  const literal = '[{ __typename: "Person", id: 1 }, { __typename: "Person", id: 2 }, { __typename: "Person", id: 3 }]';
  const REFUSED = [
    { what: 'a batch', body: [{ query: TRANSFER }, { query: ME }] },
    { what: 'a query in parts', body: { query: '{ me { id } ... @defer { category(id: 1) { id } } }' } },
    {
      what: 'too many representations beside another field',
      body: { query: `query ($r: [_Any!]!) { me { id } ${entities} }`, variables: { r: persons } },
    },
    {
      what: 'too many representations in the document',
      body: { query: `{ me { id } ${entities.replace('$r', literal)} }` },
    },
    {
      what: 'too many representations as a default',
      body: { query: `query ($r: [_Any!]! = ${literal}) { me { id } ${entities} }` },
    },
    {
      what: 'too many representations in a fragment',
      body: {
        query: `query ($r: [_Any!]!) { me { id } ...F } fragment F on Query { ${entities} }`,
        variables: { r: persons },
      },
    },
    {
      what: 'a change that comes twice',
      body: { query: TRANSFER.replace('{', `{ a: transferChatSession(id: "549", toAssociate: "bo") { id }`) },
    },
    { what: 'an operation that is not there', body: { query: `${TRANSFER}`, operationName: 'Other' } },
    { what: 'a variable of a wrong type', body: { query: `query ($id: ID!) ${ME}`, variables: { id: {} } } },
    { what: 'a text as variables', body: { query: TRANSFER, variables: '{}' } },
  ];

  it.each(REFUSED)('is not executed, not even in part: $what', async ({ body }) => {
    for (const accept of ['*/*', 'application/graphql-response+json']) {
      const response = await fetch(pair.facade.url, {
        method: 'POST',
        headers: { accept, authorization: TJE0, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });

      expect(response.status).toBe(400);
      expect(await response.json()).not.toHaveProperty('data');
      expect(pair.superOffice.calls()).toEqual([]);
    }
  });

  it('is not executed: a change by GET', async () => {
    const response = await fetch(`${pair.facade.url}?${new URLSearchParams({ query: TRANSFER })}`, {
      headers: { authorization: TJE0, 'apollo-require-preflight': '1' },
    });

    expect(response.status).toBe(405);
    expect(pair.superOffice.calls()).toEqual([]);
  });
});

describe('an operation that was executed', () => {
  it.each(['toJSON', 'then', 'constructor', 'toString', 'hasOwnProperty'])(
    'is answered if its field is called %s',
    async (alias) => {
      const { status, data } = await ask(TRANSFER.replace('{ transfer', `{ ${alias}: transfer`));

      expect({ status, data }).toEqual({ status: 200, data: { [alias]: { id: '549' } } });
    },
  );
});

describe('an operation whose report fails', () => {
  const config = loadConfig({});
  let superOffice: FakeSuperOffice;
  let url: string;
  const stops: (() => unknown)[] = [];

  beforeAll(async () => {
    superOffice = await startFakeSuperOffice();
    answerAll(superOffice);
    const tenant = await createTenant(
      { ...config, superOfficeUrl: new URL(superOffice.url) },
      { onCall() {}, onMisdirection() {} },
    );
    const keyOf = createKeyOf('secret');
    const server = await assembleServer({
      config,
      keyOf,
      sessionOf: createSessions(tenant, keyOf),
      adapt: (context) => ({
        ...context,
        onEnd() {
          throw new RangeError('The report fails.');
        },
      }),
    });
    url = server.url;
    stops.push(
      () => server.stop(),
      () => tenant.close(),
      () => superOffice.stop(),
    );
  });
  afterAll(async () => {
    for (const stop of stops) {
      await stop();
    }
  });

  it('is answered', async () => {
    const { status, data } = await execute(url, TRANSFER);

    expect({ status, data }).toEqual({ status: 200, data: { transferChatSession: { id: '549' } } });
    expect(superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
  });
});
