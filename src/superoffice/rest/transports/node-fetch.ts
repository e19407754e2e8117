import type { ClientRequest } from 'node:http';
import type { Readable } from 'node:stream';
import fetch, { FetchError, type Response } from 'node-fetch';
import { createConnections } from '../connections/connections.js';
import { handOver } from './handover.js';
import { readAll } from './read-all.js';
import {
  type ConnectionOptions,
  type HttpRequest,
  type HttpResponse,
  type Sending,
  type Transport,
  TransportError,
} from './transport.js';

/** For requests that any connection may carry. */
const SHARED = '';
/** For requests that need a connection of their own. */
const UNSHARED = 'unshared';

/** Requests by node-fetch, without redirects and without decompression. */
export function nodeFetchTransport(baseUrl: URL, options: ConnectionOptions): Transport {
  const { agent, hadConnection, close } = createConnections(baseUrl, options);
  const isPerCaller = options.superOfficeConnections === 'per-caller';
  const send = ({ caller, effect, method, path, headers, body }: HttpRequest): Sending => {
    const isKept = !isPerCaller || effect === 'read';
    const pool = !isPerCaller ? SHARED : isKept ? caller : UNSHARED;
    const handedOver = handOver(agent, { headers, body, pool, isKept });
    const init = { method, redirect: 'manual', compress: false, agent: handedOver.agent } as const;
    return {
      response: fetch(`${baseUrl.href}${path}`, init).then(
        (response) => responseOf(response, handedOver.request),
        (error) => {
          // A FetchError does not keep the causes of the error it wraps.
          throw error instanceof FetchError ? new TransportError(handedOver.request?.socket?.errored ?? error) : error;
        },
      ),
      hadConnection: () => hadConnection(handedOver.request),
      // An AbortSignal for each call would cost more, and save nothing.
      abort: () => handedOver.abort(),
    };
  };
  return { send, retireConnections: () => agent.retire(), close };
}

function responseOf(response: Response, request: ClientRequest | undefined): HttpResponse {
  const body = response.body as Readable;
  return {
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    // `response.json()` copies the body several times. A body without a length ends with its connection, and Node treats a
    // reset as such an end.
    readBody: (maxBytes) => readAll(body, maxBytes, () => request?.socket?.errored ?? undefined),
    discardBody: () => body.destroy(),
  };
}
