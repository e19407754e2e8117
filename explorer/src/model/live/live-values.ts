import { type Answer, answerOf, type ErrorKind } from '../sending/send.js';
import { isObject } from '../text/decoders.js';
import { inLines, parseJson } from '../text/json.js';

/** The content of one event of a stream. */
export interface LiveValue {
  /** 1 for the first of the stream. */
  readonly number: number;
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
  /** A result of GraphQL, unchanged. */
  readonly body: string;
  readonly bytes: number;
  /** Its data in one line, without long parts. */
  readonly preview: string;
  readonly errors: readonly ErrorKind[];
  readonly hasData: boolean;
  /** REST calls; undefined if the server does not report them. */
  readonly calls: number | undefined;
  /** The time of SuperOffice's last answer, while it cannot be reached, if the operation selects `staleSince`. */
  readonly staleSince: string | undefined;
  /** 1 for values from before the stream was opened again. */
  readonly opening: number;
}

/** How many values of a stream are kept: the latest. */
export const MAX_VALUES = 200;

/** Characters of their bodies. */
const MAX_CHARACTERS = 2_000_000;

export function valueIn(body: string, facts: Pick<LiveValue, 'number' | 'at' | 'opening'>): LiveValue {
  const { bytes, errors, hasData, rest } = answerOfValue({ body });
  const result = parseJson(body);
  const data = isObject(result) ? result.data : undefined;
  return {
    ...facts,
    ...{ body, bytes, errors, hasData },
    preview: previewOf(data),
    calls: rest?.calls.length,
    staleSince: staleSinceIn(data),
  };
}

/** A value in the form in which answers are shown. */
export function answerOfValue({ body }: Pick<LiveValue, 'body'>, durationMs = 0): Answer {
  return answerOf({ status: 200, durationMs, headers: [], body });
}

/** The values that are kept, of a list with the latest first; at least the latest. */
export function bounded(values: readonly LiveValue[]): readonly LiveValue[] {
  let left = MAX_CHARACTERS;
  const tooMany = values.findIndex(({ body }, index) => {
    left -= body.length;
    return index >= MAX_VALUES || (index > 0 && left < 0);
  });
  return tooMany < 0 ? values : values.slice(0, tooMany);
}

/** Values as a JSON list, in the order in which they came. */
export function listOfValues(values: readonly LiveValue[]): string {
  return inLines(
    values.toReversed().map(({ number, at, body }) => ({
      number,
      at: new Date(at).toISOString(),
      result: parseJson(body) ?? body,
    })),
  );
}

const MAX_PREVIEW = 200;
const MAX_TEXT = 40;
const MAX_ITEMS = 3;

/** The data of a subscription's field, without null, false and empty values: `isSnapshot: true, sessions: 21 items`. */
function previewOf(data: unknown): string {
  const fields = isObject(data) ? Object.values(data) : [];
  const [first] = fields;
  const shown = fields.length === 1 && isObject(first) ? first : data;
  if (!isObject(shown)) {
    return 'null';
  }
  const parts = Object.entries(shown)
    .filter(([, value]) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => `${name}: ${brief(value)}`);
  return parts.length > 0 ? shortened(parts.join(', '), MAX_PREVIEW) : '{}';
}

/** The ids of records; the number of items of long lists. */
function brief(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length > MAX_ITEMS ? `${value.length} items` : `[${value.map(brief).join(', ')}]`;
  }
  if (isObject(value)) {
    return typeof value.id === 'string' ? shortened(value.id, MAX_TEXT) : '{…}';
  }
  return typeof value === 'string' ? JSON.stringify(shortened(value, MAX_TEXT)) : String(value);
}

function shortened(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

function staleSinceIn(data: unknown): string | undefined {
  const fields = isObject(data) ? Object.values(data) : [];
  return fields
    .map((field) => (isObject(field) ? field.staleSince : undefined))
    .find((since) => typeof since === 'string');
}
