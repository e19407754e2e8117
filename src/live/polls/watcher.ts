import type { SuperOfficeClient } from '../../superoffice/rest/client.js';
import { isForbidden } from './refusals.js';
import type { SessionList } from './session-changes.js';

/** A poll that went well. */
export interface Poll {
  /** Undefined if no stream needed it. */
  readonly list: SessionList | undefined;
  /** When it was answered. */
  readonly asOf: string;
  readonly client: SuperOfficeClient;
}

/** A stream of the caller. */
export interface Watcher {
  /** Whether it needs the list of sessions. */
  readonly needsList: boolean;
  /** Whether it also sends sessions that it does not name. */
  readonly followsList: boolean;
  /**
   * Takes what it needs from a poll, and may read more. Rejects if that cannot be read.
   *
   * @returns whether it found a change beside the list
   */
  onPoll(poll: Poll): Promise<boolean>;
  /** Called when a poll or its own read failed, or no poll may be sent. */
  onFailure(): void;
  /** Whether it watches this session by its id. */
  names(sessionId: number): boolean;
  /** Called for each hint. If the watcher names the session, a poll follows. */
  onHint?(sessionId: number): void;
  end(error: unknown): void;
}

/**
 * Gives a poll to a stream. Ends the stream if it needs what the caller may not see. Any other failure of the stream's own
 * reads counts as an outage, for this stream only.
 *
 * @returns whether it found a change beside the list
 */
export async function givePoll(watcher: Watcher, poll: Poll): Promise<boolean> {
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
