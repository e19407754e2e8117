/** The form of a value, without revealing the value. */
export type Form = (typeof FORMS)[number];

const FORMS = [
  'missing',
  'null',
  'boolean',
  'whole number',
  'number 0',
  'negative number',
  'decimal number',
  'text',
  'empty text',
  'digits in a text',
  'text in several languages',
  'known name',
  'unknown name',
  'date with Z',
  'date with +00:00',
  'date with +0000',
  'date without offset',
  'unset date with offset',
  'unset date without offset',
  'encoded [B:]',
  'encoded [D:]',
  'encoded [DT:]',
  'encoded [F:]',
  'encoded [I:]',
  'encoded, otherwise',
  'list',
  'empty list',
  'object',
  'empty object',
] as const;

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(?<offset>Z|[+-]\d\d:?\d\d)?$/i;
const ENCODED = /^\[(?<code>[A-Z]{1,2}):.*\]$/;
const SEVERAL_LANGUAGES = /^[A-Z]{2}:".*";[A-Z]{2}:"/s;

export function formOf(value: unknown): Form {
  switch (typeof value) {
    case 'undefined':
      return 'missing';
    case 'boolean':
      return 'boolean';
    case 'number':
      return formOfNumber(value);
    case 'string':
      return formOfText(value);
    default:
      if (value === null) {
        return 'null';
      }
      if (Array.isArray(value)) {
        return value.length === 0 ? 'empty list' : 'list';
      }
      return Object.keys(value as object).length === 0 ? 'empty object' : 'object';
  }
}

export function isDate(form: Form): boolean {
  return form.startsWith('date ') || form.startsWith('unset date ');
}

export function isText(form: Form): boolean {
  return /text|date |^encoded/.test(form);
}

export function isNumber(form: Form): boolean {
  return /number/.test(form);
}

function formOfNumber(value: number): Form {
  if (!Number.isInteger(value)) {
    return 'decimal number';
  }
  return value === 0 ? 'number 0' : value < 0 ? 'negative number' : 'whole number';
}

function formOfText(value: string): Form {
  if (value === '') {
    return 'empty text';
  }
  if (/^-?\d+$/.test(value)) {
    return 'digits in a text';
  }
  const date = DATE.exec(value);
  if (date !== null) {
    return formOfDate(value, date.groups?.offset);
  }
  const code = ENCODED.exec(value)?.groups?.code;
  if (code !== undefined) {
    const form = `encoded [${code}:]`;
    return FORMS.find((known) => known === form) ?? 'encoded, otherwise';
  }
  return SEVERAL_LANGUAGES.test(value) ? 'text in several languages' : 'text';
}

function formOfDate(value: string, offset: string | undefined): Form {
  // West of UTC, an unset date is in the last hours of the year before year 1.
  if (value.startsWith('0001-') || value.startsWith('0000-')) {
    return offset === undefined ? 'unset date without offset' : 'unset date with offset';
  }
  if (offset === undefined) {
    return 'date without offset';
  }
  return /z/i.test(offset) ? 'date with Z' : offset.includes(':') ? 'date with +00:00' : 'date with +0000';
}
