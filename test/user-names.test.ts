import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { useFacade } from './helpers/facade.js';
import { type Handler, notFound, sendJson } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';

const TRANSFER = `mutation ($to: String!) {
  transferChatSession(id: 549, toAssociate: $to) { id transferTo { id userName } }
}`;
const AGENT = 'POST Agents/Chat/TransferChatSession';
const LOOK_UP = 'GET ChatSession/549';

const lines: Record<string, unknown>[] = [];
const pair = useFacade(
  { ADMIN_PORT: '0', SUPEROFFICE_WRITE_TIMEOUT_MS: '300' },
  { logger: pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line)) }) },
);
const { ask } = pair;

const session = (transferTo: object | null) => ({ ChatSessionId: 549, TransferTo: transferTo });

/** Names that cannot stand in a path, by whom they cannot. */
const NOT_IN_A_PATH: readonly (readonly [string, string])[] = [
  ['ASP.NET', 'a*b'],
  ['ASP.NET', 'a:b'],
  ['ASP.NET', 'a<b'],
  ['ASP.NET', 'a>b'],
  ['ASP.NET', 'R&D'],
  ['ASP.NET', '100%'],
  ['ASP.NET', 'DOM\\bo'],
  ['ASP.NET', 'who?'],
  ['IIS, as a double escape', 'bo+chat@example.com'],
  ['IIS, as a double escape', '%252e'],
  ['IIS, as a double escape', '%2F'],
  ['IIS, as a hidden segment', 'bin'],
  ['IIS, as a hidden segment', 'App_Code'],
  ['IIS, as an extension', 'bo@example.ad'],
  ['IIS, as an extension', 'anna.cs'],
  ['IIS, as an extension', 'web.config'],
  ['Windows, as a device', 'con'],
  ['Windows, as a device', 'AUX'],
  ['Windows, as a device', 'nul.x'],
  ['Windows, as a device', 'lpt1'],
  ['Windows', 'bo.'],
  ['Windows', 'a"b'],
  ['Windows', 'a|b'],
  ['who folds paths', '..'],
  ['who folds paths', '.'],
  ['who folds paths', '../../Person/1'],
  ['who cuts paths', 'a/b'],
  ['who cuts paths', 'a#b'],
  ['who cuts paths', 'a;v=1'],
];

describe('a transfer to a user name that cannot stand in a path', () => {
  it.each(NOT_IN_A_PATH)('has the name in its body, byte for byte: %s refuses %j', async (_who, to) => {
    pair.superOffice.on(AGENT, session({ AssociateId: 7, UserName: to }));

    const answer = await ask(TRANSFER, { to });

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ transferChatSession: { id: '549', transferTo: { id: '7', userName: to } } });
    expect(pair.superOffice.requests).toMatchObject([
      {
        method: 'POST',
        path: 'Agents/Chat/TransferChatSession',
        body: { ChatSessionId: 549, ToAssociate: to },
        headers: { 'content-type': 'application/json; charset=utf-8' },
      },
    ]);
  });

  it.each([
    'bo',
    '3',
    "o'neil@example.com",
    'Åse Ñandú',
    'constance',
    'binh',
    'bo@example.com',
    'anna.csx',
    'cs',
    'aux-1',
  ])('and only to such: %j stands in the path', async (to) => {
    pair.superOffice.on('POST ChatSession/549/TransferTo/', session(null));

    expect((await ask(TRANSFER, { to })).errors).toBeUndefined();
    expect(pair.superOffice.requests.map(({ body }) => body)).toEqual([undefined]);
  });

  it.each<[string, Handler, boolean]>([
    ['lost its connection', (_request, response) => response.socket?.resetAndDestroy(), true],
    ['got no answer in time', () => {}, true],
    ['was answered with null', (_request, response) => sendJson(response, null), true],
    ['was answered with 204', (_request, response) => response.writeHead(204).end(), true],
    ['was answered with 500', (_request, response) => sendJson(response, {}, 500), true],
    ['was refused with 403', (_request, response) => sendJson(response, {}, 403), false],
    ['was refused with 200', (_request, response) => sendJson(response, { Message: 'no' }), false],
  ])('is sent once, and looked up if it may have taken effect: it %s', async (_what, handler, isLookedUp) => {
    pair.superOffice.on(AGENT, handler);
    pair.superOffice.on(LOOK_UP, session({ AssociateId: 7, Name: 'rd', UserName: 'r&d' }));

    const answer = await ask(TRANSFER, { to: 'R&D' });

    expect(pair.superOffice.calls()).toEqual([AGENT, ...(isLookedUp ? [LOOK_UP] : [])]);
    expect(answer.errors?.[0]?.extensions.outcome).toBe(isLookedUp ? undefined : 'REJECTED');
  });

  it('is UNKNOWN when the session waits for nobody then', async () => {
    pair.superOffice.on(AGENT, null);
    pair.superOffice.on(LOOK_UP, session(null));

    const answer = await ask(TRANSFER, { to: 'R&D' });

    expect(answer.errors).toMatchObject([
      {
        message: expect.stringMatching(/associate id.*transferTargets/),
        extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' },
      },
    ]);
  });

  it('is sent once for each Idempotency-Key', async () => {
    pair.superOffice.on(AGENT, session({ AssociateId: 7, UserName: 'R&D' }));
    const headers = { 'idempotency-key': 'key-of-a-transfer' };

    const first = await ask(TRANSFER, { to: 'R&D' }, headers);
    const second = await ask(TRANSFER, { to: 'R&D' }, headers);

    expect(second.data).toEqual(first.data);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(pair.superOffice.calls()).toEqual([AGENT]);
  });

  it('is looked up again when its key comes again', async () => {
    pair.superOffice.on(AGENT, null);
    pair.superOffice.on(LOOK_UP, session(null));
    const headers = { 'idempotency-key': 'key-of-another-one' };
    await ask(TRANSFER, { to: 'R&D' }, headers);
    pair.superOffice.on(LOOK_UP, session({ AssociateId: 7, UserName: 'R&D' }));

    expect((await ask(TRANSFER, { to: 'R&D' }, headers)).errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual([AGENT, LOOK_UP, LOOK_UP]);
  });

  it('stands in metrics, log and x-explain by its route, without the name', async () => {
    pair.superOffice.on(AGENT, session({ AssociateId: 7, UserName: 'C4N4RY&Co' }));
    lines.length = 0;
    const count = async () =>
      (await scrape(pair.facade)).value('superoffice_graphql_transfers_total', { result: 'DONE' }) ?? 0;
    const before = await count();

    const answer = await ask(TRANSFER, { to: 'C4N4RY&Co' }, { 'x-explain': '1' });

    const route = 'Agents/Chat/TransferChatSession';
    expect(answer.extensions?.rest).toMatchObject({
      calls: [{ method: 'POST', route, records: { asked: 1, got: 1 }, fields: ['transferChatSession'] }],
    });
    expect((await count()) - before).toBe(1);
    const { value } = await scrape(pair.facade);
    expect(value('superoffice_graphql_rest_calls_total', { method: 'POST', route, result: '200' })).toBeGreaterThan(0);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'REST call', route, effect: 'write' }));
    expect(JSON.stringify(lines)).not.toContain('C4N4RY');
  });
});

