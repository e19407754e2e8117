import { UNSET } from '../../data/dates.js';
import type { Asker } from '../columns.js';
import { readDay, readMoment } from '../read-value.js';
import { type Operator, type Operators, type Test, takingOne, takingTwo, unary } from './operator.js';
import { periodOperators } from './period-operators.js';

/** An unset date is neither before nor after any other. */
const isSetAnd =
  (test: (raw: string) => boolean): Test =>
  (raw) =>
    typeof raw === 'string' && raw !== UNSET && test(raw);

const onDay = ({ locale }: Asker, isIn: (day: string) => boolean): Test => isSetAnd((raw) => isIn(locale.day(raw)));

const comparingDays = (isIn: (day: string, wanted: string) => boolean): Operator =>
  takingOne(
    (value, asker) => ({ asker, wanted: readDay(value, asker) }),
    ({ asker, wanted }) => onDay(asker, (day) => isIn(day, wanted)),
  );

const comparingToday = (isIn: (day: string, today: string) => boolean): Operator =>
  unary((asker) => {
    const today = asker.locale.day(asker.now);
    return onDay(asker, (day) => isIn(day, today));
  });

const comparingMoments = (isIn: (ms: number, wantedMs: number) => boolean): Operator =>
  takingOne(readMoment, (wantedMs) => isSetAnd((raw) => isIn(Date.parse(raw), wantedMs)));

export const equalsMoment = comparingMoments((ms, wantedMs) => ms === wantedMs);
export const equalsDay = comparingDays((day, wanted) => day === wanted);
const from = comparingDays((day, wanted) => day >= wanted);
const to = comparingDays((day, wanted) => day <= wanted);
const between = takingTwo(readDay, (first, last, asker) => onDay(asker, (day) => day >= first && day <= last));

/** To the second. `afterTime` is documented as "after or equal to". */
export const dateTimeOperators: Operators = {
  dateTime: equalsMoment,
  beforeTime: comparingMoments((ms, wantedMs) => ms < wantedMs),
  afterTime: comparingMoments((ms, wantedMs) => ms >= wantedMs),
};

/**
 * For whole days on the caller's calendar. Operators to the second are captured for a column of this type as well. `ge` is
 * not documented, but in production use.
 */
export const dateOperators: Operators = {
  ...dateTimeOperators,
  date: equalsDay,
  before: comparingDays((day, wanted) => day < wanted),
  beforeOrEqual: to,
  after: comparingDays((day, wanted) => day > wanted),
  ...{ from, ge: from, to },
  ...{ between, dateBetween: between },
  beforeToday: comparingToday((day, today) => day < today),
  today: comparingToday((day, today) => day === today),
  afterToday: comparingToday((day, today) => day > today),
  ...periodOperators(onDay),
};
