import { setTimeout as delay } from 'node:timers/promises';
import type { ErrorCode } from '../../src/graphql/error-codes.js';
import { createRandom, type Random } from '../../src/sandbox/data/random.js';
import { CANARY, dataFor, dataIn, type Identity } from './canaries.js';
import type { Verdicts } from './invariants.js';
import { CODES_OF_FAULTS } from './judge.js';
import { type OpenOne, type OpenStream, openEvents, openSocket, type StreamResult } from './streams.js';
import { createTally, type Tally } from './tally.js';
import { STREAM_SESSIONS, type Upstream } from './upstream.js';

const MESSAGES = `subscription ($sessions: [ChatMessagesPosition!]!) {
  chatMessageUpdates(sessions: $sessions) { session { id } messages { id message } lastId staleSince }
}`;
const SESSIONS = 'subscription { chatSessionUpdates { isSnapshot sessions { id lastMessage } goneIds staleSince } }';

const MAX_PAUSE_MS = 500;
const MAX_SLOWNESS_MS = 2000;
/** In which all of them have everything, once nothing goes wrong: a stalled poll, a pause that SuperOffice asks for, a few polls. */
const MAX_SETTLE_MS = 15_000;

export interface Subscribers {
  /** Results and ends of streams. */
  readonly heard: Tally;
  /** Lets visitors write for this long, in one session after another. */
  write(durationMs: number): Promise<void>;
  /** Waits until each of them knows what SuperOffice does, and lets them leave. */
  settle(): Promise<void>;
  stop(): void;
}

export interface SubscribersOptions {
  readonly seed: string;
  readonly url: () => string;
  readonly upstream: Pick<Upstream, 'addMessage' | 'messagesIn'>;
  readonly verdicts: Verdicts;
}

/** The state of SuperOffice as a client knows it only from the results of streams. */
interface Knowledge {
  readonly query: string;
  /** To continue where the last stream ended. */
  variables(): Readonly<Record<string, unknown>>;
  learn(data: StreamResult['data']): void;
  /** Whether nothing is missing. */
  isComplete(): boolean;
}

/** Subscribers that open a stream again after each end, some slow and some that leave, and are never to miss anything. */
export function createSubscribers({ seed, url, upstream, verdicts }: SubscribersOptions): Subscribers {
  const heard = createTally();
  const leaving = new AbortController();
  const known: Knowledge[] = [];

  async function subscribeAgainAndAgain(name: string, open: OpenOne, knowledge: Knowledge): Promise<void> {
    const random = createRandom(`${seed} ${name}`);
    const identity: Identity = { authorization: `Bearer canarycredential-${name}`, 'accept-language': 'en' };
    known.push(knowledge);
    while (!leaving.signal.aborted) {
      const stream = open({ url: url(), query: knowledge.query, variables: knowledge.variables(), identity });
      const leave = () => stream.leave();
      leaving.signal.addEventListener('abort', leave);
      heard.add(await readTo(stream, { name, identity, random, knowledge }));
      leaving.signal.removeEventListener('abort', leave);
      stream.leave();
      await delay(random.int(50, MAX_PAUSE_MS));
    }
  }

  /** Why the stream ended. */
  async function readTo({ results }: OpenStream, reader: Reader): Promise<string> {
    try {
      for await (const result of results) {
        const code = hear(result, reader);
        if (code !== undefined) {
          return code;
        }
        if (reader.random.chance(0.03)) {
          return 'left';
        }
        await delay(reader.random.chance(0.05) ? reader.random.int(0, MAX_SLOWNESS_MS) : 0);
      }
      return 'ended';
    } catch {
      return 'broken';
    }
  }

  /** The code of an error, after which nothing more comes. */
  function hear({ data, errors = [] }: StreamResult, { name, identity, knowledge }: Reader): string | undefined {
    const text = JSON.stringify(data ?? null);
    verdicts.check(
      'noCrossTalk',
      dataIn(text).every((own) => own === dataFor(identity)),
      () => `Subscriber ${name} was told what is another caller's`,
    );
    verdicts.check(
      'noLeak',
      !CANARY.test(JSON.stringify(errors)) && !/canary(?!data-)/i.test(text),
      () => `Subscriber ${name} was told what nobody may see`,
    );
    if (errors.length > 0) {
      const code = errors[0]?.extensions?.code ?? 'none';
      verdicts.check('documented', isDocumented(code), () => `A stream of ${name} ended with ${code}`);
      return code;
    }
    heard.add('result');
    knowledge.learn(Object.values(data)[0]);
    return undefined;
  }

  function messagesOf(session: number): Knowledge {
    let lastId = 0;
    return {
      query: MESSAGES,
      variables: () => ({ sessions: [{ session: `${session}`, after: lastId === 0 ? null : `${lastId}` }] }),
      learn({ messages }) {
        for (const { id } of messages) {
          verdicts.check(
            'messages',
            Number(id) === lastId + 1,
            () => `Message ${id} of session ${session} came after message ${lastId}`,
          );
          lastId = Number(id);
        }
      },
      isComplete: () => lastId === upstream.messagesIn(session),
    };
  }

  function sessionsOfAll(): Knowledge {
    const sessions = new Map<string, string>();
    return {
      query: SESSIONS,
      variables: () => ({}),
      learn({ isSnapshot, sessions: changed, goneIds }) {
        if (isSnapshot) {
          sessions.clear();
        }
        for (const { id, lastMessage } of changed) {
          sessions.set(id, lastMessage);
        }
        for (const id of goneIds) {
          sessions.delete(id);
        }
      },
      isComplete: () =>
        STREAM_SESSIONS.every((id) => sessions.get(`${id}`)?.endsWith(` ${upstream.messagesIn(id)}`) === true),
    };
  }

  const over = Promise.all(
    STREAM_SESSIONS.flatMap((session, i) => {
      const open = i % 2 === 0 ? openEvents : openSocket;
      return [
        subscribeAgainAndAgain(`messages-${session}`, open, messagesOf(session)),
        subscribeAgainAndAgain(`sessions-${session}`, open, sessionsOfAll()),
      ];
    }),
  );

  return {
    heard,
    async write(durationMs) {
      const random = createRandom(`${seed} visitors`);
      const endMs = performance.now() + durationMs;
      while (performance.now() < endMs) {
        upstream.addMessage(random.pick(STREAM_SESSIONS));
        await delay(random.int(20, 400));
      }
    },
    async settle() {
      const endMs = performance.now() + MAX_SETTLE_MS;
      while (!known.every((knowledge) => knowledge.isComplete()) && performance.now() < endMs) {
        await delay(50);
      }
      const missing = known.filter((knowledge) => !knowledge.isComplete()).length;
      verdicts.check('messages', missing === 0, () => `${missing} subscribers miss what SuperOffice has`);
      leaving.abort();
      await over;
    },
    stop: () => leaving.abort(),
  };
}

interface Reader {
  readonly name: string;
  readonly identity: Identity;
  readonly random: Random;
  readonly knowledge: Knowledge;
}

function isDocumented(code: string): boolean {
  return code.startsWith('HTTP ') ? ['HTTP 429', 'HTTP 503'].includes(code) : CODES.includes(code);
}

const CODES: readonly string[] = [...CODES_OF_FAULTS, 'RECONNECT' satisfies ErrorCode];