describe('the way out of a refusal', () => {
  const SENDS = [
    { call: 'POST ChatSession/549/TransferTo/bo', query: TRANSFER, to: 'bo' },
    { call: AGENT, query: TRANSFER, to: 'R&D' },
    {
      call: 'PUT ChatTopic/3/UserAgent/bo',
      query: 'mutation ($to: String!) { updateChatTopicMember(id: 3, member: { userName: $to }) { canListen } }',
      to: 'bo',
    },
    {
      call: 'POST Agents/Chat/DeleteChatTopicUserAgent',
      query: 'mutation ($to: String!) { removeChatTopicMember(id: 3, userName: $to) { topic { id } } }',
      to: 'R&D',
    },
  ];
  const REFUSALS: readonly [string, Handler][] = [
    ['a page with 400', (_request, response) => response.writeHead(400, { 'content-type': 'text/html' }).end('<h1>')],
    ['a page with 404', (_request, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>')],
    ['404', notFound],
    ['400', (_request, response) => sendJson(response, { Error: true, ErrorType: 'ArgumentException' }, 400)],
    ['an error body with 200', (_request, response) => sendJson(response, { Message: 'secret' })],
  ];

  it.each(SENDS.flatMap((send) => REFUSALS.map(([what, handler]) => ({ ...send, what, handler }))))(
    'is told when $call answers $what',
    async ({ call, query, to, handler }) => {
      pair.superOffice.on(call, handler);

      const answer = await ask(query, { to });

      expect(answer.errors).toMatchObject([
        { message: expect.stringContaining('the associate id'), extensions: { outcome: 'REJECTED' } },
      ]);
      expect(pair.superOffice.calls()).toEqual([call]);
    },
  );
});

describe('a member of a chat topic whose user name cannot stand in a path', () => {
  const MEMBER = { TopicId: 3, User: { AssociateId: 7 }, CanListen: true };

  it.each(NOT_IN_A_PATH)('is updated and removed by the agent: %s refuses %j', async (_who, name) => {
    pair.superOffice.on('POST Agents/Chat/UpdateChatTopicUserAgent', MEMBER);
    pair.superOffice.on('POST Agents/Chat/DeleteChatTopicUserAgent', (_request, response) =>
      response.writeHead(204).end(),
    );

    const updated = await ask(
      `mutation ($name: String!) {
        updateChatTopicMember(id: 3, member: { userName: $name, canListen: true }) { canListen user { id } }
      }`,
      { name },
    );
    const removed = await ask(
      'mutation ($name: String!) { removeChatTopicMember(id: 3, userName: $name) { topic { id } } }',
      { name },
    );

    expect(updated.data).toEqual({ updateChatTopicMember: { canListen: true, user: { id: '7' } } });
    expect(removed.data).toEqual({ removeChatTopicMember: { topic: { id: '3' } } });
    expect(pair.superOffice.requests).toMatchObject([
      {
        path: 'Agents/Chat/UpdateChatTopicUserAgent',
        body: { ChatTopicId: 3, Username: name, Useragent: { TopicId: 3, User: { UserName: name }, CanListen: true } },
      },
      { path: 'Agents/Chat/DeleteChatTopicUserAgent', body: { ChatTopicId: 3, Username: name } },
    ]);
  });

  it.each(NOT_IN_A_PATH)('is added by a body as anybody else: %s refuses %j', async (_who, name) => {
    pair.superOffice.on('POST ChatTopic/3/UserAgent', MEMBER);

    const answer = await ask(
      'mutation ($name: String!) { addChatTopicMember(id: 3, member: { userName: $name }) { canListen } }',
      { name },
    );

    expect(answer.errors).toBeUndefined();
    expect(pair.superOffice.requests).toMatchObject([{ body: { User: { UserName: name } } }]);
  });

  it('is removed when the agent answers null, as for all that answers nothing', async () => {
    pair.superOffice.on('POST Agents/Chat/DeleteChatTopicUserAgent', null);

    expect(
      (await ask('mutation { removeChatTopicMember(id: 3, userName: "R&D") { topic { id } } }')).errors,
    ).toBeUndefined();
  });
});
