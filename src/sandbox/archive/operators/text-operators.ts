import { compareTexts } from '../columns.js';
import { readText } from '../read-value.js';
import { type Operator, type Operators, takingList, takingOne, takingTwo } from './operator.js';

const comparing = (isIn: (kept: string, text: string) => boolean): Operator =>
  takingOne(readText, (text) => (raw) => isIn(String(raw ?? '').toLowerCase(), text));

export const equalsText = comparing((kept, text) => kept === text);

/** `notEnds` fails in a captured call. `eq` stands in examples of the documentation. */
export const textOperators: Operators = {
  ...{ is: equalsText, eq: equalsText, '=': equalsText },
  isNot: comparing((kept, text) => kept !== text),
  contains: comparing((kept, text) => kept.includes(text)),
  notContains: comparing((kept, text) => !kept.includes(text)),
  begins: comparing((kept, text) => kept.startsWith(text)),
  notBegins: comparing((kept, text) => !kept.startsWith(text)),
  ends: comparing((kept, text) => kept.endsWith(text)),
  in: takingList(readText, (texts) => (raw) => texts.includes(String(raw ?? '').toLowerCase())),
  between: takingTwo(readText, (low, high) => (raw) => {
    const kept = String(raw ?? '').toLowerCase();
    return compareTexts(kept, low) >= 0 && compareTexts(kept, high) <= 0;
  }),
};
