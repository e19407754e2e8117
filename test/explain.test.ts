import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { print } from 'graphql';
import type { ReportedCall, RestReport } from '../src/graphql/rest-report.js';
import { TransferDocument } from './generated/operations.js';
import { type Answer, execute, startFacade, useFacade } from './helpers/facade.js';
import { useRecordedSandbox } from './helpers/recorded-sandbox.js';

const EXPLAIN = { 'x-explain': '1' };
const READ = '{ chatSession(id: 549) { status } }';

/** An operation, what its answer says of its calls, and records that came without one. */
const OPERATIONS: readonly { operation: string; calls: readonly Partial<ReportedCall>[]; servedWithoutCall: number }[] =
  [
    {
      operation: `mutation Transfer { transferChatSession(id: 549, toAssociate: "bo") {
        status transferTo { fullName } user { fullName } person { fullName } contact { name }
        project { name } sale { title } ticket { title }
      } }`,
      calls: [
        {
          method: 'POST',
          route: 'ChatSession/{id}/TransferTo/{toAssociate}',
          records: { asked: 1, got: 1 },
          fields: ['transferChatSession'],
        },
      ],
      servedWithoutCall: 7,
    },
    {
      operation: `query Desk { chatSession(id: 549) {
        person { fullName contact { name country { name } } } owner: ticket { who: ownedBy { fullName } }
      } }`,
      calls: [
        { method: 'GET', route: 'ChatSession/{id}', records: { asked: 1, got: 1 }, fields: ['chatSession'] },
        {
          method: 'POST',
          route: 'Agents/Associate/GetAssociateList',
          records: { asked: 1, got: 1 },
          fields: ['chatSession.owner.who'],
        },
        {
          method: 'POST',
          route: 'Agents/List/GetCountryList',
          records: { asked: 1, got: 1 },
          fields: ['chatSession.person.contact.country'],
        },
      ],
      // The person, the ticket, and the contact, which came inside the session too.
      servedWithoutCall: 3,
    },
    {
      operation: `query Router { _entities(representations: [
        { __typename: "Person", id: "65" }, { __typename: "Person", id: "65" }, { __typename: "Person", id: "66" }
        { __typename: "Person", id: "99999" }
      ]) { ... on Person { fullName contact { id } } } }`,
      calls: [
        {
          method: 'POST',
          route: 'Agents/Person/GetPersonList',
          records: { asked: 3, got: 2 },
          fields: ['_entities'],
        },
      ],
      // The same person twice, and contacts of which only the key is selected.
      servedWithoutCall: 4,
    },
    {
      operation: `query List { chatSessions(first: 2) { edges { node { customerName person { fullName } } } } }`,
      calls: [
        { method: 'GET', route: 'ChatSession', records: null, fields: ['chatSessions'] },
        { method: 'GET', route: 'ChatSession/{id}', fields: ['chatSessions.edges.node'] },
        { method: 'GET', route: 'ChatSession/{id}', fields: ['chatSessions.edges.node'] },
      ],
      servedWithoutCall: 1,
    },
    {
      operation: 'query Targets { transferTargets(topic: 819) { fullName } me { fullName } }',
      calls: [
        { method: 'GET', route: 'User/currentAssociate', fields: ['me'] },
        { method: 'GET', route: 'MDOList/{listname}', fields: ['transferTargets'] },
        { method: 'POST', route: 'Agents/Associate/GetAssociateList', fields: ['transferTargets'] },
      ],
      servedWithoutCall: 0,
    },
    {
      operation: `query Parts {
        chatSessionsForCurrentUser(topics: [819]) { part user { chatPresence { displayName } } }
        me { fullName }
      }`,
      calls: [
        { method: 'GET', route: 'ChatSession/ForCurrentUser', fields: ['chatSessionsForCurrentUser'] },
        { method: 'GET', route: 'User/currentAssociate', fields: ['me'] },
        { method: 'GET', route: 'Presence/GetAll', fields: ['chatSessionsForCurrentUser.user.chatPresence'] },
      ],
      // The users, who came inside their sessions.
      servedWithoutCall: 12,
    },
  ];

