import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';
import type { Handler, RecordedRequest } from './helpers/fake-superoffice.js';
import { batchOf, notFound, sendJson } from './helpers/fake-superoffice.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;

const LIST = 'GET ChatSession?';
const PERSONS = 'POST Agents/Person/GetPersonList';
const CONTACTS = 'POST Agents/Contact/GetContactList';

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
const cursorOf = (id: number | string) => Buffer.from(`id:${id}`).toString('base64url');

/** What a list was asked, by name. */
function queryOf(request: RecordedRequest | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(request?.path.split('?')[1]));
}

/** The calls without their queries. */
const routes = () =>
  superOffice()
    .calls()
    .map((call) => call.split('?')[0]);

/** Rows as a list sends them: the key is a text. */
const rowsOf = (ids: readonly number[], columns: Record<string, unknown> = {}) => ({
  value: ids.map((id) => ({ PrimaryKey: `${id}`, EntityName: 'chat', chatSessionId: id, ...columns })),
});

/** What is stored and what is shown, a column. */
const full = (columns: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(columns).map(([column, value]) => [
      column,
      { RawValue: value, DisplayValue: value === null ? '' : `${value}`, LinkHint: '', TooltipHint: '' },
    ]),
  );

/** Rows of `$mode=Full`, as SuperOffice documents them: the key is a number, and columns are nested. */
const fullRowsOf = (ids: readonly number[], columns: Record<string, unknown>) => ({
  value: ids.map((id) => ({
    PrimaryKey: id,
    EntityName: 'chat',
    StyleHint: '',
    LinkHint: `nav=chat&chat_session_id=${id}`,
    TableRight: { Mask: 1, Reason: '' },
    Column: full({ chatSessionId: id, ...columns }),
  })),
});

/** A list that holds sessions, and pages through them as it is asked to; `before` runs ahead of each page. */
const listOf =
  (ids: number[], before: () => void = () => {}): Handler =>
  (request, response) => {
    before();
    const { $filter = '', $orderBy = '', $top = '' } = queryOf(request);
    const [, operator, bound] = /(?:chatSession|ticket)Id (lt|gt) (\d+)/.exec($filter) ?? [];
    const found = ids
      .filter((id) => operator === undefined || (operator === 'lt' ? id < Number(bound) : id > Number(bound)))
      .sort((a, b) => ($orderBy.endsWith(' desc') ? b - a : a - b));
    sendJson(response, { value: found.slice(0, Number($top)).map((id) => ({ PrimaryKey: `${id}` })) });
  };

const sessionsById: Handler = ({ path }, response) => {
  const id = Number(path.split('/')[1]);
  sendJson(response, { ChatSessionId: id, CustomerName: `Customer ${id}` });
};

