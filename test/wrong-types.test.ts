import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import {
  type GraphQLList,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { COLUMNS } from '../src/graphql/resolvers/ChatSessionConnection.js';
import { ENUM_VALUES } from '../src/graphql/schema/enums.js';
import { createSchema } from '../src/graphql/schema/schema.js';
import { schemas } from './contract/contract.js';
import { type DocumentedProperty, readDocumentedTypes } from './helpers/documented-properties.js';
import { type Answer, useFacade } from './helpers/facade.js';
import { type RecordedRequest, sendJson } from './helpers/fake-superoffice.js';

type Carrier = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];
type AnswerError = NonNullable<Answer['errors']>[number];

const schema = createSchema({ exposeSessionKey: true });
const pair = useFacade({ EXPOSE_SESSION_KEY: 'true' });

/** The entities, and the call that reads each of them. */
const ENTITIES: Readonly<Record<string, string>> = {
  Business: 'POST Agents/List/GetBusinessList',
  Category: 'POST Agents/List/GetCategoryList',
  ChatSession: 'GET ChatSession/',
  ChatTopic: 'GET ChatTopic/',
  Contact: 'POST Agents/Contact/GetContactList',
  Country: 'POST Agents/List/GetCountryList',
  Currency: 'POST Agents/List/GetCurrencyList',
  CustomerLanguage: 'POST Agents/List/GetCustomerLanguageList',
  Person: 'POST Agents/Person/GetPersonList',
  Position: 'POST Agents/List/GetPositionList',
  Project: 'POST Agents/Project/GetProjectList',
  ProjectStatus: 'POST Agents/List/GetProjectStatusList',
  ProjectType: 'POST Agents/List/GetProjectTypeList',
  Sale: 'POST Agents/Sale/GetSaleList',
  SaleType: 'POST Agents/List/GetSaleTypeList',
  Ticket: 'POST Agents/Ticket/GetTickets',
  TicketCategory: 'POST Agents/List/GetTicketCategoryList',
  TicketPriority: 'POST Agents/List/GetTicketPriorityList',
  TicketStatus: 'POST Agents/List/GetTicketStatusList',
  TicketType: 'POST Agents/List/GetTicketTypeList',
  User: 'POST Agents/Associate/GetAssociateList',
};

/** Where a type that is not an entity appears. */
interface Place {
  /** The entity it is met in, or the root field that lists it. */
  readonly entity: string;
  /** What the entity's carrier holds around it. Without it, what `below` answers, as a list. */
  readonly around?: (carrier: Carrier) => Carrier;
  /** The call of its own, below the entity's. */
  readonly below?: string;
  /** The property that names the entity, with values of its own in `parents.test.ts`. */
  readonly parent?: string;
  /** Fields and places in lists, from the entity on. */
  readonly path: Path;
}

const PLACES: Readonly<Record<string, Place>> = {
  Address: { entity: 'Contact', around: (Address) => ({ Address }), path: ['address'] },
  ChatBotSettings: { entity: 'ChatTopic', around: (BotSettings) => ({ BotSettings }), path: ['botSettings'] },
  ChatMessage: { entity: 'ChatSession', below: 'Messages', parent: 'ChatSessionId', path: ['messages', 0] },
  ChatOpeningHours: { entity: 'ChatTopic', around: (OpeningHours) => ({ OpeningHours }), path: ['openingHours'] },
  ChatPresence: { entity: 'chatPresence', path: [] },
  ChatTopicMember: { entity: 'ChatTopic', below: 'UserAgent', parent: 'TopicId', path: ['members', 0] },
  ChatWidgetSettings: { entity: 'ChatTopic', around: (Widget) => ({ Widget }), path: ['widget'] },
  FieldProperty: {
    entity: 'Contact',
    around: (Name) => ({ FieldProperties: { Name } }),
    path: ['fieldProperties', 0],
  },
  FieldRight: {
    entity: 'Contact',
    around: (FieldRight) => ({ FieldProperties: { Name: { FieldRight } } }),
    path: ['fieldProperties', 0, 'fieldRight'],
  },
  KbCategory: {
    entity: 'ChatTopic',
    around: (category) => ({ Widget: { AutoFaqCategory: { KbCategoryId: 7, ...category } } }),
    path: ['widget', 'autoFaqCategory'],
  },
  LocalizedField: {
    entity: 'Contact',
    around: (line) => ({ Address: { LocalizedAddress: [[line]] } }),
    path: ['address', 'localizedAddress', 0, 0],
  },
  ReplyTemplate: {
    entity: 'ChatTopic',
    around: (template) => ({ AlertTemplate: { ReplyTemplateId: 7, ...template } }),
    path: ['alertTemplate'],
  },
  StructuredAddress: {
    entity: 'Contact',
    around: (Street) => ({ Address: { Street } }),
    path: ['address', 'street'],
  },
  TableRight: { entity: 'Contact', around: (TableRight) => ({ TableRight }), path: ['tableRight'] },
  TimeZone: {
    entity: 'ChatTopic',
    around: (TzLocation) => ({ OpeningHours: { TzLocation } }),
    path: ['openingHours', 'tzLocation'],
  },
  TimeZoneRule: {
    entity: 'ChatTopic',
    around: (rule) => ({ OpeningHours: { TzLocation: { TimeZoneDSTRules: { 2026: rule } } } }),
    path: ['openingHours', 'tzLocation', 'timeZoneDSTRules', 0],
  },
};

