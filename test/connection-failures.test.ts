import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, createServer, type Server as NetServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { failureCodeOf } from '../src/superoffice/rest/connections/failure-code.js';
import { type Certificate, createAuthority, createCertificate } from './helpers/certificates.js';
import { startCommand } from './helpers/command.js';
import { type Answer, execute, startFacade, TJE0 } from './helpers/facade.js';
import { sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { linesOf, ROOT, useServerProcesses } from './helpers/server-process.js';
import { listenUntilStop, useStops } from './helpers/stops.js';
import { until } from './helpers/until.js';

const READ = '{ chatSession(id: 549) { id } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';

const directory = mkdtempSync(join(tmpdir(), 'certificates-'));
const authorityFile = join(directory, 'ca.pem');
let authority: Certificate;
beforeAll(async () => {
  authority = await createAuthority('authority');
  writeFileSync(authorityFile, authority.cert);
});
afterAll(() => rmSync(directory, { recursive: true }));

const stops = useStops();

const portOf = (server: NetServer) => listenUntilStop(server, stops);

/** A SuperOffice over TLS; resolves to its port. */
function overTls(certificate: Certificate): Promise<number> {
  return portOf(createTlsServer(certificate, (_request, response) => sendJson(response, { ChatSessionId: 549 })));
}

const onConnection = (listener: (socket: Socket) => void) => portOf(createServer(listener));

interface Failure {
  readonly name: string;
  /** REST root's origin. */
  readonly origin: () => Promise<string>;
  readonly code: RegExp;
  readonly reason?: 'CONNECTION' | 'TIMEOUT';
  readonly isRetryable: boolean;
  readonly outcome?: 'NOT_SENT' | 'UNKNOWN';
}

const FAILURES: readonly Failure[] = [
  {
    name: 'a certificate of an unknown authority',
    origin: async () => `https://localhost:${await overTls(await createCertificate({ authority }))}`,
    code: /^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/,
    isRetryable: false,
  },
  {
    name: 'a certificate that signs itself',
    origin: async () => `https://localhost:${await overTls(await createCertificate({}))}`,
    code: /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
    isRetryable: false,
  },
  {
    name: 'a chain that ends in an unknown authority',
    origin: async () => {
      const { key, cert } = await createCertificate({ authority });
      return `https://localhost:${await overTls({ key, cert: `${cert}\n${authority.cert}` })}`;
    },
    code: /^SELF_SIGNED_CERT_IN_CHAIN$/,
    isRetryable: false,
  },
  {
    name: 'a name that does not exist',
    origin: async () => 'https://tenant.invalid',
    code: /^(ENOTFOUND|EAI_AGAIN)$/,
    isRetryable: false,
  },
  {
    name: 'a closed port',
    origin: async () => 'http://127.0.0.1:1',
    code: /^ECONNREFUSED$/,
    isRetryable: true,
  },
  {
    name: 'a network without a route to it',
    origin: async () => 'http://255.255.255.255',
    code: /^E(NET|HOST)UNREACH$/,
    isRetryable: true,
  },
  {
    name: 'TLS to a plain port',
    origin: async () => `https://127.0.0.1:${await onConnection((socket) => socket.end('HTTP/1.1 400 No\r\n\r\n'))}`,
    code: /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/,
    isRetryable: true,
  },
  {
    name: 'a version of TLS that is too old',
    origin: async () => {
      const versions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
      const server = createTlsServer({ ...(await createCertificate({ authority })), ...versions });
      return `https://localhost:${await portOf(server)}`;
    },
    code: /^ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION$/,
    isRetryable: true,
  },
  {
    name: 'a reset before TLS is agreed',
    origin: async () => `https://127.0.0.1:${await onConnection((socket) => socket.resetAndDestroy())}`,
    code: /^ECONNRESET$/,
    isRetryable: true,
  },
  {
    name: 'an end before TLS is agreed',
    origin: async () => `https://127.0.0.1:${await onConnection((socket) => socket.end())}`,
    code: /^ECONNRESET$/,
    isRetryable: true,
  },
  {
    name: 'no answer to TLS in time',
    origin: async () => `https://127.0.0.1:${await onConnection(() => {})}`,
    code: /^ETIMEDOUT$/,
    reason: 'TIMEOUT',
    isRetryable: true,
  },
  {
    name: 'plain HTTP to a TLS port',
    origin: async () => `http://localhost:${await overTls(await createCertificate({ authority }))}`,
    code: /^ECONNRESET$/,
    isRetryable: false,
    outcome: 'UNKNOWN',
  },
  {
    name: 'a reset after the request',
    origin: async () =>
      `http://127.0.0.1:${await onConnection((socket) => socket.on('data', () => socket.resetAndDestroy()))}`,
    code: /^ECONNRESET$/,
    isRetryable: false,
    outcome: 'UNKNOWN',
  },
];

describe.each(['node-fetch', 'undici'])('by way of %s', (transport) => {
  const settings = { SUPEROFFICE_TRANSPORT: transport, SUPEROFFICE_CONNECT_TIMEOUT_MS: '300' };

  it.each(FAILURES)('$name is shown by its code in the log and the metrics, not to callers', async (failure) => {
    const { origin, code, reason = 'CONNECTION', isRetryable, outcome = 'NOT_SENT' } = failure;
    let log = '';
    const facade = await startFacade(
      `${await origin()}/api/v1/`,
      { ...settings, ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' },
      { logger: pino({}, { write: (line: string) => (log += line) }) },
    );
    stops.push(() => facade.stop());
    const answers = [await execute(facade.url, READ), await execute(facade.url, TRANSFER)];

    const calls = log
      .split('\n')
      .filter((line) => line.includes('"REST call"'))
      .map((line) => JSON.parse(line));
    const codes = calls.map((call) => call.code);
    expect(calls).toEqual(calls.map(() => expect.objectContaining({ reason, code: expect.stringMatching(code) })));
    // A temporary failure of the name server looks otherwise, and is worth another try.
    const isWorthRetry = isRetryable || codes.includes('EAI_AGAIN');
    const errors = answers.map(({ errors }) => errors?.[0]?.extensions);
    expect(errors).toMatchObject([{ code: expect.stringMatching(/^UPSTREAM_(UNAVAILABLE|TIMEOUT)$/) }, { outcome }]);
    expect(errors.map((extensions) => extensions?.retryable)).toEqual(
      isWorthRetry ? [true, true] : [undefined, undefined],
    );
    const reads = calls.filter(({ method, effect }) => method === 'GET' && effect === 'read');
    const isReadAgain = isWorthRetry || outcome === 'UNKNOWN';
    expect(reads[1]?.attempt).toBe(isReadAgain ? 2 : undefined);
    expect(calls.filter(({ effect }) => effect === 'write')).toHaveLength(1);
    const { text, value } = await scrape(facade);
    expect(value('superoffice_graphql_rest_call_errors_total', { reason, code: codes[0] })).toBe(calls.length);
    expect(log + text + JSON.stringify(answers)).not.toMatch(/tenant\.invalid|localhost:\d|127\.0\.0\.1:\d|255\.255/);
    for (const answer of answers) {
      expect(JSON.stringify(answer)).not.toMatch(/ECONN|ENOTFOUND|ERR_|UND_|CERT|UNREACH|ETIMEDOUT|EAI_/);
    }
  });
});

describe.each(['node-fetch', 'undici'])('by way of %s, with an open breaker', (transport) => {
  it.each(FAILURES.filter(({ outcome }) => outcome === undefined))(
    '$name is as retryable as before it opened',
    async ({ origin, isRetryable }) => {
      let log = '';
      const facade = await startFacade(
        `${await origin()}/api/v1/`,
        {
          SUPEROFFICE_TRANSPORT: transport,
          SUPEROFFICE_CONNECT_TIMEOUT_MS: '300',
          SUPEROFFICE_MAX_RETRIES: '0',
          BREAKER_MIN_CALLS: '1',
        },
        { logger: pino({}, { write: (line: string) => (log += line) }) },
      );
      stops.push(() => facade.stop());
      await execute(facade.url, READ);

      const answers = [await execute(facade.url, READ), await execute(facade.url, TRANSFER)];

      expect(log.match(/"reason":"BREAKER_OPEN"/g)).toHaveLength(2);
      const isWorthRetry = isRetryable || log.includes('EAI_AGAIN');
      for (const { errors } of answers) {
        expect(errors?.[0]?.extensions.retryable).toBe(isWorthRetry ? true : undefined);
        expect(errors?.[0]?.extensions.retryAfterMs).toEqual(isWorthRetry ? expect.any(Number) : undefined);
      }
    },
  );
});

describe('a server whose NODE_EXTRA_CA_CERTS names the authority', () => {
  const start = useServerProcesses('dist/main.js');

  async function askOverTls(certificate: Certificate, transport: string): Promise<[Answer, unknown]> {
    const server = start({
      NODE_EXTRA_CA_CERTS: authorityFile,
      SUPEROFFICE_URL: `https://localhost:${await overTls(certificate)}/api/v1/`,
      SUPEROFFICE_TRANSPORT: transport,
    });
    const answer = await execute(await server.url(), TRANSFER);
    await until(() => linesOf(server).some(({ msg }) => msg === 'REST call'));
    return [answer, linesOf(server).find(({ msg }) => msg === 'REST call')?.code];
  }

  describe.each(['node-fetch', 'undici'])('by way of %s', (transport) => {
    it('believes its certificates', async () => {
      const [answer] = await askOverTls(await createCertificate({ authority }), transport);

      expect(answer).toMatchObject({ data: { transferChatSession: { id: '549' } } });
    });

    it.each<[string, string, Parameters<typeof createCertificate>[0]]>([
      ['that has expired', 'CERT_HAS_EXPIRED', { days: [-2, -1] }],
      ['that is not valid yet', 'CERT_NOT_YET_VALID', { days: [1, 2] }],
      ['of another host', 'ERR_TLS_CERT_ALTNAME_INVALID', { names: ['other.example'] }],
    ])('refuses one %s', async (_name, code, options) => {
      const [answer, told] = await askOverTls(await createCertificate({ authority, ...options }), transport);

      expect(told).toBe(code);
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT' });
      expect(answer.errors?.[0]?.extensions).not.toHaveProperty('retryable');
    });
  });
});

describe('a server at its limit of open files', () => {
  it.each(['node-fetch', 'undici'])(
    'says so, and does not count it as a failure of SuperOffice, by way of %s',
    async (transport) => {
      const superOffice = await startFakeSuperOffice();
      stops.push(() => superOffice.stop());
      superOffice.on('GET ChatSession/549', { ChatSessionId: 549 }, 200, { connection: 'close' });
      const server = startCommand('/bin/sh', ['-c', 'ulimit -n 256 && exec "$0" dist/main.js', process.execPath], {
        cwd: ROOT,
        env: {
          HOST: '127.0.0.1',
          PORT: '0',
          SUPEROFFICE_URL: superOffice.url,
          SUPEROFFICE_TRANSPORT: transport,
          BREAKER_MIN_CALLS: '1',
          MAX_IDLE_CONNECTIONS_PER_ADDRESS: '1000',
        },
      });
      stops.push(() => server.child.kill('SIGKILL') && server.ended);
      const url = new URL(String((await server.said(/GraphQL at (http:\/\/[^\s,"]+)/))[1]));
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      stops.push(() => agent.destroy());
      const ask = () =>
        new Promise<Answer>((resolve, reject) => {
          const headers = { 'content-type': 'application/json', authorization: TJE0 };
          request(url, { method: 'POST', agent, headers }, (response) => json(response).then(resolve as never, reject))
            .on('error', reject)
            .end(JSON.stringify({ query: READ }));
        });
      expect(await ask()).toEqual({ data: { chatSession: { id: '549' } } });

      const idle = Array.from({ length: 300 }, () => connect(Number(url.port), '127.0.0.1').on('error', () => {}));
      stops.push(() => idle.map((socket) => socket.destroy()));
      // The system has accepted them all; those for which the server has no file are closed.
      await Promise.race(idle.map((socket) => once(socket, 'close')));
      const failed = await ask();
      for (const socket of idle) {
        socket.destroy();
      }

      expect(failed.errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
      await until(async () => (await ask()).errors === undefined);
      const calls = linesOf(server).filter(({ msg }) => msg === 'REST call');
      const failures = calls.filter(({ status }) => status === undefined);
      expect(failures).not.toEqual([]);
      expect(failures.map(({ reason, code }) => ({ reason, code }))).toEqual(
        failures.map(() => ({ reason: 'CONNECTION', code: 'EMFILE' })),
      );
    },
  );
});

describe('the code of an error', () => {
  /** Node's error for a connection to these addresses, of which none answers. */
  async function errorOf(...addresses: readonly string[]): Promise<unknown> {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const socket = connect({
      host: 'tenant',
      port: 1,
      autoSelectFamily: true,
      lookup: (_host, _options, give) => give(null, found),
    });
    const [error] = await once(socket, 'error').catch((thrown) => [thrown]);
    return error;
  }

  it('is the most helpful one if several addresses were tried', async () => {
    const error = await errorOf('255.255.255.255', '127.0.0.1');

    expect(error).toMatchObject({ name: 'AggregateError' });
    expect(failureCodeOf(error)).toBe('ECONNREFUSED');
    expect(failureCodeOf(await errorOf('127.0.0.1', '255.255.255.255'))).toBe('ECONNREFUSED');
    expect(failureCodeOf(await errorOf('255.255.255.255', '255.255.255.255'))).toBe('ENETUNREACH');
  });

  const cyclic = Object.assign(new Error('round'), { code: 'ECONNRESET' });
  cyclic.cause = cyclic;

  it.each<[string, unknown, string | undefined]>([
    ['of its own', { code: 'ECONNREFUSED' }, 'ECONNREFUSED'],
    ['of its cause', { code: 'UND_ERR_SOCKET', cause: { cause: { code: 'CERT_HAS_EXPIRED' } } }, 'CERT_HAS_EXPIRED'],
    ['of an error that is its own cause', cyclic, 'ECONNRESET'],
    ['with a slash', { code: 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE' }, 'ERR_SSL_SSL_TLS_ALERT_HANDSHAKE_FAILURE'],
    [
      'of OpenSSL',
      {
        code: 'EPROTO',
        message:
          'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:../s3.c:1605:',
      },
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    ],
    ['of a protocol that is not TLS', { code: 'EPROTO', message: 'read EPROTO' }, 'EPROTO'],
    ['in small letters', { code: 'tenant.example' }, undefined],
    ['with a host', { code: 'ENOTFOUND tenant.example' }, undefined],
    ['of more than 61 characters', { code: 'E'.repeat(62) }, undefined],
    ['that is a number', { code: 42 }, undefined],
    ['of nothing', undefined, undefined],
    ['of a text', 'ECONNREFUSED', undefined],
    ['that is missing', new Error('ECONNREFUSED'), undefined],
  ])('%s', (_name, error, code) => {
    expect(failureCodeOf(error)).toBe(code);
  });
});
