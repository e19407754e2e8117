import { Agent } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { forward, headBytes, onRequest, type RawAnswer } from './raw-http.js';

/**
 * How far an exchange comes before it breaks:
 * - `request`: the request arrived, and is not sent on;
 * - `answer`: the target has answered, and nothing of the answer is passed on;
 * - `head`, `body`: half of the answer's head, or its head and half of its body, are passed on.
 */
export type Point = 'request' | 'answer' | 'head' | 'body';

/** What goes wrong with one request. */
export type Fault =
  /** The answer is that late. Jitter is another delay for each request. */
  | { readonly type: 'delay'; readonly ms: number }
  /** Silence, RST or FIN from this point on. */
  | { readonly type: 'stall' | 'reset' | 'end'; readonly at: Point }
  /** The answer comes in pieces of this many bytes. */
  | { readonly type: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** `Content-Length` is this many bytes too large, or too small. */
  | { readonly type: 'length'; readonly by: number }
  /** Bytes that are not HTTP, instead of the answer. */
  | { readonly type: 'garbage' }
  /** The answer, and that much later the same again. */
  | { readonly type: 'double'; readonly afterMs: number }
  /** The answer, and after this time a FIN that the answer did not announce. */
  | { readonly type: 'hang up'; readonly afterMs: number };

/** What goes wrong with a connection before anything was read from it: RST, FIN, or a hole that bytes fall into. */
export type ConnectionFault = 'reset' | 'end' | 'black hole';

export interface ProxiedRequest {
  readonly method: string;
  /** Below the REST root, exactly as it was sent, query included. */
  readonly path: string;
  /** From 0, in the order in which requests arrived in whole. */
  readonly index: number;
  /** Whether the connection had carried a request before. */
  readonly isReused: boolean;
}

export interface SeenRequest extends ProxiedRequest {
  readonly fault: Fault | undefined;
  /** Whether it was sent on to the target. */
  readonly isForwarded: boolean;
}

export interface FaultProxyOptions {
  /** Asked about each request that has arrived in whole. */
  readonly fault?: (request: ProxiedRequest) => Fault | undefined;
  /** Asked about each connection, by its number from 0. */
  readonly connection?: (index: number) => ConnectionFault | undefined;
}

export interface FaultProxy {
  /** REST root, ending in a slash: the target's, on the proxy's own port. */
  readonly url: string;
  /** Every request that arrived in whole. */
  readonly requests: readonly SeenRequest[];
  /** How many connections were made. */
  readonly connections: number;
  /** How many of them are open. */
  readonly openConnections: number;
  /** Ends all connections and refuses new ones, until `accept()`. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  stop(): Promise<void>;
}

/** A proxy in front of an HTTP server that makes faults on its clients' sockets. */
export async function startFaultProxy(target: string, options: FaultProxyOptions = {}): Promise<FaultProxy> {
  const root = new URL(target);
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  // Closed before any server closes it as idle, so that only intended faults happen.
  const agent = new Agent({ keepAlive: true, timeout: 1000 });

  function serve(socket: Socket): void {
    const closed = new AbortController();
    socket.once('close', () => closed.abort());
    let isReused = false;
    onRequest(socket, async (raw) => {
      const path = raw.url.startsWith(root.pathname) ? raw.url.slice(root.pathname.length) : raw.url;
      const request = { method: raw.method, path, index: requests.length, isReused };
      isReused = true;
      const fault = options.fault?.(request);
      const isForwarded = !(fault !== undefined && 'at' in fault && fault.at === 'request');
      requests.push({ ...request, fault, isForwarded });
      const answer = isForwarded ? await forward(raw, root, agent) : NOTHING;
      await deliver(socket, answer, fault, closed.signal);
    });
  }

  const server = createServer((socket) => {
    const fault = options.connection?.(connections);
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    if (fault === undefined) {
      serve(socket);
    } else if (fault !== 'black hole') {
      breakOff(socket, fault);
    }
  });

  async function refuse(): Promise<void> {
    const refusing = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) {
      socket.destroy();
    }
    await refusing;
  }

  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}${root.pathname}`,
    requests,
    get connections() {
      return connections;
    },
    get openConnections() {
      return sockets.size;
    },
    refuse,
    async accept() {
      await listen(server, port);
    },
    async stop() {
      await refuse();
      agent.destroy();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

const NOTHING: RawAnswer = { head: '', body: Buffer.alloc(0) };

/** Sends an answer with its fault; waiting ends with the connection, by an `AbortError`. */
async function deliver(
  socket: Socket,
  answer: RawAnswer,
  fault: Fault | undefined,
  signal: AbortSignal,
): Promise<void> {
  const whole = Buffer.concat([headBytes(answer), answer.body]);
  switch (fault?.type) {
    case undefined:
      socket.write(whole);
      break;
    case 'delay':
      await delay(fault.ms, undefined, { signal });
      socket.write(whole);
      break;
    case 'stall':
    case 'reset':
    case 'end':
      await writePart(socket, bytesUpTo(fault.at, answer), signal);
      breakOff(socket, fault.type);
      break;
    case 'drip':
      for (let sent = 0; sent < whole.length; sent += fault.bytes) {
        socket.write(whole.subarray(sent, sent + fault.bytes));
        await delay(fault.everyMs, undefined, { signal });
      }
      break;
    case 'length':
      socket.write(Buffer.concat([headBytes(answer, fault.by), answer.body]));
      break;
    case 'garbage':
      socket.write('\0\x16\x03 no HTTP at all\r\n\r\n');
      break;
    case 'double':
      // Together means in one packet: two packets may be read separately.
      for (const bytes of fault.afterMs === 0 ? [Buffer.concat([whole, whole])] : [whole, whole]) {
        socket.write(bytes);
        await delay(fault.afterMs, undefined, { signal });
      }
      break;
    case 'hang up':
      socket.write(whole);
      await delay(fault.afterMs, undefined, { signal });
      breakOff(socket, 'end');
      break;
  }
}

function bytesUpTo(point: Point, answer: RawAnswer): Buffer {
  const head = headBytes(answer);
  switch (point) {
    case 'request':
    case 'answer':
      return Buffer.alloc(0);
    case 'head':
      return head.subarray(0, head.length / 2);
    case 'body':
      return Buffer.concat([head, answer.body.subarray(0, answer.body.length / 2)]);
  }
}

const READ_MS = 10;

/** Writes, and gives the other side time to read, because a reset right after the bytes would look like an end. */
async function writePart(socket: Socket, bytes: Buffer, signal: AbortSignal): Promise<void> {
  if (bytes.length > 0) {
    socket.write(bytes);
    await delay(READ_MS, undefined, { signal });
  }
}

function breakOff(socket: Socket, how: 'stall' | 'reset' | 'end'): void {
  if (how === 'end') {
    socket.destroySoon();
  } else if (how === 'reset' && socket.writable) {
    // One that is ending already cannot be reset: its handle would never be closed.
    socket.resetAndDestroy();
  }
}
