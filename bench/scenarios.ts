import { associates, contacts, countries, MAX_SESSIONS, persons, sessions, transferred } from './records.js';

/** The operation that is sent. */
export type OperationName = 'transfer' | 'desk' | 'persons' | 'person';

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** An operation and its load. */
export interface LoadScenario {
  readonly id: string;
  readonly title: string;
  readonly operation: OperationName;
  /** How many sessions a desk lists. */
  readonly sessions: number;
  /** How long the upstream waits before each answer. */
  readonly delayMs: number;
  /** Each asks again as soon as it has its answer. */
  readonly connections: number;
  /** Whether all connections are one caller's; otherwise each one is a caller's own. */
  readonly isOneCaller: boolean;
  /** Processes of each contender: two if small differences count, because one can be 5 % faster than another. */
  readonly processes: number;
  /** Whether it is measured on Node.js 24 as well. */
  readonly isOnNode24: boolean;
}

export const LOAD_SCENARIOS: readonly LoadScenario[] = [
  scenario({
    id: 'a',
    title: 'One transfer: six nested records, 12 scalar fields',
    operation: 'transfer',
    isOnNode24: true,
  }),
  scenario({
    id: 'b',
    title: '50 sessions, their persons, contacts, countries, requests and owners',
    isOnNode24: true,
  }),
  scenario({ id: 'c', title: '`_entities` with 100 persons', operation: 'persons', isOnNode24: true }),
  scenario({ id: 'c1', title: '`_entities` with one person', operation: 'person' }),
  scenario({ id: 'd', title: 'Like (b), with an upstream that takes 20 ms a call', delayMs: 20, connections: 4 }),
  ...[1, 10, 100, MAX_SESSIONS].map((count) =>
    scenario({
      id: `e${count}`,
      title: `Growth: like (b), with ${count} session${count === 1 ? '' : 's'}, one after the other`,
      sessions: count,
      connections: 1,
      processes: 1,
    }),
  ),
  scenario({
    id: 'h',
    title: 'Like (b), with one credential for all requests: concurrent reads shared, and not shared',
    isOneCaller: true,
  }),
];

/** The scenarios for the start, the memory and the soak. */
export const [TRANSFER, DESK] = LOAD_SCENARIOS as readonly [LoadScenario, LoadScenario];

function scenario(own: Pick<LoadScenario, 'id' | 'title'> & Partial<LoadScenario>): LoadScenario {
  return {
    operation: 'desk',
    sessions: 50,
    delayMs: 0,
    connections: 16,
    isOneCaller: false,
    processes: 2,
    isOnNode24: false,
    ...own,
  };
}

/** The operations for contenders with this server's own schema. */
export const OPERATIONS: Readonly<Record<OperationName, Operation>> = {
  transfer: {
    query: `mutation Transfer($id: ID!, $toAssociate: String!) {
  transferChatSession(id: $id, toAssociate: $toAssociate) {
    id
    customerName
    user { fullName }
    person { fullName email }
    contact { name city }
    project { name }
    sale { title amount }
    ticket { title createdAt }
  }
}`,
    variables: { id: '549', toAssociate: 'bo' },
  },
  desk: {
    query: `query Desk {
  chatSessionsForCurrentUser {
    id
    customerName
    lastMessage
    whenRequested
    person { id fullName contact { id name country { id name } } }
    ticket { id title ownedBy { id fullName } }
  }
}`,
    variables: {},
  },
  persons: entities('Persons', 100),
  person: entities('Person', 1),
};

/** Persons, as a router asks for them. */
export function entities(name: string, count: number, key = 'id'): Operation {
  return {
    query: `query ${name}($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Person { id fullName email mobilePhone } }
}`,
    variables: {
      representations: persons
        .slice(0, count)
        .map(({ PersonId }) => ({ __typename: 'Person', [key]: String(PersonId) })),
    },
  };
}

/** What every contender must answer, computed only from the records. */
export function expectedData({ operation, sessions: count }: LoadScenario): unknown {
  switch (operation) {
    case 'transfer':
      return expectedTransfer(transferred);
    case 'desk':
      return { chatSessionsForCurrentUser: sessions.slice(0, count).map(expectedSession) };
    case 'persons':
      return { _entities: persons.slice(0, 100).map(expectedPerson) };
    case 'person':
      return { _entities: persons.slice(0, 1).map(expectedPerson) };
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the shape of each carrier is the sample's.
type Carrier = any;

function expectedTransfer({ User, Person, Contact, Project, Sale, Ticket, ...session }: Carrier) {
  return {
    transferChatSession: {
      id: String(session.ChatSessionId),
      customerName: session.CustomerName,
      user: { fullName: User.FullName },
      person: { fullName: Person.FullName, email: Person.Email },
      contact: { name: Contact.Name, city: Contact.City },
      project: { name: Project.Name },
      sale: { title: Sale.Title, amount: Sale.Amount },
      ticket: { title: Ticket.Title, createdAt: Ticket.CreatedAt },
    },
  };
}

function expectedSession({ Person, Ticket, ...session }: Carrier) {
  const contact = contacts[Person.ContactId - 1] as Carrier;
  const country = countries[contact.CountryId - 1] as Carrier;
  const owner = associates[Ticket.OwnedByAssociateId - 1] as Carrier;
  return {
    id: String(session.ChatSessionId),
    customerName: session.CustomerName,
    lastMessage: session.LastMessage,
    whenRequested: session.WhenRequested,
    person: {
      id: String(Person.PersonId),
      fullName: Person.FullName,
      contact: {
        id: String(contact.ContactId),
        name: contact.Name,
        country: { id: String(country.CountryId), name: country.Name },
      },
    },
    ticket: {
      id: String(Ticket.TicketId),
      title: Ticket.Title,
      ownedBy: { id: String(owner.AssociateId), fullName: owner.FullName },
    },
  };
}

function expectedPerson({ PersonId, FullName, Email, MobilePhone }: Carrier) {
  return { id: String(PersonId), fullName: FullName, email: Email, mobilePhone: MobilePhone };
}
