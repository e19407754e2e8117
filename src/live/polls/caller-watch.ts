import type { Session } from '../../identity/session.js';
import { Departure } from '../../superoffice/departure.js';
import { SuperOfficeHttpError, SuperOfficeUnavailableError } from '../../superoffice/errors.js';
import { getCurrentAssociate } from '../../superoffice/resources/associate.js';
import { getChatSessionsForCurrentUser } from '../../superoffice/resources/chat-session.js';
import type { SuperOfficeClient } from '../../superoffice/rest/client.js';
import { CallerConcern, MAX_UNDECIDED } from './caller-concern.js';
import { CallerReads } from './caller-reads.js';
import { type Hint, seesSessionOf } from './hints.js';
import type { PollGate } from './poll-gate.js';
import { jittered, nextPauseMs, type PollScheduleOptions } from './poll-schedule.js';
import { endsAllStreams, isForbidden } from './refusals.js';
import { changesIn, type KnownSession, type SessionList } from './session-changes.js';

export interface WatchOptions extends PollScheduleOptions {
  /** The minimum time between two polls, however many hints arrive. */
  readonly liveHintGapMs: number;
  readonly operationTimeoutMs: number;
}

/** The result of a poll; `skipped` ones were not sent. */
export type PollResult = 'changed' | 'unchanged' | 'failed' | 'skipped';

/** A poll that went well. */
interface Poll {
  /** Undefined if no stream needed it. */
  readonly list: SessionList | undefined;
  /** When it was answered. */
  readonly asOf: string;
  readonly client: SuperOfficeClient;
}

/** A stream of the caller. */
export interface Watcher {
  /** Whether it needs the list of sessions. */
  readonly wantsList: boolean;
  /** Whether it tells of other sessions than those that it names. */
  readonly tellsList: boolean;
  /**
   * Takes what it needs from a poll, and may read more. Rejects if that cannot be read.
   *
   * @returns whether it found a change beside the list
   */
  onPoll(poll: Poll): Promise<boolean>;
  /** Called when a poll or what it read for it failed, or none may be sent. */
  onFailure(): void;
  /** Whether it watches this session by its id. */
  names(sessionId: number): boolean;
  /** Called for each hint. If the watcher names the session, a poll follows. */
  onHint?(sessionId: number): void;
  end(error: unknown): void;
}

export interface CallerWatchHooks {
  readonly gate: PollGate;
  readonly onPoll: (result: PollResult) => void;
  /** Called for an unexpected error. */
  readonly onDefect: (error: unknown) => void;
  /** Called when the last stream has left. */
  readonly onEmpty: () => void;
}

/** Polls SuperOffice for one caller, with the caller's own credential, for all streams of that caller. */
export class CallerWatch {
  readonly #session: Session;
  readonly #options: WatchOptions;
  readonly #hooks: CallerWatchHooks;
  readonly #watchers = new Set<Watcher>();
  readonly #departure = new Departure();
  readonly #reads: CallerReads;
  readonly #concern = new CallerConcern(() => getCurrentAssociate(this.#reads.clientFor(this.#isWatched)));
  #known: ReadonlyMap<number, KnownSession> = new Map();
  /** Those that get the result of the poll under way. */
  #polled: readonly Watcher[] = [];
  #pauseMs: number;
  #startedMs = Number.NEGATIVE_INFINITY;
  #dueMs = Number.POSITIVE_INFINITY;
  #isPolling = false;
  /** Whether the last poll did. */
  #hasFailed = false;
  /** Whether to poll again as soon as the gap allows. */
  #isHinted = false;
  /** Came during a poll, so what it finds decides whether they concern the caller. */
  #hints: Hint[] = [];
  #cancelTimer = () => {};

