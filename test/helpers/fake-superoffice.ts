import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { archiveViolations } from '../contract/archives.js';
import { requestViolations } from '../contract/contract.js';

export interface RecordedRequest {
  readonly method: string;
  /** Below the REST root, exactly as it was sent, query included. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON; undefined when there was no body. */
  readonly body: unknown;
}

/** An answer made by hand: faults are made, not simulated. */
export type Handler = (request: RecordedRequest, response: ServerResponse) => void;

export interface FakeSuperOffice {
  /** REST root, ending in a slash. */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /**
   * Says what a path answers: a handler, or a body with its status. `path` is the start of what is asked for:
   * `POST ChatSession/549/TransferTo/`. The latest call counts.
   */
  on(path: string, answer: Handler): void;
  on(path: string, answer: unknown, status?: number, headers?: Record<string, string>): void;

  /** `POST ChatSession/549/TransferTo/bo`, one a request, in the order of their arrival. */
  calls(): string[];
  /** Forgets what was asked so far. */
  forget(): void;
  /** Ends it. Throws when a request broke the contract of the REST API. */
  stop(): Promise<void>;
}

const ROOT = '/api/v1/';

/** A SuperOffice on a real socket with given answers, which records its requests. */
export async function startFakeSuperOffice(): Promise<FakeSuperOffice> {
  const requests: RecordedRequest[] = [];
  const broken: string[] = [];
  const answers: [path: string, handler: Handler][] = [];
  const sockets = new Set<Socket>();

  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    const { method = '', url = '', headers } = incoming;
    const path = url.startsWith(ROOT) ? url.slice(ROOT.length) : url;
    const request = { method, path, headers, body: text === '' ? undefined : JSON.parse(text) };
    requests.push(request);
    const violations = [...requestViolations(request), ...archiveViolations(request)];
    broken.push(...violations.map((violation) => `${method} ${path}: ${violation}`));
    const [, handler] = answers.findLast(([start]) => `${method} ${path}`.startsWith(start)) ?? [];
    if (handler === undefined) {
      response.writeHead(501).end();
    } else {
      handler(request, response);
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${ROOT}`,
    requests,
    on(path: string, answer: unknown, status?: number, headers?: Record<string, string>) {
      const handler: Handler =
        typeof answer === 'function'
          ? (answer as Handler)
          : (_request, response) => sendJson(response, answer, status, headers);
      answers.push([path, handler]);
    },
    calls: () => requests.map(({ method, path }) => `${method} ${path}`),
    forget() {
      requests.length = 0;
    },
    async stop() {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
      if (broken.length > 0) {
        throw new Error(`Requests that the REST API does not know:\n${broken.join('\n')}`);
      }
    },
  };
}

/** SuperOffice's own 404: there is no such record. */
export const notFound: Handler = (_request, response) =>
  sendJson(response, { Error: true, ErrorType: 'SoNotFoundException', ErrorMessage: 'secret detail' }, 404);

export const noContent: Handler = (_request, response) => {
  response.writeHead(204).end();
};

export const json =
  (body: unknown): Handler =>
  (_request, response) =>
    sendJson(response, body);

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** A batch read that knows the given records, and answers those it was asked for. */
export function batchOf(key: string, records: readonly object[]): Handler {
  return ({ body }, response) => {
    const ids = Array.isArray(body) ? body : (body as { TicketIds: number[] }).TicketIds;
    sendJson(
      response,
      records.filter((record) => ids.includes(record[key as keyof typeof record])),
    );
  };
}
