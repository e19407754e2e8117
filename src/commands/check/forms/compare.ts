import { CARRIER_FORMS, ENUM_FORMS } from '../../../generated/carrier-forms.js';
import { type Form, formOf, isDate, isNumber, isText } from './forms.js';

export type CarrierName = keyof typeof CARRIER_FORMS;

/** A type as `carrier-forms.ts` writes it: `number`, `Person?`, `ChatMessage[]`. */
export type FormType = string;

/** What a comparison reports about an answer. `place` is `ChatSession.Person.PersonId`. */
export interface Observer {
  onForm(place: string, form: Form): void;
  onDifference(place: string, difference: Difference): void;
  /** A property that carriers do not have. Its name may be a customer's own, so it is not reported. */
  onUnknownProperty(carrier: CarrierName): void;
  onRecord(carrier: CarrierName, record: Readonly<Record<string, unknown>>): void;
}

export type Difference =
  | {
      readonly problem:
        | 'MISSING'
        | 'NULL'
        | 'NEW_NAME'
        | 'NO_OFFSET'
        | 'SEVERAL_LANGUAGES'
        | 'OTHER_RECORD'
        | 'FLAT_ROW'
        | 'UNKNOWN_ZONE';
    }
  | { readonly problem: 'TYPE'; readonly due: string; readonly form: Form };

/** Properties that versions of SuperOffice before 12.4 lack or name differently, and optional ones. */
const NOT_IN_EVERY_VERSION: {
  readonly [Name in CarrierName]?: readonly (keyof (typeof CARRIER_FORMS)[Name])[];
} = {
  Associate: ['ExtraFields', 'CustomFields'],
  Category: ['CategoryGroup', 'EnableLeadStatus', 'Rank', 'Deleted'],
  ChatSession: ['ChatbotIsActive', 'Rating'],
  Contact: ['Number1', 'Number2'],
  Person: ['PersonNumber'],
  Project: ['EventId', 'StartDate'],
  // Rights are an empty object if there is nothing to say.
  TableRight: ['Mask', 'Reason'],
  Ticket: [
    'PriorityName',
    'ContactId',
    'ContactName',
    'OwnedByAssociateId',
    'Language',
    'Sentiment',
    'SentimentConfidence',
    'SaleId',
    'ProjectId',
    'SaleHeading',
    'ProjectName',
    'FormSubmissionId',
    'TimeSpent',
    'TicketTypeId',
    'TicketTypeName',
    'PersonFirstname',
    'PersonMiddleName',
    'PersonLastname',
    'PersonFullname',
    'CustFirstname',
    'CustMiddleName',
    'CustLastname',
    'CustFullname',
  ],
};

/** From how many properties on a record with less than a third of them is one of another kind. */
const MIN_PROPERTIES = 4;

/** The date of a chat message, which SuperOffice always gives in UTC, so it may lack an offset. */
const ALWAYS_UTC = 'WhenPosted';

/** Compares a value with a type. All elements of a list or map have the same place. */
export function compare(type: FormType, value: unknown, place: string, observer: Observer): void {
  const isNullable = type.endsWith('?');
  const bare = isNullable ? type.slice(0, -1) : type;
  if (value === null) {
    observer.onForm(place, 'null');
    if (!isNullable) {
      observer.onDifference(place, { problem: 'NULL' });
    }
    return;
  }
  if (bare.endsWith('[]')) {
    compareList(bare.slice(0, -2), value, place, observer);
  } else if (bare.startsWith('{')) {
    compareMap(bare.slice(1, -1), value, place, observer);
  } else if (bare in CARRIER_FORMS) {
    compareRecord(bare as CarrierName, value, place, observer);
  } else if (bare in ENUM_FORMS) {
    compareName(ENUM_FORMS[bare as keyof typeof ENUM_FORMS], value, place, observer);
  } else {
    compareLeaf(bare, value, place, observer);
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compareList(type: FormType, value: unknown, place: string, observer: Observer): void {
  if (!holds(Array.isArray(value), 'a list', value, place, observer)) {
    return;
  }
  for (const element of value as readonly unknown[]) {
    compare(type, element, `${place}[]`, observer);
  }
}

function compareMap(type: FormType, value: unknown, place: string, observer: Observer): void {
  if (!holds(isRecord(value), 'an object', value, place, observer)) {
    return;
  }
  for (const element of Object.values(value as object)) {
    compare(type, element, `${place}.*`, observer);
  }
}

function compareRecord(carrier: CarrierName, value: unknown, place: string, observer: Observer): void {
  if (!holds(isRecord(value), 'an object', value, place, observer)) {
    return;
  }
  const record = value as Readonly<Record<string, unknown>>;
  const types: Readonly<Record<string, FormType>> = CARRIER_FORMS[carrier];
  const properties = Object.keys(types);
  const present = properties.filter((name) => Object.hasOwn(record, name)).length;
  if (properties.length >= MIN_PROPERTIES && present < properties.length / 3) {
    observer.onDifference(place, { problem: 'OTHER_RECORD' });
    return;
  }
  observer.onRecord(carrier, record);
  for (const name of properties) {
    const child = `${place}.${name}`;
    if (Object.hasOwn(record, name)) {
      compare(types[name] as FormType, record[name], child, observer);
    } else {
      observer.onForm(child, 'missing');
      if (!(NOT_IN_EVERY_VERSION[carrier] as readonly string[] | undefined)?.includes(name)) {
        observer.onDifference(child, { problem: 'MISSING' });
      }
    }
  }
  for (const name of Object.keys(record)) {
    // REST adds links to the records that it answers.
    if (!Object.hasOwn(types, name) && name !== '_Links') {
      observer.onUnknownProperty(carrier);
    }
  }
}

function compareName(members: readonly string[], value: unknown, place: string, observer: Observer): void {
  if (typeof value !== 'string') {
    holds(false, 'a name', value, place, observer);
    return;
  }
  const isKnown = members.includes(value);
  observer.onForm(place, isKnown ? 'known name' : 'unknown name');
  if (!isKnown) {
    observer.onDifference(place, { problem: 'NEW_NAME' });
  }
}

function compareLeaf(type: string, value: unknown, place: string, observer: Observer): void {
  const form = formOf(value);
  switch (type) {
    case 'number':
      holds(isNumber(form), 'a number', value, place, observer);
      break;
    case 'boolean':
      holds(form === 'boolean', 'true or false', value, place, observer);
      break;
    case 'string':
      if (holds(isText(form), 'a text', value, place, observer) && form === 'text in several languages') {
        observer.onDifference(place, { problem: 'SEVERAL_LANGUAGES' });
      }
      break;
    case 'date': {
      if (
        holds(isDate(form), 'a date', value, place, observer) &&
        form === 'date without offset' &&
        !place.endsWith(ALWAYS_UTC)
      ) {
        observer.onDifference(place, { problem: 'NO_OFFSET' });
      }
      break;
    }
    default:
      observer.onForm(place, form);
  }
}

/** Reports the form of a value, and whether it differs from the expected one. */
export function holds(isDue: boolean, due: string, value: unknown, place: string, observer: Observer): boolean {
  const form = formOf(value);
  observer.onForm(place, form);
  if (!isDue) {
    observer.onDifference(place, { problem: 'TYPE', due, form });
  }
  return isDue;
}
