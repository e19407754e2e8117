import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startPage } from '../../examples/desk/page.js';
import { execute, startFacade } from '../helpers/facade.js';
import { startFakeSuperOffice } from '../helpers/fake-superoffice.js';
import { listenUntilStop, useStops } from '../helpers/stops.js';
import { subscribe } from '../helpers/subscribe.js';
import { until } from '../helpers/until.js';

const folder = mkdtempSync(join(tmpdir(), 'superoffice-graphql-desk-'));
mkdirSync(join(folder, 'assets'));
const INDEX = '<!doctype html><title>Desk</title>';
writeFileSync(join(folder, 'index.html'), INDEX);
writeFileSync(join(folder, 'assets/index-abc.js'), 'export {};');
writeFileSync(join(folder, 'notes.txt'), 'not for the page');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stops = useStops();

/** The page in front of a server that answers so. */
async function startBefore(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const port = await listenUntilStop(createServer(answer), stops);
  return startPageFor(`http://127.0.0.1:${port}/graphql`);
}

async function startPageFor(graphqlUrl: string): Promise<string> {
  const page = await startPage({ folder, graphqlUrl, port: 0 });
  stops.push(() => page.stop());
  return `http://127.0.0.1:${page.port}`;
}

/** Sends path and headers unchanged, which no HTTP client does. */
async function ask(url: string, options: { path?: string; method?: string; headers?: string[]; body?: string } = {}) {
  const { hostname, port } = new URL(url);
  const { body, headers = [], ...rest } = options;
  const asked = request({
    hostname,
    port,
    agent: false,
    headers: ['Host', `${hostname}:${port}`, ...headers],
    ...rest,
  });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { answer, body: await text(answer) };
}

