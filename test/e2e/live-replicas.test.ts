import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '@redis/client';
import { pino } from 'pino';
import type { Server } from '../../src/server.js';
import type { ChatSessionCarrier } from '../../src/superoffice/carriers.js';
import { execute, startFacade } from '../helpers/facade.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from '../helpers/fake-superoffice.js';
import { freePort } from '../helpers/free-port.js';
import { startRedisServer } from '../helpers/redis-server.js';
import { scrape } from '../helpers/scrape.js';
import { useStops } from '../helpers/stops.js';
import { leaveAll, subscribe } from '../helpers/subscribe.js';
import { until } from '../helpers/until.js';
import { postWebhook, WEBHOOK_SECRET, webhookBody } from '../helpers/webhooks.js';

/** Without a hint, no poll follows while a test runs. */
const QUIET = { LIVE_POLL_MS: '600000', LIVE_POLL_IDLE_MS: '600000', LIVE_HINT_GAP_MS: '1' };
const LIST = 'GET ChatSession/ForCurrentUser';
const UPDATES = 'subscription { chatSessionUpdates { sessions { id lastMessage } goneIds } }';
const MESSAGES = 'subscription { chatMessageUpdates(sessions: [{ session: 549 }]) { messages { message } } }';
const WRITE = 'mutation ($text: String!) { addChatMessage(id: 549, message: { message: $text }) { id } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "6") { id } }';

const ALICE = { authorization: 'Bearer alice-C4N4RY-credential' };
/** Another replica's name, as replicas generate them. */
const STRANGER = 'A'.repeat(16);

