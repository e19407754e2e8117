import type { Session } from '../identity/session.js';
import { Departure } from '../superoffice/departure.js';
import { SuperOfficeHttpError, SuperOfficeUnavailableError } from '../superoffice/errors.js';
import { readKey } from '../superoffice/keys.js';
import { getCurrentAssociate } from '../superoffice/resources/associate.js';
import { getChatSessionsForCurrentUser } from '../superoffice/resources/chat-session.js';
import { createSuperOfficeClient, type SuperOfficeClient } from '../superoffice/rest/client.js';

import { concerned, type Hint, seesSessionOf } from './hints.js';
import type { PollGate } from './poll-gate.js';
import { jittered, nextPauseMs, type PollScheduleOptions } from './poll-schedule.js';
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
   * Takes what it needs from a poll, and may read more.
   *
   * @returns whether it found a change beside the list
   */
  onPoll(poll: Poll): Promise<boolean>;
  /**
   * Called when a poll failed.
   *
   * @returns in how many milliseconds to call it again
   */
  onFailure(): number;
  /** Whether it watches this session by its id. */
  names(sessionId: number): boolean;
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

/** Hints that wait until the caller's associate is known. If there are more, one of them probably concerns the caller. */
const MAX_UNDECIDED = 16;

/** Polls SuperOffice for one caller, with the caller's own credential, for all streams of that caller. */
export class CallerWatch {
  readonly #session: Session;
  readonly #requestId: string;
  readonly #options: WatchOptions;
  readonly #hooks: CallerWatchHooks;
  readonly #watchers = new Set<Watcher>();
  readonly #departure = new Departure();
  #known: ReadonlyMap<number, KnownSession> = new Map();
  #callerId: Promise<number | null | undefined> | undefined;
  /** Hints that wait for the caller's associate to be read. */
  #undecided = 0;
  #pauseMs: number;
  #startedMs = Number.NEGATIVE_INFINITY;
  #dueMs = Number.POSITIVE_INFINITY;
  #isPolling = false;
  /** Whether to poll again as soon as the gap allows. */
  #isHinted = false;
  #cancelTimer = () => {};

  /** @param requestId of the stream that is the first, for the log. */
  constructor(session: Session, requestId: string, options: WatchOptions, hooks: CallerWatchHooks) {
    this.#session = session;
    this.#requestId = requestId;
    this.#options = options;
    this.#hooks = hooks;
    this.#pauseMs = options.livePollMs;
  }

  /** Adds a stream, which gets the result of the next poll. For the first stream, that poll is made at once. */
  add(watcher: Watcher): void {
    this.#watchers.add(watcher);
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
    if (!this.#isPollDue && (await this.#isConcerned(hint))) {
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
      return await this.#hooks.gate.run(() => read(this.#client()), isWanted);
    } catch (error) {
      if (isCredentialRefused(error)) {
        this.#end(error);
      }
      throw error;
    }
  }

