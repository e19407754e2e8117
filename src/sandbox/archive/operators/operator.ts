import { badArgument } from '../../http/errors.js';
import type { Asker, Raw } from '../columns.js';
import type { Value } from '../value.js';

/** Whether what a row holds in the column passes. */
export type Test = (raw: Raw) => boolean;

/** The values behind an operator. */
export interface Values {
  readonly values: readonly Value[];
  /** Whether they stand in parentheses; undefined where they come without any, as restrictions of the agent do. */
  readonly isList?: boolean;
}

export interface Operator {
  /** Takes no value. */
  readonly isUnary: boolean;
  /** @throws {Refusal} 400 for values of another number, form or type than the operator takes. */
  readonly test: (written: Values, asker: Asker) => Test;
}

/** By their names, as SuperOffice documents them: they match in any letter case. */
export type Operators = Readonly<Record<string, Operator>>;

type Read<T> = (value: Value, asker: Asker) => T;

/** `currentAssociate`. */
export function unary(test: (asker: Asker) => Test): Operator {
  return { isUnary: true, test: (_written, asker) => test(asker) };
}

/** `gt 5`. */
export function takingOne<T>(read: Read<T>, test: (value: T) => Test): Operator {
  return {
    isUnary: false,
    test: ({ values: [value, ...more], isList }, asker) => {
      if (value === undefined || more.length > 0 || isList) {
        throw badArgument('The operator takes one value.');
      }
      return test(read(value, asker));
    },
  };
}

/** `between (1,5)`. */
export function takingTwo<T, Second = T>(
  read: Read<T>,
  test: (first: T, second: Second, asker: Asker) => Test,
  readSecond = read as Read<unknown> as Read<Second>,
): Operator {
  return {
    isUnary: false,
    test: ({ values: [first, second, ...more], isList }, asker) => {
      if (first === undefined || second === undefined || more.length > 0 || isList === false) {
        throw badArgument('The operator takes two values in parentheses.');
      }
      return test(read(first, asker), readSecond(second, asker), asker);
    },
  };
}

/** `oneOf (1,5,7)`. */
export function takingList<T>(read: Read<T>, test: (values: readonly T[]) => Test): Operator {
  return {
    isUnary: false,
    test: ({ values, isList }, asker) => {
      if (values.length === 0 || isList === false) {
        throw badArgument('The operator takes values in parentheses.');
      }
      return test(values.map((value) => read(value, asker)));
    },
  };
}
