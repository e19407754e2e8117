import type { IncomingHttpHeaders } from 'node:http';
import { UNSET } from '../data/dates.js';
import { type KnownTimeZone, knownTimeZones } from '../data/time-zones.js';
import { badArgument } from './errors.js';
import { readRanges } from './negotiate.js';

/** How one caller wants texts and dates. */
export interface Locale {
  /** The code of the time zone of dates, or its id if it has no code. */
  readonly timeZone: string;
  /** Picks a language from a text in several languages. Other texts stay unchanged. */
  text(kept: string): string;
  /** Writes a date, kept in UTC, in the caller's time zone. */
  date(kept: string): string;
  /** Writes a date that SuperOffice always answers in UTC. */
  utcDate(kept: string): string;
  /** The moment that a caller's date means, in milliseconds; without an offset it is in the caller's time zone. */
  readDate(text: string): number;
  /** The day of a date, kept in UTC, on the caller's calendar: `2026-03-02`. */
  day(kept: string): string;
}

/** `GET TimeZone/base`: the zone of dates for which no zone was asked. */
const BASE_ZONE = 'NO';

const ZONES: ReadonlyMap<string, KnownTimeZone> = new Map(
  knownTimeZones.flatMap((zone) =>
    [zone.code, zone.id].filter((name) => name !== undefined).map((name) => [String(name), zone] as const),
  ),
);

/** SuperOffice's codes of the languages in which texts are kept, by ISO code. */
const TEXT_CODES: Readonly<Record<string, string>> = { en: 'US', no: 'NO', nb: 'NO', nn: 'NO', de: 'GE' };

/** The properties of the carriers that hold a date; chat messages may look like one. */
const DATE_PROPERTIES: ReadonlySet<string> = new Set([
  ...['WhenRequested', 'WhenStarted', 'WhenEnded', 'WhenIdle', 'WhenFetched'],
  ...['PublishTo', 'PublishFrom', 'StartDate', 'SaleDate', 'NextDueDate'],
  ...['CreatedAt', 'LastChanged', 'ReadByOwner', 'ReadByCustomer', 'FirstReadByUser', 'Activate', 'ClosedAt'],
  ...['RepliedAt', 'AlertTimeout', 'Deadline', 'LastAccept'],
]);

const UTC_DATE_PROPERTIES: ReadonlySet<string> = new Set(['Updated', 'WhenPosted']);

/** @throws {Refusal} 400 for an unknown time zone. */
export function readLocale(headers: IncomingHttpHeaders): Locale {
  const { code, id, place, includesOffset } = readTimeZone(headerText(headers['so-timezone']));
  const writeUtc = dateWriter('UTC', includesOffset);
  return {
    timeZone: code ?? String(id),
    text: textPicker(headerText(headers['so-language']) || (headers['accept-language'] ?? '')),
    date: place === 'UTC' ? writeUtc : dateWriter(place, includesOffset),
    utcDate: writeUtc,
    readDate: dateReader(place),
    day: dayReader(place),
  };
}

/** A copy of an answer, with dates and texts as the caller wants them. */
export function localize(value: unknown, locale: Locale, property = ''): unknown {
  if (typeof value === 'string') {
    return localizeString(value, locale, property);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => localize(item, locale, property));
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, localize(item, locale, name)]));
}

function localizeString(value: string, locale: Locale, property: string): string {
  if (DATE_PROPERTIES.has(property)) {
    return locale.date(value);
  }
  if (UTC_DATE_PROPERTIES.has(property)) {
    return locale.utcDate(value);
  }
  return locale.text(value);
}

/** Raw texts if the request named no language, or any. */
function textPicker(header: string): (kept: string) => string {
  const languages = readRanges(header)
    .filter(({ range, quality }) => quality > 0 && range !== '*' && range !== 'x')
    .sort((left, right) => right.quality - left.quality)
    .map(({ range }) => range.split('-')[0] ?? range);
  if (languages.length === 0) {
    return (kept) => kept;
  }
  const code = languages.map((language) => TEXT_CODES[language]).find((known) => known !== undefined) ?? 'US';
  const pattern = new RegExp(`(?:^|;)${code}:"([^"]*)"`);
  return (kept) => (isKeptInLanguages(kept) ? (pattern.exec(kept)?.[1] ?? kept) : kept);
}

