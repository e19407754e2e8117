import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../test/e2e/chromium.js';
import { startDeskProcess } from '../../test/e2e/desk-process.js';
import { startTunnel, type Tunnel } from '../../test/e2e/tunnel.js';
import { scrape } from '../../test/helpers/scrape.js';
import { runOf } from '../environment.js';
import { writeBetweenMarks } from '../marks.js';
import { freePort, fromRoot } from '../process.js';
import { number, table } from '../tables.js';

// Measures what a desk costs: `npm run bench:desk`. Two agents in two windows of Chromium, as `npm run desk` has them.

const MARKS = [
  '<!-- What follows is written by `npm run bench:desk`. -->',
  '<!-- End of what `npm run bench:desk` writes. -->',
] as const;

const AGENTS = ['Tobias Everhart', 'Bo Lindqvist'];

/** Until polls are as rare as they get where nothing changes. */
const SETTLE_SECONDS = 45;

const ROWS = [
  { title: 'Live', subscriptions: 'on', visitors: 'on' },
  { title: 'Live', subscriptions: 'on', visitors: 'off' },
  { title: 'By polls', subscriptions: 'off', visitors: 'on' },
  { title: 'By polls', subscriptions: 'off', visitors: 'off' },
] as const;

interface Figures {
  readonly restCalls: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, out: { type: 'string', default: 'docs/benchmarks.md' } },
});
const seconds = Number(values.seconds);
const startedMs = Date.now();
const browser = await launchChromium();
try {
  const rows: string[][] = [];
  for (const row of ROWS) {
    const { restCalls, sentBytes, receivedBytes } = await measure(browser, row);
    const perMinute = (count: number) => number((count / AGENTS.length / seconds) * 60);
    rows.push([
      row.title,
      row.visitors === 'on' ? 'something every 2 to 8 s' : 'nothing',
      perMinute(restCalls),
      perMinute(receivedBytes / 1000),
      perMinute(sentBytes / 1000),
    ]);
    process.stdout.write(`${rows.at(-1)?.join(' | ')}\n`);
  }
  const head = ['Per agent and minute', 'Visitors do', 'REST calls', 'KB to the page', 'KB from the page'];
  writeBetweenMarks(fromRoot(values.out), MARKS, `${table(head, rows)}\n\nMeasured ${runOf(startedMs)}.\n`);
} finally {
  await browser.close();
}

/** All calls and bytes of the agents, over `seconds`. */
async function measure(browser: Browser, row: (typeof ROWS)[number]): Promise<Figures> {
  const adminPort = await freePort();
  const { subscriptions: SUBSCRIPTIONS, visitors: SANDBOX_VISITORS } = row;
  const desk = await startDeskProcess({ SUBSCRIPTIONS, SANDBOX_VISITORS, ADMIN_PORT: String(adminPort) });
  const tunnels: Tunnel[] = [];
  try {
    for (const agent of AGENTS) {
      const tunnel = await startTunnel(desk.url);
      tunnels.push(tunnel);
      await work(browser, tunnel.url, agent);
    }
    const figures = async (): Promise<Figures> => {
      const metrics = await scrape({ adminUrl: `http://localhost:${adminPort}` });
      return {
        restCalls: metrics.value('superoffice_graphql_rest_calls_total') ?? 0,
        sentBytes: tunnels.reduce((sum, { bytes }) => sum + bytes.to, 0),
        receivedBytes: tunnels.reduce((sum, { bytes }) => sum + bytes.from, 0),
      };
    };
    await delay(SETTLE_SECONDS * 1000);
    const before = await figures();
    await delay(seconds * 1000);
    const after = await figures();
    return {
      restCalls: after.restCalls - before.restCalls,
      sentBytes: after.sentBytes - before.sentBytes,
      receivedBytes: after.receivedBytes - before.receivedBytes,
    };
  } finally {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await Promise.all(tunnels.map((tunnel) => tunnel.stop()));
    await desk.stop();
  }
}

/** Signs in, and has the first of the agent's own chats open. */
async function work(browser: Browser, url: string, agent: string): Promise<void> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  await page.getByRole('button', { name: agent }).click();
  await page.getByRole('region', { name: 'Mine' }).getByRole('button').first().click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
}
