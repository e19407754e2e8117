import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getNamedType } from 'graphql';
import { pino } from 'pino';
import { createSchema } from '../src/graphql/schema/schema.js';
import { ANSWERED } from '../src/observe/audit/answer-ids.js';
import { startSandbox } from '../src/sandbox/sandbox.js';
import type { Server } from '../src/server.js';
import { AGENT_DESK_STEPS, AGENTS } from './helpers/agent-desk.js';
import { acceptCredential, execute, newCredential, startFacade } from './helpers/facade.js';
import { type FakeSuperOffice, type Handler, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { OPERATE_GUIDE } from './helpers/operations.js';
import { startRecordingProxy } from './helpers/recording-proxy.js';
import { scrape } from './helpers/scrape.js';
import { failureOf, linesOf, useServerProcesses } from './helpers/server-process.js';
import { until } from './helpers/until.js';

type Line = Readonly<Record<string, unknown>>;

const CANARY = 'c4n4ry';

const folder = mkdtempSync(join(tmpdir(), 'superoffice-graphql-audit-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = () => join(folder, `changes-${++files}`);

const linesIn = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** Every field that any test has seen. */
const seenFields = new Set<string>();
function see(line: Line): void {
  for (const field of Object.keys(line)) {
    seenFields.add(field);
  }
}

describe('the audit log of the guide to an agent desk', () => {
  const file = newFile();
  const answers: string[] = [];
  let lines: readonly Line[];
  let tenant: string;

  beforeAll(async () => {
    const sandbox = await startSandbox();
    const proxy = await startRecordingProxy(sandbox.url);
    const facade = await startFacade(proxy.url, { AUDIT_LOG: file });
    tenant = proxy.url;
    // Both agents arrive: the guide shows it for one of them.
    const [arrive] = AGENT_DESK_STEPS;
    const steps = [{ ...arrive, agent: 'bo' }, ...AGENT_DESK_STEPS];
    for (const { agent, operation } of steps) {
      const headers = { authorization: AGENTS[agent as string] as string, 'graphql-client-name': 'desk' };
      answers.push(JSON.stringify(await execute(facade.url, operation as string, {}, headers)));
    }
    await facade.stop();
    await proxy.stop();
    await sandbox.stop();
    lines = linesIn(file);
  });

  it('has exactly one line for each change, in their order', () => {
    const changes = AGENT_DESK_STEPS.filter(({ operation }) => operation.startsWith('mutation'));

    expect(changes.length).toBeGreaterThan(10);
    expect(lines.map(({ operationName, mutation }) => ({ operationName, mutation }))).toEqual(
      changes.map(({ name, operation }) => ({
        operationName: name,
        mutation: /^mutation [^{]*\{\n {2}(\w+)/.exec(operation)?.[1],
      })),
    );
  });

  it('has in each line who changed what, when, and with which outcome', () => {
    const ofSession = { ids: { id: '505' }, recordType: 'ChatSession', recordId: '505' };
    const link = { id: '505', 'input.ticket': '11' };
    const message = { ids: { id: '505' }, recordType: 'ChatMessage', recordId: expect.stringMatching(/^\d+$/) };
    const handOver = { ...ofSession, ids: { id: '505', toAssociate: '3' } };
    const [tje0, bo] = [5, 3];

    expect(lines).toMatchObject([
      { associateId: tje0, mutation: 'setChatPresence', ids: { 'presences.userId': ['12'] }, outcome: 'OK' },
      { associateId: tje0, mutation: 'pickUpChatSession', ...ofSession, outcome: 'OK' },
      { associateId: tje0, mutation: 'addChatMessage', ...message, outcome: 'OK' },
      { associateId: tje0, mutation: 'addChatMessage', ...message, outcome: 'OK' },
      { associateId: tje0, mutation: 'transferChatSession', ...handOver, outcome: 'OK' },
      { associateId: bo, mutation: 'rejectChatSessionTransfer', ...ofSession, outcome: 'OK' },
      { associateId: tje0, mutation: 'transferChatSession', ...handOver, outcome: 'OK' },
      { associateId: bo, mutation: 'acceptChatSessionTransfer', ...ofSession, outcome: 'OK' },
      { associateId: bo, mutation: 'updateChatSession', ...ofSession, ids: link, outcome: 'OK' },
      { associateId: bo, mutation: 'resetChatSession', ...ofSession, outcome: 'OK' },
      { associateId: bo, mutation: 'pickUpChatSession', ...ofSession, outcome: 'OK' },
      { associateId: bo, mutation: 'updateChatSession', ...ofSession, outcome: 'OK' },
    ]);
    const times = lines.map(({ time }) => Date.parse(String(time)));
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(lines).toEqual(
      lines.map(() =>
        expect.objectContaining({
          msg: 'change',
          tenant,
          destination: new URL(tenant).host,
          source: '127.0.0.1',
          caller: expect.stringMatching(/^[\w-]{43}$/),
          requestId: expect.stringMatching(/^[\w-]{36}$/),
          clientName: 'desk',
        }),
      ),
    );
    const callers = new Map(lines.map(({ caller, associateId }) => [caller, associateId]));
    expect([...callers.values()].sort()).toEqual([bo, tje0]);
    expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(lines.length);
    for (const line of lines) {
      see(line);
    }
  });

  it('holds no value: no text of an argument, of an answer or of a credential', () => {
    const text = readFileSync(file, 'utf8');
    const texts = [...AGENT_DESK_STEPS.map(({ operation }) => operation), ...answers].flatMap((one) =>
      [...one.matchAll(/"((?:[^"\\]|\\.){3,})"/g)].map(([, value = '']) => value),
    );
    const allowed = /^(id|\d+|ChatSession|ChatMessage)$/;
    const values = answers.flatMap((answer) => valuesIn(JSON.parse(answer).data));

    expect(texts.length).toBeGreaterThan(50);
    expect(values.filter((value) => !allowed.test(value) && text.includes(value))).toEqual([]);
    expect(text).not.toMatch(/Hello again|Seo-yeon|박서연|tje0|Everhart|Lindqvist|dGplMDpUamUw|Ym86Qm8=|CLOSED/);
  });
});

/** All texts of more than two characters in an answer. */
function valuesIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return value.length > 2 ? [value] : [];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesIn) : [];
}

describe.each([{}, { COMPILED_EXECUTION: 'off' }, { FEDERATED_TRACE: 'on' }, { SCHEMA_PREFIX: 'Crm' }])(
  'the audit log, with %p',
  (env) => {
    let file: string;
    let superOffice: FakeSuperOffice;
    let facade: Server;
    const logged: string[] = [];
    beforeAll(async () => {
      file = newFile();
      superOffice = await startFakeSuperOffice();
      facade = await startFacade(
        superOffice.url,
        { AUDIT_LOG: file, TRUSTED_PROXIES: '127.0.0.1', ...env },
        { logger: pino({ level: 'error' }, { write: (line) => logged.push(line) }) },
      );
    });
    afterAll(async () => {
      expect(logged).toEqual([]);
      await facade.stop();
      await superOffice.stop();
    });
    beforeEach(() => {
      superOffice.forget();
      truncateSync(file);
    });
    afterEach(() => {
      for (const line of linesIn(file)) {
        see(line);
      }
    });

    const ask = (query: string, variables = {}, headers = {}) => execute(facade.url, query, variables, headers);
    const TRANSFER = 'mutation ($id: ID = 549) { transferChatSession(id: $id, toAssociate: "bo") { id } }';
    const asked = { mutation: 'transferChatSession', ids: { id: '549', toAssociate: 'user name' } };
    const cut: Handler = (_request, response) => void response.socket?.destroy();

    it.each<[string, Handler, object]>([
      ['took effect', session({ AssociateId: 3, Name: 'bo' }), { outcome: 'OK', recordId: '549' }],
      ['left all as it was', session(null), { outcome: 'WITHOUT_EFFECT', recordId: '549' }],
      ['was refused', status(403), { outcome: 'REJECTED', code: 'FORBIDDEN' }],
      ['was refused with 200', agentRefusal, { outcome: 'REJECTED', code: 'UPSTREAM_ERROR' }],
      ['failed', status(500), { outcome: 'UNKNOWN', code: 'UPSTREAM_ERROR' }],
      ['was cut', cut, { outcome: 'UNKNOWN', code: 'UPSTREAM_UNAVAILABLE' }],
      ['was not answered', () => undefined, { outcome: 'UNKNOWN', code: 'UPSTREAM_TIMEOUT' }],
    ])('has the outcome that the caller gets: a transfer that %s', async (what, handler, line) => {
      superOffice.on('', status(500));
      superOffice.on('POST ChatSession/549/TransferTo/bo', handler);

      const headers = what === 'was not answered' ? { 'x-request-timeout-ms': '2000' } : {};
      const { errors } = await ask(TRANSFER, {}, headers as Record<string, string>);

      const [extensions] = (errors ?? []).map(({ extensions: { code, outcome } }) => ({ code, outcome }));
      expect(linesIn(file)).toEqual([expect.objectContaining({ ...asked, ...line })]);
      expect(linesIn(file)).toMatchObject([extensions ?? {}]);
    });

    it('has a line for a change that was not sent, and no line for one that was not executed', async () => {
      await acceptCredential({ superOffice, facade });
      await ask(TRANSFER, { id: '0' });
      await ask('mutation { transferChatSession(id: 549) { id } }');
      await ask(TRANSFER, { id: { a: 1 } });
      await ask(TRANSFER, { id: null });

      expect(linesIn(file)).toMatchObject([
        { outcome: 'NOT_SENT', code: 'BAD_USER_INPUT', ids: { id: 'no id', toAssociate: 'user name' } },
      ]);
      expect(superOffice.calls()).toEqual([]);
    });

    it.each([
      ['without a credential', { authorization: '' }, {}],
      ['without a token', { authorization: 'Bearer ' }, {}],
      ['with a scheme that is none', { authorization: 'Digest abc' }, {}],
      ['with a cookie alone', { authorization: '', cookie: 'a=b' }, {}],
      ['with a made-up credential, and nothing to send', { authorization: 'Bearer made-up' }, { id: '0' }],
    ])('has no line for a change that could not be made: %s', async (_how, headers, variables) => {
      const { errors } = await ask(TRANSFER, variables, headers as Record<string, string>);

      expect(errors?.[0]?.extensions.outcome).toBe('NOT_SENT');
      expect(superOffice.calls()).toEqual([]);
      expect(linesIn(file)).toEqual([]);
    });

    it('has a line for a change that was sent with a credential that SuperOffice refuses', async () => {
      superOffice.on('', status(401));
      await ask(TRANSFER, {}, newCredential());

      expect(linesIn(file)).toMatchObject([{ outcome: 'REJECTED', code: 'UNAUTHENTICATED' }]);
    });

    it('has a line for each of several changes in one operation, under the schema’s name', async () => {
      superOffice.on('POST ChatSession/', ({ path }, response) => {
        const id = Number(/\d+/.exec(path)?.[0]);
        sendJson(response, id === 2 ? {} : { ChatSessionId: id }, id === 2 ? 409 : 200);
      });

      await ask(
        `mutation Three($no: Boolean = false) {
          ${CANARY}1: resetChatSession(id: 1) { id } left: pickUpChatSession(id: 9) @include(if: $no) { id } ...Two
        }
        fragment Two on Mutation { ${CANARY}2: resetChatSession(id: 2) { id } pickUpChatSession(id: 3) { id } }`,
        {},
        { 'x-request-id': 'abcdefgh-1', 'x-forwarded-for': '2001:db8::1' },
      );

      const common = { requestId: 'abcdefgh-1', operationName: 'Three', source: '2001:db8::1' };
      expect(linesIn(file)).toMatchObject([
        { ...common, mutation: 'resetChatSession', index: 0, ids: { id: '1' }, recordId: '1', outcome: 'OK' },
        { ...common, mutation: 'resetChatSession', index: 1, ids: { id: '2' }, outcome: 'REJECTED' },
        { ...common, mutation: 'pickUpChatSession', index: 2, ids: { id: '3' }, recordId: '3', outcome: 'OK' },
      ]);
      expect(readFileSync(file, 'utf8')).not.toContain(CANARY);
    });

    it('names the record that was made, by the type of the schema without its prefix', async () => {
      superOffice.on('POST ChatTopic/819/Sessions', { ChatSessionId: 901 });
      superOffice.on('POST ChatSession/901/Messages', { ChatMessageId: 902, ChatSessionId: 901 });
      superOffice.on('POST ChatSession/903/Pickup', (_request, response) => response.writeHead(204).end());

      await ask('mutation { createChatSession(topic: 819) { id } }');
      await ask('mutation { addChatMessage(id: 901, message: { message: "c4n4ry" }) { id } }');
      await ask('mutation { pickUpChatSession(id: 903) { id } }');

      expect(linesIn(file)).toMatchObject([
        { ids: { topic: '819' }, recordType: 'ChatSession', recordId: '901', outcome: 'OK' },
        { ids: { id: '901' }, recordType: 'ChatMessage', recordId: '902', outcome: 'OK' },
        { ids: { id: '903' }, outcome: 'WITHOUT_EFFECT' },
      ]);
      expect(linesIn(file).at(-1)).not.toHaveProperty('recordId');
    });

    const BO = { AssociateId: 3, Name: 'bo', UserName: 'bo', FullName: CANARY };
    const TJE0 = { AssociateId: 5, Name: 'tje0', UserName: 'tje0' };
    const member = { TopicId: 819, User: BO, CanListen: true };

    it.each<[string, string, object | null, object]>([
      [
        'a transfer',
        'transferChatSession(id: 549, toAssociate: "bo") { id }',
        { ChatSessionId: 549, TopicId: 819, User: TJE0, TransferTo: BO },
        {
          ids: { id: '549', toAssociate: 'user name' },
          recordType: 'ChatSession',
          recordId: '549',
          answerIds: { topic: '819', user: '5', transferTo: '3' },
        },
      ],
      [
        'an accepted transfer',
        'acceptChatSessionTransfer(id: 549) { id }',
        { ChatSessionId: 549, TopicId: '819', User: BO, TransferTo: { AssociateId: 0 } },
        { recordId: '549', answerIds: { topic: '819', user: '3', transferTo: null } },
      ],
      [
        'a new member',
        'addChatTopicMember(id: 819, member: { userName: "bo" }) { canListen }',
        member,
        {
          ids: { id: '819', 'member.userName': 'user name' },
          recordType: 'ChatTopicMember',
          recordId: '3',
          answerIds: { topic: '819' },
        },
      ],
      [
        'a changed member',
        'updateChatTopicMember(id: 819, member: { userName: "bo" }) { canListen }',
        member,
        { recordType: 'ChatTopicMember', recordId: '3', answerIds: { topic: '819' } },
      ],
      [
        'a member who is removed',
        'removeChatTopicMember(id: 819, userName: "3") { topic { id } }',
        null,
        {
          ids: { id: '819', userName: '3' },
          recordType: 'ChatTopicMember',
          recordId: '3',
          answerIds: { topic: '819' },
        },
      ],
      [
        'a message',
        'addChatMessage(id: 549, message: { message: "c4n4ry" }) { id }',
        { ChatMessageId: 9, ChatSessionId: 549 },
        { recordType: 'ChatMessage', recordId: '9', answerIds: { session: '549' } },
      ],
      [
        'a session that is deleted',
        'deleteChatSession(id: 549) { id }',
        null,
        { ids: { id: '549' }, recordType: 'ChatSession', recordId: '549' },
      ],
    ])('names by ids who and what a change concerned: %s', async (_what, change, answer, line) => {
      superOffice.on('', answer);
      const { errors } = await ask(`mutation { ${change} }`);

      expect(errors).toBeUndefined();
      expect(linesIn(file)).toEqual([expect.objectContaining({ outcome: 'OK', ...line })]);
      expect(readFileSync(file, 'utf8')).not.toContain(CANARY);
    });

    it.each<[string, string, Handler, object]>([
      ['gone', 'bo', noContent, { outcome: 'OK', recordType: 'ChatTopicMember', recordId: '3' }],
      ['gone, in another case', 'BO', noContent, { outcome: 'OK', recordId: '3' }],
      ['gone, whose name a path cannot hold', 'b*o', (_r, response) => sendJson(response, null), { recordId: '4' }],
      ['refused', 'bo', status(403), { outcome: 'REJECTED' }],
      ['lost', 'bo', cut, { outcome: 'UNKNOWN' }],
    ])('says who is removed by name: %s', async (_what, userName, handler, line) => {
      let reads = 0;
      superOffice.on('GET ChatTopic/819/UserAgent', (_request, response) => {
        reads += 1;
        sendJson(response, reads === 1 ? [member, { TopicId: 819, User: { AssociateId: 4, Name: 'b*o' } }] : []);
      });
      superOffice.on('DELETE ', handler);
      superOffice.on('POST Agents/Chat/DeleteChatTopicUserAgent', handler);
      await ask(`mutation { removeChatTopicMember(id: 819, userName: "${userName}") { topic { id } } }`);

      const id = userName === 'b*o' ? '4' : '3';
      expect(linesIn(file)).toMatchObject([{ ids: { id: '819', userName: id }, ...line }]);
    });

    it.each<[string, Handler]>([
      ['cannot be read', status(403)],
      ['has nobody of that name', (_request, response) => sendJson(response, [{ TopicId: 819, User: TJE0 }])],
      [
        'has two of that name',
        (_r, response) => sendJson(response, [member, { ...member, User: { ...BO, AssociateId: 9 } }]),
      ],
      ['has a member without an id', (_r, response) => sendJson(response, [{ TopicId: 819, User: { Name: 'bo' } }])],
    ])('still removes a member by name when the list of members %s', async (_what, handler) => {
      superOffice.on('GET ChatTopic/819/UserAgent', handler);
      superOffice.on('DELETE ', noContent);
      const { errors } = await ask('mutation { removeChatTopicMember(id: 819, userName: "bo") { topic { id } } }');

      expect(errors).toBeUndefined();
      expect(linesIn(file)).toEqual([
        expect.objectContaining({
          ids: { id: '819', userName: 'user name' },
          outcome: 'OK',
          answerIds: { topic: '819' },
        }),
      ]);
    });

    it.each([
      ['3', '3'],
      ['003', '3'],
      ['0000000000003', '3'],
      ['2147483648', 'no id'],
      ['٣', 'user name'],
      ['3a', 'user name'],
    ])('reads as an associate’s id what SuperOffice reads as one: %s', async (sent, written) => {
      superOffice.on('POST ChatSession/549/', { ChatSessionId: 549, TransferTo: BO });
      superOffice.on('POST ChatTopic/819/UserAgent', member);
      superOffice.on('DELETE ', (_request, response) => void response.writeHead(204).end());
      superOffice.on('POST Agents/Chat/TransferChatSession', { ChatSessionId: 549, TransferTo: BO });
      superOffice.on('GET ChatTopic/819/UserAgent', []);
      superOffice.on('POST Agents/Chat/DeleteChatTopicUserAgent', null);
      await ask(`mutation { transferChatSession(id: 549, toAssociate: "${sent}") { id } }`);
      await ask(`mutation { addChatTopicMember(id: 819, member: { userName: "${sent}" }) { canListen } }`);
      await ask(`mutation { removeChatTopicMember(id: 819, userName: "${sent}") { topic { id } } }`);

      expect(linesIn(file)).toMatchObject([
        { ids: { toAssociate: written }, outcome: written === '3' ? 'OK' : 'WITHOUT_EFFECT' },
        { ids: { 'member.userName': written } },
        { ids: { userName: written } },
      ]);
    });

    const SESSION = { ChatSessionId: 549, TopicId: 819 };
    const [accept, reject, pickUp, pickUpFirst, reset] = [
      'acceptChatSessionTransfer(id: 549) { id }',
      'rejectChatSessionTransfer(id: 549) { id }',
      'pickUpChatSession(id: 549) { id }',
      'pickUpFirstChatSession { id }',
      'resetChatSession(id: 549) { id }',
    ];
    it.each<[string, object | null, 'OK' | 'WITHOUT_EFFECT']>([
      [accept, { ...SESSION, User: BO, TransferTo: null }, 'OK'],
      [accept, { ...SESSION, User: TJE0, TransferTo: null }, 'WITHOUT_EFFECT'],
      [accept, { ...SESSION, User: TJE0, TransferTo: { AssociateId: 7 } }, 'WITHOUT_EFFECT'],
      [accept, { ...SESSION, User: TJE0, TransferTo: BO }, 'WITHOUT_EFFECT'],
      [accept, { ...SESSION, User: null, TransferTo: null }, 'WITHOUT_EFFECT'],
      [reject, { ...SESSION, User: TJE0, TransferTo: null }, 'OK'],
      [reject, { ...SESSION, User: TJE0, TransferTo: { AssociateId: 7 } }, 'WITHOUT_EFFECT'],
      [reject, { ...SESSION, User: BO, TransferTo: null }, 'WITHOUT_EFFECT'],
      [reject, { ...SESSION, User: { AssociateId: 0 }, TransferTo: null }, 'WITHOUT_EFFECT'],
      [pickUp, { ...SESSION, User: BO }, 'OK'],
      [pickUp, null, 'WITHOUT_EFFECT'],
      [pickUp, { ...SESSION, User: null }, 'WITHOUT_EFFECT'],
      [pickUp, { ...SESSION, User: TJE0 }, 'WITHOUT_EFFECT'],
      [pickUpFirst, { ...SESSION, User: BO }, 'OK'],
      [pickUpFirst, null, 'WITHOUT_EFFECT'],
      [reset, { ...SESSION, User: null }, 'OK'],
      [reset, { ...SESSION, User: BO }, 'WITHOUT_EFFECT'],
      [reset, SESSION, 'OK'],
      ['setChatPresence(presences: [{ userId: 12, present: true }]) { __typename }', true as never, 'OK'],
      ['setChatPresence(presences: []) { __typename }', true as never, 'WITHOUT_EFFECT'],
    ])('concludes from the answer whether anything changed: %s, %j, %s', async (change, answer, outcome) => {
      superOffice.on('', answer);
      superOffice.on('GET User/currentAssociate', BO);
      await ask(`{ ${(env as { SCHEMA_PREFIX?: string }).SCHEMA_PREFIX === undefined ? 'me' : 'crmMe'} { id } }`);
      const { errors } = await ask(`mutation { ${change} }`);

      expect(errors).toBeUndefined();
      expect(linesIn(file)).toMatchObject([{ outcome, associateId: 3 }]);
    });

    it('reports OK for an accepted transfer whose new owner it cannot compare, because it does not know the caller', async () => {
      superOffice.on('', { ...SESSION, User: TJE0, TransferTo: null });
      await ask(`mutation { ${accept} }`, {}, newCredential());

      expect(linesIn(file)).toMatchObject([{ outcome: 'OK', answerIds: { user: '5', transferTo: null } }]);
    });

    it('distinguishes operations that run at the same time', async () => {
      await acceptCredential({ superOffice, facade });
      const held: (() => void)[] = [];
      superOffice.on('POST ChatSession/', ({ path }, response) => {
        const id = Number(/\d+/.exec(path)?.[0]);
        held.push(() => sendJson(response, { ChatSessionId: id }, id % 2 === 0 ? 403 : 200));
        if (held.length === 8) {
          for (const answer of held.reverse()) {
            answer();
          }
        }
      });
      const ids = [1, 2, 3, 4, 5, 6, 7, 8];

      await Promise.all(
        ids.map((id) =>
          ask(`mutation { resetChatSession(id: ${id}) { id } }`, {}, { 'x-request-id': `request-${id}` }),
        ),
      );

      const lines = linesIn(file).sort((one, other) => String(one.requestId).localeCompare(String(other.requestId)));
      expect(lines).toMatchObject(
        ids.map((id) => ({
          requestId: `request-${id}`,
          ids: { id: `${id}` },
          outcome: id % 2 === 0 ? 'REJECTED' : 'OK',
        })),
      );
    });

    it.each(['header', 'argument'])(
      'has no second line for a change that is answered from its key: %s',
      async (kind) => {
        superOffice.on('POST ChatSession/549/Reset', { ChatSessionId: 549 });
        const key = `key-in-${kind}-${files}`;
        const query = `mutation { resetChatSession(id: 549${kind === 'argument' ? `, idempotencyKey: "${key}"` : ''}) { id } }`;
        const headers = kind === 'header' ? { 'idempotency-key': key } : {};

        const [first, second] = [await ask(query, {}, headers), await ask(query, {}, headers)];

        expect([first.data, second.headers.get('idempotent-replayed')]).toEqual([second.data, 'true']);
        expect(superOffice.calls()).toHaveLength(1);
        expect(linesIn(file)).toEqual([
          expect.objectContaining({ mutation: 'resetChatSession', ids: { id: '549' }, outcome: 'OK' }),
        ]);
      },
    );

    it('holds no value that a client may send', async () => {
      const answer = { ChatSessionId: 549, CustomerName: `${CANARY}-answer`, ErrorMessage: `${CANARY}-words` };
      superOffice.on('', answer);
      const changes = [
        `updateChatSession(id: 549, input: { customerName: "${CANARY}", customerEmail: "${CANARY}@x.example", person: null }) { id }`,
        `addChatMessage(id: 549, message: { message: "${CANARY}", author: "${CANARY}", specialParam: "${CANARY}" }) { id }`,
        `transferChatSession(id: 549, toAssociate: "${CANARY}") { id }`,
        `transferChatSession(id: "${CANARY}", toAssociate: "12${CANARY}") { id }`,
        `addChatTopicMember(id: 819, member: { userName: "${CANARY}" }) { canListen }`,
        `removeChatTopicMember(id: 819, userName: "${CANARY}") { topic { id } }`,
        `setChatPresence(presences: [{ userId: 12, present: true }]) { chatPresence { userId } }`,
      ];
      for (const change of changes) {
        await ask(`mutation { ${change} }`, {}, { authorization: `Bearer ${CANARY}`, 'so-apptoken': CANARY });
      }

      expect(linesIn(file).map(({ ids }) => ids)).toEqual([
        { id: '549', 'input.person': null },
        { id: '549' },
        { id: '549', toAssociate: 'user name' },
        { id: 'no id', toAssociate: 'user name' },
        { id: '819', 'member.userName': 'user name' },
        { id: '819', userName: 'user name' },
        { 'presences.userId': ['12'] },
      ]);
      expect(readFileSync(file, 'utf8')).not.toContain(CANARY);
    });

    it('names 100 ids of a change at most', async () => {
      superOffice.on('POST Presence/SaveAll', true);
      const presences = Array.from({ length: 130 }, (_, i) => ({ userId: i + 1, present: true }));
      await ask(
        'mutation ($presences: [ChatPresenceInput!]!) { setChatPresence(presences: $presences) { __typename } }'.replace(
          'ChatPresenceInput',
          `${(env as { SCHEMA_PREFIX?: string }).SCHEMA_PREFIX ?? ''}ChatPresenceInput`,
        ),
        { presences },
      );

      const ids = presences.slice(0, 100).map(({ userId }) => String(userId));
      expect(linesIn(file)).toEqual([expect.objectContaining({ ids: { 'presences.userId': ids }, idsLeftOut: 30 })]);
    });

    it('learns who a caller is from `me`, for that caller only', async () => {
      superOffice.on('GET User/currentAssociate', { AssociateId: 7 });
      superOffice.on('POST ChatSession/549/Reset', { ChatSessionId: 549 });
      const me = `{ ${(env as { SCHEMA_PREFIX?: string }).SCHEMA_PREFIX === undefined ? 'me' : 'crmMe'} { id } }`;
      const reset = 'mutation { resetChatSession(id: 549) { id } }';
      await ask(reset, {}, { authorization: 'Bearer one' });
      await ask(me, {}, { authorization: 'Bearer one' });
      await ask(reset, {}, { authorization: 'Bearer one' });
      await ask(reset, {}, { authorization: 'Bearer two' });

      const [before, after, other] = linesIn(file);
      expect([before?.associateId, after?.associateId, other?.associateId]).toEqual([undefined, 7, undefined]);
      expect([before?.caller === after?.caller, before?.caller === other?.caller]).toEqual([true, false]);
    });
  },
);

it('knows which records each mutation of the schema answers with', () => {
  const fields = Object.values(createSchema({ exposeSessionKey: false }).getMutationType()?.getFields() ?? {});

  expect(fields.length).toBeGreaterThan(10);
  expect(fields.filter(({ type }) => !(getNamedType(type).name in ANSWERED))).toEqual([]);
});

/** The session that SuperOffice answers a transfer with. */
function session(transferTo: object | null): Handler {
  return (_request, response) => sendJson(response, { ChatSessionId: 549, TransferTo: transferTo });
}

function noContent(...[, response]: Parameters<Handler>): void {
  response.writeHead(204).end();
}

function status(code: number): Handler {
  return (_request, response) => sendJson(response, {}, code);
}

function agentRefusal(...[, response]: Parameters<Handler>): void {
  sendJson(response, { Message: 'c4n4ry', MessageDetail: 'c4n4ry' });
}

describe('a file of changes', () => {
  let superOffice: FakeSuperOffice;
  beforeAll(async () => {
    superOffice = await startFakeSuperOffice();
    superOffice.on('POST ChatSession/549/Reset', { ChatSessionId: 549 });
    superOffice.on('POST Presence/SaveAll', true);
  });
  afterAll(() => superOffice.stop());

  const RESET = 'mutation { resetChatSession(id: 549) { id } }';
  const start = useServerProcesses('dist/main.js');

  it('is readable by its owner only, is appended to, and can be truncated while it is written', async () => {
    const file = newFile();
    for (const _time of ['first', 'second']) {
      const facade = await startFacade(superOffice.url, { AUDIT_LOG: file });
      await execute(facade.url, RESET);
      await facade.stop();
    }
    expect(linesIn(file)).toHaveLength(2);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const facade = await startFacade(superOffice.url, { AUDIT_LOG: file });
    await execute(facade.url, RESET);
    truncateSync(file);
    await execute(facade.url, RESET);
    await facade.stop();

    expect(linesIn(file)).toHaveLength(1);
  });

  it('has its line before the caller has the answer, even if the process then ends at once', async () => {
    const file = newFile();
    const server = start({ SUPEROFFICE_URL: superOffice.url, AUDIT_LOG: file });
    await execute(await server.url(), RESET);
    server.child.kill('SIGKILL');
    await server.ended;

    expect(linesIn(file)).toMatchObject([{ mutation: 'resetChatSession', outcome: 'OK' }]);
  });

  it.each([
    { what: 'a folder', path: () => folder, code: 'EISDIR' },
    { what: 'in no folder', path: () => join(folder, 'c4n4ry', 'changes'), code: 'ENOENT' },
    {
      what: 'below a file',
      path: () => {
        writeFileSync(join(folder, 'file'), '');
        return join(folder, 'file', 'c4n4ry');
      },
      code: 'ENOTDIR',
    },
  ])('keeps the server from starting if it cannot be opened: $what', async ({ path, code }) => {
    const server = start({ SUPEROFFICE_URL: superOffice.url, AUDIT_LOG: path() });

    expect(await server.ended).toBe(1);
    expect(failureOf(server).problems).toEqual([`AUDIT_LOG: the file cannot be opened for writing (${code})`]);
  });

  it('on a full disk does not fail changes: the log says so once, and lost lines are counted', async () => {
    const logged: Line[] = [];
    const facade = await startFacade(
      superOffice.url,
      { AUDIT_LOG: '/dev/full', ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' },
      { logger: pino({ level: 'error', base: null }, { write: (line) => void logged.push(JSON.parse(line)) }) },
    );
    const presences = Array.from({ length: 100 }, (_, i) => ({ userId: 1_000_000_000 + i, present: true }));
    const fields = Array.from({ length: 10 }, (_, i) => `a${i}: setChatPresence(presences: $presences) { __typename }`);
    const query = `mutation ($presences: [ChatPresenceInput!]!) { ${fields.join(' ')} }`;
    const lost = async () => (await scrape(facade)).value('superoffice_graphql_audit_lines_lost_total');
    expect(await lost()).toBe(0);

    await until(async () => {
      const { data } = await execute(facade.url, query, { presences });
      expect(Object.values(data ?? {})).toEqual(fields.map(() => ({ __typename: 'SetChatPresencePayload' })));
      return ((await lost()) ?? 0) > 0;
    });

    expect(logged).toEqual([
      {
        level: 50,
        time: expect.any(Number),
        code: 'ENOSPC',
        msg: 'audit log: AUDIT_LOG cannot be written. Changes go on, and their lines wait',
      },
    ]);
    await facade.stop();
    expect(logged.at(-1)).toMatchObject({ level: 50, msg: 'audit log: the last lines could not be written' });
  }, 120_000);

  it('may be standard output: whole lines among those of the log, at any LOG_LEVEL', async () => {
    const env = { SUPEROFFICE_URL: superOffice.url, AUDIT_LOG: 'stdout' };
    const server = start(env);
    const url = await server.url();
    await Promise.all(Array.from({ length: 20 }, () => execute(url, RESET)));
    server.child.kill('SIGTERM');
    await server.ended;
    const messages = linesOf(server).map(({ msg }) => msg);
    expect(messages.filter((msg) => msg === 'change')).toHaveLength(20);
    expect(messages.filter((msg) => msg === 'operation')).toHaveLength(20);

    const quiet = start({ ...env, LOG_LEVEL: 'warn', PORT: new URL(url).port });
    await until(() =>
      execute(url, RESET).then(
        () => true,
        () => false,
      ),
    );
    quiet.child.kill('SIGTERM');
    await quiet.ended;
    expect(linesOf(quiet).map(({ msg }) => msg)).toEqual(['change']);
  }, 60_000);
});

describe('docs/operate.md', () => {
  const [, section = ''] = /\n## The audit log\n([\s\S]*?)\n## /.exec(OPERATE_GUIDE) ?? [];
  const [fields = ''] = section.split('\n### ');
  const rows = [...fields.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)];
  const told = rows.flatMap(([, names = '']) => [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name as string));

  it('describes each field, and no others', () => {
    expect([...seenFields].sort()).toEqual([...told].sort());
  });

  it('shows a real line, with the fields in their order', () => {
    const [, sample = ''] = /^```json\n(.*)\n```$/m.exec(section) ?? [];
    const fields = Object.keys(JSON.parse(sample));

    expect(fields).toEqual(told.filter((name) => fields.includes(name)));
    expect(fields.length).toBeGreaterThan(12);
  });
});
