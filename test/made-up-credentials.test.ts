import { Agent, request, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createTestClock } from './helpers/clock.js';
import { type Answer, acceptCredential, type Pair, useFacade } from './helpers/facade.js';
import { type Handler, sendJson } from './helpers/fake-superoffice.js';
import { holdInFlight } from './helpers/hold-in-flight.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';

const READ = '{ chatSession(id: 549) { status } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';
const SESSION = { ChatSessionId: 549, TransferTo: { AssociateId: 3, Name: 'bo' } };
const SECRET = 'a-secret-of-the-router';
/** The defaults, instead of what other tests need. */
const DEFAULTS = { FAILED_CREDENTIALS_BURST: '20', SUPEROFFICE_QUEUE_TIMEOUT_MS: '250' };

const bearer = (token: string, more: Record<string, string> = {}) => ({ authorization: `Bearer ${token}`, ...more });
const codesOf = (answers: readonly Answer[]) =>
  answers.flatMap(({ errors }) => errors ?? []).map((e) => e.extensions.code);
const callsWith = ({ superOffice }: Pair, token: RegExp) =>
  superOffice.requests.filter(({ headers }) => token.test(String(headers.authorization)));

/** A SuperOffice that accepts tokens of this form, and refuses others after some time. */
function accepting(tokens: RegExp, delayMs = 0): Handler {
  return ({ headers }, response) => {
    const isAccepted = tokens.test(String(headers.authorization));
    setTimeout(() => sendJson(response, isAccepted ? SESSION : {}, isAccepted ? 200 : 401), isAccepted ? 0 : delayMs);
  };
}

/** Sends a read, and returns the status and the code of its answer. Costs less than `fetch`, because there are many. */
function askOn(agent: Agent, { facade }: Pair, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { agent, method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
    const asked = request(facade.url, options, async (response) => {
      const { errors } = JSON.parse(await text(response));
      resolve(`${response.statusCode} ${errors?.[0]?.extensions.code}`);
    });
    asked.on('error', reject).end(JSON.stringify({ query: READ }));
  });
}

/** 100 connections, each of which sends request after request, with a new token each time. */
function flood(pair: Pair, headers: Record<string, string> = {}) {
  let isOver = false;
  let sent = 0;
  const answers = new Map<string, number>();
  const agent = new Agent({ keepAlive: true });
  const connections = Array.from({ length: 100 }, async () => {
    while (!isOver) {
      sent += 1;
      const kind = await askOn(agent, pair, bearer(`made-up-${sent}`, headers));
      answers.set(kind, (answers.get(kind) ?? 0) + 1);
    }
  });
  return {
    /** How often each status and code was the answer. */
    answers,
    get sent() {
      return sent;
    },
    async end() {
      isOver = true;
      await Promise.all(connections);
      agent.destroy();
    },
  };
}

/** 200 reads and 20 transfers, some at a time. */
async function work(pair: Pair, headers: Record<string, string>): Promise<Answer[]> {
  const todo = [...Array<string>(200).fill(READ), ...Array<string>(20).fill(TRANSFER)];
  const answers: Answer[] = [];
  const next = async (): Promise<void> => {
    const query = todo.pop();
    if (query !== undefined) {
      answers.push(await pair.ask(query, {}, headers));
      await next();
    }
  };
  await Promise.all(Array.from({ length: 20 }, next));
  return answers;
}

describe('a flood of made-up credentials', () => {
  const direct = useFacade(DEFAULTS);
  const routed = useFacade({ ...DEFAULTS, ROUTER_SECRET: SECRET });

  it('costs SuperOffice as many calls as one address may try, and does not affect other callers', async () => {
    direct.superOffice.on('', accepting(/good/, 100));
    await direct.ask(READ, {}, bearer('good'));
    const startMs = performance.now();
    const made = flood(direct);
    await until(() => made.sent > 300);

    const answers = await work(direct, bearer('good'));

    await made.end();
    const allowed = 20 + Math.ceil(((performance.now() - startMs) / 60_000) * 30);
    expect(answers).toHaveLength(220);
    expect(codesOf(answers)).toEqual([]);
    expect(callsWith(direct, /made-up/).length).toBeLessThanOrEqual(allowed);
    expect([...made.answers.keys()].sort()).toEqual(['200 UNAUTHENTICATED', '429 RATE_LIMITED']);
  });

  it('does not delay callers with a good credential, even if it comes through a router', async () => {
    routed.superOffice.on('', accepting(/good/, 100));
    const router = { 'x-router-secret': SECRET };
    await routed.ask(READ, {}, bearer('good', router));
    const made = flood(routed, router);
    await until(() => made.sent > 300);

    const answers = await work(routed, bearer('good', router));

    await made.end();
    expect(answers).toHaveLength(220);
    expect(codesOf(answers)).toEqual([]);
    // The router's address does not answer for the callers behind it.
    expect([...made.answers.keys()].filter((kind) => kind.includes('RATE_LIMITED'))).toEqual([]);
  });
});

