import { describe, expect, it } from '@jest/globals';
import { isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { createSchema } from '../src/graphql/schema.js';
import { useFacade } from './helpers/facade.js';

const pair = useFacade({ SCHEMA_PREFIX: 'SuperOffice' });
const { ask } = pair;

describe('SCHEMA_PREFIX=SuperOffice', () => {
  it('stands before every object, enum and input type and every field of Query, and before nothing else', () => {
    const plain = createSchema({ exposeSessionKey: true });
    const prefixed = createSchema({ exposeSessionKey: true, prefix: 'SuperOffice' });

    const names = (schema: typeof plain) => Object.keys(schema.getTypeMap()).sort();
    const isRenamed = (name: string) => {
      const type = plain.getType(name);
      const isOurs = isObjectType(type) || isEnumType(type) || isInputObjectType(type);
      return isOurs && !/^_|^(Query|Mutation|PageInfo|link__Purpose)$/.test(name);
    };
    expect(names(prefixed)).toEqual(
      names(plain)
        .map((name) => (isRenamed(name) ? `SuperOffice${name}` : name))
        .sort(),
    );
    const queries = (schema: typeof plain) => Object.keys(schema.getQueryType()?.getFields() ?? {}).sort();
    expect(queries(prefixed)).toEqual(
      queries(plain)
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
