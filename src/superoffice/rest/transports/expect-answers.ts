import type { Socket } from 'node:net';
import { AnswerEnd } from './answer-end.js';
import { filterReceived } from './filter-received.js';
import { InterimAnswers } from './interim-answers.js';
import { idleMsOf } from './keep-alive-hint.js';

const EMPTY = Buffer.alloc(0);

/** What a socket receives: one answer to each request. */
export interface Answers {
  /** Call this before a request is written. */
  expect(): void;
  /**
   * Call this when the call has ended.
   *
   * @returns for how many milliseconds the connection may now be idle. 0 or less, so not at all, if the answer is
   *   incomplete, or if more arrived than the answer.
   */
  end(): number;
}

/**
 * - `idle`: no request is under way.
 * - `expected`: nothing but interim answers has come.
 * - `begun`: some of the answer has come.
 * - `whole`: all of it has.
 * - `exceeded`: more bytes than the answer have come.
 */
type State = 'idle' | 'expected' | 'begun' | 'whole' | 'exceeded';

/**
 * Lets through one answer to each request, and nothing else. Bytes after an answer could be taken for the answer to the next
 * call, so they are dropped, and the connection must not be used again. The same holds if anything arrives between two
 * calls. The answers themselves count. Interim answers are left out.
 */
export function expectAnswers(socket: Socket): Answers {
  const interim = new InterimAnswers();
  let state: State = 'idle';
  let answer = new AnswerEnd();

  filterReceived(socket, (bytes) => {
    switch (state) {
      case 'idle':
        socket.destroy();
        return EMPTY;
      case 'expected': {
        const first = interim.leaveOut(bytes);
        return first.length === 0 ? EMPTY : take(first);
      }
      case 'begun':
        return take(bytes);
      default:
        state = 'exceeded';
        return EMPTY;
    }
  });

  function take(bytes: Buffer): Buffer {
    const length = answer.take(bytes);
    const isAll = length === bytes.length;
    state = !answer.isReached ? 'begun' : isAll ? 'whole' : 'exceeded';
    return isAll ? bytes : bytes.subarray(0, length);
  }

  return {
    expect() {
      state = 'expected';
      answer = new AnswerEnd();
    },
    end() {
      const isWhole = state === 'whole';
      state = 'idle';
      return isWhole ? idleMsOf(answer.keepAlive) : 0;
    },
  };
}
