import type { Live } from '../../live/live.js';
import type { RequestContext } from '../context.js';
import { unauthenticated } from '../operation-client.js';

/** @throws {PublicError} `UNAUTHENTICATED` for a caller without a complete credential. */
export function liveOf({ live, session: { identity } }: RequestContext): Live {
  if (typeof identity === 'string') {
    throw unauthenticated(identity);
  }
  if (live === undefined) {
    throw new TypeError('There are no subscriptions.');
  }
  return live;
}
