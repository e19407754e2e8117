import { LRUCache } from 'lru-cache';
import type { AuditLog } from '../../graphql/observers.js';
import type { Logger } from '../../log/logger.js';
import { type AuditOutput, openFile } from './audit-output.js';
import { type ChangeUnderWay, createOperationAudit } from './operation-audit.js';

export interface OpenAuditLog extends AuditLog, Omit<AuditOutput, 'write'> {
  /** Writes a line for each change under way, which the end of the process cuts. */
  cut(): void;
}

export interface AuditLogOptions {
  readonly logger: Logger;
  /** The output of the log. */
  readonly standardOutput: Pick<AuditOutput, 'write' | 'lostLines'>;
}

/** How many callers' associate ids are remembered. */
const MAX_KNOWN_CALLERS = 10_000;

/**
 * @param target `stdout`, or the path of a file, to which lines are added.
 * @throws {ConfigError} if the file cannot be opened.
 */
export function openAuditLog(target: string, { logger, standardOutput }: AuditLogOptions): OpenAuditLog {
  const file = target === 'stdout' ? undefined : openFile(target, logger);
  const output = file ?? standardOutput;
  const underWay = new Set<ChangeUnderWay>();
  const associateIds = new LRUCache<string, number>({ max: MAX_KNOWN_CALLERS });

  function cut(): void {
    for (const change of underWay) {
      change.cut();
    }
  }

  return {
    startOperation: (caller) => createOperationAudit(caller, { associateIds, underWay, output, logger }),
    get lostLines() {
      return output.lostLines;
    },
    cut,
    close() {
      cut();
      file?.close();
    },
  };
}
