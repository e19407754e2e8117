import type { Clock } from '../../superoffice/clock.js';
import { jittered, nextPauseMs, type PollScheduleOptions } from './poll-schedule.js';

export interface PollTimerOptions extends PollScheduleOptions {
  /** The minimum time between two polls, however many hints arrive. */
  readonly liveHintGapMs: number;
}

/** What a poll found; `failed` also if it was not sent. */
export type PollOutcome = 'changed' | 'unchanged' | 'failed';

export interface PollTimerHooks {
  /** Makes a poll, and calls `begin` when it is sent. Never rejects. */
  poll(): Promise<PollOutcome>;
  /** Called when a poll has ended and the time of the next one is set. */
  onPolled(): void;
  /** The rest of the pause that SuperOffice has asked for, in milliseconds. */
  readPauseMs(): number;
}

/** Makes the polls of one caller: one at a time, ever more rarely while nothing changes, and at once after a hint. */
export class PollTimer {
  readonly #clock: Clock;
  readonly #options: PollTimerOptions;
  readonly #hooks: PollTimerHooks;
  #pauseMs: number;
  #startedMs = Number.NEGATIVE_INFINITY;
  #dueMs = Number.POSITIVE_INFINITY;
  #isPolling = false;
  /** Whether the last poll did. */
  #hasFailed = false;
  /** Whether to poll again as soon as the gap allows. */
  #isHinted = false;
  #isStopped = false;
  #cancelTimer = () => {};

  constructor(clock: Clock, options: PollTimerOptions, hooks: PollTimerHooks) {
    this.#clock = clock;
    this.#options = options;
    this.#hooks = hooks;
    this.#pauseMs = options.livePollMs;
  }

  get isPolling(): boolean {
    return this.#isPolling;
  }

  /** Whether the next poll comes as early as allowed. */
  get isSoon(): boolean {
    return this.#isPolling ? this.#isHinted : this.#dueMs <= this.#soonestMs;
  }

  /** Polls as soon as the gap between two polls allows. */
  hasten(): void {
    if (this.#isPolling) {
      this.#isHinted = true;
    } else {
      this.#pollAt(Math.min(this.#dueMs, this.#soonestMs));
    }
  }

  /** The poll under way is sent now. It may be too late for what is hinted from now on. */
  begin(): void {
    this.#startedMs = this.#clock.now();
    this.#isHinted = false;
  }

  /** Makes no more polls. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelTimer();
  }

  get #soonestMs(): number {
    return this.#startedMs + this.#options.liveHintGapMs;
  }

  /** Later, if SuperOffice has asked for a pause that is longer. */
  #pollAt(wantedMs: number): void {
    this.#cancelTimer();
    if (this.#isStopped) {
      return;
    }
    const nowMs = this.#clock.now();
    this.#dueMs = Math.max(wantedMs, nowMs + this.#hooks.readPauseMs());
    this.#cancelTimer = this.#clock.setTimer(() => void this.#poll(), Math.max(0, this.#dueMs - nowMs), {
      isBackground: true,
    });
  }

  async #poll(): Promise<void> {
    this.#isPolling = true;
    this.#dueMs = Number.POSITIVE_INFINITY;
    const outcome = await this.#hooks.poll();
    this.#isPolling = false;
    this.#pollAt(outcome === 'failed' ? this.#afterFailureMs() : this.#afterSuccessMs(outcome === 'changed'));
    this.#hooks.onPolled();
  }

  #afterSuccessMs(hasChanged: boolean): number {
    this.#hasFailed = false;
    this.#pauseMs = nextPauseMs(this.#pauseMs, hasChanged, this.#options);
    return this.#isHinted ? this.#soonestMs : this.#clock.now() + jittered(this.#pauseMs, Math.random());
  }

  /** The first failure is repeated soon, so that a short outage is not shown for long. */
  #afterFailureMs(): number {
    this.#pauseMs = nextPauseMs(this.#pauseMs, !this.#hasFailed, this.#options);
    this.#hasFailed = true;
    return this.#clock.now() + Math.max(this.#options.liveHintGapMs, jittered(this.#pauseMs, Math.random()));
  }
}
