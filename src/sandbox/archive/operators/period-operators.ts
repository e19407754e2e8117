import { badArgument } from '../../http/errors.js';
import type { Asker } from '../columns.js';
import { readInt } from '../read-value.js';
import type { Value } from '../value.js';
import { type Operators, type Test, takingOne, takingTwo, unary } from './operator.js';

type Period = 'day' | 'week' | 'month' | 'quarter' | 'halfyear' | 'year';

/** So that no day leaves the calendar of four-digit years. */
const MAX_PERIODS = 1000;

/** SuperOffice's numbers are the positions here, from 1. */
const NAMES: readonly (readonly [Period, ...string[]])[] = [
  ['day', 'days'],
  ['week', 'weeks', 'wk', 'wks'],
  ['month', 'months', 'mon', 'mos'],
  ['quarter', 'quarters', 'qtr', 'qtrs'],
  ['halfyear', 'halfyears', 'hyr', 'hyrs'],
  ['year', 'years', 'yr', 'yrs'],
];

const MONTHS: Readonly<Partial<Record<Period, number>>> = { month: 1, quarter: 3, halfyear: 6, year: 12 };

/**
 * Operators of the periods around today: the new ones with a number and a name of periods, and the older ones that have
 * both in their name.
 *
 * @param onDay tests the day on the caller's calendar.
 */
export function periodOperators(onDay: (asker: Asker, isIn: (day: string) => boolean) => Test): Operators {
  const within = (asker: Asker, period: Period, first: number, last: number) => {
    const today = asker.locale.day(asker.now);
    const [start, end] = [firstDay(today, period, first), firstDay(today, period, last + 1)];
    return onDay(asker, (day) => day >= start && day < end);
  };
  const named = (period: Period, offset: number) => unary((asker) => within(asker, period, offset, offset));
  const around = (reach: number) =>
    takingOne(
      (value, asker) => ({ period: readPeriod(value), asker }),
      ({ period, asker }) => within(asker, period, -reach, reach),
    );
  const counted = (range: (count: number) => readonly [first: number, last: number]) =>
    takingTwo(readCount, (count, period: Period, asker) => within(asker, period, ...range(count)), readPeriod);
  return {
    thisPeriod: around(0),
    thisPreviousAndNext: around(1),
    nextPeriod: counted((count) => [1, count]),
    previousPeriod: counted((count) => [-count, -1]),
    thisAndNext: counted((count) => [0, count]),
    thisAndPrevious: counted((count) => [-count, 0]),
    ...{ lastWeek: named('week', -1), thisWeek: named('week', 0), nextWeek: named('week', 1) },
    ...{ lastMonth: named('month', -1), thisMonth: named('month', 0), nextMonth: named('month', 1) },
    ...{ lastQuarter: named('quarter', -1), thisQuarter: named('quarter', 0), nextQuarter: named('quarter', 1) },
    ...{ thisHalf: named('halfyear', 0), thisYear: named('year', 0) },
  };
}

/** The period this many periods away from today's; a week begins on Monday. Days are `2026-03-02`. */
function firstDay(today: string, period: Period, offset: number): string {
  const date = new Date(`${today}T00:00:00Z`);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const months = MONTHS[period];
  if (months !== undefined) {
    return isoDay(Date.UTC(year, month - (month % months) + offset * months, 1));
  }
  if (period === 'day') {
    return isoDay(Date.UTC(year, month, day + offset));
  }
  return isoDay(Date.UTC(year, month, day - ((date.getUTCDay() + 6) % 7) + offset * 7));
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function readCount(value: Value): number {
  const count = readInt(value);
  if (count < 1 || count > MAX_PERIODS) {
    throw badArgument(`A number of periods is between 1 and ${MAX_PERIODS}.`);
  }
  return count;
}

/** Takes `'weeks'` and 2. */
function readPeriod(value: Value): Period {
  const names = value.kind === 'number' ? NAMES[readInt(value) - 1] : NAMES.find((all) => all.includes(value.text));
  if (names === undefined) {
    throw badArgument('There is no such period.');
  }
  return names[0];
}
