import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** `['EVALSHA', sha, '1', key, perMs, burst, cost]` */
export type RedisCommand = readonly string[];

/** The answer to a command, in RESP; undefined for none. The socket allows other things than an answer. */
export type RedisAnswer = (command: RedisCommand, socket: Socket) => string | undefined;

export interface FakeRedis {
  readonly port: number;
  /** `redis://127.0.0.1:6379` */
  readonly url: string;
  /** All commands so far, of all connections. */
  readonly commands: readonly RedisCommand[];
  /** Connections so far. */
  readonly connections: number;
  /** What commands are answered from now on. Default: `wellAnswer`. */
  answer: RedisAnswer;
  /** Accepts no more connections and keeps the open ones. Resolves when the port is free. */
  stopListening(): void;
  stop(): void;
}

/** The answers of a healthy Redis that allows every caller. */
export const wellAnswer: RedisAnswer = ([name]) => (isScript(name) ? ':0\r\n' : '+OK\r\n');

export const isScript = (name: string | undefined) => name === 'EVALSHA' || name === 'EVAL';

/** A Redis on a real socket with given answers, which records its commands. */
export async function startFakeRedis(answer: RedisAnswer = wellAnswer, port = 0): Promise<FakeRedis> {
  const commands: RedisCommand[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    let received = '';
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      for (let parsed = parse(received); parsed !== undefined; parsed = parse(received)) {
        received = parsed.rest;
        commands.push(parsed.command);
        const text = redis.answer(parsed.command, socket);
        if (text !== undefined) {
          socket.write(text);
        }
      }
    });
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const redis = {
    port: (server.address() as AddressInfo).port,
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    commands,
    get connections() {
      return sockets.length;
    },
    answer,
    stopListening: () => void server.close(),
    stop() {
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
    },
  };
  return redis;
}

/** `*2\r\n$3\r\nGET\r\n$1\r\na\r\n`; undefined if it is not complete. */
function parse(text: string): { readonly command: RedisCommand; readonly rest: string } | undefined {
  let at = 0;
  const line = () => {
    const end = text.indexOf('\r\n', at);
    const content = end < 0 ? undefined : text.slice(at + 1, end);
    at = end + 2;
    return content;
  };
  const count = line();
  if (count === undefined) {
    return undefined;
  }
  const command: string[] = [];
  for (let i = 0; i < Number(count); i += 1) {
    const length = line();
    if (length === undefined || text.length < at + Number(length) + 2) {
      return undefined;
    }
    command.push(text.slice(at, at + Number(length)));
    at += Number(length) + 2;
  }
  return { command, rest: text.slice(at) };
}
