import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { startPage } from '../../examples/desk/page.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { startFacade, TJE0 } from '../helpers/facade.js';
import { ROOT } from '../helpers/server-process.js';
import { listenUntilStop, useStops } from '../helpers/stops.js';
import { launchChromium, watch } from './chromium.js';
import { startTunnel, type Tunnel } from './tunnel.js';

/** Polls are too rare for a test to wait for: what shows at once came from a hint. */
const RARE_POLLS = { LIVE_POLL_MS: '60000', LIVE_POLL_IDLE_MS: '60000' };

/** What `npm run build` has written. */
const DIST = join(ROOT, 'examples/desk/dist');

export interface Desk {
  /** Where the page is. */
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Where GraphQL is served, without the page. */
  readonly graphqlUrl: string;
  /** Between the page's server and GraphQL. */
  readonly tunnel: Tunnel;
  /** Whether SuperOffice refuses every credential. */
  isRefusing: boolean;
  /** Sees each REST call before it is passed on. If it says true, it has taken care of the answer. */
  intercept: (asked: IncomingMessage, response: ServerResponse) => boolean | undefined;
  /** Ends the GraphQL server, with all that it has in memory. */
  stopServer(): Promise<void>;
  /** Starts it again at the same address. */
  startServer(): Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** The agent whose button is pressed on the sign-in page. Default: none. */
  readonly as?: string;
  /** Complaints that are not held against the page. */
  readonly expected?: RegExp;
}

export interface DeskTests {
  /** A desk with a sandbox tenant of its own, for one test. `env` is what an operator would set. */
  start(env?: Record<string, string>): Promise<Desk>;
  /** The page as it is served in front of a tenant whose agents are not known. Gives its address. */
  startPage(desk: Desk): Promise<string>;
  /** The page in a window of its own. */
  open(desk: Desk, options?: OpenOptions): Promise<Page>;
  /** Saves a screenshot in the folder SCREENSHOTS, if that is set. */
  screenshot(page: Page, name: string): Promise<void>;
}

/**
 * A browser for all tests of a file. A test fails if a page wrote an error or a warning, or asked for anything but its own files and
 * GraphQL, at an address with nothing more in it.
 */
export function useDesk(): DeskTests {
  const complaints: string[] = [];
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    browser = await launchChromium();
    folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-desk-'));
  }, 60_000);
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  // After its pages, which would report that their server is gone.
  const stops = useStops();
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  return {
    async start(env = {}) {
      const sandbox = await startSandbox({ isRecent: true });
      stops.push(() => sandbox.stop());
      const state: Pick<Desk, 'isRefusing' | 'intercept'> = { isRefusing: false, intercept: () => false };
      const gate = createServer((asked, response) => {
        if (state.isRefusing) {
          response.writeHead(401).end();
          return;
        }
        if (state.intercept(asked, response)) {
          return;
        }
        const { method, url: path, rawHeaders } = asked;
        const onward = request(new URL(path ?? '/', sandbox.url), { method, headers: [...rawHeaders] }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
          pipeline(answer, response, () => undefined);
        });
        onward.on('error', () => response.destroy());
        asked.pipe(onward);
      });
      const restUrl = `http://127.0.0.1:${await listenUntilStop(gate, stops)}/api/v1/`;
      const launch = (port: string) =>
        startFacade(restUrl, { ...RARE_POLLS, ...env, PORT: port }, { agents: sandbox.agents });
      let facade = await launch('0');
      stops.push(() => facade.stop());
      const tunnel = await startTunnel(facade.url);
      stops.push(() => tunnel.stop());
      const page = await startPage({ folder: DIST, graphqlUrl: tunnel.url, port: 0, agents: sandbox.agents });
      stops.push(() => page.stop());
      return Object.assign(state, {
        url: `http://127.0.0.1:${page.port}/`,
        sandbox,
        graphqlUrl: facade.url,
        tunnel,
        stopServer: () => facade.stop(),
        async startServer() {
          facade = await launch(new URL(facade.url).port);
        },
      });
    },
    async startPage({ tunnel }) {
      const page = await startPage({ folder: DIST, graphqlUrl: tunnel.url, port: 0 });
      stops.push(() => page.stop());
      return `http://127.0.0.1:${page.port}/`;
    },
    async open(desk, { as, expected, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const page = await context.newPage();
      await watch(page, complaints, { host: '127.0.0.1', expected });
      page.on('request', (asked) => {
        const { pathname, search } = new URL(asked.url());
        if (!/^\/(|assets\/[\w-]+\.(js|css)|icon\.svg|graphql)$/.test(pathname + search)) {
          complaints.push(`asks ${asked.url()}`);
        }
      });
      await page.goto(desk.url, { waitUntil: 'load' });
      if (as !== undefined) {
        await button(page, as).click();
        await items(page, 'Queue').first().waitFor();
      }
      return page;
    },
    async screenshot(page, name) {
      const path = join(process.env.SCREENSHOTS || folder, `desk-${name}.png`);
      expect((await page.screenshot({ path })).byteLength).toBeGreaterThan(0);
    },
  };
}

export const TOBIAS = 'Tobias Everhart';
export const BO = 'Bo Lindqvist';
/** Waits in the queue of a topic that tje0 and bo share. */
export const WAITING = '박서연';
/** Has a chat with tje0. */
export const CHLOE = 'Chloe Whitcombe';

/** Chromium reports every answer that is an error, and every connection that fails. */
export const FAILED = /Failed to load resource/;

/** One of the lists beside the conversation: Offered, Mine, Queue, Colleagues. */
export function list(page: Page, name: string): Locator {
  return page.getByRole('region', { name });
}

/** The chats of a list. */
export function items(page: Page, name: string): Locator {
  return list(page, name).getByRole('button');
}

/** Messages of the open conversation. */
export function conversation(page: Page): Locator {
  return page.getByRole('log');
}

export function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Message' });
}

export function button(page: Page | Locator, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** A customer's chat in a list. */
export function item(page: Page, name: string, customer: string): Locator {
  return items(page, name).filter({ hasText: customer });
}

export async function choose(page: Page, name: string, customer: string): Promise<void> {
  await item(page, name, customer).click();
}

/** Picks up chat 505, which waits in the queue. */
export async function pickUp(page: Page): Promise<void> {
  await choose(page, 'Queue', WAITING);
  await button(page, 'Pick up').click();
  await item(page, 'Mine', WAITING).waitFor();
}

export async function write(page: Page, message: string): Promise<void> {
  await composer(page).fill(message);
  await button(page, 'Send').click();
}

export async function handOver(page: Page, colleague: string): Promise<void> {
  await button(page, 'Transfer').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: colleague }).check();
  await button(dialog, 'Transfer').click();
  await dialog.waitFor({ state: 'detached' });
}

/** The lines of the open conversation that say this and nothing else. */
export function lines(page: Page, message: string): Locator {
  return conversation(page).getByText(message, { exact: true });
}

/** The banner that says that the data may be old. */
export function banner(page: Page): Locator {
  return page.getByRole('status').locator('.stale-banner');
}

/** Waits until a part of the page says something. */
export async function expectText(part: Locator, text: RegExp | string): Promise<void> {
  await part.filter({ hasText: text }).first().waitFor();
}

/** Changes something at SuperOffice itself. */
export async function atSuperOffice(
  { sandbox }: Desk,
  path: string,
  body: object,
  authorization = TJE0,
): Promise<void> {
  const response = await fetch(new URL(path, sandbox.url), {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}
