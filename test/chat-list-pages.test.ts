import { describe, expect, it } from '@jest/globals';
import {
  cursorOf,
  fullRowsOf,
  LIST,
  listOf,
  PERSONS,
  queryOf,
  range,
  routesOf,
  rowsOf,
} from './helpers/chat-session-lists.js';
import { useFacade } from './helpers/facade.js';
import { batchOf } from './helpers/fake-superoffice.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;
const routes = () => routesOf(pair);

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

  it('has opaque cursors that fit into a URL', async () => {
    superOffice().on(LIST, listOf([1, 2147483647]));

    const answer = await ask(PAGE);

    for (const { cursor, node } of answer.data.chatSessions.edges) {
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(cursor).not.toContain(node.id);
    }
  });

  it('is no longer than asked for if SuperOffice sends more', async () => {
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

  it('refuses 101 whole sessions', async () => {
    superOffice().on('GET ChatTopic/3', { ChatTopicId: 3, Name: 'Support' });

    const answer = await ask('{ chatTopic(id: 3) { name sessions(first: 101) { edges { node { flags } } } } }');

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
  ])('is UPSTREAM_BAD_RESPONSE if the list has %s', async (_name, body) => {
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
