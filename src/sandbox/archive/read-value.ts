import { badArgument } from '../http/errors.js';
import type { Asker } from './columns.js';
import type { Value } from './value.js';

// Each of these throws a 400 for a value of another type.

export function readInt({ text, kind }: Value): number {
  if (kind !== 'number' || !/^-?\d+$/.test(text)) {
    throw badArgument('The column is compared with whole numbers.');
  }
  return Number(text);
}

/** Bounds of `between` are captured in quotation marks; without them is inferred. */
export function readBound({ text, kind }: Value): number {
  return readInt({ text, kind: kind === 'text' ? 'number' : kind });
}

/** Texts compare as in the database: case-insensitively. */
export function readText({ text, kind }: Value): string {
  if (kind !== 'text') {
    throw badArgument('The column is compared with texts, in quotation marks.');
  }
  return text.toLowerCase();
}

/** In milliseconds. */
export function readMoment(value: Value, { locale }: Asker): number {
  if (value.kind !== 'text') {
    throw badArgument('The column is compared with dates, in quotation marks.');
  }
  return locale.readDate(value.text);
}

/** On the caller's calendar: `2026-03-02`. */
export function readDay(value: Value, asker: Asker): string {
  return asker.locale.day(new Date(readMoment(value, asker)).toISOString());
}

/** `true`, as captured, or 1. */
export function readBoolean({ text, kind }: Value): boolean {
  if (kind === 'boolean') {
    return text.toLowerCase() === 'true';
  }
  if (kind !== 'number' || !['0', '1'].includes(text)) {
    throw badArgument('The column is compared with true and false.');
  }
  return text === '1';
}
