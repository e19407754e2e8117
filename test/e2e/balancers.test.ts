import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from '../helpers/fake-superoffice.js';
import { useStops } from '../helpers/stops.js';
import { until } from '../helpers/until.js';
import { type Replica, startReplica } from './balanced-replicas.js';
import { type Answer, HAPROXY, HOST, NGINX, type RunningBalancer } from './balancers.js';

const GUIDE = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
const CALLERS = 24;
/** Enough for both replicas to get some of them. */
const CREDENTIALS = Array.from({ length: CALLERS }, (_, i) => ({ authorization: `Bearer caller-${i}` }));
const COOKIES = CREDENTIALS.map((_, i) => ({ 'x-xsrf-token': `token-${i}`, cookie: `session=caller-${i}` }));
const TRANSFER = 'mutation ($to: String!) { transferChatSession(id: 549, toAssociate: $to) { transferTo { name } } }';
const transferTo = (to: string) => ({ query: TRANSFER, variables: { to } });

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
    replicas = [await startReplica(superOffice.url, stops), await startReplica(superOffice.url, stops)];
  });

  async function start(change?: (configuration: string) => string): Promise<void> {
    const [one, two] = replicas;
    running = await balancer.start([one.instance, two.instance], change);
    stops.push(() => running.stop());
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
