import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Server } from '../src/server.js';
import type { ChatSessionCarrier } from '../src/superoffice/carriers.js';
import { createTestClock, type TestClock } from './helpers/clock.js';
import { execute, type Pair, startFacade, useFacade } from './helpers/facade.js';
import { type FakeSuperOffice, notFound, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { leaveAll, type Subscriber, subscribe } from './helpers/subscribe.js';
import { until } from './helpers/until.js';
import { keyOf, postWebhook, signatureOf, WEBHOOK_SECRET, webhookBody } from './helpers/webhooks.js';

/** Polls once at the start, and then when told to. */
const QUIET = { LIVE_POLL_MS: '60000', LIVE_POLL_IDLE_MS: '60000', LIVE_HINT_GAP_MS: '1', WEBHOOK_SECRET };

const LIST = 'GET ChatSession/ForCurrentUser';
const UPDATES = 'subscription { chatSessionUpdates { isSnapshot sessions { id lastMessage } goneIds } }';
const ALICE = { authorization: 'Bearer alice' };

afterEach(leaveAll);

let sessions: ChatSessionCarrier[] = [];

function answer(superOffice: FakeSuperOffice): void {
  sessions = [
    { ChatSessionId: 549, Status: 'UserLast', LastMessage: 'mine', TopicId: 8, User: { AssociateId: 5 } },
    { ChatSessionId: 550, Status: 'InQueue', LastMessage: 'queued', TopicId: 8 },
    { ChatSessionId: 551, Status: 'UserLast', LastMessage: 'of somebody else', TopicId: 8, User: { AssociateId: 7 } },
    {
      ChatSessionId: 552,
      Status: 'UserLast',
      LastMessage: 'offered',
      TopicId: 8,
      User: { AssociateId: 7 },
      TransferTo: { AssociateId: 5 },
    },
    { ChatSessionId: 553, Status: 'PreChatForm', LastMessage: 'of nobody', TopicId: 8 },
  ];
  superOffice.on(LIST, (_request, response) => sendJson(response, sessions));
  superOffice.on('GET User/currentAssociate', { AssociateId: 5 });
}

function change(id: number, changes: ChatSessionCarrier): void {
  sessions = sessions.map((one) => (one.ChatSessionId === id ? { ...one, ...changes } : one));
}

const countOf = ({ superOffice }: Pick<Pair, 'superOffice'>, call: string) =>
  superOffice.calls().filter((one) => one === call).length;

/** A stream that has its first value. */
async function opened({ facade }: Pick<Pair, 'facade'>, headers = {}): Promise<Subscriber> {
  const stream = await subscribe(facade.url, UPDATES, { headers });
  expect(await stream.value()).toMatchObject({ isSnapshot: true });
  return stream;
}

/** The number of webhooks by result, and the number of hints. */
async function countsOf(facade: Server): Promise<Record<string, number>> {
  const { samples } = await scrape(facade);
  const ofWebhooks = samples.filter(({ name }) => name === 'superoffice_graphql_webhooks_total');
  const hints = samples.find(
    ({ name, labels }) => name === 'superoffice_graphql_live_hints_total' && labels.source === 'webhook',
  );
  return {
    ...Object.fromEntries(ofWebhooks.map(({ labels, value }) => [labels.result, value])),
    hints: hints?.value ?? Number.NaN,
  };
}

describe('a webhook', () => {
  const pair = useFacade({ ...QUIET, ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' });
  beforeEach(() => answer(pair.superOffice));

  it.each([
    ['of a session of the caller’s', 'chatsession.changed', 549],
    ['of a message in it', 'chatsession.message', 549],
    ['of a session in the queue', 'chatsession.changed', 550],
    ['of a message in the queue', 'chatsession.message', 550],
    ['of a session that is offered to the caller', 'chatsession.changed', 552],
    ['of a session of nobody’s, which may be in the queue now', 'chatsession.changed', 553],
  ])('%s brings a subscriber changes in SuperOffice itself at once', async (_what, event, id) => {
    const stream = await opened(pair);
    change(id, { LastMessage: 'new' });

    expect(await postWebhook(pair.facade.url, webhookBody(event, id))).toMatchObject({ status: 200, text: '' });

    expect(await stream.value()).toEqual({
      isSnapshot: false,
      sessions: [{ id: String(id), lastMessage: 'new' }],
      goneIds: [],
    });
  });

  it.each([
    ['in a topic that the caller sees', { FieldValues: { TopicId: 8, Status: 0 } }],
    ['in a topic of which nobody sees a session', { FieldValues: { topicId: 12 } }],
    ['without a topic', {}],
    ['with what is no topic', { FieldValues: { topicId: '8' } }],
  ])('of a new session %s reaches subscribers at once', async (_where, changes) => {
    const stream = await opened(pair);
    sessions = [...sessions, { ChatSessionId: 600, Status: 'InQueue', LastMessage: 'Help', TopicId: 12 }];

    await postWebhook(pair.facade.url, webhookBody('chatsession.created', 600, changes));

    expect(await stream.value()).toMatchObject({ sessions: [{ id: '600', lastMessage: 'Help' }] });
  });

  it('is answered before any poll, whatever the poll’s result', async () => {
    await opened(pair);
    const asked: (() => void)[] = [];
    pair.superOffice.on(LIST, (_request, response) => {
      asked.push(() => sendJson(response, sessions));
    });

    expect(await postWebhook(pair.facade.url, webhookBody('chatsession.changed', 549))).toMatchObject({ status: 200 });
    await until(() => asked.length === 1);
    expect(await postWebhook(pair.facade.url, webhookBody('chatsession.changed', 549))).toMatchObject({ status: 200 });

    asked[0]?.();
  });

  it('has an answer without a body, which may not be cached', async () => {
    const { status, headers, text } = await postWebhook(pair.facade.url, webhookBody('test', 0));

    expect({ status, text }).toEqual({ status: 200, text: '' });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toBeTruthy();
  });

  it('may be repeated, as SuperOffice does without an answer, without causing a second poll', async () => {
    await opened(pair);
    const before = await countsOf(pair.facade);
    const body = webhookBody('chatsession.changed', 549);

    const answers = [];
    for (const retry of ['0', '1', '2']) {
      answers.push(await postWebhook(pair.facade.url, body, { 'x-superoffice-retry': retry }));
    }

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const after = await countsOf(pair.facade);
    expect(after).toEqual({
      ...before,
      hint: (before.hint ?? 0) + 1,
      repeated: (before.repeated ?? 0) + 2,
      hints: (before.hints ?? 0) + 1,
    });
  });

  it.each([
    ['another tenant’s', 'Cust999'],
    ['that of a tenant onsite', 'Default'],
  ])('with the id of an event that was %s counts as new', async (_whose, context) => {
    const before = await countsOf(pair.facade);
    const eventId = { EventId: `8337ae4a-1dd6-40fd-8dc7-${context}` };
    const theirs = webhookBody('chatsession.changed', 549, { ...eventId, ContextIdentifier: context });
    const signed = { 'x-superoffice-signature': signatureOf(theirs, keyOf(context)) };

    await postWebhook(pair.facade.url, theirs, signed);
    await postWebhook(pair.facade.url, webhookBody('chatsession.changed', 549, eventId));

    expect((await countsOf(pair.facade)).hint).toBe((before.hint ?? 0) + 2);
  });

  it.each([
    ['the test of a new webhook', webhookBody('test', 0, { Entity: 'test' })],
    ['an event of a ticket', webhookBody('ticket.changed', 549)],
    ['an event that nobody knows', webhookBody('chatsession.deleted', 549)],
    ['an event with other letters', webhookBody('ChatSession.Changed', 549)],
    ['no event', webhookBody('chatsession.changed', 549, { Event: undefined })],
    ['an event that is no text', webhookBody('chatsession.changed', 549, { Event: ['chatsession.changed'] })],
    ['a session id that is a text', webhookBody('chatsession.changed', '549')],
    ['a session id with a fraction', webhookBody('chatsession.changed', 549.5)],
    ['a session id of 0', webhookBody('chatsession.changed', 0)],
    ['a session id below 0', webhookBody('chatsession.changed', -549)],
    ['a session id over int32', webhookBody('chatsession.changed', 2_147_483_648)],
    ['no session id', webhookBody('chatsession.changed', null)],
    ['an array', '[]', 'Default'],
    ['null', 'null', 'Default'],
    ['a number', '549', 'Default'],
    ['no JSON', '{"Event":', 'Default'],
    ['nothing', '', 'Default'],
    ['brackets in brackets', '['.repeat(30_000), 'Default'],
  ])('with %s is answered with 200, and nothing happens', async (_what, body, context = 'Cust12345') => {
    const before = await countsOf(pair.facade);

    const { status } = await postWebhook(pair.facade.url, body, {
      'x-superoffice-signature': signatureOf(body, keyOf(context)),
    });

    expect(status).toBe(200);
    expect(await countsOf(pair.facade)).toEqual({ ...before, ignored: (before.ignored ?? 0) + 1 });
  });

  it.each([
    'text/json',
    'application/json',
    'application/json;charset=UTF-8',
    'text/plain',
    'application/octet-stream',
    'multipart/form-data',
    '',
  ])('may have the type "%s"', async (type) => {
    const body = Buffer.from(webhookBody('chatsession.changed', 549));

    expect(await postWebhook(pair.facade.url, body, { 'content-type': type })).toMatchObject({ status: 200 });
  });

  it.each([
    'Content-Type:\r\n',
    'Content-Type: json\r\n',
    'Content-Type: application/json, text/plain\r\n',
    'Content-Type: application/json; charset\r\n',
    'Content-Type: /\r\n',
    '',
  ])('may have this header, which names no type: %j', async (header) => {
    const body = webhookBody('chatsession.changed', 549);
    const { port, hostname } = new URL(pair.facade.url);
    const before = await countsOf(pair.facade);
    const socket = connect(Number(port), hostname);
    socket.end(
      `POST /webhooks/superoffice HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${header}Content-Length: ${Buffer.byteLength(body)}\r\n` +
        `X-SuperOffice-Signature: ${signatureOf(body, keyOf('Cust12345'))}\r\n\r\n${body}`,
    );

    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /);
    expect((await countsOf(pair.facade)).hint).toBe((before.hint ?? 0) + 1);
  });

  it('is refused with 415 if its body is encoded', async () => {
    const body = Buffer.from(webhookBody('chatsession.changed', 549));

    expect(await postWebhook(pair.facade.url, body, { 'content-encoding': 'gzip' })).toMatchObject({ status: 415 });
  });

  it('counts as a hint for subscribers only while there are some', async () => {
    const before = await countsOf(pair.facade);
    await postWebhook(pair.facade.url, webhookBody('chatsession.changed', 549));
    expect(await countsOf(pair.facade)).toEqual({ ...before, hint: (before.hint ?? 0) + 1 });

    await opened(pair);
    await postWebhook(pair.facade.url, webhookBody('chatsession.changed', 549));
    expect(await countsOf(pair.facade)).toEqual({
      ...before,
      hint: (before.hint ?? 0) + 2,
      hints: (before.hints ?? 0) + 1,
    });
  });

  it('may come from an onsite tenant, with or without a context', async () => {
    for (const changes of [
      { ContextIdentifier: 'Default' },
      { ContextIdentifier: undefined },
      { ContextIdentifier: '' },
    ]) {
      const body = webhookBody('chatsession.changed', 549, changes);
      const headers = { 'x-superoffice-signature': signatureOf(body, keyOf('Default')) };

      expect(await postWebhook(pair.facade.url, body, headers)).toMatchObject({ status: 200 });
    }
  });

  it('names its tenant in any letter case', async () => {
    const body = webhookBody('chatsession.changed', 549, { ContextIdentifier: 'cust12345' });

    expect(await postWebhook(pair.facade.url, body)).toMatchObject({ status: 200 });
  });

  it('may come in chunks', async () => {
    const body = webhookBody('chatsession.changed', 549);
    const chunks = [body.slice(0, 10), body.slice(10, 100), body.slice(100)];
    const stream = new ReadableStream({
      start(controller) {
        for (const chunk of chunks) {
          controller.enqueue(Buffer.from(chunk));
        }
        controller.close();
      },
    });
    const headers = { 'x-superoffice-signature': signatureOf(body, keyOf('Cust12345')) };

    expect(await postWebhook(pair.facade.url, stream, headers)).toMatchObject({ status: 200 });
  });
});

describe('a webhook of a session in the queue costs a poll of each caller who may see it there, and of nobody else', () => {
  const pair = useFacade(QUIET);
  const ofSomebody = { Status: 'UserLast', User: { AssociateId: 7 } } as const;
  /** What each caller sees. The last one is shown no list. */
  const SEEN: Readonly<Record<string, readonly ChatSessionCarrier[]>> = {
    holder: [{ ChatSessionId: 560, TopicId: 8, ...ofSomebody }],
    sameTopic: [{ ChatSessionId: 561, TopicId: 8, ...ofSomebody }],
    otherTopic: [{ ChatSessionId: 570, TopicId: 9, ...ofSomebody }],
    noSessions: [],
    messagesAlone: [{ ChatSessionId: 562, TopicId: 8, ...ofSomebody }],
  };
  const MESSAGES = 'subscription { chatMessageUpdates(sessions: [{ session: 562 }]) { lastId } }';
  const polls = () =>
    Object.fromEntries(
      Object.keys(SEEN).map((name) => [
        name,
        pair.superOffice.requests.filter(
          ({ path, headers }) => path === 'ChatSession/ForCurrentUser' && headers.authorization === `Bearer ${name}`,
        ).length,
      ]),
    );
  beforeEach(() => {
    pair.superOffice.on('GET ChatSession/', notFound);
    pair.superOffice.on('GET ChatSession/562/Messages', []);
    pair.superOffice.on(LIST, ({ headers }, response) =>
      sendJson(response, SEEN[String(headers.authorization).replace('Bearer ', '')]),
    );
  });

  /** A session that only one caller names, so that a webhook causes a poll for this caller. */
  const ownOf = (index: number) => 9001 + index;

  const IN_QUEUE = { Status: 4 };
  const TOPIC_8 = { holder: 1, sameTopic: 1, otherTopic: 0, noSessions: 0, messagesAlone: 0 };
  const LISTS = { holder: 1, sameTopic: 1, otherTopic: 1, noSessions: 1, messagesAlone: 0 };

  it.each([
    ['that is back in it, without its topic', 'chatsession.changed', 560, IN_QUEUE, TOPIC_8],
    ['that is new, without its topic, where somebody sees it', 'chatsession.created', 560, {}, TOPIC_8],
    ['with its topic', 'chatsession.changed', 999, { ...IN_QUEUE, TopicId: 8 }, TOPIC_8],
    [
      'with its new topic',
      'chatsession.changed',
      560,
      { ...IN_QUEUE, TopicId: 9 },
      { ...TOPIC_8, sameTopic: 0, otherTopic: 1 },
    ],
    ['that nobody sees, without its topic', 'chatsession.changed', 999, IN_QUEUE, LISTS],
    ['that is new, and of which nothing is known', 'chatsession.created', 999, {}, LISTS],
    ['of a topic of which nobody sees a session', 'chatsession.changed', 999, { ...IN_QUEUE, TopicId: 12 }, LISTS],
  ] as const)('%s', async (_what, event, id, FieldValues, expected) => {
    for (const [index, name] of Object.keys(SEEN).entries()) {
      const headers = { authorization: `Bearer ${name}` };
      const stream = await subscribe(pair.facade.url, name === 'messagesAlone' ? MESSAGES : UPDATES, { headers });
      await stream.value();
      const own = `subscription { chatSessionUpdate(id: ${ownOf(index)}) { session { id } } }`;
      await (await subscribe(pair.facade.url, own, { headers })).value();
    }
    pair.superOffice.forget();

    await postWebhook(pair.facade.url, webhookBody(event, id, { FieldValues }));
    await until(() => Object.entries(expected).every(([name, count]) => (polls()[name] ?? 0) >= count));
    // Each caller's poll for this one comes after any poll for the one before.
    for (const [index, name] of Object.keys(SEEN).entries()) {
      const before = polls()[name] ?? 0;
      await postWebhook(pair.facade.url, webhookBody('chatsession.changed', ownOf(index)));
      await until(() => (polls()[name] ?? 0) > before);
    }

    expect(polls()).toEqual(Object.fromEntries(Object.entries(expected).map(([name, count]) => [name, count + 1])));
  });
});

describe('a webhook is refused with 401, and nothing happens', () => {
  const pair = useFacade({ ...QUIET, ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' });
  beforeEach(() => answer(pair.superOffice));

  const body = webhookBody('chatsession.changed', 549);
  const right = signatureOf(body, keyOf('Cust12345'));
  const hmac = createHmac('sha256', keyOf('Cust12345')).update(body);
  const bytes = hmac.digest();

  it.each([
    ['without a signature', ''],
    ['with a signature in other letters', right === right.toLowerCase() ? right.toUpperCase() : right.toLowerCase()],
    ['with one in hexadecimal digits', bytes.toString('hex')],
    ['with one in base64url, or without padding', bytes.toString('base64url')],
    ['with one that something stands before', `sha256=${right}`],
    ['with a part of one', right.slice(0, -4)],
    ['with two', `${right}, ${right}`],
    ['with one of another length', 'x'.repeat(5000)],
    ['with one whose letters have accents', 'é'.repeat(right.length)],
    ['signed with the secret itself', signatureOf(body, WEBHOOK_SECRET)],
    [
      'signed with the bytes of the key, and not its digits',
      createHmac('sha256', Buffer.from(keyOf('Cust12345'), 'hex'))
        .update(body)
        .digest('base64'),
    ],
    ['signed for another tenant', signatureOf(body, keyOf('Cust12346'))],
    ['signed with a key of another secret', signatureOf(body, keyOf('Cust12345', 'another-secret-of-webhooks'))],
    ['signed by another hash', createHmac('sha1', keyOf('Cust12345')).update(body).digest('base64')],
    ['signed for a body without its last byte', signatureOf(body.slice(0, -1), keyOf('Cust12345'))],
    ['signed for a body with one other byte', signatureOf(body.replace('549', '548'), keyOf('Cust12345'))],
    [
      'signed for the same JSON with other blanks',
      signatureOf(JSON.stringify(JSON.parse(body), null, 1), keyOf('Cust12345')),
    ],
  ])('%s', async (_how, signature) => {
    const before = await countsOf(pair.facade);

    const { status, text } = await postWebhook(pair.facade.url, body, {
      'x-superoffice-signature': Buffer.from(signature).toString('latin1'),
    });

    expect(status).toBe(401);
    // The same for all of them.
    expect(JSON.parse(text)).toEqual({
      errors: [
        {
          message:
            'Expected X-SuperOffice-Signature, made with the key that `superoffice-graphql webhooks register` gives to SuperOffice.',
          extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
        },
      ],
    });
    expect(await countsOf(pair.facade)).toEqual({ ...before, refused: (before.refused ?? 0) + 1 });
  });

  it('with a body other than the signed one, even if its JSON is equal', async () => {
    for (const other of [`${body} `, `\uFEFF${body}`, body.replace('Cust12345', 'CUST12345'), `${body}\n`, '{}', '']) {
      expect(await postWebhook(pair.facade.url, other, { 'x-superoffice-signature': right })).toMatchObject({
        status: 401,
      });
    }
  });

  it('and does not count as seen: the right one is accepted afterwards', async () => {
    await postWebhook(pair.facade.url, body, { 'x-superoffice-signature': 'wrong' });
    const before = await countsOf(pair.facade);

    await postWebhook(pair.facade.url, body);

    expect(await countsOf(pair.facade)).toMatchObject({ hint: (before.hint ?? 0) + 1, repeated: before.repeated });
  });
});

describe.each(['/Cust12345/api/v1/', '/cust12345/api/v1/', '/Cust12345/'])(
  'with a SUPEROFFICE_URL that ends in %s',
  (path) => {
    let facade: Server;
    beforeEach(async () => {
      // Nobody subscribes, so nothing is asked there.
      facade = await startFacade(`http://127.0.0.1:1${path}`, { ...QUIET, ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' });
    });
    afterEach(() => facade.stop());

    const signed = (body: string, context: string) => ({
      'x-superoffice-signature': signatureOf(body, keyOf(context)),
    });

    it.each([
      ['Cust999', { ContextIdentifier: 'Cust999' }],
      ['Cust1234', { ContextIdentifier: 'Cust1234' }],
      ['Default', { ContextIdentifier: 'Default' }],
      ['Default', { ContextIdentifier: undefined }],
    ])('a webhook of %s counts as foreign, though it is signed', async (context, changes) => {
      const body = webhookBody('chatsession.changed', 549, changes);
      const before = await countsOf(facade);

      expect(await postWebhook(facade.url, body, signed(body, context))).toMatchObject({ status: 200, text: '' });
      expect(await postWebhook(facade.url, body, signed(body, 'Cust12345'))).toMatchObject({ status: 401 });
      expect(await countsOf(facade)).toEqual({ ...before, foreign: 1, refused: 1 });
    });

    it.each(['Cust12345', 'CUST12345'])('one of %s is a hint', async (ContextIdentifier) => {
      const body = webhookBody('chatsession.changed', 549, { ContextIdentifier });
      const before = await countsOf(facade);
      await postWebhook(facade.url, body, signed(body, 'Cust12345'));

      expect(await countsOf(facade)).toEqual({ ...before, hint: 1 });
    });
  },
);

describe('the address for webhooks', () => {
  const pair = useFacade({
    ...QUIET,
    CORS_ORIGINS: 'https://desk.example.com',
    ROUTER_SECRET: 'a-secret-of-the-router',
  });
  beforeEach(() => answer(pair.superOffice));
  const ADDRESS = '/webhooks/superoffice';

  it('needs no secret of the router’s, and no credential', async () => {
    expect(await postWebhook(pair.facade.url, webhookBody('chatsession.changed', 549))).toMatchObject({ status: 200 });
  });

  it('accepts bodies of up to 32 KiB, and names that limit to larger ones, with a length or in chunks', async () => {
    const filled = (bytes: number) => {
      const empty = webhookBody('chatsession.changed', 549, { Changes: [''] });
      return webhookBody('chatsession.changed', 549, { Changes: ['x'.repeat(bytes - empty.length)] });
    };
    const large = filled(32_769);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(large));
        controller.close();
      },
    });
    const signed = { 'x-superoffice-signature': signatureOf(large, keyOf('Cust12345')) };

    expect(await postWebhook(pair.facade.url, filled(32_768))).toMatchObject({ status: 200 });
    for (const sent of [large, stream]) {
      const { status, text } = await postWebhook(pair.facade.url, sent, signed);
      expect({ status, error: JSON.parse(text).errors[0] }).toMatchObject({
        status: 413,
        error: {
          message: 'Expected a body of at most 32768 bytes.',
          extensions: { code: 'PAYLOAD_TOO_LARGE' },
        },
      });
    }
  });

  it('does not affect the limit of operations', async () => {
    const query = `{ __typename } #${'x'.repeat(70_000)}`;

    expect((await execute(pair.facade.url, query)).status).toBe(200);
    const { status, errors } = await execute(pair.facade.url, `${query}${'x'.repeat(40_000)}`);
    expect({ status, message: errors?.[0]?.message }).toEqual({
      status: 413,
      message: 'Expected a body of at most 102400 bytes.',
    });
  });

  it('does not affect the media types of operations: only JSON', async () => {
    const { status } = await fetch(pair.facade.url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"{ __typename }"}',
    });

    expect(status).toBe(415);
  });

  it('says what it is for when opened in a browser', async () => {
    const response = await fetch(new URL(ADDRESS, pair.facade.url));

    expect({ status: response.status, allow: response.headers.get('allow') }).toEqual({ status: 405, allow: 'POST' });
    expect(await response.text()).toContain('SuperOffice sends webhooks by POST.');
  });

  it('is only served for a host that the server answers to', async () => {
    const body = webhookBody('chatsession.changed', 549);
    const signature = signatureOf(body, keyOf('Cust12345'));
    const ask = async (host: string) => {
      const request = httpRequest(new URL(ADDRESS, pair.facade.url), {
        method: 'POST',
        headers: { host, 'x-superoffice-signature': signature },
      });
      request.end(body);
      const [response] = await once(request, 'response');
      response.resume();
      return response.statusCode;
    };

    expect(await ask('x')).toBe(200);
    expect(await ask('evil.example')).toBe(421);
  });
});

