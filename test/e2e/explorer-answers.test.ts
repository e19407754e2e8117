import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { startFacade } from '../helpers/facade.js';
import { answer, expectText, item, operation, run, show, useExplorer, violations } from './explorer-page.js';

const explorer = useExplorer();

/** Chromium reports every answer that is an error, and every connection that fails. */
const FAILED = /Failed to load resource/;

let proxy: Proxy;
beforeAll(async () => {
  proxy = await startProxy(() => explorer.facade.url);
});
afterAll(() => proxy?.stop());

describe('a header that the browser refuses', () => {
  it.each([
    { headers: { 'so language': 'en' }, told: /so language/ },
    { headers: { 'x-note': 'secret ✓' }, told: /value of the header x-note/ },
    { headers: { cookie: 'secret=1' }, told: /browser sets the header cookie itself/ },
    { headers: { 'proxy-authorization': 'secret' }, told: /browser sets the header proxy-authorization itself/ },
    { headers: { 'x-list': ['secret'] }, told: /header x-list is no text/ },
  ])('is told by its name, before anything is sent: $told', async ({ headers, told }) => {
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
  ])('does not claim that all was answered where the operation was refused for $what', async ({ document, told }) => {
    const { page } = await explorer.open({ expected: FAILED });
    await write(page, document);
    await run(page);

    await expectText(page.locator('.rest-body'), told);
    expect(await page.locator('.rest-body').innerText()).not.toContain('answered without');
  });

  it('names the setting where the server does not tell them', async () => {
    await withServer({ NODE_ENV: 'production', EXPLORER: 'on' }, async (server) => {
      const { page } = await explorer.open({ url: server.url, expected: FAILED });
      await write(page, '{ __typename }');
      await run(page);

      await expectText(page.locator('.rest-body'), /EXPLAIN=on/);
      await show(page, 'Docs');
      await expectText(page.locator('.panel .advice'), /does not tell its schema.*production/s);
      await explorer.screenshot(page, 'answers-production');
    });
  });
});

describe('a server that is stopped', () => {
  it('is told as that, by the documentation too, and its schema is read by itself when it is back', async () => {
    const first = await startFacade(explorer.sandbox.url, { HOST: 'localhost' });
    const { page } = await explorer.open({ url: first.url, expected: FAILED });
    await show(page, 'Docs');
    await page.getByRole('button', { name: 'chatTopicsForCurrentUser' }).waitFor();
    await first.stop();
    await write(page, '{ __typename }');
    await run(page);

    await expectText(advice(page), /^The server cannot be reached/);
    await expectText(page.locator('.panel .advice'), /schema that it told last/);
    expect(await page.locator('.panel').innerText()).not.toContain('production');
    await page.getByRole('button', { name: 'The server cannot be reached. Read the schema again.' }).waitFor();
    await explorer.screenshot(page, 'answers-stopped');

    await withServer({ PORT: new URL(first.url).port }, async () => {
      await expectText(advice(page), /can be reached again/);
      await page.locator('.panel .advice').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'The schema is here.' }).waitFor();
      await run(page);
      await expectText(answer(page), /"__typename"/);
    });
  });

  it('is told as that where it was stopped before its schema was read, and at the button', async () => {
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
  ])('is told as what it is: $what', async ({ reply, told }) => {
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
  ])('says which header to take out, for $status', async ({ status, headers, told }) => {
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

  it('says that a change may have been made where the answer to it was lost', async () => {
    const { page } = await explorer.open({ url: proxy.url, expected: FAILED });
    await item(page, 'Transfer').click();
    proxy.reply = cut;
    await run(page);
    await expectText(advice(page), /change may have been made/);
    proxy.reply = undefined;
  });

  it('is stopped by who waits for it', async () => {
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

describe('what the explorer says of a failure', () => {
  it.each(['light', 'dark'] as const)('has nothing that axe finds, in the %s theme', async (colorScheme) => {
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

/** By keys, of which the editor hears in their order: `fill` selects and types at once. */
async function replace(editor: Locator, text: string): Promise<void> {
  await editor.press('Control+a');
  await editor.page().keyboard.insertText(text);
}

/** Starts a server in front of the sandbox tenant for as long as it is used. */
async function withServer(env: Record<string, string>, use: (server: { readonly url: string }) => Promise<void>) {
  const server = await startFacade(explorer.sandbox.url, { HOST: 'localhost', ...env });
  try {
    await use(server);
  } finally {
    await server.stop();
  }
}

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

interface Proxy {
  readonly url: string;
  /** Bodies of the operations that pages sent. */
  readonly operations: string[];
  /** In place of the server's answer to an operation, or to what reads the schema. */
  reply: Reply | undefined;
  introspection: Reply | undefined;
  stop(): void;
}

/** A proxy in front of a server, which answers in its place when it is told to. */
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

function redirected(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(302, { location: 'https://signin.example/' }).end();
}

function cut(_request: IncomingMessage, response: ServerResponse): void {
  response.destroy();
}

function half(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"data":', () => response.destroy());
}
