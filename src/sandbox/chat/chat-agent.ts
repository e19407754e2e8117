import { readBody, readObject, readText } from '../http/bodies.js';
import { badArgument, Refusal } from '../http/errors.js';
import { type Answer, type Call, isInt32, NO_CONTENT, type Route, readInt32, route } from '../http/route.js';
import { select } from '../http/select.js';
import { option } from '../options.js';

/** How agents refuse, always with status 200: with null, or with an error body without `Error`. */
export type AgentRefusal = 'null' | 'message';

/** The agent's input as a REST call's. */
type Given = Partial<Pick<Call, 'params' | 'query' | 'body'>>;

/** A remote procedure, the equivalent REST call, and how to translate between them. */
interface Twin {
  readonly name: string;
  readonly rest: string | ((sent: Sent) => string);
  /** @throws {Refusal} for a request that cannot be read: agents answer 400 only to these. */
  readonly read?: (sent: Sent, query: URLSearchParams) => Given;
}

type Sent = Readonly<Record<string, unknown>>;

const session = (sent: Sent): Given => ({ params: { id: idIn(sent, 'ChatSessionId') } });
const topic = (sent: Sent): Given => ({ params: { id: idIn(sent, 'ChatTopicId') } });
const member = (sent: Sent): Given => ({
  params: { id: idIn(sent, 'ChatTopicId'), username: readText(sent.username, 'Username') ?? '' },
  body: sent.useragent,
});
/** By an id in the query. */
const entity =
  (name: string) =>
  (_sent: Sent, query: URLSearchParams): Given => ({
    params: { id: String(readInt32(option(query, name.toLowerCase()) ?? '')) },
  });

const TWINS: readonly Twin[] = [
  { name: 'CreateDefaultChatSessionEntity', rest: 'GET ChatSession/default' },
  { name: 'ChatSessionsForUser', rest: 'GET ChatSession/ForCurrentUser' },
  { name: 'GetChatSessionEntity', rest: 'GET ChatSession/{id}', read: entity('chatSessionEntityId') },
  { name: 'DeleteChatSessionEntity', rest: 'DELETE ChatSession/{id}', read: entity('chatSessionEntityId') },
  {
    name: 'SaveChatSessionEntity',
    rest: (sent) => (sent.chatsessionid ? 'PUT ChatSession/{id}' : 'POST ChatSession'),
    read: (sent) => ({ params: { id: String(sent.chatsessionid) }, body: sent }),
  },
  {
    name: 'TransferChatSession',
    rest: 'POST ChatSession/{id}/TransferTo/{toAssociate}',
    read: (sent) => ({
      params: { id: idIn(sent, 'ChatSessionId'), toAssociate: readText(sent.toassociate, 'ToAssociate') ?? '' },
    }),
  },
  { name: 'AcceptChatSessionTransfer', rest: 'POST ChatSession/{id}/AcceptTransfer', read: session },
  { name: 'RejectChatSessionTransfer', rest: 'POST ChatSession/{id}/RejectTransfer', read: session },
  { name: 'PickUpChatSession', rest: 'POST ChatSession/{id}/Pickup', read: session },
  { name: 'PickUpFirstChatSession', rest: 'POST ChatSession/Pickup' },
  { name: 'ResetChatSession', rest: 'POST ChatSession/{id}/Reset', read: session },
  {
    name: 'GetChatTranscript',
    rest: 'POST ChatSession/{id}/Transcript',
    read: (sent) => ({ ...session(sent), query: queryOf({ html: sent.html }) }),
  },
  {
    name: 'GetChatMessages',
    rest: 'GET ChatSession/{id}/Messages',
    read: (sent) => ({ ...session(sent), query: queryOf({ after: sent.after }) }),
  },
  {
    name: 'AddChatMessage',
    rest: 'POST ChatSession/{id}/Messages',
    read: (sent) => ({ ...session(sent), body: sent.message }),
  },
  { name: 'CreateDefaultChatTopicEntity', rest: 'GET ChatTopic/default' },
  { name: 'ChatTopicsForUser', rest: 'GET ChatTopic/ForCurrentUser' },
  { name: 'GetChatTopicEntity', rest: 'GET ChatTopic/{id}', read: entity('chatTopicEntityId') },
  { name: 'IsWithinOpeningHours', rest: 'GET ChatTopic/{id}/IsOpen', read: topic },
  { name: 'CreateChatSessionForTopic', rest: 'POST ChatTopic/{id}/Sessions', read: topic },
  {
    name: 'GetUserAgentList',
    rest: 'GET ChatTopic/UserAgents',
    read: ({ flat, onlypresent }) => ({ query: queryOf({ flat, onlyPresent: onlypresent }) }),
  },
  { name: 'GetChatTopicUserAgentList', rest: 'GET ChatTopic/{id}/UserAgent', read: topic },
  {
    name: 'UpdateChatTopicUserAgents',
    rest: 'PUT ChatTopic/{id}/UserAgent',
    read: (sent) => ({ ...topic(sent), body: sent.useragents }),
  },
  {
    name: 'AddChatTopicUserAgent',
    rest: 'POST ChatTopic/{id}/UserAgent',
    read: (sent) => ({ ...topic(sent), body: sent.useragent }),
  },
  { name: 'GetChatTopicUserAgent', rest: 'GET ChatTopic/{id}/UserAgent/{username}', read: member },
  { name: 'UpdateChatTopicUserAgent', rest: 'PUT ChatTopic/{id}/UserAgent/{username}', read: member },
  { name: 'DeleteChatTopicUserAgent', rest: 'DELETE ChatTopic/{id}/UserAgent/{username}', read: member },
  { name: 'GetChatPresence', rest: 'GET Presence/GetAll' },
  { name: 'SaveChatPresence', rest: 'POST Presence/SaveAll', read: (sent) => ({ body: sent.chatpresence }) },
];

