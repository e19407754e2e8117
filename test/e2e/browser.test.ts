import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Server } from '../../src/server.js';
import { startFacade, TJE0 } from '../helpers/facade.js';

/** Keep Chromium from asking hosts of its own, which a closed network refuses many at a time. */
const CHROMIUM_OPTIONS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let folder: string;
let sandbox: Sandbox;
let facade: Server;
let browser: BrowserContext;
let desk: Site;
let stranger: Site;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-e2e-'));
  [desk, stranger] = await Promise.all([startSite(), startSite()]);
  sandbox = await startSandbox();
  facade = await startFacade(
    sandbox.url,
    { HOST: 'localhost', CORS_ORIGINS: desk.origin },
    { example: { authorization: TJE0, sessionId: '549', toAssociate: 'bo' } },
  );
  browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
    args: CHROMIUM_OPTIONS,
    viewport: { width: 1200, height: 800 },
  });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  desk?.stop();
  stranger?.stop();
  await facade?.stop();
  await sandbox?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

describe('the address of the server, opened in a browser', () => {
  it('shows a page that is ready to send the transfer to that address', async () => {
    const { page, errors } = await openPage(facade.url);

    expect(await page.title()).toBe('Apollo Server');
    expect(await page.evaluate('initialEndpoint')).toBe(facade.url);
    expect(new URL(facade.url).hostname).toBe('localhost');
    expect(await page.evaluate('embeddedSandboxConfig')).toMatchObject({
      target: '#embeddableSandbox',
      initialState: {
        document: expect.stringContaining('transferChatSession('),
        variables: { id: '549', toAssociate: 'bo' },
        headers: { authorization: TJE0 },
        pollForSchemaUpdates: false,
      },
      endpointIsEditable: false,
    });
    expect(await page.locator('#embeddableSandbox').count()).toBe(1);
    // It fades in.
    await page.evaluate('Promise.all(document.getAnimations().map(({ finished }) => finished))');
    expect(await page.locator('.fallback').innerText()).toContain('you might be offline');
    // Apollo's own script is not there without the internet; nothing else is wrong.
    expect(errors.filter((message) => !/EmbeddedSandbox|ERR_INTERNET_DISCONNECTED/.test(message))).toEqual([]);
    await screenshot(page, 'landing-page');
    await page.close();
  }, 60_000);

  it('hands Apollo’s script an example that works from the page', async () => {
    const handed = `
      window.handed = [];
      window.EmbeddedSandbox = class { constructor(options) { window.handed.push(options); } };
    `;
    const page = await newOfflinePage();
    await page.route(/embeddable-sandbox.*\.js/, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: handed }),
    );
    await page.goto(facade.url, { waitUntil: 'load' });
    const answer = await page.evaluate(`(async () => {
      const [{ initialEndpoint, initialState: { document, variables, headers } }] = window.handed;
      const response = await fetch(initialEndpoint, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query: document, variables }),
      });
      return response.json();
    })()`);

    expect(answer).toMatchObject({
      data: { transferChatSession: { id: '549', user: { id: '5' }, transferTo: { fullName: expect.any(String) } } },
    });
    await page.close();
  }, 60_000);
});

describe('a page of another origin', () => {
  it('may send operations if CORS_ORIGINS names it, and not otherwise', async () => {
    const asked = `fetch(${JSON.stringify(facade.url)}, {
      method: 'POST',
      credentials: 'include',
      headers: { authorization: ${JSON.stringify(TJE0)}, 'content-type': 'application/json', 'so-language': 'en' },
      body: JSON.stringify({ query: '{ chatSession(id: 549) { user { name } } }' }),
    }).then((response) => response.json(), () => 'refused by the browser')`;
    const answers: unknown[] = [];
    for (const origin of [desk.origin, stranger.origin]) {
      // Without routes: Playwright answers the preflights of pages whose requests it intercepts.
      const page = await browser.newPage();
      await page.goto(origin);
      answers.push(await page.evaluate(asked));
      await page.close();
    }

    expect(answers).toEqual([{ data: { chatSession: { user: { name: 'tje0' } } } }, 'refused by the browser']);
  }, 60_000);
});

interface Site {
  readonly origin: string;
  stop(): void;
}

/** An empty page of an origin of its own. */
async function startSite(): Promise<Site> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>A site</title>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A page that asks the internet for nothing: Apollo's part of it is answered as if offline. */
async function newOfflinePage(): Promise<Page> {
  const page = await browser.newPage();
  await page.route(
    ({ hostname }) => hostname !== 'localhost',
    (route) => route.abort('internetdisconnected'),
  );
  return page;
}

async function openPage(url: string): Promise<{ page: Page; errors: string[] }> {
  const page = await newOfflinePage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') {
      errors.push(message.text());
    }
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, errors };
}

/** For those who want to look: kept where SCREENSHOTS says. */
async function screenshot(page: Page, name: string): Promise<void> {
  const path = join(process.env.SCREENSHOTS || folder, `${name}.png`);
  expect((await page.screenshot({ path })).byteLength).toBeGreaterThan(0);
}