describe('with a stopped clock, a webhook', () => {
  const HINT_GAP_MS = 500;
  let clock: TestClock;
  let superOffice: FakeSuperOffice;
  let facade: Server;
  beforeEach(async () => {
    clock = createTestClock();
    superOffice = await startFakeSuperOffice();
    answer(superOffice);
    const env = { LIVE_POLL_MS: '300000', LIVE_POLL_IDLE_MS: '300000', LIVE_HINT_GAP_MS: String(HINT_GAP_MS) };
    // No call times out because the clock is moved ahead.
    const patient = { SUPEROFFICE_READ_TIMEOUT_MS: '600000', OPERATION_TIMEOUT_MS: '600000' };
    facade = await startFacade(superOffice.url, { ...QUIET, ...env, ...patient }, { clock });
  });
  afterEach(async () => {
    leaveAll();
    await facade.stop();
    await superOffice.stop();
  });

  /** Whether a caller only waits for the next regular poll: none is running, and none is hinted. */
  const isQuiet = () => clock.timers.some((ms) => ms > 260_000 && ms < 340_000);

  it.each([
    ['of somebody else’s session', 'chatsession.changed', 551, {}],
    ['of a message in it', 'chatsession.message', 551, {}],
    ['of a session that the caller does not see', 'chatsession.changed', 999, {}],
    ['of a message in a session of nobody’s', 'chatsession.message', 553, {}],
    ['of a session of nobody’s that is not in the queue', 'chatsession.changed', 553, { FieldValues: { status: 5 } }],
    ['of a ticket', 'ticket.changed', 549, {}],
  ])('%s waits for the next poll, and one of the caller’s does not', async (_what, event, id, changes) => {
    await opened({ facade });
    await until(isQuiet);
    // The first hint makes the server read who calls.
    await postWebhook(facade.url, webhookBody('chatsession.changed', 549));
    await until(() => !isQuiet());
    clock.pass(HINT_GAP_MS);
    await until(isQuiet);
    expect(countOf({ superOffice }, LIST)).toBe(2);

    await postWebhook(facade.url, webhookBody(event, id, changes));
    expect(isQuiet()).toBe(true);
    await postWebhook(facade.url, webhookBody('chatsession.changed', 549));
    expect(isQuiet()).toBe(false);
  });

  it('may come 1,000 times in a second, for two polls per caller', async () => {
    const streams = [await opened({ facade }), await opened({ facade }, ALICE)];
    clock.pass(HINT_GAP_MS);
    superOffice.forget();
    for (let batch = 0; batch < 20; batch += 1) {
      const webhooks = Array.from({ length: 50 }, (_item, index) =>
        postWebhook(facade.url, webhookBody(index % 2 === 0 ? 'chatsession.message' : 'chatsession.changed', 550)),
      );
      expect((await Promise.all(webhooks)).every(({ status }) => status === 200)).toBe(true);
      clock.pass(49);
    }
    await until(() => countOf({ superOffice }, LIST) >= streams.length);

    expect(countOf({ superOffice }, LIST)).toBeLessThanOrEqual(2 * streams.length);
    // The last change still reaches both.
    change(550, { LastMessage: 'the last' });
    const told = streams.map(async (stream) => (await stream.value()).sessions);
    let toldAll: unknown;
    void Promise.all(told).then((values) => {
      toldAll = values;
    });
    await postWebhook(facade.url, webhookBody('chatsession.changed', 550));
    await until(() => {
      clock.pass(HINT_GAP_MS);
      return toldAll !== undefined;
    });
    expect(toldAll).toEqual([[{ id: '550', lastMessage: 'the last' }], [{ id: '550', lastMessage: 'the last' }]]);
  }, 120_000);
});

