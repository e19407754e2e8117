import type { ChatOpeningHoursCarrier, ChatTopicCarrier } from '../../superoffice/carriers.js';
import { localTime, zoneNamed } from '../http/locale.js';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** Whether a topic is open at a moment. Without opening hours it always is. Lunch hours are closed. */
export function isWithinOpeningHours({ OpeningHoursEnabled, OpeningHours }: ChatTopicCarrier, now: string): boolean {
  if (!OpeningHoursEnabled || !OpeningHours) {
    return true;
  }
  const { place } = zoneNamed(OpeningHours.TzLocation?.TZLocationCode ?? undefined);
  const local = new Date(localTime(place)(Date.parse(now)));
  const time = local.toISOString().slice(11, 19);
  const hours = hoursOn(OpeningHours, local.getUTCDay());
  return hours.isEnabled && isBetween(time, hours.start, hours.stop) && !isLunch(OpeningHours, time);
}

function hoursOn(hours: ChatOpeningHoursCarrier, weekday: number) {
  const day = DAYS[weekday] ?? 'Sun';
  return { isEnabled: hours[`${day}Enabled`] ?? false, start: hours[`${day}Start`], stop: hours[`${day}Stop`] };
}

function isLunch({ UseLunchHours, LunchStart, LunchStop }: ChatOpeningHoursCarrier, time: string): boolean {
  return UseLunchHours === true && isBetween(time, LunchStart, LunchStop);
}

/** The start included; times are `HH:MM:SS`. */
function isBetween(time: string, start: string | null | undefined, stop: string | null | undefined): boolean {
  return Boolean(start && stop) && time >= String(start) && time < String(stop);
}
