import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type { Server } from '../src/server.js';
import { execute, startFacade, TJE0, useFacade } from './helpers/facade.js';
import { type Handler, type RecordedRequest, sendJson } from './helpers/fake-superoffice.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;

const AGENT = 'POST Agents/Archive/GetArchiveListByColumns';
const LIST = 'GET ChatSession?';
const PERSONS = 'POST Agents/Person/GetPersonList';

const cursorOf = (id: number) => Buffer.from(`id:${id}`).toString('base64url');
const routes = () =>
  superOffice()
    .calls()
    .map((call) => call.split('?')[0]);
const queryOf = (request: RecordedRequest | undefined) =>
  Object.fromEntries(new URLSearchParams(request?.path.split('?')[1]));

/** The agent's answer: the key is a number, and columns have display values. */
const itemsOf = (ids: readonly number[]) =>
  ids.map((id) => ({
    EntityName: 'chat',
    PrimaryKey: id,
    ColumnData: { chatSessionId: { DisplayValue: `[I:${id}]`, TooltipHint: '', LinkHint: '' } },
    LinkHint: '',
    StyleHint: '',
    TableRight: null,
    FieldProperties: {},
  }));

const cell = (RawValue: unknown) => ({ RawValue, DisplayValue: `${RawValue}`, LinkHint: '', TooltipHint: '' });

/** A list that answers the rows with the requested keys, in its own order. */
const rowsOf =
  (ids: readonly number[], columns: Record<string, unknown> = {}): Handler =>
  ({ path }, response) => {
    const { $filter = '' } = Object.fromEntries(new URLSearchParams(path.split('?')[1]));
    const asked = /^chatSessionId in \((.*)\)$/.exec($filter)?.[1]?.split(',').map(Number) ?? [];
    const value = ids
      .filter((id) => asked.includes(id))
      .map((id) => ({
        PrimaryKey: id,
        EntityName: 'chat',
        Column: Object.fromEntries(
          Object.entries({ chatSessionId: id, ...columns }).map(([name, raw]) => [name, cell(raw)]),
        ),
      }));
    sendJson(response, { value });
  };

