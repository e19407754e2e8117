import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** The answers of each connection that are not sent yet. There may be several, because clients may pipeline requests. */
export class AnswersUnderWay {
  readonly #ofConnection = new WeakMap<Duplex, ServerResponse[]>();

  add(response: ServerResponse): void {
    const { socket } = response.req;
    const answers = this.#ofConnection.get(socket) ?? [];
    this.#ofConnection.set(socket, answers);
    answers.push(response);
    // A kept-alive connection must not hold on to its last answer.
    response.once('close', () => dropSent(answers));
  }

  /** Those of a connection, oldest first. They are sent in this order. */
  of(connection: Duplex): readonly ServerResponse[] {
    const answers = this.#ofConnection.get(connection) ?? [];
    dropSent(answers);
    return answers;
  }
}

/** Whether the operating system has taken an answer from its first byte to its last. */
export function isSent(response: ServerResponse): boolean {
  return response.writableFinished || response.destroyed;
}

function dropSent(answers: ServerResponse[]): void {
  while (answers[0] !== undefined && isSent(answers[0])) {
    answers.shift();
  }
}
