import { IncomingMessage, type RequestListener, Server, type ServerOptions } from 'node:http';
import { Socket } from 'node:net';
import { defectFields, type Logger } from '../../log/logger.js';
import { type TakesUpgrade, upgradableRequest } from './upgradable-request.js';

/** Requests that may follow the last answer of a connection. With more, the connection is cut. */
const MAX_IGNORED = 100;

/**
 * Node's HTTP server, with listeners that cannot end the process. If one of them throws, Fastify's own included, the defect
 * is logged, and its connection ends.
 */
export class FrontServer extends Server {
  readonly #logger: Logger;
  /** Connections that had their last answer, with how many requests followed it. */
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
   * Ignores every further request of a connection, because one of its answers has `Connection: close`. By HTTP's rules the
   * client then knows that the further requests were not processed.
   */
  endConnection(connection: Socket): void {
    this.#ending.set(connection, 0);
  }

  // Node and Fastify use only the events of this class, so every listener is guarded.
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

/** `error` and the like concern no connection, and must throw if nobody listens. */
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
