import { OPERATIONS } from '../scenarios.js';

/** Secret of the webhooks that the benchmark sends. */
export const WEBHOOK_SECRET = 'secret-of-the-benchmark';

/** What would refuse this many streams from one place is set out of the way, besides what every benchmark sets. */
export const LIVE_ENV: Readonly<Record<string, string>> = {
  MAX_STREAMS: '19000',
  MAX_STREAMS_PER_CREDENTIAL: '19000',
  MAX_CONNECTIONS: '19500',
  MAX_IDLE_CONNECTIONS_PER_ADDRESS: '19000',
  WEBHOOK_SECRET,
};

/** For quiet streams: the interval for a caller for whom nothing has changed for a while. */
export const AT_REST = { LIVE_POLL_MS: '15000' };

/** For readers that take nothing: each poll starts when the previous one is done, and no reader is cut off. */
export const RESTLESS = {
  LIVE_POLL_MS: '1',
  LIVE_HINT_GAP_MS: '1',
  RESPONSE_STALL_MS: '600000',
  STREAM_HEARTBEAT_MS: '600000',
};

/** The credential of an agent, from 0. */
export function agent(number: number): string {
  return `Bearer agent-${number}`;
}

const [, DESK_FIELDS = ''] = /chatSessionsForCurrentUser \{\n(.*)\n {2}\}/s.exec(OPERATIONS.desk.query) ?? [];

/** What a desk's query selects, of the sessions that change. */
export const DESK_SUBSCRIPTION = `subscription Desk { chatSessionUpdates { isSnapshot goneIds sessions { ${DESK_FIELDS} } } }`;

/** What a quiet, a slow or a hinted-at reader subscribes to. */
export const SESSIONS_SUBSCRIPTION =
  'subscription { chatSessionUpdates { isSnapshot sessions { id status lastMessage } goneIds } }';
