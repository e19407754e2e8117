import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { check } from '../src/commands/check/check.js';
import type { StepResult } from '../src/commands/check/result.js';
import { loadConfig } from '../src/config.js';
import { startSandbox } from '../src/sandbox/sandbox.js';
import { createCertificate } from './helpers/certificates.js';
import { execute, startFacade, TJE0 } from './helpers/facade.js';
import { useStops } from './helpers/stops.js';

const stops = useStops();

async function listening(server: Server & { closeAllConnections(): void }): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

const answering = (listener: RequestListener) => async () =>
  `http://127.0.0.1:${await listening(createServer(listener))}/api/v1/`;

const page = { 'content-type': 'text/html; charset=utf-8' };

interface Wrong {
  readonly name: string;
  readonly url: () => Promise<string>;
  readonly env?: () => Promise<Record<string, string>>;
  /** The row of the table that reports it, and its text. */
  readonly step: string;
  readonly says: RegExp;
  readonly toDo: RegExp;
  /** In the log line of the REST call. */
  readonly logged: object;
  /** Text in a warning next to that line. */
  readonly warned?: RegExp;
  /** Of the error that a caller gets. */
  readonly code: string;
}

/** A proxy that answers so to CONNECT. */
const proxyAnswering = (status: string) => async () => {
  const server = createServer();
  server.on('connect', (_request, socket) => socket.end(`HTTP/1.1 ${status} canary\r\ncontent-length: 0\r\n\r\n`));
  return { HTTPS_PROXY: `http://user:canary@127.0.0.1:${await listening(server)}` };
};

const STEP = 'GET User/currentPrincipal (without a credential)';

const WRONGS: readonly Wrong[] = [
  {
    name: 'a host name that is wrong',
    url: async () => 'https://tenant.invalid/Cust12345/api/v1/',
    step: 'name',
    says: /^(There is no such host name \(ENOTFOUND\)|The name server did not answer \(EAI_AGAIN\))\.$/,
    toDo: /SUPEROFFICE_URL|name server/,
    logged: { reason: 'CONNECTION', code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) },
    code: 'UPSTREAM_UNAVAILABLE',
  },
  {
    name: 'a closed port',
    url: async () => 'http://127.0.0.1:1/api/v1/',
    step: 'connection',
    says: /^Nothing listens on the port \(ECONNREFUSED\)\.$/,
    toDo: /port in SUPEROFFICE_URL/,
    logged: { reason: 'CONNECTION', code: 'ECONNREFUSED' },
    code: 'UPSTREAM_UNAVAILABLE',
  },
  {
    name: 'a certificate that signs itself',
    url: async () => {
      const server = createTlsServer(await createCertificate({}), (_request, response) => response.end());
      return `https://localhost:${await listening(server)}/api/v1/`;
    },
    step: 'TLS',
    says: /^The certificate is self-signed \(DEPTH_ZERO_SELF_SIGNED_CERT\)\.$/,
    toDo: /NODE_EXTRA_CA_CERTS/,
    logged: { reason: 'CONNECTION', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    code: 'UPSTREAM_UNAVAILABLE',
  },
  {
    name: 'a proxy that wants another credential',
    url: async () => 'https://tenant.invalid/api/v1/',
    env: proxyAnswering('407'),
    step: 'proxy',
    says: /^The proxy refuses the credential \(PROXY_407\)\.$/,
    toDo: /HTTPS_PROXY/,
    logged: { reason: 'CONNECTION', code: 'PROXY_407' },
    code: 'UPSTREAM_UNAVAILABLE',
  },
  {
    name: 'a proxy that does not lead there',
    url: async () => 'https://tenant.invalid/api/v1/',
    env: proxyAnswering('403'),
    step: 'proxy',
    says: /^The proxy does not allow a connection to SuperOffice \(PROXY_403\)\.$/,
    toDo: /NO_PROXY/,
    logged: { reason: 'CONNECTION', code: 'PROXY_403' },
    code: 'UPSTREAM_UNAVAILABLE',
  },
  {
    name: 'a path outside of the REST root',
    url: async () => {
      const sandbox = await startSandbox();
      stops.push(() => sandbox.stop());
      return sandbox.url.replace('/api/v1/', '/SuperOffice/api/v1/');
    },
    step: STEP,
    says: /^A web server answered 404, not SuperOffice\.$/,
    toDo: /path in SUPEROFFICE_URL: it ends in \/api\/v1\//,
    logged: { status: 404 },
    warned: /^A web server answered 404, not SuperOffice: check SUPEROFFICE_URL$/,
    code: 'UPSTREAM_BAD_RESPONSE',
  },
  {
    name: 'a 404 page of a web server',
    url: answering((_request, response) => response.writeHead(404, page).end('<h1>canary</h1>')),
    step: STEP,
    says: /^A web server answered 404, not SuperOffice\.$/,
    toDo: /path in SUPEROFFICE_URL/,
    logged: { status: 404 },
    warned: /404.*check SUPEROFFICE_URL$/,
    code: 'UPSTREAM_BAD_RESPONSE',
  },
  {
    name: 'ASP.NET’s words for a path that leads nowhere',
    url: answering((_request, response) =>
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"Message":"canary"}'),
    ),
    step: STEP,
    says: /^A web server answered 404, not SuperOffice\.$/,
    toDo: /path in SUPEROFFICE_URL/,
    logged: { status: 404 },
    warned: /404.*check SUPEROFFICE_URL$/,
    code: 'UPSTREAM_BAD_RESPONSE',
  },
  {
    name: 'a login page',
    url: answering((_request, response) => response.writeHead(200, page).end('<form>canary</form>')),
    step: STEP,
    says: /^A web page came instead of JSON, such as a login page\.$/,
    toDo: /SUPEROFFICE_URL: it is the REST root/,
    logged: { reason: 'BAD_RESPONSE', code: 'WEB_PAGE' },
    warned: /^A web page or a redirect came instead of an answer, such as to a login: check SUPEROFFICE_URL$/,
    code: 'UPSTREAM_BAD_RESPONSE',
  },
  {
    name: 'a redirect to a login page',
    url: answering((_request, response) => response.writeHead(302, { ...page, location: '/login?canary' }).end()),
    step: STEP,
    says: /^A redirect came instead of an answer, such as to a login page\.$/,
    toDo: /SUPEROFFICE_URL: it is the REST root/,
    logged: { reason: 'BAD_RESPONSE', code: 'REDIRECT' },
    warned: /login: check SUPEROFFICE_URL$/,
    code: 'UPSTREAM_BAD_RESPONSE',
  },
  {
    name: 'a server that sends text',
    url: answering((_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('canary')),
    step: STEP,
    says: /^The answer's media type is not one of JSON\.$/,
    toDo: /in front of SuperOffice/,
    logged: { reason: 'BAD_RESPONSE', code: 'NOT_JSON_TYPE' },
    code: 'UPSTREAM_BAD_RESPONSE',
  },
  {
    name: 'plain HTTP behind https',
    url: async () => (await answering((_request, response) => response.end())()).replace('http:', 'https:'),
    step: 'TLS',
    says: /^(The port does not speak TLS|The TLS handshake failed) \(ERR_SSL_\w+\)\.$/,
    toDo: /./,
    logged: { reason: 'CONNECTION', code: expect.stringMatching(/^ERR_SSL_/) },
    code: 'UPSTREAM_UNAVAILABLE',
  },
];

