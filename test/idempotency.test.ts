import type { ServerResponse } from 'node:http';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createSchema } from '../src/graphql/schema/schema.js';
import { createTestClock } from './helpers/clock.js';
import { acceptCredential, type Pair, TJE0, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';

const TRANSFER = `mutation Transfer($id: ID!, $to: String!) {
  transferChatSession(id: $id, toAssociate: $to) { id transferTo { name } }
}`;
const SENT = 'POST ChatSession/549/TransferTo/bo';
const LOOK_UP = 'GET ChatSession/549';
const OTHER_CALLER = { authorization: 'Basic b3RoZXI6T3RoZXI=' };
const WAITS_FOR_BO = { ChatSessionId: 549, TransferTo: { AssociateId: 3, Name: 'bo' } };

let counter = 0;
const newKey = () => ({ 'idempotency-key': `key-${String(counter++).padStart(8, '0')}` });

/** Makes SuperOffice answer transfers with the requested session, and this many characters in it. */
function answerTransfers({ superOffice }: Pair, letters = 0): void {
  superOffice.on('POST ChatSession/', ({ path }, response) => {
    const [, id, , name] = path.split('/');
    const session = { ChatSessionId: Number(id), TransferTo: { AssociateId: 3, Name: name } };
    sendJson(response, { ...session, LastMessage: 'x'.repeat(letters) });
  });
}

function transferOf(pair: Pair) {
  return (headers: Record<string, string>, id = '549', to = 'bo') => pair.ask(TRANSFER, { id, to }, headers);
}

/** Leaves requests without an answer until they are given one. */
function hold({ superOffice }: Pair, path: string): ServerResponse[] {
  const held: ServerResponse[] = [];
  superOffice.on(path, (_request, response) => void held.push(response));
  return held;
}

const ADMIN = { ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' };

/** Waits until this many operations have arrived and are waiting. */
const underWay = ({ facade }: Pair, operations: number) =>
  until(async () => (await scrape(facade)).value('superoffice_graphql_operations_in_flight') === operations);

const outcomeOf = ({ errors }: Awaited<ReturnType<Pair['ask']>>) => errors?.[0]?.extensions.outcome;
const codeOf = ({ errors }: Awaited<ReturnType<Pair['ask']>>) => errors?.[0]?.extensions.code;

describe('Idempotency-Key', () => {
  const pair = useFacade();
  const transfer = transferOf(pair);

  it('sends a transfer once, however often and whenever it is requested', async () => {
    answerTransfers(pair);
    const headers = newKey();

    const answers = await Promise.all(Array.from({ length: 10 }, () => transfer(headers)));
    answers.push(await transfer(headers));

    expect(new Set(answers.map(({ data, errors }) => JSON.stringify({ data, errors })))).toEqual(
      new Set([JSON.stringify({ data: { transferChatSession: { id: '549', transferTo: { name: 'bo' } } } })]),
    );
    expect(pair.superOffice.calls()).toEqual([SENT]);
  });

  const member = 'member: { userName: "bo" }';
  const MUTATIONS: Readonly<Record<string, string>> = {
    acceptChatSessionTransfer: '(id: 549)',
    addChatMessage: '(id: 549, message: { message: "Hello" })',
    addChatTopicMember: `(id: 7, ${member})`,
    createChatSession: '(topic: 7)',
    deleteChatSession: '(id: 549)',
    pickUpChatSession: '(id: 549)',
    pickUpFirstChatSession: '',
    rejectChatSessionTransfer: '(id: 549)',
    removeChatTopicMember: '(id: 7, userName: "bo")',
    resetChatSession: '(id: 549)',
    setChatPresence: '(presences: [{ userId: 1, present: true }])',
    transferChatSession: '(id: 549, toAssociate: "bo")',
    updateChatSession: '(id: 549, input: { customerName: "Ann" })',
    updateChatTopicMember: `(id: 7, ${member})`,
  };
  const mutationsOfSchema = Object.keys(createSchema({ exposeSessionKey: false }).getMutationType()?.getFields() ?? {});

  it.each(mutationsOfSchema)('serves %s', async (name) => {
    pair.superOffice.on('', { ChatSessionId: 549, ChatMessageId: 1, TopicId: 7, User: { UserName: 'bo' } });
    const query = `mutation { ${name}${MUTATIONS[name]} { __typename } }`;
    const headers = newKey();

    const answers = [await pair.ask(query, {}, headers), await pair.ask(query, {}, headers)];

    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    expect(answers[0]?.data[name]).toEqual({ __typename: expect.any(String) });
    expect(answers[1]?.data).toEqual(answers[0]?.data);
    expect(pair.superOffice.calls()).toHaveLength(1);
  });

  it('remembers that there was nothing to change', async () => {
    pair.superOffice.on('POST ChatSession/549/Pickup', (_request, response) => response.writeHead(204).end());
    const headers = newKey();
    const pickUp = () => pair.ask('mutation { pickUpChatSession(id: 549) { id } }', {}, headers);

    expect((await pickUp()).data).toEqual({ pickUpChatSession: null });
    expect((await pickUp()).data).toEqual({ pickUpChatSession: null });
    expect(pair.superOffice.calls()).toHaveLength(1);
  });

  it.each([
    { other: 'key', headers: () => newKey() },
    { other: 'caller', headers: (key: Record<string, string>) => ({ ...key, ...OTHER_CALLER }) },
    {
      other: 'Bearer token, though it is the same user',
      headers: (key: Record<string, string>) => ({ ...key, authorization: 'Bearer second' }),
    },
  ])('is not one with another $other', async ({ headers }) => {
    answerTransfers(pair);
    const key = newKey();
    await transfer({ ...key, authorization: 'Bearer first' });

    const answer = await transfer(headers(key));

    expect(answer.errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual([SENT, SENT]);
  });

  describe('with another change than before is refused before anything is sent:', () => {
    const mutation = (fields: string) => `mutation { ${fields} }`;
    const FIRST = 'transferChatSession(id: 549, toAssociate: "bo") { id }';

    it.each([
      { other: 'another session', fields: 'transferChatSession(id: 550, toAssociate: "bo") { id }' },
      { other: 'another associate', fields: 'transferChatSession(id: 549, toAssociate: "tje0") { id }' },
      { other: 'another field', fields: 'acceptChatSessionTransfer(id: 549) { id }' },
      { other: 'one more field', fields: `${FIRST} resetChatSession(id: 550) { id }` },
      { other: 'no field', fields: `... @skip(if: true) { ${FIRST} } __typename` },
      { other: 'another language', headers: { 'accept-language': 'nb' } },
      { other: 'another SuperOffice language', headers: { 'so-language': 'nb' } },
      { other: 'another culture', headers: { 'so-culture': 'nb' } },
      { other: 'another time zone', headers: { 'so-timezone': 'Europe/Oslo' } },
      { other: 'another app token', headers: { 'so-apptoken': 'token' } },
    ])('$other', async ({ fields = FIRST, headers = {} }) => {
      answerTransfers(pair);
      const key = newKey();
      await pair.ask(mutation(FIRST), {}, key);

      const answer = await pair.ask(mutation(fields), {}, { ...key, ...headers });

      expect(answer.status).toBe(400);
      expect(answer.data).toBeUndefined();
      expect(codeOf(answer)).toBe('BAD_REQUEST');
      expect(answer.errors?.[0]?.message).toContain('use a new key for a new change');
      expect(pair.superOffice.calls()).toEqual([SENT]);
      expect((await pair.ask(mutation(FIRST), {}, key)).errors).toBeUndefined();
      expect(pair.superOffice.calls()).toEqual([SENT]);
    });

    it('while the first is running', async () => {
      const held = hold(pair, 'POST ');
      const key = newKey();
      const first = pair.ask(mutation(FIRST), {}, key);
      await until(() => held.length === 1);

      const answer = await pair.ask(mutation('resetChatSession(id: 549) { id }'), {}, key);

      expect(codeOf(answer)).toBe('BAD_REQUEST');
      sendJson(held[0] as ServerResponse, WAITS_FOR_BO);
      expect((await first).errors).toBeUndefined();
      expect(pair.superOffice.calls()).toEqual([SENT]);
    });

    it('an input with another value below it', async () => {
      pair.superOffice.on('PATCH ', { ChatSessionId: 549 });
      const update = (name: string | null, headers: Record<string, string>) =>
        pair.ask(
          'mutation ($input: UpdateChatSessionInput!) { updateChatSession(id: 549, input: $input) { id } }',
          { input: { customerAlias: 'a', customerName: name } },
          headers,
        );
      const key = newKey();
      await update('Ann', key);

      expect(codeOf(await update(null, key))).toBe('BAD_REQUEST');
      expect(pair.superOffice.calls()).toHaveLength(1);
    });
  });

  it.each([
    { same: 'other selected fields', query: 'mutation { transferChatSession(id: 549, toAssociate: "bo") { status } }' },
    { same: 'an alias', query: 'mutation { moved: transferChatSession(id: "549", toAssociate: "bo") { id } }' },
    {
      same: 'a fragment, and a field that is skipped',
      query: `mutation ($no: Boolean = false) { ...Move resetChatSession(id: 1) @include(if: $no) { id } }
        fragment Move on Mutation { transferChatSession(toAssociate: "bo", id: 549) { id } }`,
    },
    {
      same: 'the field twice, which is one',
      query: `mutation { transferChatSession(id: 549, toAssociate: "bo") { id }
        transferChatSession(id: 549, toAssociate: "bo") { status } }`,
    },
  ])('takes $same for the same change', async ({ query }) => {
    answerTransfers(pair);
    const headers = newKey();
    await transfer(headers);

    const answer = await pair.ask(query, {}, headers);

    expect(answer.errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual([SENT]);
  });

  it('means nothing on a query', async () => {
    answerTransfers(pair);
    pair.superOffice.on('GET ', { ChatSessionId: 549 });
    const headers = newKey();

    const answers = [
      await pair.ask('{ chatSession(id: 549) { status } }', {}, headers),
      await pair.ask('{ chatSession(id: 549) { rank } }', {}, headers),
      await transfer(headers),
    ];

    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined, undefined]);
    expect(pair.superOffice.calls()).toEqual([LOOK_UP, LOOK_UP, SENT]);
  });

  it('means nothing on a mutation whose variables cannot be read', async () => {
    answerTransfers(pair);
    const headers = newKey();
    expect(codeOf(await pair.ask(TRANSFER, { id: '549', to: null }, headers))).toBe('BAD_USER_INPUT');

    expect((await transfer(headers)).errors).toBeUndefined();
  });

  it('keeps the result of each field of an operation, and sends only refused changes again', async () => {
    const query = `mutation {
      transferChatSession(id: 549, toAssociate: "bo") { id }
      resetChatSession(id: 550) { id }
      deleteChatSession(id: 551) { id }
    }`;
    pair.superOffice.on('', {});
    pair.superOffice.on('POST ChatSession/', WAITS_FOR_BO);
    pair.superOffice.on('POST ChatSession/550/Reset', {}, 409);
    const headers = newKey();
    const first = await pair.ask(query, {}, headers);
    expect(first.data).toMatchObject({ transferChatSession: { id: '549' }, resetChatSession: null });
    pair.superOffice.on('POST ChatSession/550/Reset', { ChatSessionId: 550 });

    const second = await pair.ask(query, {}, headers);
    const third = await pair.ask(query, {}, headers);

    expect(second.errors).toBeUndefined();
    expect(third.data).toEqual(second.data);
    expect(third.data).toEqual({
      transferChatSession: { id: '549' },
      resetChatSession: { id: '550' },
      deleteChatSession: { id: '551' },
    });
    expect(pair.superOffice.calls()).toEqual([
      SENT,
      'POST ChatSession/550/Reset',
      'DELETE ChatSession/551',
      'POST ChatSession/550/Reset',
    ]);
  });

  it('distinguishes two equal changes with different aliases', async () => {
    let sessions = 0;
    pair.superOffice.on('POST ChatSession/Pickup', (_request, response) => {
      sessions += 1;
      sendJson(response, { ChatSessionId: sessions });
    });
    const headers = newKey();
    await pair.ask('mutation { a: pickUpFirstChatSession { id } b: pickUpFirstChatSession { id } }', {}, headers);

    const { data } = await pair.ask(
      'mutation { b: pickUpFirstChatSession { id } c: pickUpFirstChatSession { id } }',
      {},
      headers,
    );

    expect(data).toEqual({ b: { id: '1' }, c: { id: '2' } });
    expect(sessions).toBe(2);
  });

  it('reads again what follows a repeated change, each time', async () => {
    pair.superOffice.on('POST ChatSession/', ({ path }, response) =>
      sendJson(response, { ChatSessionId: Number(path.split('/')[1]), TopicId: 7 }),
    );
    let topics = 0;
    pair.superOffice.on('GET ChatTopic/7', (_request, response) => {
      topics += 1;
      sendJson(response, { ChatTopicId: 7, Name: `Topic ${topics}` });
    });
    const query = `mutation {
      resetChatSession(id: 549) { topic { name } }
      acceptChatSessionTransfer(id: 550) { topic { name } }
    }`;
    const headers = newKey();
    await pair.ask(query, {}, headers);

    const { data } = await pair.ask(query, {}, headers);

    expect(data).toEqual({
      resetChatSession: { topic: { name: 'Topic 3' } },
      acceptChatSessionTransfer: { topic: { name: 'Topic 4' } },
    });
  });

  it('says in a header that an answer comes from an earlier change', async () => {
    answerTransfers(pair);
    const headers = newKey();

    const answers = [await transfer(headers), await transfer(headers), await transfer(newKey()), await transfer({})];

    expect(answers.map((answer) => answer.headers.get('idempotent-replayed'))).toEqual([null, 'true', null, null]);
  });

  it.each(['short', 'x'.repeat(129), 'with blank', 'a;b=cdefgh', 'abcdefghæ', ''])(
    'must be 8 to 128 letters, digits, - and _: "%s" is refused without a call',
    async (key) => {
      const response = await fetch(pair.facade.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: TJE0, 'idempotency-key': key },
        body: JSON.stringify({ query: TRANSFER, variables: { id: '549', to: 'bo' } }),
      });

      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
      expect(pair.superOffice.calls()).toEqual([]);
    },
  );

  it.each(['abcdefgh', 'A_-9'.repeat(32)])('may be %s', async (key) => {
    answerTransfers(pair);

    expect((await transfer({ 'idempotency-key': key })).errors).toBeUndefined();
  });

  it('is not sent to SuperOffice', async () => {
    answerTransfers(pair);
    await transfer(newKey());

    expect(pair.superOffice.requests[0]?.headers).not.toHaveProperty('idempotency-key');
  });
});

