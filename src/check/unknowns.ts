import { ticketsPage } from '../graphql/resolvers/TicketConnection.js';
import { getArchiveRows, isIn } from '../superoffice/archive.js';
import { getCurrentAssociate } from '../superoffice/associate.js';
import { getChatPresence } from '../superoffice/chat-presence.js';
import { getChatSessions } from '../superoffice/chat-session.js';
import { getChatUsers } from '../superoffice/mdo-list.js';
import { getPersonList } from '../superoffice/person.js';
import { refusalOf } from './cause.js';
import { isRecord } from './compare.js';
import type { Read } from './probe.js';
import type { Tour } from './tour.js';

/** A question that no public source answers, as `docs/unknowns.md` asks it, and what was seen of it. */
export interface Fact {
  readonly question: string;
  readonly seen: string;
}

const NOT_SEEN = 'nothing that tells';

/** A record that is most likely not there. */
const GONE_ID = 2_147_483_647;

/** Looks at what reads can tell, by a few calls more where the check has not ended early. */
export async function lookForFacts(tour: Tour): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (const [question, look] of Object.entries(QUESTIONS)) {
    facts.push({ question, seen: (await look(tour)) ?? NOT_SEEN });
  }
  return facts;
}

type Look = (tour: Tour) => string | undefined | Promise<string | undefined>;