function isKeptInLanguages(text: string): boolean {
  return /^[A-Z]{2}:"[^"]*"(?:;[A-Z]{2}:"[^"]*")*$/.test(text);
}

/**
 * Reads `SO-TimeZone`: a code or an id, and `includeTZOffset`. The offset after the zone is documented, the offset alone is
 * recorded; other orders are inferred.
 */
function readTimeZone(header: string): KnownTimeZone & { readonly includesOffset: boolean } {
  const parts = header
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const names = parts.filter((part) => part.toLowerCase() !== 'includetzoffset');
  if (names.length > 1) {
    throw badArgument('SO-TimeZone names more than one time zone.');
  }
  return { ...zoneNamed(names[0]), includesOffset: names.length < parts.length };
}

/**
 * Finds a time zone by its code or id. How SuperOffice treats others, such as IANA names, is not documented. They are
 * refused, so that clients that send them find out.
 */
export function zoneNamed(name = BASE_ZONE): KnownTimeZone {
  const zone = ZONES.get(name.toUpperCase());
  if (!zone) {
    throw badArgument('SO-TimeZone names an unknown time zone.');
  }
  return zone;
}

function dateWriter(zone: string, includesOffset: boolean): (kept: string) => string {
  if (zone === 'UTC') {
    return includesOffset ? (kept) => kept : (kept) => kept.slice(0, -1);
  }
  const toLocal = localTime(zone);
  return (kept) => {
    const isUnset = kept === UNSET;
    // Year 1 has no time zone: the offset is the zone's in winter.
    const utcMs = Date.parse(isUnset ? '2001-01-01T00:00:00Z' : kept);
    const localMs = toLocal(utcMs);
    const local = isUnset
      ? unsetText(includesOffset ? localMs - utcMs : 0)
      : new Date(localMs).toISOString().slice(0, 19);
    return includesOffset ? local + offsetText((localMs - utcMs) / 60_000) : local;
  };
}

/** No date is earlier than year 1; what SuperOffice writes west of UTC is unknown. */
function unsetText(offsetMs: number): string {
  return new Date(Date.parse(UNSET) + Math.max(0, offsetMs)).toISOString().slice(0, 19);
}

function dayReader(zone: string): (kept: string) => string {
  const toLocal = localTime(zone);
  return (kept) => new Date(toLocal(Date.parse(kept))).toISOString().slice(0, 10);
}

/** Takes `2026-03-02`, `2026-03-02T10:40:58` and what follows of fractions and offsets. */
function dateReader(zone: string): (text: string) => number {
  const toLocal = localTime(zone);
  return (text) => {
    const [, day, time = 'T00:00:00', offset] = DATE_TEXT.exec(text) ?? [];
    const wallMs = Date.parse(`${day}${time.slice(0, 12)}Z`);
    if (Number.isNaN(wallMs)) {
      throw badArgument('A date must be ISO 8601.');
    }
    if (offset) {
      return Date.parse(`${day}${time.slice(0, 12)}${offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
    }
    const guess = wallMs - (toLocal(wallMs) - wallMs);
    // The offset may differ on the other side of a clock change.
    return wallMs - (toLocal(guess) - guess);
  };
}

const DATE_TEXT = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d{1,7})?)?(Z|[+-]\d\d:?\d\d)?$/;

/** Gives the zone's wall clock as if it were UTC, in milliseconds. */
export function localTime(zone: string): (utcMs: number) => number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (utcMs) => {
    const parts = new Map(format.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  };
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const pair = (value: number) => String(Math.trunc(value)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pair(size / 60)}:${pair(size % 60)}`;
}

function headerText(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(',') : (header ?? '');
}