describe.each(['on', 'off'])('with COMPILED_EXECUTION=%s', (compiled) => {
  const pair = useFacade({ COMPILED_EXECUTION: compiled });

  it('a change is sent once', async () => {
    answerTransfers(pair);
    const headers = newKey();

    await Promise.all([transferOf(pair)(headers), transferOf(pair)(headers)]);
    expect(codeOf(await transferOf(pair)(headers, '550'))).toBe('BAD_REQUEST');

    expect(pair.superOffice.calls()).toEqual([SENT]);
  });
});

describe('a change whose outcome is not known', () => {
  const pair = useFacade(ADMIN);
  const transfer = transferOf(pair);
  const lose = (path: string) => pair.superOffice.on(path, (_request, response) => response.socket?.resetAndDestroy());

  it('is not sent again', async () => {
    pair.superOffice.on('', {}, 500);
    const headers = newKey();

    const answers = [await transfer(headers), await transfer(headers)];

    expect(answers.map(outcomeOf)).toEqual(['UNKNOWN', 'UNKNOWN']);
    expect(answers.map(codeOf)).toEqual(['UPSTREAM_ERROR', 'UPSTREAM_ERROR']);
    expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP, LOOK_UP]);
  });

  it('is looked up again, and once it shows, the answer is kept', async () => {
    lose('POST ');
    pair.superOffice.on('GET ', {}, 503);
    const headers = newKey();
    expect(outcomeOf(await transfer(headers))).toBe('UNKNOWN');
    pair.superOffice.on('GET ', { ChatSessionId: 549, TransferTo: null });
    expect(outcomeOf(await transfer(headers))).toBe('UNKNOWN');
    pair.superOffice.on('GET ', WAITS_FOR_BO);

    const answers = [await transfer(headers), await transfer(headers)];

    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    expect(answers.map(({ data }) => data.transferChatSession.transferTo.name)).toEqual(['bo', 'bo']);
    expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP, LOOK_UP, LOOK_UP]);
  });

  it('is looked up once for requests that arrive together', async () => {
    lose('POST ');
    pair.superOffice.on('GET ', {}, 503);
    const headers = newKey();
    await transfer(headers);
    const held = hold(pair, 'GET ');

    const answers = [transfer(headers), transfer(headers), transfer(headers)];
    await underWay(pair, 3);
    sendJson(held[0] as ServerResponse, WAITS_FOR_BO);

    expect((await Promise.all(answers)).map(({ errors }) => errors)).toEqual([undefined, undefined, undefined]);
    expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP, LOOK_UP]);
  });

  it.each([
    'createChatSession(topic: 7) { id }',
    'pickUpFirstChatSession { id }',
    'setChatPresence(presences: []) { __typename }',
  ])('stays unknown if no read can tell: %s', async (field) => {
    lose('POST ');
    const headers = newKey();

    const answers = [
      await pair.ask(`mutation { ${field} }`, {}, headers),
      await pair.ask(`mutation { ${field} }`, {}, headers),
    ];

    expect(answers.map(outcomeOf)).toEqual(['UNKNOWN', 'UNKNOWN']);
    expect(pair.superOffice.calls()).toHaveLength(1);
  });
});

