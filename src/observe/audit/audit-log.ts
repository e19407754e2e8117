import { LRUCache } from 'lru-cache';
import type { AuditLog } from '../../graphql/observers.js';
import type { Logger } from '../../log/logger.js';
import { type AuditOutput, openFile } from './audit-output.js';
import { createOperationAudit } from './operation-audit.js';

export interface OpenAuditLog extends AuditLog, Omit<AuditOutput, 'write'> {}

export interface AuditLogOptions {
  readonly logger: Logger;
  /** Where the log is written to as well. */
  readonly standardOutput: Pick<AuditOutput, 'write' | 'lostLines'>;
}

/** Callers whose associate ids are remembered. */
const MAX_KNOWN_CALLERS = 10_000;

/**
 * @param target `stdout`, or the path of a file, to which lines are added.
 * @throws {ConfigError} when the file cannot be opened.
 */
export function openAuditLog(target: string, { logger, standardOutput }: AuditLogOptions): OpenAuditLog {
  const file = target === 'stdout' ? undefined : openFile(target, logger);
  const output = file ?? standardOutput;
  const associateIds = new LRUCache<string, number>({ max: MAX_KNOWN_CALLERS });
  return {
    startOperation: (caller) => createOperationAudit(caller, { associateIds, output, logger }),
    get lostLines() {
      return output.lostLines;
    },
    close() {
      file?.close();
    },
  };
}