describe.each(['node-fetch', 'undici'])('by way of %s', (transport) => {
  it.each(WRONGS)('$name has its own line in the check, in the log and in the error’s code', async (wrong) => {
    const url = await wrong.url();
    const env = {
      ...(await wrong.env?.()),
      SUPEROFFICE_URL: url,
      SUPEROFFICE_TRANSPORT: transport,
      SUPEROFFICE_MAX_RETRIES: '0',
    };

    const results: StepResult[] = [];
    await check({
      config: { ...loadConfig(env), superOfficeUrl: new URL(url) },
      authorization: TJE0,
      onResult: (result) => results.push(result),
    });
    const lines: Record<string, unknown>[] = [];
    const facade = await startFacade(url, env, {
      logger: pino({}, { write: (line) => void lines.push(JSON.parse(line)) }),
    });
    stops.push(() => facade.stop());
    const { errors } = await execute(facade.url, '{ me { id } }');

    const failed = results.filter(({ status }) => status === 'refused' || status === 'differs');
    expect(failed[0]).toMatchObject({
      step: wrong.step,
      findings: [{ what: expect.stringMatching(wrong.says), toDo: expect.stringMatching(wrong.toDo) }],
    });
    // What comes before it is well, and nothing with a credential comes after it.
    const index = results.indexOf(failed[0] as StepResult);
    expect(results.slice(0, index).every(({ status }) => status === 'ok')).toBe(true);
    const later = results.slice(index + 1).filter(({ step }) => step !== 'GET api');
    expect(later.every(({ status }) => status === 'skipped')).toBe(true);
    expect(lines.filter(({ msg }) => msg === 'REST call')).toEqual([expect.objectContaining(wrong.logged)]);
    const warnings = lines.filter(({ level, msg }) => level === 40 && msg !== 'REST call' && msg !== 'operation');
    expect(warnings.map(({ msg }) => msg)).toEqual(
      wrong.warned === undefined ? [] : [expect.stringMatching(wrong.warned)],
    );
    expect(errors).toMatchObject([{ extensions: { code: wrong.code } }]);
    expect(JSON.stringify([results, lines, errors])).not.toMatch(/canary|tenant\.invalid|Cust12345|localhost:\d/);
  });
});
