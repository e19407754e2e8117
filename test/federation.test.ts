import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { type DocumentNode, type GraphQLResolveInfo, Kind, parse } from 'graphql';
import { createSchema } from '../src/graphql/schema/schema.js';
import { useFacade } from './helpers/facade.js';
import { type RecordedRequest, sendJson } from './helpers/fake-superoffice.js';

// Each entity's text has an alias.
const pair = useFacade({ MAX_ALIASES: '30' });

interface Entity {
  readonly type: string;
  readonly key: string;
  /** The call that reads it; all but chat sessions and chat topics are read in batches. */
  readonly call: string;
  /** A field other than the key, and its property. */
  readonly field: string;
  readonly property: string;
}

const UNBATCHED: readonly Entity[] = [
  ['ChatSession', 'ChatSessionId', 'GET ChatSession/', 'customerName', 'CustomerName'],
  ['ChatTopic', 'ChatTopicId', 'GET ChatTopic/', 'name', 'Name'],
].map(toEntity);

const BATCHED: readonly Entity[] = [
  ['User', 'AssociateId', 'POST Agents/Associate/GetAssociateList', 'userName', 'UserName'],
  ['Person', 'PersonId', 'POST Agents/Person/GetPersonList', 'fullName', 'FullName'],
  ['Contact', 'ContactId', 'POST Agents/Contact/GetContactList', 'name', 'Name'],
  ['Project', 'ProjectId', 'POST Agents/Project/GetProjectList', 'name', 'Name'],
  ['Sale', 'SaleId', 'POST Agents/Sale/GetSaleList', 'title', 'Title'],
  ['Ticket', 'TicketId', 'POST Agents/Ticket/GetTickets', 'title', 'Title'],
  ['Country', 'CountryId', 'POST Agents/List/GetCountryList', 'name', 'Name'],
  ['TicketCategory', 'TicketCategoryId', 'POST Agents/List/GetTicketCategoryList', 'name', 'Name'],
  ['TicketStatus', 'TicketStatusId', 'POST Agents/List/GetTicketStatusList', 'name', 'Name'],
  ['TicketType', 'TicketTypeId', 'POST Agents/List/GetTicketTypeList', 'name', 'Name'],
  ...[
    ...['Business', 'Category', 'Currency', 'CustomerLanguage', 'Position', 'ProjectStatus', 'ProjectType'],
    ...['SaleType', 'TicketPriority'],
  ].map((type) => [type, 'Id', `POST Agents/List/Get${type}List`, 'value', 'Value']),
].map(toEntity);

function toEntity([type = '', key = '', call = '', field = '', property = '']: readonly string[]): Entity {
  return { type, key, call, field, property };
}

const ENTITIES = [...UNBATCHED, ...BATCHED];

/** Has SuperOffice know the records of some ids; it answers batches in the reverse of the order asked. */
function know({ key, call, property }: Entity, isKnown: (id: number) => boolean, mayRead = (_id: number) => true) {
  pair.superOffice.on(call, ({ method, path, body }: RecordedRequest, response: ServerResponse) => {
    const asked = method === 'GET' ? [Number(path.split('/')[1])] : idsIn(body);
    const records = asked.filter(isKnown).map((id) => ({ [key]: id, [property]: `text of ${id}` }));
    if (!asked.every(mayRead)) {
      sendJson(response, { Error: true, ErrorType: 'SoSentryException', ErrorMessage: 'secret detail' }, 403);
    } else if (method === 'GET') {
      sendJson(response, records[0] ?? { Error: true, ErrorMessage: 'secret detail' }, records.length > 0 ? 200 : 404);
    } else {
      sendJson(response, records.reverse());
    }
  });
}

function idsIn(body: unknown): number[] {
  return Array.isArray(body) ? body : (body as { TicketIds: number[] }).TicketIds;
}

function askFor(representations: readonly object[], entities: readonly Entity[] = ENTITIES) {
  const fragments = entities.map(({ type, field }) => `... on ${type} { id text: ${field} }`);
  return pair.ask(
    `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { __typename ${fragments.join(' ')} }
    }`,
    { representations },
  );
}

