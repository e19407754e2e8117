import { once } from 'node:events';
import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { FrontServer } from '../src/http/connections/front-server.js';
import { useRawConnections } from './helpers/raw-connections.js';

const CANARY = 'C4N4RY';
const connections = useRawConnections();

const head = (line: string, ...headers: readonly string[]) => [line, 'Host: x', ...headers, '', ''].join('\r\n');

describe('a listener that throws', () => {
  let server: FrontServer | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  it.each([
    { event: 'connection', text: '' },
    { event: 'request', text: head('GET / HTTP/1.1') },
    { event: 'checkContinue', text: head('POST / HTTP/1.1', 'Expect: 100-continue', 'Content-Length: 2') },
    { event: 'checkExpectation', text: head('GET / HTTP/1.1', 'Expect: more') },
    { event: 'connect', text: head('CONNECT x:443 HTTP/1.1') },
    { event: 'upgrade', text: head('GET / HTTP/1.1', 'Connection: upgrade', 'Upgrade: websocket') },
    { event: 'clientError', text: 'garbage\r\n\r\n' },
  ])('for $event ends only its connection, and is logged without its message', async ({ event, text }) => {
    const logged: string[] = [];
    const logger = pino({ base: null, timestamp: false }, { write: (line) => logged.push(line) });
    const front = new FrontServer({}, (_request, response) => response.end('served'), logger);
    front.takeUpgrades(() => true);
    server = front;
    front.once(event, () => {
      throw new TypeError(CANARY);
    });
    front.listen(0, '127.0.0.1');
    await once(front, 'listening');
    const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}/`;
    const { socket, answer } = connections.open(url);
    socket.write(text);
    await answer;

    expect(logged.map((line) => JSON.parse(line))).toEqual([
      { level: 50, msg: 'defect', error: 'TypeError', stack: expect.any(Array) },
    ]);
    expect(logged.join('')).not.toContain(CANARY);
    expect(await (await fetch(url)).text()).toBe('served');
  });

  it('for an event without a connection throws as in plain Node', () => {
    server = new FrontServer({}, () => undefined, pino({ level: 'silent' }));

    expect(server).toBeInstanceOf(Server);
    expect(() => server?.emit('error', new TypeError(CANARY))).toThrow(CANARY);
  });
});