/** The chat agent: the chat's REST calls, as remote procedures. */
export function chatAgentRoutes(rest: readonly Route[], agentRefusal: AgentRefusal): readonly Route[] {
  const byName = new Map(rest.map((one) => [`${one.method} ${one.segments.join('/')}`, one]));
  return TWINS.map(({ name, rest: twin, read }) =>
    route('POST', `Agents/Chat/${name}`, (call) => {
      // SuperOffice's own client sends `null` if all parameters are in the query.
      const sent: Sent = call.body == null ? {} : readBody(readObject(call.body));
      const given = { params: {}, query: NO_QUERY, body: undefined, ...read?.(sent, call.query) };
      const { answer } = byName.get(typeof twin === 'string' ? twin : twin(sent)) as Route;
      return refusing(agentRefusal, () => plain(answer({ ...call, ...given }), call.query));
    }),
  );
}

const NO_QUERY = new URLSearchParams();

/** Agents answer carriers without links. */
function plain(answered: Answer, query: URLSearchParams): Answer {
  if (answered === NO_CONTENT) {
    return answered;
  }
  const { carrier, value } = answered;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { carrier, value: select(query, value) };
  }
  const { _Links, ...rest } = value as Readonly<Record<string, unknown>>;
  return { carrier, value: select(query, rest) };
}

function refusing(agentRefusal: AgentRefusal, answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    const value = agentRefusal === 'null' ? null : { Message: error.message, MessageDetail: error.errorType };
    return { carrier: 'Error', value };
  }
}

function idIn(sent: Sent, property: string): string {
  const id = sent[property.toLowerCase()];
  if (!isInt32(id)) {
    throw badArgument(`${property} must be an int32.`);
  }
  return String(id);
}

/** What is there, as a query has it. */
function queryOf(options: Sent): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    if (value != null) {
      query.set(name, String(value));
    }
  }
  return query;
}
