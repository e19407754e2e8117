import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freePort } from './helpers/free-port.js';
import { linesOf, useServerProcesses } from './helpers/server-process.js';

const start = useServerProcesses('dist/main.js');

/** Any byte, mostly one that is valid in a head. */
const bytes = (maxLength: number) =>
  fc
    .array(
      fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) }, fc.integer({ max: 0xff, min: 0 })),
      {
        maxLength,
      },
    )
    .map((codes) => String.fromCharCode(...codes));

const method = fc.oneof(
  { weight: 16, arbitrary: fc.constantFrom('GET', 'POST') },
  fc.constantFrom('HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'TRACE', 'PURGE', 'M-SEARCH', 'QUERY', 'PRI'),
  bytes(6),
);

const host = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('localhost', 'localhost:4000', '127.0.0.1', '[::1]:80', 'desk.localhost') },
  fc.constantFrom(
    '',
    'x',
    'evil.example',
    'a b',
    '[',
    '[::1',
    '[x]',
    'x:99999',
    'x:port',
    ':',
    '%00',
    'xn--',
    '0x7f.1',
  ),
  fc.constantFrom('x@localhost', 'localhost/', 'localhost?', 'ü', 'localhost:', '127.0.0.1.', '1.2.3.4.5', '999.1.1.1'),
  fc.domain(),
  bytes(20),
);

const path = fc.oneof(
  fc.constantFrom('/graphql', '/graphql?query={__typename}', '/graphql?query=%7B__typename%7D&variables={'),
  fc.constantFrom('/health/live', '/metrics', '/graphql', '/nothing'),
  fc.constantFrom('/health/ready', '/graphql/explorer/x', '/graphql/explorer/__proto__', '/', ''),
  fc.constantFrom('/%zz', '//[', '//x:y/graphql', '/graphql#x', '/graphql/explorer/%2e%2e', '\\', '/graphql?query=%'),
  fc.webPath(),
  bytes(30).map((text) => `/${text}`),
);

const target = fc.oneof(
  { weight: 8, arbitrary: path },
  fc.constantFrom(
    '*',
    '',
    '?',
    'localhost:80',
    'http:',
    'http://',
    'http:///graphql',
    'file:///graphql',
    '::',
    '[::1]:80',
  ),
  fc
    .tuple(fc.constantFrom('http', 'https', 'HTTP', 'file', 'ws', 'ftp', 'data', 'blob', 'javascript', 'x'), host, path)
    .map(([scheme, at, rest]) => `${scheme}://${at}${rest}`),
  fc.webUrl(),
  bytes(30),
);

const version = fc.oneof(
  { weight: 12, arbitrary: fc.constant('HTTP/1.1') },
  fc.constantFrom('HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/1.2', 'http/1.1', 'HTTP/1', 'ICE/1.0', ''),
);

const header = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      'Expect: 100-continue',
      'Expect: x',
      'Expect: ',
      'Connection: close',
      'Connection: upgrade',
      'Upgrade: websocket',
      'Upgrade: h2c',
      'Content-Length: 2',
      'Content-Length: 999999999',
      'Content-Length: x',
      'Transfer-Encoding: chunked',
      'Transfer-Encoding: gzip',
      'Content-Encoding: br',
      'Content-Type: text/plain',
      'Content-Type: application/json',
      'Content-Type: application/json;charset=x',
      'Content-Type: ;',
      'Accept: ,;q',
      'Accept: text/html',
      'Accept-Encoding: br;q=x',
      'Accept-Version: 1.x',
      'Authorization: Basic dGplMDpUamUw',
      'Origin: null',
      'Origin: https://studio.apollographql.com',
      'Access-Control-Request-Method: POST',
      'Access-Control-Request-Headers: ,',
      'Access-Control-Request-Private-Network: true',
      'Cookie: ;=;',
      'X-Request-Id: ',
      'X-Request-Timeout-Ms: 0',
      'Idempotency-Key: x',
      'Apollo-Require-Preflight: 1',
      '__proto__: x',
      'constructor: x',
      'X-Forwarded-For: ,',
      `X: ${'x'.repeat(20_000)}`,
      'Traceparent: 00-x',
      'Host: localhost',
      ' folded',
    ),
  },
  fc.tuple(bytes(10), bytes(20)).map(([name, value]) => `${name}: ${value}`),
  bytes(20),
);

