import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { EXPLAIN_HEADER, type ReportedCall, type RestReport } from '../../src/graphql/rest-report.js';
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
let browser: Browser;
let desk: Site;
let stranger: Site;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-e2e-'));
  [desk, stranger] = await Promise.all([startSite(), startSite()]);
  sandbox = await startSandbox();
  facade = await startFacade(sandbox.url, { HOST: 'localhost', CORS_ORIGINS: desk.origin }, { agents: sandbox.agents });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
    args: CHROMIUM_OPTIONS,
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

describe('the explorer in a browser', () => {
  it('transfers a session with the operation that is ready, and keeps it in the history', async () => {
    const { page } = await openExplorer();
    await item(page, 'Transfer').click();
    await run(page);

    await expectText(answer(page), /"transferTo": \{\s*"id": "3",\s*"fullName": "Bo Lindqvist"/);
    await expectText(page.locator('.answer .facts'), /^200/);
    const calls = page.locator('.call');
    expect(await calls.count()).toBe(1);
    expect((await calls.innerText()).split(/\s+/).join(' ')).toMatch(
      /^POST ChatSession\/\{id\}\/TransferTo\/\{toAssociate\} .* 200 1 record .* transferChatSession$/,
    );
    expect(await calls.locator('.bar').count()).toBe(1);
    await screenshot(page, 'transfer');
    await show(page, 'History');
    await page.locator('.panel').getByRole('button', { name: 'Transfer' }).click();
    expect(await openTabs(page)).toEqual(['Transfer', 'Transfer']);
    await screenshot(page, 'history');
  }, 60_000);

  it('sends as the agent who is chosen, or as nobody', async () => {
    const { page } = await openExplorer();
    await item(page, 'Arrive').click();
    await page.getByRole('tab', { name: 'Headers · tje0' }).click();
    const sender = page.getByLabel('Send as');
    await sender.selectOption({ label: 'Bo Lindqvist (bo)' });
    await run(page);
    await expectText(answer(page), /"fullName": "Bo Lindqvist"/);

    await sender.selectOption({ label: 'Nobody, without a credential' });
    await run(page);
    await expectText(page.locator('.errors'), /UNAUTHENTICATED/);
    await screenshot(page, 'nobody');
  }, 60_000);

  it('completes, checks and explains by the schema, and sends the operation with the cursor in it', async () => {
    const { page } = await openExplorer();
    await page.getByRole('button', { name: 'New operation' }).click();
    await operation(page).click();
    await page.keyboard.insertText('query Me { me { id } }\n\nquery One($id: ID!) { chatSession(id: $id) { ');
    await page.keyboard.type('stat');
    await page.getByRole('option', { name: 'status' }).first().waitFor();
    await screenshot(page, 'completion');
    // Not at once: an option that has just appeared is not taken by a key that was meant for the text.
    await page.waitForTimeout(200);
    await page.keyboard.press('Enter');
    await page.keyboard.insertText(' } }');
    await page.getByRole('button', { name: 'Run One' }).waitFor();

    await page.getByRole('textbox', { name: 'Variables, as JSON' }).fill('{ "id": "549" }');
    await page.keyboard.press('Control+Enter');
    await expectText(answer(page), /"status": "\w+"/);

    await operation(page)
      .getByText('chatSession')
      .click({ modifiers: ['Control'] });
    await expectText(page.locator('.docs-title'), /chatSession$/);
    await operation(page).press('Control+End');
    await page.keyboard.insertText(' query Bad { canary }');
    await page.locator('.cm-lintRange-error').first().waitFor();
  }, 60_000);

  it('leads from a field to its type, and from there to an operation that runs', async () => {
    const { page } = await openExplorer();
    await show(page, 'Docs');
    await page.getByRole('button', { name: 'chatTopicsForCurrentUser' }).click();
    await page.locator('.docs-line').getByRole('button', { name: 'ChatTopic' }).click();
    await expectText(page.locator('.docs-title'), /type\s*ChatTopic/i);
    await screenshot(page, 'type');
    await page.getByLabel('Search types, fields and values').fill('transferTargets');
    await page.getByRole('button', { name: 'Query.transferTargets' }).click();
    await page.getByRole('button', { name: 'Write an operation' }).click();
    await run(page);

    await expectText(answer(page), /"fullName": "Desk Sandvika"/);
    expect(await openTabs(page)).toEqual(['Transfer', 'TransferTargets']);
  }, 60_000);

  it('draws calls of every kind', async () => {
    const { page } = await openExplorer();
    const asked = await stubRestReport(page, REST_REPORT);
    await item(page, 'Desk').click();
    await run(page);
    const calls = page.locator('.call');
    await calls.first().waitFor();

    expect(
      await calls.evaluateAll((all) => all.map((call) => (call as HTMLElement).innerText.split(/\s+/).join(' '))),
    ).toEqual([
      'GET ChatSession/ForCurrentUser 18 ms from 1 ms on 200 18.2 kB chatSessionsForCurrentUser',
      'GET MDOList/chatuser 9.7 ms from 1 ms on 503 0 B transferTargets',
      'POST Agents/Contact/GetContactList 34 ms from 20 ms on no answer 0 of 12 records 0 B chatSessionsForCurrentUser.person.contact',
      'GET MDOList/chatuser attempt 2 8 ms from 52 ms on 200 1 record 2.4 kB transferTargets',
    ]);
    await expectText(page.locator('.rest .facts'), /^4 calls60 ms20.6 kB14 records without a call$/);
    expect(await answer(page).innerText()).not.toContain('servedWithoutCall');
    await screenshot(page, 'rest-calls');

    await page.getByLabel('Show REST calls').click();
    await expectText(page.locator('.rest-body'), /^Switched off/);
    await run(page);
    await expectText(answer(page), /"me"/);
    expect(asked).toEqual(['1', undefined]);
  }, 60_000);

  it('says so where no call was needed, and where the server does not tell', async () => {
    const { page } = await openExplorer();
    await operation(page).fill('{ __typename }');
    await run(page);
    await expectText(page.locator('.rest-body'), /without a call to SuperOffice/);
    await expectText(page.locator('.rest .facts'), /^0 calls$/);

    await stubRestReport(page, undefined);
    await run(page);
    await expectText(page.locator('.rest-body'), /does not say which calls were made/);
  }, 60_000);

  it('is dark for those who want it so, at once when it is opened again', async () => {
    const { page } = await openExplorer();
    const isDark = () => page.evaluate('getComputedStyle(document.body).backgroundColor === "rgb(13, 18, 17)"');
    expect(await isDark()).toBe(false);
    await page.getByRole('button', { name: 'Change to light' }).click();
    await page.getByRole('button', { name: 'Change to dark' }).click();
    expect(await isDark()).toBe(true);
    await page.reload({ waitUntil: 'commit' });
    await page.locator('.brand').waitFor();
    expect(await isDark()).toBe(true);
    await page.getByRole('button', { name: 'Run Transfer' }).waitFor();
    await screenshot(page, 'dark');
  }, 60_000);

  it('fits a phone, one thing at a time', async () => {
    const { page } = await openExplorer({ viewport: { width: 360, height: 740 } });
    for (const part of ['Ready', 'Docs', 'History', 'Operation', 'Answer']) {
      await show(page, part);
      await screenshot(page, `phone-${part.toLowerCase()}`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    }
    await show(page, 'Ready');
    await item(page, 'Desk').click();
    await run(page);
    await page.locator('.call').first().waitFor();
    await screenshot(page, 'phone-calls');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  }, 60_000);

  it('keeps what is written for the next visit, and credentials only as long as the tab is open', async () => {
    const { page } = await openExplorer();
    await item(page, 'Accept').click();
    await page.getByRole('tab', { name: 'Headers · bo' }).click();
    await page.reload();
    await page.getByRole('tab', { name: 'Headers · bo' }).waitFor();

    expect(await openTabs(page)).toEqual(['Transfer', 'Accept']);
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toMatch(/basic/i);
    await page.getByRole('button', { name: 'Close Accept' }).click();
    await page.getByRole('button', { name: 'Close Transfer' }).click();
    expect(await openTabs(page)).toEqual(['New']);
  }, 60_000);

  it('copies a command that sends the same', async () => {
    const { page } = await openExplorer({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const command = String(await page.evaluate('navigator.clipboard.readText()'));

    expect(command).toContain(`curl ${facade.url} \\\n`);
    expect(command).toContain(`-H 'authorization: ${TJE0}'`);
    expect(JSON.parse(/-d '(.*)'$/.exec(command)?.[1] ?? '')).toMatchObject({
      operationName: 'Transfer',
      variables: { id: '549', toAssociate: '3' },
    });
  }, 60_000);

  it('lets somebody type over what is selected, brackets around it too', async () => {
    const { page } = await openExplorer();
    await operation(page).press('Control+a');
    await page.keyboard.type('query Typed { me ');
    await operation(page).press('Shift+ArrowLeft');
    await page.keyboard.type('{');
    await page.keyboard.type('id');

    await expectText(operation(page), /^query Typed \{ me\{id\}\}$/);
    await operation(page).press('Control+a');
    await page.keyboard.type('{');
    await expectText(operation(page), /^\{query Typed \{ me\{id\}\}\}$/);
  }, 60_000);

  it('says why it cannot send', async () => {
    const { page } = await openExplorer();
    await page.getByRole('textbox', { name: 'Variables, as JSON' }).press('Control+a');
    await page.keyboard.type('{ "id": ');
    await run(page);

    await expectText(page.getByRole('alert'), /variables are no JSON object/);
    await page.getByRole('button', { name: 'curl' }).click();
    expect(await page.getByRole('button', { name: 'Copied' }).count()).toBe(0);
  }, 60_000);

  it('sends operations where the schema is not told', async () => {
    const production = await startFacade(sandbox.url, {
      HOST: 'localhost',
      NODE_ENV: 'production',
      EXPLORER: 'on',
    });
    try {
      // Chromium reports the refused introspection.
      const { page } = await openExplorer({ expected: /400 \(Bad Request\)/ }, production.url);
      await show(page, 'Docs');
      await expectText(page.locator('.panel-body'), /did not tell its schema/);
      await show(page, 'Ready');
      await item(page, 'Desk').click();
      await run(page);
      await expectText(page.locator('.errors'), /UNAUTHENTICATED/);
      await screenshot(page, 'production');
    } finally {
      await production.stop();
    }
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

describe('a query by GET', () => {
  let gate: Gate;
  beforeAll(async () => {
    gate = await startGate(facade.url);
  });
  afterAll(() => gate?.stop());

  const ME = `/graphql?${new URLSearchParams({ query: '{ me { id } }' })}`;
  const fetched = (url: string, init: object = {}) =>
    `fetch(${JSON.stringify(url)}, ${JSON.stringify(init)}).then((response) => response.json(), () => 'refused by the browser')`;

  it('is answered to a page of the server with the password that the browser remembers, and to no foreign one', async () => {
    const context = await browser.newContext({ httpCredentials: { username: 'tje0', password: 'Tje0' } });
    const own = await context.newPage();
    await own.goto(`${gate.origin}/graphql`);

    expect(await own.evaluate(fetched(ME))).toEqual({ data: { me: { id: '5' } } });
    expect(gate.requests.splice(0)).toEqual([{ method: 'GET', scheme: 'Basic', site: 'same-origin', status: 200 }]);

    const foreign = await context.newPage();
    const url = JSON.stringify(gate.origin + ME);
    await foreign.goto(stranger.origin);
    await foreign.evaluate(`fetch(${url}, { mode: 'no-cors', credentials: 'include' })`);
    await foreign.evaluate(`new Promise((resolve) => {
      const image = new Image();
      image.onerror = image.onload = resolve;
      image.src = ${url};
    })`);
    await Promise.all([foreign.waitForURL(`${gate.origin}/**`), foreign.evaluate(`location.assign(${url})`)]);
    const withPassword = gate.requests.splice(0).filter(({ scheme }) => scheme === 'Basic');
    await context.close();

    // Which of the three have the password is for the browser to say: links do.
    expect(withPassword.length).toBeGreaterThan(0);
    for (const sent of withPassword) {
      expect(sent).toEqual({ method: 'GET', scheme: 'Basic', site: 'cross-site', status: 400 });
    }
  }, 60_000);

  it('with a token is answered to the pages of CORS_ORIGINS, and not sent by others', async () => {
    const answers: unknown[] = [];
    for (const { origin } of [desk, stranger]) {
      const page = await browser.newPage();
      await page.goto(origin);
      const headers = { authorization: 'Bearer sandbox' };
      answers.push(await page.evaluate(fetched(`${gate.origin}/graphql?query={__typename}`, { headers })));
      await page.close();
    }

    expect(answers).toEqual([{ data: { __typename: 'Query' } }, 'refused by the browser']);
    expect(gate.requests.splice(0).filter(({ method }) => method === 'GET')).toEqual([
      { method: 'GET', scheme: 'Bearer', site: 'cross-site', status: 200 },
    ]);
  }, 60_000);
});

interface GatedRequest {
  readonly method: string | undefined;
  /** Of `Authorization`. */
  readonly scheme: string | undefined;
  /** As the browser says in `Sec-Fetch-Site`. */
  readonly site: string | undefined;
  readonly status: number | undefined;
}

interface Gate extends Site {
  /** For an operation in the URL, with a credential; preflights, too. */
  readonly requests: GatedRequest[];
}

/** A proxy in front of a server that asks for a password, which browsers then remember and send by themselves. */
async function startGate(target: string): Promise<Gate> {
  const requests: GatedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    if (headers.authorization === undefined && method === 'GET') {
      outgoing.writeHead(401, { 'www-authenticate': 'Basic realm="SuperOffice"' }).end();
      return;
    }
    const { host } = new URL(target);
    const passed = request(new URL(url ?? '', target), { method, headers: { ...headers, host } }, (answer) => {
      if (url?.startsWith('/graphql?')) {
        requests.push({
          method,
          scheme: headers.authorization?.split(' ')[0],
          site: headers['sec-fetch-site'] as string | undefined,
          status: answer.statusCode,
        });
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    requests,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

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

interface OpenOptions extends BrowserContextOptions {
  /** Complaints that are not held against the page. */
  readonly expected?: RegExp;
}

/** What browsers say of a page that is wrong, and requests to other hosts; empty after every test. */
const complaints: string[] = [];
afterEach(() => expect(complaints.splice(0)).toEqual([]));

/** The explorer as somebody sees it who was never there. No host but the own one can be reached. */
async function openExplorer({ expected, ...options }: OpenOptions = {}, url = facade.url): Promise<{ page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  await page.route(
    ({ hostname }) => hostname !== 'localhost',
    (route) => {
      complaints.push(`asks ${route.request().url()}`);
      return route.abort('internetdisconnected');
    },
  );
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !expected?.test(message.text())) {
      complaints.push(message.text());
    }
  });
  await page.addInitScript(
    `document.addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective, event.blockedURI))`,
  );
  await page.goto(url, { waitUntil: 'load' });
  await page.getByRole('navigation', { name: 'Parts of the page' }).waitFor();
  return { page };
}

/** Answers with a list of REST calls wherever one is asked for; gives what the operations' header said. */
async function stubRestReport(page: Page, rest: RestReport | undefined): Promise<(string | undefined)[]> {
  const asked: (string | undefined)[] = [];
  await page.route(facade.url, async (route) => {
    const header = route.request().headers()[EXPLAIN_HEADER];
    asked.push(header);
    const response = await route.fetch();
    const body = await response.json();
    await route.fulfill({ response, json: header === '1' ? { ...body, extensions: { rest } } : body });
  });
  return asked;
}

const REST_REPORT: RestReport = {
  calls: [
    call({
      route: 'ChatSession/ForCurrentUser',
      durationMs: 18.4,
      bytes: 18_234,
      fields: ['chatSessionsForCurrentUser'],
    }),
    call({ route: 'MDOList/chatuser', status: 503, durationMs: 9.7 }),
    call({
      route: 'MDOList/chatuser',
      startMs: 52,
      durationMs: 8,
      bytes: 2412,
      attempt: 2,
      records: { asked: 1, got: 1 },
    }),
    call({
      method: 'POST',
      route: 'Agents/Contact/GetContactList',
      status: null,
      startMs: 20,
      durationMs: 34,
      records: { asked: 12, got: 0 },
      fields: ['chatSessionsForCurrentUser.person.contact'],
    }),
  ],
  servedWithoutCall: 14,
};

function call(own: Partial<ReportedCall>): ReportedCall {
  return {
    method: 'GET',
    route: '',
    status: 200,
    startMs: 1,
    durationMs: 1,
    records: null,
    bytes: 0,
    attempt: 1,
    fields: ['transferTargets'],
    ...own,
  };
}

function item(page: Page, title: string): Locator {
  return page.locator('.panel .item').filter({ has: page.getByText(title, { exact: true }) });
}

/** Brings a part of the page to the front. */
async function show(page: Page, part: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Parts of the page' }).getByRole('button', { name: part }).click();
}

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Run/ }).click();
}

function operation(page: Page): Locator {
  return page.getByRole('textbox', { name: 'GraphQL operation' });
}

function answer(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Answer, as JSON' });
}

function openTabs(page: Page): Promise<string[]> {
  return page.locator('.tab-title').allInnerTexts();
}

/** Waits until a part of the page says something. */
async function expectText(part: Locator, text: RegExp): Promise<void> {
  await part.filter({ hasText: text }).waitFor({ timeout: 10_000 });
}

/** For those who want to look: kept where SCREENSHOTS says. */
async function screenshot(page: Page, name: string): Promise<void> {
  const path = join(process.env.SCREENSHOTS || folder, `${name}.png`);
  expect((await page.screenshot({ path })).byteLength).toBeGreaterThan(0);
}
