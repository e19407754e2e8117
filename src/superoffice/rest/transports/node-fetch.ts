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

/** Of requests that any connection may carry. */
const SHARED = '';
/** Of requests that none may carry which has carried another. */
const UNSHARED = 'unshared';

/** Requests by node-fetch, which follows no redirect and leaves a compressed body as it is. */
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
          // A FetchError holds nothing of the errors within the one that it stands for.
          throw error instanceof FetchError ? new TransportError(handedOver.request?.socket?.errored ?? error) : error;
        },
      ),
      hadConnection: () => hadConnection(handedOver.request),
      // An AbortSignal for each call would cost more, and no less would be left to do.
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
    // `response.json()` copies the body several times.
    // A body without a length ends with its connection, and Node takes a reset for such an end.
    readBody: (maxBytes) => readAll(body, maxBytes, () => request?.socket?.errored ?? undefined),
    discardBody: () => body.destroy(),
  };
}
