import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createProxy } from 'proxy';
import { proxyFor } from '../src/superoffice/rest/connections/proxy.js';
import { type Certificate, createAuthority, createCertificate } from './helpers/certificates.js';
import { type Answer, execute, startFacade } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { linesOf, type ServerProcess, useServerProcesses } from './helpers/server-process.js';
import { listenUntilStop, useStops } from './helpers/stops.js';
import { until } from './helpers/until.js';

const READ = '{ chatSession(id: 549) { id } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';
const TRANSPORTS = ['node-fetch', 'undici'];

const PASSWORD = 'C4N4RY:pass/word@%';
const USER = 'desk user';
const CREDENTIAL = `${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}`;

const stops = useStops();

const portOf = (server: NetServer) => listenUntilStop(server, stops);

interface Proxy {
  readonly port: number;
  /** What it was asked for: `CONNECT tenant.example:443`. */
  readonly asked: string[];
  /** Of each request. */
  readonly credentials: (string | undefined)[];
}

/** A proxy from a third party. @param user who may use it. */
async function startProxy({ certificate, user }: { certificate?: Certificate; user?: string } = {}): Promise<Proxy> {
  const server = createProxy(certificate === undefined ? createHttpServer() : createHttpsServer(certificate));
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const record = ({ method, url, headers }: { method?: string; url?: string; headers: Record<string, unknown> }) => {
    asked.push(`${method} ${url}`);
    credentials.push(headers['proxy-authorization'] as string | undefined);
  };
  server.prependListener('request', record);
  server.prependListener('connect', record);
  // By default it keeps its connection to a server after the client has gone, and Jest's process would not end.
  server.prependListener('connect', (_request, socket) => {
    socket.once('pipe', (target: Socket) => socket.once('close', () => target.destroy()));
  });
  if (user !== undefined) {
    const expected = `Basic ${Buffer.from(user).toString('base64')}`;
    server.authenticate = ({ headers }) => headers['proxy-authorization'] === expected;
  }
  return { port: await portOf(server), asked, credentials };
}

