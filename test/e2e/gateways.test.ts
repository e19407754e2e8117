import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fetchSdl } from '../../examples/supergraph/compose.js';
import { startLoyalty } from '../../examples/supergraph/loyalty.js';
import { type Answer, execute, startFacade, TJE0 } from '../helpers/facade.js';
import {
  type FakeSuperOffice,
  type RecordedRequest,
  sendJson,
  startFakeSuperOffice,
} from '../helpers/fake-superoffice.js';
import { GATEWAYS, type Running } from './gateways.js';

const SECRET = 'a secret between the router and us';
const PERSONS = 'POST Agents/Person/GetPersonList';
const CONTACTS = 'POST Agents/Contact/GetContactList';

/** Fifty persons and fifty companies that collect points. */
const ids = (start: number) => Array.from({ length: 50 }, (_item, index) => start + index);
const ACCOUNTS = {
  tiers: Object.fromEntries(ids(1).map((id) => [id, 'GOLD'])),
  points: Object.fromEntries(ids(101).map((id) => [id, 1000 - id])),
};

describe.each(GATEWAYS)('through $gateway', ({ start, tellsPositions }) => {
  const running: { stop(): Promise<void> }[] = [];
  let superOffice: FakeSuperOffice;
  let loyalty: Witness;
  let gateway: Running;

  beforeAll(async () => {
    const keep = <T extends { stop(): Promise<void> }>(server: T): T => {
      running.unshift(server);
      return server;
    };
    superOffice = keep(await startFakeSuperOffice());
    const facade = keep(
      await startFacade(superOffice.url, { ROUTER_SECRET: SECRET, SUPEROFFICE_COOKIES: 'SoSession, SoExtra' }),
    );
    loyalty = keep(await startWitness(keep(await startLoyalty({ accounts: ACCOUNTS })).url));
    const subgraphs = [
      { name: 'superoffice', url: facade.url, sdl: await fetchSdl(facade.url, { 'x-router-secret': SECRET }) },
      { name: 'loyalty', url: loyalty.url, sdl: await fetchSdl(loyalty.url) },
    ];
    gateway = keep(await start(subgraphs, SECRET));
  }, 60_000);

  afterAll(async () => {
    for (const server of running) {
      await server.stop();
    }
  }, 60_000);

  beforeEach(() => {
    superOffice.forget();
    loyalty.seen.length = 0;
    know(superOffice, PERSONS, 'PersonId', 'FullName');
    know(superOffice, CONTACTS, 'ContactId', 'Name');
  });

  const ask = (query: string, headers?: Record<string, string>, variables = {}): Promise<Answer> =>
    execute(gateway.url, query, variables, headers);

  it('transfers a chat session, once', async () => {
    superOffice.on('POST ChatSession/549/TransferTo/', {
      ChatSessionId: 549,
      Status: 'CustomerLast',
      User: { AssociateId: 5 },
      TransferTo: { AssociateId: 3, UserName: 'bo' },
    });

    const { data, errors } = await ask(
      'mutation { transferChatSession(id: "549", toAssociate: "3") { id status user { id } transferTo { id userName } } }',
    );

    expect(errors).toBeUndefined();
    expect(data).toEqual({
      transferChatSession: {
        id: '549',
        status: 'CUSTOMER_LAST',
        user: { id: '5' },
        transferTo: { id: '3', userName: 'bo' },
      },
    });
    expect(superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/3']);
  });

  it.each([
    { how: 'a variable', query: 'mutation ($key: String) { KEYED }', key: '$key' },
    { how: 'a literal', query: 'mutation { KEYED }', key: '"key-of-a-literal"' },
  ])('sends a change with a key of its own once, as $how, and drops the header', async ({ how, query, key }) => {
    superOffice.on('POST ChatSession/549/', { ChatSessionId: 549 });
    superOffice.on('POST ChatSession/550/', { ChatSessionId: 550 });
    const field = `a: transferChatSession(id: "549", toAssociate: "3", idempotencyKey: ${key}) { id }`;
    const both = `${field} b: resetChatSession(id: "550") { id }`;
    const variables = how === 'a variable' ? { key: 'key-of-a-variable' } : {};
    const change = (fields: string) =>
      ask(query.replace('KEYED', fields), { 'idempotency-key': `header-of-${how.replace(' ', '-')}` }, variables);

    const answers = [await change(both), await change(both), await change(field)];

    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined, undefined]);
    expect(answers.map(({ data }) => data)).toEqual([
      { a: { id: '549' }, b: { id: '550' } },
      { a: { id: '549' }, b: { id: '550' } },
      { a: { id: '549' } },
    ]);
    const reset = 'POST ChatSession/550/Reset';
    expect(superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/3', reset, reset]);
  });

  it('fails a change whose key was used for another one, and sends nothing', async () => {
    superOffice.on('POST ChatSession/', { ChatSessionId: 549 });
    const transfer =
      'mutation ($to: String!) { transferChatSession(id: "549", toAssociate: $to, idempotencyKey: "key-of-two") { id } }';
    await ask(transfer, {}, { to: '3' });

    const { errors } = await ask(transfer, {}, { to: '5' });

    expect(errors?.length).toBeGreaterThan(0);
    expect(superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/3']);
  });

  it('reads 50 persons and 50 companies that loyalty names with one REST call for each kind', async () => {
    const { data, errors } = await ask(
      '{ topCustomers(first: 50) { id fullName loyaltyTier } bestCompanies(first: 50) { id name loyaltyPoints } }',
    );

    expect(errors).toBeUndefined();
    expect(data).toEqual({
      topCustomers: ids(1).map((id) => ({ id: `${id}`, fullName: `text of ${id}`, loyaltyTier: 'GOLD' })),
      bestCompanies: ids(101).map((id) => ({ id: `${id}`, name: `text of ${id}`, loyaltyPoints: 1000 - id })),
    });
    expect(superOffice.calls().sort()).toEqual([CONTACTS, PERSONS]);
    expect(superOffice.requests.map(({ body }) => (body as number[]).length)).toEqual([50, 50]);
  });

  it('gets the points of a session’s person and company from loyalty, without a REST call', async () => {
    superOffice.on('GET ChatSession/549', {
      ChatSessionId: 549,
      Person: { PersonId: 7, FullName: 'Known from the session', ContactId: 107 },
    });

    const { data, errors } = await ask(
      '{ chatSession(id: "549") { person { fullName loyaltyTier contact { id loyaltyPoints } } } }',
    );

    expect(errors).toBeUndefined();
    expect(data).toEqual({
      chatSession: {
        person: {
          fullName: 'Known from the session',
          loyaltyTier: 'GOLD',
          contact: { id: '107', loyaltyPoints: 893 },
        },
      },
    });
    expect(superOffice.calls()).toEqual(['GET ChatSession/549']);
  });

  it('shows the code and path of a person who may not be read, and the other persons', async () => {
    know(superOffice, PERSONS, 'PersonId', 'FullName', (id) => id !== 2);

    const { status, data, errors } = await ask('{ topCustomers(first: 3) { id fullName loyaltyTier } }');

    expect(status).toBe(200);
    expect(data.topCustomers).toEqual([
      { id: '1', fullName: 'text of 1', loyaltyTier: 'GOLD' },
      { id: '2', fullName: null, loyaltyTier: 'GOLD' },
      { id: '3', fullName: 'text of 3', loyaltyTier: 'GOLD' },
    ]);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      path: expect.arrayContaining(['topCustomers', ...(tellsPositions ? [1] : [])]),
      extensions: { code: 'FORBIDDEN', requestId: expect.any(String) },
    });
  });

  it('shows the outcome of a transfer of a session that does not exist', async () => {
    superOffice.on('POST ChatSession/551/TransferTo/', { ErrorType: 'SoNotFoundException' }, 404);

    const { status, data, errors } = await ask(
      'mutation { transferChatSession(id: "551", toAssociate: "3") { id transferTo { id } } }',
    );

    expect(status).toBe(200);
    expect(data).toEqual({ transferChatSession: null });
    expect(errors).toMatchObject([
      { path: ['transferChatSession'], extensions: { code: 'NOT_FOUND', outcome: 'REJECTED' } },
    ]);
    expect(superOffice.calls()).toHaveLength(1);
  });

  it.each([
    { credential: { authorization: TJE0 } },
    { credential: { authorization: 'SoTicket 7T:MQBjADgA/+==~!$&*()[]{}<>|;,' } },
    { credential: { authorization: 'Bearer 8A:Cust12345.eyJhbGciOiJSUzI1NiJ9.a_b-c' } },
    { credential: { authorization: '', 'x-xsrf-token': 'CfDJ8/+=_-', cookie: 'SoSession=a%20b=c; SoExtra="d"' } },
  ])('passes $credential to SuperOffice unchanged, and to nobody else', async ({ credential }) => {
    const { errors } = await ask('{ topCustomers(first: 1) { fullName loyaltyTier } }', {
      ...credential,
      'accept-language': 'nb-NO,nb;q=0.9',
      'so-culture': 'nb-NO',
      'so-timezone': 'W. Europe Standard Time',
      'so-apptoken': 'app token of the caller',
    });

    expect(errors).toBeUndefined();
    const expected = Object.fromEntries(Object.entries(credential).filter(([, value]) => value !== ''));
    expect(superOffice.requests).toHaveLength(1);
    expect(superOffice.requests[0]?.headers).toMatchObject({
      ...expected,
      'accept-language': 'nb-NO,nb;q=0.9',
      'so-culture': 'nb-NO',
      'so-timezone': 'W. Europe Standard Time, includeTZOffset',
      'so-apptoken': 'app token of the caller',
    });
    expect(loyalty.seen.length).toBeGreaterThan(0);
    for (const headers of loyalty.seen) {
      const names = Object.keys(headers);
      expect(names.filter((name) => /^(authorization|cookie|so-|x-xsrf|x-router)/.test(name))).toEqual([]);
    }
  });
});

/** Makes SuperOffice answer every record, but refuse a batch with one that may not be read. */
function know(
  superOffice: FakeSuperOffice,
  call: string,
  key: string,
  property: string,
  mayRead = (_id: number) => true,
) {
  superOffice.on(call, ({ body }: RecordedRequest, response) => {
    const asked = body as number[];
    if (asked.every(mayRead)) {
      sendJson(
        response,
        asked.map((id) => ({ [key]: id, [property]: `text of ${id}` })),
      );
    } else {
      sendJson(response, { Error: true, ErrorType: 'SoSentryException' }, 403);
    }
  });
}

interface Witness extends Running {
  /** The headers of every request. */
  readonly seen: IncomingHttpHeaders[];
}

/** Passes requests on to a subgraph, and notes their headers. */
async function startWitness(target: string): Promise<Witness> {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer(async (request, response) => {
    seen.push(request.headers);
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const answer = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.concat(chunks),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    seen,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
