import type { ServerResponse } from 'node:http';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { acceptCredential, newCredential, useFacade } from './helpers/facade.js';
import { batchOf, sendJson } from './helpers/fake-superoffice.js';
import { holdInFlight } from './helpers/hold-in-flight.js';

const PERSONS = 'POST Agents/Person/GetPersonList';
const CONTACTS = 'POST Agents/Contact/GetContactList';
const COUNTRIES = 'POST Agents/List/GetCountryList';
const FOR_CURRENT_USER = 'GET ChatSession/ForCurrentUser';

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
const persons = range(1, 500).map((id) => ({ PersonId: id, FullName: `Person ${id}`, ContactId: 1000 + (id % 40) }));
const contacts = range(1000, 40).map((id) => ({ ContactId: id, Name: `Contact ${id}`, CountryId: 1 + (id % 12) }));
const countries = range(1, 12).map((id) => ({ CountryId: id, Name: `Country ${id}` }));

/** Sessions whose requests name a person by id, so that nothing is nested. */
const sessionsOf = (count: number) =>
  range(1, count).map((id) => ({ ChatSessionId: id, Ticket: { TicketId: 7000 + id, CustId: id } }));

const MANY_ROOT_FIELDS = { MAX_ALIASES: '50', MAX_QUERY_FIELDS: '50' };
const pair = useFacade(MANY_ROOT_FIELDS);
const { ask } = pair;
const superOffice = () => pair.superOffice;

const HOPS = '{ chatSessionsForCurrentUser { id ticket { person { fullName contact { name country { name } } } } } }';

beforeAll(() => acceptCredential(pair));