const SEARCH = `query ($text: String, $first: Int, $after: String, $orderBy: ChatSessionOrder) {
  chatSessions(filter: { text: $text }, first: $first, after: $after, orderBy: $orderBy) {
    edges { cursor node { id status rating } } pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

interface Restriction {
  readonly Name: string;
  readonly Operator: string;
  readonly Values: readonly string[];
  readonly IsActive: boolean;
  readonly InterParenthesis: number;
  readonly InterOperator: string;
}

const restrictionsOf = (request: RecordedRequest | undefined) =>
  (request?.body as { readonly Restriction: readonly Restriction[] } | undefined)?.Restriction;

const and = (Name: string, Operator: string, Values: readonly string[]) => ({
  ...{ Name, Operator, Values, IsActive: true, InterParenthesis: 0, InterOperator: 'And' },
});

/** `(firstMessage contains text or lastMessage contains text) and`. */
const containing = (text: string) => [
  { ...and('firstMessage', 'contains', [text]), InterParenthesis: 1, InterOperator: 'Or' },
  { ...and('lastMessage', 'contains', [text]), InterParenthesis: -1 },
];

describe('a text in the filter of a list', () => {
  it('is a value of the archive agent, which finds the keys; the list brings the columns', async () => {
    superOffice().on(AGENT, itemsOf([549, 548]));
    superOffice().on(LIST, rowsOf([548, 549], { status: 5, rating: 4 }));

    const answer = await ask(SEARCH, { text: "O'Neil" });

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions).toEqual({
      edges: [
        { cursor: cursorOf(549), node: { id: '549', status: 'CUSTOMER_LAST', rating: 4 } },
        { cursor: cursorOf(548), node: { id: '548', status: 'CUSTOMER_LAST', rating: 4 } },
      ],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, endCursor: cursorOf(548) },
    });
    const [search, list] = superOffice().requests;
    expect(superOffice().requests).toHaveLength(2);
    expect(search?.body).toEqual({
      ProviderName: 'ChatSession',
      Columns: ['chatSessionId'],
      SortOrder: [{ Name: 'chatSessionId', Direction: 'DESC' }],
      Restriction: containing("O'Neil"),
      Entities: ['chat'],
      Page: 0,
      PageSize: 26,
    });
    expect(search?.headers['so-timezone']).toBe('UTC, includeTZOffset');
    expect(queryOf(list)).toEqual({
      $select: 'chatSessionId,status,rating',
      $filter: 'chatSessionId in (549,548)',
      $orderBy: 'chatSessionId desc',
      $top: '2',
      $mode: 'Full',
    });
  });

  it.each(['id', '__typename', ''])('costs one call if only { %s } is selected', async (selection) => {
    superOffice().on(AGENT, itemsOf([549, 548]));

    const node = selection === '' ? '' : `node { ${selection} }`;
    const answer = await ask(`{ chatSessions(filter: { text: "x" }) { edges { cursor ${node} } } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges.map(({ cursor }: { cursor: string }) => cursor)).toEqual([
      cursorOf(549),
      cursorOf(548),
    ]);
    expect(routes()).toEqual([AGENT]);
  });

  it('reads whole sessions by id', async () => {
    superOffice().on(AGENT, itemsOf([549, 548]));
    superOffice().on('GET ChatSession/', ({ path }, response) => {
      const id = Number(path.split('/')[1]);
      sendJson(response, { ChatSessionId: id, CustomerName: `Customer ${id}` });
    });

    const answer = await ask('{ chatSessions(filter: { text: "x" }, first: 1) { edges { node { customerName } } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual([{ node: { customerName: 'Customer 549' } }]);
    expect(routes()).toEqual([AGENT, 'GET ChatSession/549']);
  });

  it('makes no further call if nothing is found', async () => {
    superOffice().on(AGENT, []);

    const answer = await ask(SEARCH, { text: 'x' });

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions).toMatchObject({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
    expect(routes()).toEqual([AGENT]);
  });

  it('is combined with all other conditions, encoded, and with the place of the page', async () => {
    superOffice().on(AGENT, []);

    const answer = await ask(
      `query ($filter: ChatSessionFilter, $after: String) {
        chatSessions(filter: $filter, after: $after, orderBy: ID_ASC, first: 7) { edges { node { id } } }
      }`,
      {
        filter: {
          text: 'invoice',
          status: ['CLOSED', 'FINISHED'],
          topic: [3],
          associate: [5, 6],
          contact: [18],
          person: [65],
          rating: [1, -2],
          requestedFrom: '2020-07-01T02:00:00.5+02:00',
          requestedBefore: '2020-12-31T00:00:00Z',
        },
        after: cursorOf(40),
      },
    );

    expect(answer.errors).toBeUndefined();
    expect(superOffice().requests).toHaveLength(1);
    expect(superOffice().requests[0]?.body).toMatchObject({
      SortOrder: [{ Name: 'chatSessionId', Direction: 'ASC' }],
      PageSize: 8,
    });
    expect(restrictionsOf(superOffice().requests[0])).toEqual([
      ...containing('invoice'),
      and('status', 'oneOf', ['[I:9]', '[I:7]']),
      and('chatTopic/chatTopicId', 'in', ['[I:3]']),
      and('associateId', 'associateIsOneOf', ['[I:5]', '[I:6]']),
      and('contactId', 'oneOf', ['[I:18]']),
      and('personId', 'oneOf', ['[I:65]']),
      and('rating', 'in', ['[I:1]', '[I:-2]']),
      and('whenRequested', 'afterTime', ['[DT:07/01/2020 00:00:01]']),
      and('whenRequested', 'beforeTime', ['[DT:12/31/2020 00:00:00]']),
      and('chatSessionId', 'greater', ['[I:40]']),
    ]);
  });

  it('stays within the sessions of a person, or of a topic', async () => {
    superOffice().on(PERSONS, [{ PersonId: 65 }]);
    superOffice().on('GET ChatTopic/3', { ChatTopicId: 3 });
    superOffice().on(AGENT, itemsOf([40]));
    superOffice().on(LIST, rowsOf([40], { rating: 5 }));
    superOffice().on('GET ChatTopic/3/Sessions?', rowsOf([40], { rating: 4 }));
    const text = "\\') or (chatSessionId gt 0 and lastMessage contains 'x";

    const answer = await ask(
      `query ($text: String) {
        person(id: 65) { chatSessions(filter: { text: $text }) { edges { node { rating } } } }
        chatTopic(id: 3) { sessions(filter: { text: $text }) { edges { node { rating } } } }
      }`,
      { text },
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data.person.chatSessions.edges).toEqual([{ node: { rating: 5 } }]);
    expect(answer.data.chatTopic.sessions.edges).toEqual([{ node: { rating: 4 } }]);
    const searches = superOffice().requests.filter(({ path }) => path.startsWith('Agents/Archive'));
    expect(searches.map(restrictionsOf)).toEqual(
      expect.arrayContaining([
        [...containing(text), and('personId', 'oneOf', ['[I:65]'])],
        [...containing(text), and('chatTopic/chatTopicId', 'in', ['[I:3]'])],
      ]),
    );
    expect(superOffice().requests.flatMap((request) => queryOf(request).$filter ?? [])).toEqual([
      'chatSessionId in (40)',
      'chatSessionId in (40)',
    ]);
  });

  it('pages by key, and asks only for the columns of the page', async () => {
    const ids = [9, 8, 7, 6, 5, 4, 3, 2, 1];
    superOffice().on(AGENT, ({ body }, response) => {
      const { PageSize } = body as { readonly PageSize: number };
      const bound = restrictionsOf({ body } as RecordedRequest)?.find(({ Operator }) => Operator === 'less')?.Values[0];
      const below = bound === undefined ? 10 : Number(bound.slice(3, -1));
      sendJson(response, itemsOf(ids.filter((id) => id < below).slice(0, PageSize)));
    });
    superOffice().on(LIST, rowsOf(ids, { status: 4, rating: 0 }));

    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer = await ask(SEARCH, { text: 'x', first: 4, after });
      expect(answer.errors).toBeUndefined();
      const { edges, pageInfo } = answer.data.chatSessions;
      seen.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);

    expect(seen).toEqual(ids.map(String));
    expect(superOffice().requests.flatMap((request) => queryOf(request).$filter ?? [])).toEqual([
      'chatSessionId in (9,8,7,6)',
      'chatSessionId in (5,4,3,2)',
      'chatSessionId in (1)',
    ]);
  });

  it('reads a session by id that has no row any more; it is null when it is gone', async () => {
    superOffice().on(AGENT, itemsOf([3, 2, 1]));
    superOffice().on(LIST, rowsOf([3], { status: 4, rating: 0 }));
    superOffice().on('GET ChatSession/2', { ChatSessionId: 2, Status: 'Closed', Rating: 5 });
    superOffice().on('GET ChatSession/1', { Error: true, ErrorType: 'SoNotFoundException', ErrorMessage: '' }, 404);

    const answer = await ask(SEARCH, { text: 'x' });

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges.map(({ node }: { node: unknown }) => node)).toEqual([
      { id: '3', status: 'IN_QUEUE', rating: 0 },
      { id: '2', status: 'CLOSED', rating: 5 },
      null,
    ]);
  });

  it.each([
    { answered: null, code: 'UPSTREAM_ERROR' },
    { answered: { Message: 'C4N4RY', MessageDetail: 'C4N4RY' }, code: 'UPSTREAM_ERROR' },
    { answered: { Error: true, ErrorType: 'SoException', ErrorMessage: 'C4N4RY' }, code: 'UPSTREAM_ERROR' },
    { answered: 'C4N4RY', code: 'UPSTREAM_BAD_RESPONSE' },
    { answered: ['C4N4RY'], code: 'UPSTREAM_BAD_RESPONSE' },
    { answered: [{ EntityName: 'chat' }], code: 'UPSTREAM_BAD_RESPONSE' },
    { answered: [{ EntityName: 'chat', PrimaryKey: 'C4N4RY' }], code: 'UPSTREAM_BAD_RESPONSE' },
    { answered: [{ EntityName: 'chat', PrimaryKey: 569 }, null], code: 'UPSTREAM_BAD_RESPONSE' },
    { answered: [{ EntityName: 'chat', PrimaryKey: 0 }], code: 'UPSTREAM_BAD_RESPONSE' },
    ...['[I:570]', '570', 570].map((DisplayValue) => ({
      answered: [{ EntityName: 'chat', PrimaryKey: 569, ColumnData: { chatSessionId: { DisplayValue } } }],
      code: 'UPSTREAM_BAD_RESPONSE',
    })),
  ])('is $code if the agent answers $answered', async ({ answered, code }) => {
    superOffice().on(AGENT, answered);

    const answer = await ask('{ chatSessions(filter: { text: "x" }) { edges { node { rating } } } __typename }');

    expect(answer.data).toEqual({ chatSessions: null, __typename: 'Query' });
    expect(answer.errors).toMatchObject([{ path: ['chatSessions'], extensions: { code } }]);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
    expect(routes()).toEqual([AGENT]);
  });

  it('is UPSTREAM_BAD_RESPONSE if a row of the second call has no key', async () => {
    superOffice().on(AGENT, itemsOf([1]));
    superOffice().on(LIST, { value: [{ Column: { rating: cell(4) } }] });

    const answer = await ask(SEARCH, { text: 'x' });

    expect(answer.data).toEqual({ chatSessions: null });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
  });

  it('is retried once, like any read, if SuperOffice fails briefly', async () => {
    let calls = 0;
    superOffice().on(AGENT, (_request, response) => {
      calls += 1;
      sendJson(response, calls === 1 ? {} : itemsOf([7]), calls === 1 ? 503 : 200);
    });

    const answer = await ask('{ chatSessions(filter: { text: "x" }) { edges { node { id } } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessions.edges).toEqual([{ node: { id: '7' } }]);
    expect(calls).toBe(2);
  });
});

