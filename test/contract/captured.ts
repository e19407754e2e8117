import { readdirSync, readFileSync } from 'node:fs';

/**
 * One call as a public document or a recording shows it. The form is theirs: methods, paths, names, types, nesting, which
 * values are null. The values are ours, so that the sandbox tenant has the records that they name.
 */
export interface Captured {
  /** Which of the files it is in: `chat-session`. */
  readonly file: string;
  readonly name: string;
  readonly source: {
    readonly repository: string;
    /** A file in it. */
    readonly path: string;
  };
  /** `documented` is from a page or a generated sample; `captured` is from real traffic. */
  readonly mark: 'documented' | 'captured';
  /** How this entry differs from its source. */
  readonly note?: string;
  readonly request: {
    readonly method: string;
    /** Below the REST root, or from the server's root on. */
    readonly path: string;
    readonly query?: Readonly<Record<string, string>>;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  /** Missing if the source only shows the request. */
  readonly answer?: {
    readonly status: number;
    readonly contentType?: string;
    /** Missing with status 204. */
    readonly body?: unknown;
  };
  /** An operation that makes this call, and what the facade answers to it: data without errors, or an error's code. */
  readonly facade?: {
    readonly operation: string;
    readonly data?: unknown;
    readonly code?: string;
    /** Answers to further calls of the operation, instead of those of the other entries. */
    readonly besides?: Readonly<Record<string, unknown>>;
  };
  /**
   * What the sandbox tenant must answer instead: a status, or a refusal. Without either, it is not called.
   * `keys: false` leaves the type of `PrimaryKey` open; `offset` tells whether its dates have one.
   */
  readonly sandbox?: {
    readonly status?: number;
    readonly fails?: boolean;
    readonly keys?: boolean;
    readonly offset?: boolean;
  };
}

const folder = new URL('./captured/', import.meta.url);

/** Every call of the book. */
export const captured: readonly Captured[] = readdirSync(folder).flatMap((name) => {
  const { entries }: { entries: Captured[] } = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  return entries.map((entry) => ({ ...entry, file: name.replace('.json', '') }));
});

export const titleOf = ({ file, name }: Captured) => `${file}: ${name}`;

/** Maps from names that are not from the API to texts, encoded or not. */
const TEXT_MAPS = new Set(['CustomFields', 'ExtraFields']);

/**
 * Differences in form between two answers: missing properties, values of another type. Null says nothing about
 * a type, in either of them.
 *
 * @param ignored properties whose type is left open.
 */
export function formViolations(
  shown: unknown,
  answered: unknown,
  ignored: readonly string[] = [],
  place = '',
): string[] {
  if (shown === null || answered === null || shown === undefined) {
    return [];
  }
  if (formOf(shown) !== formOf(answered)) {
    return [`${place} is ${formOf(answered)}, not ${formOf(shown)}`];
  }
  if (Array.isArray(shown)) {
    const [first] = shown;
    if (shown.length > 0 && (answered as readonly unknown[]).length === 0 && /^(\.value)?$/.test(place)) {
      return [`${place} is empty, which shows no form`];
    }
    return (answered as readonly unknown[]).flatMap((item) => formViolations(first, item, ignored, `${place}[]`));
  }
  if (typeof shown !== 'object') {
    return [];
  }
  const mine = answered as Readonly<Record<string, unknown>>;
  const property = place.slice(place.lastIndexOf('.') + 1);
  if (TEXT_MAPS.has(property)) {
    return Object.entries(mine).flatMap(([key, item]) =>
      item === null || typeof item === 'string' ? [] : [`${place}.${key} is ${formOf(item)}`],
    );
  }
  if (property === 'FieldProperties') {
    const [value] = Object.values(shown);
    return Object.values(mine).flatMap((item) => formViolations(value, item, ignored, `${place}.*`));
  }
  return Object.entries(shown).flatMap(([key, value]) => {
    if (!(key in mine)) {
      return [`${place}.${key} is missing`];
    }
    return ignored.includes(key) ? [] : formViolations(value, mine[key], ignored, `${place}.${key}`);
  });
}

/** The dates in an answer that have an offset, or have none. */
export function datesIn(answer: unknown, hasOffset: boolean): string[] {
  if (typeof answer === 'object' && answer !== null) {
    return Object.values(answer).flatMap((value) => datesIn(value, hasOffset));
  }
  const isDate = typeof answer === 'string' && formOf(answer) === 'a date';
  return isDate && /(Z|[+-]\d\d:?\d\d)$/.test(answer) === hasOffset ? [answer] : [];
}

/** The dates in an answer that are not set, each form once: the zone's offset moves them. */
export function unsetDatesIn(answer: unknown): string[] {
  return [...new Set([...datesIn(answer, true), ...datesIn(answer, false)])].filter((date) => /^000[01]-/.test(date));
}

/** The kind of a value; dates and encoded values count as kinds of their own. */
function formOf(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (typeof value !== 'string') {
    return `a ${typeof value}`;
  }
  const [, code] = /^\[(\w+):.*\]$/.exec(value) ?? [];
  if (code !== undefined && /^[A-Z]{1,2}$/.test(code)) {
    return `an encoded ${code}`;
  }
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value) ? 'a date' : 'a string';
}