describe.each(TRANSPORTS)('by way of %s, SuperOffice', (transport) => {
  let superOffice: FakeSuperOffice;
  let log: string;
  beforeAll(async () => {
    superOffice = await startFakeSuperOffice();
    superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
    superOffice.on('POST ChatSession/549/TransferTo/bo', { ChatSessionId: 549 });
  });
  afterAll(() => superOffice.stop());
  beforeEach(() => {
    log = '';
    superOffice.forget();
  });

  async function start(
    env: Record<string, string>,
    url = superOffice.url,
  ): Promise<(query: string) => Promise<Answer>> {
    const facade = await startFacade(
      url,
      { SUPEROFFICE_TRANSPORT: transport, SUPEROFFICE_CONNECT_TIMEOUT_MS: '400', ...env },
      { logger: pino({ level: 'trace' }, { write: (line: string) => (log += line) }) },
    );
    stops.push(() => facade.stop());
    return (query) => execute(facade.url, query);
  }

  const calls = () =>
    log
      .split('\n')
      .filter((line) => line.includes('"REST call"'))
      .map((line) => JSON.parse(line));

  it('is reached through the proxy, on connections that are kept', async () => {
    const proxy = await startProxy();
    const ask = await start({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` });

    expect(await ask(TRANSFER)).toMatchObject({ data: { transferChatSession: { id: '549' } } });
    expect(await ask(READ)).toMatchObject({ data: { chatSession: { id: '549' } } });
    expect(superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo', 'GET ChatSession/549']);
    expect(proxy.asked).toEqual([`CONNECT ${new URL(superOffice.url).host}`]);
  });

  it('is reached without the proxy if NO_PROXY names it, or if only https addresses have one', async () => {
    const proxy = await startProxy();
    const address = `http://127.0.0.1:${proxy.port}`;
    for (const env of [{ HTTP_PROXY: address, NO_PROXY: '127.0.0.0/8' }, { HTTPS_PROXY: address }]) {
      const ask = await start(env);
      expect(await ask(READ)).toMatchObject({ data: { chatSession: { id: '549' } } });
    }
    expect(proxy.asked).toEqual([]);
  });

  it('never gets the credential of the proxy, and neither does the log', async () => {
    const proxy = await startProxy({ user: `${USER}:${PASSWORD}` });
    const ask = await start({ HTTP_PROXY: `http://${CREDENTIAL}@127.0.0.1:${proxy.port}` });

    expect(await ask(TRANSFER)).toMatchObject({ data: { transferChatSession: { id: '549' } } });
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`]);
    expect(superOffice.requests[0]?.headers).not.toHaveProperty('proxy-authorization');
    expect(log).not.toContain('C4N4RY');
  });

  it('is not called if the proxy wants another credential', async () => {
    const proxy = await startProxy({ user: `${USER}:other` });
    const ask = await start({ HTTP_PROXY: `http://${CREDENTIAL}@127.0.0.1:${proxy.port}` });
    const answers = [await ask(TRANSFER), await ask(READ)];

    expect(answers[0]?.errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT' });
    expect(JSON.stringify(answers)).not.toMatch(/retryable|PROXY/);
    expect(calls().map(({ reason, code }) => `${reason} ${code}`)).toEqual([
      'CONNECTION PROXY_407',
      'CONNECTION PROXY_407',
    ]);
    expect(superOffice.requests).toEqual([]);
    expect(log).not.toContain('C4N4RY');
  });

  it('is not blamed for the answer of a proxy that cannot reach it', async () => {
    const proxy = await startProxy();
    const ask = await start({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` }, 'http://127.0.0.1:1/api/v1/');

    expect((await ask(TRANSFER)).errors?.[0]?.extensions).toMatchObject({ outcome: 'NOT_SENT', retryable: true });
    expect(calls()).toMatchObject([{ reason: 'CONNECTION', code: 'PROXY_500' }]);
  });

  interface Refusal {
    readonly name: string;
    readonly code: string;
    readonly reason?: string;
    readonly isRetryable?: boolean;
    /** What a proxy does with a connection; or its address. */
    readonly proxy: ((socket: Socket) => unknown) | string;
  }

  const answers = (text: string) => (socket: Socket) => socket.once('data', () => socket.write(text));

  it.each<Refusal>([
    { name: 'refuses the host', code: 'PROXY_403', isRetryable: false, proxy: answers('HTTP/1.1 403 No\r\n\r\n') },
    { name: 'wants a credential', code: 'PROXY_407', isRetryable: false, proxy: answers('HTTP/1.1 407 Who\r\n\r\n') },
    {
      name: 'wants one as some say it',
      code: 'PROXY_401',
      isRetryable: false,
      proxy: answers('HTTP/1.1 401 Who\r\n\r\n'),
    },
    {
      name: 'cannot reach the host',
      code: 'PROXY_502',
      proxy: answers('HTTP/1.1 502 Bad\r\ncontent-length: 3\r\n\r\nbad'),
    },
    { name: 'redirects', code: 'PROXY_302', proxy: answers('HTTP/1.1 302 F\r\nlocation: http://127.0.0.1:1/\r\n\r\n') },
    {
      name: 'speaks too early',
      code: 'PROXY_BAD_RESPONSE',
      proxy: answers('HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n'),
    },
    { name: 'speaks no HTTP', code: 'PROXY_HPE_INVALID_CONSTANT', proxy: answers('220 mail.example ESMTP\r\n') },
    {
      name: 'sends headers without an end',
      code: 'PROXY_HPE_HEADER_OVERFLOW',
      proxy: answers(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(10_000)}`),
    },
    {
      name: 'closes the connection',
      code: 'PROXY_ECONNRESET',
      proxy: (socket) => socket.once('data', () => socket.end()),
    },
    { name: 'resets the connection', code: 'PROXY_ECONNRESET', proxy: (socket) => socket.resetAndDestroy() },
    { name: 'says nothing', code: 'PROXY_ETIMEDOUT', reason: 'TIMEOUT', proxy: () => {} },
    { name: 'says half of it', code: 'PROXY_ETIMEDOUT', reason: 'TIMEOUT', proxy: answers('HTTP/1.1 200 OK\r\n') },
    { name: 'is not there', code: 'PROXY_ECONNREFUSED', proxy: 'http://127.0.0.1:1' },
    { name: 'has no such name', code: 'PROXY_ENOTFOUND', isRetryable: false, proxy: 'http://proxy.invalid:3128' },
    {
      name: 'speaks no TLS',
      code: 'PROXY_ERR_SSL_WRONG_VERSION_NUMBER',
      proxy: (socket) => socket.end('HTTP/1.1 400 Bad\r\n\r\n'),
    },
  ])(
    'is not sent a change if the proxy $name',
    async ({ code, reason = 'CONNECTION', isRetryable = true, proxy, name }) => {
      const scheme = name.endsWith('TLS') ? 'https' : 'http';
      const address =
        typeof proxy === 'string' ? proxy : `${scheme}://${CREDENTIAL}@127.0.0.1:${await portOf(createServer(proxy))}`;
      const ask = await start({ HTTP_PROXY: address });
      const failed = await ask(TRANSFER);
      await ask(READ);

      expect(failed.errors?.[0]?.extensions).toMatchObject({
        code: reason === 'TIMEOUT' ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE',
        outcome: 'NOT_SENT',
      });
      expect(failed.errors?.[0]?.extensions.retryable).toBe(isRetryable ? true : undefined);
      expect(calls().map((call) => [call.reason, call.code])).toEqual(Array(isRetryable ? 3 : 2).fill([reason, code]));
      expect(superOffice.requests).toEqual([]);
      expect(log + JSON.stringify(failed)).not.toMatch(/C4N4RY|127\.0\.0\.1|proxy\.invalid/);
    },
  );

  it('leaves no connection at a proxy that says nothing, once its calls were aborted', async () => {
    const open = new Set<Socket>();
    let connections = 0;
    const port = await portOf(
      createServer((socket) => {
        connections += 1;
        open.add(socket.resume());
        socket.once('close', () => open.delete(socket));
      }),
    );
    const ask = await start({
      HTTP_PROXY: `http://127.0.0.1:${port}`,
      SUPEROFFICE_CONNECT_TIMEOUT_MS: '600000',
      SUPEROFFICE_READ_TIMEOUT_MS: '200',
      SUPEROFFICE_MAX_RETRIES: '0',
    });
    const answers = await Promise.all([READ, READ, READ].map(ask));

    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(Array(3).fill('UPSTREAM_TIMEOUT'));
    expect(connections).toBe(3);
    await until(() => open.size === 0);
  });

  it('may have received a change whose connection breaks behind the proxy', async () => {
    const proxy = await startProxy();
    const elsewhere = await portOf(createServer((socket) => socket.once('data', () => socket.resetAndDestroy())));
    const ask = await start({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` }, `http://127.0.0.1:${elsewhere}/api/v1/`);

    expect((await ask(TRANSFER)).errors?.[0]?.extensions).toMatchObject({ outcome: 'UNKNOWN' });
    expect(calls()[0]).toMatchObject({ reason: 'CONNECTION', code: 'ECONNRESET' });
  });

  it('is given up after SUPEROFFICE_CONNECT_TIMEOUT_MS in all, including the time of the proxy', async () => {
    const port = await portOf(
      createHttpServer().on('connect', (_request, socket: Socket) => {
        setTimeout(() => socket.write('HTTP/1.1 200 OK\r\n\r\n'), 600);
      }),
    );
    const ask = await start(
      {
        HTTPS_PROXY: `http://127.0.0.1:${port}`,
        SUPEROFFICE_CONNECT_TIMEOUT_MS: '800',
        // Would end, without a code, a connection whose time starts again behind the proxy.
        SUPEROFFICE_WRITE_TIMEOUT_MS: '1100',
      },
      'https://tenant.example/api/v1/',
    );

    expect((await ask(TRANSFER)).errors?.[0]?.extensions).toMatchObject({ outcome: 'NOT_SENT', retryable: true });
    expect(calls()).toMatchObject([{ reason: 'TIMEOUT', code: expect.stringMatching(/ETIMEDOUT$/) }]);
  });

  it('gets a separate connection for each change if callers share none', async () => {
    const proxy = await startProxy();
    const ask = await start({
      HTTP_PROXY: `http://127.0.0.1:${proxy.port}`,
      SUPEROFFICE_CONNECTIONS: 'per-caller',
    });
    for (const operation of [TRANSFER, READ, TRANSFER, READ]) {
      expect((await ask(operation)).errors).toBeUndefined();
    }
    expect(proxy.asked).toHaveLength(3);
  });

  it('gets no connection that comes when its call is over', async () => {
    const asked: Socket[] = [];
    const port = await portOf(createHttpServer().on('connect', (_request, socket: Socket) => asked.push(socket)));
    const ask = await start({
      HTTP_PROXY: `http://127.0.0.1:${port}`,
      SUPEROFFICE_CONNECT_TIMEOUT_MS: '600000',
      SUPEROFFICE_IDLE_CONNECTION_MS: '600000',
      SUPEROFFICE_WRITE_TIMEOUT_MS: '200',
    });
    const { errors } = await ask(TRANSFER);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_TIMEOUT', outcome: 'NOT_SENT' });
    const [socket] = asked as [Socket];
    let received = '';
    socket.on('data', (bytes) => {
      received += bytes;
    });
    socket.write('HTTP/1.1 200 OK\r\n\r\n');

    await until(() => socket.readableEnded || socket.closed);
    expect(received).toBe('');
  });

  it('is named to the proxy with its port, in brackets where it is an address of IPv6', async () => {
    const asked: string[] = [];
    const port = await portOf(
      createHttpServer().on('connect', ({ url = '', headers }, socket) => {
        asked.push(url, headers.host ?? '');
        socket.end('HTTP/1.1 502 Bad\r\n\r\n');
      }),
    );
    for (const url of ['http://[fd00::1]:8080/', 'http://tenant.example/', 'https://tenant.example/']) {
      const address = `http://127.0.0.1:${port}`;
      const ask = await start({ HTTP_PROXY: address, HTTPS_PROXY: address }, url);
      await ask(TRANSFER);
    }
    const authorities = ['[fd00::1]:8080', 'tenant.example:80', 'tenant.example:443'];
    expect(asked).toEqual(authorities.flatMap((authority) => [authority, authority]));
  });
});

describe('TLS through a proxy', () => {
  const startServerProcess = useServerProcesses('dist/main.js');
  const directory = mkdtempSync(join(tmpdir(), 'proxy-'));
  const authorityFile = join(directory, 'ca.pem');
  let authority: Certificate;
  beforeAll(async () => {
    authority = await createAuthority('authority');
    writeFileSync(authorityFile, authority.cert);
  }, 120_000);
  afterAll(() => rmSync(directory, { recursive: true }));

  async function codeOf(server: ServerProcess): Promise<unknown> {
    await until(() => linesOf(server).some(({ msg }) => msg === 'REST call'));
    return linesOf(server).find(({ msg }) => msg === 'REST call')?.code;
  }

  /** The proxy is asked for at 127.0.0.1, and SuperOffice behind it as localhost. */
  async function askThrough(
    transport: string,
    scheme: 'http' | 'https',
    names: { readonly superOffice: string; readonly proxy: string },
  ): Promise<{
    readonly answer: Answer;
    readonly proxy: Proxy;
    readonly port: number;
    readonly server: ServerProcess;
  }> {
    const proxy = await startProxy({
      user: `${USER}:${PASSWORD}`,
      ...(scheme === 'https' && { certificate: await createCertificate({ authority, names: [names.proxy] }) }),
    });
    const certificate = await createCertificate({ authority, names: [names.superOffice] });
    const port = await portOf(
      createHttpsServer(certificate, (_request, response) => sendJson(response, { ChatSessionId: 549 })),
    );
    const server = startServerProcess({
      NODE_EXTRA_CA_CERTS: authorityFile,
      HTTPS_PROXY: `${scheme}://${CREDENTIAL}@127.0.0.1:${proxy.port}`,
      SUPEROFFICE_URL: `https://localhost:${port}/api/v1/`,
      SUPEROFFICE_TRANSPORT: transport,
    });
    return { answer: await execute(await server.url(), TRANSFER), proxy, port, server };
  }

  describe.each(TRANSPORTS)('by way of %s', (transport) => {
    it.each(['http', 'https'] as const)(
      'reaches from this server to SuperOffice, whose name it checks: %s',
      async (scheme) => {
        const { answer, proxy, port, server } = await askThrough(transport, scheme, {
          superOffice: 'localhost',
          proxy: '127.0.0.1',
        });

        expect(answer).toMatchObject({ data: { transferChatSession: { id: '549' } } });
        expect(proxy.asked).toEqual([`CONNECT localhost:${port}`]);
        expect(server.output).not.toContain('C4N4RY');
      },
    );

    it.each(['http', 'https'] as const)('is refused if SuperOffice shows the proxy’s name: %s', async (scheme) => {
      const { answer, server } = await askThrough(transport, scheme, { superOffice: '127.0.0.1', proxy: '127.0.0.1' });

      expect(answer.errors?.[0]?.extensions).toMatchObject({ outcome: 'NOT_SENT' });
      expect(answer.errors?.[0]?.extensions).not.toHaveProperty('retryable');
      expect(await codeOf(server)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    });

    it('is refused if the proxy shows SuperOffice’s name, before it gets the credential', async () => {
      const { answer, proxy, server } = await askThrough(transport, 'https', {
        superOffice: 'localhost',
        proxy: 'localhost',
      });

      expect(answer.errors?.[0]?.extensions).toMatchObject({ outcome: 'NOT_SENT' });
      expect(answer.errors?.[0]?.extensions).not.toHaveProperty('retryable');
      expect(await codeOf(server)).toBe('PROXY_ERR_TLS_CERT_ALTNAME_INVALID');
      expect(proxy.asked).toEqual([]);
    });
  });

  it.each(TRANSPORTS)(
    'leads to a plain SuperOffice, which may have received a change that was sent: %s',
    async (transport) => {
      const proxy = await startProxy({ certificate: await createCertificate({ authority }) });
      const superOffice = createServer((socket) =>
        socket.once('data', () => {
          const body = '{"ChatSessionId":549}';
          const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
          socket.write(`${head}\r\n\r\n${body}`);
          socket.once('data', () => socket.resetAndDestroy());
        }),
      );
      const server = startServerProcess({
        NODE_EXTRA_CA_CERTS: authorityFile,
        HTTP_PROXY: `https://localhost:${proxy.port}`,
        SUPEROFFICE_URL: `http://127.0.0.1:${await portOf(superOffice)}/api/v1/`,
        SUPEROFFICE_TRANSPORT: transport,
      });

      expect(await execute(await server.url(), TRANSFER)).toMatchObject({
        data: { transferChatSession: { id: '549' } },
      });
      expect((await execute(await server.url(), TRANSFER)).errors?.[0]?.extensions).toMatchObject({
        outcome: 'UNKNOWN',
      });
      // The second one is for looking up what became of it.
      expect(proxy.asked).toHaveLength(2);
    },
  );

  it('is not used for the sandbox tenant', async () => {
    const nowhere = 'http://127.0.0.1:1';
    const server = startServerProcess({ HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere });

    expect(await execute(await server.url(), TRANSFER)).toMatchObject({ data: { transferChatSession: { id: '549' } } });
  });
});

describe('NO_PROXY', () => {
  const proxy = new URL('http://proxy.example:3128');

  it.each<[string, string, boolean]>([
    ['*', 'https://tenant.example', true],
    ['tenant.example', 'https://tenant.example', true],
    ['Tenant.Example', 'https://tenant.example', true],
    ['example', 'https://tenant.example', true],
    ['.example', 'https://tenant.example', true],
    ['*.example', 'https://tenant.example', true],
    ['.tenant.example', 'https://tenant.example', true],
    ['tenant.example.', 'https://tenant.example', true],
    ['tenant.example', 'https://tenant.example.', true],
    ['bücher.example', 'https://bücher.example', true],
    ['nant.example', 'https://tenant.example', false],
    ['tenant', 'https://tenant.example', false],
    ['a.tenant.example', 'https://tenant.example', false],
    ['tenant.example:443', 'https://tenant.example', true],
    ['tenant.example:443', 'http://tenant.example', false],
    ['tenant.example:8080', 'http://tenant.example:8080', true],
    ['*:8080', 'http://tenant.example:8080', true],
    ['10.1.2.3', 'http://10.1.2.3', true],
    ['10.1.2.3', 'http://10.1.2.4', false],
    ['10.0.0.0/8', 'http://10.1.2.3', true],
    ['10.0.0.0/8:80', 'http://10.1.2.3', true],
    ['10.0.0.0/33', 'http://10.1.2.3', false],
    ['10.0.0.0/', 'http://10.1.2.3', false],
    ['10.0.0.0/8', 'http://tenant.example', false],
    ['0.0.0.0/0', 'http://[fd00::1]', false],
    ['fd00::1', 'http://[fd00::1]', true],
    ['fd00:0:0::1', 'http://[fd00::1]', true],
    ['[fd00::1]', 'http://[fd00::1]', true],
    ['[fd00::1]:8080', 'http://[fd00::1]:8080', true],
    ['[fd00::1]:8080', 'http://[fd00::1]', false],
    ['fd00::/8', 'http://[fd00::1]', true],
    ['fe80::1%eth0', 'http://[fd00::1]', false],
    ['<local>', 'http://tenant', false],
    ['.', 'http://tenant.example', false],
  ])('%s, asked for %s: %s', (entry, url, isWithout) => {
    const found = proxyFor(new URL(url), { httpProxy: proxy, httpsProxy: proxy, noProxy: ['other.test', entry] });

    expect(found).toBe(isWithout ? undefined : proxy);
  });
});