describe('REST calls', () => {
  it.each([1, 10, 50, 100])('are one for each kind of record, for %d sessions', async (count) => {
    superOffice().on(FOR_CURRENT_USER, sessionsOf(count));
    superOffice().on(PERSONS, batchOf('PersonId', persons));
    superOffice().on(CONTACTS, batchOf('ContactId', contacts));
    superOffice().on(COUNTRIES, batchOf('CountryId', countries));

    const answer = await ask(HOPS);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser).toEqual(
      sessionsOf(count).map(({ ChatSessionId: id }) => ({
        id: `${id}`,
        ticket: {
          person: {
            fullName: `Person ${id}`,
            contact: {
              name: `Contact ${1000 + (id % 40)}`,
              country: { name: `Country ${1 + ((1000 + (id % 40)) % 12)}` },
            },
          },
        },
      })),
    );
    expect(superOffice().calls()).toEqual([FOR_CURRENT_USER, PERSONS, CONTACTS, COUNTRIES]);
  });

  it('run in parallel if none needs the answer of another', async () => {
    const waiting: (() => void)[] = [];
    // No call is answered before all have arrived.
    const together = (key: string) => (_request: unknown, response: ServerResponse) => {
      waiting.push(() => sendJson(response, [{ [key]: 1, Name: 'x', FullName: 'x', Value: 'x' }]));
      if (waiting.length === 4) {
        for (const answer of waiting) {
          answer();
        }
      }
    };
    superOffice().on(FOR_CURRENT_USER, [
      {
        ChatSessionId: 1,
        Ticket: { TicketId: 1, OwnedByAssociateId: 1, CustId: 1 },
        Person: { PersonId: 2, ContactId: 1, CountryId: 1 },
      },
    ]);
    superOffice().on(PERSONS, together('PersonId'));
    superOffice().on(CONTACTS, together('ContactId'));
    superOffice().on(COUNTRIES, together('CountryId'));
    superOffice().on('POST Agents/Associate/GetAssociateList', together('AssociateId'));

    const answer = await ask(`{
      chatSessionsForCurrentUser {
        ticket { ownedBy { fullName } person { fullName } }
        person { contact { name } country { name } }
      }
    }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser).toEqual([
      {
        ticket: { ownedBy: { fullName: 'x' }, person: { fullName: 'x' } },
        person: { contact: { name: 'x' }, country: { name: 'x' } },
      },
    ]);
  });

  it('are one for each list whose items a page of requests refers to, however many they are', async () => {
    const LISTS = ['Category', 'Priority', 'Status', 'Type'].map((name) => `POST Agents/List/GetTicket${name}List`);
    const [CATEGORIES = '', PRIORITIES = '', STATUSES = '', TYPES = ''] = LISTS;
    superOffice().on(
      FOR_CURRENT_USER,
      range(1, 60).map((id) => ({
        ChatSessionId: id,
        Ticket: { TicketId: id, Category: id, Priority: 1 + (id % 3), TicketStatus: 1 + (id % 5), TicketTypeId: 7 },
      })),
    );
    superOffice().on(
      CATEGORIES,
      batchOf(
        'TicketCategoryId',
        range(1, 60).map((id) => ({ TicketCategoryId: id, Name: `Category ${id}` })),
      ),
    );
    superOffice().on(
      PRIORITIES,
      batchOf(
        'Id',
        range(1, 3).map((id) => ({ Id: id, Value: `Priority ${id}` })),
      ),
    );
    superOffice().on(
      STATUSES,
      batchOf(
        'TicketStatusId',
        range(1, 5).map((id) => ({ TicketStatusId: id, Name: `Status ${id}` })),
      ),
    );
    superOffice().on(TYPES, [{ TicketTypeId: 7, Name: 'Type 7', DefaultTicketPriority: 2 }]);

    const answer = await ask(`{ chatSessionsForCurrentUser { ticket {
      category { name } priority { value } ticketStatus { name }
      ticketType { name defaultTicketPriority { value } }
    } } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser).toEqual(
      range(1, 60).map((id) => ({
        ticket: {
          category: { name: `Category ${id}` },
          priority: { value: `Priority ${1 + (id % 3)}` },
          ticketStatus: { name: `Status ${1 + (id % 5)}` },
          // Its priority is one that was read for the requests.
          ticketType: { name: 'Type 7', defaultTicketPriority: { value: 'Priority 2' } },
        },
      })),
    );
    expect(superOffice().calls().sort()).toEqual([FOR_CURRENT_USER, ...LISTS].sort());
  });

  it('ask for each record once, however many refer to it', async () => {
    superOffice().on(
      FOR_CURRENT_USER,
      sessionsOf(10).map((session) => ({ ...session, Ticket: { TicketId: 1, CustId: 3 } })),
    );
    superOffice().on(PERSONS, batchOf('PersonId', persons));

    await ask('{ chatSessionsForCurrentUser { ticket { person { fullName } } } }');

    expect(superOffice().requests.map(({ body }) => body)).toEqual([undefined, [3]]);
  });

  it('are not made for records that came with the session, whichever path selects them', async () => {
    superOffice().on('GET ChatSession/9', {
      ChatSessionId: 9,
      User: { AssociateId: 5, FullName: 'Tobias' },
      Person: { PersonId: 65, FullName: 'Chloe', AssociateId: 5, ContactId: 18 },
      Contact: { ContactId: 18, Name: 'Nordvik' },
      Sale: { SaleId: 21, PersonId: 65, ContactId: 18, ProjectId: 4 },
      Project: { ProjectId: 4, Name: 'Launch' },
      Ticket: { TicketId: 11, CustId: 65, SaleId: 21, OwnedByAssociateId: 5 },
    });

    const answer = await ask(`{
      chatSession(id: 9) {
        person { associate { fullName } contact { name } }
        sale { person { fullName } contact { name } project { name } }
        ticket { person { fullName } sale { project { name } } ownedBy { fullName } }
      }
    }`);

    expect(answer).toMatchObject({
      data: {
        chatSession: {
          person: { associate: { fullName: 'Tobias' }, contact: { name: 'Nordvik' } },
          sale: { person: { fullName: 'Chloe' }, contact: { name: 'Nordvik' }, project: { name: 'Launch' } },
          ticket: {
            person: { fullName: 'Chloe' },
            sale: { project: { name: 'Launch' } },
            ownedBy: { fullName: 'Tobias' },
          },
        },
      },
    });
    expect(superOffice().calls()).toEqual(['GET ChatSession/9']);
  });

  it('ask for 100 ids at most', async () => {
    superOffice().on(FOR_CURRENT_USER, sessionsOf(250));
    superOffice().on(PERSONS, batchOf('PersonId', persons));

    const answer = await ask('{ chatSessionsForCurrentUser { ticket { person { fullName } } } }');

    expect(answer.errors).toBeUndefined();
    expect(
      superOffice()
        .requests.slice(1)
        .map(({ body }) => (body as number[]).length),
    ).toEqual([100, 100, 50]);
  });

  it('are one for each distinct chat session, which cannot be read in batches', async () => {
    superOffice().on('GET ChatSession/1', { ChatSessionId: 1, Status: 'Closed' });
    superOffice().on('GET ChatSession/2', { ChatSessionId: 2, Status: 'InQueue' });

    const answer = await ask(
      '{ a: chatSession(id: 1) { status } b: chatSession(id: 2) { status } c: chatSession(id: 1) { id } }',
    );

    expect(answer.data).toEqual({ a: { status: 'CLOSED' }, b: { status: 'IN_QUEUE' }, c: { id: '1' } });
    expect(superOffice().calls().sort()).toEqual(['GET ChatSession/1', 'GET ChatSession/2']);
  });

  it('are one for each distinct chat topic, which cannot be read in batches either', async () => {
    superOffice().on(
      FOR_CURRENT_USER,
      range(1, 30).map((id) => ({ ChatSessionId: id, TopicId: 800 + (id % 3) })),
    );
    superOffice().on('GET ChatTopic/', ({ path }, response) => {
      const id = Number(path.split('/')[1]);
      sendJson(response, { ChatTopicId: id, Name: `Topic ${id}` });
    });

    const answer = await ask('{ chatSessionsForCurrentUser { topic { name } } }');

    expect(answer.data.chatSessionsForCurrentUser).toEqual(
      range(1, 30).map((id) => ({ topic: { name: `Topic ${800 + (id % 3)}` } })),
    );
    expect(superOffice().calls().sort()).toEqual(
      [FOR_CURRENT_USER, ...range(800, 3).map((id) => `GET ChatTopic/${id}`)].sort(),
    );
  });

  it('are not made for a relation if only its key is selected, in any form', async () => {
    superOffice().on('GET ChatSession/9', {
      ChatSessionId: 9,
      Person: { PersonId: 65, ContactId: 18, CountryId: 0, AssociateId: -1 },
    });

    const answer = await ask(`
      query { chatSession(id: 9) { person {
        contact { __typename id ...on Contact { id } ...Key }
        country { id }
        associate { fullName }
      } } }
      fragment Key on Contact { key: id }
    `);

    expect(answer.data.chatSession.person).toEqual({
      contact: { __typename: 'Contact', id: '18', key: '18' },
      country: null,
      associate: null,
    });
    expect(superOffice().calls()).toEqual(['GET ChatSession/9']);
  });
});

