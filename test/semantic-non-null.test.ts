import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type DocumentNode, type GraphQLField, type GraphQLSchema, isObjectType, Kind, parse } from 'graphql';
import { createSchema } from '../src/graphql/schema/schema.js';
import { type Answer, newCredential, useFacade } from './helpers/facade.js';
import { type Handler, json, noContent, notFound, sendJson } from './helpers/fake-superoffice.js';

type Field = GraphQLField<unknown, unknown>;

/** The words of the descriptions. A field that can be null for another reason continues with "or". */
const SAID = /null only together with an error(?!,? or\b)/i;
/** Any words for it; a text with another reason as well is not a promise. */
const SAID_SOMEHOW = /\bwith an error\b/i;
const WITH_ANOTHER_REASON = /\bor together with an error\b|\btogether with an error,? or\b/i;

const described = fieldsOf(createSchema({ exposeSessionKey: true }));
const promised = described.filter(([, field]) => SAID.test(textOf(field))).map(([name]) => name);
const marked = described.filter(([, field]) => isMarked(field)).map(([name]) => name);

describe('@semanticNonNull', () => {
  it('is on each field that is described as null only together with an error, and on no other', () => {
    expect(promised.length).toBeGreaterThan(25);
    expect(marked).toEqual(promised);
  });

  it('is described in the same words everywhere', () => {
    const otherwise = described
      .filter(([, field]) => SAID_SOMEHOW.test(textOf(field)) && !WITH_ANOTHER_REASON.test(textOf(field)))
      .map(([name]) => name);

    expect(otherwise).toEqual(promised);
  });

  it.each([
    { file: 'schema.graphql', reader: 'clients' },
    { file: 'subgraph.graphql', reader: 'composers' },
  ])('is in $file, for $reader', ({ file }) => {
    const document = parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));

    expect(markedIn(document).sort()).toEqual(marked.filter((name) => !name.startsWith('_')).sort());
    expect(
      document.definitions.some(
        (node) => node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === 'semanticNonNull',
      ),
    ).toBe(true);
  });

  it('is on the same fields with a prefix', () => {
    const prefixed = fieldsOf(createSchema({ exposeSessionKey: true, prefix: 'SuperOffice' }));

    expect(prefixed.filter(([, field]) => isMarked(field))).toHaveLength(marked.length);
  });
});

const pair = useFacade({ SUPEROFFICE_MAX_RETRIES: '0' });

/** How a field is asked for. */
interface Case {
  readonly query: string;
  /** The path of its value in the answer. */
  readonly path: readonly (string | number)[];
  /** The calls that it takes, each with a right answer. */
  readonly calls: Readonly<Record<string, unknown>>;
  /** Calls for its parents. */
  readonly around?: Readonly<Record<string, unknown>>;
}

const SESSION = { ChatSessionId: 549, TopicId: 7 };
const TOPIC = { ChatTopicId: 7, Name: 'Support' };
const MEMBER = { TopicId: 7, User: { AssociateId: 3, UserName: 'bo' }, CanRespond: true };
const MESSAGE = { ChatMessageId: 9001, ChatSessionId: 549, Message: 'Hi' };

const inSession = (field: string, calls: Case['calls']): Case => ({
  query: `{ chatSession(id: 549) { ${field} } }`,
  path: ['chatSession', nameOf(field)],
  calls,
  around: { 'GET ChatSession/549': SESSION },
});
const inTopic = (field: string, calls: Case['calls']): Case => ({
  query: `{ chatTopic(id: 7) { ${field} } }`,
  path: ['chatTopic', nameOf(field)],
  calls,
  around: { 'GET ChatTopic/7': TOPIC },
});
const inPerson = (field: string, calls: Case['calls']): Case => ({
  query: `{ person(id: 65) { ${field} } }`,
  path: ['person', nameOf(field)],
  calls,
  around: { 'POST Agents/Person/GetPersonList': [{ PersonId: 65 }] },
});
const inTicketType = (field: string, calls: Case['calls']): Case => ({
  query: `{ ticketType(id: 1) { ${field} } }`,
  path: ['ticketType', nameOf(field)],
  calls,
  around: {
    'POST Agents/List/GetTicketTypeList': [{ TicketTypeId: 1, TicketStatuses: [1, 2], TicketPriorities: [1, 2] }],
  },
});
const query = (field: string, calls: Case['calls']): Case => ({
  query: `{ ${field} }`,
  path: [nameOf(field)],
  calls,
});
const mutation = (field: string, calls: Case['calls']): Case => ({
  query: `mutation { ${field} }`,
  path: [nameOf(field)],
  calls,
});