describe('agents whose tokens expire at the same time', () => {
  const direct = useFacade({ ...DEFAULTS, SUPEROFFICE_QUEUE_TIMEOUT_MS: '60000' });
  const routed = useFacade({ ...DEFAULTS, ROUTER_SECRET: SECRET, SUPEROFFICE_QUEUE_TIMEOUT_MS: '60000' });
  const AGENTS = Array.from({ length: 50 }, (_, i) => i);

  it('all get back in with new tokens at once, behind a router', async () => {
    const router = { 'x-router-secret': SECRET };
    const askAll = (token: string) =>
      Promise.all(AGENTS.map((agent) => routed.ask(READ, {}, bearer(`${token}-${agent}`, router))));
    routed.superOffice.on('', accepting(/first/, 50));
    expect(codesOf(await askAll('first'))).toEqual([]);
    routed.superOffice.on('', accepting(/second/, 50));
    expect(codesOf(await askAll('first'))).toEqual(Array(50).fill('UNAUTHENTICATED'));

    expect(codesOf(await askAll('second'))).toEqual([]);
  });

  it('all get back in without a router too, if they obey Retry-After', async () => {
    const held: (() => void)[] = [];
    direct.superOffice.on('', (_request, response) => void held.push(() => sendJson(response, SESSION)));
    let refused = 0;

    const agents = AGENTS.map(async (agent) => {
      for (;;) {
        const { status, headers, errors = [] } = await direct.ask(READ, {}, bearer(`agent-${agent}`));
        if (errors.length === 0) {
          return status;
        }
        expect([status, errors[0]?.extensions.code]).toEqual([429, 'RATE_LIMITED']);
        refused += 1;
        await delay(Number(headers.get('retry-after')) * 1000);
      }
    });
    await until(() => held.length === 20 && refused === 30);
    direct.superOffice.on('', SESSION);
    for (const answer of held) {
      answer();
    }

    expect(await Promise.all(agents)).toEqual(Array(50).fill(200));
  });
});

