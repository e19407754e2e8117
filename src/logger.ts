import { pino } from 'pino';
import type { LogLevel } from './config.js';

/** What a line holds. No objects: with a header, a record or an error, more would get into the log than its name says. */
type Fields = Readonly<Record<string, string | number | boolean | undefined | readonly string[]>>;

interface Write {
  (fields: Fields, message: string): void;
  (message: string): void;
}

export type Logger = Readonly<Record<'fatal' | 'error' | 'warn' | 'info', Write>>;

export interface BufferedLogger extends Logger {
  /** Writes the lines that wait: at the end of the process nobody else does. */
  flush(): void;
}

/**
 * JSON lines on standard output. What is logged is chosen field by field. The lines of one turn of the event loop are
 * written together, at its end, and something fatal at once.
 */
export function createLogger(level: LogLevel): BufferedLogger {
  return pino({ level, base: null, timestamp: isoTime() }, linesTogether());
}

/** As pino's own, whose text is written once for the lines of a millisecond. */
function isoTime(): () => string {
  let lastMs = 0;
  let text = '';
  return () => {
    const nowMs = Date.now();
    if (nowMs !== lastMs) {
      lastMs = nowMs;
      text = `,"time":"${new Date(nowMs).toISOString()}"`;
    }
    return text;
  };
}

const MAX_WAITING_BYTES = 8 * 1024;

function linesTogether() {
  const output = pino.destination({ fd: 1, sync: true, minLength: MAX_WAITING_BYTES });
  let isWaiting = false;
  const flush = () => {
    isWaiting = false;
    output.flush();
  };
  return {
    write(line: string) {
      output.write(line);
      if (!isWaiting) {
        isWaiting = true;
        setImmediate(flush);
      }
    },
    flush,
    // After what is fatal, pino asks for this.
    flushSync: flush,
  };
}

/** What may be logged of a defect. Not its message, with which a stack begins: that may quote a customer's data. */
export function defectFields(error: unknown): { readonly error: string; readonly stack: readonly string[] } {
  if (!(error instanceof Error)) {
    return { error: typeof error, stack: [] };
  }
  const { name, message, stack = '' } = error;
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  return { error: name, stack: frames.filter((line) => /^\s+at /.test(line)) };
}