  /** Whether the next poll comes as early as allowed. */
  get #isPollDue(): boolean {
    return this.#isPolling ? this.#isHinted : this.#dueMs <= this.#startedMs + this.#options.liveHintGapMs;
  }

  async #isConcerned(hint: Hint): Promise<boolean> {
    const watchers = [...this.#watchers];
    if (watchers.some((watcher) => watcher.names(hint.sessionId))) {
      return true;
    }
    if (!watchers.some(({ tellsList }) => tellsList)) {
      return false;
    }
    const associates = concerned(hint, this.#known);
    if (typeof associates === 'string') {
      return associates === 'everybody';
    }
    if (this.#undecided === MAX_UNDECIDED) {
      return true;
    }
    this.#undecided += 1;
    const callerId = await this.#readCallerId();
    this.#undecided -= 1;
    return callerId === undefined || (callerId !== null && associates.includes(callerId));
  }

  /**
   * The caller's associate is read once, for the first hint that needs it. If that fails, the hint counts as concerning the
   * caller, so the next attempt is after the next poll at the earliest.
   *
   * @returns null for no associate, undefined if it cannot be read
   */
  #readCallerId(): Promise<number | null | undefined> {
    this.#callerId ??= this.read(getCurrentAssociate, () => !this.#departure.isCancelled).then(
      (associate) => readKey(associate?.AssociateId) ?? null,
      () => {
        this.#callerId = undefined;
        return undefined;
      },
    );
    return this.#callerId;
  }

  #pollAt(dueMs: number): void {
    this.#cancelTimer();
    if (this.#departure.isCancelled) {
      return;
    }
    const { clock } = this.#session.tenant.upstream;
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
      await this.#hooks.gate.run(
        () => this.#pollInTurn(),
        () => !this.#departure.isCancelled,
      );
      waitMs = this.#isHinted
        ? this.#startedMs + this.#options.liveHintGapMs - clock.now()
        : jittered(this.#pauseMs, Math.random());
    } catch (error) {
      waitMs = this.#fail(error);
    }
    this.#isPolling = false;
    this.#pollAt(clock.now() + waitMs);
  }

  async #pollInTurn(): Promise<void> {
    this.#startedMs = this.#session.tenant.upstream.clock.now();
    // Changes hinted from now on may be too late for this poll.
    this.#isHinted = false;
    const hasChanged = await this.#readOnce();
    this.#pauseMs = nextPauseMs(this.#pauseMs, hasChanged, this.#options);
    this.#hooks.onPoll(hasChanged ? 'changed' : 'unchanged');
  }

  /** @returns whether anything has changed. */
  async #readOnce(): Promise<boolean> {
    let bytes = 0;
    const client = this.#client((answered) => {
      bytes = answered;
    });
    const watchers = [...this.#watchers];
    let list: SessionList | undefined;
    if (watchers.some(({ wantsList }) => wantsList)) {
      const changes = changesIn(this.#known, await getChatSessionsForCurrentUser(client), bytes);
      this.#known = changes.known;
      list = changes.list;
    }
    const asOf = new Date().toISOString();
    const found = await Promise.allSettled(watchers.map((watcher) => watcher.onPoll({ list, asOf, client })));
    const refused = found.find((one) => one.status === 'rejected');
    if (refused !== undefined) {
      throw refused.reason;
    }
    const hasChanged = list !== undefined && list.changed.length + list.gone.length > 0;
    return hasChanged || found.some((one) => one.status === 'fulfilled' && one.value);
  }

  /** @returns how long to wait before the next poll, in milliseconds. */
  #fail(error: unknown): number {
    if (this.#departure.isCancelled) {
      return 0;
    }
    if (isCredentialRefused(error) || isRefusedForAll(error)) {
      this.#end(error);
      return 0;
    }
    const isForeseen = error instanceof SuperOfficeHttpError || error instanceof SuperOfficeUnavailableError;
    if (!isForeseen) {
      this.#hooks.onDefect(error);
    }
    this.#hooks.onPoll(error instanceof SuperOfficeUnavailableError && !error.sent ? 'skipped' : 'failed');
    this.#pauseMs = nextPauseMs(this.#pauseMs, false, this.#options);
    const untilToldMs = Math.min(...[...this.#watchers].map((watcher) => watcher.onFailure()));
    const retryAfterMs = Math.max(
      (isForeseen && error.retryAfterMs) || 0,
      this.#session.tenant.upstream.readPause.leftMs,
    );
    const wantedMs = Math.max(retryAfterMs, jittered(this.#pauseMs, Math.random()));
    // A poll before its time is not sent. It only finds out whether readers must be told.
    return Math.max(this.#options.liveHintGapMs, Math.min(wantedMs, untilToldMs));
  }

  /** Ends all streams of the caller. */
  #end(error: unknown): void {
    for (const watcher of [...this.#watchers]) {
      watcher.end(error);
    }
  }

  #client(onBytes?: (bytes: number) => void): SuperOfficeClient {
    const { tenant, identity, locale, key, credentialKey, liableAddress } = this.#session;
    const { upstream } = tenant;
    if (typeof identity === 'string') {
      throw new TypeError('A stream has an identity.');
    }
    return createSuperOfficeClient({
      upstream,
      caller: key,
      credentialKey,
      liableAddress,
      credential: () => identity.headers(),
      locale: locale.headers,
      deadlineMs: upstream.clock.now() + this.#options.operationTimeoutMs,
      cancellation: this.#departure,
      onCall: (report) => {
        onBytes?.(report.bytes ?? 0);
        tenant.reportCall(report, this.#requestId);
      },
    });
  }
}

export function isCredentialRefused(error: unknown): boolean {
  return error instanceof SuperOfficeHttpError
    ? error.status === 401
    : error instanceof SuperOfficeUnavailableError && error.reason === 'UNAUTHENTICATED';
}

/** Whether further polls for this caller are useless: the caller may see no sessions, or the tenant has moved. */
function isRefusedForAll(error: unknown): boolean {
  return error instanceof SuperOfficeHttpError && (error.status === 403 || error.status === 421);
}
