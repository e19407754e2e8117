import { describe, expect, it } from '@jest/globals';
import { customerOf, isWaiting, listsOf, type Session } from '../../examples/desk/src/board.js';
import { agoOf, dayOf, momentOf } from '../../examples/desk/src/format.js';

describe('Lists of the example desk', () => {
  it('have each session once, in the list of its part, the oldest first', () => {
    const lists = listsOf([
      session('9', { part: 'QUEUED', whenRequested: '2026-03-01T10:00:00.000Z' }),
      session('10', { part: 'QUEUED', whenRequested: '2026-03-01T11:00:00.000+02:00' }),
      session('11', { part: 'MINE' }),
      session('12', { part: 'ENDED' }),
    ]);
    expect(lists.map(({ name, sessions }) => [name, sessions.map(({ id }) => id)])).toEqual([
      ['Offered', []],
      ['Mine', ['11']],
      ['Queue', ['10', '9']],
      ['Colleagues', []],
    ]);
  });

  it('name customers by what is to be seen of a name', () => {
    expect(customerOf(session('7', { customerName: '\u200b\u202e \u2800', customerAlias: '\u3164' }))).toBe(
      'Visitor 7',
    );
    expect(customerOf(session('7', { customerName: ' ', customerAlias: '😀' }))).toBe('😀');
  });

  it('say which chats wait for the agent: offers, and own ones where the customer wrote last', () => {
    const sessions = [
      session('1', { part: 'OFFERED' }),
      session('2', { part: 'MINE', status: 'CUSTOMER_LAST' }),
      session('3', { part: 'MINE', status: 'USER_LAST' }),
      session('4', { part: 'OTHERS', status: 'CUSTOMER_LAST' }),
      session('5', {
        part: 'MINE',
        status: 'CUSTOMER_LAST',
        transferTo: { __typename: 'User', id: '3', fullName: 'Bo' },
      }),
    ];
    expect(sessions.filter(isWaiting).map(({ id }) => id)).toEqual(['1', '2']);
  });
});

describe('Times in the example desk', () => {
  it('say the day, unless it is today where the agent is', () => {
    const evening = new Date(2026, 2, 1, 23, 59, 50);
    const night = new Date(2026, 2, 2, 0, 0, 10);

    expect(dayOf(evening.toISOString(), evening.getTime())).toBe('Today');
    expect(dayOf(evening.toISOString(), night.getTime())).toMatch(/2026/);
    expect(momentOf(evening.toISOString(), evening.getTime())).not.toMatch(/2026/);
    expect(momentOf(evening.toISOString(), night.getTime())).toMatch(/2026.*59/);
    expect(agoOf(night.toISOString(), evening.getTime())).toBe('now');
  });
});

function session(id: string, changes: Partial<Session> = {}): Session {
  return {
    __typename: 'ChatSession',
    id,
    part: 'QUEUED',
    status: 'IN_QUEUE',
    whenRequested: null,
    whenIdle: null,
    firstMessage: null,
    lastMessage: null,
    customerName: null,
    customerAlias: null,
    topic: null,
    user: null,
    transferTo: null,
    person: null,
    contact: null,
    ...changes,
  };
}
