import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type GraphQLObjectType, getNamedType, isEnumType, isLeafType, isListType, isNonNullType } from 'graphql';
import { ENUM_VALUES } from '../src/graphql/enums.js';
import { createSchema } from '../src/graphql/schema.js';
import { schemas } from './contract/contract.js';
import { useFacade } from './helpers/facade.js';
import { type RecordedRequest, sendJson } from './helpers/fake-superoffice.js';

type Carrier = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

const schema = createSchema({ exposeSessionKey: true });
const pair = useFacade({ EXPOSE_SESSION_KEY: 'true' });

/** The key of each kind of record, and the call that reads it. */
const KINDS: Readonly<Record<string, { readonly key: string; readonly call: string }>> = {
  ChatSession: { key: 'ChatSessionId', call: 'GET ChatSession/' },
  Contact: { key: 'ContactId', call: 'POST Agents/Contact/GetContactList' },
  Country: { key: 'CountryId', call: 'POST Agents/List/GetCountryList' },
  Person: { key: 'PersonId', call: 'POST Agents/Person/GetPersonList' },
  Project: { key: 'ProjectId', call: 'POST Agents/Project/GetProjectList' },
  Sale: { key: 'SaleId', call: 'POST Agents/Sale/GetSaleList' },
  Ticket: { key: 'TicketId', call: 'POST Agents/Ticket/GetTickets' },
  User: { key: 'AssociateId', call: 'POST Agents/Associate/GetAssociateList' },
};

/** Where a type without a key is met: at which properties and fields of a company. */
interface Place {
  readonly around: (carrier: Carrier) => Carrier;
  readonly path: Path;
}

const PLACES: Readonly<Record<string, Place>> = {
  Address: { around: (Address) => ({ Address }), path: ['address'] },
  FieldProperty: { around: (Name) => ({ FieldProperties: { Name } }), path: ['fieldProperties', 0] },
  FieldRight: {
    around: (FieldRight) => ({ FieldProperties: { Name: { FieldRight } } }),
    path: ['fieldProperties', 0, 'fieldRight'],
  },
  LocalizedField: {
    around: (line) => ({ Address: { LocalizedAddress: [[line]] } }),
    path: ['address', 'localizedAddress', 0, 0],
  },
  StructuredAddress: { around: (Street) => ({ Address: { Street } }), path: ['address', 'street'] },
  TableRight: { around: (TableRight) => ({ TableRight }), path: ['tableRight'] },
};

/** A field and the property behind it: what SuperOffice sends, what is shown for it, and what it should not send. */
interface Sample {
  readonly type: string;
  readonly field: string;
  readonly property: string;
  readonly selection: string;
  readonly sent: unknown;
  readonly shown: unknown;
  readonly wrong: readonly unknown[];
  /** What is shown of a wrong value: lists have no null, so they are empty, and nothing is wrong with that. */
  readonly shownOfWrong: null | readonly [];
}

const NO_TEXTS = [4711.4711, true, { canary: 'canary' }, ['canary']];
const NO_INTS = ['canary', '7', 47114711.5, 2 ** 31, -(2 ** 31) - 1, 1e300, true, { canary: 'canary' }, [7]];

const TYPES = [...Object.keys(KINDS), ...Object.keys(PLACES)];
const SAMPLES = new Map(TYPES.map((type) => [type, samplesOf(type)]));
const ALL = [...SAMPLES.values()].flat();