const shown = ({ type }: Entity, id: number) => ({ __typename: type, id: String(id), text: `text of ${id}` });
const upTo = (count: number) => Array.from({ length: count }, (_item, index) => index + 1);

describe('_service { sdl }', () => {
  it('has the key of every entity, and no other keys', async () => {
    const { data, errors } = await pair.ask('{ _service { sdl } }');

    const document = parse(data._service.sdl);
    expect(errors).toBeUndefined();
    expect(keysIn(document).sort()).toEqual(ENTITIES.map(({ type }) => `${type} @key(fields: "id")`).sort());
    expect(data._service.sdl).toContain('https://specs.apollo.dev/federation/v2.4');
    expect(data._service.sdl).toMatch(/transferChatSession\(/);
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('lets other subgraphs define pages too', async () => {
    const { data } = await pair.ask('{ _service { sdl } }');

    expect(data._service.sdl).toMatch(/^type PageInfo\s+@shareable\b/m);
  });

  it('is printed once, however often it is asked for', () => {
    const { resolve } = createSchema({ exposeSessionKey: false }).getQueryType()?.getFields()._service ?? {};
    const service = () => resolve?.({}, {}, { session: { isRouter: true } }, {} as GraphQLResolveInfo);

    expect(service()).toBe(service());
  });

  it('has the descriptions', async () => {
    const { data } = await pair.ask('{ _service { sdl } }');

    expect(data._service.sdl).toContain('An associate: somebody who logs in to SuperOffice.');
  });

  function keysIn({ definitions }: DocumentNode): string[] {
    return definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION
        ? (definition.directives ?? [])
            .filter(({ name }) => name.value === 'key')
            .map(({ arguments: [fields] = [] }) => {
              const text = fields?.value.kind === Kind.STRING ? fields.value.value : undefined;
              return `${definition.name.value} @key(fields: "${text}")`;
            })
        : [],
    );
  }
});

describe('_entities', () => {
  it.each(BATCHED)('reads 100 of $type in one call, and keeps their order', async (entity) => {
    const ids = upTo(100).map((number) => ((number * 37) % 101) * 1000);
    know(entity, () => true);

    const answer = await askFor(ids.map((id) => ({ __typename: entity.type, id: String(id) })));

    expect(answer.errors).toBeUndefined();
    expect(answer.data._entities).toEqual(ids.map((id) => shown(entity, id)));
    expect(pair.superOffice.calls()).toEqual([entity.call]);
    expect(new Set(idsIn(pair.superOffice.requests[0]?.body))).toEqual(new Set(ids));
  });

  it.each(UNBATCHED)('reads 100 of $type with a call each, and keeps their order', async (entity) => {
    const ids = upTo(100).map((number) => ((number * 37) % 101) * 1000);
    know(entity, () => true);

    const answer = await askFor(ids.map((id) => ({ __typename: entity.type, id: String(id) })));

    expect(answer.errors).toBeUndefined();
    expect(answer.data._entities).toEqual(ids.map((id) => shown(entity, id)));
    expect(pair.superOffice.calls().sort()).toEqual(ids.map((id) => `${entity.call}${id}`).sort());
  });

  it('reads mixed kinds with one call for each kind', async () => {
    const wanted = upTo(12).flatMap((id) => BATCHED.map((entity) => ({ entity, id })));
    for (const entity of BATCHED) {
      know(entity, () => true);
    }

    const answer = await askFor(wanted.map(({ entity, id }) => ({ __typename: entity.type, id: String(id) })));

    expect(answer.errors).toBeUndefined();
    expect(answer.data._entities).toEqual(wanted.map(({ entity, id }) => shown(entity, id)));
    expect(pair.superOffice.calls().sort()).toEqual(BATCHED.map(({ call }) => call).sort());
  });

  it.each(ENTITIES)('asks once for a $type that is named twice, as a text or a number', async (entity) => {
    know(entity, () => true);

    const answer = await askFor(['7', 7, '7'].map((id) => ({ __typename: entity.type, id })));

    expect(answer.data).toEqual({ _entities: [shown(entity, 7), shown(entity, 7), shown(entity, 7)] });
    expect(pair.superOffice.requests).toHaveLength(1);
  });

  it.each(ENTITIES)('answers null, without an error, for a $type that is gone', async (entity) => {
    know(entity, (id) => id !== 8);

    const answer = await askFor(['7', '8', '9'].map((id) => ({ __typename: entity.type, id })));

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ _entities: [shown(entity, 7), null, shown(entity, 9)] });
  });

  it.each(ENTITIES)('answers FORBIDDEN for the $type that may not be read, and shows the others', async (entity) => {
    const isAllowed = (id: number) => id !== 8;
    know(entity, () => true, isAllowed);

    const answer = await askFor(upTo(20).map((id) => ({ __typename: entity.type, id: String(id) })));

    expect(answer.data._entities).toEqual(upTo(20).map((id) => (isAllowed(id) ? shown(entity, id) : null)));
    expect(answer.errors).toMatchObject([{ path: ['_entities', 7], extensions: { code: 'FORBIDDEN' } }]);
    expect(JSON.stringify(answer)).not.toContain('secret detail');
  });

  it.each(ENTITIES)('makes no call for a $type if only its key is selected', async ({ type }) => {
    const answer = await pair.ask(
      `query ($representations: [_Any!]!) {
        _entities(representations: $representations) { __typename ...Key ... on ${type} { key: id } }
      }
      fragment Key on ${type} { id ... on ${type} { __typename } }`,
      { representations: [{ __typename: type, id: '7' }] },
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ _entities: [{ __typename: type, id: '7', key: '7' }] });
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it.each(ENTITIES)('refuses invalid keys of a $type, each at its place, without a call', async (entity) => {
    const keys = [
      ...['../../x', '', ' 7', '7 ', '0', '-1', '+7', '07', '1.5', '1e3', '0x7', '２', '2147483648', '99999999999'],
      ...[0, -1, 1.5, 2147483648, 1e21, null, true, {}, [], ['7'], { id: '7' }],
    ];
    const representations = [...keys.map((id) => ({ __typename: entity.type, id })), { __typename: entity.type }];
    know(entity, () => true);

    const answer = await askFor([...representations, { __typename: entity.type, id: '2147483647' }]);

    expect(answer.data._entities).toEqual([...representations.map(() => null), shown(entity, 2147483647)]);
    expect(answer.errors).toEqual(
      representations.map((_representation, index) => ({
        message: 'Expected an id between 1 and 2147483647.',
        locations: [expect.anything()],
        path: ['_entities', index],
        extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) },
      })),
    );
    expect(pair.superOffice.requests).toHaveLength(1);
  });

  it.each([
    { what: 'of no type', representation: { id: '7' } },
    { what: 'of an unknown type', representation: { __typename: 'Canary', id: '7' } },
    { what: 'of a type without a key', representation: { __typename: 'Address', id: '7' } },
    { what: 'of a type whose id is no key', representation: { __typename: 'ChatMessage', id: '7' } },
    { what: "of a type of this server's own", representation: { __typename: 'PageInfo', id: '7' } },
    { what: 'of a type that is an input', representation: { __typename: 'ChatMessageInput', id: '7' } },
    { what: 'of a scalar', representation: { __typename: 'DateTime', id: '7' } },
    { what: 'of a type of every object', representation: { __typename: 'toString', id: '7' } },
  ])('shows nothing of a representation $what', async ({ representation }) => {
    const answer = await askFor([representation]);

    expect(answer.errors).toHaveLength(1);
    expect(JSON.stringify([answer.data, answer.errors])).not.toMatch(/canary/i);
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it.each(ENTITIES)('does not take the other fields of a representation for the $type', async (entity) => {
    const { type, field, property } = entity;
    know(entity, () => true);

    const answer = await askFor([{ __typename: type, id: '7', [field]: 'forged', [property]: 'forged' }]);

    expect(answer.data).toEqual({ _entities: [shown(entity, 7)] });
  });
});
