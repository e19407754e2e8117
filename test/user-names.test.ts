import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type { Server } from '../src/server.js';
import { execute, startFacade, useFacade } from './helpers/facade.js';
import { type Handler, notFound, sendJson } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';

const TRANSFER = `mutation ($to: String!) {
  transferChatSession(id: 549, toAssociate: $to) { id transferTo { id userName } }
}`;
const AGENT = 'POST Agents/Chat/TransferChatSession';
const LOOK_UP = 'GET ChatSession/549';
const UPDATE_BY_AGENT = 'POST Agents/Chat/UpdateChatTopicUserAgent';
const REMOVAL = 'POST Agents/Chat/DeleteChatTopicUserAgent';
const MEMBERS = 'GET ChatTopic/3/UserAgent';

const lines: Record<string, unknown>[] = [];
const pair = useFacade(
  { ADMIN_PORT: '0', SUPEROFFICE_WRITE_TIMEOUT_MS: '300' },
  { logger: pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line)) }) },
);
const { ask } = pair;

const session = (transferTo: object | null) => ({ ChatSessionId: 549, TransferTo: transferTo });

const memberNamed = (UserName: string) => ({ TopicId: 3, User: { AssociateId: 7, UserName }, CanListen: true });

const noContent: Handler = (_request, response) => response.writeHead(204).end();

/** Names that cannot be in a path, by the program that refuses them. */
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