describe('a batch answer', () => {
  const PAIR = '{ a: person(id: 1) { fullName } b: person(id: 2) { fullName } c: person(id: 3) { fullName } }';
  const [first, second, third] = [1, 2, 3].map((id) => ({ PersonId: id, FullName: `Person ${id}` }));

  it.each([
    ['in another order', [third, first, second]],
    ['with records twice', [first, first, second, third, second]],
    ['with gaps that are null', [null, first, null, second, third]],
    ['with records that nobody asked for', [{ PersonId: 4, FullName: 'Nobody' }, first, second, third]],
  ])('%s gives each caller its own record', async (_name, records) => {
    superOffice().on(PERSONS, records);

    const answer = await ask(PAIR);

    expect(answer).toMatchObject({
      data: { a: { fullName: 'Person 1' }, b: { fullName: 'Person 2' }, c: { fullName: 'Person 3' } },
    });
    expect(answer.errors).toBeUndefined();
    expect(superOffice().calls()).toEqual([PERSONS]);
  });

  it('without a record gives null for it, without an error', async () => {
    superOffice().on(PERSONS, [first, third]);

    const answer = await ask(PAIR);

    expect(answer.data).toEqual({ a: { fullName: 'Person 1' }, b: null, c: { fullName: 'Person 3' } });
    expect(answer.errors).toBeUndefined();
  });
});

