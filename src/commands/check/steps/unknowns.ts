import { ticketsPage } from '../../../graphql/resolvers/TicketConnection.js';
import { getArchivePage, isIn } from '../../../superoffice/resources/archive.js';
import { getCurrentAssociate } from '../../../superoffice/resources/associate.js';
import { getChatMessages } from '../../../superoffice/resources/chat-message.js';
import { getChatPresence } from '../../../superoffice/resources/chat-presence.js';
import { getChatSessions } from '../../../superoffice/resources/chat-session.js';
import { getChatUsers } from '../../../superoffice/resources/mdo-list.js';
import { getPersonList } from '../../../superoffice/resources/person.js';
import type { RestCall } from '../../../superoffice/rest/rest-call.js';
import { isRecord } from '../forms/compare.js';
import { formOf } from '../forms/forms.js';
import { refusalOf } from './cause.js';
import type { Read } from './probe.js';
import type { Tour } from './tour.js';

/** A question of `docs/unknowns.md`, and what the check has seen about it. */
export interface Fact {
  readonly question: string;
  /** No value of a record: forms, statuses and numbers of rows. */
  readonly seen: string;
}

const NOTHING = 'nothing that tells';
const BEYOND = 'cannot be seen by reads of one associate';

/** An id that most probably does not exist. */
const GONE_ID = 2_147_483_647;

/** The most ids that the server sends in one call. */
const MAX_IDS = 100;

/** Answers what reads can answer, with a few further calls if the check has not ended early. */
export async function lookForFacts(tour: Tour): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (const [question, look] of Object.entries(QUESTIONS)) {
    facts.push({ question, seen: (await look(tour)) || NOTHING });
  }
  return facts;
}

type Look = (tour: Tour) => string | undefined | Promise<string | undefined>;

const beyond: Look = () => BEYOND;

