import { describe, expect, it } from '@jest/globals';
import { SESSION } from './helpers/chat-carriers.js';
import { useFacade } from './helpers/facade.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;

describe('addChatMessage', () => {
  const ADD = 'mutation ($message: ChatMessageInput!) { addChatMessage(id: 549, message: $message) { id } }';
  const ADDED = { ChatMessageId: 12, ChatSessionId: 549, Message: 'Hi' };

  it.each([
    { message: { message: 'Hi' }, sent: { Message: 'Hi', Type: 'ToCustomer' } },
    { message: { message: 'Hi', type: null, author: null }, sent: { Message: 'Hi', Type: 'ToCustomer' } },
    { message: { message: 'Hi', type: 'TO_USER' }, sent: { Message: 'Hi', Type: 'ToUser' } },
    {
      message: { message: ' "<i>ø</i>"\r\n\u2028\u0007 ', author: 'Åse', specialParam: '["a"]', type: 'TO_CUSTOMER' },
      sent: {
        Message: ' "<i>ø</i>"\r\n\u2028\u0007 ',
        Author: 'Åse',
        SpecialParam: '["a"]',
        Type: 'ToCustomer',
      },
    },
  ])('sends a message unchanged, case %#', async ({ message, sent }) => {
    superOffice().on('POST ChatSession/549/Messages', ADDED);

    const answer = await ask(ADD, { message });

    expect(answer.errors).toBeUndefined();
    expect(superOffice().requests.map(({ body }) => body)).toEqual([sent]);
  });

  it.each([{ type: 'SPECIAL' }, { type: 'ToCustomer' }, { specialType: 'BLOCK' }, { message: null }])(
    'refuses a message with %j as a request',
    async (fields) => {
      const answer = await ask(ADD, { message: { message: 'Hi', ...fields } });

      expect(answer.status).toBe(400);
      expect(superOffice().calls()).toEqual([]);
    },
  );

  it('answers with the session’s key without a call', async () => {
    superOffice().on('POST ChatSession/549/Messages', ADDED);

    const answer = await ask(
      'mutation { addChatMessage(id: 549, message: { message: "Hi" }) { id session { id __typename } } }',
    );

    expect(answer.data).toEqual({ addChatMessage: { id: '12', session: { id: '549', __typename: 'ChatSession' } } });
    expect(superOffice().calls()).toEqual(['POST ChatSession/549/Messages']);
  });

  it('answers with more of the session by one call, after the write', async () => {
    superOffice().on('GET ChatSession/549', SESSION);
    superOffice().on('POST ChatSession/549/Messages', ADDED);

    const answer = await ask(
      'mutation { addChatMessage(id: 549, message: { message: "Hi" }) { session { id status } } }',
    );

    expect(answer.data).toEqual({ addChatMessage: { session: { id: '549', status: 'USER_LAST' } } });
    expect(superOffice().calls()).toEqual(['POST ChatSession/549/Messages', 'GET ChatSession/549']);
  });

  it('reports the message as added when the session may not be read', async () => {
    superOffice().on('GET ChatSession/549', {}, 403);
    superOffice().on('POST ChatSession/549/Messages', ADDED);

    const answer = await ask(
      'mutation { addChatMessage(id: 549, message: { message: "Hi" }) { id session { status } } }',
    );

    expect(answer.data).toEqual({ addChatMessage: { id: '12', session: null } });
    expect(answer.errors).toMatchObject([{ path: ['addChatMessage', 'session'], extensions: { code: 'FORBIDDEN' } }]);
    expect(superOffice().calls()).toEqual(['POST ChatSession/549/Messages', 'GET ChatSession/549']);
  });

  it('is UPSTREAM_BAD_RESPONSE, UNKNOWN, when SuperOffice answers with a message of another session', async () => {
    superOffice().on('POST ChatSession/549/Messages', { ChatMessageId: 7, ChatSessionId: 550, Message: 'not yours' });

    const answer = await ask('mutation { addChatMessage(id: 549, message: { message: "Hi" }) { id message } }');

    expect(answer.data).toEqual({ addChatMessage: null });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' } }]);
    expect(superOffice().calls()).toEqual(['POST ChatSession/549/Messages', 'GET ChatSession/549/Messages']);
  });
});
