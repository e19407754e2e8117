import type { TimeZoneDataCarrier, TimeZoneRuleCarrier } from '../../superoffice/carriers.js';

const FIRST_YEAR = 2024;
const LAST_YEAR = 2028;

/** The time zones of the chat topics, by SuperOffice's codes. */
export const timeZones = {
  NO: europeanZone(261, 'NO', 'Norway', 'Oslo, Bergen, Trondheim', 578, 60),
  GB: europeanZone(211, 'GB', 'United Kingdom', 'London, Edinburgh', 826, 0),
  DE: europeanZone(222, 'DE', 'Germany', 'Berlin, Hamburg', 276, 60),
} as const;

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