const QUESTIONS: Readonly<Record<string, Look>> = {
  "In which order the agents' lists return records, and whether they omit, repeat or null a record that is gone":
    seeOrder,
  'Whether a list fails as a whole if the caller may not read one of its records': beyond,
  'How many ids a list accepts': async (tour) => {
    const body = Array.from({ length: MAX_IDS }, (_, index) => index + 1);
    const call: RestCall = { ...read('Agents/Person/GetPersonList'), method: 'POST', body, expected: 'list' };
    const { refusal, json } = await ask(tour, (client) => client.send(call));
    return refusal ?? (json === undefined ? undefined : `${MAX_IDS} ids are taken`);
  },
  'In which form `$select` returns numbers and booleans': async (tour) => {
    const [id] = tour.sight.keys('chatSession');
    if (id === undefined) {
      return undefined;
    }
    const call = { ...read('ChatSession/{id}'), params: { id }, query: { $select: 'ChatSessionId' } };
    const { refusal, json } = await ask(tour, (client) => client.send(call));
    const { Rank, CustomerConsented, WhenRequested } = isRecord(json) ? json : {};
    const forms = `a number ${formOf(Rank)}, a switch ${formOf(CustomerConsented)}, a date ${formOf(WhenRequested)}`;
    return refusal ?? (isRecord(json) ? `of a session: ${forms}` : undefined);
  },
  'Whether a queued session has no `User`, or a `User` with the id 0': (tour) => {
    const user = formsAt(tour, /^queued ChatSession\.User$/);
    return user && `User: ${user}; its id: ${formsAt(tour, /^queued ChatSession\.User\.AssociateId$/)}`;
  },
  'Whether a property that an older version lacks is missing or null': ({ sight }) => {
    const missing = [...sight.forms].filter(([, forms]) => forms.has('missing')).length;
    return missing === 0 ? undefined : `${missing} properties are missing: the forms say which`;
  },
  "Whether a session's `Flags` are a text or a number, and whether no flag means `CustomerIsTyping`, which is 0": (
    tour,
  ) => formsAt(tour, /^ChatSession\.Flags$/),
  'Whether enums also come as numbers, and a status in a row as `[I:5]`': (tour) =>
    formsAt(tour, /^ChatSession\.Status$|\.status\.RawValue$/),
  'Whether a mask can be -1, and whether that means no flag or all flags': (tour) => formsAt(tour, /\.Mask$/),
  'Whether `ChatPresence.UserId` is the id of a Service user or of an associate': async (tour) => {
    const { json: associate } = await ask(tour, getCurrentAssociate);
    const { json: presences } = await ask(tour, getChatPresence);
    if (!isRecord(associate) || !Array.isArray(presences) || associate.AssociateId === associate.EjUserId) {
      return undefined;
    }
    const has = (id: unknown) => (presences.some((one) => isRecord(one) && one.UserId === id) ? 'there' : 'not there');
    return `the caller's id as a Service user is ${has(associate.EjUserId)}, as an associate ${has(associate.AssociateId)}`;
  },
  'Whether each member of a topic comes with its `User`': (tour) => formsAt(tour, /^ChatTopicAgent\.User$/),
  'In which time zone `[DT:…]` of a custom field is': (tour) => {
    const forms = formsAt(tour, /\.(CustomFields|ExtraFields)\.\*$/);
    return forms && `the forms of custom fields: ${forms}`;
  },
  'How `$mode=Full` writes the dates of a row': (tour) => formsAt(tour, /\.when\w+\.RawValue$/),
  'How an unset date looks west of UTC, where it would be in the year before year 1': beyond,
  'Whether a message or a member names its session or topic': (tour) => {
    const message = formsAt(tour, /^ChatMessage\.ChatSessionId$/);
    const member = formsAt(tour, /^ChatTopicAgent\.TopicId$/);
    return message || member ? `a message ${message ?? 'not seen'}, a member ${member ?? 'not seen'}` : undefined;
  },
  "Whether a message's `WhenPosted` has fractions of a second": async (tour) => {
    const [id] = tour.sight.keys('chatSession');
    if (id === undefined) {
      return undefined;
    }
    const { json } = await ask(tour, (client) => getChatMessages(client, id));
    const dates = Array.isArray(json) ? json.map((message) => isRecord(message) && String(message.WhenPosted)) : [];
    const withFractions = dates.filter((date) => date && /\.\d*[1-9]/.test(date)).length;
    return dates.length === 0 ? undefined : `${withFractions} of ${dates.length} messages have them`;
  },
  'Whether a list can hold a record twice': beyond,
  "Whether a row's `PrimaryKey` can differ from its key column": beyond,
  'Whether a column can have a `DisplayValue` and a `RawValue` that is null': beyond,
  'Whether the archive agent decodes a text that looks encoded, such as `[I:3]`': beyond,
  'Whether `$filter` accepts a doubled quotation mark in a text': (tour) =>
    seeFilter(tour, "firstMessage contains 'a''b'"),
  'Whether `in` works on a column of associates': (tour) => seeFilter(tour, 'associateId in (1)'),
  'Whether a list of requests includes closed ones if `$entities` is empty': seeClosedRequests,
  'How many rows a list returns without `$top`': async (tour) => {
    const query = { $select: 'chatSessionId', $orderBy: 'chatSessionId desc' };
    const { refusal, json } = await ask(tour, (client) => client.send({ ...read('ChatSession'), query }));
    return refusal ?? (json === undefined ? undefined : `${rowsIn(json)} rows`);
  },
  'What separates the parameters of the MDO list `chatuser`': async (tour) => {
    const { json: items } = await ask(tour, (client) => getChatUsers(client, { onlyPresent: false }));
    if (!tour.isChatUser || !Array.isArray(items)) {
      return undefined;
    }
    const [caller] = tour.sight.keys('user');
    return items.some((item) => isRecord(item) && Number(item.Id) === caller)
      ? '& does not separate them: removeSelf has no effect'
      : '& separates them: removeSelf has its effect';
  },
  'Whether the answer to picking up a session that is not in the queue is 200 with null, or 204': beyond,
  'Who may accept or reject a transfer, and what a second transfer does to a pending one': beyond,
  'Whether a user name may hold what ASP.NET refuses in a path': beyond,
  'Whether a path of more than 260 characters is refused, and whether that counts the encoded path': beyond,
  'What the Chat agent answers if it refuses to remove a member, or if the user is not a member': beyond,
  'Whether the newest versions accept PATCH for a session': beyond,
  'Whether the Chat agent answers a failed change with null or with an error object': beyond,
  'Whether a transfer is a change of state that causes `chatsession.changed`': beyond,
  'Whether every event has `FieldValues`; samples show them for new sessions only, each with 0': beyond,
  'Whether an onsite tenant has a `ContextIdentifier`, and which': beyond,
  "Whether the principal's `DatabaseContextIdentifier` equals the `ContextIdentifier` of webhooks": beyond,
  'Whether `GET Webhook` returns the secret, and whether a save without it removes it': beyond,
  'Whether `nameFilter` also finds longer names, and names in another case': beyond,
  "Whether a webhook's state is a name or a number": beyond,
  'Which body a 401 has, and whether an expired token gets 401 or 403': ({ anonymous }) =>
    anonymous && `without a credential: ${anonymous}`,
  'Whether SuperOffice has a rate limit, and with which status and header': ({ refusals }) =>
    [...refusals].find((refusal) => /: (429|503) /.test(refusal)),
  'Whether `ErrorType` can have a namespace, such as `SuperOffice.Exceptions.SoNotFoundException`': beyond,
  "Whether SuperOffice's own 404 can lack its error body": async (tour) => {
    const { refusal } = await ask(tour, (client) => getChatSessions(client, [GONE_ID]));
    return refusal && `a session that is not there: ${refusal}`;
  },
  'Whether agents refuse with another status than 200': ({ refusals }) =>
    [...refusals].filter((refusal) => refusal.includes('Agents/')).join('; '),
};

