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
import { type PollOutcome, PollTimer, type PollTimerOptions } from './poll-timer.js';
import { endsAllStreams, isForbidden } from './refusals.js';
import { changesIn, type KnownSession, type SessionList } from './session-changes.js';
import { givePoll, type Watcher } from './watcher.js';

export interface WatchOptions extends PollTimerOptions {
  readonly operationTimeoutMs: number;
}

/** The result of a poll; `skipped` ones were not sent. */
export type PollResult = 'changed' | 'unchanged' | 'failed' | 'skipped';

export interface CallerWatchHooks {
  readonly gate: PollGate;
  readonly onPollResult: (result: PollResult) => void;
  /** Called for an unexpected error. */
  readonly onDefect: (error: unknown) => void;
  /** Called when the last stream has left. */
  readonly onEmpty: () => void;
}

/** Polls SuperOffice for one caller, with the caller's own credential, for all streams of that caller. */
export class CallerWatch {
  readonly #hooks: CallerWatchHooks;
  readonly #watchers = new Set<Watcher>();
  readonly #departure = new Departure();
  readonly #reads: CallerReads;
  readonly #timer: PollTimer;
  readonly #concern = new CallerConcern(() => getCurrentAssociate(this.#reads.clientFor(this.#isWatched)));
  #known: ReadonlyMap<number, KnownSession> = new Map();
  /** Those that get the result of the poll under way. */
  #polled: readonly Watcher[] = [];
  /** Came during a poll, so what it finds decides whether they concern the caller. */
  #hints: Hint[] = [];

  /** @param requestId of the stream that is the first, for the log. */
  constructor(session: Session, requestId: string, options: WatchOptions, hooks: CallerWatchHooks) {
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
    this.#timer = new PollTimer(session.tenant.upstream.clock, options, {
      poll: () => this.#poll(),
      onPolled: () => this.#takeHints(),
      readPauseMs: () => this.#reads.pauseMs,
    });
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
      this.#timer.stop();
      this.#hooks.onEmpty();
    }
  }

  /** Polls sooner, if the hint concerns this caller. */
  async hint(hint: Hint): Promise<void> {
    for (const watcher of this.#watchers) {
      watcher.onHint?.(hint.sessionId);
    }
    if (this.#timer.isSoon) {
      return;
    }
    const { isPolling } = this.#timer;
    if (isPolling && this.#hints.length < MAX_UNDECIDED) {
      this.#hints.push(hint);
    } else if (isPolling || (await this.#isConcerned(hint))) {
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
    this.#timer.hasten();
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

  #isConcerned(hint: Hint): boolean | Promise<boolean> {
    const watchers = [...this.#watchers];
    return (
      watchers.some((watcher) => watcher.names(hint.sessionId)) ||
      (watchers.some(({ followsList }) => followsList) && this.#concern.has(hint, this.#known))
    );
  }

  async #poll(): Promise<PollOutcome> {
    try {
      const outcome = (await this.#readOnce()) ? 'changed' : 'unchanged';
      this.#hooks.onPollResult(outcome);
      return outcome;
    } catch (error) {
      this.#fail(error);
      return 'failed';
    } finally {
      this.#polled = [];
    }
  }

  #takeHints(): void {
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
    const found = await Promise.all(watchers.map((watcher) => givePoll(watcher, { list, asOf, client })));
    const hasChanged = list !== undefined && list.changed.length + list.gone.length > 0;
    return hasChanged || found.includes(true);
  }

  /** Undefined if no stream needs it. Ends the streams that do if the caller may not see it. */
  async #readList(): Promise<SessionList | undefined> {
    if (![...this.#watchers].some(({ needsList }) => needsList)) {
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
          this.#polled.filter(({ needsList }) => needsList),
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
    this.#timer.begin();
    this.#hints = [];
    this.#polled = [...this.#watchers];
  };

  #fail(error: unknown): void {
    const isUnavailable = error instanceof SuperOfficeUnavailableError;
    // A poll that is cancelled has no result, and one that is refused ends the streams.
    if (!(isUnavailable && error.reason === 'CANCELLED')) {
      this.#hooks.onPollResult(isUnavailable && !error.sent ? 'skipped' : 'failed');
    }
    if (this.#departure.isCancelled) {
      return;
    }
    if (!isUnavailable && !(error instanceof SuperOfficeHttpError)) {
      this.#hooks.onDefect(error);
    }
    for (const watcher of this.#watchers) {
      watcher.onFailure();
    }
  }

  #end(error: unknown, watchers: readonly Watcher[]): void {
    for (const watcher of watchers) {
      watcher.end(error);
    }
  }
}