const QUESTIONS: Readonly<Record<string, Look>> = {
  "In which order the agents' lists answer; whether they leave out, repeat or null what is gone": async (tour) => {
    const [first, second = first] = tour.sight.keys('person');
    if (first === undefined || second === undefined) {
      return undefined;
    }
    const asked = [Math.max(first, second), GONE_ID, Math.min(first, second)];
    const [json] = await answersTo(tour, (client) => getPersonList(client, asked));
    if (!Array.isArray(json)) {
      return refusals(tour);
    }
    const ids = json.map((record) => (isRecord(record) ? record.PersonId : record));
    const known = ids.filter((id) => id !== null).map((id) => asked.indexOf(Number(id)));
    const isInOrder = known.every((place, index) => index === 0 || place >= (known[index - 1] as number));
    return `asked for 3 ids, of which one is gone: ${known.length} records, ${ids.length - known.length} null, ${isInOrder ? '' : 'not '}in the order of the ids`;
  },
  'Whether a queued session has no `User`, or one with the id 0': ({ sight }) =>
    forms(sight.forms, /^queued ChatSession\.User/),
  'Whether a property that an older version lacks is missing or null': ({ sight }) => {
    const missing = [...sight.forms].filter(([, seen]) => seen.has('missing')).length;
    return missing === 0 ? undefined : `${missing} properties are missing: see the forms`;
  },
  "Whether a session's `Flags` come as a text or as a number, and whether none is `CustomerIsTyping`, which is 0": ({
    sight,
  }) => forms(sight.forms, /^ChatSession\.Flags$/),
  'Whether `ChatPresence.UserId` is the id of a Service user or of an associate': async (tour) => {
    const [associate] = await answersTo(tour, getCurrentAssociate);
    const [presences] = await answersTo(tour, getChatPresence);
    if (!isRecord(associate) || !Array.isArray(presences)) {
      return undefined;
    }
    const { AssociateId, EjUserId } = associate;
    const has = (id: unknown) => presences.some((presence) => isRecord(presence) && presence.UserId === id);
    return AssociateId === EjUserId
      ? undefined
      : `the caller's id as a Service user: ${has(EjUserId)}, as an associate: ${has(AssociateId)}`;
  },
  'In which time zone `[DT:…]` of a custom field is': ({ sight }) =>
    forms(sight.forms, /\.(CustomFields|ExtraFields)\.\*$/),
  'How `$mode=Full` writes the dates of a row': ({ sight }) => forms(sight.forms, /\.when\w+\.RawValue$/),
  'Whether a list of requests has the closed ones when no entity is named': async (tour) => {
    const [person] = tour.sight.keys('person');
    if (person === undefined) {
      return undefined;
    }
    const [named] = await answersTo(tour, (client) => ticketsPage(person, { first: 99 }, { client }));
    const [unnamed] = await answersTo(tour, (client) =>
      getArchiveRows(client, {
        route: 'Ticket',
        key: 'ticketId',
        columns: [],
        conditions: [isIn('personId', [person])],
        descending: true,
        top: 100,
        raw: false,
      }),
    );
    const [more, fewer] = [rowsOf(named), rowsOf(unnamed)];
    return more === 0
      ? undefined
      : `${fewer === more ? 'as many' : fewer < more ? 'fewer' : 'more'} rows than with both named`;
  },
  'What separates the parameters of the MDO list `chatuser`': async (tour) => {
    const [items] = await answersTo(tour, (client) => getChatUsers(client, { onlyPresent: false }));
    if (!tour.isChatUser || !Array.isArray(items)) {
      return undefined;
    }
    const caller = tour.sight.keys('user')[0];
    const isThere = items.some((item) => isRecord(item) && Number(item.Id) === caller);
    return `& ${isThere ? 'does not separate' : 'separates'} them: removeSelf ${isThere ? 'has no' : 'has its'} effect`;
  },
  'Which body a 401 has, and whether an expired token gets 401 or 403': ({ anonymous }) =>
    anonymous && `without a credential: ${anonymous}`,
  'Whether there is a rate limit, and which status and header it has': ({ refusals: seen }) =>
    [...seen].find((refusal) => /\b(429|503)\b/.test(refusal)),
  'Whether a 404 of SuperOffice can come without its error body': async (tour) => {
    const before = new Set(tour.refusals);
    await answersTo(tour, (client) => getChatSessions(client, [GONE_ID]));
    const [refusal] = [...tour.refusals].filter((one) => !before.has(one));
    return refusal && `a session that is not there: ${refusal}`;
  },
  'Whether agents refuse with a status other than 200': ({ refusals: seen }) =>
    [...seen].filter((refusal) => refusal.includes('Agents/')).join('; ') || undefined,
  // A check that changes nothing, and guesses nothing about rights, cannot see these.
  'Whether one record that the caller may not read fails the whole list': nothing,
  'How many ids a list takes': nothing,
  'What `$select` makes of numbers and switches': nothing,
  'Whether `$filter` takes a doubled quote in a text': nothing,
  'Whether `in` works on a column of associates': nothing,
  'How many rows come without `$top`': nothing,
  'Whether a picked-up session that was not in the queue is 200 with null, or 204': nothing,
  'Who may accept or reject a transfer, and what a second transfer does to a pending one': nothing,
  'Whether a user name may hold what ASP.NET refuses in a path': nothing,
  'Whether the newest versions take PATCH for a session': nothing,
  'Whether a failed change of the Chat agent answers null or an error object': nothing,
};

function nothing(): undefined {
  return undefined;
}

async function answersTo(tour: Tour, read: Read): Promise<readonly unknown[]> {
  if (tour.blocked !== undefined) {
    return [];
  }
  const { exchanges } = await tour.probe.run(tour.upstream, tour.headers, read);
  for (const { error } of exchanges) {
    const refusal = refusalOf(error);
    if (refusal !== undefined) {
      tour.refusals.add(refusal);
    }
  }
  return exchanges.map(({ json }) => json);
}

function refusals({ refusals: seen }: Tour): string | undefined {
  return [...seen].at(-1);
}

function rowsOf(json: unknown): number {
  return isRecord(json) && Array.isArray(json.value) ? json.value.length : 0;
}

/** The forms seen at places. */
function forms(seen: Tour['sight']['forms'], places: RegExp): string | undefined {
  const found = [...seen].flatMap(([place, one]) => (places.test(place) ? [...one] : []));
  return found.length === 0 ? undefined : [...new Set(found)].join(', ');
}