describe('a credential that SuperOffice answers with 401', () => {
  const clock = createTestClock();
  const pair = useFacade({}, { clock });
  let token: string;
  let tokens = 0;

  beforeEach(() => {
    tokens += 1;
    token = `ended-${tokens}`;
  });

  it.each([
    ['query', READ, 'GET ChatSession/549', undefined],
    ['mutation', TRANSFER, 'POST ChatSession/549/TransferTo/bo', 'REJECTED'],
  ])('to a %s is UNAUTHENTICATED for two seconds without a call', async (_name, query, call, outcome) => {
    pair.superOffice.on('', accepting(/good/));
    expect((await pair.ask(query, {}, bearer(token))).errors?.[0]?.extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
      superOffice: { status: 401 },
      ...(outcome && { outcome }),
    });
    clock.pass(1999);

    const read = await pair.ask(READ, {}, bearer(token));
    const transfer = await pair.ask(TRANSFER, {}, bearer(token));

    expect(read.errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', requestId: expect.any(String) });
    expect(transfer.errors?.[0]?.extensions).toEqual({
      code: 'UNAUTHENTICATED',
      outcome: 'NOT_SENT',
      requestId: expect.any(String),
    });
    expect([read.status, transfer.status]).toEqual([200, 200]);
    expect(pair.superOffice.calls()).toEqual([call]);
    clock.pass(1);
    await pair.ask(READ, {}, bearer(token));
    expect(pair.superOffice.calls()).toEqual([call, 'GET ChatSession/549']);
  });

  it('is recognised in any spelling, and does not affect other credentials', async () => {
    pair.superOffice.on('', accepting(/good/));
    await pair.ask(READ, {}, bearer(token));
    pair.superOffice.forget();

    const again = await pair.ask(READ, {}, { authorization: `BeAReR   ${token}` });
    const good = await pair.ask(READ, {}, bearer(`good-${token}`));

    expect(codesOf([again, good])).toEqual(['UNAUTHENTICATED']);
    expect(callsWith(pair, new RegExp(`^Bearer ${token}$`))).toEqual([]);
    expect(pair.superOffice.calls()).toHaveLength(1);
  });

  it('is sent again as soon as an answer accepts it', async () => {
    let answerLate = () => {};
    pair.superOffice.on('', accepting(/good|ended/));
    await pair.ask(READ, {}, bearer(token));
    pair.superOffice.forget();
    pair.superOffice.on('', accepting(/good/));
    pair.superOffice.on('GET ChatSession/1', (_request, response) => {
      answerLate = () => sendJson(response, { ChatSessionId: 1 });
    });
    const late = pair.ask('{ chatSession(id: 1) { id } }', {}, bearer(token));
    await until(() => pair.superOffice.requests.length === 1);
    await pair.ask(READ, {}, bearer(token));
    expect(codesOf([await pair.ask(READ, {}, bearer(token))])).toEqual(['UNAUTHENTICATED']);
    answerLate();
    expect((await late).errors).toBeUndefined();
    pair.superOffice.on('GET ChatSession/549', SESSION);
    pair.superOffice.forget();

    expect((await pair.ask(READ, {}, bearer(token))).errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual(['GET ChatSession/549']);
  });
});

describe('a good credential that one endpoint answers with 401', () => {
  const pair = useFacade();
  const TOPIC = '{ chatTopic(id: 1) { name } }';
  let token: string;
  let agents = 0;

  beforeEach(() => {
    agents += 1;
    token = `agent-${agents}`;
    pair.superOffice.on('', SESSION);
  });

  it('is held for that endpoint only: other reads and changes are sent', async () => {
    await pair.ask(READ, {}, bearer(token));
    pair.superOffice.on('GET ChatTopic', {}, 401);
    pair.superOffice.forget();

    for (let i = 0; i < 3; i += 1) {
      expect(codesOf([await pair.ask(TOPIC, {}, bearer(token))])).toEqual(['UNAUTHENTICATED']);
    }
    expect(pair.superOffice.calls()).toHaveLength(1);
    expect(codesOf([await pair.ask(TRANSFER, {}, bearer(token)), await pair.ask(READ, {}, bearer(token))])).toEqual([]);
  });

  it('is held for all endpoints once another one does', async () => {
    await pair.ask(READ, {}, bearer(token));
    pair.superOffice.on('GET ', {}, 401);
    await pair.ask(TOPIC, {}, bearer(token));
    await pair.ask(READ, {}, bearer(token));
    pair.superOffice.forget();

    expect(codesOf([await pair.ask(TRANSFER, {}, bearer(token))])).toEqual(['UNAUTHENTICATED']);
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('is held for all endpoints if SuperOffice has not accepted it before', async () => {
    pair.superOffice.on('GET ChatTopic', {}, 401);
    await pair.ask(TOPIC, {}, bearer(token));
    pair.superOffice.forget();

    expect(codesOf([await pair.ask(TRANSFER, {}, bearer(token))])).toEqual(['UNAUTHENTICATED']);
    expect(pair.superOffice.calls()).toEqual([]);
  });
});

describe('a credential and the app token that it comes with', () => {
  const limits = { FAILED_CREDENTIALS_BURST: '1', FAILED_CREDENTIALS_PER_MINUTE: '1', TRUSTED_PROXIES: '127.0.0.1' };
  const pair = useFacade(limits);
  const configured = useFacade({ ...limits, SUPEROFFICE_APP_TOKEN: 'right' });
  let offices = 0;
  let office: Record<string, string>;

  beforeEach(() => {
    offices += 1;
    office = { 'x-forwarded-for': `203.0.113.${offices}` };
    for (const { superOffice } of [pair, configured]) {
      superOffice.on('', ({ headers }, response) => {
        const isRight = headers['so-apptoken'] === 'right';
        sendJson(response, isRight ? SESSION : {}, isRight ? 200 : 401);
      });
    }
  });

  const withToken = (appToken?: string) => ({
    ...bearer(`agent-${offices}`, office),
    ...(appToken !== undefined && { 'so-apptoken': appToken }),
  });
  const codes = async (to: Pair, query: string, appToken?: string) =>
    codesOf([await to.ask(query, {}, withToken(appToken))]);

  it('are refused together: with another app token it is sent', async () => {
    expect(await codes(pair, READ, 'right')).toEqual([]);
    expect(await codes(pair, READ, 'wrong')).toEqual(['UNAUTHENTICATED']);
    pair.superOffice.forget();

    expect(await codes(pair, TRANSFER, 'right')).toEqual([]);
    expect(await codes(pair, TRANSFER, 'wrong')).toEqual(['UNAUTHENTICATED']);
    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
  });

  it('are refused together: with the configured app token it is sent', async () => {
    expect(await codes(configured, READ, 'wrong')).toEqual(['UNAUTHENTICATED']);
    expect(await codes(configured, READ)).toEqual(['RATE_LIMITED']);
    office = { 'x-forwarded-for': `203.0.113.${offices + 100}` };

    expect(await codes(configured, TRANSFER)).toEqual([]);
  });

  it('are refused together: without an app token it is not sent again', async () => {
    expect(await codes(pair, READ)).toEqual(['UNAUTHENTICATED']);
    expect(await codes(pair, READ)).toEqual(['UNAUTHENTICATED']);

    expect(pair.superOffice.calls()).toHaveLength(1);
  });

  it('are accepted together: a made-up app token counts as a try of its address', async () => {
    expect(await codes(pair, READ, 'right')).toEqual([]);
    expect(await codes(pair, READ, 'wrong')).toEqual(['UNAUTHENTICATED']);

    expect(await codes(pair, READ, 'made-up')).toEqual(['RATE_LIMITED']);
    expect(await codes(pair, READ, 'right')).toEqual([]);
    expect(pair.superOffice.calls()).toHaveLength(3);
  });
});

describe('calls that wait for their turn', () => {
  const pair = useFacade({ SUPEROFFICE_MAX_IN_FLIGHT: '1', ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' });

  it('are not sent if their credential is refused while they wait', async () => {
    let refuse = () => {};
    await acceptCredential(pair, bearer('ended'));
    pair.superOffice.on('', (_request, response) => {
      refuse = () => sendJson(response, {}, 401);
    });
    const asked = Array.from({ length: 10 }, () => pair.ask(READ, {}, bearer('ended')));
    await until(() => pair.superOffice.requests.length === 1);
    await until(async () => (await scrape(pair.facade)).value('superoffice_graphql_rest_calls_queued') === 9);
    refuse();

    expect(codesOf(await Promise.all(asked))).toEqual(Array(10).fill('UNAUTHENTICATED'));
    expect(pair.superOffice.calls()).toHaveLength(1);
  });
});

describe('calls with a credential that SuperOffice has not judged yet', () => {
  const IDS = Array.from({ length: 15 }, (_, i) => i + 1);
  const aliases = (field: (id: number) => string) => `{ ${IDS.map((id) => `a${id}: ${field(id)}`).join(' ')} }`;
  const SESSIONS = aliases((id) => `chatSession(id: ${id}) { status }`);
  const CLEAN = { ...DEFAULTS, SUPEROFFICE_QUEUE_TIMEOUT_MS: '60000', SUPEROFFICE_MAX_RETRIES: '0' };
  const direct = useFacade({ ...CLEAN, FAILED_CREDENTIALS_PER_MINUTE: '1', TRUSTED_PROXIES: '127.0.0.1' });
  const routed = useFacade({ ...CLEAN, ROUTER_SECRET: SECRET });
  let offices = 0;
  let office: Record<string, string>;

  beforeEach(() => {
    offices += 1;
    office = { 'x-forwarded-for': `198.18.0.${offices}`, 'x-router-secret': SECRET };
  });

  /** A SuperOffice that answers with any requested record, except for the given answer to the first call. */
  function answerFirst(to: Pair, first: Handler): void {
    let calls = 0;
    to.superOffice.on('', (request, response) => {
      calls += 1;
      const id = Number(request.path.split('/')[1]);
      const answer: Handler = calls === 1 ? first : () => sendJson(response, { ChatSessionId: id, ChatTopicId: id });
      answer(request, response);
    });
  }

  describe.each([
    ['of an address', direct],
    ['behind a router', routed],
  ])('%s', (_where, pair) => {
    it.each([
      ['15 aliases each', [SESSIONS]],
      [
        '15 aliases of two endpoints each',
        [aliases((id) => (id % 2 ? `chatSession(id: ${id}) { status }` : `chatTopic(id: ${id}) { name }`))],
      ],
      ['5 requests each', IDS.slice(10).map((id) => `{ chatSession(id: ${id}) { status } }`)],
      ['reads and changes', [TRANSFER, SESSIONS, TRANSFER, READ]],
    ])('cost one call each if they are refused: 20 with %s', async (_what, operations) => {
      pair.superOffice.on('', accepting(/good/, 50));
      const made = Array.from({ length: 20 }, (_, i) => bearer(`made-up-${offices}-${i}`, office));

      const answers = await Promise.all(made.flatMap((headers) => operations.map((one) => pair.ask(one, {}, headers))));

      expect(new Set(codesOf(answers))).toEqual(new Set(['UNAUTHENTICATED']));
      expect(answers.flatMap(({ data }) => Object.values(data)).filter((value) => value !== null)).toEqual([]);
      expect(pair.superOffice.calls()).toHaveLength(20);
    });

    it('all get their answers after the first one, and are then sent together', async () => {
      const held = holdInFlight({ calls: 14, atOnce: 14 });
      let isFirstAnswered = false;
      let early = 0;
      const record: Handler = ({ path }, response) =>
        sendJson(response, { ChatSessionId: Number(path.split('/')[1]), Status: 'Closed' });
      const others = held.hold(record);
      pair.superOffice.on('', (request, response) => {
        if (pair.superOffice.requests.length > 1) {
          early += isFirstAnswered ? 0 : 1;
          others(request, response);
          return;
        }
        setTimeout(() => {
          isFirstAnswered = true;
          record(request, response);
        }, 50);
      });

      const { data, errors } = await pair.ask(SESSIONS, {}, bearer(`agent-${offices}`, office));

      expect(errors).toBeUndefined();
      expect(Object.values(data)).toEqual(Array(15).fill({ status: 'CLOSED' }));
      expect([early, held.most, pair.superOffice.requests.length]).toEqual([0, 14, 15]);
    });
  });

  it.each<[string, Handler]>([
    ['a page and 503', (_request, response) => response.writeHead(503, { 'content-type': 'text/html' }).end('<p>')],
    ['a page and 403', (_request, response) => response.writeHead(403, { 'content-type': 'text/html' }).end('<p>')],
    ['nonsense', (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{')],
    ['nothing, and hangs up', (_request, response) => response.destroy()],
    ['that it wants no calls', (_request, response) => sendJson(response, {}, 429)],
  ])('continue with the next one if SuperOffice answers the first one with %s', async (_what, first) => {
    answerFirst(direct, first);

    const { data, errors } = await direct.ask(SESSIONS, {}, bearer(`agent-${offices}`, office));

    expect(errors).toHaveLength(1);
    expect(Object.values(data).filter((value) => value !== null)).toHaveLength(14);
    expect(direct.superOffice.calls()).toHaveLength(15);
  });

  it('cost one more call for each that SuperOffice does not judge, until it refuses one', async () => {
    let calls = 0;
    direct.superOffice.on('', (_request, response) => {
      calls += 1;
      sendJson(response, {}, calls < 4 ? 503 : 401);
    });

    const { errors } = await direct.ask(SESSIONS, {}, bearer(`made-up-${offices}`, office));

    expect(errors?.map(({ extensions }) => extensions.code).sort()).toEqual([
      ...Array(12).fill('UNAUTHENTICATED'),
      ...Array(3).fill('UPSTREAM_UNAVAILABLE'),
    ]);
    expect(direct.superOffice.calls()).toHaveLength(4);
  });
});

describe('a call that waits for SuperOffice’s judgement of its credential', () => {
  const clock = createTestClock();
  const pair = useFacade({ SUPEROFFICE_MAX_RETRIES: '0', ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' }, { clock });
  const OPERATION_MS = 9000;
  const IN_TIME = { 'x-request-timeout-ms': `${OPERATION_MS}` };
  let held: ServerResponse[] = [];
  let token = '';
  let agents = 0;

  beforeEach(() => {
    agents += 1;
    token = `agent-${agents}`;
    held = [];
    pair.superOffice.on('', (_request, response) => void held.push(response));
  });

  /** How many wait, each until the deadline of its operation. */
  const waiting = () => clock.timers.filter((ms) => ms === OPERATION_MS).length;
  const ask = (query: string, headers: Record<string, string> = IN_TIME) => pair.ask(query, {}, bearer(token, headers));

  /** Asks, and waits until SuperOffice has the call. */
  async function begin(query: string): Promise<{ readonly answer: Promise<Answer> }> {
    const before = held.length;
    const answer = ask(query);
    await until(() => held.length > before);
    return { answer };
  }

  it('is not sent if the credential is refused, a change as NOT_SENT', async () => {
    const first = await begin(READ);
    const others = [ask(READ), ask(TRANSFER)];
    await until(() => waiting() === 2);

    sendJson(held[0] as ServerResponse, {}, 401);

    expect(codesOf([await first.answer])).toEqual(['UNAUTHENTICATED']);
    const [read, transfer] = await Promise.all(others);
    expect(read?.errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', requestId: expect.any(String) });
    expect(transfer?.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', outcome: 'NOT_SENT' });
    expect(pair.superOffice.calls()).toEqual(['GET ChatSession/549']);
  });

  it('takes no place among calls in flight or queued', async () => {
    const first = await begin(READ);
    const others = [ask(READ), ask(TRANSFER)];
    await until(() => waiting() === 2);

    const { value } = await scrape(pair.facade);

    expect(value('superoffice_graphql_rest_calls_in_flight')).toBe(1);
    expect(value('superoffice_graphql_rest_calls_queued')).toBe(0);
    pair.superOffice.on('', SESSION);
    sendJson(held[0] as ServerResponse, SESSION);
    expect(codesOf(await Promise.all([first.answer, ...others]))).toEqual([]);
  });

  it('is next if the first one gets no answer in time', async () => {
    const first = await begin(READ);
    const others = [ask(READ), ask(READ)];
    await until(() => waiting() === 2);

    clock.pass(4000);

    expect(codesOf([await first.answer])).toEqual(['UPSTREAM_TIMEOUT']);
    await until(() => held.length === 2);
    pair.superOffice.on('', SESSION);
    sendJson(held[1] as ServerResponse, SESSION);
    expect(codesOf(await Promise.all(others))).toEqual([]);
    expect(pair.superOffice.calls()).toHaveLength(3);
  });

  it('ends with the time of its operation, a change as NOT_SENT', async () => {
    const first = await begin(TRANSFER);
    const others = [READ, TRANSFER].map((query) => ask(query, { 'x-request-timeout-ms': '2000' }));
    await until(() => clock.timers.filter((ms) => ms === 2000).length === 2);

    clock.pass(2000);

    const [read, transfer] = await Promise.all(others);
    expect(read?.errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(transfer?.errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_TIMEOUT', outcome: 'NOT_SENT' });
    sendJson(held[0] as ServerResponse, SESSION);
    expect(codesOf([await first.answer])).toEqual([]);
    expect(pair.superOffice.calls()).toHaveLength(1);
  });

  it.each([
    ['read', READ],
    ['change', TRANSFER],
  ])('is not sent if its client leaves, and the next one takes its place: a %s', async (_what, query) => {
    const first = await begin(READ);
    const leaving = new AbortController();
    const left = fetch(pair.facade.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(token, IN_TIME) },
      body: JSON.stringify({ query }),
      signal: leaving.signal,
    }).catch(() => 'left');
    await until(() => waiting() === 1);
    const next = ask('{ chatTopic(id: 1) { name } }');
    await until(() => waiting() === 2);

    leaving.abort();

    expect(await left).toBe('left');
    await until(() => waiting() === 1);
    sendJson(held[0] as ServerResponse, {}, 503);
    await first.answer;
    await until(() => held.length === 2);
    sendJson(held[1] as ServerResponse, { ChatTopicId: 1, Name: 'x' });
    expect(codesOf([await next])).toEqual([]);
    expect(pair.superOffice.calls()).toEqual(['GET ChatSession/549', 'GET ChatTopic/1']);
  });

  it('does not keep a change from its look-up', async () => {
    const change = await begin(TRANSFER);
    const reads = [1, 2].map(() => ask('{ chatTopic(id: 1) { name } }'));
    await until(() => waiting() === 2);

    held[0]?.destroy();
    await until(() => held.length === 3);

    const calls = pair.superOffice.calls();
    expect(calls.slice(1).sort()).toEqual(['GET ChatSession/549', 'GET ChatTopic/1']);
    sendJson(held[calls.indexOf('GET ChatSession/549')] as ServerResponse, SESSION);
    expect(codesOf([await change.answer])).toEqual([]);
    await until(() => held.length === 4);
    for (const response of held.slice(1).filter(({ headersSent }) => !headersSent)) {
      sendJson(response, { ChatTopicId: 1, Name: 'x' });
    }
    expect(codesOf(await Promise.all(reads))).toEqual([]);
  });
});

describe('SuperOffice’s judgement of a credential', () => {
  const pair = useFacade({
    FAILED_CREDENTIALS_BURST: '1',
    FAILED_CREDENTIALS_PER_MINUTE: '1',
    SUPEROFFICE_MAX_RETRIES: '0',
    TRUSTED_PROXIES: '127.0.0.1',
  });
  const ERROR = { Error: true, ErrorType: 'SoSomethingException' };
  let tries = 0;

  /** Whether a credential need not answer for itself any more, once its first call was answered so: another one may be tried. */
  async function isProvenBy(status: number, body: object | string): Promise<boolean> {
    tries += 1;
    const address = { 'x-forwarded-for': `192.0.2.${tries}` };
    pair.superOffice.on('', (_request, response) =>
      typeof body === 'string'
        ? response.writeHead(status, { 'content-type': 'text/html' }).end(body)
        : sendJson(response, body, status),
    );
    await pair.ask(READ, {}, bearer(`first-${tries}`, address));
    return (await pair.ask(READ, {}, bearer(`other-${tries}`, address))).status !== 429;
  }

  it.each([
    [200, SESSION],
    [400, ERROR],
    [403, ERROR],
    [404, ERROR],
    [409, ERROR],
    [500, ERROR],
  ])('is that it is good if it answers %i', async (status, body) => {
    expect(await isProvenBy(status, body)).toBe(true);
  });

  it.each([
    [200, '<html>Log in</html>'],
    [400, { Message: 'Bad Request' }],
    [400, '<html>Bad Request</html>'],
    [403, {}],
    [403, '<html>Blocked</html>'],
    [404, {}],
    [405, '<html>Method Not Allowed</html>'],
    [407, {}],
    [409, {}],
    [429, {}],
    [429, ERROR],
    [451, '<html>Blocked</html>'],
    [500, {}],
    [502, {}],
    [503, {}],
  ])('is unknown if something in front of it may have answered: %i', async (status, body) => {
    expect(await isProvenBy(status, body)).toBe(false);
    expect(pair.superOffice.calls()).toHaveLength(1);
  });
});

describe('a credential that SuperOffice does not judge', () => {
  const pair = useFacade({
    FAILED_CREDENTIALS_BURST: '2',
    FAILED_CREDENTIALS_PER_MINUTE: '1',
    SUPEROFFICE_MAX_RETRIES: '0',
    SUPEROFFICE_READ_TIMEOUT_MS: '300',
    TRUSTED_PROXIES: '127.0.0.1',
  });
  let offices = 0;

  /** Asks again and again as one agent, and then as another one of the same address, when SuperOffice is well. */
  async function askAgain(ask: (headers: Record<string, string>) => Promise<unknown>): Promise<Answer[]> {
    offices += 1;
    const office = { 'x-forwarded-for': `198.51.100.${offices}` };
    for (let i = 0; i < 5; i += 1) {
      await ask(bearer(`agent-${offices}`, office));
    }
    expect(pair.superOffice.calls()).toHaveLength(5);
    pair.superOffice.on('', SESSION);
    return [
      await pair.ask(READ, {}, bearer(`colleague-${offices}`, office)),
      await pair.ask(READ, {}, bearer(`agent-${offices}`, office)),
    ];
  }

  it.each<[string, Handler]>([
    ['is sick', (_request, response) => sendJson(response, {}, 503)],
    ['has no time', (_request, response) => sendJson(response, {}, 429)],
    ['does not answer', () => {}],
    [
      'answers with a page',
      (_request, response) => response.writeHead(403, { 'content-type': 'text/html' }).end('<p>'),
    ],
    [
      'answers nonsense',
      (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{'),
    ],
    ['hangs up', (_request, response) => response.destroy()],
  ])('does not lock out other callers, however often it is sent while SuperOffice %s', async (_what, handler) => {
    pair.superOffice.on('', handler);

    expect(codesOf(await askAgain((headers) => pair.ask(READ, {}, headers)))).toEqual([]);
  });

  it('does not lock out other callers, however often its client leaves', async () => {
    pair.superOffice.on('', () => {});

    const answers = await askAgain(async (headers) => {
      const before = pair.superOffice.requests.length;
      const leaving = request(pair.facade.url, {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json', ...headers },
      });
      leaving.on('error', () => {}).end(JSON.stringify({ query: READ }));
      await until(() => pair.superOffice.requests.length > before);
      leaving.destroy();
    });

    expect(codesOf(answers)).toEqual([]);
  });
});

describe('the address that answers for a credential', () => {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const logger = pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line)) });
  const limits = { FAILED_CREDENTIALS_BURST: '2', FAILED_CREDENTIALS_PER_MINUTE: '1' };
  const trusting = useFacade({ ...limits, TRUSTED_PROXIES: '127.0.0.1' });
  const alone = useFacade(limits, { logger });
  const routed = useFacade({ ...limits, ROUTER_SECRET: SECRET });
  let tokens = 0;

  /** How many made-up credentials reach SuperOffice, of one for each of these. */
  async function triedFor(pair: Pair, headers: readonly Record<string, string>[]): Promise<number> {
    pair.superOffice.on('', {}, 401);
    pair.superOffice.forget();
    for (const one of headers) {
      tokens += 1;
      await pair.ask(READ, {}, bearer(`made-up-${tokens}`, one));
    }
    return pair.superOffice.requests.length;
  }

  const forwarded = (...addresses: string[]) => addresses.map((address) => ({ 'x-forwarded-for': address }));

  it('is the client’s behind a trusted proxy', async () => {
    expect(await triedFor(trusting, forwarded(...Array(4).fill('192.0.2.1'), ...Array(4).fill('192.0.2.2')))).toBe(4);
  });

  it('is a network of 64 bits of IPv6', async () => {
    const addresses = [1, 2, 3, 4].map((host) => `2001:db8:0:1::${host}`);

    expect(await triedFor(trusting, forwarded(...addresses, '2001:db8:0:2::1'))).toBe(3);
  });

  it('is not what a client writes into X-Forwarded-For, and the log warns of that once', async () => {
    const made = [1, 2, 3, 4, 5].map((i) => `192.0.2.${i}`);

    expect(await triedFor(alone, forwarded(...made))).toBe(2);
    const failed = ['REST call', 'operation', 'request refused'];
    expect(lines.filter(({ level, msg }) => level === 40 && !failed.includes(String(msg)))).toMatchObject([
      { msg: expect.stringMatching(/X-Forwarded-For.*TRUSTED_PROXIES/) },
    ]);
    expect(JSON.stringify(lines)).not.toContain('192.0.2.');
  });

  it('is none for a caller with the router’s secret, and the client’s for others', async () => {
    const shown = { 'x-router-secret': SECRET };

    expect(await triedFor(routed, Array(6).fill(shown))).toBe(6);
    expect(await triedFor(routed, Array(6).fill({ 'x-router-secret': 'another-secret-of-nobody' }))).toBe(2);
  });

  it('is refused before its operation is read, with the time after which it may try again', async () => {
    await triedFor(alone, Array(3).fill({}));

    const refused = await alone.ask('{', {}, bearer('one-more'));

    expect(refused.status).toBe(429);
    expect(refused.errors).toEqual([
      {
        message: expect.stringContaining('network address'),
        extensions: {
          code: 'RATE_LIMITED',
          retryable: true,
          retryAfterMs: expect.any(Number),
          requestId: expect.any(String),
        },
      },
    ]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await alone.ask('{ __typename }', {}, { authorization: '' })).status).toBe(200);
  });
});
