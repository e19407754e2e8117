import { describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { compose, fetchSdl } from '../../examples/supergraph/compose.js';
import { startLoyalty } from '../../examples/supergraph/loyalty.js';
import { newCredential, startFacade } from '../helpers/facade.js';
import { sendJson, startFakeSuperOffice } from '../helpers/fake-superoffice.js';
import { freePort } from '../helpers/free-port.js';
import { scrape } from '../helpers/scrape.js';
import { useStops } from '../helpers/stops.js';
import { until } from '../helpers/until.js';
import { configurationOf, HIVE, startProcess } from './gateways.js';

const SECRET = 'a secret between the router and us';
const FAST = { LIVE_POLL_MS: '20', LIVE_POLL_IDLE_MS: '20', LIVE_HINT_GAP_MS: '1', ADMIN_PORT: '0' };
const UPDATES = `subscription {
  chatSessionUpdates { isSnapshot sessions { lastMessage person { id loyaltyTier } } }
}`;

const stops = useStops();

/** The guide's, for a test that waits for it. */
const UPSTREAM_TIMEOUT_MS = 3000;
const guided = (configuration: string) => configurationOf(configuration).replace('13_000', String(UPSTREAM_TIMEOUT_MS));

describe.each([
  ['sse', 'gateway.config.mjs'],
  ['websocket', 'websockets.config.mjs'],
])('subscriptions through Hive Gateway, which subscribes over %s', (transport, configuration) => {
  it('are joined with fields of another subgraph, as their caller, for longer than its timeout, and end when that leaves', async () => {
    const superOffice = await startFakeSuperOffice();
    stops.push(() => superOffice.stop());
    let lastMessage = 'Hi';
    const callers = new Set<unknown>();
    superOffice.on('GET ChatSession/ForCurrentUser', ({ headers }, response) => {
      callers.add(headers.authorization);
      sendJson(response, [{ ChatSessionId: 549, LastMessage: lastMessage, Person: { PersonId: 7 } }]);
    });
    superOffice.on('GET User/currentAssociate', { AssociateId: 5 });
    const facade = await startFacade(superOffice.url, { ...FAST, ROUTER_SECRET: SECRET });
    stops.push(() => facade.stop());
    const loyalty = await startLoyalty({ accounts: { tiers: { 7: 'GOLD' }, points: {} } });
    stops.push(() => loyalty.stop());
    const subgraphs = [
      { name: 'superoffice', url: facade.url, sdl: await fetchSdl(facade.url, { 'x-router-secret': SECRET }) },
      { name: 'loyalty', url: loyalty.url, sdl: await fetchSdl(loyalty.url) },
    ];
    const port = await freePort();
    const gateway = await startProcess(
      process.execPath,
      [HIVE, 'supergraph', '--config-path', configuration, '--port', String(port)],
      {
        port,
        routerSecret: SECRET,
        files: {
          'supergraph.graphql': compose(subgraphs),
          'gateway.config.mjs': guided('gateway.config.mjs'),
          'websockets.config.mjs': configurationOf('websockets.config.mjs'),
        },
      },
    );
    stops.push(() => gateway.stop());
    const credential = newCredential();
    const client = createClient({ url: gateway.url, headers: credential, retryAttempts: 0 });
    stops.push(() => client.dispose());
    const values = client.iterate({ query: UPDATES });

    const sessions = (text: string) => [{ lastMessage: text, person: { id: '7', loyaltyTier: 'GOLD' } }];
    expect((await values.next()).value).toEqual({
      data: { chatSessionUpdates: { isSnapshot: true, sessions: sessions('Hi') } },
    });
    expect(guided('gateway.config.mjs')).toContain(`? ${UPSTREAM_TIMEOUT_MS} :`);
    const firstMs = performance.now();
    await until(() => performance.now() - firstMs > 1.5 * UPSTREAM_TIMEOUT_MS);
    lastMessage = 'Ho';
    expect((await values.next()).value).toEqual({
      data: { chatSessionUpdates: { isSnapshot: false, sessions: sessions('Ho') } },
    });
    expect([...callers]).toEqual([credential.authorization]);
    const open = async () => (await scrape(facade)).value('superoffice_graphql_streams', { transport });
    expect(await open()).toBe(1);
    await values.return?.();
    await until(async () => (await open()) === 0);
  }, 60_000);
});
