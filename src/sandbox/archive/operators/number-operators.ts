import type { Raw } from '../columns.js';
import { readBound, readInt } from '../read-value.js';
import { type Operator, type Operators, type Test, takingList, takingOne, takingTwo, unary } from './operator.js';

const comparing = (isIn: (difference: number) => boolean): Operator =>
  takingOne(readInt, (number) => (raw) => isIn(Number(raw) - number));

export const equalsNumber = comparing((difference) => difference === 0);
const unequals = comparing((difference) => difference !== 0);
const less = comparing((difference) => difference < 0);
const greater = comparing((difference) => difference > 0);

const isOneOf = takingList(readInt, (numbers) => (raw) => numbers.includes(Number(raw)));
const isNotOneOf = takingList(readInt, (numbers) => (raw) => !numbers.includes(Number(raw)));

/** `le` and `ge` are in the documentation, and fail in captured calls. `in` is captured. */
export const intOperators: Operators = {
  ...{ eq: equalsNumber, '=': equalsNumber, set: equalsNumber },
  ...{ ne: unequals, '!=': unequals, unequals },
  ...{ lt: less, '<': less, less },
  ...{ gt: greater, '>': greater, greater },
  between: takingTwo(readBound, (low, high) => (raw) => Number(raw) >= low && Number(raw) <= high),
  in: isOneOf,
};

/** For list items, by their ids. `in` and `eq` stand in examples of the documentation. */
export const listOperators: Operators = {
  ...{ eq: equalsNumber, '=': equalsNumber },
  ...{ in: isOneOf, oneOf: isOneOf, notOneOf: isNotOneOf },
};

export const associateOperators: Operators = {
  associateIsOneOf: isOneOf,
  associateIsNotOneOf: isNotOneOf,
  currentAssociate: unary(
    ({ associateId }) =>
      (raw) =>
        raw === associateId,
  ),
};

/** Displayed by SuperOffice as: has all, missing all, has any, missing any. */
export const intArrayOperators: Operators = {
  intArrayAllOf: takingList(readInt, (numbers) => (raw) => numbers.every(isElementOf(raw))),
  intArrayNotAllOf: takingList(readInt, (numbers) => (raw) => !numbers.every(isElementOf(raw))),
  intArrayOneOf: takingList(readInt, (numbers) => (raw) => numbers.some(isElementOf(raw))),
  intArrayNotAnyOf: takingList(readInt, (numbers) => (raw) => !numbers.some(isElementOf(raw))),
};

/** Has that number, and no other. */
export const equalsIntArray = takingOne(
  readInt,
  (number): Test =>
    (raw) =>
      elementsOf(raw).length === 1 && isElementOf(raw)(number),
);

function isElementOf(raw: Raw): (number: number) => boolean {
  const elements = elementsOf(raw);
  return (number) => elements.includes(number);
}

function elementsOf(raw: Raw): readonly number[] {
  return typeof raw === 'object' && raw !== null ? raw : [];
}
