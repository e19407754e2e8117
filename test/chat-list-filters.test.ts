import { describe, expect, it } from '@jest/globals';
import { cursorOf, LIST, queryOf, rowsOf } from './helpers/chat-session-lists.js';
import { useFacade } from './helpers/facade.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;

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

  it('for no columns if only cursors are selected', async () => {
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
    { first: 100, top: '101', selection: 'customerName' },
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

  it('sends no invalid date at the end of the range of years', async () => {
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
    { args: 'first: 0', selection: 'id' },
    { args: 'first: -1', selection: 'id' },
    { args: 'first: 101', selection: 'id status' },
    { args: 'first: 101', selection: 'customerName' },
    { args: 'first: 101', selection: '...{ user { id } }' },
    { args: 'first: 2147483647', selection: 'id' },
  ])('($args) where { $selection } is selected', async ({ args, selection }) => {
    const answer = await ask(`{ chatSessions(${args}) { edges { node { ${selection} } } } __typename }`);

    expect(answer.data).toEqual({ chatSessions: null, __typename: 'Query' });
    expect(answer.errors).toMatchObject([
      {
        message: 'Expected first to be 1 to 100.',
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

  it('an invalid date in the document, as a request', async () => {
    const answer = await ask('{ chatSessions(filter: { requestedFrom: "C4N4RY" }) { edges { cursor } } }');

    expect(answer.status).toBe(400);
    expect(answer.errors).toHaveLength(1);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
    expect(superOffice().calls()).toEqual([]);
  });
});

describe('chatSessions answers an empty page, without a call,', () => {
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
