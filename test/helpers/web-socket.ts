import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { expect } from '@jest/globals';
import { type ClientOptions, WebSocket } from 'ws';
import { TJE0 } from './facade.js';
import { until } from './until.js';

const PROTOCOL = 'graphql-transport-ws';

export const UPDATES = 'subscription Desk { chatSessionUpdates { isSnapshot sessions { id lastMessage } } }';

const sockets = new Set<WebSocket>();
/** Ends all that tests have left open. */
export function closeAll(): void {
  for (const socket of sockets) {
    socket.terminate();
  }
  sockets.clear();
}

// biome-ignore lint/suspicious/noExplicitAny: each message has its own shape.
export type Message = any;

/** A socket of the protocol's own messages. */
export async function open(url: string, options: ClientOptions = {}) {
  const socket = new WebSocket(url.replace('http', 'ws'), PROTOCOL, options);
  sockets.add(socket);
  const messages: Message[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  const closed = new Promise<{ readonly code: number; readonly reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await once(socket, 'open');
  // One that the server cuts.
  socket.on('error', () => undefined);
  return {
    socket,
    closed,
    code: closed.then(({ code }) => code),
    send: (message: Message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async next(): Promise<Message> {
      await until(() => messages.length > 0);
      return messages.shift();
    },
  };
}

/** One that is let in. */
export async function enter(url: string, payload: object = { authorization: TJE0 }, options: ClientOptions = {}) {
  const opened = await open(url, options);
  opened.send({ type: 'connection_init', payload });
  expect(await opened.next()).toEqual({ type: 'connection_ack' });
  return opened;
}

export const subscribing = (id: string, query = UPDATES, more: object = {}) => ({
  id,
  type: 'subscribe',
  payload: { query, ...more },
});

export const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-protocol': PROTOCOL,
};

/** The answer to a request for a WebSocket. */
export async function refusalOf(url: string, headers: Record<string, string> = {}, path = '/graphql') {
  const request = httpRequest(new URL(path, url), {
    headers: { ...UPGRADE, authorization: TJE0, ...headers },
  }).end();
  const answered = await Promise.race([
    once(request, 'response').then(([response]) => response),
    once(request, 'upgrade').then(([response, socket]) => {
      socket.destroy();
      return response;
    }),
  ]);
  const body = answered.statusCode === 101 ? '' : (await answered.setEncoding('utf8').toArray()).join('');
  return { status: answered.statusCode as number, body };
}
