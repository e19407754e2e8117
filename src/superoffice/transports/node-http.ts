import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';
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

/** Requests straight by `node:http` and `node:https`: the same on the wire as by node-fetch, for less work. */
export function nodeHttpTransport(baseUrl: URL, options: ConnectionOptions): Transport {
  const { agent, hadConnection, retire, close } = createConnections(baseUrl, options);
  // Without the brackets around an IPv6 address, which URL keeps.
  const { hostname, port } = urlToHttpOptions(baseUrl);
  const open = baseUrl.protocol === 'https:' ? requestHttps : requestHttp;
  const send = ({ method, path, headers, body }: HttpRequest): Sending => {
    const request = open({
      hostname,
      port,
      path: `${baseUrl.pathname}${path}`,
      method,
      agent,
      joinDuplicateHeaders: true,
      headers: {
        ...headers,
        'accept-encoding': 'gzip, deflate, br',
        // Node by itself sends none with the body of a DELETE.
        ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      },
    });
    const response = new Promise<HttpResponse>((resolve, reject) => {
      request.on('response', (message) => resolve(responseOf(message)));
      request.on('error', (error) => reject(new TransportError(error)));
    });
    request.end(body);
    return { response, hadConnection: () => hadConnection(request), abort: () => request.destroy() };
  };
  return { send, retireConnections: retire, close };
}

function responseOf(message: IncomingMessage): HttpResponse {
  const { statusCode = 0, headers } = message;
  return {
    status: statusCode,
    header: (name) => headers[name] as string | undefined,
    async readBody(maxBytes) {
      const body = await readAll(message, maxBytes);
      const coding = headers['content-encoding'];
      return coding === undefined ? body : decompress(body, coding, maxBytes);
    },
    discardBody: () => message.destroy(),
  };
}

/** A body of which the coding is not known stays as it is. */
async function decompress(body: Buffer, coding: string, maxOutputLength: number): Promise<Buffer> {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      // As browsers do: some servers leave out the end.
      return promisify(gunzip)(body, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH });
    case 'deflate':
    case 'x-deflate':
      // Old servers leave out zlib's head, whose first byte ends in 8.
      return promisify(((body[0] ?? 0) & 0x0f) === 8 ? inflate : inflateRaw)(body, { maxOutputLength });
    case 'br':
      return promisify(brotliDecompress)(body, { maxOutputLength });
    default:
      return body;
  }
}
