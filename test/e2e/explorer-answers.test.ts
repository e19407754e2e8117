import { EventEmitter, once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { ReportedCall } from '../../src/graphql/rest-report.js';
import { startFacade, TJE0 } from '../helpers/facade.js';
import { violations } from './chromium.js';
import { answer, expectText, item, type OpenOptions, operation, run, show, useExplorer } from './explorer-page.js';

const explorer = useExplorer();

/** A server that runs no operation at all. */
const NO_OPERATIONS = {
  PERSISTED_OPERATIONS: join(tmpdir(), `superoffice-graphql-no-operations-${process.pid}.json`),
  PERSISTED_OPERATIONS_ONLY: 'on',
};

/** Chromium reports every answer that is an error, and every connection that fails. */
const FAILED = /Failed to load resource/;

let proxy: Proxy;
beforeAll(async () => {
  proxy = await startProxy(() => explorer.facade.url);
  const none = { format: 'apollo-persisted-query-manifest', version: 1, operations: [] };
  await writeFile(NO_OPERATIONS.PERSISTED_OPERATIONS, JSON.stringify(none));
});
afterAll(async () => {
  proxy?.stop();
  await rm(NO_OPERATIONS.PERSISTED_OPERATIONS, { force: true });
});

describe('a header that the browser refuses', () => {
  it.each([
    { headers: { 'so language': 'en' }, told: /so language/ },
    { headers: { 'x-note': 'secret ✓' }, told: /value of the header x-note/ },
    { headers: { cookie: 'secret=1' }, told: /cannot set the header cookie/ },
    { headers: { 'proxy-authorization': 'secret' }, told: /cannot set the header proxy-authorization/ },
    { headers: { 'x-list': ['secret'] }, told: /header x-list is not text/ },
  ])('is reported by its name, before anything is sent: $told', async ({ headers, told }) => {
    const { page } = await explorer.open({ url: proxy.url });
    await writeHeaders(page, headers);
    const before = proxy.operations.length;
    await run(page);

    await expectText(advice(page), told);
    await expectText(advice(page), /^Not sent yet/);
    expect(await advice(page).innerText()).not.toMatch(/secret|reached/);
    expect(proxy.operations.length).toBe(before);
    await page.getByRole('button', { name: 'Show the headers' }).click();
    await page.locator('[aria-label="Headers, as JSON"]:focus, .sender select:focus').waitFor();
  });
});

describe('an answer without REST calls', () => {
  it.each([
    { what: 'syntax', document: '{ me {', told: /refused the request before it ran/ },
    { what: 'an unknown field', document: '{ nope }', told: /refused the request before it ran/ },
    { what: 'a value', document: '{ chatSession(id: "abc") { id } }', told: /failed before it called SuperOffice/ },
  ])('does not claim that all was answered if the operation was refused for $what', async ({ document, told }) => {
    const { page } = await explorer.open({ expected: FAILED });
    await write(page, document);
    await run(page);

    await expectText(page.locator('.rest-body'), told);
    expect(await page.locator('.rest-body').innerText()).not.toContain('answered without');
  });

  it('says that a repeated change was not made again, rather than that no call was needed', async () => {
    const { page } = await explorer.open();
    await item(page, 'Transfer').click();
    await page.getByRole('tab', { name: /^Headers/ }).click();
    const headers = { authorization: TJE0, 'idempotency-key': 'explorer-answers-1' };
    await replace(page.getByRole('textbox', { name: 'Headers, as JSON' }), JSON.stringify(headers));
    await run(page);
    await page.locator('.call').first().waitFor();
    await run(page);

    await expectText(page.locator('.rest-body'), /earlier request with the same idempotency key/);
  });

  it('says if they were not asked for, after a reload too', async () => {
    const { page } = await explorer.open();
    const asks = page.getByRole('checkbox', { name: 'Show REST calls' });
    await asks.uncheck();
    await write(page, '{ me { id } }');
    await run(page);
    await expectText(answer(page), /"me"/);
    await asks.check();
    await expectText(page.locator('.rest-body'), /sent without asking for its REST calls. Run it again/);
    await page.reload();
    await expectText(page.locator('.rest-body'), /sent without asking for its REST calls/);
    await run(page);
    await page.locator('.call').first().waitFor();
  });

  it('names the setting if the server does not report them', async () => {
    await withServer({ NODE_ENV: 'production', EXPLORER: 'on' }, async (server) => {
      const { page } = await explorer.open({ url: server.url, expected: FAILED });
      await write(page, '{ __typename }');
      await run(page);

      await expectText(page.locator('.rest-body'), /EXPLAIN=on/);
      await show(page, 'Docs');
      await expectText(page.locator('.panel .advice'), /hides its schema.*production/s);
      await explorer.screenshot(page, 'answers-production');
      await page.locator('.schema-status[data-state="untold"]').waitFor();
      await page.getByRole('button', { name: 'New operation' }).click();
      await expectText(page.locator('.answer'), /runs the operation/);
      expect(await page.locator('.answer').innerText()).not.toMatch(/completes|schema/);
    });
  });
});

describe('a server that is stopped', () => {
  it('is reported, in the documentation too, and its schema is read automatically when it is back', async () => {
    const first = await startFacade(explorer.sandbox.url, { HOST: 'localhost' });
    const { page } = await explorer.open({ url: first.url, expected: FAILED });
    await show(page, 'Docs');
    await page.getByRole('button', { name: 'chatTopicsForCurrentUser' }).waitFor();
    await first.stop();
    await write(page, '{ __typename }');
    await run(page);

    await expectText(advice(page), /^The server cannot be reached/);
    await expectText(page.locator('.panel .advice'), /last known schema/);
    expect(await page.locator('.panel').innerText()).not.toContain('production');
    await page.getByRole('button', { name: 'The server cannot be reached. Read the schema again.' }).waitFor();
    await explorer.screenshot(page, 'answers-stopped');

    // Another schema, so that it can be seen which one is read.
    await withServer({ PORT: new URL(first.url).port, SCHEMA_PREFIX: 'Other' }, async () => {
      await expectText(advice(page), /^The server can be reached again/);
      expect(await advice(page).innerText()).not.toMatch(/cannot|No answer came/);
      await expectText(page.locator('.panel'), /otherChatTopicsForCurrentUser/);
      await page.locator('.panel .advice').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'The schema is loaded.' }).waitFor();
      await page.getByRole('button', { name: 'Run again' }).click();
      await expectText(answer(page), /"__typename"/);
    });
  });

  it('is told apart from a device that is offline; a change is not offered again', async () => {
    const { page } = await explorer.open({ expected: FAILED });
    await item(page, 'Transfer').click();
    await page.context().setOffline(true);
    await run(page);
    await expectText(advice(page), /^This device is offline.*may have been made/s);
    await page.context().setOffline(false);
    await expectText(advice(page), /^The server can be reached again.*may have been made: read the record/s);
    expect(await page.getByRole('button', { name: 'Run again' }).count()).toBe(0);
  });

  it('is reported if it was stopped before its schema was read, and at the button', async () => {
    proxy.introspection = (_request, response) => response.destroy();
    const { page } = await explorer.open({ url: proxy.url, expected: FAILED });
    await show(page, 'Docs');
    await expectText(page.locator('.panel .advice'), /connection ended/);
    proxy.introspection = undefined;
    await page.getByRole('button', { name: 'Read the schema again', exact: true }).click();
    await page.getByRole('button', { name: 'chatTopicsForCurrentUser' }).waitFor();
  });

  it.each([
    { what: 'a proxy’s page', status: 502, told: /web page came back.*502/s },
    { what: 'a limit', status: 429, told: /429.*Too many requests.*in 30 s/s },
  ])('is not mixed up with $what', async ({ status, told }) => {
    proxy.introspection = htmlPage(status);
    const { page } = await explorer.open({ url: proxy.url, expected: FAILED });
    proxy.introspection = undefined;
    await show(page, 'Docs');

    await expectText(page.locator('.panel .advice'), told);
    expect(await page.locator('.panel').innerText()).not.toContain('production');
  });
});

