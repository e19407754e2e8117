import { pino } from 'pino';
import type { LogLevel } from '../config.js';
import { createLineOutput, type LineOutput } from './line-output.js';

/** The fields of a line. No objects: a header, a record or an error would bring more into the log than intended. */
type Fields = Readonly<Record<string, string | number | boolean | undefined | readonly string[]>>;

interface Write {
  (fields: Fields, message: string): void;
  (message: string): void;
}

export type Logger = Readonly<Record<'fatal' | 'error' | 'warn' | 'info', Write>>;

export interface ProcessLogger extends Logger {
  /** What the lines are written to. */
  readonly output: LineOutput;
}

/**
 * JSON lines on standard output, or on standard error. What is logged is chosen field by field. The lines of one turn of the
 * event loop are written together, at its end, and something fatal at once.
 */
export function createLogger(level: LogLevel, fd: 1 | 2 = 1): ProcessLogger {
  const output = createLineOutput({ fd, onLost: (lines) => logger.warn({ lines }, 'log lines lost') });
  // pino calls `flushSync` after a fatal line.
  const destination = { write: output.write, flushSync: () => output.flush(0) };
  const logger = pino({ level, base: null, timestamp: isoTime() }, destination);
  return Object.assign(logger, { output });
}

/** Like pino's own, but formatted only once per millisecond. */
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

/**
 * What may be logged of a defect: not its message, which may quote a customer's data and is at the beginning of the stack.
 */
export function defectFields(error: unknown): { readonly error: string; readonly stack: readonly string[] } {
  if (!(error instanceof Error)) {
    return { error: typeof error, stack: [] };
  }
  const { name, message, stack = '' } = error;
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  return { error: name, stack: frames.filter((line) => /^\s+at /.test(line)) };
}
