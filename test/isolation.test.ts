import type { IncomingHttpHeaders } from 'node:http';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';

type Caller = Readonly<Record<string, string>>;

const ROUNDS = 50;
/** The same ids on every way to a record: alone, in a list, through a relation, in a batch, and after a write. */
const READ = `{
  chatSession(id: 549) { firstMessage topic { name } }
  chatSessionsForCurrentUser { firstMessage }
  person(id: 65) { firstname contact { name } }
  me { fullName }
}`;
const WRITE = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { firstMessage person { firstname } } }';

/** One for each kind of record. */
const CALLS_OF_READ = 6;

function readBy(name: string) {
  return {
    chatSession: { firstMessage: name, topic: { name } },
    chatSessionsForCurrentUser: [{ firstMessage: name }],
    person: { firstname: name, contact: { name } },
    me: { fullName: name },
  };
}

function writtenBy(name: string) {
  return { transferChatSession: { firstMessage: name, person: { firstname: name } } };
}

const ALICE: Caller = { authorization: 'Bearer alice', 'accept-language': 'en' };
const BOB: Caller = { authorization: 'Bearer bob', 'accept-language': 'en' };
const ALICE_IN_NORWEGIAN: Caller = { ...ALICE, 'accept-language': 'nb' };

/** Each caller sends its next request as soon as it has an answer. */
const pair = useFacade({ RATE_LIMIT_PER_SECOND: '1000000', RATE_LIMIT_BURST: '1000000' });

beforeEach(() => {
  const person = (name: string) => ({ PersonId: 65, Firstname: name, ContactId: 7 });
  const session = (name: string) => ({ ChatSessionId: 549, FirstMessage: name, TopicId: 819, Person: person(name) });
  answerEach('GET ChatSession/549', session);
  answerEach('POST ChatSession/549/TransferTo/bo', session);
  answerEach('GET ChatSession/ForCurrentUser', (name) => [session(name)]);
  answerEach('GET ChatTopic/819', (name) => ({ ChatTopicId: 819, Name: name }));
  answerEach('POST Agents/Person/GetPersonList', (name) => [person(name)]);
  answerEach('POST Agents/Contact/GetContactList', (name) => [{ ContactId: 7, Name: name }]);
  answerEach('GET User/currentAssociate', (name) => ({ AssociateId: 5, FullName: name }));
});

const nameOf = (headers: IncomingHttpHeaders | Caller) => `${headers.authorization} in ${headers['accept-language']}`;

/** Answers a path with the caller, late enough for all others of the round to be asking too. */
function answerEach(path: string, recordOf: (name: string) => unknown): void {
  pair.superOffice.on(path, ({ headers }, response) => {
    setTimeout(() => sendJson(response, recordOf(nameOf(headers))), 2);
  });
}

function ask(caller: Caller, query: string): Promise<Answer> {
  return pair.ask(query, {}, caller);
}

describe('callers who ask for the same thing at the same time', () => {
  it('with different credentials or languages get their own answers, from calls of their own', async () => {
    const callers = [ALICE, ALICE_IN_NORWEGIAN, BOB];
    for (let round = 0; round < ROUNDS; round += 1) {
      const query = round % 2 === 0 ? READ : WRITE;
      const answers = await Promise.all(callers.map((caller) => ask(caller, query)));

      for (const [index, caller] of callers.entries()) {
        const name = nameOf(caller);
        const { data, errors } = answers[index] as Answer;
        expect(errors).toBeUndefined();
        expect(data).toEqual(query === READ ? readBy(name) : writtenBy(name));
      }
    }
    for (const caller of callers) {
      const own = pair.superOffice.requests.filter(({ headers }) => nameOf(headers) === nameOf(caller));
      expect(own).toHaveLength((ROUNDS / 2) * (CALLS_OF_READ + 1));
    }
  }, 60_000);

  it('are refused separately, if one of them may not see what the other may', async () => {
    const isBob = (headers: IncomingHttpHeaders) => headers.authorization === BOB.authorization;
    pair.superOffice.on('POST Agents/Person/GetPersonList', ({ headers, body }, response) => {
      const ids = body as number[];
      if (ids.includes(5) && !isBob(headers)) {
        sendJson(response, { ErrorType: 'SoAccessDeniedException' }, 403);
      } else {
        sendJson(
          response,
          ids.map((id) => ({ PersonId: id, Firstname: nameOf(headers) })),
        );
      }
    });
    pair.superOffice.on('GET ChatSession/5', ({ headers }, response) => {
      sendJson(response, { ChatSessionId: 5, FirstMessage: nameOf(headers) }, isBob(headers) ? 200 : 403);
    });
    const query =
      '{ secret: person(id: 5) { firstname } open: person(id: 6) { firstname } chatSession(id: 5) { firstMessage } }';
    for (let round = 0; round < ROUNDS; round += 1) {
      const callers = round % 2 === 0 ? [ALICE, BOB] : [BOB, ALICE];
      const answers = await Promise.all(callers.map((caller) => ask(caller, query)));
      const [alice, bob] = round % 2 === 0 ? answers : answers.toReversed();

      expect(bob).toMatchObject({
        data: {
          secret: { firstname: nameOf(BOB) },
          open: { firstname: nameOf(BOB) },
          chatSession: { firstMessage: nameOf(BOB) },
        },
      });
      expect(bob?.errors).toBeUndefined();
      expect(alice?.data).toEqual({ secret: null, open: { firstname: nameOf(ALICE) }, chatSession: null });
      expect(alice?.errors?.map(({ path, extensions }) => [path?.[0], extensions.code]).sort()).toEqual([
        ['chatSession', 'FORBIDDEN'],
        ['secret', 'FORBIDDEN'],
      ]);
    }
  }, 60_000);
});
