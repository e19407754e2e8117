import type { ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { startSandbox } from '../src/sandbox/sandbox.js';
import type { RestCall } from '../src/superoffice/rest/rest-call.js';
import { createSharedReads } from '../src/superoffice/rest/shared-reads.js';
import { createTestClock } from './helpers/clock.js';
import { type Answer, acceptCredential, execute, type Pair, startFacade, useFacade } from './helpers/facade.js';
import { batchOf, type RecordedRequest, sendJson } from './helpers/fake-superoffice.js';
import { usedHeap } from './helpers/heap.js';
import { until } from './helpers/until.js';

type Headers = Record<string, string>;

const ALICE = { authorization: 'Bearer alice', 'so-language': 'en' };
const BOB = { ...ALICE, authorization: 'Bearer bob' };

/** The reads that are held back, in the order of their arrival, until a test answers them. */
const held: { readonly request: RecordedRequest; readonly response: ServerResponse }[] = [];
/** The writes, likewise. */
const heldWrites: ServerResponse[] = [];
const lines: Readonly<Record<string, unknown>>[] = [];
const logger = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
const logged = (message: string) => lines.filter(({ msg }) => msg === message);

/** Calls of credentials that SuperOffice has not accepted go one at a time. */
async function acceptAll(pair: Pair, callers: readonly Headers[]): Promise<void> {
  for (const headers of callers) {
    await acceptCredential(pair, headers);
  }
}

/** Makes all reads and writes of the session wait; persons are answered at once. */
function holdSession({ superOffice }: Pair): void {
  held.length = 0;
  heldWrites.length = 0;
  lines.length = 0;
  superOffice.on('GET ChatSession/549', (request, response) => void held.push({ request, response }));
  superOffice.on('POST ChatSession/549/', (_request, response) => void heldWrites.push(response));
  superOffice.on('POST Agents/Person/GetPersonList', ({ body }, response) => {
    sendJson(
      response,
      (body as number[]).map((id) => ({ PersonId: id })),
    );
  });
}

interface Asked {
  readonly answer: Promise<Answer>;
}

let lastMarker = 0;

/** Asks, and waits until the calls are in flight: then SuperOffice is asked for a person that nothing else reads. */
async function askFor(fields: string, { superOffice }: Pair, ask: (query: string) => Promise<Answer>): Promise<Asked> {
  lastMarker += 1;
  const marker = lastMarker;
  const answer = ask(`{ ${fields} person(id: ${marker}) { firstname } }`);
  answer.catch(() => {});
  await until(() => superOffice.requests.some(({ body }) => isDeepStrictEqual(body, [marker])));
  return { answer };
}

const SESSION = 'chatSession(id: 549) { firstMessage }';

/** Reads the session: resolves when the read is in flight, or has joined another one. */
function read(pair: Pair, headers: Headers = ALICE): Promise<Asked> {
  return askFor(SESSION, pair, (query) => pair.ask(query, {}, headers));
}

/** The same, for a caller who may leave. */
function readUntil(pair: Pair, signal: AbortSignal): Promise<Asked> {
  return askFor(SESSION, pair, async (query) => {
    const headers = { 'content-type': 'application/json', ...ALICE };
    const response = await fetch(pair.facade.url, { method: 'POST', headers, body: JSON.stringify({ query }), signal });
    return (await response.json()) as Answer;
  });
}

/** Starts a change of the session, and waits until it is in flight. */
async function write(pair: Pair, headers: Headers = ALICE): Promise<Asked> {
  const writes = heldWrites.length;
  const answer = pair.ask('mutation { resetChatSession(id: 549) { status } }', {}, headers);
  await until(() => heldWrites.length > writes);
  return { answer };
}

/** Answers the read that arrived as number so and so. */
async function answerRead(number: number, firstMessage: string): Promise<void> {
  await until(() => held.length > number);
  sendJson(held[number]?.response as ServerResponse, { ChatSessionId: 549, FirstMessage: firstMessage });
}

async function answerWrite({ answer }: Asked): Promise<void> {
  sendJson(heldWrites.shift() as ServerResponse, { ChatSessionId: 549 });
  expect((await answer).errors).toBeUndefined();
}

const messageOf = async ({ answer }: Asked) => (await answer).data?.chatSession?.firstMessage;

const sessionReads = ({ superOffice }: Pair) =>
  superOffice.calls().filter((call) => call.startsWith('GET ChatSession/549')).length;

describe('concurrent equal reads of one caller', () => {
  // Long enough that a test fails before anything is given up for another reason.
  const MINUTE = '60000';
  const clock = createTestClock();
  const pair = useFacade(
    {
      SHARE_READS: 'on',
      SUPEROFFICE_COOKIES: 'SoSession, Other',
      OPERATION_TIMEOUT_MS: MINUTE,
      SUPEROFFICE_READ_TIMEOUT_MS: MINUTE,
    },
    { logger, clock },
  );

  beforeAll(() => acceptAll(pair, [ALICE, BOB]));
  beforeEach(() => holdSession(pair));

  it('are one REST call, and the log says so', async () => {
    const reads = [await read(pair), await read(pair), await read(pair)];

    await answerRead(0, 'hello');

    expect(await Promise.all(reads.map(messageOf))).toEqual(['hello', 'hello', 'hello']);
    expect(sessionReads(pair)).toBe(1);
    expect(logged('REST call').filter(({ route }) => route === 'ChatSession/{id}')).toHaveLength(1);
    const shared = logged('REST call shared');
    expect(shared).toMatchObject([
      { method: 'GET', route: 'ChatSession/{id}' },
      { method: 'GET', route: 'ChatSession/{id}' },
    ]);
    expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(3);
    expect(JSON.stringify(lines)).not.toMatch(/alice|hello/);
  });

  it('are shown by x-explain as one call, and one served without a call', async () => {
    const reads = [await read(pair), await read(pair, { ...ALICE, 'x-explain': '1' })];
    await answerRead(0, 'hello');
    const [, { extensions } = {}] = await Promise.all(reads.map(({ answer }) => answer));

    expect(extensions?.rest).toMatchObject({
      calls: [{ route: 'Agents/Person/GetPersonList' }],
      servedWithoutCall: 1,
    });
  });

  it('are one REST call if they read the same batch, and two if their batches differ', async () => {
    const answers: (() => void)[] = [];
    pair.superOffice.on('POST Agents/Contact/GetContactList', (request, response) => {
      answers.push(() => batchOf('ContactId', [{ ContactId: 1 }, { ContactId: 2 }])(request, response));
    });
    const readContact = (id: number) =>
      askFor(`contact(id: ${id}) { department }`, pair, (query) => pair.ask(query, {}, ALICE));
    const reads = [await readContact(1), await readContact(1), await readContact(2)];
    await until(() => answers.length === 2);
    for (const answer of answers) {
      answer();
    }

    for (const { answer } of reads) {
      expect((await answer).errors).toBeUndefined();
    }
    const contactReads = pair.superOffice.requests.filter(({ path }) => path.includes('Contact'));
    expect(contactReads.map(({ body }) => body)).toEqual([[1], [2]]);
  });

  it('are not shared after they have been answered', async () => {
    const first = await read(pair);
    await answerRead(0, 'first');
    expect(await messageOf(first)).toBe('first');

    const second = await read(pair);
    await answerRead(1, 'second');

    expect(await messageOf(second)).toBe('second');
  });

  const COOKIES = { authorization: '', 'x-xsrf-token': 'token', cookie: 'SoSession=a; Other=b' };
  it.each<{ what: string; one: Headers; other: Headers }>([
    { what: 'credentials, by their last byte', one: ALICE, other: { ...ALICE, authorization: 'Bearer alicf' } },
    { what: 'credentials, by their case', one: ALICE, other: { ...ALICE, authorization: 'Bearer Alice' } },
    { what: 'SO-Language', one: ALICE, other: { ...ALICE, 'so-language': 'nb' } },
    { what: 'Accept-Language', one: ALICE, other: { ...ALICE, 'accept-language': 'nb' } },
    { what: 'SO-TimeZone', one: ALICE, other: { ...ALICE, 'so-timezone': 'Europe/Oslo' } },
    { what: 'SO-Culture', one: ALICE, other: { ...ALICE, 'so-culture': 'nb-NO' } },
    { what: 'SO-AppToken', one: ALICE, other: { ...ALICE, 'so-apptoken': 'a' } },
    { what: 'cookies', one: COOKIES, other: { ...COOKIES, cookie: 'SoSession=a; Other=c' } },
    { what: 'X-XSRF-TOKEN', one: COOKIES, other: { ...COOKIES, 'x-xsrf-token': 'tokem' } },
    {
      what: 'values that stand in another header',
      one: { ...ALICE, 'so-culture': 'x' },
      other: { ...ALICE, 'so-apptoken': 'x' },
    },
  ])('are two REST calls with separate answers if they differ in $what', async ({ one, other }) => {
    await acceptAll(pair, [one, other]);
    const first = await read(pair, one);
    const second = await read(pair, other);
    await until(() => held.length === 2);
    const { request: firstRequest } = held[0] as (typeof held)[number];
    const { request: secondRequest } = held[1] as (typeof held)[number];
    expect(firstRequest.headers).not.toEqual(secondRequest.headers);

    await answerRead(1, 'for the second');
    await answerRead(0, 'for the first');

    expect(await messageOf(first)).toBe('for the first');
    expect(await messageOf(second)).toBe('for the second');
  });

  it.each([
    { when: 'began before a change, and while it is made', order: ['read', 'write', 'read', 'end'], calls: 2 },
    { when: 'both began while a change is made', order: ['write', 'read', 'read', 'end'], calls: 2 },
    { when: 'began while a change is made, and after it', order: ['write', 'read', 'end', 'read'], calls: 2 },
    { when: 'began before a change, and after it', order: ['read', 'write', 'end', 'read'], calls: 2 },
    { when: 'both began before a change', order: ['read', 'read', 'write', 'end'], calls: 1 },
    { when: 'both began after a change', order: ['write', 'end', 'read', 'read'], calls: 1 },
  ])('are $calls REST calls if they $when', async ({ order, calls }) => {
    // The change is made in another language: it is the same caller's.
    const inNorwegian = { ...ALICE, 'so-language': 'nb' };
    const reads: Asked[] = [];
    let writing: Asked | undefined;
    for (const step of order) {
      if (step === 'read') {
        reads.push(await read(pair));
      } else if (step === 'write') {
        writing = await write(pair, inNorwegian);
      } else if (writing !== undefined) {
        await answerWrite(writing);
      }
    }

    for (let number = 0; number < calls; number += 1) {
      await answerRead(number, `read ${number}`);
    }

    const last = `read ${calls - 1}`;
    expect(await Promise.all(reads.map(messageOf))).toEqual(['read 0', last]);
    expect(sessionReads(pair)).toBe(calls);
  });

  it('are one REST call if another caller makes a change', async () => {
    const first = await read(pair);
    const writing = await write(pair, BOB);
    const second = await read(pair);
    await answerRead(0, 'hello');
    await answerWrite(writing);

    expect(await Promise.all([first, second].map(messageOf))).toEqual(['hello', 'hello']);
    expect(sessionReads(pair)).toBe(1);
  });

  it.each([
    { what: 'looks up what became of a change', refuse: (response: ServerResponse) => response.writeHead(500).end() },
    {
      what: 'is written back with a change',
      refuse: (response: ServerResponse) => response.writeHead(405).end(),
    },
  ])('are two REST calls if one of them $what', async ({ what, refuse }) => {
    pair.superOffice.on('PATCH ChatSession/549', (_request, response) => void heldWrites.push(response));
    pair.superOffice.on('PUT ChatSession/549', { ChatSessionId: 549 });
    const changing = pair.ask(
      what.startsWith('looks')
        ? 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }'
        : 'mutation { updateChatSession(id: 549, input: { customerName: "x" }) { id } }',
      {},
      ALICE,
    );
    await until(() => heldWrites.length > 0);
    refuse(heldWrites.shift() as ServerResponse);
    await until(() => held.length === 1);

    const reading = await read(pair);
    await answerRead(1, 'anew');
    await answerRead(0, 'for the change alone');

    expect(await messageOf(reading)).toBe('anew');
    await changing;
    expect(sessionReads(pair)).toBe(2);
  });

  it.each<{ how: string; fail: (response: ServerResponse) => void }>([
    { how: 'refused', fail: (response) => sendJson(response, { ErrorType: 'SoAccessDeniedException' }, 403) },
    { how: 'answered with an error body', fail: (response) => sendJson(response, { Error: true }) },
    { how: 'answered with a page', fail: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end() },
    { how: 'answered with 500', fail: (response) => response.writeHead(500).end() },
  ])('share no failure: if the first is $how, each of the others reads on its own', async ({ fail }) => {
    const [first, ...others] = [await read(pair), await read(pair), await read(pair)];
    await until(() => held.length === 1);

    fail(held[0]?.response as ServerResponse);
    await answerRead(1, 'own');
    await answerRead(2, 'own');

    expect((await first?.answer)?.errors).toMatchObject([{ path: ['chatSession'] }]);
    expect(await Promise.all(others.map(messageOf))).toEqual(['own', 'own']);
    expect((await others[0]?.answer)?.errors).toBeUndefined();
  });

  it('continue when the caller of the first leaves', async () => {
    const leaving = new AbortController();
    const first = await readUntil(pair, leaving.signal);
    const others = [await read(pair), await read(pair)];
    await until(() => held.length === 1);

    leaving.abort();
    await expect(first.answer).rejects.toThrow();
    await answerRead(1, 'own');
    await answerRead(2, 'own');

    expect(await Promise.all(others.map(messageOf))).toEqual(['own', 'own']);
  });

  it('continue when the time of the first is over', async () => {
    const first = await read(pair, { ...ALICE, 'x-request-timeout-ms': '300' });
    const second = await read(pair);
    clock.pass(300);

    expect((await first.answer).errors).toMatchObject([{ extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
    await answerRead(1, 'own');

    expect(await messageOf(second)).toBe('own');
  });

  it('end only for the caller who leaves or whose time is over', async () => {
    const leaving = new AbortController();
    const first = await read(pair);
    const second = await readUntil(pair, leaving.signal);
    const third = await read(pair, { ...ALICE, 'x-request-timeout-ms': '30000' });

    leaving.abort();
    await until(() => logged('REST call shared').length === 1);
    await expect(second.answer).rejects.toThrow();
    clock.pass(29_999);
    await turn();
    expect(logged('REST call shared')).toHaveLength(1);
    clock.pass(1);
    expect((await third.answer).errors).toMatchObject([{ extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
    await answerRead(0, 'hello');

    expect(await messageOf(first)).toBe('hello');
    expect(sessionReads(pair)).toBe(1);
    expect(logged('REST call shared')).toMatchObject([{ reason: 'CANCELLED' }, { reason: 'TIMEOUT' }]);
  });
});

describe('a read that is shared', () => {
  const pair = useFacade({ SHARE_READS: 'on', MAX_REST_CALLS: '2' });

  beforeAll(() => acceptCredential(pair, ALICE));
  beforeEach(() => holdSession(pair));

  it('counts as one of the REST calls that an operation may make', async () => {
    const first = await read(pair);
    const query = `{ ${SESSION} p: person(id: 70) { firstname } contact(id: 1) { department } }`;
    const second = { answer: pair.ask(query, {}, ALICE) };
    await until(() => pair.superOffice.requests.length === 3);
    await answerRead(0, 'hello');

    expect(await messageOf(first)).toBe('hello');
    expect(await messageOf(second)).toBe('hello');
    expect((await second.answer).errors).toMatchObject([
      { path: ['contact'], extensions: { code: 'OPERATION_LIMIT_EXCEEDED' } },
    ]);
    expect(sessionReads(pair)).toBe(1);
  });
});

describe('without SHARE_READS', () => {
  const pair = useFacade({}, { logger });

  beforeAll(() => acceptCredential(pair, ALICE));
  beforeEach(() => holdSession(pair));

  it('every read is a REST call', async () => {
    const reads = [await read(pair), await read(pair)];
    await answerRead(0, 'first');
    await answerRead(1, 'second');

    expect((await Promise.all(reads.map(messageOf))).sort()).toEqual(['first', 'second']);
    expect(logged('REST call shared')).toEqual([]);
  });
});

describe('a caller who has gone', () => {
  it('does not wait for the reads of others: its own client is asked, which refuses', async () => {
    const shareReads = createSharedReads(createTestClock());
    const call: RestCall = { effect: 'read', method: 'GET', route: 'a' };
    const reader = {
      ...{ caller: 'alice', headers: {}, deadlineMs: Number.POSITIVE_INFINITY, onShared: () => {} },
      cancellation: { isCancelled: true, signal: AbortSignal.abort() },
    };
    const refused = new Error('refused');
    let end = () => {};
    const slow = {
      send: () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    };
    const others = shareReads(slow, { ...reader, cancellation: undefined }).send(call);

    const own = shareReads({ send: () => Promise.reject(refused) }, reader).send(call);

    await expect(own).rejects.toBe(refused);
    end();
    await others;
  });
});

describe('what is remembered for the sharing of reads', () => {
  it('is forgotten with the last call of a caller', async () => {
    const shareReads = createSharedReads(createTestClock());
    const client = { send: async () => null };
    const before = usedHeap();
    for (let number = 0; number < 20_000; number += 1) {
      const reader = {
        caller: `Bearer ${String(number).repeat(200)}`,
        headers: {},
        deadlineMs: Number.POSITIVE_INFINITY,
        onShared: () => {},
      };
      const own = shareReads(client, reader);
      await own.send({ effect: number % 2 === 0 ? 'read' : 'write', method: 'GET', route: 'a' });
    }

    expect(usedHeap() - before).toBeLessThan(5_000_000);
  });
});

describe('what SuperOffice answered', () => {
  it('is never modified, so that it can be shared', async () => {
    const sandbox = await startSandbox();
    const facade = await startFacade(sandbox.url, { SHARE_READS: 'on', MAX_ALIASES: '100' });
    const parsed: { readonly text: string; readonly value: unknown }[] = [];
    const parse = JSON.parse;
    const spy = jest.spyOn(JSON, 'parse').mockImplementation((text, reviver) => {
      const value = parse(text, reviver);
      parsed.push({ text: JSON.stringify(value), value });
      return value;
    });
    try {
      const session = `id status whenRequested user { id fullName } person { id fullName contact { name country { name } } }
        ticket { id title ticketStatus { name } ownedBy { fullName } } topic { id name }`;
      const query = `query ($representations: [_Any!]!) {
        me { fullName } transferTargets { fullName }
        chatSessionsForCurrentUser { ${session} }
        chatSessions(first: 5) { edges { node { ${session} } } }
        _entities(representations: $representations) {
          __typename ... on Person { fullName } ... on ChatSession { ${session} } ... on User { fullName }
        }
      }`;
      const representations = [
        { __typename: 'Person', id: '65' },
        { __typename: 'ChatSession', id: '549' },
        { __typename: 'User', id: '5' },
      ];
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => execute(facade.url, query, { representations })),
      );

      for (const { data, errors } of answers) {
        expect(errors).toBeUndefined();
        expect(data).toEqual(answers[0]?.data);
      }
      expect(parsed.length).toBeGreaterThan(10);
      for (const { text, value } of parsed) {
        expect(JSON.stringify(value)).toBe(text);
      }
    } finally {
      spy.mockRestore();
      await facade.stop();
      await sandbox.stop();
    }
  });
});
