import type { ClientRequest } from 'node:http';
import type { Readable } from 'node:stream';
import fetch, { FetchError, type Response } from 'node-fetch';
import type { Connections } from '../connections.js';
import { readAll } from './read-all.js';
import { type HttpResponse, type Transport, TransportError } from './transport.js';

/** Requests by node-fetch, which asks for compressed bodies and decompresses them by itself. */
export function nodeFetchTransport(baseUrl: URL, connections: Connections): Transport {
  const { agent, hadConnection } = connections;
  const requestMadeBy = watchRequests(agent as unknown as Requester);
  return ({ method, path, headers, body }) => {
    const init = { method, headers, redirect: 'manual', agent, ...(body !== undefined && { body }) } as const;
    const { result, request } = requestMadeBy(() => fetch(`${baseUrl.href}${path}`, init));
    return {
      response: result.then(responseOf, (error) => {
        throw error instanceof FetchError ? new TransportError(error) : error;
      }),
      hadConnection: () => hadConnection(request),
      // An AbortSignal for each call would cost more, and no less would be left to do.
      abort: () => request?.destroy(),
    };
  };
}

function responseOf(response: Response): HttpResponse {
  const body = response.body as Readable;
  return {
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    // `response.json()` copies the body several times.
    readBody: (maxBytes) => readAll(body, maxBytes),
    discardBody: () => body.destroy(),
  };
}

/** The part of an agent by which `node:http` hands it a request. */
interface Requester {
  addRequest(request: ClientRequest, ...rest: unknown[]): void;
}

/** Tells which request a function hands to an agent before it returns, as fetch does. */
function watchRequests(agent: Requester) {
  const addRequest = agent.addRequest.bind(agent);
  let last: ClientRequest | undefined;
  agent.addRequest = (request, ...rest) => {
    last = request;
    addRequest(request, ...rest);
  };
  return <Result>(make: () => Result): { readonly result: Result; readonly request: ClientRequest | undefined } => {
    last = undefined;
    const result = make();
    return { result, request: last };
  };
}
