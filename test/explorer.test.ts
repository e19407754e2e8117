import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import type { ExplorerSettings } from '../src/http/explorer/settings.js';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type { Server, ServerOptions } from '../src/server.js';
import { execute, startFacade, TJE0, useFacade } from './helpers/facade.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const BUNDLE = new URL('../explorer/bundle/', import.meta.url);
const IN_PRODUCTION = { NODE_ENV: 'production' };

/** What keeps the page and its files apart from pages of other origins. */
const ISOLATION = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringMatching(/^([a-z-]+=\(\), )+[a-z-]+=\(\)$/),
};

let sandbox: Sandbox;
let facade: Server;
beforeAll(async () => {
  sandbox = await startSandbox();
  facade = await startFacade(sandbox.url, {}, { agents: sandbox.agents });
});
afterAll(async () => {
  await facade.stop();
  await sandbox.stop();
});

interface Reply {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

/** Sends a path unchanged, which `fetch` would normalise, and returns the raw body. */
async function ask(path: string, headers: Record<string, string> = {}, server = facade): Promise<Reply> {
  const sent = send(new URL(server.url), { path, headers }).end();
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject);
  });
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

async function openPage(server = facade): Promise<string> {
  return String((await ask('/graphql', { accept: BROWSER }, server)).body);
}

function settingsIn(page: string): ExplorerSettings {
  return JSON.parse(/<script type="application\/json" id="settings">(.*?)<\/script>/s.exec(page)?.[1] ?? '');
}

function operationsIn(settings: ExplorerSettings) {
  return settings.groups.flatMap(({ operations }) => operations);
}

/** The URLs of the page's files, as a browser resolves them. */
function filesOf(page: string): string[] {
  return [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, path]) => new URL(path as string, facade.url).pathname);
}

