import type { TimeZoneRuleCarrier } from '../../superoffice/carriers.js';
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
  startDay: ([, rule]) => rule?.StartDay ?? null,
  startMonth: ([, rule]) => rule?.StartMonth ?? null,
  endDay: ([, rule]) => rule?.EndDay ?? null,
  endMonth: ([, rule]) => rule?.EndMonth ?? null,
  tzOffset: ([, rule]) => rule?.TZOffset ?? null,
  startRulePattern: ([, rule]) => rule?.StartRulePattern ?? null,
  endRulePattern: ([, rule]) => rule?.EndRulePattern ?? null,
});
