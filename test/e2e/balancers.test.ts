import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import { WebSocket } from 'ws';
import type { Command } from '../helpers/command.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from '../helpers/fake-superoffice.js';
import { scrape } from '../helpers/scrape.js';
import { useStops } from '../helpers/stops.js';
import { until } from '../helpers/until.js';
import { type Answer, HAPROXY, HOST, NGINX, type RunningBalancer } from './balancers.js';
import { freeInstance, startUnit } from './systemd-unit.js';

const GUIDE = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
const CALLERS = 24;
/** Enough for both replicas to get some of them. */
const CREDENTIALS = Array.from({ length: CALLERS }, (_, i) => ({ authorization: `Bearer caller-${i}` }));
const COOKIES = CREDENTIALS.map((_, i) => ({ 'x-xsrf-token': `token-${i}`, cookie: `session=caller-${i}` }));
const TRANSFER = 'mutation ($to: String!) { transferChatSession(id: 549, toAssociate: $to) { transferTo { name } } }';
const transferTo = (to: string) => ({ query: TRANSFER, variables: { to } });

/** What the tests ask more of, and disturb more, than callers do. */
const UNDISTURBED = {
  BREAKER_MIN_CALLS: '100000',
  FAILED_CREDENTIALS_BURST: '1000000',
  MAX_EVENT_LOOP_DELAY_MS: '600000',
  RATE_LIMIT_BURST: '1000000',
  SUPEROFFICE_COOKIES: 'session',
};

/** A replica as the unit runs it. */
interface Replica {
  readonly instance: number;
  restart(): Promise<void>;
  kill(): Promise<void>;
  /** Operations that ended since its start. */
  operations(): Promise<number>;
  operationsInFlight(): Promise<number>;
  /** Subscriptions that are open. */
  streams(): Promise<number>;
}