/** Starts a server for the duration of a function. */
async function withServer<T>(
  env: Record<string, string>,
  options: Partial<ServerOptions>,
  use: (server: Server) => Promise<T>,
): Promise<T> {
  const server = await startFacade(sandbox.url, env, options);
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

describe('the explorer', () => {
  it('is shown to browsers, and may only run its own script and talk to its own server', async () => {
    const { status, headers, body } = await ask('/graphql', { accept: BROWSER });
    const { nonce } = settingsIn(String(body));

    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      ...ISOLATION,
    });
    for (const feature of ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']) {
      expect(headers['permissions-policy']).toContain(`${feature}=()`);
    }
    expect(String(headers['content-security-policy']).split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "connect-src 'self'",
      "font-src 'self'",
      "img-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expect(nonce).toMatch(/^[\w-]{22}$/);
    expect(settingsIn(await openPage()).nonce).not.toBe(nonce);
  });

  it('loads files of this server only', async () => {
    const page = await openPage();

    expect(page).not.toMatch(/https?:|\/\//);
    for (const path of filesOf(page)) {
      expect(path).toMatch(/^\/graphql\/explorer\/[\w-]+-[\w-]{8}\.\w+$/);
      expect(await ask(path)).toMatchObject({ status: 200 });
    }
    expect(filesOf(page)).toHaveLength(7);
  });

  it.each([
    { accept: 'text/html', isPage: true },
    { accept: 'text/html;q=0.5, */*;q=0.1', isPage: true },
    { accept: 'application/json, text/html', isPage: true },
    { accept: '*/*', isPage: false },
    { accept: 'application/json', isPage: false },
    { accept: 'application/json, text/html;q=0.9', isPage: false },
    { accept: 'text/html;q=0', isPage: false },
    { accept: 'text/htmlx', isPage: false },
    { accept: '', isPage: false },
  ])('is sent to clients that prefer HTML to JSON: "$accept"', async ({ accept, isPage }) => {
    const { status, headers } = await ask('/graphql', accept === '' ? {} : { accept });

    expect({ status, isPage: String(headers['content-type']).startsWith('text/html') }).toEqual({
      status: isPage ? 200 : 400,
      isPage,
    });
  });

  it('does not affect operations, whatever they accept', async () => {
    const preflight = { accept: BROWSER, 'apollo-require-preflight': 'true' };
    const { headers, body } = await ask('/graphql?query=%7B__typename%7D', preflight);
    const posted = await execute(facade.url, '{ __typename }', {}, { accept: BROWSER });

    expect(JSON.parse(String(body))).toEqual({ data: { __typename: 'Query' } });
    expect(Object.keys(headers).filter((name) => name in ISOLATION)).toEqual([]);
    expect(posted.data).toEqual({ __typename: 'Query' });
  });

  it('is off in production, unless EXPLORER is on', async () => {
    const [path = ''] = filesOf(await openPage());
    const statusesOf = (server: Server) =>
      Promise.all([ask('/graphql', { accept: BROWSER }, server), ask(path, {}, server)]).then((replies) =>
        replies.map(({ status }) => status),
      );

    expect(await withServer(IN_PRODUCTION, {}, statusesOf)).toEqual([400, 404]);
    expect(await withServer({ ...IN_PRODUCTION, EXPLORER: 'on' }, {}, statusesOf)).toEqual([200, 200]);
    expect(await withServer({ EXPLORER: 'off' }, {}, statusesOf)).toEqual([400, 404]);
  });

  it('links to Apollo Sandbox only if CORS lets that ask', async () => {
    const inProduction = await withServer({ ...IN_PRODUCTION, EXPLORER: 'on' }, {}, openPage);

    expect(settingsIn(await openPage()).allowsApolloSandbox).toBe(true);
    expect(settingsIn(inProduction).allowsApolloSandbox).toBe(false);
  });
});

describe('the data of the explorer’s page', () => {
  it('holds the sandbox tenant’s agents, with credentials that work', async () => {
    const { agents } = settingsIn(await openPage());
    const names = await Promise.all(
      agents.map(async ({ authorization }) => {
        const { data } = await execute(facade.url, '{ me { name fullName } }', {}, { authorization });
        return data.me;
      }),
    );

    expect(names).toEqual(agents.map(({ name, fullName }) => ({ name, fullName })));
    expect(agents).toContainEqual({ name: 'tje0', fullName: 'Tobias Everhart', authorization: TJE0 });
    expect(agents.length).toBeGreaterThan(5);
  });

  it.each(['', 'SuperOffice'])('holds operations that the schema knows, with the prefix "%s"', async (prefix) => {
    const env = prefix === '' ? {} : { SCHEMA_PREFIX: prefix };
    await withServer(env, { agents: sandbox.agents }, async (server) => {
      const { data } = await execute(server.url, '{ _service { sdl } }');
      const schema = buildSchema(data._service.sdl, { assumeValidSDL: true });
      const settings = settingsIn(await openPage(server));
      const agents = settings.agents.map(({ name }) => name);

      for (const { document, agent } of operationsIn(settings)) {
        expect(validate(schema, parse(document))).toEqual([]);
        expect(agents).toContain(agent);
      }
      expect(operationsIn(settings)[0]).toMatchObject({
        name: 'Transfer',
        kind: 'mutation',
        variables: { id: '549', toAssociate: '3' },
        agent: 'tje0',
      });
      expect(operationsIn(settings).length).toBeGreaterThan(15);
    });
  });

  describe('in front of another tenant', () => {
    const other = useFacade();

    it('has no credential, and names no record that the tenant might have', async () => {
      const settings = settingsIn(await openPage(other.facade));

      expect(settings.agents).toEqual([]);
      expect(operationsIn(settings).map(({ name, variables }) => ({ name, variables }))).toEqual([
        { name: 'Transfer', variables: { id: '', toAssociate: '' } },
        { name: 'Desk', variables: {} },
        { name: 'WatchDesk', variables: {} },
      ]);
      expect(JSON.stringify(settings.groups)).not.toMatch(/\d{3}/);
    });
  });

  it('has no subscription if the schema has none', async () => {
    const kindsOf = async (env: Record<string, string>) =>
      new Set(operationsIn(settingsIn(await withServer(env, {}, openPage))).map(({ kind }) => kind));

    expect(await kindsOf({})).toContain('subscription');
    expect(await kindsOf({ SUBSCRIPTIONS: 'off' })).toEqual(new Set(['mutation', 'query']));
  });

  it('cannot end the HTML element that contains it', async () => {
    const name = '</script><script>alert(1)</script><!--<script>\u2028"\\';
    const agents = [{ name, fullName: name, authorization: name }];
    const page = await withServer({}, { agents }, openPage);

    expect(settingsIn(page).agents).toEqual(agents);
    expect(page).not.toContain('alert(1)</script>');
    expect(page).not.toContain('<!--');
    expect(page.match(/<script/g)).toHaveLength(3);
  });
});

describe('a file of the explorer', () => {
  const TYPES: Readonly<Record<string, string>> = {
    css: 'text/css; charset=utf-8',
    js: 'text/javascript; charset=utf-8',
    svg: 'image/svg+xml; charset=utf-8',
    txt: 'text/plain; charset=utf-8',
    woff2: 'font/woff2',
  };
  const names = readdirSync(BUNDLE).filter((name) => name !== 'manifest.json');

  it('names what it varies by, whether or not other origins may call', async () => {
    const varyIn = (env: Record<string, string>) =>
      withServer(env, {}, async (server) => (await ask(`/graphql/explorer/${names[0]}`, {}, server)).headers.vary);

    expect(await varyIn({})).toBe('Origin, Accept-Encoding');
    expect(await varyIn({ ...IN_PRODUCTION, EXPLORER: 'on' })).toBe('Accept-Encoding');
  });

  it.each(names)('is cached for a year by its name, in any encoding: %s', async (name) => {
    const type = TYPES[name.split('.').at(-1) ?? ''];
    for (const [accepted, sent, decode] of [
      ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
      ['gzip, br;q=0', 'gzip', gunzipSync],
      ['zstd', undefined, (body: Buffer) => body],
    ] as const) {
      const { status, headers, body } = await ask(`/graphql/explorer/${name}`, { 'accept-encoding': accepted });
      const encoding = name.endsWith('.woff2') ? undefined : sent;

      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': type,
        'cache-control': 'max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        vary: expect.stringContaining('Accept-Encoding'),
        ...ISOLATION,
      });
      expect(headers['content-encoding']).toBe(encoding);
      expect((encoding === undefined ? body : decode(body)).equals(readFileSync(new URL(name, BUNDLE)))).toBe(true);
    }
  });

  it.each([
    'manifest.json',
    '..%2fmanifest.json',
    '../manifest.json',
    '../../package.json',
    '..%2f..%2fpackage.json',
    '%2e%2e%2f%2e%2e%2fpackage.json',
    '..\\..\\package.json',
    '....//package.json',
    'constructor',
    '__proto__',
    '%00',
    '',
  ])('is only served if the bundle has it: 404 for "%s"', async (name) => {
    const { status, body } = await ask(`/graphql/explorer/${name}`);

    expect({ status, body: JSON.parse(String(body)) }).toMatchObject({
      status: 404,
      body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    });
  });
});

