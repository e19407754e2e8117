import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../src/sandbox/data/random.js';
import type { Identity } from './canaries.js';
import type { Verdicts } from './invariants.js';
import type { Tally } from './tally.js';
import { LONG_SESSION } from './upstream.js';

/** An answer of some 7 MB, out of one REST call. */
const QUERY = `{ chatSession(id: ${LONG_SESSION}) { ${['a', 'b', 'c', 'd', 'e', 'f'].map((alias) => `${alias}: lastMessage`).join(' ')} } }`;
/** Sent on each connection, one soon after the other. The kernel keeps about one of the answers for who does not read. */
const REQUESTS = 8;
const REQUEST_EVERY_MS = 200;
/** More than the kernel buffers, and less than all the answers: a reader of this much was waited for. */
const MAX_KEPT_BYTES = 16 * 2 ** 20;
const CONNECTIONS = 3;
const REFUSED_PAUSE_MS = 100;

export interface UnreadOptions {
  readonly random: Random;
  readonly url: () => string;
  readonly identity: Identity;
  /** How long the server may take to drop an unread answer, in milliseconds. */
  readonly givenUpMs: number;
  readonly tally: Tally;
  readonly verdicts: Verdicts;
}

/** Asks for large answers and does not read them, on a few connections at a time, for so long. */
export async function leaveUnread(options: UnreadOptions, durationMs: number): Promise<void> {
  const endMs = performance.now() + durationMs;
  const leaveSome = async () => {
    while (performance.now() < endMs) {
      await leaveOne(options);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, leaveSome));
}

/** Half of the callers go some time. The others read at last, and must find that the server did not keep it all for them. */
async function leaveOne({ random, url, identity, givenUpMs, tally, verdicts }: UnreadOptions): Promise<void> {
  const socket = connect(Number(new URL(url()).port), '127.0.0.1').on('error', () => {});
  socket.pause();
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => {});
  if (socket.destroyed) {
    return delay(REFUSED_PAUSE_MS);
  }
  tally.add('unread answers');
  for (let sent = 0; sent < REQUESTS && !socket.destroyed; sent += 1) {
    socket.write(requestText(identity));
    await delay(REQUEST_EVERY_MS);
  }
  if (random.chance(0.5)) {
    await delay(random.int(0, givenUpMs));
    socket.destroy();
    return;
  }
  await delay(givenUpMs);
  const bytes = await readRest(socket);
  verdicts.check('unread', bytes < MAX_KEPT_BYTES, () => `The server kept ${bytes} bytes for who did not read them`);
}

/** Bytes that come until the connection ends, or nothing more comes. */
async function readRest(socket: Socket): Promise<number> {
  let bytes = 0;
  socket.on('data', (chunk) => {
    bytes += chunk.length;
  });
  socket.resume();
  socket.setTimeout(1000, () => socket.destroy());
  if (!socket.destroyed) {
    await once(socket, 'close').catch(() => {});
  }
  return bytes;
}

function requestText(identity: Identity): string {
  const body = JSON.stringify({ query: QUERY });
  const headers = { host: 'localhost', 'content-type': 'application/json', ...identity, 'content-length': body.length };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /graphql HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