describe('a change that did not take effect', () => {
  const pair = useFacade({ SUPEROFFICE_MAX_IN_FLIGHT: '1', SUPEROFFICE_MAX_QUEUED: '0' });
  const transfer = transferOf(pair);
  beforeAll(() => acceptCredential(pair));

  it.each([400, 401, 403, 404, 409, 429])('is sent again if it was refused with %d', async (status) => {
    pair.superOffice.on('POST ChatSession/', {}, status);
    const headers = newKey();
    expect(outcomeOf(await transfer(headers))).toBe('REJECTED');
    answerTransfers(pair);

    // A credential that met 401 is not sent again for two seconds.
    await until(async () => (await transfer(headers)).errors === undefined);
    expect(pair.superOffice.calls()).toEqual([SENT, SENT]);
  });

  it('is sent again if it was not sent', async () => {
    const held = hold(pair, 'GET ');
    answerTransfers(pair);
    const read = pair.ask('{ chatSession(id: 549) { status } }');
    await until(() => held.length === 1);
    const headers = newKey();
    const refused = await transfer(headers);
    expect([codeOf(refused), outcomeOf(refused)]).toEqual(['OVERLOADED', 'NOT_SENT']);
    sendJson(held[0] as ServerResponse, { ChatSessionId: 549 });
    await read;

    expect((await transfer(headers)).errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual([LOOK_UP, SENT]);
  });

  it('leaves its key free for another change', async () => {
    pair.superOffice.on('POST ChatSession/', {}, 409);
    const headers = newKey();
    await transfer(headers);
    expect(outcomeOf(await transfer(headers, '0'))).toBe('NOT_SENT');
    answerTransfers(pair);

    expect((await transfer(headers, '550')).errors).toBeUndefined();
  });

  it('does not affect other keys', async () => {
    answerTransfers(pair);
    const [done, refused, later] = [newKey(), newKey(), newKey()];
    await transfer(done);
    pair.superOffice.on('POST ChatSession/551', {}, 409);
    await transfer(refused, '551');
    await transfer(later);

    await Promise.all([transfer(done), transfer(later)]);

    expect(pair.superOffice.calls()).toEqual([SENT, 'POST ChatSession/551/TransferTo/bo', SENT]);
  });
});

describe('concurrent requests with one key', () => {
  const clock = createTestClock();
  const pair = useFacade(
    { ...ADMIN, SUPEROFFICE_MAX_IN_FLIGHT: '1', IDEMPOTENCY_TTL_MS: '50', MAX_IDEMPOTENCY_KEYS: '1' },
    { clock },
  );
  const transfer = transferOf(pair);
  beforeAll(() => acceptCredential(pair));

  it.each([
    { answer: { status: 200, body: WAITS_FOR_BO }, outcome: undefined },
    { answer: { status: 409, body: {} }, outcome: 'REJECTED' },
  ])('wait for the result of the first: $answer.status', async ({ answer, outcome }) => {
    const held = hold(pair, 'POST ');
    const headers = newKey();
    const answers = [transfer(headers), transfer(headers), transfer(headers)];
    await until(() => held.length === 1);
    await underWay(pair, 3);

    sendJson(held[0] as ServerResponse, answer.body, answer.status);

    expect((await Promise.all(answers)).map(outcomeOf)).toEqual([outcome, outcome, outcome]);
    expect(pair.superOffice.calls()).toEqual([SENT]);
  });

  it('wait for the first, however long it takes and whatever is remembered in between', async () => {
    const held = hold(pair, 'POST ChatSession/549');
    const headers = newKey();
    const first = transfer(headers);
    await until(() => held.length === 1);
    // Longer than IDEMPOTENCY_TTL_MS.
    clock.pass(100);
    const second = transfer(headers);
    await underWay(pair, 2);
    pair.superOffice.on('POST ', { ChatSessionId: 549 });
    sendJson(held[0] as ServerResponse, {}, 409);

    expect([await first, await second].map(outcomeOf)).toEqual(['REJECTED', 'REJECTED']);
    expect(pair.superOffice.calls()).toEqual([SENT]);
    expect((await transfer(headers)).errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual([SENT, SENT]);
  });

  it('wait as long as they may, and then report an unknown outcome', async () => {
    const held = hold(pair, 'POST ');
    const headers = newKey();
    const first = transfer(headers);
    await until(() => held.length === 1);

    const second = transfer({ ...headers, 'x-request-timeout-ms': '100' });
    await underWay(pair, 2);
    clock.pass(99);
    expect((await scrape(pair.facade)).value('superoffice_graphql_operations_in_flight')).toBe(2);
    clock.pass(1);

    const answer = await second;
    expect([codeOf(answer), outcomeOf(answer)]).toEqual(['UPSTREAM_TIMEOUT', 'UNKNOWN']);
    sendJson(held[0] as ServerResponse, WAITS_FOR_BO);
    expect((await first).errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual([SENT]);
  });

  it('send the change themselves if the client of the first leaves before it was sent', async () => {
    const held = hold(pair, 'GET ');
    answerTransfers(pair);
    const read = pair.ask('{ chatSession(id: 549) { status } }');
    await until(() => held.length === 1);
    const headers = newKey();
    const leaving = new AbortController();
    const first = fetch(pair.facade.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: TJE0, ...headers },
      body: JSON.stringify({ query: TRANSFER, variables: { id: '549', to: 'bo' } }),
      signal: leaving.signal,
    });
    const gone = expect(first).rejects.toThrow();
    await underWay(pair, 2);
    const others = [transfer(headers), transfer(headers)];
    await underWay(pair, 4);
    leaving.abort();
    await gone;
    await underWay(pair, 3);
    sendJson(held[0] as ServerResponse, { ChatSessionId: 549 });
    await read;

    expect((await Promise.all(others)).map(({ errors }) => errors)).toEqual([undefined, undefined]);
    expect(pair.superOffice.calls()).toEqual([LOOK_UP, SENT]);
  });

  it('get the result if the client of the first leaves after it was sent', async () => {
    const held = hold(pair, 'POST ');
    const headers = newKey();
    const leaving = new AbortController();
    const first = fetch(pair.facade.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: TJE0, ...headers },
      body: JSON.stringify({ query: TRANSFER, variables: { id: '549', to: 'bo' } }),
      signal: leaving.signal,
    });
    await until(() => held.length === 1);
    leaving.abort();
    await expect(first).rejects.toThrow();
    const second = transfer(headers);
    await underWay(pair, 2);
    sendJson(held[0] as ServerResponse, WAITS_FOR_BO);

    expect((await second).data.transferChatSession.transferTo.name).toBe('bo');
    expect(pair.superOffice.calls()).toEqual([SENT]);
  });
});