describe.each([HAPROXY, NGINX])('$name, configured as docs/deploy.md shows', (balancer) => {
  const stops = useStops();
  let superOffice: FakeSuperOffice;
  let replicas: readonly [Replica, Replica];
  let running: RunningBalancer;

  beforeEach(async () => {
    superOffice = await startFakeSuperOffice();
    stops.push(() => superOffice.stop());
    superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
    superOffice.on('POST ChatSession/549/TransferTo/', ({ path }, response) => sendJson(response, transferredBy(path)));
    replicas = [await startReplica(), await startReplica()];
  });

  async function start(change?: (configuration: string) => string): Promise<void> {
    const [one, two] = replicas;
    running = await balancer.start([one.instance, two.instance], change);
    stops.push(() => running.stop());
  }

  async function startReplica(): Promise<Replica> {
    const instance = await freeInstance();
    let command: Command;
    const begin = async () => {
      command = startUnit(instance, { ...UNDISTURBED, SUPEROFFICE_URL: superOffice.url });
      await command.said(/Health and metrics at/);
    };
    const end = async (signal: NodeJS.Signals) => {
      command.child.kill(signal);
      return command.ended;
    };
    const value = async (name: string) =>
      (await scrape({ adminUrl: `http://localhost:1${instance}` })).value(name) ?? 0;
    await begin();
    stops.push(() => end('SIGKILL'));
    return {
      instance,
      async restart() {
        expect(await end('SIGTERM')).toBe(0);
        await begin();
      },
      async kill() {
        await end('SIGKILL');
      },
      streams: () => value('superoffice_graphql_streams'),
      operations: () => value('superoffice_graphql_operations_total'),
      operationsInFlight: () => value('superoffice_graphql_operations_in_flight'),
    };
  }

  /** How often SuperOffice was asked for each transfer. */
  function executions(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const call of superOffice.calls().filter((call) => call.startsWith('POST '))) {
      const name = call.split('/').at(-1) as string;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  }

  it('passes WebSockets on, and spreads those without a header by the address of their client', async () => {
    superOffice.on('GET ChatSession/ForCurrentUser', []);
    await start(balancer.withWebSockets);
    const sockets: WebSocket[] = [];
    stops.push(() => {
      for (const socket of sockets) {
        socket.terminate();
      }
    });
    const query = 'subscription { chatSessionUpdates { isSnapshot } }';
    for (const [i, credential] of CREDENTIALS.entries()) {
      const socket = new WebSocket(`wss://127.0.0.1:${running.port}/graphql`, 'graphql-transport-ws', {
        headers: { host: HOST, origin: `https://${HOST}` },
        localAddress: `127.0.0.${i + 2}`,
        rejectUnauthorized: false,
      });
      sockets.push(socket);
      await once(socket, 'open');
      const next = async () => JSON.parse(String((await once(socket, 'message'))[0]));
      socket.send(JSON.stringify({ type: 'connection_init', payload: credential }));
      expect(await next()).toEqual({ type: 'connection_ack' });
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
      expect(await next()).toMatchObject({ payload: { data: { chatSessionUpdates: { isSnapshot: true } } } });
    }

    const open = await Promise.all(replicas.map((replica) => replica.streams()));
    expect(Math.min(...open)).toBeGreaterThan(0);
    expect(open[0] + open[1]).toBe(CALLERS);
  }, 60_000);

  it.each([
    { kind: 'Authorization', credentials: CREDENTIALS },
    { kind: 'cookies', credentials: COOKIES },
  ])(
    'sends a repetition by the same credential to the replica that knows its key: $kind',
    async ({ credentials }) => {
      await start();
      for (const [i, credential] of credentials.entries()) {
        const headers = { ...credential, 'idempotency-key': `key-of-caller-${i}` };
        for (let times = 0; times < 3; times += 1) {
          expect((await running.post(transferTo(`u${i}`), headers)).status).toBe(200);
        }
      }

      expect([...executions().values()]).toEqual(credentials.map(() => 1));
      for (const replica of replicas) {
        // More than the requests that found out whether it is up.
        expect(await replica.operations()).toBeGreaterThan(3);
      }
    },
    300_000,
  );

  it('executes each mutation exactly once while the replicas restart one after the other', async () => {
    await start();
    const answers = new Map<string, Answer>();
    let isOver = false;
    const callers = CREDENTIALS.map(async (credential, caller) => {
      for (let i = 0; !isOver; i += 1) {
        const name = `u${caller}x${i}`;
        answers.set(name, await running.post(transferTo(name), credential));
        await delay(250);
      }
    });
    for (const replica of replicas) {
      await until(async () => (await replica.operations()) > 0);
      await replica.restart();
      // The balancer has to find out first that it is back.
      await until(async () => (await replica.operations()) > 0);
    }
    isOver = true;
    await Promise.all(callers);

    const times = executions();
    expect([...times].filter(([, count]) => count > 1)).toEqual([]);
    const failed = [...answers].filter(([, { status }]) => status !== 200);
    expect(failed).toEqual([]);
    for (const [name, { body }] of answers) {
      expect(JSON.parse(body)).toEqual({ data: { transferChatSession: { transferTo: { name } } } });
      expect(times.get(name)).toBe(1);
    }
    expect(answers.size).toBeGreaterThan(CALLERS);
  }, 300_000);

  /** Kills the replica that executes the transfer to bo. SuperOffice answers only when the transfer is repeated. */
  async function answerOfDying<T>(send: () => Promise<T>): Promise<T> {
    superOffice.on('POST ChatSession/549/TransferTo/', ({ path }, response) => {
      if ((executions().get('bo') ?? 0) > 1) {
        sendJson(response, transferredBy(path));
      }
    });
    const answer = send();
    await until(() => executions().has('bo'));
    const [one, two] = replicas;
    const dying = (await one.operationsInFlight()) > 0 ? one : two;
    expect(await dying.operationsInFlight()).toBe(1);
    await dying.kill();
    return answer;
  }

  const postTransfer = () => running.post(transferTo('bo'), { authorization: 'Bearer caller' });

  it('does not repeat a mutation whose replica dies', async () => {
    await start();

    const { status } = await answerOfDying(postTransfer);

    expect(status).toBe(502);
    expect(executions()).toEqual(new Map([['bo', 1]]));
  });

  it('gives a browser no reason to repeat the mutation', async () => {
    await start();
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
      // The guide's host, and hosts of Chromium itself, which a closed network refuses.
      args: ['--no-sandbox', '--host-resolver-rules=MAP * 127.0.0.1'],
    });
    stops.push(() => browser.close());
    const page = await browser.newPage({ ignoreHTTPSErrors: true });
    // Any page of the same origin.
    await page.goto(`https://${HOST}:${running.port}/graphql`);
    const postFromPage = (body: object) =>
      page.evaluate(async (text) => {
        const headers = { 'content-type': 'application/json', authorization: 'Bearer caller' };
        const { status } = await fetch('/graphql', { method: 'POST', headers, body: text });
        return status;
      }, JSON.stringify(body));
    // So that the connection, if it is kept, has been used before.
    expect(await postFromPage({ query: '{ __typename }' })).toBe(200);

    expect(await answerOfDying(() => postFromPage(transferTo('bo')))).toBe(502);
    expect(executions()).toEqual(new Map([['bo', 1]]));
  });

  it(`would repeat it with ${balancer.settingToAvoid}, which the page says not to set`, async () => {
    expect(GUIDE).toContain(balancer.settingToAvoid);
    await start(balancer.withSettingToAvoid);

    const { status } = await answerOfDying(postTransfer);

    expect(status).toBe(200);
    expect(executions()).toEqual(new Map([['bo', 2]]));
  });

  it('passes a mutation on to the remaining replica if the other one is gone', async () => {
    await start();
    await replicas[0].kill();

    const answers = await Promise.all(
      CREDENTIALS.map((credential, i) => running.post(transferTo(`u${i}`), credential)),
    );

    expect(answers.map(({ status }) => status)).toEqual(CREDENTIALS.map(() => 200));
    expect([...executions().values()]).toEqual(CREDENTIALS.map(() => 1));
  });
});

/** What SuperOffice answers to a transfer. */
function transferredBy(path: string): object {
  return { ChatSessionId: 549, TransferTo: { AssociateId: 3, Name: path.split('/').at(-1) } };
}
