import { describe, expect, it } from '@jest/globals';
import {
  type GraphQLList,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNullableType,
  isEnumType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { COLUMNS } from '../src/graphql/resolvers/ChatSessionConnection.js';
import {
  ALL,
  keyOf,
  NO_ENUM_VALUES,
  NO_MASKS,
  namedTypeOf,
  SAMPLES,
  type Sample,
  schema,
  sentOf,
  shownOf,
} from './helpers/carrier-samples.js';
import {
  type Carrier,
  DOCUMENTED,
  isRoot,
  type Path,
  PLACES,
  pathTo,
  placeOf,
  TYPES,
} from './helpers/carrier-types.js';
import { useFacade } from './helpers/facade.js';
import { type AnswerError, carrierReader, valueAt } from './helpers/read-carriers.js';

const pair = useFacade({ EXPOSE_SESSION_KEY: 'true' });
const { read, ask } = carrierReader(pair);

/** Fields that are read from the mask next to them. */
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  TableRight: ['canSelect', 'canInsert', 'canUpdate', 'canDelete'],
  FieldRight: ['canRead', 'canWrite'],
};

describe('a value of a wrong type', () => {
  it('is tested for every field that has a property of its own', () => {
    // Read from another property, the key of the entry, or what a call of its own answers.
    const derived = [
      ...Object.entries(RIGHTS).flatMap(([type, fields]) => fields.map((field) => `${type}.${field}`)),
      ...['FieldProperty.name', 'TimeZoneRule.year'],
      ...OWN_CALLS.map(({ type, field }) => `${type}.${field}`),
      ...['ChatMessage.session', 'ChatTopicMember.topic'],
      ...['ChatTopic.sessions', 'Person.chatSessions', 'Person.tickets'],
      ...['ChatPresence.user', 'ChatPresence.userId', 'ChatSession.part', 'User.chatPresence'],
    ];
    expect([...SAMPLES.keys()].sort()).toEqual([...DOCUMENTED.keys()].sort());
    for (const [type, samples] of SAMPLES) {
      const fields = Object.keys((schema.getType(type) as GraphQLObjectType).getFields());
      const left = fields.filter((name) => !derived.includes(`${type}.${name}`));
      expect(['id', ...samples.map(({ field }) => field)]).toEqual(expect.arrayContaining(left));
    }
  });

  it.each(ALL)(
    'fails only the field $field of $type, or its non-null parent, with an error that does not show the value',
    async ({ type, field, property, wrong }) => {
      for (const values of isRoot(placeOf(type).entity) ? wrong.map((value) => [value]) : [wrong]) {
        const { data, errors } = await ask(
          type,
          values.map((value) => ({ ...sentOf(type), [property]: value })),
        );

        for (const [index, value] of values.entries()) {
          const lost = pathOfLoss(type, index, field);
          expect({ value, lost: valueAt(data, lost) }).toEqual({ value, lost: null });
          if (lost.at(-1) === field) {
            expect(valueAt(data, pathTo(type, index))).toEqual({ ...shownOf(type), [field]: null });
          }
        }
        expect(errors).toEqual(
          values.map((_value, index) => ({
            message: 'SuperOffice sent a value that this field cannot show.',
            locations: [expect.anything()],
            path: [...pathTo(type, index), field],
            extensions: { code: 'UPSTREAM_BAD_RESPONSE', requestId: expect.any(String) },
          })),
        );
      }
    },
  );

  it.each(TYPES)('does not end the server: every field of %s at once, and then right values', async (type) => {
    const samples = SAMPLES.get(type) ?? [];
    const nullable = samples.filter(({ field }) => pathOfLoss(type, 0, field).at(-1) === field);
    const wrong = (some: readonly Sample[]) =>
      Object.fromEntries(some.map(({ property, wrong }) => [property, wrong[0]]));

    const broken = await read(type, [{ ...sentOf(type), ...wrong(nullable) }]);
    const all = await read(type, [wrong(samples)]);
    const right = await read(type, [sentOf(type)]);

    const nulls = Object.fromEntries(nullable.map(({ field }) => [field, null]));
    expect(broken.shown).toEqual([{ ...shownOf(type), ...nulls }]);
    expect(broken.errors).toHaveLength(nullable.length);
    expect(all.errors.length).toBeGreaterThan(0);
    expect(right).toEqual({ shown: [shownOf(type)], errors: [] });
  });

  it('fails only the value of a map’s entry', async () => {
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

  const YEARS = 'openingHours { tzLocation { timeZoneSTDRules { year startDay startRulePattern } } }';
  const rulesOf = (rule: unknown) => ({
    OpeningHours: { TzLocation: { TimeZoneSTDRules: { 2025: rule, 2026: { StartDay: 25 } } } },
  });
  const YEARS_SHOWN = {
    openingHours: {
      tzLocation: {
        timeZoneSTDRules: [
          { year: '2025', startDay: null, startRulePattern: null },
          { year: '2026', startDay: 25, startRulePattern: null },
        ],
      },
    },
  };

  it.each(['canary', 4711.4711, true, ['canary']])(
    'does not affect the year of a time zone’s rule: %j',
    async (rule) => {
      const { shown, errors } = await read('ChatTopic', [rulesOf(rule)], { selection: YEARS });

      expect(shown).toEqual([YEARS_SHOWN]);
      const path = ['_entities', 0, 'openingHours', 'tzLocation', 'timeZoneSTDRules', 0];
      expect(errors).toMatchObject(
        ['startDay', 'startRulePattern'].map((field) => ({
          path: [...path, field],
          extensions: { code: 'UPSTREAM_BAD_RESPONSE' },
        })),
      );
    },
  );

  it.each([null, {}])('does not affect the year if the rule of a time zone is empty: %j', async (rule) => {
    expect(await read('ChatTopic', [rulesOf(rule)], { selection: YEARS })).toEqual({
      shown: [YEARS_SHOWN],
      errors: [],
    });
  });

  const PROPERTY = 'fieldProperties { name fieldType fieldLength fieldRight { reason } }';
  const PROPERTY_SHOWN = {
    fieldProperties: [{ name: 'Name', fieldType: null, fieldLength: null, fieldRight: null }],
  };

  it.each(['canary', 4711.4711, false, ['canary'], []])(
    'does not affect the name of an entry of fieldProperties: %j',
    async (property) => {
      const { shown, errors } = await read('Contact', [{ FieldProperties: { Name: property } }], {
        selection: PROPERTY,
      });

      expect(shown).toEqual([PROPERTY_SHOWN]);
      expect(errors).toMatchObject(
        ['fieldType', 'fieldLength', 'fieldRight'].map((field) => ({
          path: ['_entities', 0, 'fieldProperties', 0, field],
          extensions: { code: 'UPSTREAM_BAD_RESPONSE' },
        })),
      );
    },
  );

  it.each([null, {}])('does not affect the name if an entry of fieldProperties is empty: %j', async (property) => {
    const answer = await read('Contact', [{ FieldProperties: { Name: property } }], { selection: PROPERTY });

    expect(answer).toEqual({ shown: [PROPERTY_SHOWN], errors: [] });
  });

  it('is not null in a list, and not a text of digits in a list of numbers or keys', async () => {
    const lists = [7, null, '8', -1, '-2', 0];

    const types = await read('TicketType', [{ VisibleForGroups: lists }], { selection: 'visibleForGroups' });
    const presences = await read('ChatPresence', [{ DisplayName: 'Bo', ChatTopics: lists }], {
      selection: 'displayName chatTopics { id }',
    });
    const contacts = await read('Contact', [{ Address: { LocalizedAddress: [[{ Name: 'City' }, null], null, []] } }], {
      selection: 'address { localizedAddress { name } }',
    });

    expect(types).toEqual({ shown: [{ visibleForGroups: [7, 8, -1, -2, 0] }], errors: [] });
    expect(presences).toEqual({
      shown: [{ displayName: 'Bo', chatTopics: [{ id: '7' }, { id: '8' }] }],
      errors: [],
    });
    expect(contacts).toEqual({ shown: [{ address: { localizedAddress: [[{ name: 'City' }], []] } }], errors: [] });
  });
});

/** No field has all of these as values; those that it has, it shows. Nothing in them means "none", and no name is in them. */
const HOSTILE: readonly unknown[] = [
  ...[true, false, 0.5, 2 ** 40, 1e300],
  ...['two words', 'dotted.name', '5.5', '-1.5', '[I:15]', '[D:99/99/2026]', '2026-13-45'],
  ...[[true], ['Select'], [[7]], [{}], { x: 1 }, { x: [null] }],
];

describe('a value of any form', () => {
  it('is tested for every type that shows a carrier', () => {
    const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type));
    const names = types.map(({ name }) => name).filter((name) => !name.startsWith('_'));
    // They show records of the other types, or what the server itself computes. Entries of maps are below.
    const others =
      /^(Query|Mutation|Subscription|PageInfo|NamedValue|ErrorExtensions\w*|\w+(Connection|Edge|Payload|Update))$/;

    expect(names.filter((name) => !TYPES.includes(name) && !others.test(name))).toEqual([]);
  });

  it.each(ALL)('is shown in the field $field of $type, or is an error there', async (sample) => {
    const { type, property, selection } = sample;
    for (const values of isRoot(placeOf(type).entity) ? HOSTILE.map((value) => [value]) : [HOSTILE]) {
      const { data, errors } = await ask(
        type,
        values.map((value) => ({ [property]: value })),
        { selection },
      );

      const silent = values.filter((value, index) => {
        const path = [...pathTo(type, index), sample.field];
        return !isShown(valueAt(data, path), value) && !errors.some((error) => isAtOrAbove(error, path));
      });
      expect(silent).toEqual([]);
    }
  });

  const IN_LISTS = TYPES.filter(
    (type) => PLACES[type]?.around !== undefined && typeof placeOf(type).path.at(-1) === 'number',
  );

  it.each(IN_LISTS)('is an error in every field of %s if it comes instead of the record', async (type) => {
    const values = HOSTILE.filter((value) => typeof value !== 'object' || Array.isArray(value));
    const samples = SAMPLES.get(type) ?? [];

    const { errors } = await ask(type, values as Carrier[]);

    for (const [index, value] of values.entries()) {
      const silent = samples.filter(
        ({ field }) => !errors.some((error) => isAtOrAbove(error, [...pathTo(type, index), field])),
      );
      expect({ value, silent }).toEqual({ value, silent: [] });
    }
  });

  it.each(Object.entries(RIGHTS))(
    'is an error in the fields that %s reads from its mask if it is not a mask',
    async (type, fields) => {
      const { data, errors } = await ask(
        type,
        NO_MASKS.map((Mask) => ({ Mask })),
        { selection: fields.join(' ') },
      );

      const paths = NO_MASKS.flatMap((_mask, index) => fields.map((field) => [...pathTo(type, index), field]));
      expect(paths.map((path) => valueAt(data, path))).toEqual(paths.map(() => null));
      expect(errors).toMatchObject(paths.map((path) => ({ path, extensions: { code: 'UPSTREAM_BAD_RESPONSE' } })));
    },
  );

  it.each(['extraFields', 'customFields'])(
    'is shown in an entry of %s, or is an error in all its fields',
    async (map) => {
      const property = map.charAt(0).toUpperCase() + map.slice(1);
      const fields = ['value', 'int', 'float', 'boolean', 'date', 'dateTime'];
      for (const type of ['User', 'TicketCategory']) {
        const values = HOSTILE.filter((value) => typeof value !== 'string');

        const { errors } = await ask(type, [{ [property]: { ...values } }], {
          selection: `${map} { ${fields.join(' ')} }`,
        });

        const paths = values.flatMap((_value, index) => fields.map((field) => [...pathTo(type, 0), map, index, field]));
        expect(errors).toMatchObject(paths.map((path) => ({ path, extensions: { code: 'UPSTREAM_BAD_RESPONSE' } })));
      }
    },
  );

  it.each(Object.entries(COLUMNS))('is shown in the field %s of a row, or is an error there', async (field, column) => {
    // Encoded numbers are read here.
    for (const value of [
      ...HOSTILE.filter((value) => value !== '[I:15]'),
      '[I:x]',
      '[I:1.5]',
      '[I:',
      '[Dx',
      '[DX:1]',
    ]) {
      pair.superOffice.on('GET ChatSession?', {
        value: [{ PrimaryKey: 549, Column: { [column]: { RawValue: value, DisplayValue: 'canary' } } }],
      });
      const selection = field === 'contact' || field === 'person' ? `${field} { id }` : field;

      const { data, errors = [] } = await pair.ask(`{ chatSessions { edges { node { ${selection} } } } }`);

      const path = ['chatSessions', 'edges', 0, 'node', field];
      const isTold = isShown(valueAt(data, path), value) || errors.some((error) => isAtOrAbove(error, path));
      expect({ value, isTold }).toEqual({ value, isTold: true });
    }
  });
});

