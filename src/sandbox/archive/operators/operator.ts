import { badArgument } from '../../http/errors.js';
import type { Asker, Raw } from '../columns.js';
import type { Value } from '../value.js';

/** Whether the row's value in the column matches. */
export type Test = (raw: Raw) => boolean;

/** The values after an operator. */
export interface Values {
  readonly values: readonly Value[];
  /** Whether they are in parentheses; undefined if parentheses do not apply, as in restrictions of the agent. */
  readonly isList?: boolean;
}

export interface Operator {
  /** Takes no value. */
  readonly isUnary: boolean;
  /** @throws {Refusal} 400 if the number, form or type of the values does not suit the operator. */
  readonly test: (written: Values, asker: Asker) => Test;
}

/** By their names, as SuperOffice documents them. Names are case-insensitive. */
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
