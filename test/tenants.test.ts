import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../src/config.js';
import { createKeyOf } from '../src/identity/key-of.js';
import { createSessions } from '../src/identity/session.js';
import { createTenant, type Tenant } from '../src/superoffice/tenant.js';
import { assembleServer } from './helpers/assembled-server.js';
import { execute } from './helpers/facade.js';
import { type FakeSuperOffice, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { until } from './helpers/until.js';

const config = loadConfig({
  BREAKER_MIN_CALLS: '5',
  MAX_ALIASES: '100',
  RATE_LIMIT_BURST: '40',
  RATE_LIMIT_PER_SECOND: '1',
  SHARE_READS: 'on',
  SUPEROFFICE_MAX_IN_FLIGHT: '1',
  SUPEROFFICE_MAX_QUEUED: '0',
  SUPEROFFICE_MAX_RETRIES: '0',
});

const READ = '{ chatSession(id: 549) { firstMessage } }';
const RESET = 'mutation { resetChatSession(id: 549) { firstMessage } }';

interface Place {
  readonly superOffice: FakeSuperOffice;
  readonly tenant: Tenant;
  /** Asks as a caller whose credential both tenants know. */
  ask(query: string, name: string, headers?: Record<string, string>): ReturnType<typeof execute>;
}

/** Two tenants behind one HTTP server, which tells them apart by the caller's culture. */
describe('two tenants in one process, for one credential', () => {
  let a: Place;
  let b: Place;
  const stops: (() => unknown)[] = [];

  beforeAll(async () => {
    const keyOf = createKeyOf('secret');
    const started = async () => {
      const superOffice = await startFakeSuperOffice();
      const options = { ...config, superOfficeUrl: new URL(superOffice.url) };
      const tenant = await createTenant(options, { onCall() {}, onMisdirection() {} });
      stops.push(
        () => tenant.close(),
        () => superOffice.stop(),
      );
      return { superOffice, tenant, sessionOf: createSessions(tenant, keyOf) };
    };
    const [first, second] = [await started(), await started()];
    const server = await assembleServer({
      config,
      keyOf,
      sessionOf: (caller) => (caller.locale.headers['so-culture'] === 'a' ? first : second).sessionOf(caller),
    });
    stops.unshift(() => server.stop());
    const askAt =
      (culture: string): Place['ask'] =>
      (query, name, headers) =>
        execute(server.url, query, {}, { authorization: `Bearer ${name}`, 'so-culture': culture, ...headers });
    a = { ...first, ask: askAt('a') };
    b = { ...second, ask: askAt('b') };
  });
  afterAll(async () => {
    for (const stop of stops) {
      await stop();
    }
  });
  beforeEach(() => {
    for (const [{ superOffice }, FirstMessage] of [
      [a, 'of a'],
      [b, 'of b'],
    ] as const) {
      superOffice.forget();
      superOffice.on('GET ChatSession/549', { ChatSessionId: 549, FirstMessage });
      superOffice.on('POST ChatSession/549/Reset', { ChatSessionId: 549, FirstMessage });
    }
  });

  it('are each asked for their own records', async () => {
    const answers = await Promise.all([a.ask(READ, 'both'), b.ask(READ, 'both')]);

    expect(answers.map(({ data }) => data.chatSession.firstMessage)).toEqual(['of a', 'of b']);
    expect([a, b].map(({ superOffice }) => superOffice.calls().length)).toEqual([1, 1]);
  });

  it('have separate Idempotency-Keys: a change in one is not taken for a change in the other', async () => {
    const key = { 'idempotency-key': 'the-same-key' };
    const answers = [
      await a.ask(RESET, 'keyed', key),
      await b.ask(RESET, 'keyed', key),
      await a.ask(RESET, 'keyed', key),
    ];

    expect(answers.map(({ data }) => data.resetChatSession.firstMessage)).toEqual(['of a', 'of b', 'of a']);
    expect(answers.map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, null, 'true']);
    expect([a, b].map(({ superOffice }) => superOffice.calls())).toEqual([
      ['POST ChatSession/549/Reset'],
      ['POST ChatSession/549/Reset'],
    ]);
  });

  it('have separate rate limits', async () => {
    const query = `{ ${Array.from({ length: 20 }, (_, i) => `f${i}: __typename`).join(' ')} }`;
    const spent = [await a.ask(query, 'loud'), await a.ask(query, 'loud'), await a.ask(query, 'loud')];
    const other = await b.ask(query, 'loud');

    expect(spent.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(other.status).toBe(200);
  });

  it('have separate turns: one with all its calls in flight does not affect the other', async () => {
    let end = () => {};
    a.superOffice.on('POST ChatSession/549/Reset', (_request, response) => {
      end = () => response.writeHead(204).end();
    });
    const slow = a.ask(RESET, 'slow');
    await until(() => a.superOffice.calls().length === 1);
    const refused = await a.ask(READ, 'other');
    const read = await b.ask(READ, 'other');
    end();
    await slow;

    expect(refused.errors).toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
    expect(read.data).toEqual({ chatSession: { firstMessage: 'of b' } });
  });

  it('move separately', async () => {
    a.superOffice.on('GET ChatSession/549', '', 421);
    const moved = await a.ask(READ, 'both');
    const read = await b.ask(READ, 'both');

    expect(moved.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_MISDIRECTED' } }]);
    expect(read.data).toEqual({ chatSession: { firstMessage: 'of b' } });
    expect([a, b].map(({ tenant }) => tenant.isMisdirected)).toEqual([true, false]);
  });

  it('fail separately: the breaker of one does not open for the other', async () => {
    a.superOffice.on('GET ChatSession/549', '', 502);
    for (let call = 0; call < 10; call += 1) {
      await a.ask(READ, 'both');
    }
    const sent = a.superOffice.calls().length;
    const read = await b.ask(READ, 'both');

    expect(sent).toBeLessThan(10);
    expect(read.data).toEqual({ chatSession: { firstMessage: 'of b' } });
  });
});