describe('a schema that cannot be read', () => {
  it.each([
    { env: { MAX_TOKENS: '60' }, told: /query for the schema is too large.*at most 60 tokens/s },
    { env: { MAX_BODY_BYTES: '1024' }, told: /request is too large/s },
    { env: NO_OPERATIONS, told: /hides its schema.*only registered operations/s },
  ])('shows the server’s reason: $env', async ({ env, told }) => {
    await withServer(env, async (server) => {
      const { page } = await explorer.open({ url: server.url, expected: FAILED });
      await show(page, 'Docs');

      await expectText(page.locator('.panel .advice'), told);
      expect(await page.locator('.panel').innerText()).not.toContain('production');
    });
  });

  it('is reported if the answer has only a part of it', async () => {
    proxy.introspection = json({ data: {} });
    const { page } = await explorer.open({ url: proxy.url });
    await show(page, 'Docs');

    await expectText(page.locator('.panel .advice'), /There is no schema.*has none, or not all/s);
    proxy.introspection = undefined;
  });

  it.each([
    { status: 503, code: 'OVERLOADED' },
    { status: 429, code: 'RATE_LIMITED' },
  ])('is read again automatically when the server asks for that, after $code', async ({ status, code }) => {
    const error = { message: 'Too much to do.', extensions: { code, retryAfterMs: 1000 } };
    proxy.introspection = json({ errors: [error] }, { status, 'retry-after': '1' });
    const { page } = await explorer.open({ url: proxy.url, expected: FAILED });
    await show(page, 'Docs');

    await expectText(page.locator('.panel .advice'), /Too much to do\. The page reads the schema again in 1 s\./);
    proxy.introspection = undefined;
    await page.getByRole('button', { name: 'chatTopicsForCurrentUser' }).waitFor();
  });

  it.each([
    {
      what: 'refuses what fits it',
      document: 'query Mine { me { id } }',
      told: /^The operation does not fit the schema/,
    },
    { what: 'takes what does not', document: 'query Mine { otherMe { id } }', told: undefined },
  ])('from an earlier read is read again if the server $what', async ({ document, told }) => {
    await withServer({ SCHEMA_PREFIX: 'Other' }, async (other) => {
      let target = explorer.facade.url;
      const own = await startProxy(() => target);
      const { page } = await explorer.open({ url: own.url, expected: FAILED });
      await show(page, 'Docs');
      await page.getByRole('button', { name: 'chatTopicsForCurrentUser' }).waitFor();
      target = other.url;
      await write(page, document);
      await run(page);

      await page.getByRole('button', { name: 'otherChatTopicsForCurrentUser' }).waitFor();
      await (told ? expectText(advice(page), told) : expectText(answer(page), /otherMe/));
      own.stop();
    });
  });
});