describe('what is remembered of a key', () => {
  const clock = createTestClock();
  const brief = useFacade({ IDEMPOTENCY_TTL_MS: '50' }, { clock });
  const narrow = useFacade({ MAX_IDEMPOTENCY_KEYS: '8' });
  const small = useFacade({ ...ADMIN, MAX_IDEMPOTENCY_BYTES: '8000' });

  it('is forgotten after IDEMPOTENCY_TTL_MS', async () => {
    answerTransfers(brief);
    const headers = newKey();
    await transferOf(brief)(headers);
    clock.pass(49);
    await transferOf(brief)(headers);
    expect(brief.superOffice.calls()).toEqual([SENT]);
    clock.pass(1);
    await transferOf(brief)(headers);

    expect(brief.superOffice.calls()).toEqual([SENT, SENT]);
  });

  it('is forgotten after a quarter of MAX_IDEMPOTENCY_KEYS newer keys of its caller, not for those of others', async () => {
    answerTransfers(narrow);
    const transfer = transferOf(narrow);
    const [other, first, second, third] = [newKey(), newKey(), newKey(), newKey()];
    await transfer({ ...other, ...OTHER_CALLER });
    for (const key of [first, second, third]) {
      await transfer(key);
    }
    expect(narrow.superOffice.calls()).toHaveLength(4);

    await transfer({ ...other, ...OTHER_CALLER });
    await transfer(second);
    await transfer(third);
    expect(narrow.superOffice.calls()).toHaveLength(4);

    await transfer(first);
    expect(narrow.superOffice.calls()).toHaveLength(5);
  });

  it('is only that the change was made, if there are too many answers', async () => {
    answerTransfers(small, 900);
    const transfer = transferOf(small);
    const [other, first, second, third] = [newKey(), newKey(), newKey(), newKey()];
    await transfer({ ...other, ...OTHER_CALLER });
    for (const key of [first, second, third]) {
      await transfer(key);
    }

    const again = await transfer(first);

    expect(again.data).toEqual({ transferChatSession: null });
    expect([codeOf(again), outcomeOf(again)]).toEqual(['RESULT_NOT_KEPT', 'UNKNOWN']);
    const kept = [await transfer({ ...other, ...OTHER_CALLER }), await transfer(second), await transfer(third)];
    expect(kept.map(({ errors }) => errors)).toEqual([undefined, undefined, undefined]);
    expect(small.superOffice.calls()).toHaveLength(4);
  });

  it('is only that the change was made, if the answer is too large, and takes no room from others', async () => {
    const transfer = transferOf(small);
    const [first, large] = [newKey(), newKey()];
    answerTransfers(small);
    await transfer(first);
    answerTransfers(small, 3000);

    const answers = [await transfer(large), await transfer(large), await transfer(first)];

    expect(answers.map(codeOf)).toEqual([undefined, 'RESULT_NOT_KEPT', undefined]);
    expect(small.superOffice.calls()).toEqual([SENT, SENT]);
  });

  it('is given to requests that waited for an answer that is too large', async () => {
    const held = hold(small, 'POST ');
    const headers = newKey();
    const answers = [transferOf(small)(headers), transferOf(small)(headers)];
    await until(() => held.length === 1);
    await underWay(small, 2);
    sendJson(held[0] as ServerResponse, { ...WAITS_FOR_BO, LastMessage: 'x'.repeat(3000) });

    expect((await Promise.all(answers)).map(({ errors }) => errors)).toEqual([undefined, undefined]);
  });
});
