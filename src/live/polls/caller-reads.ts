import type { Session } from '../../identity/session.js';
import type { Cancellation } from '../../superoffice/cancellation.js';
import { SuperOfficeHttpError, SuperOfficeUnavailableError } from '../../superoffice/errors.js';
import { createSuperOfficeClient, type SuperOfficeClient } from '../../superoffice/rest/client.js';
import type { RestCall } from '../../superoffice/rest/rest-call.js';
import { createReadPause, type ReadPause } from '../../superoffice/rest/turns/read-pause.js';
import type { PollGate } from './poll-gate.js';

export interface CallerReadsOptions {
  readonly session: Session;
  /** Of the stream that is the first, for the log. */
  readonly requestId: string;
  readonly operationTimeoutMs: number;
  readonly gate: PollGate;
  /** Of all reads. */
  readonly cancellation: Cancellation;
  /** Called for each read that failed, before its readers are told. */
  readonly onError: (error: unknown) => void;
}

/** The longest pause: SuperOffice may ask for a longer one, but an outage may end earlier. */
const MAX_PAUSE_MS = 30_000;

/** A read, while it waits for its turn or its answer. */
interface UnderWay {
  readonly answer: Promise<unknown>;
  /** Of each stream that shares it: whether it still needs it. */
  readonly wanted: (() => boolean)[];
}

/** Reads SuperOffice for the streams of one caller, with the caller's own credential. Each call takes a place in the gate. */
export class CallerReads {
  readonly #options: CallerReadsOptions;
  readonly #pause: ReadPause;
  /** By call. */
  #underWay = new Map<string, UnderWay>();

  constructor(options: CallerReadsOptions) {
    this.#options = options;
    this.#pause = createReadPause(options.session.tenant.upstream.clock, MAX_PAUSE_MS);
  }

  /** The rest of the pause that SuperOffice has asked for, in milliseconds. */
  get pauseMs(): number {
    return this.#pause.leftMs;
  }

  /** A client for one stream. Equal reads that are under way at the same time are one call. */
  clientFor(isWanted: () => boolean): SuperOfficeClient {
    return { send: (call) => this.#share(call, isWanted) };
  }

  /** Later reads do not share earlier ones, whose answers may be out of date. */
  renew(): void {
    this.#underWay = new Map();
  }

  /**
   * Sends a call when its turn comes.
   *
   * @param onTurn called just before it is sent.
   * @returns the answer, and its size in bytes.
   */
  async send(call: RestCall, onTurn: () => void): Promise<{ readonly json: unknown; readonly bytes: number }> {
    let bytes = 0;
    try {
      return await this.#options.gate.run(async () => {
        onTurn();
        if (this.pauseMs > 0) {
          throw new SuperOfficeUnavailableError(call, 'THROTTLED', { sent: false });
        }
        const client = this.#client((answered) => {
          bytes = answered;
        });
        return { json: await client.send(call), bytes };
      });
    } catch (error) {
      this.#pauseFor(error);
      this.#options.onError(error);
      throw error;
    }
  }

  #pauseFor(error: unknown): void {
    const isForeseen = error instanceof SuperOfficeHttpError || error instanceof SuperOfficeUnavailableError;
    if (isForeseen && error.retryAfterMs !== undefined) {
      this.#pause.begin(error.retryAfterMs);
    }
  }

  #share(call: RestCall, isWanted: () => boolean): Promise<unknown> {
    const key = JSON.stringify(call);
    const shared = this.#underWay.get(key);
    if (shared !== undefined) {
      shared.wanted.push(isWanted);
      return shared.answer;
    }
    const reads = this.#underWay;
    const wanted = [isWanted];
    const answer = this.#lead(call, wanted, () => {
      if (reads.get(key)?.wanted === wanted) {
        reads.delete(key);
      }
    });
    reads.set(key, { answer, wanted });
    return answer;
  }

  async #lead(call: RestCall, wanted: UnderWay['wanted'], onEnd: () => void): Promise<unknown> {
    try {
      const { json } = await this.send(call, () => {
        if (!wanted.some((isWanted) => isWanted())) {
          // Nobody can join from here on.
          onEnd();
          throw new SuperOfficeUnavailableError(call, 'CANCELLED', { sent: false });
        }
      });
      return json;
    } finally {
      onEnd();
    }
  }

  #client(onBytes: (bytes: number) => void): SuperOfficeClient {
    const { session, requestId, operationTimeoutMs, cancellation } = this.#options;
    const { tenant, identity, locale, key, credentialKey, liableAddress } = session;
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
      deadlineMs: upstream.clock.now() + operationTimeoutMs,
      cancellation,
      onCall(report) {
        onBytes(report.bytes ?? 0);
        tenant.reportCall(report, requestId);
      },
    });
  }
}
