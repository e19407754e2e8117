import { describe, expect, it } from '@jest/globals';
import { AGENT_DESK_GUIDE, AGENT_DESK_STEPS, AGENTS } from './helpers/agent-desk.js';
import { type Answer, execute } from './helpers/facade.js';
import { useRecordedSandbox } from './helpers/recorded-sandbox.js';

/** What each step is for. */
const EXPECTED: Readonly<Record<string, unknown>> = {
  Arrive: {
    me: { id: '5', chatPresence: { userId: 12 } },
    chatTopicsForCurrentUser: [{ id: '819', isOpen: true }, { id: '823' }],
  },
  BePresent: {
    setChatPresence: { chatPresence: expect.arrayContaining([expect.objectContaining({ id: '12', present: true })]) },
  },
  Board: {
    chatSessionsForCurrentUser: expect.arrayContaining([
      expect.objectContaining({ id: '505', part: 'QUEUED' }),
      expect.objectContaining({ id: '549', part: 'MINE' }),
      expect.objectContaining({ id: '551', part: 'OFFERED' }),
    ]),
  },
  PickUp: { pickUpChatSession: { id: '505', status: 'USER_LAST', user: { fullName: 'Tobias Everhart' } } },
  Write: { addChatMessage: { session: { status: 'USER_LAST', lastMessage: expect.stringContaining('Hello again!') } } },
  Read: {
    chatSession: {
      status: 'CUSTOMER_LAST',
      messages: [{ type: 'TO_CUSTOMER' }, { type: 'TO_CUSTOMER' }, { type: 'TO_USER', author: '박서연' }],
    },
  },
  Targets: {
    transferTargets: expect.arrayContaining([
      { id: '3', fullName: 'Bo Lindqvist', chatPresence: { ongoingChats: expect.any(Number) } },
    ]),
  },
  HandOver: { transferChatSession: { part: 'MINE', transferTo: { id: '3' } } },
  Refuse: {
    rejectChatSessionTransfer: {
      user: { id: '5' },
      transferTo: null,
      messages: expect.arrayContaining([{ specialType: 'TRANSFER_REJECTED' }]),
    },
  },
  HandOverAgain: { transferChatSession: { transferTo: { id: '3' } } },
  Accept: { acceptChatSessionTransfer: { part: 'MINE', user: { id: '3' }, transferTo: null } },
  Link: { updateChatSession: { customerName: 'Seo-yeon Park', ticket: { id: '11' } } },
  PutBack: { resetChatSession: { status: 'IN_QUEUE', user: null } },
  PickUpAgain: { pickUpChatSession: { status: 'USER_LAST', user: { id: '3' } } },
  Close: { updateChatSession: { status: 'CLOSED', whenEnded: expect.any(String) } },
  KeepForTheFile: {
    chatSession: { status: 'CLOSED', transcript: expect.stringContaining('The reader still beeps twice.') },
  },
};

describe('the guide to an agent desk, two agents at work', () => {
  const tenant = useRecordedSandbox();

  it('shows all of its steps', () => {
    expect(AGENT_DESK_STEPS.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(EXPECTED)));
    expect([...AGENT_DESK_GUIDE.matchAll(/^```graphql$/gm)]).toHaveLength(AGENT_DESK_STEPS.length);
  });

  it.each(AGENT_DESK_STEPS)('$agent: $name', async ({ agent, name, operation, calls }) => {
    const answer: Answer = await execute(tenant.facade.url, operation, {}, { authorization: AGENTS[agent] as string });

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject((EXPECTED[name] ?? {}) as object);
    expect(tenant.proxy.take().sort()).toEqual([...calls].sort());
  });
});
