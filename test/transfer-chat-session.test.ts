import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Server } from '../src/server.js';
import { execute, startFacade } from './helpers/facade.js';
import { type FakeSuperOffice, startFakeSuperOffice } from './helpers/fake-superoffice.js';

const TRANSFER = `mutation ($id: ID!, $to: String!) {
  transferChatSession(id: $id, toAssociate: $to) { id status user { id } transferTo { id userName } }
}`;

let superOffice: FakeSuperOffice;
let facade: Server;

beforeAll(async () => {
  superOffice = await startFakeSuperOffice();
  facade = await startFacade(superOffice.url);
});
afterAll(async () => {
  await facade.stop();
  await superOffice.stop();
});
beforeEach(() => superOffice.forget());

describe('transferChatSession', () => {
  it('asks SuperOffice once, and answers with the session and its pending transfer', async () => {
    superOffice.on('POST ChatSession/549/TransferTo/bo', {
      ChatSessionId: 549,
      Status: 'CustomerLast',
      User: { AssociateId: 5 },
      TransferTo: { AssociateId: 7, UserName: 'bo' },
    });

    const answer = await execute(facade.url, TRANSFER, { id: '549', to: 'bo' });

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      transferChatSession: {
        id: '549',
        status: 'CUSTOMER_LAST',
        user: { id: '5' },
        transferTo: { id: '7', userName: 'bo' },
      },
    });
    expect(superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
    expect(superOffice.requests[0]?.headers).toMatchObject({
      authorization: 'Basic dGplMDpUamUw',
      accept: 'application/json; charset=utf-8',
      'accept-language': 'en',
      'content-length': '0',
      'so-timezone': 'UTC, includeTZOffset',
    });
  });
});
