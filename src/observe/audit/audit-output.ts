import { closeSync, constants, openSync } from 'node:fs';
import { ConfigError } from '../../config.js';
import { createLineOutput, MAX_LAST_WAIT_MS } from '../../log/line-output.js';
import type { Logger } from '../../log/logger.js';

export interface AuditOutput {
  /** Takes a whole line. */
  write(line: string): void;
  /** Lines that could not be written and found no room to wait. */
  readonly lostLines: number;
  /** Writes what waits, for up to a second. */
  close(): void;
}

/** How often the log says that lines cannot be written. */
const ERROR_INTERVAL_MS = 60_000;

/** Readable to the user of the process alone. */
const MODE = 0o600;

/**
 * A file to which each line is added at once. Up to 1 MiB waits while that fails, as on a full disk; further lines are lost.
 *
 * @throws {ConfigError} when it cannot be opened.
 */
export function openFile(path: string, logger: Logger): AuditOutput {
  const fd = open(path);
  let lastErrorMs = Number.NEGATIVE_INFINITY;
  let isClosed = false;
  const output = createLineOutput({
    fd,
    onLost: (lines) => logger.error({ lines }, 'audit log: lines lost'),
    onError(code) {
      const nowMs = performance.now();
      if (nowMs - lastErrorMs >= ERROR_INTERVAL_MS) {
        lastErrorMs = nowMs;
        logger.error({ code }, 'audit log: AUDIT_LOG cannot be written. Changes go on, and their lines wait');
      }
    },
  });
  return {
    write(line) {
      if (!isClosed) {
        output.write(line);
        // The process may end in this turn.
        output.flush(0);
      }
    },
    get lostLines() {
      return output.lostLines;
    },
    close() {
      isClosed = true;
      if (output.flush(MAX_LAST_WAIT_MS)) {
        closeSync(fd);
      } else {
        logger.error('audit log: the last lines could not be written');
      }
    },
  };
}

function open(path: string): number {
  // With this flag, a pipe without a reader gives an error instead of blocking. Windows does not have it.
  const { O_APPEND, O_CREAT, O_WRONLY, O_NONBLOCK = 0 } = constants;
  try {
    return openSync(path, O_APPEND | O_CREAT | O_WRONLY | O_NONBLOCK, MODE);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError([`AUDIT_LOG: the file cannot be opened for writing (${code})`]);
  }
}