describe('the page of the example desk', () => {
  it('is served with a policy that allows its own origin alone, and is not kept', async () => {
    const url = await startBefore((_request, response) => response.end());

    const pages = await Promise.all(['/', '/index.html', '/?a=b'].map((path) => fetch(url + path)));

    for (const page of pages) {
      expect(page.status).toBe(200);
      expect(await page.text()).toBe(INDEX);
      expect(Object.fromEntries(page.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; /);
      expect(policy.match(/https?:|\*|unsafe/g)).toBeNull();
    }
  });

  it('has files named after what is in them, which are kept, and shows nothing else', async () => {
    const url = await startBefore((_request, response) => response.end());

    const script = await fetch(`${url}/assets/index-abc.js`);
    const missing = [
      '/notes.txt',
      '/assets',
      '/assets/',
      '/nothing',
      '/graphql/explorer',
      '/../page.js',
      '/%2e%2e/page.js',
    ];
    const refused = await Promise.all(missing.map((path) => ask(url, { path })));
    const posted = await ask(url, { path: '/', method: 'POST' });

    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('x-content-type-options')).toBe('nosniff');
    expect(refused.map(({ answer }) => answer.statusCode)).toEqual(missing.map(() => 404));
    expect([posted.answer.statusCode, posted.answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('names the agents whom it is given, and nothing of theirs ends the script', async () => {
    const agents = [{ fullName: '</script><b>', authorization: "$& $' Basic" }];
    writeFileSync(join(folder, 'index.html'), '<script type="application/json" id="agents">[]</script>');
    const page = await startPage({ folder, graphqlUrl: 'http://127.0.0.1:9/graphql', port: 0, agents });
    stops.push(() => page.stop());
    writeFileSync(join(folder, 'index.html'), INDEX);

    const [, list = ''] =
      /id="agents">(.*?)<\/script>$/.exec(await (await fetch(`http://127.0.0.1:${page.port}/`)).text()) ?? [];

    expect(JSON.parse(list)).toEqual(agents);
  });

  it('passes a request and its answer on as they are', async () => {
    const seen: { raw: readonly string[]; method?: string; path?: string; body: string }[] = [];
    const url = await startBefore(async (asked, response) => {
      seen.push({ raw: asked.rawHeaders, method: asked.method, path: asked.url, body: await text(asked) });
      response.writeHead(418, 'Short and stout', ['Set-Cookie', 'a=1', 'set-cookie', 'b=2', 'X-Own', 'yes']);
      response.end('answer');
    });
    const headers = ['Authorization', 'Basic YTpi', 'X-Twice', '1', 'x-twice', '2', 'Content-Length', '4'];

    const { answer, body } = await ask(url, { path: '/graphql?a=%2F', method: 'POST', headers, body: 'body' });

    expect(seen).toEqual([{ raw: expect.any(Array), method: 'POST', path: '/graphql?a=%2F', body: 'body' }]);
    const [{ raw }] = seen as [{ raw: readonly string[] }];
    expect(raw.slice(0, 2 + headers.length)).toEqual(['Host', new URL(url).host, ...headers]);
    expect([answer.statusCode, answer.statusMessage, body]).toEqual([418, 'Short and stout', 'answer']);
    expect(answer.rawHeaders.slice(0, 6)).toEqual(['Set-Cookie', 'a=1', 'set-cookie', 'b=2', 'X-Own', 'yes']);
  });

  it('passes a body on whose length is not told', async () => {
    const url = await startBefore(async (asked, response) => response.end(await text(asked)));

    const { body } = await ask(url, {
      path: '/graphql',
      method: 'POST',
      headers: ['Transfer-Encoding', 'chunked'],
      body: 'in chunks',
    });

    expect(body).toBe('in chunks');
  });

  it('passes each value of a stream on as it comes, and the end of who leaves', async () => {
    let hasLeft = false;
    const open: ServerResponse[] = [];
    const url = await startBefore((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      response.on('close', () => {
        hasLeft = true;
      });
      open.push(response);
    });
    // Its head comes before there is a value.
    const stream = await subscribe(`${url}/graphql`, 'subscription { any }');

    for (const number of [1, 2, 3]) {
      open[0]?.write(`event: next\ndata: {"data":{"any":${number}}}\n\n`);
      expect(await stream.value()).toBe(number);
    }
    stream.leave();

    await until(() => hasLeft);
  });

  it('cancels the request to the server if the client leaves before the answer', async () => {
    let state = 'nobody asked';
    const url = await startBefore((_request, response) => {
      state = 'asked';
      response.on('close', () => {
        state = 'left';
      });
    });
    const departure = new AbortController();
    const asked = fetch(`${url}/graphql`, { signal: departure.signal }).catch(() => undefined);
    await until(() => state === 'asked');

    departure.abort();

    await until(() => state === 'left');
    await asked;
  });

  it('sends a client no more than it reads', async () => {
    const chunk = Buffer.alloc(65_536);
    const chunks = 1000;
    let written = 0;
    const url = await startBefore(async (_request, response) => {
      for (; written < chunks; written += 1) {
        if (!response.write(chunk)) {
          await once(response, 'drain');
        }
      }
      response.end();
    });
    const asked = request(`${url}/graphql`, { agent: false }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];

    // It stops as long as nothing is read.
    let before = -1;
    let rests = 0;
    await until(() => {
      rests = written === before ? rests + 1 : 0;
      before = written;
      return rests > 10;
    });
    expect(written).toBeLessThan(chunks);

    let bytes = 0;
    for await (const part of answer) {
      bytes += part.length;
    }
    expect(bytes).toBe(chunks * chunk.length);
  });

  it('answers 502 while the server is down, to bodies of any size, and works again when it is back', async () => {
    const superOffice = await startFakeSuperOffice();
    stops.push(() => superOffice.stop());
    const first = await startFacade(superOffice.url);
    const url = await startPageFor(first.url);
    const query = '{ __typename }';
    expect((await execute(`${url}/graphql`, query)).data).toEqual({ __typename: 'Query' });

    await first.stop();
    for (const body of [query, 'x'.repeat(2_000_000)]) {
      const away = await fetch(`${url}/graphql`, { method: 'POST', body });
      expect([away.status, await away.text()]).toEqual([502, 'The GraphQL server does not answer.\n']);
    }
    const again = await startFacade(superOffice.url, { PORT: new URL(first.url).port });
    stops.push(() => again.stop());

    expect((await execute(`${url}/graphql`, query)).data).toEqual({ __typename: 'Query' });
  });

  it('breaks an answer off where the server does', async () => {
    const open: ServerResponse[] = [];
    const url = await startBefore((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":');
      open.push(response);
    });
    const answer = await fetch(`${url}/graphql`);

    open[0]?.destroy();

    await expect(answer.text()).rejects.toThrow();
  });
});