describe('replicas with one Redis', () => {
  const stops = useStops();
  afterEach(leaveAll);
  let lines: string[] = [];
  let redis: ChildProcess;
  let port: number;
  let superOffice: FakeSuperOffice;
  let sessions: ChatSessionCarrier[];

  beforeEach(async () => {
    lines = [];
    superOffice = await startTenant();
    port = await freePort();
    redis = await startRedisServer(port, stops);
  });

  /** A SuperOffice whose session 549 belongs to associate 5. All callers are associate 5. */
  async function startTenant(): Promise<FakeSuperOffice> {
    const tenant = await startFakeSuperOffice();
    stops.push(() => tenant.stop());
    sessions = [
      { ChatSessionId: 549, Status: 'UserLast', LastMessage: 'Hi', TopicId: 8, User: { AssociateId: 5 } },
      { ChatSessionId: 550, Status: 'InQueue', LastMessage: 'Help', TopicId: 9 },
    ];
    const answer = (id: number, changes: ChatSessionCarrier) => {
      sessions = sessions.map((one) => (one.ChatSessionId === id ? { ...one, ...changes } : one));
      return sessions.find(({ ChatSessionId }) => ChatSessionId === id);
    };
    tenant.on('GET User/currentAssociate', { AssociateId: 5 });
    tenant.on(LIST, (_request, response) => sendJson(response, sessions));
    tenant.on('GET ChatSession/549/Messages', (_request, response) =>
      sendJson(response, [{ ChatMessageId: 1, ChatSessionId: 549, Message: sessions[0]?.LastMessage }]),
    );
    tenant.on('POST ChatSession/549/Messages', ({ body }, response) => {
      const { Message = '' } = body as { readonly Message?: string };
      answer(549, { LastMessage: Message });
      sendJson(response, { ChatMessageId: 2, ChatSessionId: 549, Message });
    });
    tenant.on('POST ChatSession/549/TransferTo/6', (_request, response) =>
      sendJson(response, answer(549, { LastMessage: 'C4N4RY transferred', TransferTo: { AssociateId: 6 } })),
    );
    tenant.on('POST ChatSession/550/Pickup', (_request, response) =>
      sendJson(response, answer(550, { Status: 'UserLast', LastMessage: 'C4N4RY', User: { AssociateId: 5 } })),
    );
    tenant.on('DELETE ChatSession/549', (_request, response) => {
      sessions = sessions.filter(({ ChatSessionId }) => ChatSessionId !== 549);
      response.writeHead(204).end();
    });
    tenant.on('POST ChatTopic/8/Session', (_request, response) => {
      sessions = [...sessions, { ChatSessionId: 551, Status: 'InQueue', TopicId: 8 }];
      sendJson(response, sessions.at(-1));
    });
    return tenant;
  }

  async function startReplica(tenant = superOffice, env: Readonly<Record<string, string>> = {}): Promise<Server> {
    const replica = await startFacade(
      tenant.url,
      { REDIS_URL: `redis://127.0.0.1:${port}`, ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1', ...QUIET, ...env },
      { logger: pino({ base: null }, { write: (line: string) => void lines.push(line) }) },
    );
    stops.push(() => replica.stop());
    if (redis.exitCode === null && redis.signalCode === null) {
      await together(replica);
    }
    return replica;
  }

  const logged = (text: string) => lines.filter((line) => line.includes(text)).length;
  const left = () => logged('learns of changes in others from its polls alone');
  const shared = async (replica: Server) => (await scrape(replica)).value('superoffice_graphql_live_hints_shared');
  const all = async (value: number, replicas: readonly Server[]) =>
    (await Promise.all(replicas.map(shared))).every((one) => one === value);
  /** Until each can be notified by the others. */
  const together = (...replicas: readonly Server[]) => until(() => all(1, replicas));
  const alone = (...replicas: readonly Server[]) => until(() => all(0, replicas));
  const polls = (tenant = superOffice) => tenant.calls().filter((call) => call === LIST).length;
  const hints = async (replica: Server, source: string) =>
    (await scrape(replica)).value('superoffice_graphql_live_hints_total', { source });
  const ignored = async (replica: Server) =>
    (await scrape(replica)).value('superoffice_graphql_live_hints_ignored_total');

  async function write(replica: Server, text: string) {
    const answer = await execute(replica.url, WRITE, { text }, ALICE);
    expect(answer).toMatchObject({ status: 200, data: { addChatMessage: { id: '2' } } });
  }

  async function connectRedis() {
    const client = createClient({ url: `redis://127.0.0.1:${port}` });
    client.on('error', () => {});
    stops.push(() => client.destroy());
    return client.connect();
  }
  const channels = async () => (await connectRedis()).pubSubChannels();

  const desk = (replica: Server, query = UPDATES) => subscribe(replica.url, query, { headers: ALICE });

  it('notify each other of a change, with one poll for each caller, and not themselves', async () => {
    const [one, other] = [await startReplica(), await startReplica()];
    const [atOne, atOther] = [await desk(one), await desk(other)];
    await atOne.value();
    await atOther.value();
    expect(polls()).toBe(2);

    await write(one, 'from one');
    expect(await atOther.value()).toMatchObject({ sessions: [{ id: '549', lastMessage: 'from one' }] });
    expect(await atOne.value()).toMatchObject({ sessions: [{ id: '549', lastMessage: 'from one' }] });
    // A hint to the replica that wrote would have arrived before this.
    await write(other, 'from other');
    expect(await atOne.value()).toMatchObject({ sessions: [{ lastMessage: 'from other' }] });
    expect(await atOther.value()).toMatchObject({ sessions: [{ lastMessage: 'from other' }] });

    expect(polls()).toBe(6);
    for (const replica of [one, other]) {
      expect(await hints(replica, 'write')).toBe(1);
      expect(await hints(replica, 'redis')).toBe(1);
      expect(await ignored(replica)).toBe(0);
    }
  });

  it.each([
    ['a transfer', TRANSFER, UPDATES, { sessions: [{ id: '549', lastMessage: 'C4N4RY transferred' }] }],
    ['a pick-up', 'mutation { pickUpChatSession(id: 550) { id } }', UPDATES, { sessions: [{ id: '550' }] }],
    ['an end', 'mutation { deleteChatSession(id: 549) { id } }', UPDATES, { goneIds: ['549'] }],
    ['a new session', 'mutation { createChatSession(topic: 8) { id } }', UPDATES, { sessions: [{ id: '551' }] }],
    [
      'a message to those who follow messages',
      'mutation { addChatMessage(id: 549, message: { message: "C4N4RY" }) { id } }',
      MESSAGES,
      {},
    ],
  ])('notify each other of %s, also from one without subscribers', async (_what, mutation, query, value) => {
    const [one, other] = [await startReplica(), await startReplica()];
    const stream = await desk(other, query);
    await stream.value();

    const { errors } = await execute(one.url, mutation, {}, ALICE);

    expect(errors).toBeUndefined();
    if (query === UPDATES) {
      expect(await stream.value()).toMatchObject(value);
    }
    await until(async () => (await hints(other, 'redis')) === 1);
    expect(await hints(other, 'write')).toBe(0);
  });

  it.each([
    ['changed', 549, {}, '549 ?'],
    ['message', 549, {}, '549'],
    ['created', 551, { FieldValues: { topicId: 8 } }, '551 0 0 8 1'],
  ])('notify each other of the webhook chatsession.%s', async (kind, id, changes, text) => {
    const env = { WEBHOOK_SECRET };
    const [one, other] = [await startReplica(superOffice, env), await startReplica(superOffice, env)];
    const stream = await desk(other);
    await stream.value();
    const subscriber = await connectRedis();
    const messages: string[] = [];
    await subscriber.pSubscribe('*', (message) => void messages.push(message));
    sessions = sessions.map((session) => ({ ...session, LastMessage: `C4N4RY ${kind}` }));

    const { status } = await postWebhook(one.url, webhookBody(`chatsession.${kind}`, id, changes));

    expect(status).toBe(200);
    expect(await stream.value()).toMatchObject({ sessions: [{ id: '549' }, { id: '550' }] });
    await until(() => messages.length === 1);
    expect(messages[0]?.replace(/^[\w-]{16} /, '')).toBe(text);
    // There are no subscribers.
    expect(await hints(one, 'webhook')).toBe(0);
    expect(await hints(other, 'redis')).toBe(1);
  });

  it('write nothing but ids to Redis', async () => {
    const monitor = connect(port, '127.0.0.1');
    stops.push(() => monitor.destroy());
    let seen = '';
    monitor.setEncoding('utf8').on('data', (chunk) => {
      seen += chunk;
    });
    monitor.write('MONITOR\r\n');
    await until(() => seen.includes('+OK'));
    const subscriber = await connectRedis();
    const messages: (readonly [channel: string, message: string])[] = [];
    await subscriber.pSubscribe('*', (message, channel) => void messages.push([channel, message]));
    const [one, other] = [await startReplica(), await startReplica()];
    const stream = await desk(other);
    await stream.value();

    await write(one, 'C4N4RY text');
    await execute(one.url, TRANSFER, {}, ALICE);
    await execute(one.url, 'mutation { pickUpChatSession(id: 550) { id } }', {}, ALICE);
    await until(async () => (await hints(other, 'redis')) === 3);
    await until(() => seen.split('"PUBLISH"').length - 1 === 5 && messages.length === 5);

    expect(seen).not.toMatch(/C4N4RY|alice|Bearer|transferred|127\.0\.0\.1:\d+\/api/i);
    expect(new Set(messages.map(([channel]) => channel))).toEqual(
      new Set([expect.stringMatching(/^superoffice-graphql:hints:[\w-]{43}$/)]),
    );
    expect(messages.map(([, message]) => message.replace(/^[\w-]{16}/, 'REPLICA'))).toEqual([
      'REPLICA',
      'REPLICA',
      'REPLICA 549',
      'REPLICA 549 5 6 8 0',
      'REPLICA 550 5 0 9 0',
    ]);
    expect(lines.join('')).not.toContain('C4N4RY');
  });

  it('of another SuperOffice are not notified', async () => {
    const [one, other] = [await startReplica(), await startReplica()];
    const foreign = await startTenant();
    const elsewhere = await startReplica(foreign);
    const [atOther, atElsewhere] = [await desk(other), await desk(elsewhere)];
    await atOther.value();
    await atElsewhere.value();
    const client = await connectRedis();
    expect(await client.pubSubChannels()).toHaveLength(2);

    await execute(one.url, TRANSFER, {}, ALICE);
    await atOther.value();
    // Redis writes to each in turn: had there been a hint, it would have come before this.
    for (const channel of await client.pubSubChannels()) {
      await client.publish(channel, 'fence');
    }
    await until(async () => (await ignored(elsewhere)) === 1);

    expect(await hints(elsewhere, 'redis')).toBe(0);
    expect(polls(foreign)).toBe(1);
  });

  const LONG = `${STRANGER} ${'5'.repeat(1_000_000)}`;
  it.each([
    ['an empty one', ''],
    ['one of a megabyte', LONG],
    ['C4N4RY', 'C4N4RY'],
    ['{"sessionId":549}', '{"sessionId":549}'],
    ['549', '549'],
    [`${STRANGER} 0`, `${STRANGER} 0`],
    [`${STRANGER} -549`, `${STRANGER} -549`],
    [`${STRANGER} 549.5`, `${STRANGER} 549.5`],
    [`${STRANGER} 2147483648`, `${STRANGER} 2147483648`],
    [`${STRANGER} 0549`, `${STRANGER} 0549`],
    [`${STRANGER} ?`, `${STRANGER} ?`],
    [`${STRANGER} 549 ? ?`, `${STRANGER} 549 ? ?`],
    [`${STRANGER} 549 5`, `${STRANGER} 549 5`],
    [`${STRANGER} 549 5 6 8`, `${STRANGER} 549 5 6 8`],
    [`${STRANGER} 549 5 6 8 2`, `${STRANGER} 549 5 6 8 2`],
    [`${STRANGER} 549 5 6 9999999999 1`, `${STRANGER} 549 5 6 9999999999 1`],
    [`${STRANGER} 549 5 6 8 1 `, `${STRANGER} 549 5 6 8 1 `],
    [`${STRANGER}\n549`, `${STRANGER}\n549`],
    [`${STRANGER} 549\n`, `${STRANGER} 549\n`],
    [`x${STRANGER} 549`, `x${STRANGER} 549`],
    ['\u{1f600}'.repeat(16), '\u{1f600}'.repeat(16)],
  ])('ignore and count a message that is not theirs: %s', async (_what, message) => {
    const replica = await startReplica();
    const stream = await desk(replica);
    await stream.value();
    const client = await connectRedis();
    const [channel = ''] = await client.pubSubChannels();

    await client.publish(channel, message);
    await client.publish(channel, Buffer.from([0xff, 0x00, 0xfe]));
    await until(async () => (await ignored(replica)) === 2);

    expect(await hints(replica, 'redis')).toBe(0);
    expect(polls()).toBe(1);
    expect(lines.join('')).not.toMatch(/C4N4RY|defect/);
  });

  it.each([
    ['a session', `${STRANGER} 549`],
    ['whom it concerns', `${STRANGER} 777 5 0 0 0`],
    ['the queue', `${STRANGER} 550 0 0 9 1`],
  ])('survive a flood of hints at %s without early polls, and with one read of who calls', async (_what, message) => {
    superOffice.on('GET User/currentAssociate', {}, 500);
    const replica = await startReplica(superOffice, { LIVE_HINT_GAP_MS: '600000', SUPEROFFICE_MAX_RETRIES: '0' });
    const stream = await desk(replica);
    await stream.value();
    const client = await connectRedis();
    const [channel = ''] = await client.pubSubChannels();

    for (let sent = 0; sent < 5000; sent += 100) {
      await Promise.all(Array.from({ length: 100 }, () => client.publish(channel, message)));
    }
    await until(async () => (await hints(replica, 'redis')) === 5000);

    expect(polls()).toBe(1);
    expect(superOffice.calls().filter((call) => call !== LIST).length).toBeLessThanOrEqual(1);
  });

  it('poll instead of collecting hints while SuperOffice does not answer who the caller is', async () => {
    const PATIENT = { SUPEROFFICE_READ_TIMEOUT_MS: '600000', OPERATION_TIMEOUT_MS: '600000' };
    const replica = await startReplica(superOffice, PATIENT);
    const stream = await desk(replica);
    await stream.value();
    superOffice.on('GET User/currentAssociate', () => {});
    const client = await connectRedis();
    const [channel = ''] = await client.pubSubChannels();

    for (let sent = 0; sent < 17; sent += 1) {
      await client.publish(channel, `${STRANGER} 777 9 0 0 0`);
    }

    await until(() => polls() === 2);
  });

  it('continue without Redis, and notify each other again when it is back', async () => {
    const [one, other] = [await startReplica(), await startReplica()];
    const stream = await desk(other);
    await stream.value();
    redis.kill('SIGKILL');
    await once(redis, 'exit');
    await alone(one, other);

    superOffice.forget();
    await write(one, 'alone');
    expect(superOffice.calls()).toEqual(['POST ChatSession/549/Messages']);

    redis = await startRedisServer(port, stops);
    await together(one, other);
    await write(one, 'together');

    expect(await stream.value()).toMatchObject({ sessions: [{ lastMessage: 'together' }] });
  });

  it('poll as they would without Redis while it is away', async () => {
    redis.kill('SIGKILL');
    await once(redis, 'exit');
    const [one, other] = [
      await startReplica(),
      await startReplica(superOffice, { LIVE_POLL_MS: '20', LIVE_POLL_IDLE_MS: '20' }),
    ];
    const stream = await desk(other);
    await stream.value();

    await write(one, 'found by a poll');

    expect(await stream.value()).toMatchObject({ sessions: [{ lastMessage: 'found by a poll' }] });
  });

  it('answer writes while Redis hangs, give it up, and notify each other again when it answers', async () => {
    const [one, other] = [await startReplica(), await startReplica()];
    const stream = await desk(other);
    await stream.value();
    redis.kill('SIGSTOP');

    await write(one, 'not waited for');
    await alone(one, other);
    expect(left()).toBeGreaterThanOrEqual(2);

    redis.kill('SIGCONT');
    await together(one, other);
    await write(one, 'later');
    expect(await stream.value()).toMatchObject({ sessions: [{ lastMessage: 'later' }] });
  });

  it.each([
    ['lets them publish nothing', 'ACL SETUSER default -publish'],
    ['lets them subscribe to nothing', 'ACL SETUSER default -subscribe'],
    ['lets them use other channels alone', 'ACL SETUSER default resetchannels &other:*'],
  ])('say that Redis %s, and continue', async (_what, command) => {
    const client = await connectRedis();
    await client.sendCommand(command.split(' '));
    const starting = startReplica();
    await until(() => left() > 0);

    await client.sendCommand('ACL SETUSER default +@all allchannels'.split(' '));
    const replica = await starting;

    await write(replica, 'well');
  });

  it('need only the rights in Redis that the guide lists', async () => {
    const client = await connectRedis();
    const guide = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8');
    const [needs = ''] = /A user of Redis needs.*?\n\n/s.exec(guide) ?? [];
    const words = [...needs.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
    const rules = words.map((word) => (/^[A-Z]+$/.test(word) ? `+${word.toLowerCase()}` : word));
    expect(rules.length).toBeGreaterThan(10);
    await client.sendCommand(['ACL', 'SETUSER', 'app', 'on', '>word', '-@all', ...rules]);
    const REDIS_URL = `redis://app:word@127.0.0.1:${port}`;
    const [one, other] = [
      await startReplica(superOffice, { REDIS_URL }),
      await startReplica(superOffice, { REDIS_URL }),
    ];
    await until(() => logged('rate limits are shared') >= 2);
    const stream = await desk(other);
    await stream.value();

    await write(one, 'with few rights');

    expect(await stream.value()).toMatchObject({ sessions: [{ lastMessage: 'with few rights' }] });
    expect(lines.join('')).not.toContain('NOPERM');
  });

  it('leave no connection behind when they stop, and nothing in Redis without subscriptions', async () => {
    const client = await connectRedis();
    const clients = async () =>
      String(await client.sendCommand(['CLIENT', 'LIST']))
        .trim()
        .split('\n').length;
    const replicas = [await startReplica(), await startReplica()];
    // Each replica has one connection for limits and one for hints.
    await until(async () => (await clients()) === 5);
    await Promise.all(replicas.map((replica) => replica.stop()));
    await until(async () => (await clients()) === 1);

    const silent = await startFacade(superOffice.url, {
      REDIS_URL: `redis://127.0.0.1:${port}`,
      SUBSCRIPTIONS: 'off',
    });
    stops.push(() => silent.stop());
    await until(async () => (await clients()) === 2);
    expect(await channels()).toEqual([]);
  });
});