describe('with two secrets, while one replaces the other, webhooks are taken', () => {
  const pair = useFacade({ ...QUIET, WEBHOOK_SECRET: `${WEBHOOK_SECRET}, the-next-secret-of-webhooks` });

  it.each([WEBHOOK_SECRET, 'the-next-secret-of-webhooks'])('by the keys of %s', async (secret) => {
    const body = webhookBody('test', 0);
    const headers = { 'x-superoffice-signature': signatureOf(body, keyOf('Cust12345', secret)) };

    expect(await postWebhook(pair.facade.url, body, headers)).toMatchObject({ status: 200 });
  });

  it('and by no others', async () => {
    const body = webhookBody('test', 0);
    const headers = {
      'x-superoffice-signature': signatureOf(
        body,
        keyOf('Cust12345', `${WEBHOOK_SECRET}, the-next-secret-of-webhooks`),
      ),
    };

    expect(await postWebhook(pair.facade.url, body, headers)).toMatchObject({ status: 401 });
  });
});

describe.each([{ WEBHOOK_SECRET: '' }, { SUBSCRIPTIONS: 'off' }])('with %p', (env) => {
  const pair = useFacade({ ...QUIET, ...env });

  it('there is no address for webhooks', async () => {
    expect(await postWebhook(pair.facade.url, webhookBody('test', 0))).toMatchObject({ status: 404 });
  });
});

describe('the log', () => {
  it('has a line for each webhook, without a value', async () => {
    const lines: string[] = [];
    const superOffice = await startFakeSuperOffice();
    const logger = pino({}, { write: (line) => lines.push(line) });
    const facade = await startFacade(superOffice.url, QUIET, { logger });
    const body = webhookBody('chatsession.changed', 2_123_456_789, { WebhookName: 'CANARY' });
    await postWebhook(facade.url, body);
    await postWebhook(facade.url, body);
    await postWebhook(facade.url, webhookBody('CANARY', 2_123_456_789));
    await postWebhook(facade.url, body, { 'x-superoffice-signature': 'CANARY' });
    await facade.stop();
    await superOffice.stop();

    expect(lines.map((line) => JSON.parse(line)).map(({ msg, result, code }) => [msg, result ?? code])).toEqual([
      ['webhook', 'hint'],
      ['webhook', 'repeated'],
      ['webhook', 'ignored'],
      ['request refused', 'UNAUTHENTICATED'],
    ]);
    expect(lines.join('')).not.toMatch(
      new RegExp(`CANARY|2123456789|Cust12345|${WEBHOOK_SECRET}|${keyOf('Cust12345')}`),
    );
  });
});
