import type { FastifyRequest } from 'fastify';
import { PublicError } from '../../graphql/errors.js';

const NO_SUBSCRIPTIONS = 'This server has no WebSockets, and no subscriptions: send queries and mutations by POST.';
const NO_WEBSOCKETS = 'This server has no WebSockets: subscribe by POST, and accept text/event-stream.';

/**
 * Refuses who asks for a WebSocket, among other protocols or alone, whatever else is asked for.
 *
 * @throws {PublicError} `BAD_REQUEST`
 */
export function refuseWebSocket(
  { method, headers: { upgrade = '' } }: Pick<FastifyRequest, 'method' | 'headers'>,
  hasStreams: boolean,
): void {
  const protocols = upgrade.toLowerCase().split(',');
  if (method === 'GET' && protocols.some((protocol) => protocol.trim().split('/')[0] === 'websocket')) {
    throw new PublicError('BAD_REQUEST', { message: hasStreams ? NO_WEBSOCKETS : NO_SUBSCRIPTIONS });
  }
}