/** Fields that cost a call of their own, and what each of them should not be answered. */
const OWN_CALLS = [
  { type: 'ChatSession', field: 'messages', call: 'Messages', selection: 'messages { id }', isList: true },
  { type: 'ChatSession', field: 'transcript', call: 'Transcript', selection: 'transcript', isList: false },
  { type: 'ChatTopic', field: 'isOpen', call: 'IsOpen', selection: 'isOpen', isList: false },
  { type: 'ChatTopic', field: 'members', call: 'UserAgent', selection: 'members { canRespond }', isList: true },
] as const;

describe('an answer of a wrong type', () => {
  it.each(
    OWN_CALLS.flatMap((field) => [
      { ...field, wrong: 4711.4711 },
      { ...field, wrong: { canary: 'canary' } },
      { ...field, wrong: field.isList ? 'canary' : ['canary'] },
      { ...field, wrong: field.field === 'transcript' ? true : 'true' },
    ]),
  )('fails only the field $field of $type: $wrong', async ({ type, field, call, selection, wrong }) => {
    const answer = await read(type, [sentOf(type)], {
      selection: `id name: __typename ${selection}`,
      calls: { [call]: wrong },
    });

    expect(answer.shown).toEqual([{ id: '1', name: type, [field]: null }]);
    expect(answer.errors).toMatchObject([
      { path: ['_entities', 0, field], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
    ]);
  });

  it.each(
    OWN_CALLS.filter(({ isList }) => isList).flatMap((field) =>
      ['canary', 4711, [], true].map((element) => ({ ...field, element })),
    ),
  )('fails the field $field of $type if an element is not a record: $element', async (place) => {
    const { type, field, call, selection, element } = place;

    const answer = await read(type, [{}], { selection, calls: { [call]: [null, element] } });

    expect(answer.shown).toEqual([{ [field]: null }]);
    expect(answer.errors).toMatchObject([
      { path: ['_entities', 0, field], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
    ]);
  });

  it.each(OWN_CALLS.filter(({ isList }) => isList))(
    'leaves out what is null in $field of $type',
    async ({ type, field, call, selection }) => {
      const answer = await read(type, [{}], { selection, calls: { [call]: [null] } });

      expect(answer).toEqual({ shown: [{ [field]: [] }], errors: [] });
    },
  );

  it('is a null transcript, without an error, if there is none', async () => {
    const answer = await read('ChatSession', [{}], { selection: 'transcript', calls: { Transcript: null } });

    expect(answer).toEqual({ shown: [{ transcript: null }], errors: [] });
  });
});

describe('a column of a wrong type in a row of the list of chat sessions', () => {
  const ROW = {
    ...{ firstMessage: 'Hi', lastMessage: 'Bye', rating: 4, status: 6, contactId: 18, personId: '65' },
    ...{ whenRequested: '2026-11-20T09:00:00Z', whenStarted: '2026-11-20T09:01:00Z', whenEnded: '0001-01-01T00:00:00' },
  };
  const SHOWN = {
    ...{ id: '549', firstMessage: 'Hi', lastMessage: 'Bye', rating: 4, status: 'USER_LAST' },
    ...{ contact: { id: '18' }, person: { id: '65' } },
    ...{ whenRequested: '2026-11-20T09:00:00.000Z', whenStarted: '2026-11-20T09:01:00.000Z', whenEnded: null },
  };
  const QUERY = `{ chatSessions { edges { node {
    id firstMessage lastMessage rating status contact { id } person { id } whenRequested whenStarted whenEnded
  } } } }`;

  /** Two rows, the first with a column changed, as `$mode=Full` answers them. */
  async function readRows(changes: Carrier) {
    const full = (row: Carrier) =>
      Object.fromEntries(
        Object.entries(row).map(([column, RawValue]) => [column, { RawValue, DisplayValue: 'canary' }]),
      );
    pair.superOffice.on('GET ChatSession?', {
      value: [
        { PrimaryKey: 549, Column: full({ ...ROW, ...changes }) },
        { PrimaryKey: 548, Column: full(ROW) },
      ],
    });
    const { data, errors = [] } = await pair.ask(QUERY);
    expect(JSON.stringify([data, errors])).not.toMatch(/canary/i);
    return { nodes: data.chatSessions?.edges.map(({ node }: { node: unknown }) => node), errors };
  }

  it.each([
    { column: 'firstMessage', field: 'firstMessage' },
    { column: 'lastMessage', field: 'lastMessage' },
    { column: 'rating', field: 'rating' },
    { column: 'status', field: 'status' },
    { column: 'contactId', field: 'contact' },
    { column: 'personId', field: 'person' },
    { column: 'whenRequested', field: 'whenRequested' },
    { column: 'whenStarted', field: 'whenStarted' },
    { column: 'whenEnded', field: 'whenEnded' },
  ])('fails only the field $field', async ({ column, field }) => {
    for (const wrong of [true, { canary: 'canary' }, ['canary']]) {
      const { nodes, errors } = await readRows({ [column]: wrong });

      expect(nodes).toEqual([
        { ...SHOWN, [field]: null },
        { ...SHOWN, id: '548' },
      ]);
      expect(errors).toMatchObject([
        { path: ['chatSessions', 'edges', 0, 'node', field], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
      ]);
    }
  });

  it.each([5, '5', '[I:5]', 'CustomerLast'])('is a status by its number or its name: %j', async (status) => {
    expect(await readRows({ status })).toEqual({
      nodes: [
        { ...SHOWN, status: 'CUSTOMER_LAST' },
        { ...SHOWN, id: '548' },
      ],
      errors: [],
    });
  });

  it('is a key or a number if it is encoded', async () => {
    expect(await readRows({ contactId: '[I:17]', personId: '[I:0]', rating: '[I:3]' })).toEqual({
      nodes: [
        { ...SHOWN, contact: { id: '17' }, person: null, rating: 3 },
        { ...SHOWN, id: '548' },
      ],
      errors: [],
    });
  });

  it.each([...NO_ENUM_VALUES.filter((value) => value !== '[I:1]'), 'Kunde sist', '[I:x]', '[I:5.5]', '[I:2147483648]'])(
    'fails the status if it is not one: %j',
    async (status) => {
      const { nodes, errors } = await readRows({ status });

      expect(nodes).toEqual([
        { ...SHOWN, status: null },
        { ...SHOWN, id: '548' },
      ]);
      expect(errors).toMatchObject([
        { path: ['chatSessions', 'edges', 0, 'node', 'status'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
      ]);
    },
  );

  it('is UNKNOWN if it is an unknown status', async () => {
    for (const status of [12, -1, '12', '[I:12]', 'Canary']) {
      expect(await readRows({ status })).toEqual({
        nodes: [
          { ...SHOWN, status: 'UNKNOWN' },
          { ...SHOWN, id: '548' },
        ],
        errors: [],
      });
    }
  });

  it('is null if there is no value', async () => {
    const nothing = Object.fromEntries(Object.keys(ROW).map((column) => [column, null]));
    const nulls = Object.fromEntries(Object.keys(SHOWN).map((field) => [field, null]));

    expect(await readRows(nothing)).toEqual({
      nodes: [
        { ...nulls, id: '549' },
        { ...SHOWN, id: '548' },
      ],
      errors: [],
    });
    expect(await readRows({ contactId: 0, personId: '-1' })).toEqual({
      nodes: [
        { ...SHOWN, contact: null, person: null },
        { ...SHOWN, id: '548' },
      ],
      errors: [],
    });
  });
});

describe('an answer to a change that cannot be shown', () => {
  it.each([
    { call: 'POST ChatSession/549/TransferTo/bo', field: 'transferChatSession(id: 549, toAssociate: "bo")' },
    { call: 'POST ChatSession/549/Accept', field: 'acceptChatSessionTransfer(id: 549)' },
    { call: 'POST ChatSession/549/Reset', field: 'resetChatSession(id: 549)' },
  ])('is an error without an outcome, and the change is made once: $field', async ({ call, field }) => {
    pair.superOffice.on(call, { ChatSessionId: 549, Flags: -1 });

    const answer = await pair.ask(`mutation { changed: ${field} { id flags } }`);

    expect(answer.data).toEqual({ changed: null });
    expect(answer.errors).toEqual([
      {
        message: expect.any(String),
        locations: [expect.anything()],
        path: ['changed', 'flags'],
        extensions: { code: 'UPSTREAM_BAD_RESPONSE', requestId: expect.any(String) },
      },
    ]);
    expect(pair.superOffice.requests).toHaveLength(1);
  });
});

describe('a value that is not there', () => {
  const emptyOf = (type: string) => ({
    ...keyOf(type),
    ...Object.fromEntries((SAMPLES.get(type) ?? []).map(({ field, shownOfNull }) => [field, shownOfNull])),
  });

  it.each(TYPES)('is null, or an empty list, without an error: %s', async (type) => {
    const nulls = Object.fromEntries((SAMPLES.get(type) ?? []).map(({ property }) => [property, null]));

    expect(await read(type, [{}, nulls])).toEqual({ shown: [emptyOf(type), emptyOf(type)], errors: [] });
  });

  it.each(ALL.filter(({ selection, shownOfNull }) => selection.endsWith('{ id }') && shownOfNull === null))(
    'is null if the key of $field of $type is 0 or below',
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

describe('an unknown value', () => {
  it.each(TYPES)('is ignored if no field shows its property: %s', async (type) => {
    const more = { _Links: { Self: 'canary' }, Canary: { canary: ['canary'] }, id: 'canary' };

    expect(await read(type, [{ ...sentOf(type), ...more }])).toEqual({ shown: [shownOf(type)], errors: [] });
  });

  it.each(ALL.filter(({ type, field }) => isEnumType(namedTypeOf(type, field))))(
    'is UNKNOWN if $field of $type is an enum',
    async ({ type, field, property }) => {
      const values = ['Canary', 'Canary2', 4711, '4711', -1, '-1'];

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

/** Whether something of a value is shown, and nothing that was not in it. */
function isShown(shown: unknown, sent: unknown): boolean {
  const leaves = leavesOf(shown);
  return leaves.length > 0
    ? leaves.every((leaf) => leaf !== null && JSON.stringify(sent).includes(String(leaf)))
    : isRecord(shown) && isRecord(sent);
}

function leavesOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) {
    return value === undefined ? [] : [value];
  }
  return Object.entries(value).flatMap(([name, inner]) => (name === '__typename' ? [] : leavesOf(inner)));
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAtOrAbove({ path, extensions: { code } }: AnswerError, place: Path): boolean {
  return code === 'UPSTREAM_BAD_RESPONSE' && path?.every((step, index) => step === place[index]) === true;
}

/** The path that is null if a field cannot be shown: its own, or that of the nearest nullable parent. */
function pathOfLoss(type: string, index: number, field: string): Path {
  const { entity } = placeOf(type);
  const path = [...pathTo(type, index), field];
  // Entities are nullable; so are the root fields.
  const known = isRoot(entity) ? 1 : 2;
  let inner: GraphQLOutputType = isRoot(entity)
    ? (schema.getQueryType()?.getFields()[entity]?.type as GraphQLOutputType)
    : (schema.getType(entity) as GraphQLObjectType);
  let lost = known;
  for (const [place, step] of path.slice(known).entries()) {
    const outer: unknown = getNullableType(inner);
    inner =
      typeof step === 'number'
        ? (outer as GraphQLList<GraphQLOutputType>).ofType
        : ((outer as GraphQLObjectType).getFields()[step]?.type as GraphQLOutputType);
    lost = isNonNullType(inner) ? lost : known + place + 1;
  }
  return path.slice(0, lost);
}