/** Characters that could end a text, or be part of an expression. */
const HOSTILE = fc.constantFrom(
  ...[
    "'",
    "''",
    "\\'",
    '\\',
    '\\\\',
    '"',
    '`',
    '(',
    ')',
    ',',
    '%',
    '_',
    '*',
    '&',
    '#',
    '+',
    '=',
    ';',
    '--',
    '/*',
    '$filter=',
  ],
  ...[
    "' or (",
    "') or (1 eq 1",
    "\\') or (chatSessionId gt 0",
    ' or ',
    ' and ',
    'contains',
    'lastMessage',
    '[I:3]',
    '[DT:',
    ']',
  ],
  ...[
    '\u2019',
    '\u02bc',
    '\uff07',
    '\u2028',
    '\u00a0',
    '\u200b',
    '\u202e',
    'é',
    'e\u0301',
    '李',
    '👩‍💻',
    '\ufeff',
    ' ',
    'x',
    '7',
    '0',
  ],
);

const TEXTS = fc
  .array(HOSTILE, { minLength: 1, maxLength: 60 })
  .map((parts) => [...parts.join('')].slice(0, 200).join(''));

describe('for any text', () => {
  it('a restriction’s value is that text, and no $filter of any request holds any of it', async () => {
    superOffice().on(PERSONS, [{ PersonId: 65 }]);
    superOffice().on(AGENT, itemsOf([3]));
    superOffice().on(LIST, rowsOf([3], { status: 4 }));

    await fc.assert(
      fc.asyncProperty(TEXTS, async (text) => {
        superOffice().forget();

        const answer = await ask(
          `query ($text: String) {
            person(id: 65) { chatSessions(filter: { text: $text, rating: [5] }) { edges { node { status } } } }
          }`,
          { text },
        );

        expect(answer.errors).toBeUndefined();
        const { requests } = superOffice();
        expect(routes()).toEqual([PERSONS, AGENT, 'GET ChatSession']);
        const restrictions = restrictionsOf(requests[1]);
        expect(restrictions).toEqual([
          ...containing(text),
          and('personId', 'oneOf', ['[I:65]']),
          and('rating', 'in', ['[I:5]']),
        ]);
        // The only allowed filter: it is the same for any text.
        expect(requests.flatMap((request) => queryOf(request).$filter ?? [])).toEqual(['chatSessionId in (3)']);
      }),
      { numRuns: 200 },
    );
  });
});

