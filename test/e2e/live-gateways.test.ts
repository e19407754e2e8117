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

/** A supergraph of a fake SuperOffice's server and another subgraph, with a subscriber of Hive Gateway. */
async function subscribeThroughGateway(configuration: string) {
  const superOffice = await startFakeSuperOffice();
  stops.push(() => superOffice.stop());
  const session = { lastMessage: 'Hi' };
  const callers = new Set<unknown>();
  superOffice.on('GET ChatSession/ForCurrentUser', ({ headers }, response) => {
    callers.add(headers.authorization);
    sendJson(response, [{ ChatSessionId: 549, LastMessage: session.lastMessage, Person: { PersonId: 7 } }]);
  });
  superOffice.on('GET User/currentAssociate', { AssociateId: 5 });
  const env = { ...FAST, ROUTER_SECRET: SECRET, PORT: String(await freePort()) };
  let facade = await startFacade(superOffice.url, env);
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
  return {
    session,
    callers,
    credential,
    values: client.iterate({ query: UPDATES }),
    streams: async (transport: string) => (await scrape(facade)).value('superoffice_graphql_streams', { transport }),
    async restart() {
      await facade.stop();
      facade = await startFacade(superOffice.url, env);
    },
  };
}

const updates = (isSnapshot: boolean, lastMessage: string) => ({
  data: { chatSessionUpdates: { isSnapshot, sessions: [{ lastMessage, person: { id: '7', loyaltyTier: 'GOLD' } }] } },
});

describe.each([
  ['sse', 'gateway.config.mjs'],
  ['websocket', 'websockets.config.mjs'],
])('subscriptions through Hive Gateway, which subscribes over %s', (transport, configuration) => {
  it('are joined with fields of another subgraph, as their caller, for longer than its timeout, and end when that leaves', async () => {
    const { session, callers, credential, values, streams } = await subscribeThroughGateway(configuration);

    expect((await values.next()).value).toEqual(updates(true, 'Hi'));
    expect(guided('gateway.config.mjs')).toContain(`? ${UPSTREAM_TIMEOUT_MS} :`);
    const firstMs = performance.now();
    await until(() => performance.now() - firstMs > 1.5 * UPSTREAM_TIMEOUT_MS);
    session.lastMessage = 'Ho';
    expect((await values.next()).value).toEqual(updates(false, 'Ho'));
    expect([...callers]).toEqual([credential.authorization]);
    expect(await streams(transport)).toBe(1);
    await values.return?.();
    await until(async () => (await streams(transport)) === 0);
  }, 60_000);
});

describe('a restart of this server behind Hive Gateway', () => {
  it('ends subscriptions over server-sent events as complete, as the guide says', async () => {
    const { values, restart } = await subscribeThroughGateway('gateway.config.mjs');
    await values.next();

    await restart();

    expect(await values.next()).toEqual({ done: true, value: undefined });
  }, 60_000);

  it('does not end subscriptions over WebSockets: they go on with a snapshot', async () => {
    const { session, values, restart } = await subscribeThroughGateway('websockets.config.mjs');
    await values.next();

    await restart();

    expect((await values.next()).value).toEqual(updates(true, 'Hi'));
    session.lastMessage = 'Ho';
    expect((await values.next()).value).toEqual(updates(false, 'Ho'));
  }, 60_000);
});
