/**
 * Values as texts with their type in front, which SuperOffice calls encoded: `[I:3]`, `[DT:11/09/2017 14:53:18]`. Its
 * documentation has one sample of each type.
 */
export function encodeInt(value: number): string {
  return `[I:${value}]`;
}

/** In UTC, to the second. That the time zone of the request counts is inferred from `$filter`: no source says so. */
export function encodeDateTime(date: Date): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(date.toISOString()) ?? [];
  return `[DT:${month}/${day}/${year} ${time}]`;
}