/** A field and its property: what SuperOffice sends, what is shown for it, and what it should not send. */
interface Sample {
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
const NO_MASKS = [
  ...['[I:15]', 'canary last', 'Canary.Last', '-1', '1.5', '1, Select', '9'.repeat(400)],
  ...[-1, -4711, 4711.4711, 2 ** 53, 1e300, true, false, {}, { canary: 'canary' }, [], ['canary']],
];
const NO_ENUM_VALUES = [
  ...['canary last', 'canary', '', ' ', 'toString', '__proto__', 'Canary, Canary', '[I:1]', '5.5', '2147483648'],
  ...[5.5, 2 ** 31, true, false, {}, { canary: 'canary' }, ['canary'], [1]],
];
const NO_KEYS = [
  ...['canary', '7 ', '7.0', '2147483648', '-2147483649', '', 47114711.5, 2 ** 31, -(2 ** 31) - 1, 1e300],
  ...[true, { canary: 'canary' }, [7]],
];
/** A number that is not a key is never a text. */
const NO_INTS = ['7', ...NO_KEYS];

const DOCUMENTED = new Map(readDocumentedTypes().map((documented) => [documented.type, documented]));
const TYPES = [...Object.keys(ENTITIES), ...Object.keys(PLACES)];
const SAMPLES = new Map(TYPES.map((type) => [type, samplesOf(type)]));
const ALL = [...SAMPLES.values()].flat();

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
    { mask: 'toString', bits: null },
  ])('$mask', async ({ mask, bits }) => {
    const answer = await read('Person', [{ TableRight: { Mask: mask, Reason: 'because' } }], { selection: RIGHTS });

    const expected = { mask: mask.split(', '), ...rights(bits), reason: 'because' };
    expect(answer).toEqual({ shown: [{ tableRight: expected }], errors: [] });
  });

  it.each([
    { sent: 0, mask: ['None'], bits: 0 },
    { sent: 1, mask: ['Select'], bits: 1 },
    { sent: '1', mask: ['Select'], bits: 1 },
    { sent: 7, mask: ['Select', 'Update', 'Insert'], bits: 7 },
    { sent: 15, mask: ['Select', 'Update', 'Insert', 'Delete'], bits: 15 },
    { sent: ' 15 ', mask: ['Select', 'Update', 'Insert', 'Delete'], bits: 15 },
    { sent: 38, mask: ['Update', 'Insert', 'RestrictedUpdate'], bits: 6 },
    { sent: 81, mask: ['Select', 'Filtering', 'Unused1'], bits: 1 },
    // The meaning of these numbers is not documented.
    { sent: 128, mask: ['Uninitialized'], bits: null },
    { sent: 129, mask: ['Select', 'Uninitialized'], bits: null },
    { sent: 257, mask: ['257'], bits: null },
    { sent: 2 ** 32 + 1, mask: [String(2 ** 32 + 1)], bits: null },
  ])('$sent, a number as the archives send it, is the flags it means', async ({ sent, mask, bits }) => {
    const answer = await read('Person', [{ TableRight: { Mask: sent, Reason: 'because' } }], { selection: RIGHTS });

    expect(answer).toEqual({ shown: [{ tableRight: { mask, ...rights(bits), reason: 'because' } }], errors: [] });
  });

  it.each([{}, { Mask: null }, { Mask: '' }])('shows no rights if there is no mask: %j', async (sent) => {
    const answer = await read('Person', [{ TableRight: sent }], { selection: RIGHTS });

    expect(answer).toEqual({ shown: [{ tableRight: { mask: [], ...rights(null), reason: null } }], errors: [] });
  });
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

