import { UNSET } from '../../data/dates.js';
import { badArgument } from '../../http/errors.js';
import type { Asker, ColumnType } from '../columns.js';
import { readBoolean } from '../read-value.js';
import { dateOperators, dateTimeOperators, equalsDay, equalsMoment } from './date-operators.js';
import {
  associateOperators,
  equalsIntArray,
  equalsNumber,
  intArrayOperators,
  intOperators,
  listOperators,
} from './number-operators.js';
import { type Operator, type Operators, type Test, takingOne, unary, type Values } from './operator.js';
import { equalsText, textOperators } from './text-operators.js';

const equalsBoolean = takingOne(readBoolean, (wanted) => (raw) => Boolean(raw) === wanted);

const texts = withAllTypes(equalsText, textOperators);

/** The operators for columns of each type. A type without its own has the common ones. */
const OPERATORS: Readonly<Record<ColumnType, Operators>> = {
  associate: withAllTypes(equalsNumber, associateOperators),
  bool: withAllTypes(equalsBoolean, { set: equalsBoolean, '=': equalsBoolean }),
  date: withAllTypes(equalsDay, dateOperators),
  datetime: withAllTypes(equalsMoment, dateTimeOperators),
  ejCategory: withAllTypes(equalsNumber),
  ejUser: withAllTypes(equalsNumber),
  int: withAllTypes(equalsNumber, intOperators),
  intArray: withAllTypes(equalsIntArray, intArrayOperators),
  listAny: withAllTypes(equalsNumber, listOperators),
  none: {},
  positiveString: texts,
  string: texts,
  stringorPK: texts,
  timeSpan: withAllTypes(equalsNumber),
};

const BY_TYPE: ReadonlyMap<string, ReadonlyMap<string, Operator>> = new Map(
  Object.entries(OPERATORS).map(([type, operators]) => [
    type,
    new Map(Object.entries(operators).map(([name, operator]) => [name.toLowerCase(), operator])),
  ]),
);

const UNARY: ReadonlySet<string> = new Set(
  [...BY_TYPE.values()].flatMap((operators) => [...operators].flatMap(([name, { isUnary }]) => (isUnary ? name : []))),
);

/** @param name in lower case. */
export function isUnary(name: string): boolean {
  return UNARY.has(name);
}

/**
 * Compiles a condition on a column.
 *
 * @param condition its operator is in lower case.
 * @throws {Refusal} 400 for an operator that the type does not have, and for values that the operator does not take.
 */
export function testFor(type: ColumnType, condition: Values & { readonly operator: string }, asker: Asker): Test {
  const operator = BY_TYPE.get(type)?.get(condition.operator);
  if (!operator) {
    throw badArgument('The type of the column has no such operator.');
  }
  return operator.test(condition, asker);
}

function withAllTypes(equals: Operator, own: Operators = {}): Operators {
  return { equals, isNull: unary(() => isNull), isNotNull: unary(() => (raw) => !isNull(raw)), ...own };
}

/**
 * Only dates and texts can be unset. An id of 0 counting as a value is inferred: SuperOffice's database stores it for "no
 * record".
 */
const isNull: Test = (raw) => raw === null || raw === '' || raw === UNSET;