/** Every field that has the directive. */
const CASES: Readonly<Record<string, Case>> = {
  'ChatPresence.chatTopics': {
    query: '{ chatPresence { chatTopics { name } } }',
    path: ['chatPresence', 0, 'chatTopics'],
    calls: { 'GET ChatTopic/7': TOPIC },
    around: { 'GET Presence/GetAll': [{ UserId: 1, ChatTopics: [7] }] },
  },
  'ChatSession.messages': inSession('messages { message }', { 'GET ChatSession/549/Messages': [MESSAGE] }),
  'ChatTopic.isOpen': inTopic('isOpen', { 'GET ChatTopic/7/IsOpen': true }),
  'ChatTopic.members': inTopic('members { canRespond }', { 'GET ChatTopic/7/UserAgent': [MEMBER] }),
  'ChatTopic.sessions': inTopic('sessions { nodes { id } }', {
    'GET ChatTopic/7/Sessions': { value: [{ PrimaryKey: 549, chatSessionId: 549 }] },
  }),
  'Person.chatSessions': inPerson('chatSessions { nodes { id } }', {
    'GET ChatSession?': { value: [{ PrimaryKey: 549, chatSessionId: 549 }] },
  }),
  'Person.tickets': inPerson('tickets { nodes { id } }', {
    'GET Ticket?': { value: [{ PrimaryKey: 71, ticketId: 71 }] },
  }),
  'SetChatPresencePayload.chatPresence': {
    query: 'mutation { setChatPresence(presences: [{ userId: 1, present: true }]) { chatPresence { present } } }',
    path: ['setChatPresence', 'chatPresence'],
    calls: { 'GET Presence/GetAll': [{ UserId: 1, Present: true }] },
    around: { 'POST Presence/SaveAll': noContent },
  },
  'TicketType.ticketPriorities': inTicketType('ticketPriorities { tooltip }', {
    'POST Agents/List/GetTicketPriorityList': [{ Id: 1 }, { Id: 2 }],
  }),
  'TicketType.ticketStatuses': inTicketType('ticketStatuses { name }', {
    'POST Agents/List/GetTicketStatusList': [{ TicketStatusId: 1 }, { TicketStatusId: 2 }],
  }),
  'Query.chatPresence': query('chatPresence { present }', { 'GET Presence/GetAll': [{ UserId: 1, Present: true }] }),
  'Query.chatSessions': query('chatSessions { nodes { id } }', {
    'GET ChatSession?': { value: [{ PrimaryKey: 549, chatSessionId: 549 }] },
  }),
  'Query.chatSessionsForCurrentUser': query('chatSessionsForCurrentUser { status }', {
    'GET ChatSession/ForCurrentUser': [SESSION],
  }),
  'Query.chatTopicsForCurrentUser': query('chatTopicsForCurrentUser { name }', {
    'GET ChatTopic/ForCurrentUser': [TOPIC],
  }),
  'Query.transferTargets': query('transferTargets { name }', {
    'GET MDOList/chatuser': [{ Id: 3, Name: 'Bo' }],
    'POST Agents/Associate/GetAssociateList': [{ AssociateId: 3, Name: 'bo' }],
  }),
  'Mutation.acceptChatSessionTransfer': mutation('acceptChatSessionTransfer(id: 549) { id }', {
    'POST ChatSession/549/AcceptTransfer': SESSION,
  }),
  'Mutation.addChatMessage': mutation(
    'addChatMessage(id: 549, message: { message: "Hi", type: TO_CUSTOMER }) { message }',
    { 'POST ChatSession/549/Messages': MESSAGE },
  ),
  'Mutation.addChatTopicMember': mutation(
    'addChatTopicMember(id: 7, member: { userName: "bo", canRespond: true }) { canRespond }',
    { 'POST ChatTopic/7/UserAgent': MEMBER },
  ),
  'Mutation.createChatSession': mutation('createChatSession(topic: 7) { id }', {
    'POST ChatTopic/7/Sessions': SESSION,
  }),
  'Mutation.deleteChatSession': mutation('deleteChatSession(id: 549) { id }', { 'DELETE ChatSession/549': noContent }),
  'Mutation.rejectChatSessionTransfer': mutation('rejectChatSessionTransfer(id: 549) { id }', {
    'POST ChatSession/549/RejectTransfer': SESSION,
  }),
  'Mutation.removeChatTopicMember': mutation('removeChatTopicMember(id: 7, userName: "bo") { topic { id } }', {
    'DELETE ChatTopic/7/UserAgent/bo': noContent,
  }),
  'Mutation.resetChatSession': mutation('resetChatSession(id: 549) { id }', {
    'POST ChatSession/549/Reset': SESSION,
  }),
  'Mutation.setChatPresence': {
    ...mutation('setChatPresence(presences: [{ userId: 1, present: true }]) { chatPresence { present } }', {
      'POST Presence/SaveAll': noContent,
    }),
    around: { 'GET Presence/GetAll': [] },
  },
  'Mutation.transferChatSession': {
    ...mutation('transferChatSession(id: 549, toAssociate: "3") { id }', {
      'POST ChatSession/549/TransferTo/3': SESSION,
    }),
    // Looked up if the answer does not say: it waits for nobody.
    around: { 'GET ChatSession/549': SESSION },
  },
  'Mutation.updateChatSession': mutation('updateChatSession(id: 549, input: { customerName: "Ada" }) { id }', {
    'PATCH ChatSession/549': SESSION,
  }),
  'Mutation.updateChatTopicMember': mutation(
    'updateChatTopicMember(id: 7, member: { userName: "bo", canRespond: true }) { canRespond }',
    { 'PUT ChatTopic/7/UserAgent/bo': MEMBER },
  ),
};

