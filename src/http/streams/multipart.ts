import { PublicError } from '../../graphql/errors.js';
import { errorBody } from '../answers/error-body.js';
import type { StreamFormat } from './stream-format.js';

/** Each part ends with the boundary, so that readers that look for it have the part at once. */
const DELIMITER = '\r\n--graphql';

/**
 * Parts of `multipart/mixed`, by Apollo's protocol for subscriptions over HTTP (`subscriptionSpec=1.0`). A stream that its
 * client should open again ends with an error of the stream itself, beside a null payload.
 */
export const MULTIPART: StreamFormat = {
  transport: 'multipart',
  contentType: 'multipart/mixed; boundary=graphql; subscriptionSpec=1.0',
  maxHeartbeatMs: 5000,
  opening: DELIMITER + part('{}'),
  heartbeat: part('{}'),
  next: (text) => part(`{"payload":${text}}`),
  end: (end, requestId) => (end === 'complete' ? '--\r\n' : `${part(reconnect(requestId))}--\r\n`),
};

function part(json: string): string {
  return `\r\ncontent-type: application/json\r\n\r\n${json}${DELIMITER}`;
}

function reconnect(requestId: string): string {
  return JSON.stringify({ payload: null, ...errorBody(new PublicError('RECONNECT', { retryable: true }), requestId) });
}
