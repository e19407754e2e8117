import type { TimeZoneRuleCarrier } from '../../superoffice/carriers.js';
import { recordOf } from '../schema/property-readers.js';
import { carrierType } from './carrier-type.js';
import { entriesOf } from './entries.js';

/** An entry of a time zone's rules. */
export type TimeZoneRuleEntry = readonly [year: string, rule: TimeZoneRuleCarrier];

export const TimeZone = carrierType('TimeZone', {
  timeZoneSTDRules: ({ TimeZoneSTDRules }) => entriesOf(TimeZoneSTDRules, null),
  timeZoneDSTRules: ({ TimeZoneDSTRules }) => entriesOf(TimeZoneDSTRules, null),
});

export const TimeZoneRule = carrierType('TimeZoneRule', {
  year: ([year]) => year,
  startDay: ([, rule]) => recordOf(rule)?.StartDay ?? null,
  startMonth: ([, rule]) => recordOf(rule)?.StartMonth ?? null,
  endDay: ([, rule]) => recordOf(rule)?.EndDay ?? null,
  endMonth: ([, rule]) => recordOf(rule)?.EndMonth ?? null,
  tzOffset: ([, rule]) => recordOf(rule)?.TZOffset ?? null,
  startRulePattern: ([, rule]) => recordOf(rule)?.StartRulePattern ?? null,
  endRulePattern: ([, rule]) => recordOf(rule)?.EndRulePattern ?? null,
});
