import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createMetrics } from '../src/observe/metrics/metrics.js';
import { acceptCredential, execute, type Pair, startFacade, useFacade } from './helpers/facade.js';
import { batchOf, sendJson } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';

const ADMIN = { ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' };
const TRANSFER = 'mutation Transfer($to: String!) { transferChatSession(id: 549, toAssociate: $to) { id } }';
const TRANSFER_ROUTE = 'ChatSession/{id}/TransferTo/{toAssociate}';
const BO = { AssociateId: 3, Name: 'bo' };
const session = (transferTo: object | null) => ({ ChatSessionId: 549, TransferTo: transferTo });

/** How much a sum of samples grew while something was done. */
async function growth(
  pair: Pair,
  name: string,
  labels: Readonly<Record<string, string>>,
  action: () => unknown,
): Promise<number> {
  const before = (await scrape(pair.facade)).value(name, labels) ?? 0;
  await action();
  return ((await scrape(pair.facade)).value(name, labels) ?? 0) - before;
}

describe('without ADMIN_PORT', () => {
  const pair = useFacade();

  it('health is on the port of GraphQL, and there are no metrics', async () => {
    expect(pair.facade.adminUrl).toBeUndefined();
    expect((await fetch(new URL('/health/live', pair.facade.url))).status).toBe(200);
    expect((await fetch(new URL('/health/ready', pair.facade.url))).status).toBe(200);
    expect((await fetch(new URL('/metrics', pair.facade.url))).status).toBe(404);
  });
});

describe('with ADMIN_PORT', () => {
  const pair = useFacade(ADMIN);

  it.each(['/health/live', '/health/ready', '/metrics'])(
    '%s is there, and not on the port for callers',
    async (path) => {
      expect((await fetch(`${pair.facade.adminUrl}${path}`)).status).toBe(200);

      const hidden = await fetch(new URL(path, pair.facade.url));
      const nothing = await fetch(new URL('/nothing', pair.facade.url));
      expect(hidden.status).toBe(404);
      expect(Object.keys(Object.fromEntries(hidden.headers))).toEqual(Object.keys(Object.fromEntries(nothing.headers)));
      expect((await hidden.text()).replace(/"requestId":"[^"]+"/, '')).toBe(
        (await nothing.text()).replace(/"requestId":"[^"]+"/, ''),
      );
    },
  );

  it('it serves nothing else, and no GraphQL', async () => {
    for (const path of ['/graphql', '/', '/metrics/', '/C4N4RY']) {
      const answer = await fetch(`${pair.facade.adminUrl}${path}`);
      expect({ status: answer.status, body: await answer.text() }).toEqual({ status: 404, body: '' });
    }
    expect((await fetch(`${pair.facade.adminUrl}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  it.each(['/health/live', '/health/ready', '/metrics'])('%s is answered to a HEAD, too', async (path) => {
    const { status, headers } = await fetch(`${pair.facade.adminUrl}${path}`);
    const head = await fetch(`${pair.facade.adminUrl}${path}`, { method: 'HEAD' });

    expect(head.status).toBe(status);
    expect(head.headers.get('content-type')).toBe(headers.get('content-type'));
    expect(await head.text()).toBe('');
  });

  it('metrics are in the text format of Prometheus', async () => {
    const { headers } = await fetch(`${pair.facade.adminUrl}/metrics`);

    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  it('metrics show the versions of the server and of Node.js', async () => {
    const { samples } = await scrape(pair.facade);
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

    expect(samples.filter(({ name }) => name === 'superoffice_graphql_build_info')).toEqual([
      { name: 'superoffice_graphql_build_info', labels: { version, node: process.versions.node }, value: 1 },
    ]);
  });

  it('says until the end that the server is not ready, while it stops', async () => {
    const facade = await startFacade(pair.superOffice.url, ADMIN);
    const ready = async () => (await fetch(`${facade.adminUrl}/health/ready`)).status;
    let release: (() => void) | undefined;
    pair.superOffice.on('POST ', (_request, response) => {
      release = () => sendJson(response, session(BO));
    });
    const answer = execute(facade.url, TRANSFER, { to: 'bo' });
    await until(() => release !== undefined);
    expect(await ready()).toBe(200);

    const stopped = facade.stop();
    await until(async () => (await fetch(facade.url).catch(() => 'closed')) === 'closed');
    expect(await ready()).toBe(503);

    release?.();
    await stopped;
    expect((await answer).errors).toBeUndefined();
    await expect(ready()).rejects.toThrow();
  });
});

describe('operations', () => {
  const pair = useFacade(ADMIN);
  const OPERATIONS = 'superoffice_graphql_operations_total';

  // Names are not counted separately for callers that SuperOffice does not know.
  beforeAll(async () => {
    pair.superOffice.on('GET ChatSession/', session(BO));
    await pair.ask('{ chatSession(id: 549) { status } }');
  });

  it.each([
    { query: 'query Desk { __typename }', labels: { name: 'Desk', type: 'query', outcome: 'ok' } },
    { query: '{ __typename }', labels: { name: 'anonymous', type: 'query', outcome: 'ok' } },
    {
      query: 'mutation Move { transferChatSession(id: 1, toAssociate: "-1") { id } }',
      labels: { name: 'Move', type: 'mutation', outcome: 'BAD_USER_INPUT' },
    },
    {
      query: 'query Wide { chatSession(id: "x") { id } }',
      labels: { name: 'Wide', type: 'query', outcome: 'BAD_USER_INPUT' },
    },
  ])('are counted by name, type and outcome: $labels', async ({ query, labels }) => {
    expect(await growth(pair, OPERATIONS, labels, () => pair.ask(query))).toBe(1);
    expect(await growth(pair, OPERATIONS, {}, () => pair.ask(query))).toBe(1);
  });

  it('have a duration by their type, if anything of them was executed', async () => {
    const COUNT = 'superoffice_graphql_operation_duration_seconds_count';

    expect(await growth(pair, COUNT, { type: 'query' }, () => pair.ask('{ __typename }'))).toBe(1);
    expect(await growth(pair, COUNT, { type: 'mutation' }, () => pair.ask(TRANSFER, { to: 'bo' }))).toBe(1);
    expect(await growth(pair, COUNT, {}, () => pair.ask('query Q($a: ID!) { chatSession(id: $a) { id } }'))).toBe(0);
  });

  it('that name no operation of their document, or are invalid, are counted together', async () => {
    const ask = (body: object) =>
      fetch(pair.facade.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });

    const count = await growth(pair, OPERATIONS, {}, async () => {
      await ask({ query: 'query A { __typename }', operationName: 'C4N4RY' });
      await ask({ query: '{ C4N4RY' });
      await ask({ query: 'query C4N4RY { c4n4ry }' });
      await ask({});
    });

    expect(count).toBe(0);
    expect((await scrape(pair.facade)).text).not.toMatch(/c4n4ry/i);
  });
});

describe('refusals', () => {
  const pair = useFacade({ ...ADMIN, MAX_BODY_BYTES: '2048', RATE_LIMIT_BURST: '3', RATE_LIMIT_PER_SECOND: '1' });
  const post = (body: string, type = 'application/json') =>
    fetch(pair.facade.url, { method: 'POST', headers: { 'content-type': type }, body });
  const get = (parameters: Record<string, string>) =>
    fetch(`${pair.facade.url}?${new URLSearchParams(parameters)}`, { headers: { 'apollo-require-preflight': '1' } });
  const MISSED = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
  const say = async (text: string) => {
    const socket = connect(Number(new URL(pair.facade.url).port), '127.0.0.1');
    socket.on('error', () => {}).resume();
    socket.write(text);
    await once(socket, 'close');
  };

  it.each([
    { code: 'BAD_REQUEST', ask: () => fetch(new URL('/nothing', pair.facade.url)) },
    { code: 'BAD_REQUEST', ask: () => post('{"query":') },
    { code: 'BAD_REQUEST', ask: () => post('{}') },
    { code: 'BAD_REQUEST', ask: () => post('[]') },
    { code: 'BAD_REQUEST', ask: () => fetch(pair.facade.url, { method: 'PUT' }) },
    { code: 'BAD_REQUEST', ask: () => say('no HTTP\r\n\r\n') },
    { code: 'BAD_REQUEST', ask: () => say('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n') },
    {
      code: 'OPERATION_LIMIT_EXCEEDED',
      ask: () => pair.ask(`{ ${Array.from({ length: 16 }, (_, i) => `a${i}: __typename`).join(' ')} }`),
    },
    { code: 'PAYLOAD_TOO_LARGE', ask: () => post(JSON.stringify({ query: `{ a } # ${'x'.repeat(3000)}` })) },
    {
      code: 'PAYLOAD_TOO_LARGE',
      ask: () => say(`GET /graphql HTTP/1.1\r\nHost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`),
    },
    { code: 'UNSUPPORTED_MEDIA_TYPE', ask: () => post('{}', 'text/plain') },
    { code: 'GRAPHQL_PARSE_FAILED', ask: () => pair.ask('{') },
    { code: 'GRAPHQL_VALIDATION_FAILED', ask: () => pair.ask('{ nothing }') },
    { code: 'BAD_USER_INPUT', ask: () => pair.ask('query ($a: ID!) { chatSession(id: $a) { id } }') },
    {
      code: 'RATE_LIMITED',
      ask: async () => {
        for (let i = 0; i < 3; i += 1) {
          await pair.ask('{ __typename }', {}, { authorization: 'Basic bG91ZDpsb3Vk' });
        }
        await pair.ask('{ a: __typename b: __typename c: __typename }', {}, { authorization: 'Basic bG91ZDpsb3Vk' });
      },
    },
    { code: 'BAD_REQUEST', ask: () => get({ query: 'mutation { resetChatSession(id: 1) { id } }' }) },
    { code: 'BAD_REQUEST', ask: () => get({ query: '{ __typename }', variables: 'x' }) },
    { code: 'BAD_REQUEST', ask: () => fetch(`${pair.facade.url}?query=x`) },
    { code: 'OPERATION_RESOLUTION_FAILURE', ask: () => pair.ask('query A { __typename } query B { __typename }') },
    { code: 'PERSISTED_QUERY_NOT_SUPPORTED', ask: () => post(JSON.stringify({ extensions: MISSED })) },
    { code: 'PERSISTED_QUERY_NOT_SUPPORTED', ask: () => post(JSON.stringify({ documentId: 'x' })) },
    { code: 'PERSISTED_QUERY_NOT_SUPPORTED', ask: () => get({ extensions: JSON.stringify(MISSED) }) },
  ])('are counted by their code, once, and not among operations: $code', async ({ code, ask }) => {
    const { value } = await scrape(pair.facade);
    const before = value('superoffice_graphql_operations_total') ?? 0;

    expect(await growth(pair, 'superoffice_graphql_refusals_total', { code }, ask)).toBe(1);
    const after = (await scrape(pair.facade)).value('superoffice_graphql_operations_total') ?? 0;
    expect(after - before).toBe(code === 'RATE_LIMITED' ? 3 : 0);
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('are none if a field fails', async () => {
    pair.superOffice.on('', {}, 500);

    expect(await growth(pair, 'superoffice_graphql_refusals_total', {}, () => pair.ask(TRANSFER, { to: 'bo' }))).toBe(
      0,
    );
  });
});

describe('overload', () => {
  const pair = useFacade({
    ...ADMIN,
    MAX_OPERATIONS: '3',
    SUPEROFFICE_MAX_IN_FLIGHT: '1',
    SUPEROFFICE_QUEUE_TIMEOUT_MS: '60000',
  });
  beforeAll(() => acceptCredential(pair));

  it('shows in the numbers of running and waiting operations and REST calls, and of refusals', async () => {
    const held: ServerResponse[] = [];
    pair.superOffice.on('', (_request, response) => void held.push(response));
    const asked = Array.from({ length: 3 }, () => pair.ask(TRANSFER, { to: 'bo' }));
    const busy = async () => (await scrape(pair.facade)).value('superoffice_graphql_rest_calls_queued') === 2;
    await until(async () => held.length === 1 && (await busy()));
    await pair.ask('{ __typename }');

    const { value } = await scrape(pair.facade);
    expect(value('superoffice_graphql_operations_in_flight')).toBe(3);
    expect(value('superoffice_graphql_rest_calls_in_flight')).toBe(1);
    expect(value('superoffice_graphql_refusals_total', { code: 'OVERLOADED' })).toBe(1);

    pair.superOffice.on('', session(BO));
    sendJson(held[0] as ServerResponse, session(BO));
    await Promise.all(asked);
    const after = await scrape(pair.facade);
    expect(after.value('superoffice_graphql_operations_in_flight')).toBe(0);
    expect(after.value('superoffice_graphql_rest_calls_in_flight')).toBe(0);
    expect(after.value('superoffice_graphql_rest_calls_queued')).toBe(0);
  });
});

describe('REST calls', () => {
  const pair = useFacade({ ...ADMIN, SUPEROFFICE_WRITE_TIMEOUT_MS: '200' });
  const CALLS = 'superoffice_graphql_rest_calls_total';
  const transfer = { method: 'POST', route: TRANSFER_ROUTE };

  it.each([
    { result: '200', answer: () => pair.superOffice.on('POST ', session(BO)) },
    { result: '403', answer: () => pair.superOffice.on('POST ', {}, 403) },
    { result: 'TIMEOUT', answer: () => pair.superOffice.on('POST ', () => {}) },
    {
      result: 'CONNECTION',
      answer: () => pair.superOffice.on('POST ', (_request, response) => response.socket?.resetAndDestroy()),
    },
    { result: 'BAD_RESPONSE', answer: () => pair.superOffice.on('POST ', {}, 302) },
  ])('are counted by their template and $result', async ({ result, answer }) => {
    answer();
    const SECONDS = 'superoffice_graphql_rest_call_duration_seconds_count';

    expect(await growth(pair, CALLS, { ...transfer, result }, () => pair.ask(TRANSFER, { to: 'bo' }))).toBe(1);
    expect(await growth(pair, SECONDS, transfer, () => pair.ask(TRANSFER, { to: 'bo' }))).toBe(1);
  });

  it('that are retries are counted as calls and as retries', async () => {
    const read = { method: 'GET', route: 'ChatSession/{id}' };
    pair.superOffice.on('GET ', {}, 503);
    const ask = () => pair.ask('{ chatSession(id: 549) { status } }');

    expect(await growth(pair, 'superoffice_graphql_rest_retries_total', read, ask)).toBe(1);
    expect(await growth(pair, CALLS, { ...read, result: '503' }, ask)).toBe(2);
  });
});

describe('transfers', () => {
  const pair = useFacade({ ...ADMIN, SUPEROFFICE_WRITE_TIMEOUT_MS: '200' });
  const TRANSFERS = 'superoffice_graphql_transfers_total';
  const lose = () => pair.superOffice.on('POST ', (_request, response) => response.socket?.resetAndDestroy());

  it.each([
    { result: 'DONE', answer: () => pair.superOffice.on('POST ', session(BO)) },
    { result: 'WITHOUT_EFFECT', answer: () => pair.superOffice.on('POST ', session(null)) },
    { result: 'WITHOUT_EFFECT', answer: () => pair.superOffice.on('POST ', session({ AssociateId: 4, Name: 'al' })) },
    { result: 'REJECTED', answer: () => pair.superOffice.on('POST ', {}, 403) },
    {
      result: 'LOOKED_UP',
      answer: () => {
        lose();
        pair.superOffice.on('GET ', session(BO));
      },
    },
    {
      result: 'UNKNOWN',
      answer: () => {
        lose();
        pair.superOffice.on('GET ', session(null));
      },
    },
  ])('are counted by what became of them: $result', async ({ result, answer }) => {
    answer();

    expect(await growth(pair, TRANSFERS, { result }, () => pair.ask(TRANSFER, { to: 'bo' }))).toBe(1);
    expect(await growth(pair, TRANSFERS, {}, () => pair.ask(TRANSFER, { to: '3' }))).toBe(1);
  });

  it('that may not be made are NOT_SENT', async () => {
    const ask = () => pair.ask(TRANSFER, { to: 'bo' }, { authorization: '' });

    expect(await growth(pair, TRANSFERS, { result: 'NOT_SENT' }, ask)).toBe(1);
  });

  it('that an Idempotency-Key repeats are counted once', async () => {
    pair.superOffice.on('POST ', session(BO));
    const headers = { 'idempotency-key': 'abcdefgh-1' };

    const count = await growth(pair, TRANSFERS, {}, async () => {
      await pair.ask(TRANSFER, { to: 'bo' }, headers);
      await pair.ask(TRANSFER, { to: 'bo' }, headers);
    });

    expect(count).toBe(1);
  });

  it('that an Idempotency-Key repeats are counted once, with their first outcome, even if a later look-up finds more', async () => {
    pair.superOffice.on('POST ', (_request, response) => response.socket?.resetAndDestroy());
    pair.superOffice.on('GET ', session(null));
    const headers = { 'idempotency-key': 'abcdefgh-2' };
    await pair.ask(TRANSFER, { to: 'bo' }, headers);
    pair.superOffice.on('GET ', session(BO));

    const count = await growth(pair, TRANSFERS, {}, async () => {
      expect((await pair.ask(TRANSFER, { to: 'bo' }, headers)).errors).toBeUndefined();
    });

    expect(count).toBe(0);
  });

  it('have a series for each result from the start, because the first one would not show otherwise', async () => {
    const facade = await startFacade(pair.superOffice.url, ADMIN);
    const { samples } = await scrape(facade);
    await facade.stop();

    expect(samples.filter(({ name }) => name === TRANSFERS).map(({ labels, value }) => [labels.result, value])).toEqual(
      ['DONE', 'LOOKED_UP', 'WITHOUT_EFFECT', 'NOT_SENT', 'REJECTED', 'UNKNOWN'].map((result) => [result, 0]),
    );
  });
});

describe('the circuit breaker', () => {
  const pair = useFacade({ ...ADMIN, BREAKER_MIN_CALLS: '2', BREAKER_OPEN_MS: '300', SUPEROFFICE_MAX_RETRIES: '0' });
  const OPEN = 'superoffice_graphql_breaker_open';
  const CHANGES = 'superoffice_graphql_breaker_changes_total';

  it('shows that it opens and closes', async () => {
    const ask = () => pair.ask('{ chatSession(id: 549) { status } }');
    expect((await scrape(pair.facade)).value(OPEN)).toBe(0);
    pair.superOffice.on('', {}, 503);
    await ask();
    await ask();
    await ask();

    const open = await scrape(pair.facade);
    expect(open.value(OPEN)).toBe(1);
    expect(open.value(CHANGES, { state: 'open' })).toBe(1);
    expect(open.value(CHANGES, { state: 'closed' })).toBe(0);
    expect(open.value('superoffice_graphql_rest_calls_total', { result: 'BREAKER_OPEN' })).toBe(1);
    expect(open.value('superoffice_graphql_rest_call_duration_seconds_count')).toBe(2);

    pair.superOffice.on('', session(null));
    await until(async () => (await ask()).errors === undefined);
    const closed = await scrape(pair.facade);
    expect(closed.value(OPEN)).toBe(0);
    expect(closed.value(CHANGES, { state: 'closed' })).toBe(1);
  });
});

describe('loaders', () => {
  const pair = useFacade(ADMIN);

  it('show how many records of a kind they read at a time', async () => {
    pair.superOffice.on('POST Agents/Person/GetPersonList', batchOf('PersonId', []));
    const people = Array.from({ length: 12 }, (_, i) => `p${i}: person(id: ${i + 1}) { fullName }`).join(' ');

    await pair.ask(`{ ${people} }`);

    const { value } = await scrape(pair.facade);
    const BATCH = 'superoffice_graphql_loader_batch_size';
    expect(value(`${BATCH}_count`, { kind: 'person' })).toBe(1);
    expect(value(`${BATCH}_sum`, { kind: 'person' })).toBe(12);
    expect(value(`${BATCH}_bucket`, { kind: 'person', le: '10' })).toBe(0);
    expect(value(`${BATCH}_bucket`, { kind: 'person', le: '25' })).toBe(1);
  });
});

describe('the process', () => {
  const pair = useFacade(ADMIN);

  it('shows its delay, memory, processor time and start', async () => {
    const { value } = await scrape(pair.facade);

    expect(value('superoffice_graphql_event_loop_delay_seconds')).toBeGreaterThanOrEqual(0);
    expect(value('superoffice_graphql_heap_used_bytes')).toBeGreaterThan(1e6);
    expect(value('superoffice_graphql_heap_limit_bytes')).toBeGreaterThan(
      value('superoffice_graphql_heap_used_bytes') as number,
    );
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(value('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(value('process_start_time_seconds')).toBeCloseTo(Date.now() / 1000 - process.uptime(), -1);
  });
});

describe('two servers in one process', () => {
  const one = useFacade(ADMIN);
  const other = useFacade(ADMIN);

  it('share no series', async () => {
    const OPERATIONS = 'superoffice_graphql_operations_total';
    const askOne = () => one.ask('{ __typename }');

    expect(await growth(one, OPERATIONS, {}, askOne)).toBe(1);
    expect(await growth(other, OPERATIONS, {}, askOne)).toBe(0);
  });
});

describe('labels', () => {
  const pair = useFacade(ADMIN);
  const CLIENT = { name: undefined, isAccepted: true, restCalls: 0 };

  it('are few, however many names, addresses and sessions are asked for', async () => {
    pair.superOffice.on('', session(null));
    await pair.ask('{ chatSession(id: 1) { status } }');
    pair.superOffice.on('', {}, 404);
    await pair.ask('query Q($id: ID!) { chatSession(id: $id) { status } }', { id: '1' });
    for (let i = 0; i < 150; i += 1) {
      await pair.ask(`query Q${i}($id: ID!) { chatSession(id: $id) { status } }`, { id: `${i + 1}` });
      await fetch(new URL(`/${i}?${i}`, pair.facade.url));
    }

    const { samples, value } = await scrape(pair.facade);
    expect(value('superoffice_graphql_operations_total', { name: 'other' })).toBe(51);
    expect(value('superoffice_graphql_rest_calls_total', { result: '404' })).toBe(151);
    expect(value('superoffice_graphql_refusals_total', { code: 'BAD_REQUEST' })).toBe(150);
    expect(samples.length).toBeLessThan(350);
  });

  it('are few after 10,000 names', async () => {
    const { onOperation, text } = createMetrics({ version: '0.1.0' });
    for (let i = 0; i < 10_000; i += 1) {
      onOperation({ type: 'query', name: `Q${i}`, durationMs: 1, isExecuted: true, code: undefined }, CLIENT);
    }

    expect((await text()).match(/^superoffice_graphql_operations_total\{/gm)).toHaveLength(101);
  });

  it('have no names long enough for anything else', async () => {
    const { onOperation, text } = createMetrics({ version: '0.1.0' });
    onOperation({ type: 'query', name: 'C4N4RY'.repeat(20), durationMs: 1, isExecuted: true, code: undefined }, CLIENT);

    expect(await text()).not.toContain('C4N4RY');
  });
});

describe('metrics', () => {
  const pair = useFacade({
    ...ADMIN,
    SUPEROFFICE_APP_TOKEN: 'C4N4RY-token',
    SUPEROFFICE_COOKIES: 'SoSession',
    SUPEROFFICE_WRITE_TIMEOUT_MS: '200',
  });

  it('have no credential, no customer data and no text of an operation, whatever goes wrong', async () => {
    const customer = {
      ChatSessionId: 549,
      SessionKey: 'C4N4RY',
      CustomerEmail: 'C4N4RY@example.com',
      LastMessage: 'C4N4RY',
      TransferTo: { AssociateId: 3, Name: 'C4N4RY' },
    };
    const faults = [
      () => pair.superOffice.on('', customer),
      () => pair.superOffice.on('', { ErrorType: 'C4N4RY', ErrorMessage: 'C4N4RY' }, 403),
      () => pair.superOffice.on('', { Message: 'C4N4RY' }, 500),
      () => pair.superOffice.on('', '<C4N4RY>', 200, { 'content-type': 'text/C4N4RY' }),
      () => pair.superOffice.on('', {}, 302, { location: 'http://C4N4RY/' }),
      () => pair.superOffice.on('', (_request, response) => response.socket?.resetAndDestroy()),
    ];
    const credentials: Record<string, string>[] = [
      { authorization: 'Bearer C4N4RY' },
      { authorization: '', cookie: 'SoSession=C4N4RY', 'x-xsrf-token': 'C4N4RY' },
      { authorization: 'Negotiate C4N4RY' },
    ];
    for (const fault of faults) {
      fault();
      for (const headers of credentials) {
        await pair.ask(TRANSFER, { to: 'C4N4RY' }, { ...headers, 'x-request-id': 'C4N4RY-C4N4RY' });
        await pair.ask('query Q($id: ID!) { C4N4RY: chatSession(id: $id) { id } }', { id: 'C4N4RY' }, headers);
        await pair.ask('{ chatSession(id: "C4N4RY") { C4N4RY } }', {}, headers);
      }
    }
    await fetch(new URL('/C4N4RY?C4N4RY', pair.facade.url));

    expect((await scrape(pair.facade)).text).not.toMatch(/C4N4RY/i);
  });
});
