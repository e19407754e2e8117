import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  cursorOf,
  full,
  fullRowsOf,
  LIST,
  listOf,
  PERSONS,
  range,
  routesOf,
  rowsOf,
  sessionsById,
} from './helpers/chat-session-lists.js';
import { acceptCredential, useFacade } from './helpers/facade.js';
import { batchOf, notFound } from './helpers/fake-superoffice.js';
import { holdInFlight } from './helpers/hold-in-flight.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;
const routes = () => routesOf(pair);

const CONTACTS = 'POST Agents/Contact/GetContactList';

describe('the rows of a list', () => {
  it.each([
    { what: 'fewer than were asked for, and a link to more', ids: [7], more: true, hasNextPage: true },
    { what: 'fewer than were asked for, and none', ids: [7], more: false, hasNextPage: false },
    { what: 'no row, and a link to more', ids: [], more: true, hasNextPage: false },
    { what: 'a record twice', ids: [7, 7, 8], more: false, hasNextPage: false },
  ])('have a next page if SuperOffice announces one: $what', async ({ ids, more, hasNextPage }) => {
    const link = more ? 'https://superoffice.example/?$skip=1' : null;
    superOffice().on('GET ChatSession', { 'odata.nextLink': link, ...rowsOf(ids) });

    const { data } = await ask('{ chatSessions(first: 2) { edges { node { id } } pageInfo { hasNextPage } } }');

    expect(data.chatSessions).toEqual({
      edges: [...new Set(ids)].map((id) => ({ node: { id: `${id}` } })),
      pageInfo: { hasNextPage },
    });
  });

  it.each([
    { what: 'flat, as a text', row: { PrimaryKey: '549', chatSessionId: 550 } },
    { what: 'flat, as a number', row: { PrimaryKey: 549, chatSessionId: '550' } },
    { what: 'nested', row: { PrimaryKey: 549, Column: full({ chatSessionId: 550 }) } },
    { what: 'nested, as a text', row: { PrimaryKey: '549', Column: full({ chatSessionId: '550' }) } },
  ])('are UPSTREAM_BAD_RESPONSE if the key column is not the key: $what', async ({ row }) => {
    superOffice().on(LIST, { value: [{ EntityName: 'chat', ...row }] });
    superOffice().on('GET Ticket', { value: [{ PrimaryKey: 11, EntityName: 'ticket', ticketId: 12 }] });
    superOffice().on('POST Agents/Person/GetPersonList', [{ PersonId: 65 }]);

    const answer = await ask(
      '{ chatSessions { edges { node { id } } } person(id: 65) { tickets { edges { cursor } } } }',
    );

    expect(answer.data).toEqual({ chatSessions: null, person: { tickets: null } });
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(Array(2).fill('UPSTREAM_BAD_RESPONSE'));
  });

  it.each([
    { what: 'a key column that is not sent', row: { PrimaryKey: '549' } },
    { what: 'a key column that shows no number', row: { PrimaryKey: '549', chatSessionId: 'No. 549' } },
    { what: 'a key column that is null', row: { PrimaryKey: 549, Column: full({ chatSessionId: null }) } },
    { what: 'no PrimaryKey', row: { chatSessionId: 549 } },
  ])('have one key, however the row says it: $what', async ({ row }) => {
    superOffice().on(LIST, { value: [{ EntityName: 'chat', ...row }] });

    const answer = await ask('{ chatSessions { edges { node { id } } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual([{ node: { id: '549' } }]);
  });

  it('show the stored value if the display value is null', async () => {
    const Column = full({ chatSessionId: 549, contactId: null, status: null });
    superOffice().on(LIST, {
      value: [
        {
          PrimaryKey: 549,
          EntityName: 'chat',
          Column: { ...Column, contactId: { RawValue: null, DisplayValue: '18' } },
        },
      ],
    });

    const answer = await ask('{ chatSessions { edges { node { contact { id } status } } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual([{ node: { contact: null, status: null } }]);
  });

  it('serve id, texts, dates and rating without another call', async () => {
    superOffice().on(LIST, {
      value: [
        {
          PrimaryKey: '549',
          chatSessionId: 549,
          firstMessage: '<b>Hi</b> & "you" \u2028',
          lastMessage: null,
          rating: 4,
          whenRequested: '2020-07-02T09:40:58Z',
          whenStarted: '2020-07-02T11:41:00.5+02:00',
          whenEnded: '0001-01-01T00:00:00Z',
        },
      ],
    });

    const answer = await ask(`{ chatSessions { edges { node {
      __typename id firstMessage lastMessage rating whenRequested whenStarted whenEnded
    } } } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual([
      {
        node: {
          __typename: 'ChatSession',
          id: '549',
          firstMessage: '<b>Hi</b> & "you" \u2028',
          lastMessage: null,
          rating: 4,
          whenRequested: '2020-07-02T09:40:58.000Z',
          whenStarted: '2020-07-02T11:41:00.500+02:00',
          whenEnded: null,
        },
      },
    ]);
    expect(routes()).toEqual(['GET ChatSession']);
  });

  it('serve the same fields if the status makes the server ask for stored values', async () => {
    superOffice().on(
      LIST,
      fullRowsOf([549], {
        status: 5,
        firstMessage: 'Hi',
        rating: 0,
        whenRequested: '2020-07-02T09:40:58Z',
        personId: 65,
        contactId: 0,
      }),
    );

    const answer = await ask(
      '{ chatSessions { edges { node { id status firstMessage rating whenRequested person { id } contact { id } } } } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual([
      {
        node: {
          id: '549',
          status: 'CUSTOMER_LAST',
          firstMessage: 'Hi',
          rating: 0,
          whenRequested: '2020-07-02T09:40:58.000Z',
          person: { id: '65' },
          contact: null,
        },
      },
    ]);
    expect(routes()).toEqual(['GET ChatSession']);
  });

  it('are null if nothing is stored', async () => {
    superOffice().on(
      LIST,
      fullRowsOf([549], {
        status: 4,
        firstMessage: null,
        rating: null,
        whenStarted: null,
        whenEnded: null,
        personId: null,
        contactId: null,
      }),
    );

    const answer = await ask(
      '{ chatSessions { edges { node { status firstMessage rating whenStarted whenEnded person { id } contact { id } } } } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual([
      {
        node: {
          status: 'IN_QUEUE',
          firstMessage: null,
          rating: null,
          whenStarted: null,
          whenEnded: null,
          person: null,
          contact: null,
        },
      },
    ]);
  });

  it.each([
    [0, 'INVALID'],
    [1, 'PRE_CHAT_FORM'],
    [2, 'FAQ'],
    [3, 'OFFLINE_FORM'],
    [4, 'IN_QUEUE'],
    [5, 'CUSTOMER_LAST'],
    [6, 'USER_LAST'],
    [7, 'FINISHED'],
    [8, 'DELETED'],
    [9, 'CLOSED'],
    [10, 'REQUEST_POSTED'],
    [11, 'CLOSED_FROM_QUEUE'],
    [12, 'UNKNOWN'],
    [-1, 'UNKNOWN'],
    ['5', 'CUSTOMER_LAST'],
    ['InQueue', 'IN_QUEUE'],
    ['ClosedFromQueue', 'CLOSED_FROM_QUEUE'],
    ['Napping', 'UNKNOWN'],
    [null, null],
  ])('serve the status %j as %j', async (stored, status) => {
    superOffice().on(LIST, fullRowsOf([549], { status: stored }));

    const answer = await ask('{ chatSessions { edges { node { id status } } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual([{ node: { id: '549', status } }]);
    expect(routes()).toEqual(['GET ChatSession']);
  });

  it('refer to persons and contacts, which are read by one batch each', async () => {
    superOffice().on(LIST, {
      value: range(1, 100).map((id) => ({ PrimaryKey: `${id}`, personId: id % 10, contactId: `${id % 3}` })),
    });
    superOffice().on(
      PERSONS,
      batchOf(
        'PersonId',
        range(1, 9).map((id) => ({ PersonId: id, FullName: `Person ${id}` })),
      ),
    );
    superOffice().on(
      CONTACTS,
      batchOf(
        'ContactId',
        range(1, 2).map((id) => ({ ContactId: id, Name: `Contact ${id}` })),
      ),
    );

    const answer = await ask(
      '{ chatSessions(first: 100) { edges { node { id person { fullName } contact { id name } } } } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual(
      range(1, 100).map((id) => ({
        node: {
          id: `${id}`,
          person: id % 10 ? { fullName: `Person ${id % 10}` } : null,
          contact: id % 3 ? { id: `${id % 3}`, name: `Contact ${id % 3}` } : null,
        },
      })),
    );
    expect(routes().sort()).toEqual(['GET ChatSession', CONTACTS, PERSONS].sort());
    expect(
      superOffice()
        .requests.filter(({ method }) => method === 'POST')
        .map(({ body }) => (body as number[]).length)
        .sort(),
    ).toEqual([2, 9]);
  });

  it.each([
    { column: 'personId', field: 'person { id }', value: 'C4N4RY' },
    { column: 'contactId', field: 'contact { id }', value: { C4N4RY: 1 } },
    { column: 'personId', field: 'person { id }', value: 1.5 },
    { column: 'rating', field: 'rating', value: 'C4N4RY' },
    { column: 'rating', field: 'rating', value: '4' },
    { column: 'firstMessage', field: 'firstMessage', value: 7 },
    { column: 'whenEnded', field: 'whenEnded', value: 'C4N4RY' },
    { column: 'whenEnded', field: 'whenEnded', value: '[DT:13/13/2020 09:40:58]' },
    { column: 'status', field: 'status', value: [5] },
    ...['person { id }', 'contact { id }', 'rating', 'firstMessage', 'whenEnded', 'status'].map((field) => ({
      column: 'absent',
      field,
      value: 'C4N4RY',
    })),
  ])('with $column: $value cost the field { $field } only', async ({ column, field, value }) => {
    const right = { status: 5, firstMessage: 'Hi', lastMessage: 'Bye', rating: 4, personId: 65, contactId: 0 };
    const [name = ''] = field.split(' ');
    const own = { contact: 'contactId', person: 'personId' }[name] ?? name;
    const { [own]: _left, ...others } = { ...right, whenEnded: null } as Record<string, unknown>;
    for (const rows of [rowsOf, fullRowsOf]) {
      superOffice().on(LIST, {
        value: [
          ...rows([549], { ...others, [column]: value }).value,
          ...rows([548], { ...right, whenEnded: null }).value,
        ],
      });

      const answer = await ask(`{ chatSessions { edges { node { id lastMessage ${field} } } } }`);

      const { edges } = answer.data.chatSessions;
      expect(edges[0]).toEqual({ node: { id: '549', lastMessage: 'Bye', [name]: null } });
      expect(edges[1]).toMatchObject({ node: { id: '548', lastMessage: 'Bye' } });
      expect(answer.errors).toMatchObject([
        { path: ['chatSessions', 'edges', 0, 'node', name], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
      ]);
      expect(JSON.stringify(answer)).not.toContain('C4N4RY');
    }
  });

  it('fail the field of a column that has only a display value, because the stored value is unknown', async () => {
    const [row] = fullRowsOf([549], { rating: 4 }).value;
    superOffice().on(LIST, { value: [{ ...row, Column: { ...row?.Column, status: { DisplayValue: 'C4N4RY' } } }] });

    const answer = await ask('{ chatSessions { edges { node { rating status } } } }');

    expect(answer.data.chatSessions.edges).toEqual([{ node: { rating: 4, status: null } }]);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
  });

  it.each([
    ['2017-11-09T14:53:18', '2017-11-09T14:53:18.000Z'],
    ['2017-11-09T14:53:18Z', '2017-11-09T14:53:18.000Z'],
    ['2017-11-09T14:53:18+01:00', '2017-11-09T14:53:18.000+01:00'],
    ['[DT:11/09/2017 14:53:18]', '2017-11-09T14:53:18.000Z'],
    ['[DT:11/09/2017 14:53:18.1234567]', '2017-11-09T14:53:18.123Z'],
    ['[DT:09.11.2017 14:53:18]', '2017-11-09T14:53:18.000Z'],
    ['[D:09.11.2017]', '2017-11-09T00:00:00.000Z'],
    ['[D:11/09/2017]', '2017-11-09T00:00:00.000Z'],
    ['[DT:01/01/0001 00:00:00.0000000]', null],
    ['0001-01-01T00:00:00', null],
    [null, null],
  ])('read the date %j of $mode=Full, which no known sample shows, as %j', async (stored, shown) => {
    superOffice().on(LIST, fullRowsOf([549], { status: 9, whenEnded: stored }));

    const answer = await ask('{ chatSessions { edges { node { status whenEnded } } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual([{ node: { status: 'CLOSED', whenEnded: shown } }]);
  });

  it('have dates in UTC, because the list is asked in UTC for every caller’s time zone', async () => {
    superOffice().on(LIST, rowsOf([549], { whenRequested: '2020-07-02T09:40:58' }));

    const answer = await ask('{ chatSessions { edges { node { whenRequested } } } }', {}, { 'so-timezone': 'NO' });

    expect(superOffice().requests[0]?.headers['so-timezone']).toBe('UTC, includeTZOffset');
    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual([{ node: { whenRequested: '2020-07-02T09:40:58.000Z' } }]);
  });
});

describe('an answer that is not a list', () => {
  it.each([
    ['null', null],
    ['a list', [{ PrimaryKey: '549' }]],
    ['a text', 'C4N4RY'],
    ['an object without rows', {}],
    ['rows that are null', { value: null }],
    ['rows that are an object', { value: { PrimaryKey: '549' } }],
    ['a row that is null', { value: [null] }],
    ['a row that is a text', { value: ['C4N4RY'] }],
    ['a row that is a list', { value: [['549']] }],
    ['a row without a key', { value: [{ EntityName: 'chat' }] }],
    ['a row whose key is no number', { value: [{ PrimaryKey: 'C4N4RY' }] }],
    ['a row whose key is 0', { value: [{ PrimaryKey: '0' }] }],
    ['a row whose key is beyond', { value: [{ PrimaryKey: '2147483648' }] }],
    ['a row whose key is an object', { value: [{ PrimaryKey: {} }] }],
  ])('is UPSTREAM_BAD_RESPONSE: %s', async (_name, body) => {
    superOffice().on(LIST, body);
    superOffice().on('GET ChatSession/', sessionsById);

    const keys = await ask('{ chatSessions { edges { node { id } } } __typename }');
    const whole = await ask('{ chatSessions { edges { node { id customerName } } } __typename }');

    for (const answer of [keys, whole]) {
      expect(answer.data.__typename).toBe('Query');
      expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
      expect(JSON.stringify(answer)).not.toContain('C4N4RY');
    }
    expect(routes()).toEqual(['GET ChatSession', 'GET ChatSession']);
  });

  it.each([
    { status: 400, code: 'UPSTREAM_ERROR' },
    { status: 403, code: 'FORBIDDEN' },
    { status: 404, code: 'NOT_FOUND' },
    { status: 500, code: 'UPSTREAM_ERROR' },
  ])('is $code, when SuperOffice answers $status', async ({ status, code }) => {
    superOffice().on(LIST, { Error: true, ErrorMessage: 'secret detail' }, status);

    const answer = await ask('{ chatSessions { edges { cursor } } __typename }');

    expect(answer.data).toEqual({ chatSessions: null, __typename: 'Query' });
    expect(answer.errors).toMatchObject([{ path: ['chatSessions'], extensions: { code, superOffice: { status } } }]);
    expect(JSON.stringify(answer)).not.toContain('secret detail');
    expect(superOffice().calls()).toHaveLength(1);
  });
});

describe('whole sessions, beyond what rows hold,', () => {
  beforeAll(() => acceptCredential(pair));

  it('are read in one call each, at most 16 at a time', async () => {
    const held = holdInFlight({ calls: 50, atOnce: 16 });
    superOffice().on('GET ChatSession/', held.hold(sessionsById));
    superOffice().on(LIST, listOf(range(1, 60)));

    const answer = await ask(
      '{ chatSessions(first: 50, orderBy: ID_ASC) { edges { node { id customerName } } pageInfo { hasNextPage } } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions).toEqual({
      edges: range(1, 50).map((id) => ({ node: { id: `${id}`, customerName: `Customer ${id}` } })),
      pageInfo: { hasNextPage: true },
    });
    expect(held.most).toBe(16);
    // Not the extra row that only showed that there are more.
    expect(superOffice().calls().slice(1).sort()).toEqual(
      range(1, 50)
        .map((id) => `GET ChatSession/${id}`)
        .sort(),
    );
  });

  it('are null, without an error, if they have been deleted since; the rest answers', async () => {
    superOffice().on('GET ChatSession/', sessionsById);
    superOffice().on(LIST, listOf([1, 2, 3]));
    superOffice().on('GET ChatSession/2', notFound);

    const answer = await ask('{ chatSessions(orderBy: ID_ASC) { edges { cursor node { customerName } } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual([
      { cursor: cursorOf(1), node: { customerName: 'Customer 1' } },
      { cursor: cursorOf(2), node: null },
      { cursor: cursorOf(3), node: { customerName: 'Customer 3' } },
    ]);
  });

  it('are null with FORBIDDEN at their place, when they may not be read; the rest answers', async () => {
    superOffice().on('GET ChatSession/', sessionsById);
    superOffice().on(LIST, listOf([1, 2, 3]));
    superOffice().on('GET ChatSession/2', {}, 403);

    const answer = await ask('{ chatSessions(orderBy: ID_ASC) { edges { node { customerName } } } }');

    expect(answer.data.chatSessions.edges).toEqual([
      { node: { customerName: 'Customer 1' } },
      { node: null },
      { node: { customerName: 'Customer 3' } },
    ]);
    expect(answer.errors).toMatchObject([
      { path: ['chatSessions', 'edges', 1, 'node'], extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('are read once, also for two pages of the same list', async () => {
    superOffice().on('GET ChatSession/', sessionsById);
    superOffice().on(LIST, listOf([1, 2, 3]));

    const answer = await ask(`{
      a: chatSessions { edges { node { customerName } } }
      b: chatSessions(orderBy: ID_ASC) { edges { node { customerName user { id } } } }
    }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.a.edges).toHaveLength(3);
    expect(superOffice().calls()).toHaveLength(2 + 3);
  });
});
