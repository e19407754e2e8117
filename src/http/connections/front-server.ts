import { IncomingMessage, type RequestListener, Server, type ServerOptions } from 'node:http';
import { Socket } from 'node:net';
import { defectFields, type Logger } from '../../log/logger.js';
import { type TakesUpgrade, upgradableRequest } from './upgradable-request.js';

/** Requests behind the last answer of a connection; with more, it is cut before it is answered. */
const MAX_IGNORED = 100;

/**
 * Node's HTTP server, whose listeners cannot end the process. Whatever one of them throws, Fastify's own included, is a
 * defect: it is logged, and ends the connection that it is about.
 */
export class FrontServer extends Server {
  readonly #logger: Logger;
  /** Connections whose last answer is given, with how many requests came behind it. */
  readonly #ending = new WeakMap<Socket, number>();

  readonly #upgrades: { take: TakesUpgrade };

  constructor(options: ServerOptions, listener: RequestListener, logger: Logger) {
    const upgrades: { take: TakesUpgrade } = { take: () => false };
    super({ ...options, IncomingMessage: upgradableRequest((request) => upgrades.take(request)) }, listener);
    this.#upgrades = upgrades;
    this.#logger = logger;
  }

  /** From now on, emits `upgrade` for these requests; all others that offer another protocol stay requests. */
  takeUpgrades(take: TakesUpgrade): void {
    this.#upgrades.take = take;
  }

  /**
   * Ignores every further request of a connection: one of its answers says, or will say, that it is the last. Whoever sent
   * more then knows that it was not processed, as HTTP has it.
   */
  endConnection(connection: Socket): void {
    this.#ending.set(connection, 0);
  }

  // Node and Fastify emit and listen by this class's own events alone, so that no listener can be added beside it.
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    const [request] = args;
    if (request instanceof IncomingMessage) {
      const ignored = this.#ending.get(request.socket);
      if (ignored !== undefined) {
        this.#ignore(request.socket, ignored + 1);
        return true;
      }
    }
    try {
      return super.emit(event as string, ...args);
    } catch (error) {
      const connection = connectionIn(args);
      if (connection === undefined) {
        throw error;
      }
      this.#logger.error(defectFields(error), 'defect');
      connection.destroy();
      return true;
    }
  }

  /** Node keeps an answer for each of them until the connection closes. */
  #ignore(connection: Socket, times: number): void {
    this.#ending.set(connection, times);
    if (times > MAX_IGNORED) {
      connection.destroy();
    }
  }
}

/** `error` and its like are about no connection, and have to be thrown where nobody listens. */
function connectionIn(args: readonly unknown[]): Socket | undefined {
  for (const arg of args) {
    if (arg instanceof Socket) {
      return arg;
    }
    if (arg instanceof IncomingMessage) {
      return arg.socket;
    }
  }
  return undefined;
}
