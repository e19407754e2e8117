import type { Socket } from 'node:net';

const INTERIM = Buffer.from('HTTP/1.1 1');
const SWITCHED = 'HTTP/1.1 101';
const HEAD_END = '\r\n\r\n';
const EMPTY = Buffer.alloc(0);

/** As for other heads. An interim answer that goes on for longer is read as it is, and fails. */
const MAX_BYTES = 16 * 1024;

/** What a socket may receive: nothing between two calls, the first bytes of an answer, or the rest of one. */
export interface Expected {
  next: 'nothing' | 'answer' | 'rest';
}

/**
 * Closes a socket that receives anything between two calls: it would be taken for the answer to the next one, or be in its
 * way. Leaves out interim answers (1xx but 101), too, which a client has to skip although nobody asked for them (RFC 9110,
 * section 15.2): after one of status 100, undici fails the call.
 */
export function expectAnswers(socket: Socket, expected: Expected): void {
  const { read } = socket;
  let waiting: Buffer = EMPTY;
  socket.read = (size?: number): Buffer | null => {
    const chunk: Buffer | null = read.call(socket, size);
    if (chunk === null || expected.next === 'rest') {
      return chunk;
    }
    if (expected.next === 'nothing') {
      socket.destroy();
      return null;
    }
    const answer = withoutInterim(waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]));
    if (mayBeInterim(answer) && answer.length < MAX_BYTES) {
      waiting = answer;
      return null;
    }
    waiting = EMPTY;
    expected.next = 'rest';
    return answer;
  };
}

function withoutInterim(bytes: Buffer): Buffer {
  let rest = bytes;
  while (rest.length > 0 && mayBeInterim(rest)) {
    const end = rest.indexOf(HEAD_END);
    if (end < 0) {
      return rest;
    }
    rest = rest.subarray(end + HEAD_END.length);
  }
  return rest;
}

/** Also of no bytes, and of the first few. */
function mayBeInterim(bytes: Buffer): boolean {
  const length = Math.min(bytes.length, INTERIM.length);
  const isInterim = bytes.compare(INTERIM, 0, length, 0, length) === 0;
  return isInterim && bytes.toString('latin1', 0, SWITCHED.length) !== SWITCHED;
}
