import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../src/config.js';
import { TransportError } from '../src/superoffice/rest/transports/transport.js';
import { createUpstream } from '../src/superoffice/rest/upstream.js';
import { createCertificate } from './helpers/certificates.js';
import { execute, type Pair, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { useServerProcesses } from './helpers/server-process.js';
import { until } from './helpers/until.js';

const READ = '{ chatSession(id: 549) { customerName } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "3") { customerName } }';

const CALLERS = ['Bearer one', 'Bearer two', 'Bearer three'];

/** Node's server would say for how long it keeps the connection. */
const SAYS_NOTHING = { connection: 'keep-alive' };

/** What SuperOffice was asked, and on which connection. */
interface Seen {
  readonly caller: string | undefined;
  readonly method: string;
  readonly socket: Socket;
}

/** SuperOffice tells each caller who it is. */
function watch({ superOffice }: Pair, headers: Record<string, string> = SAYS_NOTHING): Seen[] {
  const seen: Seen[] = [];
  superOffice.on('', (request, response) => {
    const caller = request.headers.authorization;
    const socket = response.socket as Socket;
    seen.push({ caller, method: request.method, socket });
    sendJson(response, { ChatSessionId: 549, CustomerName: caller, TransferTo: { AssociateId: 3 } }, 200, headers);
    // By default it would soon close the connection.
    response.on('finish', () => setImmediate(() => socket.setTimeout(0)));
  });
  return seen;
}

async function askAs(pair: Pair, caller: string, query = READ): Promise<unknown> {
  const { data, errors } = await pair.ask(query, {}, { authorization: caller });
  return errors ?? Object.values(data)[0];
}

async function closed({ socket }: Seen): Promise<void> {
  if (!socket.closed) {
    await once(socket, 'close');
  }
}

const socketsOf = (seen: readonly Seen[]) => new Set(seen.map(({ socket }) => socket));

describe.each(['undici'])('with SUPEROFFICE_TRANSPORT=%s', (transport) => {
  const settings = { SUPEROFFICE_TRANSPORT: transport, SUPEROFFICE_IDLE_CONNECTION_MS: '600000' };

  describe('connections', () => {
    const pair = useFacade(settings);

    it('are shared by all callers, for reads and changes', async () => {
      const seen = watch(pair);
      for (const caller of CALLERS) {
        expect(await askAs(pair, caller)).toEqual({ customerName: caller });
        expect(await askAs(pair, caller, TRANSFER)).toEqual({ customerName: caller });
      }

      expect(seen).toHaveLength(6);
      expect(socketsOf(seen).size).toBe(1);
    });

    it('carry one call at a time, also after an answer whose body is not used', async () => {
      pair.superOffice.on('GET ChatSession/550', '<html>', 200, { 'content-type': 'text/html', ...SAYS_NOTHING });
      await pair.ask('{ chatSession(id: 550) { customerName } }');
      const held: ServerResponse[] = [];
      const sockets = new Set<unknown>();
      pair.superOffice.on('GET ChatSession/549', (_request, response) => {
        sockets.add(response.socket);
        if (held.push(response) === CALLERS.length) {
          for (const one of held) {
            sendJson(one, { ChatSessionId: 549, CustomerName: 'x' });
          }
        }
      });

      const answers = await Promise.all(CALLERS.map((caller) => askAs(pair, caller)));
      expect(answers).toEqual(CALLERS.map(() => ({ customerName: 'x' })));
      expect(sockets.size).toBe(CALLERS.length);
    });
  });

  describe('an aborted call', () => {
    const pair = useFacade();

    it('after its answer was read does not disturb the next call on its connection', async () => {
      const seen = watch(pair);
      const config = loadConfig({ SUPEROFFICE_TRANSPORT: transport });
      const upstream = await createUpstream({ ...config, superOfficeUrl: new URL(pair.superOffice.url) });
      const request = {
        caller: '',
        effect: 'read',
        method: 'GET',
        path: 'ChatSession/549',
        headers: { accept: 'application/json' },
        body: undefined,
      } as const;
      const first = upstream.at().transport.send(request);
      await (await first.response).readBody(1000);
      const second = upstream.at().transport.send(request);
      first.abort();

      expect((await (await second.response).readBody(1000)).toString()).toContain('549');
      expect(socketsOf(seen).size).toBe(1);
      upstream.close();
    });
  });

  describe('a request', () => {
    const pair = useFacade();

    it.each([
      { name: 'the value of a header', path: 'x', headers: { 'so-language': 'en\r\nx: y' } },
      { name: 'the name of a header', path: 'x', headers: { 'so-language: en\r\nx': 'y' } },
      { name: 'its path', path: 'x HTTP/1.1\r\nx: y\r\n', headers: {} },
    ])('with a line break in $name is not sent', async ({ path, headers }) => {
      const config = loadConfig({ SUPEROFFICE_TRANSPORT: transport });
      const upstream = await createUpstream({ ...config, superOfficeUrl: new URL(pair.superOffice.url) });
      const request = { caller: '', effect: 'read', method: 'GET', path, headers, body: undefined } as const;
      const sending = upstream.at().transport.send(request);

      await expect(sending.response).rejects.not.toBeInstanceOf(TransportError);
      expect(sending.hadConnection()).toBe(false);
      upstream.close();
      expect(pair.superOffice.requests).toEqual([]);
    });
  });

  describe('with SUPEROFFICE_CONNECTIONS=per-caller, connections', () => {
    const pair = useFacade({ ...settings, SUPEROFFICE_CONNECTIONS: 'per-caller', SUPEROFFICE_MAX_IN_FLIGHT: '4' });

    it('are never those of another caller', async () => {
      const seen = watch(pair);
      for (const caller of [...CALLERS, ...CALLERS]) {
        expect(await askAs(pair, caller)).toEqual({ customerName: caller });
      }

      expect(socketsOf(seen).size).toBe(3);
      for (const socket of socketsOf(seen)) {
        expect(new Set(seen.filter((one) => one.socket === socket).map(({ caller }) => caller)).size).toBe(1);
      }
    });

    it('are new for each change, which closes them', async () => {
      const seen = watch(pair);
      await askAs(pair, 'Bearer one');
      for (let i = 0; i < 3; i += 1) {
        expect(await askAs(pair, 'Bearer one', TRANSFER)).toEqual({ customerName: 'Bearer one' });
      }
      await askAs(pair, 'Bearer one');

      expect(socketsOf(seen).size).toBe(4);
      await Promise.all(seen.filter(({ method }) => method === 'POST').map(closed));
      expect(seen[0]?.socket).toBe(seen.at(-1)?.socket);
      expect(seen[0]?.socket.closed).toBe(false);
    });

    it('are at most SUPEROFFICE_MAX_IN_FLIGHT, however many callers come', async () => {
      const seen = watch(pair);
      for (let i = 0; i < 12; i += 1) {
        await askAs(pair, `Bearer caller${i}`);
        const open = [...socketsOf(seen)].filter((socket) => !socket.closed);
        await until(() => open.filter((socket) => !socket.closed).length <= 4);
      }

      expect(socketsOf(seen).size).toBe(12);
    });
  });

  describe('connections over TLS with SUPEROFFICE_CONNECTIONS=per-caller', () => {
    const start = useServerProcesses('dist/main.js');
    const directory = mkdtempSync(join(tmpdir(), 'certificates-'));
    afterAll(() => rmSync(directory, { recursive: true }));

    it.each(['TLSv1.2', 'TLSv1.3'] as const)('resume the sessions of those before them: %s', async (version) => {
      const certificate = await createCertificate({});
      writeFileSync(join(directory, 'ca.pem'), certificate.cert);
      const resumed: boolean[] = [];
      const options = { ...certificate, minVersion: version, maxVersion: version };
      const superOffice = createTlsServer(options, (_request, response) => sendJson(response, { ChatSessionId: 549 }));
      superOffice.on('secureConnection', (socket: TLSSocket) => resumed.push(socket.isSessionReused()));
      await once(superOffice.listen(0, '127.0.0.1'), 'listening');
      const { url } = start({
        NODE_EXTRA_CA_CERTS: join(directory, 'ca.pem'),
        SUPEROFFICE_URL: `https://localhost:${(superOffice.address() as AddressInfo).port}/api/v1/`,
        SUPEROFFICE_TRANSPORT: transport,
        SUPEROFFICE_CONNECTIONS: 'per-caller',
      });
      for (const authorization of CALLERS) {
        expect((await execute(await url(), TRANSFER, {}, { authorization })).errors).toBeUndefined();
      }
      superOffice.closeAllConnections();
      superOffice.close();

      expect(resumed).toEqual([false, true, true]);
    });
  });
});
