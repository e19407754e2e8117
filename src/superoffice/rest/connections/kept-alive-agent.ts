import { type AgentOptions, type ClientRequest, type ClientRequestArgs, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import { type Answers, expectAnswers } from '../transports/expect-answers.js';
import { type ConnectionOptions, maxIdleOfOneCaller } from '../transports/transport.js';
import { proxyFor } from './proxy.js';
import { openTunnel, ProxyError, type Tunnel } from './tunnel.js';

declare module 'node:http' {
  interface Agent {
    /** By which `node:http` hands a request to every agent; its types leave it out. */
    addRequest(request: ClientRequest, options: PooledRequestOptions): void;
  }
}

/** What an agent gets of a request. */
export interface PooledRequestOptions extends ClientRequestArgs {
  /** Requests of one pool take turns on the same connections. */
  pool?: string;
  /** Whose they are. */
  request?: ClientRequest;
}

/** An agent that follows `ConnectionOptions`. */
export interface KeptAliveAgent extends HttpAgent {
  /** Ends all current connections, each when it has no call. */
  retire(): void;
  /** Stops connecting through a proxy for a request that was cancelled. */
  giveUp(request: ClientRequest): void;
}

/** Called for each new connection. One through a proxy has a tunnel, which may be the connection itself. */
type OnConnection = (socket: Socket, tunnel?: Tunnel) => void;

/** One for all requests to a REST root. */
export function createKeptAliveAgent(
  baseUrl: URL,
  options: ConnectionOptions,
  onConnection: OnConnection,
): KeptAliveAgent {
  const AgentClass = baseUrl.protocol === 'https:' ? KeptAliveHttpsAgent : KeptAliveHttpAgent;
  return new AgentClass(agentOptionsOf(options), options, onConnection, proxyFor(baseUrl, options));
}

function agentOptionsOf(options: ConnectionOptions): AgentOptions {
  return {
    keepAlive: true,
    // The calls under way are bounded elsewhere. A call that waited here would use up its time without showing in any
    // metric.
    maxSockets: Number.POSITIVE_INFINITY,
    // Per pool. With fewer, each burst would have to make its connections again.
    maxFreeSockets: maxIdleOfOneCaller(options),
    // We close idle sockets before the server does, so that no call is written to a socket that the server is just closing.
    timeout: options.superOfficeIdleConnectionMs,
  };
}

/** A tunnel that is being made. */
interface Opening {
  readonly attempt: { destroy(): void };
  isRetired: boolean;
}

interface Connection {
  readonly answers: Answers;
  readonly bornMs: number;
  isRetired: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: TypeScript asks for it of classes that are extended so.
type AnyAgentClass = new (...args: any[]) => HttpAgent;

const KeptAliveHttpAgent = keptAlive(HttpAgent);
const KeptAliveHttpsAgent = keptAlive(HttpsAgent);

function keptAlive<Base extends AnyAgentClass>(Base: Base) {
  return class extends (Base as new (options: AgentOptions) => HttpAgent) {
    readonly #lifetimeMs: number;
    readonly #maxConnections: number;
    readonly #connectTimeoutMs: number;
    readonly #onConnection: OnConnection;
    readonly #proxy: URL | undefined;
    readonly #connections = new Map<Socket, Connection>();
    /** Those without a call; the one that has been so for longest comes first. */
    readonly #idle = new Set<Socket>();
    readonly #openings = new Map<ClientRequest, Opening>();

    constructor(
      agentOptions: AgentOptions,
      options: ConnectionOptions,
      onConnection: OnConnection,
      proxy: URL | undefined,
    ) {
      super(agentOptions);
      this.#lifetimeMs = options.superOfficeConnectionLifetimeMs;
      this.#maxConnections = options.superOfficeMaxInFlight;
      this.#connectTimeoutMs = options.superOfficeConnectTimeoutMs;
      this.#onConnection = onConnection;
      this.#proxy = proxy;
    }

    retire(): void {
      for (const connection of this.#connections.values()) {
        connection.isRetired = true;
      }
      for (const opening of this.#openings.values()) {
        opening.isRetired = true;
      }
      for (const socket of this.#idle) {
        this.#closeIdle(socket);
      }
    }

    giveUp(request: ClientRequest): void {
      this.#openings.get(request)?.attempt.destroy();
    }

    override destroy(): void {
      for (const { attempt } of this.#openings.values()) {
        attempt.destroy();
      }
      super.destroy();
    }

    /** All its requests go to one server, so only the pool tells their connections apart. */
    override getName({ pool = '' }: PooledRequestOptions = {}): string {
      return pool;
    }

    override addRequest(request: ClientRequest, options: PooledRequestOptions): void {
      // A closed socket stays here until its handle is closed, later in the turn. A request that took it would fail.
      const free = this.freeSockets[this.getName(options)];
      while (free?.at(-1)?.writable === false) {
        free.pop();
      }
      options.request = request;
      super.addRequest(request, options);
    }

    override createConnection(...[given, onSocket]: Parameters<HttpAgent['createConnection']>) {
      // `https` keeps TLS sessions by this name. They belong to the server, so any caller's connection may resume one.
      const options: PooledRequestOptions = Object.assign(given, { _agentKey: 'session' });
      const [oldest] = this.#idle;
      if (oldest !== undefined && this.#connections.size + this.#openings.size >= this.#maxConnections) {
        this.#closeIdle(oldest);
      }
      if (this.#proxy === undefined) {
        return this.#began(super.createConnection(options, onSocket) as Socket);
      }
      const { host, port, protocol } = options;
      const request = options.request as ClientRequest;
      const target = { host: String(host), port: Number(port) };
      const attempt = openTunnel(this.#proxy, target, this.#connectTimeoutMs, (result) => {
        const isRetired = this.#openings.get(request)?.isRetired;
        this.#openings.delete(request);
        if (result instanceof ProxyError) {
          // Node's types ask for a socket beside the error.
          onSocket?.(result, undefined as never);
          return;
        }
        const throughTunnel = { ...options, socket: result.socket };
        const socket = protocol === 'https:' ? (super.createConnection(throughTunnel) as Socket) : result.socket;
        // Its call was cancelled in the meantime.
        if (request.destroyed) {
          socket.destroy();
        }
        onSocket?.(null, this.#began(socket, result, isRetired));
      });
      this.#openings.set(request, { attempt, isRetired: false });
      return undefined;
    }

    /** Asked when a call has ended. */
    override keepSocketAlive(socket: Socket): boolean {
      const connection = this.#connections.get(socket);
      // Node's types say that it gives nothing.
      const isKept = super.keepSocketAlive(socket) as unknown as boolean;
      if (!isKept || connection === undefined || connection.isRetired) {
        return false;
      }
      const lifetimeMs = Math.ceil(connection.bornMs + this.#lifetimeMs - performance.now());
      const leftMs = Math.min(connection.answers.end(), lifetimeMs);
      if (leftMs <= 0) {
        return false;
      }
      if (leftMs < (socket.timeout ?? 0)) {
        socket.setTimeout(leftMs);
      }
      this.#idle.add(socket);
      return true;
    }

    override reuseSocket(socket: Socket, request: ClientRequest): void {
      super.reuseSocket(socket, request);
      this.#idle.delete(socket);
      this.#connections.get(socket)?.answers.expect();
    }

    #began(socket: Socket, tunnel?: Tunnel, isRetired = false): Socket {
      this.#watch(socket, isRetired);
      this.#onConnection(socket, tunnel);
      return socket;
    }

    #watch(socket: Socket, isRetired: boolean): void {
      const answers = expectAnswers(socket);
      answers.expect();
      this.#connections.set(socket, { answers, bornMs: performance.now(), isRetired });
      socket.once('close', () => {
        this.#connections.delete(socket);
        this.#idle.delete(socket);
      });
      socket.on('end', () => {
        if (this.#idle.has(socket)) {
          socket.destroy();
        }
      });
    }

    #closeIdle(socket: Socket): void {
      this.#idle.delete(socket);
      this.#connections.delete(socket);
      socket.destroy();
    }
  };
}
