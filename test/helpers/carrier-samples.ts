import {
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { ENUM_VALUES } from '../../src/graphql/schema/enums.js';
import { createSchema } from '../../src/graphql/schema/schema.js';
import { type Carrier, DOCUMENTED, idRowOf, PLACES, TYPES } from './carrier-types.js';

export const schema = createSchema({ exposeSessionKey: true });

/** A field and its property: what SuperOffice sends, what is shown for it, and what it should not send. */
export interface Sample {
  readonly type: string;
  readonly field: string;
  readonly property: string;
  readonly selection: string;
  readonly sent: unknown;
  readonly shown: unknown;
  readonly wrong: readonly unknown[];
  /** How a missing value is shown. */
  readonly shownOfNull: null | readonly [];
}

const NO_TEXTS = [4711.4711, true, { canary: 'canary' }, ['canary']];
export const NO_MASKS = [
  ...['[I:15]', 'canary last', 'Canary.Last', '-1', '1.5', '1, Select', '9'.repeat(400)],
  ...[-1, -4711, 4711.4711, 2 ** 53, 1e300, true, false, {}, { canary: 'canary' }, [], ['canary']],
];
export const NO_ENUM_VALUES = [
  ...['canary last', 'canary', '', ' ', 'toString', '__proto__', 'Canary, Canary', '[I:1]', '5.5', '2147483648'],
  ...[5.5, 2 ** 31, true, false, {}, { canary: 'canary' }, ['canary'], [1]],
];
const NO_KEYS = [
  ...['canary', '7 ', '7.0', '2147483648', '-2147483649', '', 47114711.5, 2 ** 31, -(2 ** 31) - 1, 1e300],
  ...[true, { canary: 'canary' }, [7]],
];
/** A number that is not a key is never a text. */
const NO_INTS = ['7', ...NO_KEYS];

export const SAMPLES = new Map(TYPES.map((type) => [type, samplesOf(type)]));
export const ALL = [...SAMPLES.values()].flat();

/** A carrier of a type with every property, no two alike. */
export function sentOf(type: string): Carrier {
  return Object.fromEntries((SAMPLES.get(type) ?? []).map(({ property, sent }) => [property, sent]));
}

/** How `sentOf` is shown. */
export function shownOf(type: string): object {
  const fields = (SAMPLES.get(type) ?? []).map(({ field, shown }) => [field, shown]);
  return { ...keyOf(type), ...Object.fromEntries(fields) };
}

export function keyOf(type: string): object {
  return { __typename: type };
}

export function namedTypeOf(type: string, field: string) {
  const found = (schema.getType(type) as GraphQLObjectType).getFields()[field];
  if (found === undefined) {
    throw new TypeError(`${type} has no field ${field}.`);
  }
  return getNamedType(found.type);
}

/** Samples of the properties in `docs/properties.md`, which `schema.test.ts` holds against schema and contract. */
function samplesOf(type: string): Sample[] {
  return (DOCUMENTED.get(type)?.rows ?? [])
    .filter(({ property, field }) => field !== 'id' && !/^Cust(First|Last|Middle|Full)/.test(property))
    .filter(({ property }) => property !== PLACES[type]?.parent)
    .map(({ property, restType, field }, index) => {
      const isList = isListType(nullableTypeOf(type, field));
      return {
        type,
        field,
        property,
        shownOfNull: isList ? ([] as const) : null,
        ...(isList ? listSample(type, property, field, restType) : sample(type, property, field, restType, index)),
      };
    });
}

function isListOfKeys(type: string, field: string, restType: string): boolean {
  return restType === 'int32[]' && isObjectType(namedTypeOf(type, field));
}

function nullableTypeOf(type: string, field: string) {
  const found = (schema.getType(type) as GraphQLObjectType).getFields()[field];
  return isNonNullType(found?.type) ? found.type.ofType : found?.type;
}

type Values = Pick<Sample, 'selection' | 'sent' | 'shown' | 'wrong'>;

function listSample(type: string, property: string, field: string, restType: string): Values {
  if (restType === 'string') {
    return { selection: field, sent: property, shown: [property], wrong: NO_MASKS };
  }
  if (restType === 'int32[]') {
    const wrong = [
      ...['canary', '7,8', 4711.4711, true, {}, { canary: 'canary' }],
      ...[['canary'], ['7 '], [4711.4711], [2 ** 31], ['2147483648'], [true], [{}], [[7]]],
    ];
    return isListOfKeys(type, field, restType)
      ? { selection: `${field} { id }`, sent: [7, '8', 0, null], shown: [{ id: '7' }, { id: '8' }], wrong }
      : { selection: field, sent: [7, '8', null], shown: [7, 8], wrong };
  }
  const isMap = restType.startsWith('map of ');
  const name = restType === 'map of TimeZoneRule' ? 'year' : 'name';
  const shown = [{ [name]: property }];
  return {
    selection: `${field} { ${name} }`,
    sent: isMap ? { [property]: null } : [[{ Name: property }]],
    shown: isMap ? shown : [shown],
    wrong: [
      ...['canary', 4711.4711, true, ['canary'], [4711]],
      ...(isMap
        ? [[], [{ canary: 'canary' }]]
        : [{}, { canary: [{ Name: 'canary' }] }, [{}], [['canary']], [[4711]], [[[]]]]),
    ],
  };
}

function sample(type: string, property: string, field: string, restType: string, index: number): Values {
  const named = namedTypeOf(type, field);
  const number = 1000 + index;
  if (isEnumType(named)) {
    const [spelling, shown] = Object.entries(ENUM_VALUES[named.name as keyof typeof ENUM_VALUES])[1] ?? [];
    return { selection: field, sent: spelling, shown, wrong: NO_ENUM_VALUES };
  }
  if (!isLeafType(named)) {
    return recordSample(named.name, field, restType, number);
  }
  const text = `${type}.${property}`;
  const date = new Date(Date.UTC(2024, 1, 29) + index * 1000).toISOString();
  const values: Readonly<Record<string, readonly [sent: unknown, wrong: readonly unknown[]]>> = {
    Boolean: [true, ['yes', 'true', 1, 0, { canary: 'canary' }, ['canary']]],
    DateTime: [date, ['canary is no date', '', 1593675658747, true, { canary: 'canary' }, [date]]],
    Float: [number + 0.5, ['canary', '7.5', true, { canary: 'canary' }, [7.5]]],
    Int: [number, NO_INTS],
    String: [text, NO_TEXTS],
  };
  const [sent, wrong = []] = values[named.name] ?? [];
  return { selection: field, sent, shown: sent, wrong };
}

/** A relation by its key, or a nested record. */
function recordSample(typeName: string, field: string, restType: string, number: number): Values {
  if (restType === 'int32') {
    return { selection: `${field} { id }`, sent: number, shown: { id: String(number) }, wrong: NO_KEYS };
  }
  const wrong = ['canary', 4711.4711, true, ['canary'], [{}]];
  // What a chat topic holds of a category is shorter than the category, and its key has another name.
  const key = restType === 'TicketCategory' ? 'Id' : idRowOf(typeName)?.property;
  return key === undefined
    ? { selection: `${field} { __typename }`, sent: {}, shown: { __typename: typeName }, wrong }
    : {
        selection: `${field} { id }`,
        sent: { [key]: number },
        shown: { id: String(number) },
        // A record without a key but with other properties does not count as "none".
        wrong: [...wrong, { [key]: 'canary' }, { [key]: 4711.4711 }, { [key]: 2 ** 31 }, { Name: 'canary' }],
      };
}
