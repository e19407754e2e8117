import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import fetch, { FetchError, type Response } from 'node-fetch';
import { createConnections } from '../connections.js';
import { readAll } from './read-all.js';
import {
  type ConnectionOptions,
  type HttpRequest,
  type HttpResponse,
  type Sending,
  type Transport,
  TransportError,
} from './transport.js';

/** Requests by node-fetch, which follows no redirect and leaves a compressed body as it is. */
export function nodeFetchTransport(baseUrl: URL, options: ConnectionOptions): Transport {
  const { agent, hadConnection, retire, close } = createConnections(baseUrl, options);
  const requestMadeBy = fillRequests(agent as unknown as Requester);
  const send = ({ method, path, headers, body }: HttpRequest): Sending => {
    const init = { method, redirect: 'manual', compress: false, agent } as const;
    const { result, request } = requestMadeBy({ headers, body }, () => fetch(`${baseUrl.href}${path}`, init));
    return {
      response: result.then(
        (response) => responseOf(response, request),
        (error) => {
          // A FetchError holds nothing of the errors within the one that it stands for.
          throw error instanceof FetchError ? new TransportError(request?.socket?.errored ?? error) : error;
        },
      ),
      hadConnection: () => hadConnection(request),
      // An AbortSignal for each call would cost more, and no less would be left to do.
      abort: () => request?.destroy(),
    };
  };
  return { send, retireConnections: retire, close };
}

function responseOf(response: Response, request: ClientRequest | undefined): HttpResponse {
  const body = response.body as Readable;
  return {
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    // `response.json()` copies the body several times.
    // A body without a length ends with its connection, and Node takes a reset for such an end.
    readBody: (maxBytes) => readAll(body, maxBytes, () => request?.socket?.errored ?? undefined),
    discardBody: () => body.destroy(),
  };
}

/** The part of an agent by which `node:http` hands it a request. */
interface Requester {
  addRequest(request: ClientRequest, ...rest: unknown[]): void;
}

/** What a request is to hold besides what fetch writes into each. */
type Content = Pick<HttpRequest, 'headers' | 'body'>;

/**
 * Tells which request a function hands to an agent before it returns, as fetch does, and fills it. Headers and bodies that
 * fetch itself is given cost more than all the rest of a call: it checks and copies the ones several times, and puts the
 * others through a pipeline of streams.
 */
function fillRequests(agent: Requester) {
  const addRequest = agent.addRequest.bind(agent);
  let content: Content | undefined;
  let last: ClientRequest | undefined;
  agent.addRequest = (request, ...rest) => {
    last = request;
    addRequest(request, ...rest);
    if (content !== undefined) {
      fill(request, content);
    }
  };
  return <Result>(
    given: Content,
    make: () => Result,
  ): { readonly result: Result; readonly request: ClientRequest | undefined } => {
    content = given;
    last = undefined;
    const result = make();
    content = undefined;
    return { result, request: last };
  };
}

function fill(request: ClientRequest, { headers, body }: Content): void {
  for (const name in headers) {
    request.setHeader(name, headers[name] as string);
  }
  if (body !== undefined) {
    request.setHeader('content-length', Buffer.byteLength(body));
    request.end(body);
  }
  request.on('upgrade', refuseUpgrade);
}

/** Node itself would end the connection, and tell nobody. */
function refuseUpgrade(this: ClientRequest, _response: IncomingMessage, socket: Duplex): void {
  socket.destroy();
  this.emit('error', Object.assign(new Error('Nobody asked for another protocol.'), { code: 'HPE_INVALID_UPGRADE' }));
}