describe('flags that come as a number', () => {
  it.each([
    { flags: 'EFieldRight', selection: 'fieldProperties { fieldRight { mask } }', type: 'Person' },
    { flags: 'WidgetRequiredFields', selection: 'widget { requiredFields offlineFields }', type: 'ChatTopic' },
    { flags: 'TicketCategoryFlags', selection: 'flags', type: 'TicketCategory' },
    { flags: 'ChatSessionFlags', selection: 'flags', type: 'ChatSession' },
  ])('are the names of the contract: $flags', async ({ flags, selection, type }) => {
    const single = [...numbersOf(flags)].filter(([, bit]) => (bit & (bit - 1)) === 0);
    const names = new Map(single.map(([name, bit]) => [bit, name]));
    const sent = (mask: number) => ({
      Flags: mask,
      Widget: { RequiredFields: mask, OfflineFields: String(mask) },
      FieldProperties: { Name: { FieldRight: { Mask: mask } } },
    });
    const none = [...names.values()][0] as string;
    const all = [...names.keys()].reduce((sum, bit) => sum + bit);
    const others = [...names.values()].slice(1);

    const answer = await read(type, [...names.keys(), all].map(sent), { selection });

    const shown = [...[...names.values()].map((name) => [name]), others];
    expect(answer.errors).toEqual([]);
    expect(answer.shown.map(listsIn)).toEqual(shown.map((list) => expect.arrayContaining([list])));
    expect(others).not.toContain(none);
  });

  /** The lists of texts in an answer, wherever they are. */
  function listsIn(value: unknown): readonly unknown[] {
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
      return [value];
    }
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listsIn) : [];
  }
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

/** As `ask`. */
async function read(type: string, carriers: readonly Carrier[], options: ReadOptions = {}): Promise<Read> {
  const { data, errors } = await ask(type, carriers, options);
  return { shown: carriers.map((_carrier, index) => valueAt(data, pathTo(type, index))), errors };
}

/** Has SuperOffice answer with the carriers of a type, asks for all fields of them and sees that nothing shines through. */
async function ask(
  type: string,
  carriers: readonly Carrier[],
  options: ReadOptions = {},
): Promise<{ readonly data: unknown; readonly errors: readonly AnswerError[] }> {
  answerWith(type, carriers, options.calls);
  const { entity, path } = placeOf(type);
  const fields =
    options.selection ?? ['__typename', ...(SAMPLES.get(type) ?? []).map((sample) => sample.selection)].join(' ');
  const nested = path
    .filter((step) => typeof step === 'string')
    .reduceRight((inner, name) => `${name} { ${inner} }`, fields);

  const { data, errors = [] } = await (isRoot(entity)
    ? pair.ask(`{ ${entity} { ${nested} } }`)
    : pair.ask(
        `query ($representations: [_Any!]!) {
          _entities(representations: $representations) { ... on ${entity} { ${nested} } }
        }`,
        { representations: carriers.map((_carrier, index) => ({ __typename: entity, id: String(index + 1) })) },
      ));

  expect(JSON.stringify([data, errors])).not.toMatch(/canary/i);
  return { data, errors };
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce((value, step) => (value as Record<string | number, unknown> | null | undefined)?.[step], data);
}

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

/** Has SuperOffice answer with the carriers of a type, each in a record of its own. */
function answerWith(type: string, carriers: readonly Carrier[], calls: Readonly<Record<string, unknown>> = {}): void {
  const { entity, around, below } = placeOf(type);
  if (isRoot(entity)) {
    pair.superOffice.on(
      'GET Presence/GetAll',
      carriers.map((carrier, index) => withOwnKey(type, carrier, index + 1)),
    );
    return;
  }
  const key = keyPropertyOf(entity);
  const records = carriers.map((carrier, index) => ({ ...around?.(carrier), [key]: index + 1 }));
  const answer = ({ path }: RecordedRequest, response: ServerResponse) => {
    const [resource, id, call = ''] = path.split(/[/?]/);
    if (resource === 'Agents') {
      sendJson(response, records);
    } else if (call === '') {
      sendJson(response, records[Number(id) - 1]);
    } else {
      sendJson(response, call === below ? [withOwnKey(type, carriers[Number(id) - 1] ?? {}, Number(id))] : calls[call]);
    }
  };
  pair.superOffice.on(ENTITIES[entity] as string, answer);
  // Its only read that is a POST.
  pair.superOffice.on('POST ChatSession/1/Transcript', answer);
}

/** A record in a list, with its own key. */
function withOwnKey(type: string, carrier: Carrier, id: number): Carrier {
  return idRowOf(type) === undefined ? carrier : { ...carrier, [keyPropertyOf(type)]: id };
}

interface ReadOptions {
  /** The selection on the type, instead of all its fields. */
  readonly selection?: string;
  /** The answers to calls below the record's own: `Messages`, `Transcript`. */
  readonly calls?: Readonly<Record<string, unknown>>;
}

function placeOf(type: string): Place {
  return PLACES[type] ?? { entity: type, around: (carrier) => carrier, path: [] };
}

function isRoot(entity: string): boolean {
  return ENTITIES[entity] === undefined;
}

/** The path of a record in an answer. */
function pathTo(type: string, index: number): Path {
  const { entity, path } = placeOf(type);
  return [isRoot(entity) ? entity : '_entities', index, ...path];
}

function idRowOf(type: string): DocumentedProperty | undefined {
  return DOCUMENTED.get(type)?.rows.find(({ field }) => field === 'id');
}

/** The property behind the `id` of a type. */
function keyPropertyOf(type: string): string {
  const row = idRowOf(type);
  if (row === undefined) {
    throw new TypeError(`${type} has no key.`);
  }
  return row.property;
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
