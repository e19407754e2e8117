import { CANARY } from './canaries.js';
import type { Verdicts } from './invariants.js';

const ERROR_LEVEL = 50;

/** Reads every line that the server writes. */
export interface LogWatch {
  read(line: string): void;
  /** Whether the server has written of a request, which it does once it works on it. */
  knows(requestId: string): boolean;
}

export function createLogWatch(verdicts: Verdicts): LogWatch {
  const requestIds = new Set<string>();
  return {
    read(line) {
      verdicts.check('noLeak', !CANARY.test(line), () => `The server wrote ${line}`);
      const { level, requestId } = parse(line);
      verdicts.check('documented', level < ERROR_LEVEL, () => `The server wrote ${line}`);
      if (requestId !== undefined) {
        requestIds.add(requestId);
      }
    },
    knows: (requestId) => requestIds.has(requestId),
  };
}

/** A line that is not a log line counts as an error. */
function parse(line: string): { readonly level: number; readonly requestId?: string } {
  try {
    return JSON.parse(line);
  } catch {
    return { level: ERROR_LEVEL };
  }
}
