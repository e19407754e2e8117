import { describe, expect, it } from '@jest/globals';
import { type GraphQLObjectType, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { createSchema } from '../src/graphql/schema/schema.js';
import { useFacade } from './helpers/facade.js';

const pair = useFacade({ SCHEMA_PREFIX: 'SuperOffice' });
const { ask } = pair;

describe('SCHEMA_PREFIX=SuperOffice', () => {
  it('is before every object, enum and input type and every field of Query and Subscription, and nothing else', () => {
    const plain = createSchema({ exposeSessionKey: true });
    const prefixed = createSchema({ exposeSessionKey: true, prefix: 'SuperOffice' });

    const names = (schema: typeof plain) => Object.keys(schema.getTypeMap()).sort();
    const isRenamed = (name: string) => {
      const type = plain.getType(name);
      const isOurs = isObjectType(type) || isEnumType(type) || isInputObjectType(type);
      return isOurs && !/^_|^(Query|Mutation|Subscription|PageInfo|link__Purpose)$/.test(name);
    };
    expect(names(prefixed)).toEqual(
      names(plain)
        .map((name) => (isRenamed(name) ? `SuperOffice${name}` : name))
        .sort(),
    );
    const fields = (type: 'Query' | 'Subscription', schema: typeof plain) =>
      Object.keys((schema.getType(type) as GraphQLObjectType).getFields()).sort();
    expect(fields('Subscription', prefixed)).toEqual([
      'superOfficeChatMessageUpdates',
      'superOfficeChatSessionUpdate',
      'superOfficeChatSessionUpdates',
    ]);
    expect(fields('Query', prefixed)).toEqual(
      fields('Query', plain)
        .map((name) => (name.startsWith('_') ? name : `superOffice${name.charAt(0).toUpperCase()}${name.slice(1)}`))
        .sort(),
    );
    const mutations = (schema: typeof plain) => Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(mutations(prefixed)).toEqual(mutations(plain));
  });

  it('serves the same under the other names, in __typename too', async () => {
    pair.superOffice.on('POST ChatSession/549/TransferTo/bo', {
      ChatSessionId: 549,
      Status: 'InQueue',
      User: { AssociateId: 5, Type: 'InternalAssociate' },
      Person: { PersonId: 65, ContactId: 0 },
    });
    pair.superOffice.on('GET User/currentAssociate', { AssociateId: 5, Name: 'tje0' });

    const transfer = await ask(`mutation {
      transferChatSession(id: 549, toAssociate: "bo") { __typename id status user { __typename type } person { id contact { id } } }
    }`);
    const me = await ask('{ superOfficeMe { __typename id name } }');

    expect(transfer.errors).toBeUndefined();
    expect(transfer.data.transferChatSession).toEqual({
      __typename: 'SuperOfficeChatSession',
      id: '549',
      status: 'IN_QUEUE',
      user: { __typename: 'SuperOfficeUser', type: 'INTERNAL_ASSOCIATE' },
      person: { id: '65', contact: null },
    });
    expect(me.data).toEqual({ superOfficeMe: { __typename: 'SuperOfficeUser', id: '5', name: 'tje0' } });
  });

  it('resolves entities by their prefixed names, and no others', async () => {
    pair.superOffice.on('POST Agents/Person/GetPersonList', [{ PersonId: 65, FullName: 'Chloe' }]);

    const answer = await ask(
      `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ...on SuperOfficePerson { fullName } } }`,
      {
        r: [
          { __typename: 'SuperOfficePerson', id: '65' },
          { __typename: 'Person', id: '65' },
        ],
      },
    );

    expect(answer.data._entities).toEqual([{ __typename: 'SuperOfficePerson', fullName: 'Chloe' }, null]);
    expect(answer.errors).toMatchObject([{ path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(pair.superOffice.calls()).toEqual(['POST Agents/Person/GetPersonList']);
  });

  it('takes inputs under their prefixed names', async () => {
    pair.superOffice.on('PATCH ChatSession/549', { ChatSessionId: 549, Status: 'Closed' });

    const answer = await ask(
      `mutation ($input: SuperOfficeUpdateChatSessionInput!) { updateChatSession(id: 549, input: $input) { status } }`,
      { input: { status: 'CLOSED' } },
    );

    expect(answer.data).toEqual({ updateChatSession: { status: 'CLOSED' } });
  });
});

/** Names without a prefix, which another name may start with by chance. */
const KEPT = [
  'String',
  'Int',
  'Float',
  'Boolean',
  'ID',
  'DateTime',
  'Date',
  'LocalDateTime',
  'Query',
  'Mutation',
  'PageInfo',
];
/** Whole names, and what they begin with. */
const BEGINNINGS = [...new Set(KEPT.flatMap((name) => [...name].map((_, index) => name.slice(0, index + 1))))];

describe('a prefix with which a name begins that is kept', () => {
  const plain = createSchema({ exposeSessionKey: true });

  it.each(BEGINNINGS)('%s makes the same schema, under other names', (prefix) => {
    const prefixed = createSchema({ exposeSessionKey: true, prefix });

    for (const name of ['String', 'ID', 'DateTime', 'PageInfo', 'Mutation']) {
      expect(prefixed.getType(name)).toBeDefined();
    }
    expect(Object.keys(prefixed.getTypeMap())).toHaveLength(Object.keys(plain.getTypeMap()).length);
    expect(prefixed.getType(`${prefix}ChatSession`)).toBeDefined();
  });

  describe.each(['S', 'D', 'ID', 'Date', 'Page', 'B'])('SCHEMA_PREFIX=%s', (prefix) => {
    const facade = useFacade({ SCHEMA_PREFIX: prefix });

    it('serves leaves of all kinds', async () => {
      facade.superOffice.on('POST ChatSession/549/TransferTo/bo', {
        ...{ ChatSessionId: 549, Status: 'InQueue', CustomerName: 'Ada', Rank: 1, CustomerConsented: true },
        ...{ WhenRequested: '2026-11-20T09:00:00Z', Sale: { SaleId: 7, Amount: 1.5 } },
      });

      const answer = await facade.ask(`mutation { transferChatSession(id: 549, toAssociate: "bo") {
        __typename id status customerName rank customerConsented whenRequested sale { amount }
      } }`);

      expect(answer.errors).toBeUndefined();
      expect(answer.data.transferChatSession).toEqual({
        ...{ __typename: `${prefix}ChatSession`, id: '549', status: 'IN_QUEUE', customerName: 'Ada', rank: 1 },
        ...{ customerConsented: true, whenRequested: '2026-11-20T09:00:00.000Z', sale: { amount: 1.5 } },
      });
    });
  });
});