describe('what comes back', () => {
  it.each([
    { what: 'a page of a proxy that cannot reach the server', reply: htmlPage(502), told: /web page.*502.*stopped/s },
    { what: 'a page to sign in', reply: htmlPage(401), told: /web page.*401.*sign in/s },
    { what: 'a proxy that waited too long', reply: htmlPage(504), told: /504.*too long/s },
    { what: 'a proxy that takes less', reply: htmlPage(413), told: /413.*too large/s },
    { what: 'a proxy that asks for fewer', reply: htmlPage(429), told: /429.*in 30 s/s },
    { what: 'nothing', reply: htmlPage(200, ''), told: /empty answer.*200/s },
    { what: 'a redirection', reply: redirected, told: /redirected.*Reload/s },
    { what: 'no answer', reply: cut, told: /connection ended before the answer/ },
    { what: 'half an answer', reply: half, told: /connection ended before the answer/ },
  ])('is described as what it is: $what', async ({ reply, told }) => {
    const { page } = await explorer.open({ url: proxy.url, expected: FAILED });
    await write(page, '{ __typename }');
    proxy.reply = reply;
    await run(page);

    await expectText(advice(page), told);
    expect(await advice(page).innerText()).not.toMatch(/cannot be reached|change/);
    expect(await page.locator('.rest-body').innerText()).not.toContain('without a call');
    proxy.reply = undefined;
    await run(page);
    await expectText(answer(page), /"__typename"/);
    expect(await advice(page).count()).toBe(0);
  });

  it.each([
    { status: 406, headers: { accept: 'image/png' }, told: /header accept refuses JSON/ },
    { status: 415, headers: { 'content-type': 'text/plain' }, told: /header content-type is not JSON/ },
  ])('says which header to remove, for $status', async ({ status, headers, told }) => {
    const { page } = await explorer.open({ expected: FAILED });
    await writeHeaders(page, headers);
    await run(page);

    await expectText(advice(page), told);
    await expectText(page.locator('.answer .facts'), new RegExp(`^${status}`));
  });

  it('says that the request is too large, and what to shorten', async () => {
    const { page } = await explorer.open({ expected: FAILED });
    await write(page, `{ __typename } # ${'x'.repeat(1_100_000)}`);
    await run(page);

    await expectText(advice(page), /request is too large/);
  });

  it('leads from a wrong credential to where it is entered', async () => {
    const { page } = await explorer.open();
    await writeHeaders(page, { authorization: 'Basic eDp5' });
    await write(page, '{ me { id } }');
    await run(page);

    await expectText(advice(page), /SuperOffice refused the credential/);
    await page.getByRole('tab', { name: 'Variables' }).click();
    await page.getByRole('button', { name: 'Enter a credential' }).click();
    await page.locator('.sender select:focus').waitFor();
    await explorer.screenshot(page, 'answers-credential');
  });

  it.each([
    { authorization: 'foo', told: /Expected Authorization to begin with/ },
    { authorization: 'Basic !!!', told: /Expected user:password in base64/ },
  ])(
    'does not say that SuperOffice refused a credential that the server could not read: $authorization',
    async ({ authorization, told }) => {
      const { page } = await explorer.open();
      await writeHeaders(page, { authorization });
      await write(page, '{ me { id } }');
      await run(page);

      await expectText(advice(page), told);
      expect(await advice(page).innerText()).not.toContain('SuperOffice refused');
      await page.getByRole('button', { name: 'Enter a credential' }).waitFor();
    },
  );

  it('names the place of a mistake in the operation, and leads to it', async () => {
    const { page } = await explorer.open({ expected: FAILED });
    await write(page, 'query A {\n  me {\n    id\n    fullName(\n  }\n}');
    await run(page);

    await expectText(advice(page), /syntax.*At line 5, column 3\./s);
    await page.getByRole('button', { name: 'Show line 5' }).click();
    await operation(page).and(page.locator(':focus')).waitFor();
    await page.keyboard.insertText('# ');
    await expectText(operation(page), /fullName\(\s+# \}/);
  });

  it.each([
    { document: '{ person(id: 0) { id } }', told: /^A value is not allowed.*At person, line 1, column 3\./s },
    {
      document: 'query A($who: ID!) { person(id: $who) { id } }',
      told: /^A value is not allowed.*\$who.*Show the variables/s,
    },
    { document: '{ me { nope } }', told: /^The operation does not fit the schema.*line 1, column 8/s },
    {
      document: 'mutation { addChatMessage(id: 987654, message: { message: "x" }) { id } }',
      told: /^SuperOffice does not know this record.*Check its id\. This change was not made/s,
    },
  ])('has a sentence for every refusal: $document', async ({ document, told }) => {
    const { page } = await explorer.open({ expected: FAILED });
    await write(page, document);
    await run(page);

    await expectText(advice(page), told);
  });

  it('does not cover the REST calls on a low screen, and can be scrolled to', async () => {
    const { page } = await explorer.open({ viewport: { width: 640, height: 400 } });
    await write(page, 'mutation {\n addChatMessage(id: 987654, message: { message: "x" }) { id }\n}');
    await run(page);
    const button = page.getByRole('button', { name: 'Show line 2' });
    await button.waitFor();
    const parts = await page.locator('#rest-title').evaluate((title) => {
      const { left, top } = title.getBoundingClientRect();
      return document.elementsFromPoint(left + 1, top + 1).map(({ className }) => className);
    });
    expect(parts).not.toContain('advice');
    await answer(page).scrollIntoViewIfNeeded();
    await explorer.screenshot(page, 'answers-low');
    expect(await violations(page)).toEqual([]);
    await button.click();
    await operation(page).and(page.locator(':focus')).waitFor();
  });

  it('leads to the header that limits the time of the operation', async () => {
    const { page } = await explorer.open();
    await writeHeaders(page, { authorization: TJE0, 'x-request-timeout-ms': '1' });
    await write(page, '{ chatSessions { nodes { id } } }');
    await run(page);

    await expectText(advice(page), /header x-request-timeout-ms sets the time limit/);
    expect(await advice(page).innerText()).not.toContain('SuperOffice is slow');
    await page.getByRole('button', { name: 'Show the headers' }).click();
    await page.locator('.sender select:focus').waitFor();
  });

  it('says that an earlier request made a change whose answer is not kept', async () => {
    await withServer({ MAX_IDEMPOTENCY_BYTES: '10' }, async (server) => {
      const { page } = await explorer.open({ url: server.url });
      await writeHeaders(page, { authorization: TJE0, 'idempotency-key': 'explorer-answers-2' });
      await write(page, 'mutation { addChatMessage(id: 549, message: { message: "Hello" }) { id } }');
      await run(page);
      await expectText(answer(page), /"addChatMessage"/);
      await run(page);

      await expectText(advice(page), /^The change was made before/);
      expect(await advice(page).innerText()).not.toContain('not known');
    });
  });

  it('says that a change may have been made if its answer was lost', async () => {
    const { page } = await explorer.open({ url: proxy.url, expected: FAILED });
    await item(page, 'Transfer').click();
    proxy.reply = cut;
    await run(page);
    await expectText(advice(page), /change may have been made/);
    proxy.reply = undefined;
  });

  it('can be stopped while you wait for it', async () => {
    const { page } = await explorer.open({ url: proxy.url });
    await write(page, '{ __typename }');
    const isAsked = new Promise<void>((resolve) => {
      proxy.reply = () => resolve();
    });
    await run(page);
    await isAsked;
    await page.getByRole('button', { name: 'Stop' }).click();
    await expectText(advice(page), /^Stopped/);
    proxy.reply = undefined;
  });
});

describe('an operation that is running', () => {
  const CHANGE = 'mutation W { addChatMessage(id: 549, message: { message: "once" }) { id } }';

  async function runByKeys(page: Page, times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await operation(page).press('Control+Enter');
    }
  }

  it('is sent once if it is a change, however often the keys are pressed, and is stopped as a whole', async () => {
    const { page } = await explorer.open({ url: proxy.url, expected: FAILED });
    const held = holdReplies();
    await write(page, CHANGE);
    await runByKeys(page, 3);
    await held.arrived(1);
    // It is also neither sent nor forgotten if something else is written in between.
    await write(page, 'query Other { __typename }');
    await runByKeys(page);
    await write(page, '');
    await runByKeys(page);
    await page.getByRole('button', { name: 'Stop' }).click();
    await held.closed();
    await expectText(advice(page), /^Stopped.*may have been made/s);
    proxy.reply = undefined;
    await write(page, 'query After { __typename }');
    await runByKeys(page);
    await expectText(answer(page), /"__typename"/);
    expect(held.operations()).toEqual(['W']);
  });

  it.each([
    { what: 'an answer', between: undefined },
    {
      what: 'a draft that cannot be sent',
      async between(page: Page) {
        await page.getByRole('tab', { name: /^Headers/ }).click();
        await replace(page.getByRole('textbox', { name: 'Headers, as JSON' }), '{');
        await runByKeys(page);
        await expectText(advice(page), /^Not sent yet/);
        await replace(page.getByRole('textbox', { name: 'Headers, as JSON' }), '{}');
      },
    },
  ])(
    'is stopped by the next one if it is a query, and its answer does not replace that one’s: $what',
    async ({ between }) => {
      const { page } = await explorer.open({ url: proxy.url, expected: FAILED });
      const held = holdReplies();
      await write(page, 'query A { __typename }');
      await runByKeys(page);
      await held.arrived(1);
      await between?.(page);
      proxy.reply = undefined;
      await write(page, 'query B { b: __typename }');
      await runByKeys(page);
      await held.closed();
      await expectText(answer(page), /"b": "Query"/);
      await page.getByRole('button', { name: 'Run B' }).waitFor();
    },
  );

  it('continues if its tab is closed and it is a change, and is stopped if it is a query', async () => {
    const { page } = await explorer.open({ url: proxy.url, expected: FAILED });
    const held = holdReplies();
    await show(page, 'History');
    for (const [document, number] of [
      ['query A { __typename }', 1],
      [CHANGE, 2],
    ] as const) {
      await page.getByRole('button', { name: 'New operation' }).click();
      await write(page, document);
      await runByKeys(page);
      await held.arrived(number);
      await page.locator('#active-tab .tab-close').click();
    }
    await expectText(page.locator('.history'), /W.*under way.*A.*no answer/s);
    await held.closed();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    held.answer(1, { data: { addChatMessage: { id: '7' } } });
    await expectText(answer(page), /"id": "7"/);
    await expectText(page.locator('.history'), /W.*200/s);
  });
});

describe('an answer', () => {
  it('is downloaded and copied as a whole, however little of it is shown', async () => {
    const { page } = await explorer.open({ url: proxy.url, permissions: ['clipboard-read', 'clipboard-write'] });
    const names = Array.from({ length: 25_000 }, (_, index) => `A person with a name, number ${index}`);
    proxy.reply = json({ data: { names, note: 'n'.repeat(200_000) } });
    await write(page, 'query Names { __typename }');
    await run(page);

    await expectText(page.locator('.answer .cut'), /only a part of it is shown and searched.*have all 1\.\d MB/);
    await expectText(answer(page), /number 3,|number 3"/);
    await answer(page).press('Control+End');
    await expectText(answer(page), /…$/);
    expect(await answer(page).innerText()).not.toContain('number 24999');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Names.json');
    const file = await readFile((await download.path()) as string);
    await expectText(page.locator('.answer .cut'), new RegExp(`all ${(file.length / 1_000_000).toFixed(1)} MB\\.`));
    const saved = JSON.parse(file.toString());
    expect(saved.data.names).toEqual(names);
    expect(saved.data.note).toHaveLength(200_000);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(JSON.parse(String(await page.evaluate('navigator.clipboard.readText()')))).toEqual(saved);
    // The page is still there to work with.
    await write(page, 'query After { __typename }');
    await page.getByRole('button', { name: 'Run After' }).waitFor();
    await explorer.screenshot(page, 'answers-long');
    proxy.reply = undefined;
  });

  it.each([
    { what: 'a web page', reply: htmlPage(502), name: 'Names.html' },
    { what: 'nothing', reply: htmlPage(200, ''), name: 'Names.html' },
    { what: 'JSON of another form', reply: json('text'), name: 'Names.json' },
  ])('is downloaded by its kind: $what', async ({ reply, name }) => {
    const { page } = await explorer.open({ url: proxy.url, expected: FAILED });
    proxy.reply = reply;
    await write(page, 'query Names { __typename }');
    await run(page);
    await advice(page).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    proxy.reply = undefined;
  });

  it('has its headers next to it', async () => {
    const { page } = await explorer.open({ url: proxy.url });
    await write(page, '{ __typename }');
    await run(page);
    await page.getByRole('button', { name: 'Response headers' }).click();

    await expectText(page.locator('.response-headers'), /cache-control\s*no-store.*x-request-id/s);
    expect(await answer(page).count()).toBe(0);
    // For the next answer, too.
    const first = await page.locator('.request-id').innerText();
    await run(page);
    await page.locator('.request-id').filter({ hasNotText: first }).waitFor();
    await page.locator('.response-headers').waitFor();
    await page.getByRole('button', { name: 'Response headers' }).click();
    await expectText(answer(page), /"__typename"/);
  });
});

describe('keys', () => {
  it('run an operation wherever the focus is, and leave it there', async () => {
    const { page } = await explorer.open({ url: proxy.url });
    const held = holdReplies();
    await write(page, 'query Keys { __typename }');
    await page.getByRole('button', { name: 'Run Keys' }).press('Enter');
    await held.arrived(1);
    await page.getByRole('button', { name: 'Stop' }).and(page.locator(':focus')).waitFor();
    held.answer(0, { data: { one: 1 } });
    await expectText(answer(page), /"one"/);
    await page.getByRole('button', { name: 'Run Keys' }).and(page.locator(':focus')).waitFor();

    for (const [index, place] of [
      page.getByRole('checkbox', { name: 'Show REST calls' }),
      page.getByRole('button', { name: 'New operation' }),
      page.locator('#active-tab'),
    ].entries()) {
      await place.press('Control+Enter');
      await held.arrived(index + 2);
      held.answer(index + 1, { data: { [`at${index}`]: 1 } });
      await expectText(answer(page), new RegExp(`"at${index}"`));
      await place.and(page.locator(':focus')).waitFor();
    }
    proxy.reply = undefined;
  });

  it('run nothing behind a dialog, which puts the focus where the user continues', async () => {
    const { page } = await explorer.open({ url: proxy.url });
    const before = proxy.operations.length;
    await page.getByRole('tab', { name: /^Headers/ }).click();
    await page.getByRole('button', { name: 'User and password' }).click();
    await page.getByLabel('User name').and(page.locator(':focus')).press('Control+Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Share a link' }).click();
    await page.getByLabel('With the variables').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    await show(page, 'History');
    await page.getByRole('button', { name: 'Clear …' }).click();
    await page.getByRole('button', { name: 'Cancel' }).and(page.locator(':focus')).press('Control+Enter');
    expect(proxy.operations.length).toBe(before);
  });
});

describe('a page that came unencrypted over a network', () => {
  it('copies too', async () => {
    const { page } = await explorer.open();
    await page.addInitScript(`
      Object.defineProperty(window, 'isSecureContext', { value: false });
      Object.defineProperty(navigator, 'clipboard', { value: undefined });`);
    await page.reload();
    await write(page, 'query Mine { __typename }');
    await page.getByRole('button', { name: 'curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    await page.getByRole('button', { name: 'New operation' }).click();
    await operation(page).press('Control+v');
    await expectText(operation(page), /^curl http.*query Mine/s);
  });
});

describe('the waterfall', () => {
  const MANY = [
    restCall({ route: 'ChatSession/ForCurrentUser' }),
    ...Array.from({ length: 157 }, (_, index) =>
      restCall({ route: 'ChatSession/{id}', startMs: 2 + index, status: index === 5 ? 500 : 200 }),
    ),
    restCall({ method: 'POST', route: 'ChatSession/{id}/TransferTo/{toAssociate}', startMs: 1, durationMs: 170 }),
  ];

  async function openCalls(calls: readonly ReportedCall[], options: OpenOptions = {}): Promise<Page> {
    const { page } = await explorer.open({ url: proxy.url, ...options });
    proxy.reply = json({ data: {}, extensions: { rest: { calls, servedWithoutCall: 0 } } });
    await run(page);
    await page.locator('.call').first().waitFor();
    proxy.reply = undefined;
    return page;
  }

  it('shows 159 calls as one group and two others, which can be opened and read with keys only', async () => {
    const page = await openCalls(MANY);
    const rows = page.getByRole('treeitem');
    expect(await rows.count()).toBe(3);
    expect(await textOf(rows.nth(2))).toMatch(/^GET ChatSession\/\{id\} × 157 200 × 156 500 × 1 157 ms from 2 ms on /);

    await page.getByLabel('Show REST calls').focus();
    await page.keyboard.press('Tab');
    expect(await textOf(page.locator(':focus'))).toMatch(/^GET ChatSession\/ForCurrentUser 1 ms from 1 ms on 200 /);
    await page.keyboard.press('End');
    expect(await textOf(page.locator(':focus'))).toMatch(/^GET ChatSession\/\{id\} × 157 /);
    await page.keyboard.press('ArrowRight');
    await rows.nth(159).waitFor();
    expect(await rows.count()).toBe(160);
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('ArrowDown');
    }
    expect(await textOf(page.locator(':focus'))).toMatch(/^GET ChatSession\/\{id\} 1 ms from 7 ms on 500 /);
    await page.keyboard.press('Home');
    expect(await textOf(page.locator(':focus'))).toContain('ForCurrentUser');
    await rows.nth(2).focus();
    await page.keyboard.press('ArrowLeft');
    await rows.nth(3).waitFor({ state: 'detached' });
    await rows.nth(2).click();
    await rows.nth(159).waitFor();
    await explorer.screenshot(page, 'answers-159-calls');
  });

  it('takes no more height than its calls need, and no more than its share', async () => {
    const heights = async (page: Page) =>
      (await page.evaluate(
        `['.answer', '.rest', '.rest-body', '.waterfall'].map((part) => document.querySelector(part).offsetHeight)`,
      )) as number[];
    const [answerFew, , bodyFew, chartFew] = await heights(await openCalls(MANY.slice(0, 1)));
    const [answerMany, restMany] = await heights(
      await openCalls(MANY.map((call, index) => ({ ...call, route: `R${index}` }))),
    );

    expect(bodyFew).toBe(chartFew);
    expect(answerFew).toBeGreaterThan(answerMany as number);
    expect(restMany).toBeLessThan(answerMany as number);
  });

  it.each([1280, 1024, 390, 320])('has paths that can be read whole at %d pixels', async (width) => {
    const page = await openCalls(MANY, { viewport: { width, height: 740 } });
    const hidden = await page.evaluate(`[...document.querySelectorAll('.call-name, .call-facts, .route')]
      .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0 ||
        part.getBoundingClientRect().right > document.querySelector('.rest').getBoundingClientRect().right)
      .map((part) => part.textContent)`);

    expect(hidden).toEqual([]);
    await explorer.screenshot(page, `answers-paths-${width}`);
  });

  it.each(['light', 'dark'] as const)(
    'has labels on its bars with a contrast of 4.5 and no violations by axe, in the %s theme',
    async (colorScheme) => {
      const page = await openCalls(
        [restCall({ startMs: 0, durationMs: 100 }), restCall({ startMs: 0, durationMs: 99, status: 500 })],
        { colorScheme },
      );
      const pairs = (await page.evaluate(`[...document.querySelectorAll('.call')].map((call) => [
        getComputedStyle(call.querySelector('.bar')).backgroundColor, getComputedStyle(call.querySelector('.bar-label')).color])`)) as string[][];

      expect(pairs).toHaveLength(2);
      for (const [bar, label] of pairs) {
        expect(contrast(bar as string, label as string)).toBeGreaterThanOrEqual(4.5);
      }
      expect(await violations(page)).toEqual([]);
      const many = await openCalls(MANY, { colorScheme });
      await many.getByRole('treeitem').nth(2).click();
      await many.getByRole('button', { name: 'Response headers' }).click();
      expect(await violations(many)).toEqual([]);
    },
  );
});

describe('a user and a password', () => {
  it('become a header that SuperOffice accepts, and are kept only in this browser tab', async () => {
    await withServer({}, async (server) => {
      const { page } = await explorer.open({ url: server.url });
      await write(page, '{ me { name } }');
      await run(page);
      await expectText(advice(page), /No credential was sent/);
      await page.getByRole('button', { name: 'Enter a credential' }).click();
      const dialog = page.getByRole('dialog', { name: 'User and password' });
      await dialog.getByLabel('User name').fill('tj:e0');
      await dialog.getByRole('textbox', { name: 'Password' }).fill('Tje0');
      await page.keyboard.press('Enter');
      await expectText(dialog.getByRole('alert'), /cannot have a colon/);
      expect(await violations(page)).toEqual([]);
      await explorer.screenshot(page, 'answers-sign-in');
      await dialog.getByLabel('User name').fill('tje0');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await run(page);

      await expectText(answer(page), /"name": "tje0"/);
      // By then all is written.
      await page.reload();
      await page.getByRole('button', { name: 'The schema is loaded.' }).waitFor();
      const stores = String(await page.evaluate('JSON.stringify(localStorage) + location.href'));
      expect(stores).not.toMatch(/dGplMDpUamUw|Tje0/);
      expect(await page.evaluate('JSON.stringify(sessionStorage)')).toContain('dGplMDpUamUw');
    });
  });

  it('can be entered with the sandbox tenant too, and Escape leaves the dialog', async () => {
    const { page } = await explorer.open();
    await page.getByRole('tab', { name: /^Headers/ }).click();
    const opener = page.getByRole('button', { name: 'User and password' });
    await opener.click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await opener.and(page.locator(':focus')).waitFor();
    await page.getByRole('tab', { name: 'Headers · tje0' }).waitFor();
  });

  it('do not replace headers that cannot be read', async () => {
    const { page } = await explorer.open();
    await writeHeaders(page, {});
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('{ "so-language": "nb", ');
    await page.getByRole('button', { name: 'User and password' }).click();
    await page.getByLabel('User name').fill('tje0');
    await page.getByRole('textbox', { name: 'Password' }).fill('Tje0');
    await page.keyboard.press('Enter');
    await expectText(page.getByRole('dialog').getByRole('alert'), /correct them first/);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await expectText(page.getByRole('textbox', { name: 'Headers, as JSON' }), /so-language/);
  });
});

describe('a link to an operation', () => {
  async function openShare(page: Page): Promise<Locator> {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Share a link' }).click();
    return page.getByRole('dialog', { name: 'Share this operation' });
  }

  it('has the operation, the variables only if you choose that, never a header, and runs nothing', async () => {
    const { page } = await explorer.open({ url: proxy.url });
    await item(page, 'Transfer').click();
    const dialog = await openShare(page);
    const plain = await dialog.getByLabel('Link', { exact: true }).inputValue();
    expect(plain).not.toContain('549');
    await dialog.getByLabel('With the variables').check();
    const full = await dialog.getByLabel('Link', { exact: true }).inputValue();
    expect(full).toContain('549');
    expect(plain + full).not.toMatch(/authorization|basic/i);
    expect(await violations(page)).toEqual([]);
    await explorer.screenshot(page, 'answers-share');

    const before = proxy.operations.length;
    for (const [link, variables] of [
      [plain, ''],
      [full, '549'],
    ] as const) {
      const opened = await page.context().newPage();
      await opened.goto(link);
      await expectText(opened.locator('.notice'), /comes from a link. Nothing has run/);
      await expectText(operation(opened), /transferChatSession/);
      expect(await opened.evaluate('location.href')).toBe(proxy.url);
      const inputs = `[...document.querySelectorAll('.inputs input')].map(({ value }) => value) + document.querySelector('.inputs').textContent`;
      expect(String(await opened.evaluate(inputs)).includes('549')).toBe(variables === '549');
      await opened.reload();
      await operation(opened).waitFor();
      expect(await opened.locator('.notice p').count()).toBe(0);
    }
    expect(proxy.operations.length).toBe(before);
  });

  it('is opened by a page that is open already', async () => {
    const { page } = await explorer.open({ url: proxy.url });
    const before = proxy.operations.length;
    await page.evaluate('location.hash = "#operation=query+Linked+{+me+{+id+}+}"');
    await page.getByRole('button', { name: 'Run Linked' }).waitFor();
    expect(await page.evaluate('location.hash')).toBe('');
    expect(proxy.operations.length).toBe(before);
  });

  it.each(['#operation=', '#operation={a}&variables=[1]', `#operation=${'a'.repeat(20_000)}`])(
    'is reported if it cannot be read',
    async (fragment) => {
      const { page } = await explorer.open({ url: proxy.url + fragment });
      await expectText(page.locator('.notice'), /link cannot be read/);
      expect(await page.evaluate('location.href')).toBe(proxy.url);
      expect(await operation(page).innerText()).not.toContain('aaaa');
    },
  );

  it('is not made if nobody could open it, and the page says why', async () => {
    const { page } = await explorer.open();
    await page.getByRole('button', { name: 'JSON', exact: true }).click();
    await replace(page.getByRole('textbox', { name: 'Variables, as JSON' }), '{"id": "1",}');
    const dialog = await openShare(page);
    await dialog.getByRole('textbox', { name: 'Link' }).waitFor();
    await dialog.getByRole('checkbox').check();

    await expectText(dialog.getByRole('alert'), /variables are not a JSON object/);
    expect(await dialog.getByRole('textbox', { name: 'Link' }).count()).toBe(0);
  });

  it('is not made if it would be too long, and the page says so', async () => {
    const { page } = await explorer.open();
    await write(page, `{ ${'a '.repeat(9000)} }`);
    const dialog = await openShare(page);
    await expectText(dialog.getByRole('alert'), /too long for a link/);
  });
});

describe('what the explorer says of a failure, and its dialogs', () => {
  it.each(['light', 'dark'] as const)('has no violations by axe, in the %s theme', async (colorScheme) => {
    const { page } = await explorer.open({ url: proxy.url, colorScheme, expected: FAILED });
    await show(page, 'Docs');
    proxy.reply = htmlPage(502);
    proxy.introspection = htmlPage(502);
    await run(page);
    await page.getByRole('button', { name: 'Read the schema again.' }).click();
    await page.locator('.answer .advice').waitFor();
    expect(await violations(page)).toEqual([]);
    proxy.reply = undefined;
    proxy.introspection = undefined;
    await page.getByRole('button', { name: 'More actions' }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Share a link' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: /^Headers/ }).click();
    await page.getByRole('button', { name: 'User and password' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

function advice(page: Page): Locator {
  return page.locator('.answer .advice');
}

async function write(page: Page, document: string): Promise<void> {
  await replace(operation(page), document);
}

async function writeHeaders(page: Page, headers: object): Promise<void> {
  await page.getByRole('tab', { name: /^Headers/ }).click();
  await replace(page.getByRole('textbox', { name: 'Headers, as JSON' }), JSON.stringify(headers));
}

/** Uses keys, which the editor gets in order: `fill` selects and types at once. */
async function replace(editor: Locator, text: string): Promise<void> {
  await editor.press('Control+a');
  await editor.page().keyboard.insertText(text);
}

/** Starts a server in front of the sandbox tenant for the duration of a function. */
async function withServer(env: Record<string, string>, use: (server: { readonly url: string }) => Promise<void>) {
  const server = await startFacade(explorer.sandbox.url, { HOST: 'localhost', ...env });
  try {
    await use(server);
  } finally {
    await server.stop();
  }
}

function restCall(own: Partial<ReportedCall>): ReportedCall {
  return {
    ...{ method: 'GET', route: 'A', status: 200, startMs: 1, durationMs: 1, records: null, bytes: 0, attempt: 1 },
    fields: ['transferTargets'],
    ...own,
  };
}

/** The text as a user reads it, in one line. */
async function textOf(part: Locator): Promise<string> {
  return (await part.innerText()).trim().split(/\s+/).join(' ');
}

/** Of two colours as browsers compute them: `rgb(0, 0, 0)`. By WCAG 2. */
function contrast(...colours: readonly [string, string]): number {
  const [darker = 0, lighter = 0] = colours
    .map((colour) => {
      const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
        const share = Number(part) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })
    .sort((left, right) => left - right);
  return (lighter + 0.05) / (darker + 0.05);
}

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

interface Proxy {
  readonly url: string;
  /** Bodies of the operations that pages sent. */
  readonly operations: string[];
  /** Answers instead of the server to an operation, or to the schema query. */
  reply: Reply | undefined;
  introspection: Reply | undefined;
  stop(): void;
}

/** A proxy in front of a server, which answers instead of it when told to. */
async function startProxy(target: () => string): Promise<Proxy> {
  const server = createServer(async (incoming, outgoing) => {
    const body = await text(incoming);
    const isIntrospection = body.includes('IntrospectionQuery');
    if (incoming.method === 'POST' && !isIntrospection) {
      proxy.operations.push(body);
    }
    const reply = incoming.method === 'POST' && (isIntrospection ? proxy.introspection : proxy.reply);
    if (reply) {
      reply(incoming, outgoing);
      return;
    }
    const { method, url, headers } = incoming;
    const { host } = new URL(target());
    const passed = request(new URL(url ?? '', target()), { method, headers: { ...headers, host } }, (answered) => {
      outgoing.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(outgoing);
    });
    passed.end(body);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const proxy: Proxy = {
    url: `http://localhost:${(server.address() as AddressInfo).port}/graphql`,
    operations: [],
    reply: undefined,
    introspection: undefined,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
  return proxy;
}

/** As proxies answer for themselves. */
function htmlPage(status: number, body = '<!doctype html><h1>Proxy</h1>'): Reply {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html', 'retry-after': '30' }).end(body);
  };
}

function json(
  body: unknown,
  { status = 200, ...headers }: { readonly status?: number; [name: string]: unknown } = {},
): Reply {
  return (_request, response) => {
    response
      .writeHead(status, { 'content-type': 'application/json', ...(headers as OutgoingHttpHeaders) })
      .end(JSON.stringify(body));
  };
}

function redirected(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(302, { location: 'https://signin.example/' }).end();
}

interface Held {
  /** Resolves when this many operations have arrived. */
  arrived(number: number): Promise<void>;
  /** Resolves when the page no longer waits for the first of them. */
  closed(): Promise<void>;
  /** Their names. */
  operations(): string[];
  answer(index: number, body: unknown): void;
}

/** Keeps answers back. */
function holdReplies(): Held {
  const responses: ServerResponse[] = [];
  const before = proxy.operations.length;
  const arrivals = new EventEmitter();
  proxy.reply = (_request, response) => {
    responses.push(response);
    arrivals.emit('arrival');
  };
  return {
    async arrived(number) {
      while (responses.length < number) {
        await once(arrivals, 'arrival');
      }
    },
    async closed() {
      const [first] = responses;
      if (!first?.closed) {
        await once(first as ServerResponse, 'close');
      }
    },
    operations: () =>
      proxy.operations
        .slice(before)
        .map((body) => JSON.parse(body).operationName)
        .filter((name) => name !== 'After'),
    answer: (index, body) => {
      responses[index]?.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
  };
}

function cut(_request: IncomingMessage, response: ServerResponse): void {
  response.destroy();
}

function half(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"data":', () => response.destroy());
}