  /** @param requestId of the stream that is the first, for the log. */
  constructor(session: Session, requestId: string, options: WatchOptions, hooks: CallerWatchHooks) {
    this.#session = session;
    this.#options = options;
    this.#hooks = hooks;
    this.#reads = new CallerReads({
      session,
      requestId,
      operationTimeoutMs: options.operationTimeoutMs,
      gate: hooks.gate,
      cancellation: this.#departure,
      onError: (error) => {
        if (endsAllStreams(error)) {
          this.#end(error, [...this.#watchers]);
        }
      },
    });
    this.#pauseMs = options.livePollMs;
  }

  /** Adds a stream, which gets the result of the next poll. For the first stream, that poll is made at once. */
  add(watcher: Watcher): void {
    this.#watchers.add(watcher);
    if (this.#reads.pauseMs > 0) {
      watcher.onFailure();
    }
    this.poll();
  }

  remove(watcher: Watcher): void {
    if (this.#watchers.delete(watcher) && this.#watchers.size === 0) {
      this.#departure.leave();
      this.#cancelTimer();
      this.#hooks.onEmpty();
    }
  }

  /** Polls sooner, if the hint concerns this caller. */
  async hint(hint: Hint): Promise<void> {
    for (const watcher of this.#watchers) {
      watcher.onHint?.(hint.sessionId);
    }
    if (this.#isPollDue) {
      return;
    }
    if (this.#isPolling && this.#hints.length < MAX_UNDECIDED) {
      this.#hints.push(hint);
    } else if (this.#isPolling || (await this.#isConcerned(hint))) {
      this.poll();
    }
  }

  seesSessionOf(topic: number): boolean {
    return seesSessionOf(topic, this.#known);
  }

  /** Undefined for a session that the caller does not see, null where SuperOffice does not tell. */
  topicOf(sessionId: number): number | null | undefined {
    return this.#known.get(sessionId)?.standing.topic;
  }

  /** Polls as soon as the gap between two polls allows. */
  poll(): void {
    if (this.#isPolling) {
      this.#isHinted = true;
    } else {
      this.#pollAt(Math.min(this.#dueMs, this.#startedMs + this.#options.liveHintGapMs));
    }
  }

  /**
   * Reads something for one stream, when its turn comes.
   *
   * @returns undefined if it is no longer needed by then
   */
  async read<T>(read: (client: SuperOfficeClient) => Promise<T>, isWanted: () => boolean): Promise<T | undefined> {
    try {
      return await read(this.#reads.clientFor(isWanted));
    } catch (error) {
      if (isWanted()) {
        throw error;
      }
      return undefined;
    }
  }

  /** Whether the next poll comes as early as allowed. */
  get #isPollDue(): boolean {
    return this.#isPolling ? this.#isHinted : this.#dueMs <= this.#startedMs + this.#options.liveHintGapMs;
  }

  #isConcerned(hint: Hint): boolean | Promise<boolean> {
    const watchers = [...this.#watchers];
    return (
      watchers.some((watcher) => watcher.names(hint.sessionId)) ||
      (watchers.some(({ tellsList }) => tellsList) && this.#concern.has(hint, this.#known))
    );
  }

  /** Later, if SuperOffice has asked for a pause that is longer. */
  #pollAt(wantedMs: number): void {
    this.#cancelTimer();
    if (this.#departure.isCancelled) {
      return;
    }
    const { clock } = this.#session.tenant.upstream;
    const dueMs = Math.max(wantedMs, clock.now() + this.#reads.pauseMs);
    this.#dueMs = dueMs;
    this.#cancelTimer = clock.setTimer(() => void this.#poll(), Math.max(0, dueMs - clock.now()), {
      isBackground: true,
    });
  }

  async #poll(): Promise<void> {
    const { clock } = this.#session.tenant.upstream;
    this.#isPolling = true;
    this.#dueMs = Number.POSITIVE_INFINITY;
    let waitMs: number;
    try {
      const hasChanged = await this.#readOnce();
      this.#hasFailed = false;
      this.#pauseMs = nextPauseMs(this.#pauseMs, hasChanged, this.#options);
      this.#hooks.onPoll(hasChanged ? 'changed' : 'unchanged');
      waitMs = this.#isHinted
        ? this.#startedMs + this.#options.liveHintGapMs - clock.now()
        : jittered(this.#pauseMs, Math.random());
    } catch (error) {
      waitMs = this.#fail(error);
    }
    this.#isPolling = false;
    this.#polled = [];
    this.#pollAt(clock.now() + waitMs);
    for (const hint of this.#hints.splice(0)) {
      this.hint(hint).catch(this.#hooks.onDefect);
    }
  }

  /** @returns whether anything has changed. */
  async #readOnce(): Promise<boolean> {
    const list = await this.#readList();
    const asOf = new Date().toISOString();
    this.#reads.renew();
    const client = this.#reads.clientFor(this.#isWatched);
    const watchers = this.#polled.filter((watcher) => this.#watchers.has(watcher));
    const found = await Promise.all(watchers.map((watcher) => tell(watcher, { list, asOf, client })));
    const hasChanged = list !== undefined && list.changed.length + list.gone.length > 0;
    return hasChanged || found.includes(true);
  }

  /** Undefined if no stream needs it. Ends the streams that do if the caller may not see it. */
  async #readList(): Promise<SessionList | undefined> {
    if (![...this.#watchers].some(({ wantsList }) => wantsList)) {
      this.#begin();
      return undefined;
    }
    let bytes = 0;
    try {
      const sessions = await getChatSessionsForCurrentUser({
        send: async (call) => {
          const answer = await this.#reads.send(call, this.#begin);
          bytes = answer.bytes;
          return answer.json;
        },
      });
      const { known, list } = changesIn(this.#known, sessions, bytes);
      this.#known = known;
      return list;
    } catch (error) {
      if (isForbidden(error)) {
        this.#end(
          error,
          this.#polled.filter(({ wantsList }) => wantsList),
        );
      }
      if (!isForbidden(error) || this.#departure.isCancelled) {
        throw error;
      }
      return undefined;
    }
  }

  readonly #isWatched = (): boolean => !this.#departure.isCancelled;

  /** Changes hinted from now on may be too late for this poll. */
  readonly #begin = (): void => {
    this.#startedMs = this.#session.tenant.upstream.clock.now();
    this.#isHinted = false;
    this.#hints = [];
    this.#polled = [...this.#watchers];
  };

  /** @returns how long to wait before the next poll, in milliseconds. */
  #fail(error: unknown): number {
    const isUnavailable = error instanceof SuperOfficeUnavailableError;
    // A poll that is cancelled has no result, and one that is refused ends the streams.
    if (!(isUnavailable && error.reason === 'CANCELLED')) {
      this.#hooks.onPoll(isUnavailable && !error.sent ? 'skipped' : 'failed');
    }
    if (this.#departure.isCancelled) {
      return 0;
    }
    const isForeseen = error instanceof SuperOfficeHttpError || isUnavailable;
    if (!isForeseen) {
      this.#hooks.onDefect(error);
    }
    // The first one is repeated soon, so that a short outage is not shown for long.
    this.#pauseMs = nextPauseMs(this.#pauseMs, !this.#hasFailed, this.#options);
    this.#hasFailed = true;
    for (const watcher of this.#watchers) {
      watcher.onFailure();
    }
    return Math.max(this.#options.liveHintGapMs, jittered(this.#pauseMs, Math.random()));
  }

  #end(error: unknown, watchers: readonly Watcher[]): void {
    for (const watcher of watchers) {
      watcher.end(error);
    }
  }
}

/** Ends a stream that needs what the caller may not see. Other failures of its own reads are an outage to it alone. */
async function tell(watcher: Watcher, poll: Poll): Promise<boolean> {
  try {
    return await watcher.onPoll(poll);
  } catch (error) {
    if (isForbidden(error)) {
      watcher.end(error);
    } else {
      watcher.onFailure();
    }
    return false;
  }
}
