import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { EXPLAIN_HEADER, type ReportedCall, type RestReport } from '../../src/graphql/rest-report.js';
import { startFacade, TJE0 } from '../helpers/facade.js';
import { answer, expectText, item, openTabs, operation, run, show, useExplorer } from './explorer-page.js';

let desk: Site;
let stranger: Site;

beforeAll(async () => {
  [desk, stranger] = await Promise.all([startSite(), startSite()]);
});
afterAll(() => {
  desk?.stop();
  stranger?.stop();
});

const explorer = useExplorer(() => ({ CORS_ORIGINS: desk.origin }));

describe('the explorer in a browser', () => {
  it('transfers a session with the operation that is ready, and keeps it in the history', async () => {
    const { page } = await explorer.open();
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
    await explorer.screenshot(page, 'transfer');
    await show(page, 'History');
    await page
      .locator('.panel')
      .getByRole('button', { name: /^Succeeded: Transfer/ })
      .click();
    await page.getByRole('tab', { name: 'Transfer', selected: true }).waitFor();
    expect(await openTabs(page)).toEqual(['Transfer']);
    await explorer.screenshot(page, 'history');
  }, 60_000);

  it('sends as the chosen agent, or without a credential', async () => {
    const { page } = await explorer.open();
    await item(page, 'Arrive').click();
    await page.getByRole('tab', { name: 'Headers · tje0' }).click();
    const sender = page.getByLabel('Send as');
    await sender.selectOption({ label: 'Bo Lindqvist (bo)' });
    await run(page);
    await expectText(answer(page), /"fullName": "Bo Lindqvist"/);

    await sender.selectOption({ label: 'Nobody, without a credential' });
    await run(page);
    await expectText(page.locator('.errors'), /UNAUTHENTICATED/);
    await explorer.screenshot(page, 'nobody');
  }, 60_000);

  it('completes, checks and explains by the schema, and sends the operation with the cursor in it', async () => {
    const { page } = await explorer.open();
    await page.getByRole('button', { name: 'New operation' }).click();
    await operation(page).click();
    await page.keyboard.insertText('query Me { me { id } }\n\nquery One($id: ID!) { chatSession(id: $id) { ');
    await page.keyboard.type('stat');
    await page.getByRole('option', { name: 'status' }).first().waitFor();
    await explorer.screenshot(page, 'completion');
    // Not at once: keys meant for the text do not take an option that has just appeared.
    await page.waitForTimeout(200);
    await page.keyboard.press('Enter');
    await page.keyboard.insertText(' } }');
    await page.getByRole('button', { name: 'Run One' }).waitFor();

    await page.getByRole('textbox', { name: 'id ID! required' }).fill('549');
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
    const { page } = await explorer.open();
    await show(page, 'Docs');
    await page.getByRole('button', { name: 'chatTopicsForCurrentUser' }).click();
    await page.locator('.docs-line').getByRole('button', { name: 'ChatTopic' }).click();
    await expectText(page.locator('.docs-title'), /type\s*ChatTopic/i);
    await explorer.screenshot(page, 'type');
    await page.getByLabel('Search types, fields and values').fill('transferTargets');
    await page.getByRole('button', { name: 'Query.transferTargets' }).click();
    await page.getByRole('button', { name: 'Write an operation' }).click();
    await run(page);

    await expectText(answer(page), /"fullName": "Desk Sandvika"/);
    expect(await openTabs(page)).toEqual(['Transfer', 'TransferTargets']);
  }, 60_000);

  it('draws calls of every kind', async () => {
    const { page } = await explorer.open();
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
    await explorer.screenshot(page, 'rest-calls');

    await page.getByLabel('Show REST calls').click();
    await expectText(page.locator('.rest-body'), /^Switched off/);
    await run(page);
    await expectText(answer(page), /"me"/);
    expect(asked).toEqual(['1', undefined]);
  }, 60_000);

  it('says if no call was needed, and if the server does not report its calls', async () => {
    const { page } = await explorer.open();
    await operation(page).fill('{ __typename }');
    await run(page);
    await expectText(page.locator('.rest-body'), /without a call to SuperOffice/);
    await expectText(page.locator('.rest .facts'), /^0 calls$/);

    await stubRestReport(page, undefined);
    await run(page);
    await expectText(page.locator('.rest-body'), /does not say which calls it makes/);
  }, 60_000);

  it('can be dark, and is dark from the start when it is opened again', async () => {
    const { page } = await explorer.open();
    const isDark = () => page.evaluate('getComputedStyle(document.body).backgroundColor === "rgb(13, 18, 17)"');
    expect(await isDark()).toBe(false);
    await page.getByRole('button', { name: 'Change to light' }).click();
    await page.getByRole('button', { name: 'Change to dark' }).click();
    expect(await isDark()).toBe(true);
    await page.reload({ waitUntil: 'commit' });
    await page.locator('.brand').waitFor();
    expect(await isDark()).toBe(true);
    await page.getByRole('button', { name: 'Run Transfer' }).waitFor();
    await explorer.screenshot(page, 'dark');
  }, 60_000);

  it('fits a phone, one thing at a time', async () => {
    const { page } = await explorer.open({ viewport: { width: 360, height: 740 } });
    for (const part of ['Ready', 'Docs', 'History', 'Operation', 'Answer']) {
      await show(page, part);
      await explorer.screenshot(page, `phone-${part.toLowerCase()}`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    }
    await show(page, 'Ready');
    await item(page, 'Desk').click();
    await run(page);
    await page.locator('.call').first().waitFor();
    await explorer.screenshot(page, 'phone-calls');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  }, 60_000);

  it('keeps what is written for the next visit, and credentials only as long as the tab is open', async () => {
    const { page } = await explorer.open();
    await item(page, 'Accept').click();
    await page.getByRole('tab', { name: 'Headers · bo' }).click();
    await page.reload();
    await page.getByRole('tab', { name: 'Headers · bo' }).waitFor();

    expect(await openTabs(page)).toEqual(['Transfer', 'Accept']);
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toMatch(/basic/i);
    for (const title of ['Accept', 'Transfer']) {
      await page.getByRole('tab', { name: title }).locator('.tab-close').click();
    }
    expect(await openTabs(page)).toEqual(['New']);
  }, 60_000);

  it('copies a command that sends the same', async () => {
    const { page } = await explorer.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const command = String(await page.evaluate('navigator.clipboard.readText()'));

    expect(command).toContain(`curl ${explorer.facade.url} \\\n`);
    expect(command).toContain(`-H 'authorization: ${TJE0}'`);
    expect(JSON.parse(/-d '(.*)'$/.exec(command)?.[1] ?? '')).toMatchObject({
      operationName: 'Transfer',
      variables: { id: '549', toAssociate: '3' },
    });
  }, 60_000);

  it('lets you type over a selection, including the brackets around it', async () => {
    const { page } = await explorer.open();
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
    const { page } = await explorer.open();
    await page.getByRole('button', { name: 'JSON', exact: true }).click();
    await page.getByRole('textbox', { name: 'Variables, as JSON' }).press('Control+a');
    await page.keyboard.type('{ "id": ');
    await run(page);

    await expectText(page.getByRole('alert'), /variables are not a JSON object/);
    await page.getByRole('button', { name: 'curl' }).click();
    expect(await page.getByRole('button', { name: 'Copied' }).count()).toBe(0);
  }, 60_000);

  it('sends operations if the server hides its schema', async () => {
    const production = await startFacade(explorer.sandbox.url, {
      HOST: 'localhost',
      NODE_ENV: 'production',
      EXPLORER: 'on',
    });
    try {
      // Chromium reports the refused introspection.
      const { page } = await explorer.open({ expected: /400 \(Bad Request\)/, url: production.url });
      await show(page, 'Docs');
      await expectText(page.locator('.panel-body'), /hides its schema/);
      await show(page, 'Ready');
      await item(page, 'Desk').click();
      await run(page);
      await expectText(page.locator('.errors'), /UNAUTHENTICATED/);
      await explorer.screenshot(page, 'production');
    } finally {
      await production.stop();
    }
  }, 60_000);
});

describe('a page of another origin', () => {
  it('may send operations if CORS_ORIGINS names it, and not otherwise', async () => {
    const asked = `fetch(${JSON.stringify(explorer.facade.url)}, {
      method: 'POST',
      credentials: 'include',
      headers: { authorization: ${JSON.stringify(TJE0)}, 'content-type': 'application/json', 'so-language': 'en' },
      body: JSON.stringify({ query: '{ chatSession(id: 549) { user { name } } }' }),
    }).then((response) => response.json(), () => 'refused by the browser')`;
    const answers: unknown[] = [];
    for (const origin of [desk.origin, stranger.origin]) {
      // Without routes: Playwright answers the preflights of pages whose requests it intercepts.
      const page = await explorer.browser.newPage();
      await page.goto(origin);
      answers.push(await page.evaluate(asked));
      await page.close();
    }

    expect(answers).toEqual([{ data: { chatSession: { user: { name: 'tje0' } } } }, 'refused by the browser']);
  }, 60_000);

  it('can read why it is refused if CORS_ORIGINS names it, and not otherwise', async () => {
    const { url } = explorer.facade;
    const authorization = 'Bearer 8A:Cust12345.abc';
    const json = { authorization, 'content-type': 'application/json' };
    const headers = Object.fromEntries(
      Array.from({ length: 150 }, (_, i) => [`so-${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`, '1']),
    );
    const refused: readonly (readonly [url: string, init: object])[] = [
      [url, { method: 'POST', headers: json, body: 'x'.repeat(200_000) }],
      [`${url}?query=${'x'.repeat(20_000)}`, { headers: { authorization } }],
      [`${url}?query=${'x'.repeat(50_000)}`, { headers: { authorization } }],
      [url, { method: 'POST', headers: { ...json, ...headers }, body: '{}' }],
      [url, { method: 'POST', headers: { 'content-type': `text/${'x'.repeat(100)}` }, body: '{}' }],
      [url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }],
      [`${url}/elsewhere`, { headers: { authorization } }],
    ];
    const asked = `Promise.all(${JSON.stringify(refused)}.map(([url, init]) => fetch(url, init).then(
      async (response) => response.status + ' ' + (await response.json()).errors[0].extensions.code,
      () => 'refused by the browser')))`;
    const answers: unknown[] = [];
    for (const origin of [desk.origin, stranger.origin]) {
      const page = await explorer.browser.newPage();
      await page.goto(origin);
      answers.push(await page.evaluate(asked));
      await page.close();
    }

    expect(answers).toEqual([
      [
        '413 PAYLOAD_TOO_LARGE',
        '431 PAYLOAD_TOO_LARGE',
        '431 PAYLOAD_TOO_LARGE',
        '431 PAYLOAD_TOO_LARGE',
        '415 UNSUPPORTED_MEDIA_TYPE',
        '415 UNSUPPORTED_MEDIA_TYPE',
        '404 BAD_REQUEST',
      ],
      refused.map(() => 'refused by the browser'),
    ]);
  }, 60_000);
});

describe('a query by GET', () => {
  let gate: Gate;
  beforeAll(async () => {
    gate = await startGate(explorer.facade.url);
  });
  afterAll(() => gate?.stop());

  const ME = `/graphql?${new URLSearchParams({ query: '{ me { id } }' })}`;
  const fetched = (url: string, init: object = {}) =>
    `fetch(${JSON.stringify(url)}, ${JSON.stringify(init)}).then((response) => response.json(), () => 'refused by the browser')`;

  it('is answered to the server’s own page with the password that the browser remembers, and to no other origin', async () => {
    const context = await explorer.browser.newContext({ httpCredentials: { username: 'tje0', password: 'Tje0' } });
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
      const page = await explorer.browser.newPage();
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

/** Answers with a list of REST calls if one is requested; returns the operations' header. */
async function stubRestReport(page: Page, rest: RestReport | undefined): Promise<(string | undefined)[]> {
  const asked: (string | undefined)[] = [];
  await page.route(explorer.facade.url, async (route) => {
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
