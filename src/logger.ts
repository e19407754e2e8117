import { type Logger, pino } from 'pino';
import type { LogLevel } from './config.js';

export type { Logger };

/** JSON lines on standard output. What is logged is chosen field by field; `redact` is a second net. */
export function createLogger(level: LogLevel): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['*.authorization', '*.cookie', '*.SessionKey', '*.sessionKey'],
  });
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