describe('a batch that is refused', () => {
  const ids = range(1, 20);
  const QUERY = `{ ${ids.map((id) => `p${id}: person(id: ${id}) { fullName }`).join(' ')} }`;
  const refuse = (status: number, forbidden: readonly number[]) =>
    superOffice().on(PERSONS, (request, response) => {
      if ((request.body as number[]).some((id) => forbidden.includes(id))) {
        sendJson(response, { Error: true, ErrorType: 'SoSecurityException', ErrorMessage: 'secret detail' }, status);
      } else {
        batchOf('PersonId', persons)(request, response);
      }
    });

  it.each([
    { status: 403, code: 'FORBIDDEN' },
    { status: 400, code: 'UPSTREAM_ERROR' },
    { status: 500, code: 'UPSTREAM_ERROR' },
    { status: 200, code: 'UPSTREAM_ERROR' },
  ])('with $status is halved until the refused record is alone', async ({ status, code }) => {
    refuse(status, [7]);

    const answer = await ask(QUERY);

    expect(answer.errors).toMatchObject([{ path: ['p7'], extensions: { code } }]);
    expect(answer.data.p7).toBeNull();
    expect(ids.filter((id) => id !== 7).map((id) => answer.data[`p${id}`])).toEqual(
      ids.filter((id) => id !== 7).map((id) => ({ fullName: `Person ${id}` })),
    );
    expect(superOffice().calls()).toHaveLength(1 + 2 * 5);
    expect(JSON.stringify(answer)).not.toContain('secret detail');
  });

  it('with 404 for one record gives null for it, without an error', async () => {
    refuse(404, [7]);

    const answer = await ask(QUERY);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.p7).toBeNull();
    expect(answer.data.p8).toEqual({ fullName: 'Person 8' });
  });

  it('as a whole costs at most 16 calls more, and every record has an error of its own', async () => {
    refuse(403, ids);

    const answer = await ask(QUERY);

    expect(answer.errors).toHaveLength(20);
    expect(superOffice().calls()).toHaveLength(1 + 16);
  });

  it.each([
    { status: 401, tries: 1 },
    { status: 429, tries: 1 },
    { status: 500, tries: 1 },
    { status: 502, tries: 2 },
    { status: 503, tries: 2 },
    { status: 504, tries: 2 },
  ])('with $status and no error body is not tried in pieces', async ({ status, tries }) => {
    superOffice().on(PERSONS, '<html>', status, { 'content-type': 'text/html' });

    const answer = await ask(QUERY, {}, newCredential());

    expect(answer.errors).toHaveLength(20);
    expect(superOffice().calls()).toEqual(Array(tries).fill(PERSONS));
  });
});

describe('an operation', () => {
  const THIRTY = `{ ${range(1, 30)
    .map((id) => `s${id}: chatSession(id: ${id}) { id }`)
    .join(' ')} }`;

  it('has at most 16 REST calls in flight', async () => {
    const held = holdInFlight({ calls: 50, atOnce: 16 });
    superOffice().on(
      'GET ChatSession/',
      held.hold(({ path }, response) => sendJson(response, { ChatSessionId: Number(path.split('/')[1]) })),
    );

    const answer = await ask(
      `{ ${range(1, 50)
        .map((id) => `s${id}: chatSession(id: ${id}) { status }`)
        .join(' ')} }`,
    );

    expect(answer.errors).toBeUndefined();
    expect(held.most).toBe(16);
  });

  describe('with MAX_REST_CALLS=5', () => {
    const limited = useFacade({ ...MANY_ROOT_FIELDS, MAX_REST_CALLS: '5' });

    it('fails the further fields, and the rest is answered', async () => {
      limited.superOffice.on('GET ChatSession/', ({ path }, response) => {
        sendJson(response, { ChatSessionId: Number(path.split('/')[1]) });
      });

      const answer = await limited.ask(THIRTY);

      expect(limited.superOffice.calls()).toHaveLength(5);
      expect(answer.errors).toHaveLength(25);
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(
        Array(25).fill('OPERATION_LIMIT_EXCEEDED'),
      );
      expect(Object.values(answer.data).filter((value) => value !== null)).toHaveLength(5);
    });
  });
});
