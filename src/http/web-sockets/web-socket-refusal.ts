import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Config } from '../../config.js';
import { PublicError } from '../../graphql/errors.js';
import { parseUrl } from '../../parse-url.js';
import { allowedOrigins } from '../cors.js';

const NO_SUBSCRIPTIONS = 'This server has no WebSockets, and no subscriptions: send queries and mutations by POST.';
const NO_WEBSOCKETS =
  'This server has no WebSockets: subscribe by POST, and accept text/event-stream or multipart/mixed;subscriptionSpec=1.0.';
const NO_PROTOCOL =
  'Expected a WebSocket of version 13 with the subprotocol graphql-transport-ws, Connection: Upgrade, and Upgrade: websocket alone.';
const FOREIGN = 'Pages of this origin may not open a WebSocket: to allow them, add the origin to CORS_ORIGINS.';
const NOT_HERE = 'WebSockets are served at /graphql.';

/** Whether a request asks for a WebSocket, alone or among other protocols. */
export function asksForWebSocket({ method, headers: { upgrade = '' } }: IncomingMessage): boolean {
  const protocols = upgrade.toLowerCase().split(',');
  return method === 'GET' && protocols.some((protocol) => protocol.trim().split('/')[0] === 'websocket');
}

/** Why a request for a WebSocket is refused; undefined: it is accepted. */
export type WebSocketRefusal = (request: IncomingMessage) => PublicError | undefined;

/**
 * Accepts WebSockets from pages of the allowed origins and of this server's own, and from clients that are not pages:
 * browsers send `Origin`. Nothing else stops a foreign page from opening one with the credentials that a browser adds.
 */
export function webSocketRefusal(
  config: Pick<Config, 'corsOrigins' | 'isProduction' | 'webSockets'>,
  hasStreams: boolean,
): WebSocketRefusal {
  const allowed: ReadonlySet<string> = new Set(allowedOrigins(config));
  return ({ url = '', headers }) => {
    if (!hasStreams || !config.webSockets) {
      return new PublicError('BAD_REQUEST', { message: hasStreams ? NO_WEBSOCKETS : NO_SUBSCRIPTIONS });
    }
    if (!/^\/graphql(\?|$)/.test(url)) {
      return new PublicError('BAD_REQUEST', { message: NOT_HERE });
    }
    if (!isHandshake(headers)) {
      return new PublicError('BAD_REQUEST', { message: NO_PROTOCOL });
    }
    const { origin } = headers;
    const isAllowed = origin === undefined || allowed.has(origin) || isOwn(origin, headers);
    return isAllowed ? undefined : new PublicError('BAD_REQUEST', { message: FOREIGN, http: { status: 403 } });
  };
}

/**
 * Without TLS, a page of the same host may come from anybody on the network path. So it is refused if the browser says that it
 * is of another site.
 */
function isOwn(origin: string, { host, 'sec-fetch-site': site = 'same-origin' }: IncomingHttpHeaders): boolean {
  return parseUrl(origin)?.host === host?.toLowerCase() && site === 'same-origin';
}

function isHandshake(headers: IncomingHttpHeaders): boolean {
  const protocols = headers['sec-websocket-protocol']?.split(',') ?? [];
  return (
    protocols.some((protocol) => protocol.trim() === 'graphql-transport-ws') &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    headers['sec-websocket-version'] === '13' &&
    /^[+/0-9A-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '')
  );
}

/**
 * Refuses requests for a WebSocket. Accepted ones do not arrive as requests, unless `Connection: Upgrade` is missing.
 *
 * @throws {PublicError} `BAD_REQUEST`
 */
export function refuseWebSocket(request: IncomingMessage, refusalOf: WebSocketRefusal): void {
  if (asksForWebSocket(request)) {
    throw refusalOf(request) ?? new PublicError('BAD_REQUEST', { message: NO_PROTOCOL });
  }
}