const OPERATION = '{"query":"{ __typename }"}';

const body = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc.constantFrom(
    OPERATION,
    'null',
    '[]',
    '{}',
    '{"query":1}',
    '{"__proto__":1}',
    '2\r\n{}\r\n0\r\n\r\n',
    'x\r\n',
    '0\r\n',
  ),
  bytes(30),
);

const request = fc
  .record({
    method,
    target,
    version,
    host,
    headers: fc.array(header, { maxLength: 4 }),
    body,
    isMeasured: fc.boolean(),
  })
  .map(({ method, target, version, host, headers, body, isMeasured }) => {
    const length = isMeasured && body !== '' ? [`Content-Length: ${body.length}`] : [];
    return [`${method} ${target} ${version}`, `Host: ${host}`, ...headers, ...length, '', body].join('\r\n');
  });

/** What one connection sends, in pieces. */
const connection = fc
  .record({
    requests: fc.array(request, { minLength: 1, maxLength: 3 }),
    cuts: fc.array(fc.nat({ max: 400 }), { maxLength: 3 }),
    isForOperators: fc.boolean(),
  })
  .map(({ requests, cuts, isForOperators }) => {
    const text = requests.join('');
    const at = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
    return { isForOperators, pieces: at.slice(1).map((end, index) => text.slice(at[index], end)) };
  });

/** However busy the machine is, each request is looked at. */
const UNBOUNDED = {
  MAX_EVENT_LOOP_DELAY_MS: '600000',
  MAX_IDLE_CONNECTIONS_PER_ADDRESS: '100000',
  RATE_LIMIT_BURST: '1000000',
};

const CONNECTIONS_AT_A_TIME = 40;
const RUNS = 260;

describe('raw requests', () => {
  it('of any form, on 10,400 connections, neither end the server nor cause a defect', async () => {
    const adminPort = await freePort();
    const server = start({ ADMIN_PORT: String(adminPort), ADMIN_HOST: '127.0.0.1', ...UNBOUNDED }, ['--opt']);
    const port = Number(new URL(await server.url()).port);
    await server.said(/Health and metrics at/);
    const statuses = new Map<string, number>();

    await fc.assert(
      fc.asyncProperty(
        fc.array(connection, { minLength: CONNECTIONS_AT_A_TIME, maxLength: CONNECTIONS_AT_A_TIME }),
        async (connections) => {
          const open = connections.map(({ isForOperators, pieces }) => send(isForOperators ? adminPort : port, pieces));
          await Promise.all(open.map(({ isWritten }) => isWritten));
          // Connections are accepted in their order: when these are answered, what was written before has been read.
          expect(await probe(adminPort, '/health/live')).toMatch(/^HTTP\/1\.1 200 /);
          expect(await probe(port, '/graphql?query={__typename}')).toMatch(/^HTTP\/1\.1 200 /);
          for (const { said, socket } of open) {
            socket.destroy();
            for (const [, status = ''] of said().matchAll(/HTTP\/1\.1 (\d+) /g)) {
              statuses.set(status, (statuses.get(status) ?? 0) + 1);
            }
          }
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );

    expect(server.child.exitCode).toBeNull();
    expect(linesOf(server).filter(({ msg }) => msg === 'defect')).toEqual([]);
    expect(statuses.get('500')).toBeUndefined();
    // They got past Node's parser, and not all of them past the rest.
    expect([...statuses.keys()]).toEqual(
      expect.arrayContaining(['200', '400', '404', '413', '415', '417', '421', '431']),
    );
  }, 600_000);
});

/** Writes pieces, each in a turn of its own. */
function send(port: number, pieces: readonly string[]) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => {});
  const write = async () => {
    await once(socket, 'connect');
    for (const piece of pieces) {
      if (socket.writable) {
        socket.write(piece, 'latin1');
      }
      await nextTurn();
    }
  };
  return { socket, isWritten: write().catch(() => socket.destroy()), said: () => text };
}

/** The answer to a well-formed request, on a separate connection. */
function probe(port: number, path: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nApollo-Require-Preflight: 1\r\nConnection: close\r\n\r\n`);
  return text(socket);
}
