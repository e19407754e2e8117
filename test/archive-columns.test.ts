import { describe, expect, it } from '@jest/globals';
import { type GraphQLInputObjectType, getNamedType, getNullableType, isEnumType, isListType } from 'graphql';
import { createSchema } from '../src/graphql/schema/schema.js';
import { archiveViolations, readArchiveRequest } from './contract/archives.js';
import { useFacade } from './helpers/facade.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;

const AGENT = 'POST Agents/Archive/GetArchiveListByColumns';

const SAMPLES: Readonly<Record<string, unknown>> = {
  ID: '7',
  Int: 3,
  String: 'text',
  DateTime: '2020-07-02T09:40:58Z',
};

/** A value for each field that the filter has. */
const VALUES = Object.values(
  (createSchema({ exposeSessionKey: false }).getType('ChatSessionFilter') as GraphQLInputObjectType).getFields(),
).map(({ name, type }) => {
  const named = getNamedType(type);
  const value = isEnumType(named) ? named.getValues()[1]?.name : SAMPLES[named.name];
  return { name, value: isListType(getNullableType(type)) ? [value] : value };
});

/** What is wrong with the requests that were sent, compared with the documented columns. */
const violations = () => superOffice().requests.flatMap(archiveViolations);
const conditions = () => superOffice().requests.flatMap((request) => readArchiveRequest(request)?.conditions ?? []);

describe('what the server requests from archives, compared with their documented columns and operators,', () => {
  it.each(VALUES)(
    'is right in the filter’s field $name, in the list and in the archive agent',
    async ({ name, value }) => {
      superOffice().on('GET ChatSession?', { value: [] });
      superOffice().on(AGENT, []);

      for (const filter of [{ [name]: value }, { text: 'text', [name]: value }]) {
        superOffice().forget();
        const answer = await ask(
          'query ($filter: ChatSessionFilter) { chatSessions(filter: $filter) { edges { node { id } } } }',
          { filter },
        );

        expect(answer.errors).toBeUndefined();
        expect(superOffice().requests).toHaveLength(1);
        expect(conditions().length).toBeGreaterThan(0);
        expect(violations()).toEqual([]);
      }
    },
  );

  it('is right in every column of a row, in the places of pages, and in the lists of persons and topics', async () => {
    superOffice().on('GET ChatSession?', { value: [] });
    superOffice().on('GET ChatTopic/3', { ChatTopicId: 3 });
    superOffice().on('GET ChatTopic/3/Sessions?', { value: [] });
    superOffice().on('GET Ticket?', { value: [] });
    superOffice().on('POST Agents/Person/GetPersonList', [{ PersonId: 65 }]);
    superOffice().on(AGENT, []);

    const answer = await ask(
      `query ($after: String) {
        all: chatSessions(after: $after) {
          edges { node { id status firstMessage lastMessage rating whenRequested whenStarted whenEnded person { id } contact { id } } }
        }
        up: chatSessions(after: $after, orderBy: ID_ASC, filter: { text: "x" }) { edges { cursor } }
        person(id: 65) {
          tickets(after: $after) { edges { cursor } }
          chatSessions(after: $after) { edges { cursor } }
          found: chatSessions(filter: { text: "x" }) { edges { cursor } }
        }
        chatTopic(id: 3) {
          sessions(after: $after) { edges { cursor } }
          found: sessions(filter: { text: "x" }, after: $after) { edges { cursor } }
        }
      }`,
      { after: Buffer.from('id:40').toString('base64url') },
    );

    expect(answer.errors).toBeUndefined();
    const lists = superOffice().requests.filter((request) => readArchiveRequest(request) !== undefined);
    expect(lists).toHaveLength(7);
    expect(violations()).toEqual([]);
  });

  it.each([
    ['GET', 'ChatSession?$filter=associateId in (5)', undefined],
    ['GET', 'ChatSession?$filter=chatSessionId ge 5', undefined],
    ['GET', 'ChatSession?$filter=personId in (65)', undefined],
    ['GET', 'ChatSession?$filter=rating eq 5 and agent oneOf (5)', undefined],
    ['GET', "ChatTopic/3/Sessions?$filter=whenRequested ge '2020-07-02'", undefined],
    ['GET', 'ChatSession?$select=customerName', undefined],
    ['GET', 'ChatSession?$orderBy=whenIdle desc', undefined],
    ['GET', 'Ticket?$select=ownedByAssociateId', undefined],
    ['GET', 'Ticket?$entities=closed', undefined],
    [
      ...(['POST', 'Agents/Archive/GetArchiveListByColumns'] as const),
      {
        ...{ ProviderName: 'ChatSession', Columns: [], SortOrder: [], Entities: [] },
        Restriction: [{ Name: 'associateId', Operator: 'equals' }],
      },
    ],
  ])('is reported as wrong in %s %s', (method, path, body) => {
    expect(archiveViolations({ method, path, body })).toHaveLength(1);
  });
});
