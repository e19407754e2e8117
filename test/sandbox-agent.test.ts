import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, type SandboxOptions, startSandbox } from '../src/sandbox/sandbox.js';
import { answerViolations, operations, requestViolations } from './contract/contract.js';
import { execute, startFacade, TJE0 } from './helpers/facade.js';

const CLOCK: SandboxOptions = { now: () => new Date('2026-03-20T10:00:00Z') };
const HEADERS = { authorization: TJE0, 'accept-language': 'en', 'so-timezone': 'UTC, includeTZOffset' };
const JSON_BODY = { 'content-type': 'application/json; charset=utf-8' };

let sandbox: Sandbox;
let other: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox(CLOCK);
  other = await startSandbox(CLOCK);
});
afterAll(() => Promise.all([sandbox.stop(), other.stop()]));

/** A call that keeps the contract, and so does its answer, unless that is a refusal. */
async function call(method: string, path: string, body?: unknown, on = sandbox) {
  expect(requestViolations({ method, path, headers: body === undefined ? {} : JSON_BODY, body })).toEqual([]);
  const response = await fetch(on.url + path, {
    method,
    headers: { ...HEADERS, ...(body !== undefined && JSON_BODY) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  // biome-ignore lint/suspicious/noExplicitAny: each path answers with its own shape.
  const json: any = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, json, violations: answerViolations(method, path, json, response.status) };
}

const agent = (name: string, body?: unknown, on = sandbox) => call('POST', `Agents/Chat/${name}`, body, on);
const withoutLinks = ({ _Links, ...carrier }: Record<string, unknown>) => carrier;

describe('the chat agent', () => {
  it.each([
    { name: 'ChatSessionsForUser', rest: 'GET ChatSession/ForCurrentUser' },
    { name: 'ChatTopicsForUser', rest: 'GET ChatTopic/ForCurrentUser' },
    { name: 'CreateDefaultChatSessionEntity', rest: 'GET ChatSession/default' },
    { name: 'CreateDefaultChatTopicEntity', rest: 'GET ChatTopic/default' },
    { name: 'GetChatSessionEntity?chatSessionEntityId=549', rest: 'GET ChatSession/549' },
    { name: 'GetChatTopicEntity?chatTopicEntityId=819', rest: 'GET ChatTopic/819' },
    { name: 'IsWithinOpeningHours', body: { ChatTopicId: 819 }, rest: 'GET ChatTopic/819/IsOpen' },
    { name: 'GetChatTopicUserAgentList', body: { ChatTopicId: 819 }, rest: 'GET ChatTopic/819/UserAgent' },
    {
      name: 'GetChatTopicUserAgent',
      body: { ChatTopicId: 819, Username: 'tje0' },
      rest: 'GET ChatTopic/819/UserAgent/tje0',
    },
    {
      name: 'GetUserAgentList',
      body: { Flat: true, OnlyPresent: true },
      rest: 'GET ChatTopic/UserAgents?flat=true&onlyPresent=true',
    },
    { name: 'GetChatMessages', body: { ChatSessionId: 549, After: 0 }, rest: 'GET ChatSession/549/Messages' },
    {
      name: 'GetChatTranscript',
      body: { ChatSessionId: 549, Html: true },
      rest: 'POST ChatSession/549/Transcript?html=true',
    },
    { name: 'GetChatPresence', rest: 'GET Presence/GetAll' },
    { name: 'ResetChatSession', body: { ChatSessionId: 550 }, rest: 'POST ChatSession/550/Reset' },
    { name: 'PickUpFirstChatSession', rest: 'POST ChatSession/Pickup' },
    {
      name: 'TransferChatSession',
      body: { ChatSessionId: 549, ToAssociate: 'bo' },
      rest: 'POST ChatSession/549/TransferTo/bo',
    },
    {
      name: 'UpdateChatTopicUserAgent',
      body: {
        ChatTopicId: 819,
        Username: 'ida',
        Useragent: { TopicId: 819, User: { UserName: 'ida' }, CanListen: true },
      },
      rest: 'PUT ChatTopic/819/UserAgent/ida',
      restBody: { TopicId: 819, User: { UserName: 'ida' }, CanListen: true },
    },
    {
      name: 'DeleteChatTopicUserAgent',
      body: { ChatTopicId: 819, Username: 'ida' },
      rest: 'DELETE ChatTopic/819/UserAgent/ida',
    },
    {
      name: 'AddChatMessage',
      body: { ChatSessionId: 549, Message: { Message: 'Hi', Type: 'ToCustomer' } },
      rest: 'POST ChatSession/549/Messages',
      restBody: { Message: 'Hi', Type: 'ToCustomer' },
    },
    {
      name: 'SaveChatPresence',
      body: { ChatPresence: [{ UserId: 7, Present: false }] },
      rest: 'POST Presence/SaveAll',
      restBody: [{ UserId: 7, Present: false }],
    },
  ])('$name answers as $rest does, without links', async ({ name, body, rest, restBody }) => {
    const [method = '', path = ''] = rest.split(' ');

    const asked = await agent(name, body);
    const twin = await call(method, path, restBody, other);

    expect([asked.status, asked.violations]).toEqual([twin.status, []]);
    const isEntity = typeof twin.json === 'object' && twin.json !== null && !Array.isArray(twin.json);
    expect(asked.json).toEqual(isEntity ? withoutLinks(twin.json) : twin.json);
  });

  it('has each procedure of the contract but those for what callers cannot change', async () => {
    const procedures = operations.filter((name) => name.startsWith('POST Agents/Chat/'));
    const answers = await Promise.all(
      procedures.map(async (name) => {
        const response = await fetch(sandbox.url + name.slice(5), { method: 'POST', headers: HEADERS });
        return [name.slice('POST Agents/Chat/'.length), (await response.text()).includes('controller')] as const;
      }),
    );

    expect(answers.filter(([, isMissing]) => isMissing).map(([name]) => name)).toEqual([
      'CreateDefaultChatTopicAgent',
      'DeleteChatTopicEntity',
      'SaveChatTopicEntity',
    ]);
  });

  it('saves a session, a new one as well, and deletes it', async () => {
    const { json: blank } = await agent('CreateDefaultChatSessionEntity');
    const created = await agent('SaveChatSessionEntity', { ...blank, TopicId: 819, CustomerName: 'Ada' });
    const { ChatSessionId } = created.json;
    const changed = await agent('SaveChatSessionEntity', { ...created.json, CustomerName: 'Grace' });
    const deleted = await agent(`DeleteChatSessionEntity?chatSessionEntityId=${ChatSessionId}`);
    const gone = await agent(`GetChatSessionEntity?chatSessionEntityId=${ChatSessionId}`);

    expect([created, changed].map(({ violations }) => violations)).toEqual([[], []]);
    expect(changed.json).toMatchObject({ ChatSessionId, CustomerName: 'Grace' });
    expect([deleted.status, gone.status, gone.json]).toEqual([204, 200, null]);
  });

  const REFUSED = [
    {
      what: 'a session that is not there',
      name: 'TransferChatSession',
      body: { ChatSessionId: 9999, ToAssociate: 'bo' },
    },
    {
      what: 'an associate who is not there',
      name: 'TransferChatSession',
      body: { ChatSessionId: 549, ToAssociate: 'R&D' },
    },
    { what: 'a member who is none', name: 'GetChatTopicUserAgent', body: { ChatTopicId: 819, Username: 'nobody' } },
    {
      what: 'what the caller may not do',
      name: 'AddChatMessage',
      body: { ChatSessionId: 550, Message: { Message: 'Hi', Type: 'ToCustomer' } },
    },
  ];

  it.each(REFUSED)('refuses $what with 200 and null', async ({ name, body }) => {
    expect(await agent(name, body)).toMatchObject({ status: 200, json: null });
  });

  it.each(REFUSED)('refuses $what with 200 and an error body, if that is requested', async ({ name, body }) => {
    const telling = await startSandbox({ ...CLOCK, agentRefusal: 'message' });
    const { status, json } = await agent(name, body, telling);
    await telling.stop();

    expect(status).toBe(200);
    expect(json).toEqual({ Message: expect.any(String), MessageDetail: expect.any(String) });
  });

  it.each([
    ['TransferChatSession', { ChatSessionId: '549x', ToAssociate: 'bo' }],
    ['TransferChatSession', []],
    ['GetChatSessionEntity?chatSessionEntityId=glops', undefined],
  ])('answers 400 to what cannot be read: %s %j', async (name, body) => {
    const response = await fetch(`${sandbox.url}Agents/Chat/${name}`, {
      method: 'POST',
      headers: { ...HEADERS, ...JSON_BODY },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(response.status).toBe(400);
  });

  it('reads its properties in any letter case', async () => {
    const response = await fetch(`${sandbox.url}Agents/Chat/GetChatMessages`, {
      method: 'POST',
      headers: { ...HEADERS, ...JSON_BODY },
      body: JSON.stringify({ chatSessionId: 549, after: 0 }),
    });
    expect(((await response.json()) as unknown[]).length).toBeGreaterThan(0);
  });
});

describe('GET api', () => {
  const versions = (accept: string, path = '/api') => fetch(new URL(path, sandbox.url), { headers: { accept } });

  it.each(['/api', '/api/', '/API'])('answers the versions in JSON, to anybody: %s', async (path) => {
    const response = await versions('application/json', path);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      v1: sandbox.url.slice(0, -1),
      Version: 'v1',
      NetServerVersion: expect.stringMatching(/^\d+(\.\d+){3}$/),
      Services: 'Services88',
    });
  });

  it('is a page for clients that do not ask for JSON', async () => {
    expect((await versions('*/*')).headers.get('content-type')).toBe('text/html; charset=utf-8');
  });
});

describe('GET User/currentPrincipal', () => {
  it('answers who calls, like User/currentAssociate', async () => {
    const { json: principal, violations } = await call('GET', 'User/currentPrincipal');
    const { json: associate } = await call('GET', 'User/currentAssociate');

    expect(violations).toEqual([]);
    expect(principal).toMatchObject({
      AssociateId: associate.AssociateId,
      Associate: associate.Name,
      FullName: associate.FullName,
      UserName: associate.UserName,
      EjUserId: associate.EjUserId,
      GroupId: associate.GroupIdx,
    });
    expect(Object.keys(principal)).toHaveLength(27);
  });

  it('is 401 without a credential', async () => {
    expect((await fetch(`${sandbox.url}User/currentPrincipal`)).status).toBe(401);
  });
});

describe('a facade in front of it', () => {
  const TRANSFER = `mutation ($id: ID!, $to: String!) {
    transferChatSession(id: $id, toAssociate: $to) { transferTo { userName } }
  }`;

  it('transfers to a user name that IIS refuses in a path', async () => {
    const facade = await startFacade(sandbox.url);
    const answer = await execute(facade.url, TRANSFER, { id: '549', to: 'user+tag@example.com' });
    await facade.stop();

    expect(answer.errors).toBeUndefined();
    expect(answer.data.transferChatSession.transferTo).toEqual({ userName: 'user+tag@example.com' });
  });

  it.each<[SandboxOptions['agentRefusal'] & string, string, string]>([
    ['null', 'UPSTREAM_BAD_RESPONSE', 'UNKNOWN'],
    ['message', 'UPSTREAM_ERROR', 'REJECTED'],
  ])('reports the outcome of a transfer that the agent refuses with %s', async (agentRefusal, code, outcome) => {
    const tenant = await startSandbox({ agentRefusal });
    const facade = await startFacade(tenant.url);
    const answer = await execute(facade.url, TRANSFER, { id: '549', to: 'R&D' });
    await facade.stop();
    await tenant.stop();

    expect(answer.errors).toMatchObject([
      { message: expect.stringContaining('associate id'), extensions: { code, outcome } },
    ]);
  });

  it.each(['', 'api/', 'api/v2/', 'Cust12345/api/v1/'])(
    'with a wrong path takes no record for gone: /%s',
    async (path) => {
      const facade = await startFacade(`${new URL(sandbox.url).origin}/${path}`);
      const answer = await execute(facade.url, '{ chatSession(id: 549) { status } person(id: 65) { fullName } }');
      await facade.stop();

      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(Array(2).fill('UPSTREAM_BAD_RESPONSE'));
    },
  );
});