describe('chatSessions asks', () => {
  const CASES = [
    { selection: 'id', select: 'chatSessionId' },
    { selection: '__typename', select: 'chatSessionId' },
    { selection: 'key: id firstMessage', select: 'chatSessionId,firstMessage' },
    { selection: 'lastMessage whenRequested', select: 'chatSessionId,lastMessage,whenRequested' },
    { selection: 'started: whenStarted whenEnded rating', select: 'chatSessionId,whenStarted,whenEnded,rating' },
    { selection: 'person { id } contact { id }', select: 'chatSessionId,personId,contactId', mode: 'Full' },
    { selection: 'rating contact { name }', select: 'chatSessionId,rating,contactId', mode: 'Full' },
    { selection: 'status', select: 'chatSessionId,status', mode: 'Full' },
    {
      selection: 'rating ... { status ...on ChatSession { rating } }',
      select: 'chatSessionId,rating,status',
      mode: 'Full',
    },
    { selection: 'rating ...Row', select: 'chatSessionId,rating,lastMessage' },
    // More than a row holds: the sessions are read, and nothing but keys from the list.
    { selection: 'customerName', select: 'chatSessionId' },
    { selection: 'status topic { id }', select: 'chatSessionId' },
    { selection: 'firstMessage user { id }', select: 'chatSessionId' },
  ];

  it.each(CASES)('for the columns that { $selection } needs, and no more', async ({ selection, select, mode }) => {
    superOffice().on(LIST, { value: [] });

    const answer = await ask(
      `query { chatSessions { edges { node { ${selection} } } } }
       ${selection.includes('...Row') ? 'fragment Row on ChatSession { lastMessage }' : ''}`,
    );

    expect(answer.errors).toBeUndefined();
    expect(superOffice().requests).toHaveLength(1);
    expect(queryOf(superOffice().requests[0])).toEqual({
      $select: select,
      $orderBy: 'chatSessionId desc',
      $top: '26',
      ...(mode !== undefined && { $mode: mode }),
    });
  });

  it('for no columns where only cursors are selected', async () => {
    superOffice().on(LIST, rowsOf([7]));

    const answer = await ask('{ chatSessions { edges { cursor } pageInfo { endCursor } } }');

    expect(answer.data.chatSessions).toEqual({
      edges: [{ cursor: cursorOf(7) }],
      pageInfo: { endCursor: cursorOf(7) },
    });
    expect(superOffice().requests.map(queryOf)).toEqual([
      { $select: 'chatSessionId', $orderBy: 'chatSessionId desc', $top: '26' },
    ]);
  });

  it('for the columns of all selections of the same field, through fragments and aliases', async () => {
    superOffice().on(LIST, rowsOf([7], { rating: 4, firstMessage: 'Hi', lastMessage: 'Bye' }));

    const answer = await ask(`
      query {
        chatSessions { edges { node { rating } } }
        ...More
      }
      fragment More on Query {
        chatSessions { rows: edges { ...Edge session: node { last: lastMessage } } }
      }
      fragment Edge on ChatSessionEdge { node { ... { firstMessage } } }
    `);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions).toEqual({
      edges: [{ node: { rating: 4 } }],
      rows: [{ node: { firstMessage: 'Hi' }, session: { last: 'Bye' } }],
    });
    expect(superOffice().requests).toHaveLength(1);
    expect(queryOf(superOffice().requests[0]).$select?.split(',').sort()).toEqual([
      'chatSessionId',
      'firstMessage',
      'lastMessage',
      'rating',
    ]);
  });

  it('two lists for two aliases, each for its own columns', async () => {
    superOffice().on(LIST, { value: [] });

    await ask('{ a: chatSessions { edges { node { id } } } b: chatSessions(first: 3) { edges { node { rating } } } }');

    expect(superOffice().requests.map(queryOf)).toEqual([
      { $select: 'chatSessionId', $orderBy: 'chatSessionId desc', $top: '26' },
      { $select: 'chatSessionId,rating', $orderBy: 'chatSessionId desc', $top: '4' },
    ]);
  });

  it.each([
    { filter: { status: ['IN_QUEUE'] }, sent: 'status oneOf (4)' },
    {
      filter: {
        status: [
          'INVALID',
          'PRE_CHAT_FORM',
          'FAQ',
          'OFFLINE_FORM',
          'IN_QUEUE',
          'CUSTOMER_LAST',
          'USER_LAST',
          'FINISHED',
          'DELETED',
          'CLOSED',
          'REQUEST_POSTED',
          'CLOSED_FROM_QUEUE',
        ],
      },
      sent: 'status oneOf (0,1,2,3,4,5,6,7,8,9,10,11)',
    },
    { filter: { topic: ['3', 4] }, sent: 'chatTopic/chatTopicId in (3,4)' },
    { filter: { associate: ['5'] }, sent: 'associateId associateIsOneOf (5)' },
    { filter: { contact: ['18', '19'] }, sent: 'contactId oneOf (18,19)' },
    { filter: { person: ['2147483647'] }, sent: 'personId oneOf (2147483647)' },
    { filter: { rating: [0, -1, 5] }, sent: 'rating in (0,-1,5)' },
    {
      filter: { requestedFrom: '2020-07-02T09:40:58.000Z' },
      sent: "whenRequested afterTime '2020-07-02T09:40:58'",
    },
    {
      filter: { requestedBefore: '2020-07-02T09:40:58.000Z' },
      sent: "whenRequested beforeTime '2020-07-02T09:40:58'",
    },
    { filter: { status: null, topic: null, text: null, requestedFrom: null, rating: null }, sent: undefined },
    { filter: {}, sent: undefined },
    { filter: null, sent: undefined },
  ])('with $filter: $sent', async ({ filter, sent }) => {
    superOffice().on(LIST, { value: [] });

    const answer = await ask(
      'query ($filter: ChatSessionFilter) { chatSessions(filter: $filter) { edges { cursor } } }',
      {
        filter,
      },
    );

    expect(answer.errors).toBeUndefined();
    expect(superOffice().requests).toHaveLength(1);
    expect(queryOf(superOffice().requests[0]).$filter).toBe(sent);
  });

  it('with all filters at once, and those of the page', async () => {
    superOffice().on(LIST, { value: [] });

    const answer = await ask(
      `query ($filter: ChatSessionFilter, $after: String) {
        chatSessions(filter: $filter, after: $after, orderBy: ID_ASC, first: 7) { edges { node { id } } }
      }`,
      {
        filter: {
          status: ['CLOSED', 'FINISHED'],
          topic: [3],
          associate: [5, 6],
          contact: [18],
          person: [65],
          rating: [1, 2],
          requestedFrom: '2020-07-01T00:00:00Z',
          requestedBefore: '2020-08-01T00:00:00Z',
        },
        after: cursorOf(40),
      },
    );

    expect(answer.errors).toBeUndefined();
    expect(superOffice().requests).toHaveLength(1);
    const { $filter = '', ...rest } = queryOf(superOffice().requests[0]);
    expect(rest).toEqual({ $select: 'chatSessionId', $orderBy: 'chatSessionId asc', $top: '8' });
    expect($filter.split(' and ').sort()).toEqual(
      [
        'status oneOf (9,7)',
        'chatTopic/chatTopicId in (3)',
        'associateId associateIsOneOf (5,6)',
        'contactId oneOf (18)',
        'personId oneOf (65)',
        'rating in (1,2)',
        "whenRequested afterTime '2020-07-01T00:00:00'",
        "whenRequested beforeTime '2020-08-01T00:00:00'",
        'chatSessionId gt 40',
      ].sort(),
    );
  });

  it.each([
    { args: '', orderBy: 'chatSessionId desc', filter: undefined },
    { args: 'orderBy: null', orderBy: 'chatSessionId desc', filter: undefined },
    { args: 'orderBy: ID_ASC', orderBy: 'chatSessionId asc', filter: undefined },
    { args: `after: "${cursorOf(40)}"`, orderBy: 'chatSessionId desc', filter: 'chatSessionId lt 40' },
    { args: `after: "${cursorOf(40)}", orderBy: ID_ASC`, orderBy: 'chatSessionId asc', filter: 'chatSessionId gt 40' },
    { args: 'after: null, first: null', orderBy: 'chatSessionId desc', filter: undefined },
  ])('in order, by key: ($args)', async ({ args, orderBy, filter }) => {
    superOffice().on(LIST, { value: [] });

    await ask(`{ chatSessions${args && `(${args})`} { edges { cursor } } }`);

    expect(superOffice().requests.map(queryOf)).toEqual([
      { $select: 'chatSessionId', $orderBy: orderBy, $top: '26', ...(filter !== undefined && { $filter: filter }) },
    ]);
  });

  it.each([
    { first: 1, top: '2', selection: 'id' },
    { first: 100, top: '101', selection: 'id status person { fullName }' },
    { first: 50, top: '51', selection: 'customerName' },
  ])('for one row more than first: $first', async ({ first, top, selection }) => {
    superOffice().on(LIST, { value: [] });

    await ask(`{ chatSessions(first: ${first}) { edges { node { ${selection} } } } }`);

    expect(superOffice().requests.map((request) => queryOf(request).$top)).toEqual([top]);
  });

  it.each([
    // To the second, at which SuperOffice compares: `afterTime` is documented as "after or equal to".
    { from: '2020-07-02T09:40:58Z', second: '2020-07-02T09:40:58' },
    { from: '2020-07-02T09:40:58.0000000Z', second: '2020-07-02T09:40:58' },
    { from: '2020-07-02T09:40:58.001Z', second: '2020-07-02T09:40:59' },
    { from: '2020-07-02T09:40:58.999Z', second: '2020-07-02T09:40:59' },
    { from: '2020-07-02T00:00:00+02:00', second: '2020-07-01T22:00:00' },
    { from: '2020-12-31T23:59:59.5-05:30', second: '2021-01-01T05:30:00' },
    { from: '1969-12-31T23:59:59.250Z', second: '1970-01-01T00:00:00' },
  ])('from and before $from in UTC', async ({ from, second }) => {
    superOffice().on(LIST, { value: [] });

    const answer = await ask(
      `query ($date: DateTime) {
        a: chatSessions(filter: { requestedFrom: $date }) { edges { cursor } }
        b: chatSessions(filter: { requestedBefore: $date }) { edges { cursor } }
      }`,
      { date: from },
    );

    expect(answer.errors).toBeUndefined();
    expect(superOffice().requests.map((request) => queryOf(request).$filter)).toEqual([
      `whenRequested afterTime '${second}'`,
      `whenRequested beforeTime '${second}'`,
    ]);
    expect(superOffice().requests.map(({ headers }) => headers['so-timezone'])).toEqual(
      Array(2).fill('UTC, includeTZOffset'),
    );
  });

  it('sends no date that is none, at the end of the years', async () => {
    superOffice().on(LIST, { value: [] });

    const answer = await ask(
      '{ chatSessions(filter: { requestedBefore: "9999-12-31T23:59:59.999Z" }) { edges { cursor } } }',
    );

    for (const request of superOffice().requests) {
      expect(queryOf(request).$filter).toMatch(/^whenRequested beforeTime '\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d'$/);
    }
    expect(answer.errors?.map(({ extensions }) => extensions.code) ?? []).toEqual(
      superOffice().requests.length === 0 ? ['BAD_USER_INPUT'] : [],
    );
  });
});

