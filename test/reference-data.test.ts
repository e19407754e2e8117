import { beforeAll, describe, expect, it } from '@jest/globals';
import { acceptCredential, useFacade } from './helpers/facade.js';
import { batchOf, sendJson } from './helpers/fake-superoffice.js';
import { holdInFlight } from './helpers/hold-in-flight.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;

beforeAll(() => acceptCredential(pair));

const FOR_CURRENT_USER = 'GET ChatSession/ForCurrentUser';
const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
const listCall = (name: string) => `POST Agents/List/Get${name}List`;

/** The lists of reference data: the key of their records, and the property and field of their names. */
const LISTS = {
  Country: { key: 'CountryId', property: 'Name', field: 'name' },
  Currency: { key: 'Id', property: 'Value', field: 'value' },
  CustomerLanguage: { key: 'Id', property: 'Value', field: 'value' },
  ProjectStatus: { key: 'Id', property: 'Value', field: 'value' },
  ProjectType: { key: 'Id', property: 'Value', field: 'value' },
  SaleType: { key: 'Id', property: 'Value', field: 'value' },
  TicketCategory: { key: 'TicketCategoryId', property: 'Name', field: 'name' },
  TicketPriority: { key: 'Id', property: 'Value', field: 'value' },
  TicketStatus: { key: 'TicketStatusId', property: 'Name', field: 'name' },
  TicketType: { key: 'TicketTypeId', property: 'Name', field: 'name' },
} as const;

interface Relation {
  readonly relation: string;
  readonly list: keyof typeof LISTS;
  /** From a session to the parent of the relation. */
  readonly parent: string;
  readonly field: string;
  /** The session's record that refers to reference data of a key. */
  readonly holder: (key: number) => object;
}

const person = (fields: object) => ({ Person: { PersonId: 65, FullName: 'Chloe', ...fields } });
const contact = (fields: object) => ({ Contact: { ContactId: 18, Name: 'Nordvik', ...fields } });
const project = (fields: object) => ({ Project: { ProjectId: 4, Name: 'Launch', ...fields } });
const sale = (fields: object) => ({ Sale: { SaleId: 21, Title: 'Ten', ...fields } });
const ticket = (fields: object) => ({ Ticket: { TicketId: 11, Title: 'Help', ...fields } });

const RELATIONS: readonly Relation[] = [
  {
    relation: 'Person.country',
    list: 'Country',
    parent: 'person',
    field: 'country',
    holder: (key) => person({ CountryId: key }),
  },
  {
    relation: 'Person.contactCountry',
    list: 'Country',
    parent: 'person',
    field: 'contactCountry',
    holder: (key) => person({ ContactCountryId: key }),
  },
  {
    relation: 'Person.supportLanguage',
    list: 'CustomerLanguage',
    parent: 'person',
    field: 'supportLanguage',
    holder: (key) => person({ SupportLanguageId: key }),
  },
  {
    relation: 'Person.ticketPriority',
    list: 'TicketPriority',
    parent: 'person',
    field: 'ticketPriority',
    holder: (key) => person({ TicketPriorityId: key }),
  },
  {
    relation: 'Contact.country',
    list: 'Country',
    parent: 'contact',
    field: 'country',
    holder: (key) => contact({ CountryId: key }),
  },
  {
    relation: 'Project.projectType',
    list: 'ProjectType',
    parent: 'project',
    field: 'projectType',
    holder: (key) => project({ TypeId: key }),
  },
  {
    relation: 'Project.projectStatus',
    list: 'ProjectStatus',
    parent: 'project',
    field: 'projectStatus',
    holder: (key) => project({ StatusId: key }),
  },
  {
    relation: 'Sale.saleType',
    list: 'SaleType',
    parent: 'sale',
    field: 'saleType',
    holder: (key) => sale({ SaleTypeId: key }),
  },
  {
    relation: 'Ticket.category',
    list: 'TicketCategory',
    parent: 'ticket',
    field: 'category',
    holder: (key) => ticket({ Category: key }),
  },
  {
    relation: 'Ticket.priority',
    list: 'TicketPriority',
    parent: 'ticket',
    field: 'priority',
    holder: (key) => ticket({ Priority: key }),
  },
  {
    relation: 'Ticket.ticketStatus',
    list: 'TicketStatus',
    parent: 'ticket',
    field: 'ticketStatus',
    holder: (key) => ticket({ TicketStatus: key }),
  },
  {
    relation: 'Ticket.ticketType',
    list: 'TicketType',
    parent: 'ticket',
    field: 'ticketType',
    holder: (key) => ticket({ TicketTypeId: key }),
  },
];