describe('the explorer’s bundle', () => {
  const { sources } = JSON.parse(readFileSync(new URL('manifest.json', BUNDLE), 'utf8'));

  it('is built from the current sources by `npm run explorer`', () => {
    const current = Object.keys(sources).map((path) => [
      path,
      digestOf(new URL(`../explorer/${path}`, import.meta.url)),
    ]);

    expect(Object.fromEntries(current)).toEqual(sources);
    expect(current.length).toBeGreaterThan(40);
  });

  it('has a script of at most 750 kB', () => {
    const [script = ''] = readdirSync(BUNDLE).filter((name) => name.startsWith('main-') && name.endsWith('.js'));
    expect(statSync(new URL(script, BUNDLE)).size).toBeLessThanOrEqual(750_000);
  });

  it('comes with the licences of what is in it', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(new URL('../explorer/package.json', import.meta.url), 'utf8'),
    );
    const licences = readFileSync(
      new URL(readdirSync(BUNDLE).find((name) => name.endsWith('.txt')) ?? '', BUNDLE),
      'utf8',
    );

    for (const name of Object.keys({ ...dependencies, ...devDependencies }).filter((name) => name !== 'esbuild')) {
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|OFL-1.1)\\)$`, 'm'));
    }
  });
});

function digestOf(file: URL): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