async function seeOrder(tour: Tour): Promise<string | undefined> {
  const [first, second] = tour.sight.keys('person');
  if (first === undefined || second === undefined) {
    return undefined;
  }
  const asked = [Math.max(first, second), GONE_ID, Math.min(first, second)];
  const { refusal, json } = await ask(tour, (client) => getPersonList(client, asked));
  if (!Array.isArray(json)) {
    return refusal;
  }
  const places = json.flatMap((record) => (isRecord(record) ? asked.indexOf(Number(record.PersonId)) : []));
  const isAsAsked = places.every((place, index) => index === 0 || place >= (places[index - 1] as number));
  const order = isAsAsked ? 'in the order of the ids' : 'in another order';
  return `of 3 ids, of which one is gone: ${places.length} records ${order}, ${json.length - places.length} null`;
}

async function seeFilter(tour: Tour, $filter: string): Promise<string | undefined> {
  const query = { $select: 'chatSessionId', $filter, $orderBy: 'chatSessionId desc', $top: '1' };
  const { refusal, json } = await ask(tour, (client) => client.send({ ...read('ChatSession'), query }));
  return refusal ?? (json === undefined ? undefined : 'it is not refused');
}

/** The first person with requests decides. */
async function seeClosedRequests(tour: Tour): Promise<string | undefined> {
  for (const person of tour.sight.keys('person')) {
    const named = rowsIn((await ask(tour, (client) => ticketsPage(person, { first: MAX_IDS - 1 }, { client }))).json);
    if (named > 0) {
      const query = { route: 'Ticket', key: 'ticketId', columns: [], descending: true, top: MAX_IDS, raw: false };
      const conditions = [isIn('personId', [person])];
      const { refusal, json } = await ask(tour, (client) => getArchivePage(client, { ...query, conditions }));
      const unnamed = rowsIn(json);
      return (
        refusal ?? (unnamed === named ? 'as many rows as with both named' : `${unnamed} rows, ${named} with both named`)
      );
    }
  }
  return undefined;
}

const read = (route: string): RestCall => ({ effect: 'read', method: 'GET', route });

interface Asked {
  readonly json?: unknown;
  readonly refusal?: string | undefined;
}

/** The answer to the first call of a read. */
async function ask(tour: Tour, toRead: Read): Promise<Asked> {
  if (tour.blocked !== undefined) {
    return {};
  }
  const { exchanges } = await tour.probe.run(tour.upstream, tour.headers, toRead);
  const [first] = exchanges;
  const refusal = refusalOf(first?.error);
  if (refusal !== undefined) {
    tour.refusals.add(refusal);
  }
  return { json: first?.json, refusal };
}

function rowsIn(json: unknown): number {
  return isRecord(json) && Array.isArray(json.value) ? json.value.length : 0;
}

/** The forms that were seen at places. */
function formsAt({ sight }: Tour, places: RegExp): string | undefined {
  const found = [...sight.forms].flatMap(([place, forms]) => (places.test(place) ? [...forms] : []));
  return [...new Set(found)].join(', ') || undefined;
}