/** Wrong answers of SuperOffice. */
const HOSTILE: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(
    [
      ...[null, true, false, 0, -1, 42, '', 'text', '7'],
      ...[[], [null], [[]], [{}], [0], ['text'], [true]],
      ...[{}, { value: null }, { value: [] }, { value: [null] }, { value: [{}] }, { value: [[]] }],
      ...[
        { Message: 'refused', MessageDetail: 'refused' },
        { Error: true, ErrorType: 'SoException' },
      ],
      // Of keys that mean no record.
      ...[{ ChatSessionId: 0 }, { ChatMessageId: 0 }, { TopicId: 0 }, [{ Id: 0, AssociateId: 0, ChatTopicId: 0 }]],
      // Of other records than were asked for.
      ...[{ ChatSessionId: 550 }, { ChatMessageId: 9, ChatSessionId: 550 }, { TopicId: 8 }, [{ ChatTopicId: 8 }]],
    ].map((body): [string, Handler] => [JSON.stringify(body), json(body)]),
  ),
  nothing: noContent,
  'an empty body': (_request, response) => response.writeHead(200).end(),
  'half a body': (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('[{"Cha'),
  'a page': (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in</p>'),
  'a connection that is cut': (_request, response) => response.destroy(),
  'a redirect': (_request, response) => response.writeHead(302, { location: '/login' }).end(),
  '404 of a web server': (_request, response) => response.writeHead(404).end('<p>Not found</p>'),
  "SuperOffice's 404": notFound,
  ...Object.fromEntries(
    [400, 401, 403, 405, 409, 412, 421, 422, 500, 503].map((status): [string, Handler] => [
      `${status}`,
      (_request, response) => sendJson(response, { Error: true, ErrorType: 'SoException' }, status),
    ]),
  ),
};

describe('a field with @semanticNonNull', () => {
  it('is tested for every such field', () => {
    expect(Object.keys(CASES).sort()).toEqual([...marked].sort());
  });

  it.each(Object.entries(CASES))('has a value if all goes well: %s', async (_name, { query, path, calls, around }) => {
    answerWith({ ...around, ...calls });

    const answer = await ask(query);

    expect(answer.errors).toBeUndefined();
    expect(valueAt(answer, path)).not.toBeNull();
  });

  it.each(Object.entries(CASES).flatMap(([name, { calls }]) => Object.keys(calls).map((call) => ({ name, call }))))(
    'is null only together with an error: $name, for any answer to $call',
    async ({ name, call }) => {
      const { query, path, calls, around } = CASES[name] as Case;
      const seen: string[] = [];

      for (const [what, handler] of Object.entries(HOSTILE)) {
        answerWith({ ...around, ...calls, [call]: handler });
        const answer = await ask(query);
        const isNull = valueAt(answer, path) == null;
        seen.push(
          `${what}: ${isNull ? `null, ${hasErrorAt(answer, path) ? 'with an error' : 'without one'}` : 'a value'}`,
        );
      }

      expect(seen.filter((line) => line.endsWith('without one'))).toEqual([]);
      // For a change without an expected answer, only a refusal is an error.
      expect(seen.filter((line) => line.endsWith('with an error')).length).toBeGreaterThan(5);
    },
  );
});

/** As a caller whom SuperOffice has not refused before. */
function ask(text: string): Promise<Answer> {
  return pair.ask(text, {}, newCredential());
}

function answerWith(answers: Readonly<Record<string, unknown>>): void {
  // The latest answer counts, and the start of a path covers all of it.
  for (const [call, answer] of Object.entries(answers).sort(([a], [b]) => a.length - b.length)) {
    pair.superOffice.on(call, answer);
  }
}

function valueAt({ data }: Answer, path: Case['path']): unknown {
  return path.reduce((value, step) => (value as Record<string | number, unknown> | null | undefined)?.[step], data);
}

/** Whether an error says why there is nothing: at this place, around it, or below it. */
function hasErrorAt({ errors = [] }: Answer, path: Case['path']): boolean {
  return errors.some((error) =>
    path.every((step, index) => error.path === undefined || (error.path[index] ?? step) === step),
  );
}

function fieldsOf(schema: GraphQLSchema): readonly (readonly [name: string, field: Field])[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('_'))
    .flatMap((type) => Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const));
}

function isMarked({ astNode }: Field): boolean {
  return astNode?.directives?.some(({ name }) => name.value === 'semanticNonNull') ?? false;
}

/** A description in one line. */
function textOf({ description }: Field): string {
  return (description ?? '').replaceAll(/\s+/g, ' ');
}

function markedIn({ definitions }: DocumentNode): string[] {
  return definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION
      ? (type.fields ?? [])
          .filter(({ directives = [] }) => directives.some(({ name }) => name.value === 'semanticNonNull'))
          .map((field) => `${type.name.value}.${field.name.value}`)
      : [],
  );
}

/** `messages { message }` -> `messages`. */
function nameOf(selection: string): string {
  return /^\w+/.exec(selection)?.[0] ?? '';
}