describe('a transfer to a user name that cannot be in a path', () => {
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
  ])('has other names in the path: %j', async (to) => {
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

  it('is UNKNOWN if the session then waits for nobody', async () => {
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

  it('appears in metrics, log and x-explain by its route, without the name', async () => {
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
    'is given when $call answers $what',
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

describe('a member of a chat topic whose user name cannot be in a path', () => {
  const MEMBER = { TopicId: 3, User: { AssociateId: 7 }, CanListen: true };

  it.each(NOT_IN_A_PATH)('is updated and removed by the agent: %s refuses %j', async (_who, name) => {
    pair.superOffice.on('POST Agents/Chat/UpdateChatTopicUserAgent', MEMBER);
    pair.superOffice.on(REMOVAL, noContent);
    pair.superOffice.on(MEMBERS, [memberNamed('somebody else')]);

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
      { path: 'ChatTopic/3/UserAgent' },
    ]);
  });

  it.each(NOT_IN_A_PATH)('is added by a body like any member: %s refuses %j', async (_who, name) => {
    pair.superOffice.on('POST ChatTopic/3/UserAgent', MEMBER);

    const answer = await ask(
      'mutation ($name: String!) { addChatTopicMember(id: 3, member: { userName: $name }) { canListen } }',
      { name },
    );

    expect(answer.errors).toBeUndefined();
    expect(pair.superOffice.requests).toMatchObject([{ body: { User: { UserName: name } } }]);
  });
});

/** The agent answers null, or nothing, whether or not it has removed a member. */
describe('a removal that the agent does not confirm', () => {
  const REMOVE = 'mutation ($name: String!) { removeChatTopicMember(id: 3, userName: $name) { topic { id } } }';
  const SAYS_NOTHING: readonly (readonly [string, Handler])[] = [
    ['null', (_request, response) => sendJson(response, null)],
    ['no content', noContent],
    ['an empty text', (_request, response) => sendJson(response, '')],
    ['an empty object', (_request, response) => sendJson(response, {})],
    ['true', (_request, response) => sendJson(response, true)],
  ];

  it.each(SAYS_NOTHING)('succeeds if the member is gone: %s', async (_what, handler) => {
    pair.superOffice.on(REMOVAL, handler);
    pair.superOffice.on(MEMBERS, [memberNamed('R&D2'), { TopicId: 3, User: { Name: 'bo', UserName: null } }]);

    const answer = await ask(REMOVE, { name: 'R&D' });

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ removeChatTopicMember: { topic: { id: '3' } } });
    expect(pair.superOffice.calls()).toEqual([REMOVAL, MEMBERS]);
  });

  it('succeeds if the topic has no members left', async () => {
    pair.superOffice.on(REMOVAL, null);
    pair.superOffice.on(MEMBERS, []);

    expect((await ask(REMOVE, { name: 'R&D' })).errors).toBeUndefined();
  });

  it.each(SAYS_NOTHING)('is UPSTREAM_ERROR, REJECTED, when the member is still there: %s', async (_what, handler) => {
    pair.superOffice.on(REMOVAL, handler);
    pair.superOffice.on(MEMBERS, [memberNamed('bo'), memberNamed('r&d')]);

    const answer = await ask(REMOVE, { name: 'R&D' });

    expect(answer.data).toEqual({ removeChatTopicMember: null });
    expect(answer.errors).toMatchObject([
      {
        message: expect.stringMatching(/^SuperOffice refused/),
        extensions: { code: 'UPSTREAM_ERROR', outcome: 'REJECTED', superOffice: { status: 200 } },
      },
    ]);
    expect(pair.superOffice.calls()).toEqual([REMOVAL, MEMBERS]);
  });

  it('finds a member by their other name too', async () => {
    pair.superOffice.on(REMOVAL, null);
    pair.superOffice.on(MEMBERS, [{ TopicId: 3, User: { AssociateId: 7, Name: 'R&D', UserName: 'rd@example.com' } }]);

    expect((await ask(REMOVE, { name: 'r&d' })).errors).toMatchObject([{ extensions: { outcome: 'REJECTED' } }]);
  });

  it('is NOT_FOUND, REJECTED, when there is no such topic', async () => {
    pair.superOffice.on(REMOVAL, null);
    pair.superOffice.on(MEMBERS, notFound);

    expect((await ask(REMOVE, { name: 'R&D' })).errors).toMatchObject([
      {
        extensions: {
          ...{ code: 'NOT_FOUND', outcome: 'REJECTED' },
          superOffice: { status: 404, errorType: 'SoNotFoundException' },
        },
      },
    ]);
  });

  it.each<[string, unknown, number]>([
    ['a web server’s 404', {}, 404],
    ['403', { Error: true, ErrorType: 'SoSecurityException' }, 403],
    ['500', {}, 500],
    ['503', {}, 503],
    ['null', null, 200],
    ['an error body', { Message: 'secret' }, 200],
    ['a text', 'secret', 200],
    ['members of another topic', [{ ...memberNamed('bo'), TopicId: 4 }], 200],
    ['a member without a user', [memberNamed('bo'), { TopicId: 3, User: null }], 200],
    ['a member without a name', [{ TopicId: 3, User: { AssociateId: 7, Name: null, UserName: '' } }], 200],
    [
      'a member whose names are no texts',
      [{ TopicId: 3, User: { AssociateId: 'x', Name: 1, UserName: { a: 1 } } }],
      200,
    ],
  ])(
    'is UPSTREAM_BAD_RESPONSE, UNKNOWN, if the look-up gets %s, and is looked up once',
    async (_what, body, status) => {
      pair.superOffice.on(REMOVAL, null);
      pair.superOffice.on(MEMBERS, body, status);

      const answer = await ask(REMOVE, { name: 'R&D' });

      expect(answer.errors).toMatchObject([
        {
          message: expect.stringMatching(/did not confirm.*read the chat topic/),
          extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' },
        },
      ]);
      expect(JSON.stringify(answer)).not.toContain('secret');
      expect(pair.superOffice.calls()).toEqual([REMOVAL, MEMBERS]);
    },
  );

  it.each<[string, Handler, string]>([
    ['an error body', (_request, response) => sendJson(response, { Message: 'no' }), 'REJECTED'],
    ['404', notFound, 'REJECTED'],
    ['500', (_request, response) => sendJson(response, {}, 500), 'UNKNOWN'],
    ['a page', (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>'), 'UNKNOWN'],
    ['nothing in time', () => {}, 'UNKNOWN'],
  ])('is looked up only then: one that gets %s is not looked up', async (_what, handler, outcome) => {
    pair.superOffice.on(REMOVAL, handler);

    expect((await ask(REMOVE, { name: 'R&D' })).errors).toMatchObject([{ extensions: { outcome } }]);
    expect(pair.superOffice.calls()).toEqual([REMOVAL]);
  });

  it('is not looked up if the path can hold the name, because REST then reports the outcome', async () => {
    pair.superOffice.on('DELETE ChatTopic/3/UserAgent/bo', null);

    expect((await ask(REMOVE, { name: 'bo' })).errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual(['DELETE ChatTopic/3/UserAgent/bo']);
  });

  it('is looked up again when its Idempotency-Key comes again', async () => {
    pair.superOffice.on(REMOVAL, null);
    pair.superOffice.on(MEMBERS, {}, 503);
    const headers = { 'idempotency-key': 'key-of-a-removal' };
    const unknown = await ask(REMOVE, { name: 'R&D' }, headers);
    pair.superOffice.on(MEMBERS, [memberNamed('R&D')]);
    const still = await ask(REMOVE, { name: 'R&D' }, headers);
    pair.superOffice.on(MEMBERS, [memberNamed('bo')]);
    const done = await ask(REMOVE, { name: 'R&D' }, headers);

    expect([unknown, still].map(({ errors }) => errors?.[0]?.extensions.outcome)).toEqual(['UNKNOWN', 'UNKNOWN']);
    expect(done.errors).toBeUndefined();
    expect(done.data).toEqual({ removeChatTopicMember: { topic: { id: '3' } } });
    expect(pair.superOffice.calls()).toEqual([REMOVAL, MEMBERS, MEMBERS, MEMBERS]);
  });

  it('is looked up by its key if REST did not report the outcome', async () => {
    pair.superOffice.on('DELETE ChatTopic/3/UserAgent/bo', {}, 500);
    pair.superOffice.on(MEMBERS, []);
    const headers = { 'idempotency-key': 'key-of-another-removal' };

    const unknown = await ask(REMOVE, { name: 'bo' }, headers);
    const done = await ask(REMOVE, { name: 'bo' }, headers);

    expect(unknown.errors).toMatchObject([{ extensions: { outcome: 'UNKNOWN' } }]);
    expect(done.errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual(['DELETE ChatTopic/3/UserAgent/bo', MEMBERS]);
  });

  it('is shown with its look-up by x-explain', async () => {
    pair.superOffice.on(REMOVAL, null);
    pair.superOffice.on(MEMBERS, []);

    const answer = await ask(REMOVE, { name: 'R&D' }, { 'x-explain': '1' });

    expect(answer.extensions?.rest).toMatchObject({
      calls: [
        { method: 'POST', route: 'Agents/Chat/DeleteChatTopicUserAgent', fields: ['removeChatTopicMember'] },
        { method: 'GET', route: 'ChatTopic/{id}/UserAgent', fields: ['removeChatTopicMember'] },
      ],
    });
  });
});

describe('a removal with one REST call left', () => {
  const scarce = useFacade({ MAX_REST_CALLS: '1' });

  it('is UNKNOWN if the agent does not confirm it', async () => {
    scarce.superOffice.on(REMOVAL, null);

    const answer = await scarce.ask('mutation { removeChatTopicMember(id: 3, userName: "R&D") { topic { id } } }');

    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' } }]);
    expect(scarce.superOffice.calls()).toEqual([REMOVAL]);
  });
});

/** ASP.NET takes 260 characters of a path, as it is sent. That of the REST root is `/api/v1/` here. */
describe('a user name that makes the path longer than 260 characters', () => {
  const LONGEST = [
    { sign: 'a', transfer: 225, member: 230 },
    { sign: 'ü', transfer: 37, member: 38 },
    { sign: '李', transfer: 25, member: 25 },
    { sign: '👋', transfer: 18, member: 19 },
  ];
  const UPDATE = `mutation ($to: String!) {
    updateChatTopicMember(id: 3, member: { userName: $to, canListen: true }) { canListen }
  }`;
  const REMOVE = 'mutation ($to: String!) { removeChatTopicMember(id: 3, userName: $to) { topic { id } } }';
  const OPERATIONS = LONGEST.flatMap(({ sign, transfer, member }) => [
    { sign, query: TRANSFER, agent: AGENT, rest: 'POST ChatSession/549/TransferTo/', longest: transfer },
    { sign, query: UPDATE, agent: UPDATE_BY_AGENT, rest: 'PUT ChatTopic/3/UserAgent/', longest: member },
    { sign, query: REMOVE, agent: REMOVAL, rest: 'DELETE ChatTopic/3/UserAgent/', longest: member },
  ]);

  it.each(OPERATIONS)(
    'goes through $agent from $longest times $sign on',
    async ({ sign, query, agent, rest, longest }) => {
      for (const answered of [AGENT, 'POST ChatSession/549/TransferTo/']) {
        pair.superOffice.on(answered, session({ AssociateId: 7 }));
      }
      for (const answered of [UPDATE_BY_AGENT, 'PUT ChatTopic/3/UserAgent/']) {
        pair.superOffice.on(answered, { TopicId: 3 });
      }
      for (const answered of [REMOVAL, 'DELETE ChatTopic/3/UserAgent/']) {
        pair.superOffice.on(answered, null);
      }
      pair.superOffice.on(MEMBERS, []);
      const [fitting, over] = [sign.repeat(longest), sign.repeat(longest + 1)];

      const answers = [await ask(query, { to: fitting }), await ask(query, { to: over })];

      expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
      const [first, second] = pair.superOffice.calls();
      expect(first).toBe(rest + encodeURIComponent(fitting));
      expect(second).toBe(agent);
      expect(Object.values(pair.superOffice.requests[1]?.body ?? {})).toContain(over);
    },
  );

  it('depends on the path of SUPEROFFICE_URL as well', async () => {
    const paths: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      paths.push(request.url);
      sendJson(response, session(null));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const root = '/Cust12345/api/v1/';
    const facade = await startFacade(`http://127.0.0.1:${(server.address() as AddressInfo).port}${root}`);
    for (const length of [215, 216, 225]) {
      expect((await execute(facade.url, TRANSFER, { to: 'a'.repeat(length) })).errors).toBeUndefined();
    }
    await facade.stop();
    await new Promise((resolve) => server.close(resolve));

    expect(paths).toEqual([
      `${root}ChatSession/549/TransferTo/${'a'.repeat(215)}`,
      `${root}Agents/Chat/TransferChatSession`,
      `${root}Agents/Chat/TransferChatSession`,
    ]);
  });

  it('appears by its agent’s route in the log, the metrics and x-explain', async () => {
    pair.superOffice.on(AGENT, session({ AssociateId: 7 }));
    lines.length = 0;

    const answer = await ask(TRANSFER, { to: 'a'.repeat(226) }, { 'x-explain': '1' });

    const route = 'Agents/Chat/TransferChatSession';
    expect(answer.extensions?.rest).toMatchObject({
      calls: [{ method: 'POST', route, records: { asked: 1, got: 1 }, fields: ['transferChatSession'] }],
    });
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'REST call', method: 'POST', route }));
  });
});

describe('at a tenant behind IIS', () => {
  let sandbox: Sandbox;
  let facade: Server;
  beforeAll(async () => {
    sandbox = await startSandbox();
    facade = await startFacade(sandbox.url);
  });
  afterAll(async () => {
    await facade.stop();
    await sandbox.stop();
  });
  const remove = (id: number, userName: string) =>
    execute(
      facade.url,
      'mutation ($id: ID!, $n: String!) { removeChatTopicMember(id: $id, userName: $n) { topic { id } } }',
      {
        id,
        n: userName,
      },
    );

  it('a member with an odd name is added and removed, and is gone then', async () => {
    const members = async () => {
      const { data } = await execute(facade.url, '{ chatTopic(id: 820) { members { user { userName } } } }');
      return data.chatTopic.members.map(({ user }: { user: { userName: string } }) => user.userName);
    };
    const added = await execute(
      facade.url,
      'mutation { addChatTopicMember(id: 820, member: { userName: "user+tag@example.com" }) { topic { id } } }',
    );
    const before = await members();
    const removed = await remove(820, 'User+Tag@example.com');

    expect([added.errors, removed.errors]).toEqual([undefined, undefined]);
    expect(before).toContain('user+tag@example.com');
    expect(await members()).not.toContain('user+tag@example.com');
  });

  it('a missing topic is NOT_FOUND, whether the path can hold the name or not', async () => {
    for (const name of ['ida', 'no&such', 'x'.repeat(255)]) {
      expect((await remove(99_999, name)).errors).toMatchObject([
        { extensions: { code: 'NOT_FOUND', outcome: 'REJECTED' } },
      ]);
    }
  });

  it('a transfer to a name of any length is refused by SuperOffice, and not by a web server', async () => {
    for (const to of ['x'.repeat(225), 'x'.repeat(226), 'ü'.repeat(255)]) {
      expect((await execute(facade.url, TRANSFER, { to })).errors).toMatchObject([
        {
          message: expect.stringMatching(/associate id.*transferTargets/),
          extensions: { requestId: expect.any(String) },
        },
      ]);
    }
  });
});