describe('an answer to x-explain', () => {
  const tenant = useRecordedSandbox();

  it.each(OPERATIONS)('lists the calls to SuperOffice: $operation', async (expected) => {
    const { data, errors, extensions } = await execute(tenant.facade.url, expected.operation, {}, EXPLAIN);
    const { calls, servedWithoutCall } = reportOf(extensions);

    expect(errors).toBeUndefined();
    expect(tenant.proxy.take().map(templateOf).sort()).toEqual(
      calls.map(({ method, route }) => `${method} ${route}`).sort(),
    );
    expect(calls).toHaveLength(expected.calls.length);
    expect(calls).toEqual(expect.arrayContaining(expected.calls.map((call) => expect.objectContaining(call))));
    expect(servedWithoutCall).toBe(expected.servedWithoutCall);
    for (const [index, { status, startMs, durationMs, bytes, attempt }] of calls.entries()) {
      expect({ status, attempt }).toEqual({ status: 200, attempt: 1 });
      expect(startMs).toBeGreaterThanOrEqual(calls[index - 1]?.startMs ?? 0);
      expect(durationMs).toBeGreaterThan(0);
      expect(bytes).toBeGreaterThan(100);
    }
    const words = textsIn(data).filter((text) => text.length > 2);
    expect(words.length).toBeGreaterThan(0);
    expect(words.filter((word) => JSON.stringify(extensions).includes(word))).toEqual([]);
  });

  it('is as docs/clients.md shows it', async () => {
    const guide = readFileSync(new URL('../docs/clients.md', import.meta.url), 'utf8');
    const shown: RestReport = JSON.parse(/^```json\n(\{\n {2}"calls".*?)^```/ms.exec(guide)?.[1] ?? '');
    const variables = { id: '549', toAssociate: '3' };
    const { extensions } = await execute(tenant.facade.url, print(TransferDocument), variables, EXPLAIN);

    const measured = { startMs: expect.any(Number), durationMs: expect.any(Number), bytes: expect.any(Number) };
    expect(shown.calls).toHaveLength(1);
    expect(reportOf(extensions)).toEqual({ ...shown, calls: shown.calls.map((call) => ({ ...call, ...measured })) });
  });

  it('is the same without it, except for the report', async () => {
    for (const { operation } of OPERATIONS) {
      const explained = await execute(tenant.facade.url, operation, {}, EXPLAIN);
      const plain = await execute(tenant.facade.url, operation);

      expect(plain.data).toEqual(explained.data);
      expect(plain.extensions).toBeUndefined();
    }
  });
});

describe('a request for the REST calls of an operation', () => {
  const pair = useFacade();
  const calls = async (query: string) => {
    const { extensions } = await pair.ask(query, {}, EXPLAIN);
    return reportOf(extensions).calls.map(({ status, attempt, records, bytes }) => ({
      status,
      attempt,
      records,
      bytes,
    }));
  };

  it('shows each attempt, and what was refused', async () => {
    const answers = [503, 200];
    pair.superOffice.on('GET ChatSession/', (_request, response) => {
      response.writeHead(answers.shift() as number, { 'content-type': 'application/json' });
      response.end('{"ChatSessionId":549}');
    });
    const records = { asked: 1, got: 0 };

    expect(await calls(READ)).toEqual([
      { status: 503, attempt: 1, records, bytes: 0 },
      { status: 200, attempt: 2, records: { asked: 1, got: 1 }, bytes: 21 },
    ]);
    pair.superOffice.on('GET ChatSession/', { ErrorMessage: 'C4N4RY' }, 403);
    expect(await calls(READ)).toEqual([{ status: 403, attempt: 1, records, bytes: 0 }]);
    pair.superOffice.on('GET ChatSession/', (_request, response) => response.socket?.destroy());
    expect(await calls('mutation { resetChatSession(id: 549) { id } }')).toEqual([
      { status: 501, attempt: 1, records, bytes: 0 },
    ]);
    expect(await calls(READ)).toMatchObject([{ status: null }, { status: null, attempt: 2 }]);
  });

  it('shows none if nothing was sent', async () => {
    for (const query of ['{ __typename }', '{ chatSession(id: "no number") { status } }', '{ canary }', '{']) {
      expect((await pair.ask(query, {}, EXPLAIN)).extensions).toEqual({ rest: { calls: [], servedWithoutCall: 0 } });
    }
  });

  it('may come from a page of an allowed origin', async () => {
    const { headers } = await fetch(pair.facade.url, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://studio.apollographql.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-explain',
      },
    });
    expect(headers.get('access-control-allow-headers')).toBe('x-explain');
  });

  it('gets an answer that may not be cached', async () => {
    pair.superOffice.on('POST Agents/List/GetCategoryList', [{ Id: 1, Value: 'Customer' }]);
    const ask = (headers: Record<string, string>) => pair.ask('{ category(id: 1) { value } }', {}, headers);

    expect((await ask({})).headers.get('cache-control')).toContain('max-age');
    expect((await ask(EXPLAIN)).headers.get('cache-control')).toBe('no-store');
  });

  it.each(['0', '', 'true', '1, 1'])('is ignored with the value %j', async (value) => {
    expect((await pair.ask('{ __typename }', {}, { 'x-explain': value })).extensions).toBeUndefined();
  });
});

describe('an operator', () => {
  it.each([
    [{}, true],
    [{ EXPLAIN: 'off' }, false],
    [{ NODE_ENV: 'production' }, false],
    [{ NODE_ENV: 'production', EXPLAIN: 'on' }, true],
  ])('who sets %j allows it: %s', async (env, isAllowed) => {
    const facade = await startFacade('http://127.0.0.1:9/', env as Record<string, string>);
    const { extensions } = await execute(facade.url, '{ __typename }', {}, EXPLAIN);
    await facade.stop();

    expect(extensions !== undefined).toBe(isAllowed);
  });
});

function reportOf(extensions: Answer['extensions']): RestReport {
  return extensions?.rest as RestReport;
}

/** `POST ChatSession/549/TransferTo/bo` as SuperOffice's documentation writes it. */
function templateOf(call: string): string {
  return call
    .replace(/\/\d+\/TransferTo\/\w+$/, '/{id}/TransferTo/{toAssociate}')
    .replace(/\/\d+$/, '/{id}')
    .replace(/chatuser$/, '{listname}');
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).flatMap(textsIn);
  }
  return typeof value === 'string' ? [value] : [];
}
