import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer as createHttpsServer, request as httpsRequest } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../src/config.js';
import { type Connections, createConnections } from '../src/superoffice/rest/connections/connections.js';
import { type HandedOver, handOver } from '../src/superoffice/rest/transports/handover.js';
import { createCertificate } from './helpers/certificates.js';
import { until } from './helpers/until.js';

let server: Server | undefined;
let connections: Connections | undefined;
afterEach(async () => {
  connections?.close();
  await new Promise((resolve) => server?.close(resolve));
});

async function listen(started: Server, protocol = 'http:'): Promise<URL> {
  server = started;
  await once(server.listen(0, 'localhost'), 'listening');
  const url = new URL(`${protocol}//localhost:${(server.address() as AddressInfo).port}/`);
  connections = createConnections(url, loadConfig({}));
  return url;
}

const CONTENT = { headers: { authorization: 'Bearer one' }, body: '{"a":1}', pool: '', isKept: true };

/** fetch makes a request at once, or after other work. */
const make = async (url: URL, { agent }: HandedOver, isLate: boolean) => {
  if (isLate) {
    await nextTurn();
  }
  return httpRequest(url, { method: 'POST', agent }).on('error', () => {});
};

describe.each([
  { when: 'at once', isLate: false },
  { when: 'later', isLate: true },
])('a request that fetch makes $when', ({ isLate }) => {
  const received: { readonly authorization: string | undefined; readonly body: string }[] = [];
  const start = () => {
    received.length = 0;
    const answer = async (request: IncomingMessage) => {
      received.push({ authorization: request.headers.authorization, body: await text(request) });
    };
    return listen(createServer((request, response) => void answer(request).then(() => response.end('{}'))));
  };

  it('is sent with its headers and its body', async () => {
    const url = await start();
    const handedOver = handOver((connections as Connections).agent, CONTENT);
    const making = make(url, handedOver, isLate);
    expect(handedOver.request === undefined).toBe(isLate);
    const [response] = await once(await making, 'response');
    response.resume();
    await once(response, 'end');

    expect(received).toEqual([{ authorization: 'Bearer one', body: '{"a":1}' }]);
    expect((connections as Connections).hadConnection(handedOver.request)).toBe(true);
  });

  it('gets its own data, not that of another one made at the same time', async () => {
    const url = await start();
    const callers = ['one', 'two', 'three'];
    const makings = callers.map((caller) => {
      const content = { ...CONTENT, headers: { authorization: caller }, body: caller };
      return make(url, handOver((connections as Connections).agent, content), isLate);
    });
    for (const request of await Promise.all(makings)) {
      request.on('response', (response) => response.resume());
    }
    await until(() => received.length === callers.length);

    expect(received.map(({ authorization, body }) => [authorization, body]).sort()).toEqual(
      callers.map((caller) => [caller, caller]).sort(),
    );
  });

  it('is not sent if it was aborted before', async () => {
    const url = await start();
    const { agent } = connections as Connections;
    const handedOver = handOver(agent, CONTENT);
    const making = make(url, handedOver, isLate);
    handedOver.abort();
    await making;
    const next = await make(url, handOver(agent, CONTENT), isLate);
    await once(next, 'response');

    expect((connections as Connections).hadConnection(handedOver.request)).toBe(false);
    expect(received).toHaveLength(1);
  });
});

it('TLS sessions are resumed, by connections for other callers and by those for one call', async () => {
  const areResumed: boolean[] = [];
  const certificate = await createCertificate({});
  const url = await listen(
    createHttpsServer(certificate, (_request, response) => response.end('{}')).on(
      'secureConnection',
      (socket: TLSSocket) => areResumed.push(socket.isSessionReused()),
    ),
    'https:',
  );
  const { agent } = connections as Connections;
  Object.assign((agent as unknown as { options: object }).options, { ca: certificate.cert });
  for (const content of [
    { ...CONTENT, pool: 'one' },
    { ...CONTENT, pool: 'another' },
    { ...CONTENT, pool: 'unshared', isKept: false },
    { ...CONTENT, pool: 'unshared', isKept: false },
  ]) {
    const request = httpsRequest(url, { method: 'POST', agent: handOver(agent, content).agent });
    const [response] = await once(request, 'response');
    response.resume();
    await once(response, 'close');
  }

  expect(areResumed).toEqual([false, true, true, true]);
});

it('a connection is closed if data follows a complete answer that is not read yet', async () => {
  let theirs: Socket | undefined;
  const answering = createServer((_request, response) => {
    theirs = response.socket as Socket;
    response.end('{}');
  });
  answering.keepAliveTimeout = 0;
  const url = await listen(answering);
  const request = await make(url, handOver((connections as Connections).agent, CONTENT), false);
  const [response] = await once(request, 'response');
  const ours = request.socket as Socket;
  await until(() => response.complete);
  const { bytesRead } = ours;
  theirs?.write('HTTP/1.1 200 ');
  await until(() => ours.bytesRead > bytesRead);

  expect(await text(response)).toBe('{}');
  await until(() => ours.closed);
});
