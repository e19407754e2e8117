import type { Socket } from 'node:net';
import { HEAD_END, HeadError, MAX_HEAD_BYTES } from './answer-head.js';
import { filterReceived } from './filter-received.js';

/** How an interim answer begins, except 101. */
const INTERIM = 'HTTP/1.1 1';
const SWITCHED = ' 101';
const STATUS_END = 'HTTP/1.1 101'.length;
/** The first digit of the status, and its position. */
const STATUS_AT = INTERIM.length - 1;
const ONE = 0x31;
const EMPTY = Buffer.alloc(0);

/**
 * Skips the interim answers (1xx except 101) before an answer, as RFC 9110, section 15.2, asks of a client. Otherwise a 100
 * makes undici fail the call, and Node takes any of them for the answer to a CONNECT.
 */
export class InterimAnswers {
  #waiting: Buffer = EMPTY;
  #leftOutBytes = 0;

  /**
   * @returns the first bytes of the answer: none as long as all may belong to an interim one.
   * @throws {HeadError} if they have too many bytes, or if one is of HTTP/1.0, which has none.
   */
  leaveOut(bytes: Buffer): Buffer {
    let rest = this.#waiting.length === 0 ? bytes : Buffer.concat([this.#waiting, bytes]);
    while (mayBeInterim(rest)) {
      const end = rest.indexOf(HEAD_END);
      const length = end < 0 ? rest.length : end + HEAD_END.length;
      if (this.#leftOutBytes + length > MAX_HEAD_BYTES) {
        throw new HeadError('HPE_HEADER_OVERFLOW');
      }
      if (end < 0) {
        this.#waiting = rest;
        return EMPTY;
      }
      this.#leftOutBytes += length;
      rest = rest.subarray(length);
    }
    this.#waiting = EMPTY;
    this.#leftOutBytes = 0;
    return rest;
  }
}

/** For a socket that awaits one answer. */
export function leaveOutInterimAnswers(socket: Socket): void {
  const interim = new InterimAnswers();
  let hasBegun = false;
  filterReceived(socket, (bytes) => {
    const answer = hasBegun ? bytes : interim.leaveOut(bytes);
    hasBegun ||= answer.length > 0;
    return answer;
  });
}

/** Also true for no bytes and for the first few. */
function mayBeInterim(bytes: Buffer): boolean {
  // Most answers are final: comparing one byte is cheaper than decoding text.
  if (bytes.length > STATUS_AT && bytes[STATUS_AT] !== ONE) {
    return false;
  }
  const start = bytes.toString('latin1', 0, STATUS_END);
  const isOld = start.startsWith('HTTP/1.0');
  const version = isOld ? start.replace('1.0', '1.1') : start;
  if (!INTERIM.startsWith(version.slice(0, INTERIM.length)) || start.endsWith(SWITCHED)) {
    return false;
  }
  if (isOld && start.length >= INTERIM.length) {
    throw new HeadError('HPE_INVALID_STATUS');
  }
  return true;
}
