import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * The answers of each connection that are not sent yet: a client may send its next request before it has the answer to
 * the last one.
 */
export class AnswersUnderWay {
  readonly #ofConnection = new WeakMap<Duplex, ServerResponse[]>();

  add(response: ServerResponse): void {
    const { socket } = response.req;
    const answers = this.#ofConnection.get(socket) ?? [];
    this.#ofConnection.set(socket, answers);
    answers.push(response);
    // A connection that is kept for another request keeps nothing of the last answer.
    response.once('close', () => dropSent(answers));
  }

  /** Those of a connection, oldest first. They are sent in this order. */
  of(connection: Duplex): readonly ServerResponse[] {
    const answers = this.#ofConnection.get(connection) ?? [];
    dropSent(answers);
    return answers;
  }
}

/** Whether an answer is with the operating system, from its first byte to its last. */
export function isSent(response: ServerResponse): boolean {
  return response.writableFinished || response.destroyed;
}

function dropSent(answers: ServerResponse[]): void {
  while (answers[0] !== undefined && isSent(answers[0])) {
    answers.shift();
  }
}
