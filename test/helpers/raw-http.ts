import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request as it came over a socket. */
export interface RawRequest {
  readonly method: string;
  readonly url: string;
  /** Names and values in turn, as they were sent. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** An answer to be sent over a socket. */
export interface RawAnswer {
  /** Without `Content-Length`, and without the empty line at the end. */
  readonly head: string;
  readonly body: Buffer;
}

/**
 * Returns complete requests that arrive on a connection, each after the previous one was served. Each must say by
 * `Content-Length` how long it is. A request that cannot be served ends the connection.
 */
export function onRequest(socket: Socket, serve: (request: RawRequest) => Promise<void>): void {
  let received: Buffer = Buffer.alloc(0);
  let served = Promise.resolve();
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (let found = firstRequest(received); found !== undefined; found = firstRequest(received)) {
      const { request, rest } = found;
      received = rest;
      served = served.then(() => serve(request)).catch(() => void socket.destroy());
    }
  });
}

function firstRequest(bytes: Buffer): { readonly request: RawRequest; readonly rest: Buffer } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) {
    return undefined;
  }
  const [start = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const [method = '', url = ''] = start.split(' ');
  const fields = lines.map((line) => line.split(/:\s*(.*)/s, 2) as [name: string, value: string]);
  const length = fields.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  const bodyStart = headEnd + 4;
  const bodyEnd = bodyStart + Number(length ?? 0);
  if (bytes.length < bodyEnd) {
    return undefined;
  }
  const body = bytes.subarray(bodyStart, bodyEnd);
  return { request: { method, url, headers: fields.flat(), body }, rest: bytes.subarray(bodyEnd) };
}

/** Headers of one connection, which say nothing on the next. */
const HOP_BY_HOP = ['connection', 'content-length', 'keep-alive', 'transfer-encoding'];

/** Forwards a raw request to a server, and returns the answer for a connection that stays open. */
export async function forward(
  { method, url, headers, body }: RawRequest,
  server: URL,
  agent: Agent,
): Promise<RawAnswer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const { hostname, port } = server;
    httpRequest({ hostname, port, agent, method, path: url, headers: [...headers] }, resolve)
      .on('error', reject)
      .end(body);
  });
  const { statusCode, statusMessage, rawHeaders } = response;
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (!HOP_BY_HOP.includes(name.toLowerCase())) {
      lines.push(`${name}: ${rawHeaders[index + 1]}`);
    }
  }
  return { head: lines.join('\r\n'), body: await buffer(response) };
}

/** An answer's bytes; `lengthOff` is by how many bytes its `Content-Length` is wrong. */
export function headBytes({ head, body }: RawAnswer, lengthOff = 0): Buffer {
  return Buffer.from(`${head}\r\nContent-Length: ${body.length + lengthOff}\r\n\r\n`, 'latin1');
}