describe('a value of a wrong type', () => {
  it('is tried for every field that has a property of its own', () => {
    // Read from another property, or the key of the entry.
    const derived = ['canSelect', 'canInsert', 'canUpdate', 'canDelete', 'canRead', 'canWrite', 'FieldProperty.name'];
    for (const [type, samples] of SAMPLES) {
      const fields = Object.keys((schema.getType(type) as GraphQLObjectType).getFields());
      const left = fields.filter((name) => !derived.includes(name) && !derived.includes(`${type}.${name}`));
      expect(['id', ...samples.map(({ field }) => field)]).toEqual(expect.arrayContaining(left));
    }
  });

  it.each(ALL.filter(({ shownOfWrong }) => shownOfWrong === null))(
    'costs the field $field of $type alone, with an error that shows nothing of it',
    async ({ type, field, property, wrong }) => {
      const answer = await read(
        type,
        wrong.map((value) => ({ ...sentOf(type), [property]: value })),
      );

      expect(answer.shown).toEqual(wrong.map(() => ({ ...shownOf(type), [field]: null })));
      expect(answer.errors).toEqual(
        wrong.map((_value, index) => ({
          message: 'SuperOffice sent a value that this field cannot show.',
          locations: [expect.anything()],
          path: ['_entities', index, ...placeOf(type).path, field],
          extensions: { code: 'UPSTREAM_BAD_RESPONSE', requestId: expect.any(String) },
        })),
      );
    },
  );

  it.each(ALL.filter(({ shownOfWrong }) => shownOfWrong !== null))(
    'leaves the list $field of $type empty, without an error',
    async ({ type, field, property, wrong }) => {
      const answer = await read(
        type,
        wrong.map((value) => ({ ...sentOf(type), [property]: value })),
      );

      expect(answer.errors).toEqual([]);
      expect(answer.shown).toEqual(wrong.map(() => ({ ...shownOf(type), [field]: [] })));
    },
  );

  it.each(TYPES)('is no end of the server: every field of %s at once, and then right ones', async (type) => {
    const samples = SAMPLES.get(type) ?? [];
    const wrong = Object.fromEntries(samples.map(({ property, wrong }) => [property, wrong[0]]));

    const broken = await read(type, [wrong]);
    const right = await read(type, [sentOf(type)]);

    const expected = samples.map(({ field, shownOfWrong }) => [field, shownOfWrong]);
    expect(broken.shown).toEqual([{ ...keyOf(type), ...Object.fromEntries(expected) }]);
    expect(broken.errors).toHaveLength(samples.filter(({ shownOfWrong }) => shownOfWrong === null).length);
    expect(right).toEqual({ shown: [shownOf(type)], errors: [] });
  });

  it('costs an entry of a map its value only', async () => {
    const answer = await read('User', [{ ...sentOf('User'), ExtraFields: { a: 'text', b: 4711.4711, c: null } }], {
      selection: 'extraFields { name value }',
    });

    expect(answer.shown).toEqual([
      {
        extraFields: [
          { name: 'a', value: 'text' },
          { name: 'b', value: null },
          { name: 'c', value: null },
        ],
      },
    ]);
    expect(answer.errors).toMatchObject([
      { path: ['_entities', 0, 'extraFields', 1, 'value'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
    ]);
  });

  it.each([{ property: null }, { property: 'canary' }, { property: 4711.4711 }, { property: ['canary'] }])(
    'leaves an entry of fieldProperties its name: $property',
    async ({ property }) => {
      const answer = await read('Contact', [{ FieldProperties: { Name: property } }], {
        selection: 'fieldProperties { name fieldType fieldLength fieldRight { reason } }',
      });

      expect(answer).toEqual({
        shown: [{ fieldProperties: [{ name: 'Name', fieldType: null, fieldLength: null, fieldRight: null }] }],
        errors: [],
      });
    },
  );

  it('leaves out what is no line and no part of a line in localizedAddress', async () => {
    const LocalizedAddress = [[{ Name: 'Zipcode' }, null, 'canary', 4711], null, 'canary', 4711, []];

    const answer = await read('Contact', [{ Address: { LocalizedAddress } }], {
      selection: 'address { localizedAddress { name } }',
    });

    expect(answer).toEqual({ shown: [{ address: { localizedAddress: [[{ name: 'Zipcode' }], []] } }], errors: [] });
  });
});

describe('a value that is not there', () => {
  const emptyOf = (type: string) => ({
    ...keyOf(type),
    ...Object.fromEntries((SAMPLES.get(type) ?? []).map(({ field, shownOfWrong }) => [field, shownOfWrong])),
  });

  it.each(TYPES)('is null, or an empty list, without an error: %s', async (type) => {
    const nulls = Object.fromEntries((SAMPLES.get(type) ?? []).map(({ property }) => [property, null]));

    expect(await read(type, [{}, nulls])).toEqual({ shown: [emptyOf(type), emptyOf(type)], errors: [] });
  });

  it.each(ALL.filter(({ selection }) => selection.endsWith('{ id }')))(
    'is null where the key of $field of $type is 0 or below',
    async ({ type, field, property, sent }) => {
      const key = typeof sent === 'object' ? Object.keys(sent as object)[0] : undefined;
      const absent = [0, -1].map((none) => (key === undefined ? none : { [key]: none, Name: 'canary' }));
      const values = key === undefined ? absent : [...absent, {}];

      const answer = await read(
        type,
        values.map((value) => ({ ...sentOf(type), [property]: value })),
      );

      expect(answer).toEqual({ shown: values.map(() => ({ ...shownOf(type), [field]: null })), errors: [] });
    },
  );
});

describe('a value that nobody foresaw', () => {
  it.each(TYPES)('is ignored where no field shows its property: %s', async (type) => {
    const more = { _Links: { Self: 'canary' }, Canary: { canary: ['canary'] }, id: 'canary' };

    expect(await read(type, [{ ...sentOf(type), ...more }])).toEqual({ shown: [shownOf(type)], errors: [] });
  });

  it.each(ALL.filter(({ type, field }) => isEnumType(namedTypeOf(type, field))))(
    'is UNKNOWN where $field of $type is one of an enum',
    async ({ type, field, property }) => {
      const values = ['Canary', '', 'toString', '__proto__', 'unknown'];

      const answer = await read(
        type,
        values.map((value) => ({ ...sentOf(type), [property]: value })),
      );

      expect(answer).toEqual({ shown: values.map(() => ({ ...shownOf(type), [field]: 'UNKNOWN' })), errors: [] });
    },
  );
});

describe('a request of an older SuperOffice', () => {
  it.each([{ name: 'Firstname' }, { name: 'MiddleName' }, { name: 'Lastname' }, { name: 'Fullname' }])(
    'shows Cust$name as person$name',
    async ({ name }) => {
      const answer = await read(
        'Ticket',
        [
          { [`Cust${name}`]: 'older' },
          { [`Cust${name}`]: 'older', [`Person${name}`]: null },
          { [`Cust${name}`]: 'older', [`Person${name}`]: '' },
          { [`Cust${name}`]: 'older', [`Person${name}`]: 'newer' },
          { [`Cust${name}`]: { canary: 'canary' } },
        ],
        { selection: `name: person${name}` },
      );

      expect(answer.shown).toEqual(['older', 'older', '', 'newer', null].map((shown) => ({ name: shown })));
      expect(answer.errors).toMatchObject([
        { path: ['_entities', 4, 'name'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
      ]);
    },
  );
});

describe('a list of names in one text', () => {
  const cases = [
    { text: 'A, B', names: ['A', 'B'] },
    { text: 'A,B', names: ['A', 'B'] },
    { text: ' A ,, B,', names: ['A', 'B'] },
    { text: 'A', names: ['A'] },
    { text: '', names: [] },
    { text: ' , ', names: [] },
  ];

  it.each(cases)('"$text" is $names', async ({ text, names }) => {
    const answer = await read(
      'ChatSession',
      [{ Flags: text, TableRight: { Mask: text }, FieldProperties: { Name: { FieldRight: { Mask: text } } } }],
      { selection: 'flags tableRight { mask } fieldProperties { fieldRight { mask } }' },
    );

    expect(answer).toEqual({
      shown: [{ flags: names, tableRight: { mask: names }, fieldProperties: [{ fieldRight: { mask: names } }] }],
      errors: [],
    });
  });
});

describe('TableRight', () => {
  const RIGHTS = 'tableRight { mask canSelect canUpdate canInsert canDelete reason }';
  const numbers = numbersOf('ETableRight');
  const rights = (bits: number | null) => ({
    canSelect: bits === null ? null : (bits & 1) !== 0,
    canUpdate: bits === null ? null : (bits & 2) !== 0,
    canInsert: bits === null ? null : (bits & 4) !== 0,
    canDelete: bits === null ? null : (bits & 8) !== 0,
  });

  it.each([
    // `Uninitialized` says that nothing is known.
    ...[...numbers].map(([name, bits]) => ({ mask: name, bits: name === 'Uninitialized' ? null : bits })),
    { mask: 'Select, Update, Delete', bits: 11 },
    { mask: 'RI, RestrictedUpdate', bits: 5 },
    { mask: 'Filtering, Delete', bits: 8 },
    { mask: 'Select, NoSuchRight', bits: null },
    { mask: 'select', bits: null },
    { mask: '15', bits: null },
    { mask: 'toString', bits: null },
  ])('$mask', async ({ mask, bits }) => {
    const answer = await read('Person', [{ TableRight: { Mask: mask, Reason: 'because' } }], { selection: RIGHTS });

    const expected = { mask: mask.split(', '), ...rights(bits), reason: 'because' };
    expect(answer).toEqual({ shown: [{ tableRight: expected }], errors: [] });
  });

  it.each([{}, { Mask: null }, { Mask: '' }, { Mask: 15 }, { Mask: ['Select'] }])(
    'says nothing where there is no mask: %j',
    async (sent) => {
      const answer = await read('Person', [{ TableRight: sent }], { selection: RIGHTS });

      expect(answer).toEqual({ shown: [{ tableRight: { mask: [], ...rights(null), reason: null } }], errors: [] });
    },
  );
});

describe('FieldRight', () => {
  const RIGHTS = 'fieldProperties { fieldRight { mask canRead canWrite reason } }';

  it.each([
    ...[...numbersOf('EFieldRight')].map(([name, bits]) => ({
      mask: name,
      bits: name === 'UndefinedValue256' ? null : bits,
    })),
    { mask: 'Update, UIHintMandatory', bits: 3 },
    { mask: 'Read, UIHintReadOnly', bits: 1 },
    // Met in samples of SuperOffice, as the mask of a field, though it is a right to a record.
    { mask: 'FULL', bits: null },
    { mask: 'Read, NoSuchRight', bits: null },
  ])('$mask', async ({ mask, bits }) => {
    const sent = { Name: { FieldRight: { Mask: mask, Reason: null } } };
    const answer = await read('Person', [{ FieldProperties: sent }], { selection: RIGHTS });

    const fieldRight = {
      mask: mask.split(', '),
      canRead: bits === null ? null : (bits & 1) !== 0,
      canWrite: bits === null ? null : (bits & 2) !== 0,
      reason: null,
    };
    expect(answer).toEqual({ shown: [{ fieldProperties: [{ fieldRight }] }], errors: [] });
  });
});

function numbersOf(flags: string): ReadonlyMap<string, number> {
  const { 'x-enum-numbers': numbers = {} } = schemas[flags] as { 'x-enum-numbers'?: Record<string, number> };
  return new Map(Object.entries(numbers));
}

interface Read {
  /** The carriers, one by one, as they are shown. */
  readonly shown: readonly unknown[];
  readonly errors: readonly unknown[];
}

/** Has SuperOffice answer with the carriers of a type, asks for all fields of them and sees that nothing shines through. */
async function read(type: string, carriers: readonly Carrier[], { selection }: ReadOptions = {}): Promise<Read> {
  const { entity, around, path } = placeOf(type);
  const { key, call } = KINDS[entity] as { key: string; call: string };
  const records = carriers.map((carrier, index) => ({ ...around(carrier), [key]: index + 1 }));
  pair.superOffice.on(call, ({ path: asked }: RecordedRequest, response: Parameters<typeof sendJson>[0]) => {
    sendJson(response, entity === 'ChatSession' ? records[Number(asked.split('/')[1]) - 1] : records);
  });
  const fields = selection ?? ['__typename', ...(SAMPLES.get(type) ?? []).map((sample) => sample.selection)].join(' ');
  const nested = path
    .filter((step) => typeof step === 'string')
    .reduceRight((inner, name) => `${name} { ${inner} }`, fields);

  const { data, errors = [] } = await pair.ask(
    `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on ${entity} { ${nested} } }
    }`,
    { representations: records.map((_record, index) => ({ __typename: entity, id: String(index + 1) })) },
  );

  expect(JSON.stringify([data, errors])).not.toMatch(/canary/i);
  const shown = data._entities.map((entityShown: unknown) =>
    path.reduce((value, step) => (value as Record<string | number, unknown>)[step], entityShown),
  );
  return { shown, errors };
}

interface ReadOptions {
  /** What is asked of the type instead of all its fields. */
  readonly selection?: string;
}

function placeOf(type: string): Place & { readonly entity: string } {
  const place = PLACES[type];
  return place === undefined
    ? { entity: type, around: (carrier) => carrier, path: [] }
    : { entity: 'Contact', ...place };
}

/** A carrier of a type with every property, no two alike. */
function sentOf(type: string): Carrier {
  return Object.fromEntries((SAMPLES.get(type) ?? []).map(({ property, sent }) => [property, sent]));
}

/** How `sentOf` is shown. */
function shownOf(type: string): object {
  const fields = (SAMPLES.get(type) ?? []).map(({ field, shown }) => [field, shown]);
  return { ...keyOf(type), ...Object.fromEntries(fields) };
}

function keyOf(type: string): object {
  return { __typename: type };
}

function namedTypeOf(type: string, field: string) {
  const found = (schema.getType(type) as GraphQLObjectType).getFields()[field];
  if (found === undefined) {
    throw new TypeError(`${type} has no field ${field}.`);
  }
  return getNamedType(found.type);
}

/** Samples of the properties in `docs/properties.md`, which `schema.test.ts` holds against schema and contract. */
function samplesOf(type: string): Sample[] {
  const page = readFileSync(new URL('../docs/properties.md', import.meta.url), 'utf8');
  const section = page.split(/^## /m).find((text) => text.split('\n', 1)[0]?.endsWith(`-> ${type}`)) ?? '';
  return [...section.matchAll(/^\| (\w+) \| (.+?) \| `(\w+): /gm)]
    .filter(([, property = '', , field]) => field !== 'id' && !/^Cust(First|Last|Middle|Full)/.test(property))
    .map(([, property = '', restType = '', field = ''], index) => {
      const isList = isListType(nullableTypeOf(type, field));
      return {
        type,
        field,
        property,
        shownOfWrong: isList ? ([] as const) : null,
        ...(isList ? listSample(property, field, restType) : sample(type, property, field, restType, index)),
      };
    });
}

function nullableTypeOf(type: string, field: string) {
  const found = (schema.getType(type) as GraphQLObjectType).getFields()[field];
  return isNonNullType(found?.type) ? found.type.ofType : found?.type;
}

type Values = Pick<Sample, 'selection' | 'sent' | 'shown' | 'wrong'>;

function listSample(property: string, field: string, restType: string): Values {
  if (restType === 'string') {
    return { selection: field, sent: property, shown: [property], wrong: NO_TEXTS };
  }
  const shown = [{ name: property }];
  const isMap = restType.startsWith('map of ');
  return {
    selection: `${field} { name }`,
    sent: isMap ? { [property]: null } : [[{ Name: property }]],
    shown: isMap ? shown : [shown],
    wrong: ['canary', 4711.4711, true, ['canary'], ...(isMap ? [[]] : [{ canary: [{ Name: 'canary' }] }, [4711]])],
  };
}

function sample(type: string, property: string, field: string, restType: string, index: number): Values {
  const named = namedTypeOf(type, field);
  const number = 1000 + index;
  if (isEnumType(named)) {
    const [spelling, shown] = Object.entries(ENUM_VALUES[named.name as keyof typeof ENUM_VALUES])[1] ?? [];
    return { selection: field, sent: spelling, shown, wrong: [7, true, { canary: 'canary' }, ['canary']] };
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
    return { selection: `${field} { id }`, sent: number, shown: { id: String(number) }, wrong: NO_INTS };
  }
  const wrong = ['canary', 4711.4711, true, ['canary'], [{}]];
  const key = KINDS[typeName]?.key;
  return key === undefined
    ? { selection: `${field} { __typename }`, sent: {}, shown: { __typename: typeName }, wrong }
    : {
        selection: `${field} { id }`,
        sent: { [key]: number },
        shown: { id: String(number) },
        wrong: [...wrong, { [key]: 'canary' }, { [key]: 4711.4711 }, { [key]: 2 ** 31 }],
      };
}
