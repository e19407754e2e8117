import type { TimeZoneDataCarrier, TimeZoneRuleCarrier } from '../../superoffice/carriers.js';

const FIRST_YEAR = 2024;
const LAST_YEAR = 2028;

/** A time zone by the names that callers may send: one of them at least. */
export interface KnownTimeZone {
  readonly id?: number;
  /** SuperOffice's own code: it has no IANA names. */
  readonly code?: string;
  /** By which the tenant computes: an IANA name. */
  readonly place: string;
}

/** A time zone as the list of them shows it. */
export interface ListedTimeZone extends Required<KnownTimeZone> {
  readonly country: string;
  readonly region: string;
  /** In winter: `+1:00`, and 0 for UTC. */
  readonly offset: string | number;
  /** In summer; empty if the clocks do not change. */
  readonly daylight: string;
}

/** Those whose code and id are documented. */
export const listedTimeZones: readonly ListedTimeZone[] = [
  listed(1, 'UTC', '', 'UTC/GMT', 0, '', 'UTC'),
  listed(36, 'AU-ACT', 'Australia', 'Capital Territory', '+10:00', '+11:00', 'Australia/Canberra'),
  // Its id is that of Western Australia in the list `timezone`.
  listed(45, 'AU-WA', 'Australia', 'Western Australia', '+8:00', '', 'Australia/Perth'),
  listed(50, 'BD', 'Bangladesh', '', '+6:00', '', 'Asia/Dhaka'),
  listed(114, 'CA-QC', 'Canada', 'Quebec', '-5:00', '-4:00', 'America/Toronto'),
  listed(140, 'DK', 'Denmark', '', '+1:00', '+2:00', 'Europe/Copenhagen'),
  listed(156, 'FR', 'France', '', '+1:00', '+2:00', 'Europe/Paris'),
  listed(261, 'NO', 'Norway', '', '+1:00', '+2:00', 'Europe/Oslo'),
  listed(425, 'US-CA', 'United States', 'California', '-8:00', '-7:00', 'America/Los_Angeles'),
  listed(433, 'US-HI', 'United States', 'Hawaii', '-10:00', '', 'Pacific/Honolulu'),
  listed(460, 'US-NY', 'United States', 'New York', '-5:00', '-4:00', 'America/New_York'),
];

/**
 * All that sources show. Without a code are those of the documented list `timezone`, which has ids and names: what its
 * two exceptions in British Columbia are is unknown. Without an id are a code of the database's documentation, and one
 * that was sent in a captured call; that the latter means New York is inferred.
 */
export const knownTimeZones: readonly KnownTimeZone[] = [
  ...listedTimeZones,
  { id: 37, place: 'Australia/Broken_Hill' },
  { id: 38, place: 'Australia/Lord_Howe' },
  { id: 39, place: 'Australia/Sydney' },
  { id: 40, place: 'Australia/Darwin' },
  { id: 41, place: 'Australia/Brisbane' },
  { id: 42, place: 'Australia/Adelaide' },
  { id: 43, place: 'Australia/Hobart' },
  { id: 44, place: 'Australia/Melbourne' },
  { id: 46, place: 'Europe/Vienna' },
  { id: 53, place: 'Europe/Brussels' },
  { id: 81, place: 'America/Sao_Paulo' },
  { id: 96, place: 'America/Edmonton' },
  { id: 97, place: 'America/Vancouver' },
  { id: 100, place: 'America/Goose_Bay' },
  { id: 101, place: 'America/St_Johns' },
  { id: 102, place: 'America/Winnipeg' },
  { code: 'CA-NT', place: 'America/Edmonton' },
  { code: 'US', place: 'America/New_York' },
];

/** The time zones of the chat topics. `NO` is the tenant's own. */
export const timeZones = {
  NO: europeanZone(261, 'NO', 'Norway', 'Oslo, Bergen, Trondheim', 578, 60),
  DK: europeanZone(140, 'DK', 'Denmark', 'Copenhagen, Aarhus', 208, 60),
} as const;

function listed(
  id: number,
  code: string,
  country: string,
  region: string,
  offset: string | number,
  daylight: string,
  place: string,
): ListedTimeZone {
  return { id, code, country, region, offset, daylight, place };
}

/** A zone that changes its clocks on the last Sundays of March and October. */
function europeanZone(
  id: number,
  code: string,
  name: string,
  cities: string,
  isoNumber: number,
  winterMinutes: number,
): Required<TimeZoneDataCarrier> {
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_item, index) => FIRST_YEAR + index);
  const rules = (ruleOf: (year: number) => TimeZoneRuleCarrier) =>
    Object.fromEntries(years.map((year) => [String(year), ruleOf(year)]));
  return {
    TZLocationID: id,
    Name: name,
    TZLocationCode: code,
    TZLocationCities: cities,
    IsoNumber: isoNumber,
    TimeZoneSTDRules: rules((year) => ({
      StartDay: lastSunday(year, 10),
      StartMonth: 10,
      EndDay: lastSunday(year, 3),
      EndMonth: 3,
      TZOffset: winterMinutes,
      StartRulePattern: 'Last Sunday of October',
      EndRulePattern: 'Last Sunday of March',
    })),
    TimeZoneDSTRules: rules((year) => ({
      StartDay: lastSunday(year, 3),
      StartMonth: 3,
      EndDay: lastSunday(year, 10),
      EndMonth: 10,
      TZOffset: winterMinutes + 60,
      StartRulePattern: 'Last Sunday of March',
      EndRulePattern: 'Last Sunday of October',
    })),
  };
}

/** Of a month with 31 days, 1 being January. */
function lastSunday(year: number, month: number): number {
  return 31 - new Date(Date.UTC(year, month - 1, 31)).getUTCDay();
}
