import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { LOST_ANSWERS, loseAnswers } from './helpers/lost-answers.js';

const TRANSFER = `mutation Transfer($to: String!) {
  transferChatSession(id: 549, toAssociate: $to) { id transferTo { id name } }
}`;
const SENT = 'POST ChatSession/549/TransferTo/bo';
const LOOK_UP = 'GET ChatSession/549';

const session = (transferTo: object | null) => ({ ChatSessionId: 549, TransferTo: transferTo });
const BO = { AssociateId: 3, Name: 'Bo' };

describe('a transfer with an unknown outcome', () => {
  const pair = useFacade({ SUPEROFFICE_WRITE_TIMEOUT_MS: '300' });
  const loseAnswer = () => loseAnswers(pair.superOffice);

  it.each(LOST_ANSWERS)('is looked up, and reported as done if it took effect: it $how', async ({ lose }) => {
    lose(pair.superOffice);
    pair.superOffice.on('GET ChatSession/549', session(BO));

    const answer = await pair.ask(TRANSFER, { to: 'bo' });

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ transferChatSession: { id: '549', transferTo: { id: '3', name: 'Bo' } } });
    expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP]);
  });

  it.each([
    { to: 'BO', transferTo: BO, isDone: true },
    { to: '3', transferTo: BO, isDone: true },
    { to: '03', transferTo: BO, isDone: true },
    { to: '4', transferTo: BO, isDone: false },
    { to: '3', transferTo: { AssociateId: 4, Name: '3' }, isDone: false },
    { to: 'bob', transferTo: BO, isDone: false },
    { to: 'bo', transferTo: null, isDone: false },
    { to: 'bo', transferTo: {}, isDone: false },
  ])('to $to took effect ($isDone) if the session waits for $transferTo', async ({ to, transferTo, isDone }) => {
    loseAnswer();
    pair.superOffice.on('GET ChatSession/549', session(transferTo));

    const answer = await pair.ask(TRANSFER, { to });

    expect(answer.errors?.[0]?.extensions.outcome).toBe(isDone ? undefined : 'UNKNOWN');
    expect(pair.superOffice.calls()).toEqual([`POST ChatSession/549/TransferTo/${to}`, LOOK_UP]);
  });

  it.each([
    { answer: '503', look: () => pair.superOffice.on('GET ', {}, 503) },
    { answer: 'another session', look: () => pair.superOffice.on('GET ', { ...session(BO), ChatSessionId: 550 }) },
    { answer: 'nothing', look: () => pair.superOffice.on('GET ', null) },
  ])('stays unknown if the look-up is answered with $answer, and is looked up once', async ({ look }) => {
    loseAnswer();
    look();

    const answer = await pair.ask(TRANSFER, { to: 'bo' });

    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' } }]);
    expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP]);
  });

  it.each([400, 403, 404, 409, 429])('is not looked up if it was refused: %d', async (status) => {
    pair.superOffice.on('POST ', {}, status);

    await pair.ask(TRANSFER, { to: 'bo' });

    expect(pair.superOffice.calls()).toEqual([SENT]);
  });

  it('shows the other selected fields of the session as of the look-up', async () => {
    loseAnswer();
    pair.superOffice.on('GET ChatSession/549', { ...session(BO), TopicId: 7 });
    pair.superOffice.on('GET ChatTopic/7', (_request, response) =>
      sendJson(response, { ChatTopicId: 7, Name: 'Shop' }),
    );

    const { data } = await pair.ask(
      'mutation { transferChatSession(id: 549, toAssociate: "3") { transferTo { id } topic { name } } }',
    );

    expect(data).toEqual({ transferChatSession: { transferTo: { id: '3' }, topic: { name: 'Shop' } } });
  });
});

describe('with less than a second left', () => {
  const pair = useFacade({ SUPEROFFICE_WRITE_TIMEOUT_MS: '300', OPERATION_TIMEOUT_MS: '1200' });

  it('it is not looked up', async () => {
    pair.superOffice.on('POST ', () => {});
    pair.superOffice.on('GET ', session(BO));

    const answer = await pair.ask(TRANSFER, { to: 'bo' });

    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_TIMEOUT', outcome: 'UNKNOWN' } }]);
    expect(pair.superOffice.calls()).toEqual([SENT]);
  });
});