const sessionsOf = (keys: readonly number[], holder: Relation['holder']) =>
  keys.map((key, index) => ({ ChatSessionId: 1 + index, ...holder(key) }));

/** The records of a list, each named after its key. */
const recordsOf = (list: keyof typeof LISTS, ids: readonly number[]) => {
  const { key, property } = LISTS[list];
  return ids.map((id) => ({ [key]: id, [property]: `${list} ${id}` }));
};

describe.each(RELATIONS)('$relation', ({ list, parent, field, holder }) => {
  const name = LISTS[list].field;
  const QUERY = `{ chatSessionsForCurrentUser { id ${parent} { id ${field} { id ${name} } } } }`;
  const shown = (key: number) => ({ id: `${key}`, [name]: `${list} ${key}` });

  it('is read with one call for many parents, each distinct record once', async () => {
    const keys = range(1, 60).map((id) => 1 + (id % 7));
    superOffice().on(FOR_CURRENT_USER, sessionsOf(keys, holder));
    superOffice().on(listCall(list), batchOf(LISTS[list].key, recordsOf(list, range(1, 7)).reverse()));

    const answer = await ask(QUERY);

    expect(answer.errors).toBeUndefined();
    expect(
      answer.data.chatSessionsForCurrentUser.map((session: Record<string, Record<string, unknown>>) => session[parent]),
    ).toMatchObject(keys.map((key) => ({ [field]: shown(key) })));
    expect(superOffice().calls()).toEqual([FOR_CURRENT_USER, listCall(list)]);
    expect(superOffice().requests[1]?.body).toEqual([...new Set(keys)]);
  });

  it('is not read if only its key is selected, and null if the key means none', async () => {
    superOffice().on(FOR_CURRENT_USER, sessionsOf([3, 0, -1, 2147483647], holder));

    const answer = await ask(`{ chatSessionsForCurrentUser { ${parent} { ${field} { id __typename } } } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser).toEqual(
      ['3', null, null, '2147483647'].map((id) => ({
        [parent]: { [field]: id === null ? null : { id, __typename: list } },
      })),
    );
    expect(superOffice().calls()).toEqual([FOR_CURRENT_USER]);
  });

  it('is null, without an error, when it is gone', async () => {
    superOffice().on(FOR_CURRENT_USER, sessionsOf([1, 2, 3], holder));
    superOffice().on(listCall(list), [null, ...recordsOf(list, [3, 1])]);

    const answer = await ask(QUERY);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser).toMatchObject([
      { [parent]: { [field]: shown(1) } },
      { [parent]: { [field]: null } },
      { [parent]: { [field]: shown(3) } },
    ]);
    expect(superOffice().calls()).toHaveLength(2);
  });

  it('is FORBIDDEN at its own places if it may not be read; the rest is answered', async () => {
    superOffice().on(FOR_CURRENT_USER, sessionsOf([1, 2, 3, 2], holder));
    superOffice().on(listCall(list), (request, response) => {
      if ((request.body as number[]).includes(2)) {
        sendJson(response, { Error: true, ErrorType: 'SoSecurityException', ErrorMessage: 'secret detail' }, 403);
      } else {
        batchOf(LISTS[list].key, recordsOf(list, [1, 2, 3]))(request, response);
      }
    });

    const answer = await ask(QUERY);

    expect(answer.data.chatSessionsForCurrentUser).toMatchObject([
      { [parent]: { [field]: shown(1) } },
      { [parent]: { [field]: null } },
      { [parent]: { [field]: shown(3) } },
      { [parent]: { [field]: null } },
    ]);
    expect(answer.errors?.map(({ path }) => path)).toEqual(
      [1, 3].map((index) => ['chatSessionsForCurrentUser', index, parent, field]),
    );
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(JSON.stringify(answer)).not.toContain('secret detail');
    // 1, 2, 3; then 1, 2 and 3; then 1 and 2.
    expect(superOffice().calls()).toHaveLength(1 + 5);
  });

  it('is read in each caller’s own language, and is not shared', async () => {
    superOffice().on(FOR_CURRENT_USER, sessionsOf([1], holder));
    superOffice().on(listCall(list), ({ headers }, response) => {
      const { key, property } = LISTS[list];
      sendJson(response, [{ [key]: 1, [property]: `in ${headers['accept-language']}` }]);
    });
    const inLanguage = async (language: string) => {
      const answer = await ask(QUERY, {}, { 'accept-language': language });
      return answer.data.chatSessionsForCurrentUser[0][parent][field][name];
    };

    const texts = [
      ...(await Promise.all([inLanguage('nb-NO'), inLanguage('de')])),
      await inLanguage('nb-NO'),
      await inLanguage('en'),
    ];

    expect(texts).toEqual(['in nb-NO', 'in de', 'in nb-NO', 'in en']);
    expect(
      superOffice()
        .calls()
        .filter((call) => call === listCall(list)),
    ).toHaveLength(4);
  });
});

describe('reference data', () => {
  it('of different kinds is read with one call for each kind, in parallel', async () => {
    const lists = (Object.keys(LISTS) as (keyof typeof LISTS)[]).filter((list) => list !== 'Currency');
    const held = holdInFlight({ calls: lists.length, atOnce: lists.length });
    superOffice().on(
      FOR_CURRENT_USER,
      range(1, 30).map((id) => ({
        ChatSessionId: id,
        ...person({ SupportLanguageId: 1 + (id % 2), TicketPriorityId: 1 + (id % 3), CountryId: 1 }),
        ...project({ TypeId: 1 + (id % 4), StatusId: 1 + (id % 5) }),
        ...sale({ SaleTypeId: id }),
        ...ticket({ Category: id, Priority: 1 + (id % 4), TicketStatus: id, TicketTypeId: id }),
      })),
    );
    for (const list of lists) {
      superOffice().on(listCall(list), held.hold(batchOf(LISTS[list].key, recordsOf(list, range(1, 30)))));
    }

    const answer = await ask(`{ chatSessionsForCurrentUser {
      person { supportLanguage { value } ticketPriority { value } country { name } }
      project { projectType { value } projectStatus { value } }
      sale { saleType { value } }
      ticket { category { name } priority { value } ticketStatus { name } ticketType { name } }
    } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser[6]).toEqual({
      person: {
        supportLanguage: { value: 'CustomerLanguage 2' },
        ticketPriority: { value: 'TicketPriority 2' },
        country: { name: 'Country 1' },
      },
      project: { projectType: { value: 'ProjectType 4' }, projectStatus: { value: 'ProjectStatus 3' } },
      sale: { saleType: { value: 'SaleType 7' } },
      ticket: {
        category: { name: 'TicketCategory 7' },
        priority: { value: 'TicketPriority 4' },
        ticketStatus: { name: 'TicketStatus 7' },
        ticketType: { name: 'TicketType 7' },
      },
    });
    // A priority is asked for by two relations: they share one call.
    expect(superOffice().calls().sort()).toEqual([FOR_CURRENT_USER, ...lists.map(listCall)].sort());
    expect(held.most).toBe(lists.length);
  });

  it('is read in chunks of 100', async () => {
    superOffice().on(
      FOR_CURRENT_USER,
      sessionsOf(range(1, 120), (key) => ticket({ Category: key })),
    );
    superOffice().on(
      listCall('TicketCategory'),
      batchOf('TicketCategoryId', recordsOf('TicketCategory', range(1, 120))),
    );

    const answer = await ask('{ chatSessionsForCurrentUser { ticket { category { name } } } }');

    expect(answer.errors).toBeUndefined();
    expect(
      superOffice()
        .requests.slice(1)
        .map(({ body }) => (body as number[]).length)
        .sort(),
    ).toEqual([100, 20]);
  });

  it('that comes under another key is not used, and no record counts as deleted', async () => {
    superOffice().on(
      FOR_CURRENT_USER,
      sessionsOf([1, 2], (key) => ticket({ TicketStatus: key })),
    );
    superOffice().on(listCall('TicketStatus'), [
      { TicketStatusId: 3, Name: 'wrong' },
      { TicketStatusId: 0, Name: 'wrong' },
    ]);

    const answer = await ask('{ chatSessionsForCurrentUser { ticket { ticketStatus { name } } } }');

    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(Array(2).fill('UPSTREAM_BAD_RESPONSE'));
    expect(answer.data.chatSessionsForCurrentUser).toEqual(Array(2).fill({ ticket: { ticketStatus: null } }));
  });

  it.each([{ Id: 1, Name: 'C4N4RY' }, { TicketStatusId: null }, { TicketStatusId: 'C4N4RY' }, { TicketStatusId: 1.5 }])(
    'does not count as gone if SuperOffice answers it without its key: %j',
    async (keyless) => {
      superOffice().on(
        FOR_CURRENT_USER,
        sessionsOf([1, 2, 3], (key) => ticket({ TicketStatus: key })),
      );
      superOffice().on(listCall('TicketStatus'), [keyless, { TicketStatusId: '2', Name: 'Two' }, null]);

      const answer = await ask('{ chatSessionsForCurrentUser { ticket { ticketStatus { name } } } }');

      expect(answer.data.chatSessionsForCurrentUser).toEqual(
        [null, { name: 'Two' }, null].map((ticketStatus) => ({ ticket: { ticketStatus } })),
      );
      expect(answer.errors).toMatchObject(
        [0, 2].map((index) => ({
          path: ['chatSessionsForCurrentUser', index, 'ticket', 'ticketStatus'],
          extensions: { code: 'UPSTREAM_BAD_RESPONSE' },
        })),
      );
      expect(JSON.stringify(answer)).not.toContain('C4N4RY');
    },
  );

  it.each([
    { body: {}, code: 'UPSTREAM_BAD_RESPONSE' },
    { body: 'x', code: 'UPSTREAM_BAD_RESPONSE' },
    // The list agent says so when it refuses.
    { body: null, code: 'UPSTREAM_ERROR' },
  ])('that is answered by $body is $code at its place', async ({ body, code }) => {
    superOffice().on(
      FOR_CURRENT_USER,
      sessionsOf([1], (key) => ticket({ TicketStatus: key })),
    );
    superOffice().on(listCall('TicketStatus'), body);

    const answer = await ask('{ chatSessionsForCurrentUser { ticket { title ticketStatus { name } } } }');

    expect(answer.data.chatSessionsForCurrentUser).toEqual([{ ticket: { title: 'Help', ticketStatus: null } }]);
    expect(answer.errors).toMatchObject([
      {
        path: ['chatSessionsForCurrentUser', 0, 'ticket', 'ticketStatus'],
        extensions: { code },
      },
    ]);
  });
});

describe('Country.currency', () => {
  it('is one call more for all countries', async () => {
    superOffice().on(
      FOR_CURRENT_USER,
      sessionsOf(range(1, 20), (key) => contact({ CountryId: key })),
    );
    superOffice().on(
      listCall('Country'),
      batchOf(
        'CountryId',
        range(1, 20).map((id) => ({ CountryId: id, CurrencyId: id % 3 })),
      ),
    );
    superOffice().on(listCall('Currency'), batchOf('Id', recordsOf('Currency', [1, 2])));

    const answer = await ask('{ chatSessionsForCurrentUser { contact { country { currency { value } } } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser).toEqual(
      range(1, 20).map((id) => ({
        contact: { country: { currency: id % 3 ? { value: `Currency ${id % 3}` } : null } },
      })),
    );
    expect(superOffice().calls()).toEqual([FOR_CURRENT_USER, listCall('Country'), listCall('Currency')]);
  });
});

describe('TicketCategory', () => {
  const CATEGORIES = listCall('TicketCategory');
  /** 1 is at the top, 2 and 3 are under it, 4 to 9 under those. */
  const tree = range(1, 9).map((id) => ({
    TicketCategoryId: id,
    Name: `Category ${id}`,
    ParentId: id === 1 ? -1 : id < 4 ? 1 : 2 + (id % 2),
  }));

  it('leads to its parent: one call for each level, and none for known records', async () => {
    superOffice().on(
      FOR_CURRENT_USER,
      sessionsOf(range(4, 6), (key) => ticket({ Category: key })),
    );
    superOffice().on(CATEGORIES, batchOf('TicketCategoryId', tree));

    const answer = await ask(
      '{ chatSessionsForCurrentUser { ticket { category { name parent { name parent { name parent { name } } } } } } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser).toEqual(
      range(4, 6).map((id) => ({
        ticket: {
          category: {
            name: `Category ${id}`,
            parent: { name: `Category ${2 + (id % 2)}`, parent: { name: 'Category 1', parent: null } },
          },
        },
      })),
    );
    expect(superOffice().calls()).toEqual([FOR_CURRENT_USER, CATEGORIES, CATEGORIES, CATEGORIES]);
    expect(superOffice().requests.map(({ body }) => body)).toEqual([undefined, range(4, 6), [2, 3], [1]]);
  });

  it('has its parent’s key without a call', async () => {
    superOffice().on(
      FOR_CURRENT_USER,
      sessionsOf([4], (key) => ticket({ Category: key })),
    );
    superOffice().on(CATEGORIES, batchOf('TicketCategoryId', tree));

    const answer = await ask('{ chatSessionsForCurrentUser { ticket { category { parent { id } } } } }');

    expect(answer.data.chatSessionsForCurrentUser).toEqual([{ ticket: { category: { parent: { id: '2' } } } }]);
    expect(superOffice().calls()).toEqual([FOR_CURRENT_USER, CATEGORIES]);
  });

  it('has the statuses that come along, its flags and its fields', async () => {
    superOffice().on(
      FOR_CURRENT_USER,
      sessionsOf([4], (key) => ticket({ Category: key })),
    );
    superOffice().on(CATEGORIES, [
      {
        TicketCategoryId: 4,
        Flags: 'Internal, MembersOnly',
        DelegateMethod: 'Weighted',
        ClosingStatus: 'UserDefined',
        MsgClosingStatus: 'Frozen',
        DefaultTicketStatus: { TicketStatusId: 6, Name: 'Waiting', TimeCounter: 'Externally' },
        DefaultMessageStatus: { TicketStatusId: 0 },
        ExtraFields: { x_a: '1', x_b: null },
      },
    ]);

    const answer = await ask(`{ chatSessionsForCurrentUser { ticket { category {
      flags delegateMethod closingStatus msgClosingStatus
      defaultTicketStatus { id name timeCounter } defaultMessageStatus { name }
      extraFields(names: ["x_b"]) { name value } customFields { name }
    } } } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser[0].ticket.category).toEqual({
      flags: ['Internal', 'MembersOnly'],
      delegateMethod: 'WEIGHTED',
      closingStatus: 'USER_DEFINED',
      msgClosingStatus: 'UNKNOWN',
      defaultTicketStatus: { id: '6', name: 'Waiting', timeCounter: 'EXTERNALLY' },
      defaultMessageStatus: null,
      extraFields: [{ name: 'x_b', value: null }],
      customFields: [],
    });
    expect(superOffice().calls()).toHaveLength(2);
  });
});

describe('TicketType', () => {
  it('leads to its default status and priority, one call each', async () => {
    superOffice().on(
      FOR_CURRENT_USER,
      sessionsOf(range(1, 10), (key) => ticket({ TicketTypeId: key })),
    );
    superOffice().on(
      listCall('TicketType'),
      batchOf(
        'TicketTypeId',
        range(1, 10).map((id) => ({ TicketTypeId: id, DefaultTicketStatus: id % 3, DefaultTicketPriority: id % 4 })),
      ),
    );
    superOffice().on(listCall('TicketStatus'), batchOf('TicketStatusId', recordsOf('TicketStatus', range(1, 2))));
    superOffice().on(listCall('TicketPriority'), batchOf('Id', recordsOf('TicketPriority', range(1, 3))));

    const answer = await ask(`{ chatSessionsForCurrentUser { ticket { ticketType {
      id defaultTicketStatus { name } defaultTicketPriority { value } visibleForGroups
    } } } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser).toEqual(
      range(1, 10).map((id) => ({
        ticket: {
          ticketType: {
            id: `${id}`,
            defaultTicketStatus: id % 3 ? { name: `TicketStatus ${id % 3}` } : null,
            defaultTicketPriority: id % 4 ? { value: `TicketPriority ${id % 4}` } : null,
            visibleForGroups: [],
          },
        },
      })),
    );
    expect(superOffice().calls().sort()).toEqual(
      [FOR_CURRENT_USER, listCall('TicketType'), listCall('TicketStatus'), listCall('TicketPriority')].sort(),
    );
  });

  it('leads to the statuses and priorities of its requests, one call each', async () => {
    superOffice().on(
      FOR_CURRENT_USER,
      sessionsOf(range(1, 3), (key) => ticket({ TicketTypeId: key })),
    );
    superOffice().on(
      listCall('TicketType'),
      batchOf('TicketTypeId', [
        { TicketTypeId: 1, TicketStatuses: [1, 2], TicketPriorities: [3] },
        { TicketTypeId: 2, TicketStatuses: [2, 9], TicketPriorities: [], Rank: 2, IsExternalVisible: true },
        { TicketTypeId: 3 },
      ]),
    );
    superOffice().on(listCall('TicketStatus'), batchOf('TicketStatusId', recordsOf('TicketStatus', range(1, 2))));

    const answer = await ask(`{ chatSessionsForCurrentUser { ticket { ticketType {
      rank isExternalVisible ticketStatuses { name } ticketPriorities { id }
    } } } }`);

    expect(answer.errors).toBeUndefined();
    expect(
      answer.data.chatSessionsForCurrentUser.map(
        ({ ticket: { ticketType } }: { ticket: { ticketType: unknown } }) => ticketType,
      ),
    ).toEqual([
      {
        ticketStatuses: [{ name: 'TicketStatus 1' }, { name: 'TicketStatus 2' }],
        ticketPriorities: [{ id: '3' }],
        rank: null,
        isExternalVisible: null,
      },
      { ticketStatuses: [{ name: 'TicketStatus 2' }], ticketPriorities: [], rank: 2, isExternalVisible: true },
      { ticketStatuses: [], ticketPriorities: [], rank: null, isExternalVisible: null },
    ]);
    expect(superOffice().calls().sort()).toEqual(
      [FOR_CURRENT_USER, listCall('TicketType'), listCall('TicketStatus')].sort(),
    );
  });
});

describe('items of lists', () => {
  it.each([
    { field: 'business', list: 'Business' },
    { field: 'category', list: 'Category' },
    { field: 'position', list: 'Position' },
    { field: 'currency', list: 'Currency' },
    { field: 'customerLanguage', list: 'CustomerLanguage' },
    { field: 'saleType', list: 'SaleType' },
    { field: 'ticketPriority', list: 'TicketPriority' },
  ])('$field is read by id, many of them with one call', async ({ field, list }) => {
    superOffice().on(
      listCall(list),
      batchOf(
        'Id',
        [1, 2].map((id) => ({ Id: id, Value: `${list} ${id}` })),
      ),
    );

    const answer = await ask(
      `{ a: ${field}(id: 1) { id value } b: ${field}(id: 2) { value } c: ${field}(id: 1) { id } gone: ${field}(id: 9) { id } }`,
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      a: { id: '1', value: `${list} 1` },
      b: { value: `${list} 2` },
      c: { id: '1' },
      gone: null,
    });
    expect(superOffice().requests.map(({ method, path, body }) => [`${method} ${path}`, body])).toEqual([
      [listCall(list), [1, 2, 9]],
    ]);
  });

  it.each(['business', 'category', 'position', 'country', 'ticketStatus', 'saleType'])(
    '%s refuses a bad id without a call',
    async (field) => {
      const answer = await ask(`{ ${field}(id: 0) { id } }`);

      expect(answer.data).toEqual({ [field]: null });
      expect(answer.errors).toMatchObject([{ path: [field], extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(superOffice().calls()).toEqual([]);
    },
  );

  it('a category has its group', async () => {
    superOffice().on(listCall('Category'), [
      { Id: 1, Value: 'Customer', CategoryGroup: 'PotentialCustomer', EnableLeadStatus: true },
    ]);

    const answer = await ask('{ category(id: 1) { value categoryGroup enableLeadStatus rank deleted } }');

    expect(answer.data).toEqual({
      category: {
        value: 'Customer',
        categoryGroup: 'POTENTIAL_CUSTOMER',
        enableLeadStatus: true,
        rank: null,
        deleted: null,
      },
    });
  });
});

describe('reference data nested in a chat topic', () => {
  it('costs no call: the language and the priority', async () => {
    superOffice().on('GET ChatTopic/3', {
      ChatTopicId: 3,
      Language: { Id: 2, Value: 'Norsk', Tooltip: 'no' },
      TicketPriority: { Id: 41, Value: 'High', Tooltip: 'now' },
      TicketCategory: { Id: 0, Value: '' },
    });

    const answer = await ask(`{ chatTopic(id: 3) {
      language { id value tooltip } ticketPriority { id value tooltip } ticketCategory { id name }
    } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatTopic).toEqual({
      language: { id: '2', value: 'Norsk', tooltip: 'no' },
      ticketPriority: { id: '41', value: 'High', tooltip: 'now' },
      ticketCategory: null,
    });
    expect(superOffice().calls()).toEqual(['GET ChatTopic/3']);
  });

  it('is read for all topics at once if it is not complete', async () => {
    superOffice().on(
      'GET ChatTopic/ForCurrentUser',
      range(1, 10).map((id) => ({ ChatTopicId: id, TicketCategory: { Id: 1 + (id % 3), Value: 'x' } })),
    );
    superOffice().on(
      listCall('TicketCategory'),
      batchOf(
        'TicketCategoryId',
        range(1, 3).map((id) => ({ TicketCategoryId: id, Fullname: `all/${id}` })),
      ),
    );

    const answer = await ask('{ chatTopicsForCurrentUser { ticketCategory { id fullname } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatTopicsForCurrentUser).toEqual(
      range(1, 10).map((id) => ({ ticketCategory: { id: `${1 + (id % 3)}`, fullname: `all/${1 + (id % 3)}` } })),
    );
    expect(superOffice().calls()).toEqual(['GET ChatTopic/ForCurrentUser', listCall('TicketCategory')]);
  });
});
