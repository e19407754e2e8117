import { randomBytes } from 'node:crypto';
import { createClient } from '@redis/client';
import { oneConnection } from '../redis/client.js';
import { keepConnection } from '../redis/kept-connection.js';
import { idIn } from '../superoffice/keys.js';
import type { Hint } from './hints.js';

/** Hints that wait until Redis takes them. Further ones are dropped. */
const MAX_WAITING = 100;

/** How often Redis is asked whether it is there, and how many of these times may pass without an answer. */
const BEAT_MS = 2500;
/** One may pass because this process is late itself. */
const MAX_SILENT_BEATS = 2;

export interface ReplicasOptions {
  readonly redisUrl: string;
  /** Tells apart those who share the Redis and not the tenant. */
  readonly tenantKey: string;
  /** Told what another replica hints at. */
  readonly onHint: (hint: Hint) => void;
  /** Told when hints begin to come and go. */
  readonly onShared: () => void;
  /** Told when they do not, and why: `TIMEOUT`, `NOPERM`, `ECONNREFUSED`, ... */
  readonly onAlone: (reason: string) => void;
}

/** Other servers of the same tenant. */
export interface Replicas {
  /** Whether hints come and go at present. */
  readonly isShared: boolean;
  /** How many messages came that are none of a replica's. */
  readonly ignored: number;
  /** Hints at a change in all others that can be reached at this moment. Waits for nothing, and never fails. */
  publish(hint: Hint): void;
  close(): void;
}

type Client = ReturnType<typeof createPublisher>;

const createPublisher = (url: string) => createClient(oneConnection(url, MAX_WAITING));

/** Reaches the others through a channel in Redis, by one connection. While it cannot be used, hints are dropped. */
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
  // A connection that is dead says nothing, and a subscriber would wait for ever.
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
 * `549`, `549 ?` where it may be queued, or with whom it concerns `549 5 0 8 1`: user, transferTo, topic, and whether it is
 * queued; 0 for nobody.
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

/** Undefined for what no replica says. Without a hint, a replica has joined. */
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
