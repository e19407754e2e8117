import { randomBytes } from 'node:crypto';
import { createClient } from '@redis/client';
import { oneConnection } from '../redis/client.js';
import { keepConnection } from '../redis/kept-connection.js';
import { idIn } from '../superoffice/keys.js';
import type { Hint } from './polls/hints.js';

/** Hints that wait until Redis takes them. Further ones are dropped. */
const MAX_WAITING = 100;

/** How often to check that Redis answers, and how many checks may go without an answer. */
const BEAT_MS = 2500;
/** One may go unanswered because this process itself is late. */
const MAX_SILENT_BEATS = 2;

export interface ReplicasOptions {
  readonly redisUrl: string;
  /** Separates tenants that share a Redis. */
  readonly tenantKey: string;
  /** Called with another replica's hint. */
  readonly onHint: (hint: Hint) => void;
  /** Called when hints can be sent and received. */
  readonly onShared: () => void;
  /** Called when they cannot, and why: `TIMEOUT`, `NOPERM`, `ECONNREFUSED`, ... */
  readonly onAlone: (reason: string) => void;
}

/** Other servers of the same tenant. */
export interface Replicas {
  /** Whether hints can be sent and received now. */
  readonly isShared: boolean;
  /** How many messages arrived that no replica sends. */
  readonly ignored: number;
  /** Sends a hint to all other replicas that can be reached now. Does not wait and never fails. */
  publish(hint: Hint): void;
  close(): void;
}

type Client = ReturnType<typeof createPublisher>;

const createPublisher = (url: string) => createClient(oneConnection(url, MAX_WAITING));

/** Reaches the others through a channel in Redis, over one connection. While it cannot be used, hints are dropped. */
export function joinReplicas(options: ReplicasOptions): Replicas {
  const { redisUrl, tenantKey, onHint, onShared, onAlone } = options;
  const channel = `superoffice-graphql:hints:${tenantKey}`;
  const me = randomBytes(12).toString('base64url');
  let ignored = 0;
  let silentBeats = 0;
  const connection = keepConnection<Client>({
    create: () => createPublisher(redisUrl),
    async prove(client) {
      await client.subscribe(channel, receive);
      await client.publish(channel, me);
      silentBeats = 0;
    },
    onUsable: onShared,
    onUnusable: onAlone,
  });
  // A dead connection reports nothing, and a subscriber would wait forever.
  const beat = setInterval(() => {
    const { client } = connection;
    if (client === undefined) {
      return;
    }
    if (silentBeats === MAX_SILENT_BEATS) {
      connection.fail(client, 'TIMEOUT');
      return;
    }
    silentBeats += 1;
    client.ping().then(
      () => {
        silentBeats = 0;
      },
      () => undefined,
    );
  }, BEAT_MS).unref();

  function receive(text: string): void {
    const message = readMessage(text);
    if (message === undefined) {
      ignored += 1;
    } else if (message.hint !== undefined && message.from !== me) {
      onHint(message.hint);
    }
  }

  return {
    get isShared() {
      return connection.client !== undefined;
    },
    get ignored() {
      return ignored;
    },
    publish(hint) {
      connection.client?.publish(channel, `${me} ${writeHint(hint)}`).catch(() => undefined);
    },
    close() {
      clearInterval(beat);
      connection.close();
    },
  };
}

/**
 * `549`; `549 ?` if it may be queued; or, if it is known whom it concerns, `549 5 0 8 1`: user, transferTo, topic, and
 * whether it is queued; 0 for nobody.
 */
function writeHint({ sessionId, standing, mayBeQueued }: Hint): string {
  if (standing === undefined) {
    return mayBeQueued ? `${sessionId} ?` : `${sessionId}`;
  }
  const { user, transferTo, topic, isQueued } = standing;
  return [sessionId, user ?? 0, transferTo ?? 0, topic ?? 0, isQueued ? 1 : 0].join(' ');
}

const MESSAGE =
  /^(?<from>[\w-]{16})(?: (?<session>\d{1,10})(?:(?<maybe> \?)| (?<ids>\d{1,10} \d{1,10} \d{1,10}) (?<queued>[01]))?)?$/;

/** Undefined for a message that no replica sends. Without a hint, a replica has joined. */
function readMessage(text: string): { readonly from: string; readonly hint: Hint | undefined } | undefined {
  const { from, session, maybe, ids, queued } = MESSAGE.exec(text)?.groups ?? {};
  if (from === undefined) {
    return undefined;
  }
  if (session === undefined) {
    return { from, hint: undefined };
  }
  const sessionId = idIn(session);
  if (sessionId === undefined) {
    return undefined;
  }
  if (ids === undefined) {
    return { from, hint: { sessionId, mayBeQueued: maybe !== undefined } };
  }
  const keys = ids.split(' ').map((id) => (id === '0' ? null : idIn(id)));
  if (keys.includes(undefined)) {
    return undefined;
  }
  const [user, transferTo, topic] = keys as [number | null, number | null, number | null];
  return { from, hint: { sessionId, standing: { user, transferTo, topic, isQueued: queued === '1' } } };
}