describe('in the sandbox tenant', () => {
  let sandbox: Sandbox;
  let facade: Server;
  beforeAll(async () => {
    sandbox = await startSandbox();
    facade = await startFacade(sandbox.url);
  });
  afterAll(async () => {
    await facade?.stop();
    await sandbox?.stop();
  });
  const search = async (selection: string, text: string) => {
    const answer = await execute(facade.url, `query ($text: String) { ${selection} }`, { text });
    expect(answer.errors).toBeUndefined();
    return answer.data;
  };

  it.each([
    "O'Neil",
    'C:\\Users\\',
    "\\') or (chatSessionId gt 0 and lastMessage contains 'x",
    "' or '1' eq '1",
    '[I:3]',
    '100 %',
    '12',
  ])('finds the sessions whose first or last message contains %j, and no others', async (text) => {
    const headers = { authorization: TJE0, 'content-type': 'application/json' };
    const response = await fetch(`${sandbox.url}ChatSession`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ TopicId: 819, FirstMessage: `before ${text} after` }),
    });
    const { ChatSessionId } = (await response.json()) as { ChatSessionId: number };

    const { chatSessions } = await search(
      'chatSessions(filter: { text: $text }) { edges { node { id firstMessage status } } }',
      text,
    );
    const found = chatSessions.edges.map(({ node }: { node: { id: string } }) => node.id);
    expect(found).toContain(String(ChatSessionId));
    for (const { node } of chatSessions.edges) {
      expect(node.firstMessage).toContain(text);
    }
    const { person } = await search(
      'person(id: 65) { chatSessions(filter: { text: $text }) { edges { cursor } } }',
      text,
    );
    expect(person.chatSessions.edges).toEqual([]);
  });

  it('combines the text with the other filters', async () => {
    const { all, mine } = await search(
      `all: chatSessions(filter: { text: $text }, first: 100) { edges { node { id rating status whenRequested person { id } } } }
       mine: chatSessions(filter: { text: $text, associate: [5], requestedFrom: "2026-02-01T00:00:00Z" }, first: 50) {
         edges { node { id user { id } whenRequested } }
       }`,
      'order',
    );

    expect(all.edges.length).toBeGreaterThan(mine.edges.length);
    expect(mine.edges.length).toBeGreaterThan(0);
    for (const { node } of mine.edges) {
      expect(node.user).toEqual({ id: '5' });
      expect(node.whenRequested >= '2026-02-01').toBe(true);
    }
  });

  it('has closed requests among a person’s', async () => {
    const headers = { authorization: TJE0 };
    const rows = await fetch(`${sandbox.url}Ticket?$select=personId&$entities=ticketdisplayclosed`, { headers });
    const { value } = (await rows.json()) as { value: readonly { readonly PrimaryKey: string; personId: number }[] };
    const closed = value.find(({ personId }) => personId > 0);

    const { data } = await execute(
      facade.url,
      `{ person(id: ${closed?.personId}) { tickets { edges { node { id baseStatus } } } } }`,
    );

    expect(data.person.tickets.edges).toContainEqual({ node: { id: closed?.PrimaryKey, baseStatus: 'CLOSED' } });
  });
});
