import { constants, openSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';

/**
 * Writes lines to standard output, standard error or a file, and never waits for a reader. Neither a full disk nor a reader
 * that stalls or is gone stops the process. Up to 1 MiB waits for the descriptor. Further lines are lost and counted, until
 * everything that waits is written.
 */
export interface LineOutput {
  /** Takes whole lines. Those of one turn of the event loop are written together, at its end. */
  write(lines: string): void;
  /**
   * Writes what waits. With a slow reader, it retries for up to `maxWaitMs`, which blocks the process.
   *
   * @returns whether everything is written.
   */
  flush(maxWaitMs: number): boolean;
  /** How many lines were lost. */
  readonly lostLines: number;
}

export interface LineOutputOptions {
  /** 1, 2, or a file that was opened in non-blocking mode. */
  readonly fd: number;
  /** Called when lines can be written again, with the number of lost lines. What it writes takes their place. */
  readonly onLost?: (lines: number) => void;
  /** Called for each attempt that failed for another reason than a slow reader. The lines wait then. */
  readonly onError?: (code: string) => void;
}

/** How long the end of a process waits for a slow reader. */
export const MAX_LAST_WAIT_MS = 1000;

const MAX_WAITING_BYTES = 2 ** 20;

/** What one turn may gather before it is written. */
const MAX_TURN_LENGTH = 8 * 1024;

/** A full pipe is usually emptied soon; a full disk or a lost reader recovers late, or never. */
const RETRY_MS = 10;
const RETRY_AFTER_ERROR_MS = 1000;

export function createLineOutput({
  fd,
  onLost = () => undefined,
  onError = () => undefined,
}: LineOutputOptions): LineOutput {
  let target: number | undefined;
  let lines = '';
  /** The part taken from `lines` that is not written yet. May begin in the middle of a line. */
  let rest = Buffer.alloc(0);
  let isScheduled = false;
  let retry: NodeJS.Timeout | undefined;
  let lostLines = 0;
  let reportedLines = 0;

  /** @returns undefined if nothing waits any more, otherwise the code of the error. */
  function send(): string | undefined {
    target ??= withoutWaiting(fd);
    try {
      for (;;) {
        if (rest.length === 0) {
          if (lines === '' && lostLines === reportedLines) {
            return undefined;
          }
          if (lines === '') {
            reportLoss();
          }
          rest = Buffer.from(lines);
          lines = '';
        }
        rest = rest.subarray(writeSync(target, rest));
      }
    } catch (error) {
      const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException;
      if (code !== 'EAGAIN') {
        onError(code);
      }
      return code;
    }
  }

  function reportLoss(): void {
    const lost = lostLines - reportedLines;
    reportedLines = lostLines;
    onLost(lost);
  }

  function sendOrRetry(): void {
    const code = send();
    if (code !== undefined) {
      retry = setTimeout(
        () => {
          retry = undefined;
          sendOrRetry();
        },
        code === 'EAGAIN' ? RETRY_MS : RETRY_AFTER_ERROR_MS,
      );
      retry.unref();
    }
  }

  function endTurn(): void {
    isScheduled = false;
    if (retry === undefined) {
      sendOrRetry();
    }
  }

  return {
    write(text) {
      // Report the lost lines before adding further ones.
      if (lostLines > reportedLines || rest.length + lines.length + text.length > MAX_WAITING_BYTES) {
        lostLines += 1;
      } else {
        lines += text;
      }
      if (retry !== undefined) {
        return;
      }
      if (lines.length > MAX_TURN_LENGTH) {
        sendOrRetry();
      } else if (!isScheduled) {
        isScheduled = true;
        setImmediate(endTurn);
      }
    },
    flush(maxWaitMs) {
      const endMs = performance.now() + maxWaitMs;
      let code = send();
      while (code === 'EAGAIN' && performance.now() < endMs) {
        sleep(RETRY_MS);
        code = send();
      }
      return code === undefined;
    },
    get lostLines() {
      return lostLines;
    },
  };
}

/** Writes the last text of a process that ends. @returns whether it is written. */
export function writeLast(fd: 1 | 2, text: string): boolean {
  const output = createLineOutput({ fd });
  output.write(text);
  return output.flush(MAX_LAST_WAIT_MS);
}

/** The descriptor, or another one for the same terminal, in non-blocking mode. */
function withoutWaiting(fd: number): number {
  if (fd > 2) {
    return fd;
  }
  if (isatty(fd)) {
    try {
      return openSync(`/dev/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    } catch {
      return fd;
    }
  }
  // Node makes a pipe or socket non-blocking as soon as it makes a stream of it, and restores it when the process ends.
  return (fd === 1 ? process.stdout : process.stderr).fd;
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