describe('chatSessions refuses, without a call,', () => {
  it.each([
    { args: 'first: 0', selection: 'id', max: 100 },
    { args: 'first: -1', selection: 'id', max: 100 },
    { args: 'first: 101', selection: 'id status', max: 100 },
    { args: 'first: 51', selection: 'customerName', max: 50 },
    { args: 'first: 51', selection: '...{ user { id } }', max: 50 },
    { args: 'first: 2147483647', selection: 'id', max: 100 },
  ])('($args) where { $selection } is selected', async ({ args, selection, max }) => {
    const answer = await ask(`{ chatSessions(${args}) { edges { node { ${selection} } } } __typename }`);

    expect(answer.data).toEqual({ chatSessions: null, __typename: 'Query' });
    expect(answer.errors).toMatchObject([
      {
        message: `Expected first to be 1 to ${max} for this selection.`,
        path: ['chatSessions'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(superOffice().calls()).toEqual([]);
  });

  it.each([
    '',
    'C4N4RY',
    cursorOf(0),
    cursorOf(-1),
    cursorOf('abc'),
    cursorOf('2147483648'),
    cursorOf('5 or 1 eq 1'),
    cursorOf('5\n'),
    cursorOf(''),
    Buffer.from('ID:5').toString('base64url'),
    '5',
  ])('the cursor %j', async (after) => {
    const answer = await ask('query ($after: String) { chatSessions(after: $after) { edges { cursor } } }', { after });

    expect(answer.data).toEqual({ chatSessions: null });
    expect(answer.errors).toMatchObject([{ path: ['chatSessions'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
    expect(superOffice().calls()).toEqual([]);
  });

  it.each([
    { topic: ['0'] },
    { associate: ['tje0'] },
    { contact: ['18', '-1'] },
    { person: ['65) or (1 eq 1'] },
    { person: ['2147483648'] },
  ])('the filter %j', async (filter) => {
    const answer = await ask(
      'query ($filter: ChatSessionFilter) { chatSessions(filter: $filter) { edges { cursor } } }',
      {
        filter,
      },
    );

    expect(answer.data).toEqual({ chatSessions: null });
    expect(answer.errors).toMatchObject([{ path: ['chatSessions'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(superOffice().calls()).toEqual([]);
  });

  it.each(
    ['', 'a\u0000b', 'a\nb', 'a\u007f', 'a\u0085b', '\u009f', '\t', '\ud800', 'x'.repeat(256)].map((text) => ({
      text,
      written: JSON.stringify(text).slice(0, 12),
    })),
  )('the text $written', async ({ text }) => {
    const answer = await ask('query ($text: String) { chatSessions(filter: { text: $text }) { edges { cursor } } }', {
      text,
    });

    expect(answer.data).toEqual({ chatSessions: null });
    expect(answer.errors).toMatchObject([
      {
        message:
          'Expected a text of 1 to 255 characters without control characters, such as line breaks. ' +
          'Search for a part of it that has none.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(superOffice().calls()).toEqual([]);
  });

  it.each(
    ['requestedFrom', 'requestedBefore'].flatMap((field) =>
      [
        'C4N4RY',
        '2020-07-02',
        '2020-07-02T09:40:58',
        '2020-07-02 09:40:58Z',
        '2020-02-30T00:00:00Z',
        '2020-07-02T24:00:00Z',
        '2020-07-02T09:40:58+15:00',
        '0001-01-01T00:00:00Z',
        "2020-07-02T09:40:58Z' or 'C4N4RY",
        '',
        7,
        true,
        {},
      ].map((date) => ({ field, date })),
    ),
  )('the date $date as $field, as a request', async ({ field, date }) => {
    const answer = await ask(
      'query ($filter: ChatSessionFilter) { chatSessions(filter: $filter) { edges { cursor } } }',
      {
        filter: { [field]: date },
      },
    );

    expect(answer.status).toBe(400);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
    expect(superOffice().calls()).toEqual([]);
  });

  it('a date in the document that is none, as a request', async () => {
    const answer = await ask('{ chatSessions(filter: { requestedFrom: "C4N4RY" }) { edges { cursor } } }');

    expect(answer.status).toBe(400);
    expect(answer.errors).toHaveLength(1);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
    expect(superOffice().calls()).toEqual([]);
  });
});

describe('chatSessions is an empty page, without a call,', () => {
  it.each(['status', 'topic', 'associate', 'contact', 'person', 'rating'])(
    'where %s is an empty list',
    async (field) => {
      const answer = await ask(
        `query ($filter: ChatSessionFilter) { chatSessions(filter: $filter) {
        edges { node { id customerName } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      } }`,
        { filter: { text: 'x', [field]: [] } },
      );

      expect(answer.errors).toBeUndefined();
      expect(answer.data.chatSessions).toEqual({
        edges: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      });
      expect(superOffice().calls()).toEqual([]);
    },
  );
});

describe('the rows of a list', () => {
  it.each([
    { what: 'fewer than were asked for, and a link to more', ids: [7], more: true, hasNextPage: true },
    { what: 'fewer than were asked for, and none', ids: [7], more: false, hasNextPage: false },
    { what: 'no row, and a link to more', ids: [], more: true, hasNextPage: false },
    { what: 'a record twice', ids: [7, 7, 8], more: false, hasNextPage: false },
  ])('end with a next page that SuperOffice tells of: $what', async ({ ids, more, hasNextPage }) => {
    const link = more ? 'https://superoffice.example/?$skip=1' : null;
    superOffice().on('GET ChatSession', { 'odata.nextLink': link, ...rowsOf(ids) });

    const { data } = await ask('{ chatSessions(first: 2) { edges { node { id } } pageInfo { hasNextPage } } }');

    expect(data.chatSessions).toEqual({
      edges: [...new Set(ids)].map((id) => ({ node: { id: `${id}` } })),
      pageInfo: { hasNextPage },
    });
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

  it('serve all of that beside the status, where what is stored is asked for', async () => {
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

  it('are null where nothing is stored', async () => {
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

  it('have nothing but what is shown of a column: that field is an error, for what is stored is not known', async () => {
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
  ])('read the date %j of $mode=Full, of which no sample is known, as %j', async (stored, shown) => {
    superOffice().on(LIST, fullRowsOf([549], { status: 9, whenEnded: stored }));

    const answer = await ask('{ chatSessions { edges { node { status whenEnded } } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual([{ node: { status: 'CLOSED', whenEnded: shown } }]);
  });

  it('have dates in UTC, for which the list is asked whatever the caller’s time zone', async () => {
    superOffice().on(LIST, rowsOf([549], { whenRequested: '2020-07-02T09:40:58' }));

    const answer = await ask('{ chatSessions { edges { node { whenRequested } } } }', {}, { 'so-timezone': 'NO' });

    expect(superOffice().requests[0]?.headers['so-timezone']).toBe('UTC, includeTZOffset');
    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual([{ node: { whenRequested: '2020-07-02T09:40:58.000Z' } }]);
  });
});

describe('a list answer that is none', () => {
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

describe('sessions that a row does not hold', () => {
  it('are read one a call, in parallel, at most 16 at a time', async () => {
    let inFlight = 0;
    let most = 0;
    superOffice().on('GET ChatSession/', (request, response) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      setTimeout(() => {
        inFlight -= 1;
        sessionsById(request, response);
      }, 200);
    });
    superOffice().on(LIST, listOf(range(1, 60)));

    const answer = await ask(
      '{ chatSessions(first: 50, orderBy: ID_ASC) { edges { node { id customerName } } pageInfo { hasNextPage } } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions).toEqual({
      edges: range(1, 50).map((id) => ({ node: { id: `${id}`, customerName: `Customer ${id}` } })),
      pageInfo: { hasNextPage: true },
    });
    expect(most).toBe(16);
    // Not the one that only told that there is more.
    expect(superOffice().calls().slice(1).sort()).toEqual(
      range(1, 50)
        .map((id) => `GET ChatSession/${id}`)
        .sort(),
    );
  });

  it('are null, without an error, when they are gone meanwhile; the rest answers', async () => {
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

describe('a page', () => {
  const PAGE = `query ($first: Int, $after: String, $orderBy: ChatSessionOrder) {
    chatSessions(first: $first, after: $after, orderBy: $orderBy) {
      edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;

  it.each([
    { ids: 0, first: 2, after: undefined, shown: [] as number[], hasNextPage: false },
    { ids: 1, first: 2, after: undefined, shown: [1], hasNextPage: false },
    { ids: 2, first: 2, after: undefined, shown: [1, 2], hasNextPage: false },
    { ids: 3, first: 2, after: undefined, shown: [1, 2], hasNextPage: true },
    { ids: 3, first: 2, after: 2, shown: [3], hasNextPage: false },
    { ids: 3, first: 2, after: 3, shown: [], hasNextPage: false },
    { ids: 4, first: 1, after: 2, shown: [3], hasNextPage: true },
  ])('of $first after $after of $ids sessions shows $shown', async ({ ids, first, after, shown, hasNextPage }) => {
    superOffice().on(LIST, listOf(range(1, ids)));

    const answer = await ask(PAGE, {
      first,
      orderBy: 'ID_ASC',
      ...(after !== undefined && { after: cursorOf(after) }),
    });

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges.map(({ node }: { node: { id: string } }) => Number(node.id))).toEqual(shown);
    const { edges, pageInfo } = answer.data.chatSessions;
    expect(pageInfo).toEqual({
      hasNextPage,
      hasPreviousPage: after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    });
  });

  it('has cursors that tell nothing and fit into a URL', async () => {
    superOffice().on(LIST, listOf([1, 2147483647]));

    const answer = await ask(PAGE);

    for (const { cursor, node } of answer.data.chatSessions.edges) {
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(cursor).not.toContain(node.id);
    }
  });

  it('is no longer than asked for, where SuperOffice sends more', async () => {
    superOffice().on(LIST, rowsOf([9, 8, 7, 6, 5]));

    const answer = await ask(PAGE, { first: 2 });

    expect(answer.data.chatSessions).toMatchObject({
      edges: [{ node: { id: '9' } }, { node: { id: '8' } }],
      pageInfo: { hasNextPage: true, endCursor: cursorOf(8) },
    });
    expect(answer.data.chatSessions.edges).toHaveLength(2);
  });

  it.each(['ID_ASC', 'ID_DESC'])(
    'follows the one before, with no gap and no repeat, while the list grows and shrinks: %s',
    async (orderBy) => {
      const ids = range(1, 1000);
      const seen: number[] = [];
      superOffice().on(
        LIST,
        listOf(ids, () => {
          // Sessions come at the end, and one that has been shown goes.
          ids.push(...range(Math.max(...ids) + 1, 5));
          const shown = seen.length > 0 ? ids.indexOf(seen[0] as number) : -1;
          if (shown >= 0) {
            ids.splice(shown, 1);
          }
        }),
      );

      let after: string | null = null;
      let pages = 0;
      do {
        const answer = await ask(PAGE, { first: 70, after, orderBy });
        expect(answer.errors).toBeUndefined();
        const { edges, pageInfo } = answer.data.chatSessions;
        seen.push(...edges.map(({ node }: { node: { id: string } }) => Number(node.id)));
        expect(pageInfo.hasPreviousPage).toBe(after !== null);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        pages += 1;
      } while (after !== null && pages < 100);

      // Downwards, those that come later than the first page are not in it; upwards, all that came are.
      const last = orderBy === 'ID_ASC' ? 1000 + 5 * pages : 1005;
      const all = range(1, last);
      expect(seen).toEqual(orderBy === 'ID_ASC' ? all : all.reverse());
      expect(superOffice().calls()).toHaveLength(pages);
    },
  );
});

describe('ChatTopic.sessions', () => {
  const TOPIC_LIST = 'GET ChatTopic/3/Sessions?';

  it('asks the topic’s own list, with the same arguments', async () => {
    superOffice().on('GET ChatTopic/3', { ChatTopicId: 3 });
    superOffice().on(TOPIC_LIST, fullRowsOf([40, 39, 38], { status: 4 }));

    const answer = await ask(
      `query ($after: String) { chatTopic(id: 3) {
        sessions(filter: { status: [IN_QUEUE], topic: [3] }, first: 2, after: $after) {
          edges { node { id status } } pageInfo { hasNextPage endCursor }
        }
      } }`,
      { after: cursorOf(41) },
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatTopic.sessions).toEqual({
      edges: [{ node: { id: '40', status: 'IN_QUEUE' } }, { node: { id: '39', status: 'IN_QUEUE' } }],
      pageInfo: { hasNextPage: true, endCursor: cursorOf(39) },
    });
    expect(routes()).toEqual(['GET ChatTopic/3', 'GET ChatTopic/3/Sessions']);
    expect(queryOf(superOffice().requests[1])).toEqual({
      $select: 'chatSessionId,status',
      $filter: 'status oneOf (4) and chatTopic/chatTopicId in (3) and chatSessionId lt 41',
      $orderBy: 'chatSessionId desc',
      $top: '3',
      $mode: 'Full',
    });
  });

  it('costs its own place when it is refused', async () => {
    superOffice().on('GET ChatTopic/3', { ChatTopicId: 3, Name: 'Support' });
    superOffice().on(TOPIC_LIST, {}, 403);

    const answer = await ask('{ chatTopic(id: 3) { name sessions { edges { cursor } } } }');

    expect(answer.data).toEqual({ chatTopic: { name: 'Support', sessions: null } });
    expect(answer.errors).toMatchObject([{ path: ['chatTopic', 'sessions'], extensions: { code: 'FORBIDDEN' } }]);
  });

  it('refuses 51 whole sessions', async () => {
    superOffice().on('GET ChatTopic/3', { ChatTopicId: 3, Name: 'Support' });

    const answer = await ask('{ chatTopic(id: 3) { name sessions(first: 51) { edges { node { flags } } } } }');

    expect(answer.data).toEqual({ chatTopic: { name: 'Support', sessions: null } });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(superOffice().calls()).toEqual(['GET ChatTopic/3']);
  });
});

describe('Person.chatSessions', () => {
  it('asks for the person’s sessions, and narrows them by the filter', async () => {
    superOffice().on(PERSONS, [{ PersonId: 65, FullName: 'Chloe' }]);
    superOffice().on(LIST, rowsOf([40], { rating: 5 }));

    const answer = await ask(`{ person(id: 65) { fullName
      chatSessions(filter: { rating: [5], person: [65, 66] }, orderBy: ID_ASC, first: 1) { edges { node { id rating } } }
    } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      person: { fullName: 'Chloe', chatSessions: { edges: [{ node: { id: '40', rating: 5 } }] } },
    });
    expect(routes()).toEqual([PERSONS, 'GET ChatSession']);
    const { $filter = '', ...rest } = queryOf(superOffice().requests[1]);
    expect(rest).toEqual({ $select: 'chatSessionId,rating', $orderBy: 'chatSessionId asc', $top: '2' });
    expect($filter.split(' and ').sort()).toEqual(['personId oneOf (65)', 'personId oneOf (65,66)', 'rating in (5)']);
  });
});

describe('Person.tickets', () => {
  const TICKETS = 'GET Ticket?';

  it.each([
    { args: '', filter: 'personId in (65)', orderBy: 'ticketId desc', top: '26' },
    { args: '(orderBy: ID_ASC, first: 2)', filter: 'personId in (65)', orderBy: 'ticketId asc', top: '3' },
    {
      args: `(after: "${cursorOf(9)}", first: 100)`,
      filter: 'personId in (65) and ticketId lt 9',
      orderBy: 'ticketId desc',
      top: '101',
    },
    {
      args: `(after: "${cursorOf(9)}", orderBy: ID_ASC)`,
      filter: 'personId in (65) and ticketId gt 9',
      orderBy: 'ticketId asc',
      top: '26',
    },
  ])(
    '$args asks one list by key, and nothing else where only ids are selected',
    async ({ args, filter, orderBy, top }) => {
      superOffice().on(PERSONS, [{ PersonId: 65 }]);
      superOffice().on(TICKETS, { value: [{ PrimaryKey: '7' }, { ticketId: 8 }] });

      const answer = await ask(`{ person(id: 65) { tickets${args} { edges { cursor node { __typename id } } } } }`);

      expect(answer.errors).toBeUndefined();
      expect(answer.data.person.tickets.edges).toEqual([
        { cursor: cursorOf(7), node: { __typename: 'Ticket', id: '7' } },
        { cursor: cursorOf(8), node: { __typename: 'Ticket', id: '8' } },
      ]);
      expect(routes()).toEqual([PERSONS, 'GET Ticket']);
      expect(queryOf(superOffice().requests[1])).toEqual({
        $select: 'ticketId',
        $filter: filter,
        $orderBy: orderBy,
        $entities: 'ticket,ticketdisplayclosed',
        $top: top,
      });
    },
  );

  it('reads the requests of a page in one batch', async () => {
    superOffice().on(PERSONS, [{ PersonId: 65 }]);
    superOffice().on(TICKETS, listOf(range(1, 150)));
    superOffice().on(
      'POST Agents/Ticket/GetTickets',
      batchOf(
        'TicketId',
        range(1, 99).map((id) => ({ TicketId: id, Title: `Ticket ${id}` })),
      ),
    );

    const answer = await ask(`{ person(id: 65) { tickets(first: 100, orderBy: ID_ASC) {
      edges { node { id title } } pageInfo { hasNextPage hasPreviousPage endCursor }
    } } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.person.tickets).toEqual({
      edges: range(1, 100).map((id) => ({ node: id < 100 ? { id: `${id}`, title: `Ticket ${id}` } : null })),
      pageInfo: { hasNextPage: true, hasPreviousPage: false, endCursor: cursorOf(100) },
    });
    expect(routes()).toEqual([PERSONS, 'GET Ticket', 'POST Agents/Ticket/GetTickets']);
    expect(superOffice().requests[2]?.body).toEqual({ TicketIds: range(1, 100) });
  });

  it.each(['first: 0', 'first: 101', 'after: "x"', `after: "${cursorOf(0)}"`])(
    'refuses (%s) without a call for it',
    async (args) => {
      superOffice().on(PERSONS, [{ PersonId: 65, FullName: 'Chloe' }]);

      const answer = await ask(`{ person(id: 65) { fullName tickets(${args}) { edges { cursor } } } }`);

      expect(answer.data).toEqual({ person: { fullName: 'Chloe', tickets: null } });
      expect(answer.errors).toMatchObject([{ path: ['person', 'tickets'], extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(superOffice().calls()).toEqual([PERSONS]);
    },
  );

  it.each([
    ['no rows', {}],
    ['a row that is null', { value: [null] }],
    ['a row without a key', { value: [{}] }],
    ['a row whose key is no number', { value: [{ PrimaryKey: 'C4N4RY' }] }],
  ])('is UPSTREAM_BAD_RESPONSE where the list has %s', async (_name, body) => {
    superOffice().on(PERSONS, [{ PersonId: 65, FullName: 'Chloe' }]);
    superOffice().on(TICKETS, body);
    superOffice().on('POST Agents/Ticket/GetTickets', []);

    const answer = await ask('{ person(id: 65) { fullName tickets { edges { node { title } } } } }');

    expect(answer.data.person.fullName).toBe('Chloe');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
    expect(routes()).toEqual([PERSONS, 'GET Ticket']);
  });
});
