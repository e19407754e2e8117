import { describe, expect, it } from '@jest/globals';
import { SESSION } from './helpers/chat-carriers.js';
import { createTestClock } from './helpers/clock.js';
import { newCredential, useFacade } from './helpers/facade.js';
import { type Handler, json, noContent, notFound, sendJson } from './helpers/fake-superoffice.js';

/** Of `SUPEROFFICE_READ_TIMEOUT_MS`: the default. */
const READ_TIMEOUT_MS = 4000;

const clock = createTestClock();
const pair = useFacade({}, { clock });
const { ask } = pair;
const superOffice = () => pair.superOffice;

describe('updateChatSession', () => {
  const UPDATE = 'mutation ($input: UpdateChatSessionInput!) { updateChatSession(id: 549, input: $input) { id } }';

  it.each([
    { input: { status: 'CLOSED' }, path: '/Status', value: 'Closed' },
    { input: { status: 'PRE_CHAT_FORM' }, path: '/Status', value: 'PreChatForm' },
    { input: { status: 'CLOSED_FROM_QUEUE' }, path: '/Status', value: 'ClosedFromQueue' },
    { input: { customerAlias: 'Åse 🦊' }, path: '/CustomerAlias', value: 'Åse 🦊' },
    { input: { customerAlias: '' }, path: '/CustomerAlias', value: '' },
    { input: { customerAlias: null }, path: '/CustomerAlias', value: null },
    { input: { customerName: 'Åse' }, path: '/CustomerName', value: 'Åse' },
    { input: { customerName: null }, path: '/CustomerName', value: null },
    { input: { customerEmail: 'a@b.example' }, path: '/CustomerEmail', value: 'a@b.example' },
    { input: { customerEmail: null }, path: '/CustomerEmail', value: null },
    { input: { customerPhone: '+47 1' }, path: '/CustomerPhone', value: '+47 1' },
    { input: { customerPhone: null }, path: '/CustomerPhone', value: null },
    { input: { customerCompanyName: 'Nordvik' }, path: '/CustomerCompanyName', value: 'Nordvik' },
    { input: { customerCompanyName: null }, path: '/CustomerCompanyName', value: null },
    { input: { person: '65' }, path: '/Person', value: { PersonId: 65 } },
    { input: { person: null }, path: '/Person', value: null },
    { input: { contact: '18' }, path: '/Contact', value: { ContactId: 18 } },
    { input: { contact: null }, path: '/Contact', value: null },
    { input: { project: '4' }, path: '/Project', value: { ProjectId: 4 } },
    { input: { project: null }, path: '/Project', value: null },
    { input: { sale: '21' }, path: '/Sale', value: { SaleId: 21 } },
    { input: { sale: null }, path: '/Sale', value: null },
    { input: { ticket: '11' }, path: '/Ticket', value: { TicketId: 11 } },
    { input: { ticket: null }, path: '/Ticket', value: null },
  ])('sends $input as one operation of a JSON Patch', async ({ input, path, value }) => {
    superOffice().on('PATCH ChatSession/549', SESSION);

    const answer = await ask(UPDATE, { input });

    expect(answer.errors).toBeUndefined();
    expect(superOffice().calls()).toEqual(['PATCH ChatSession/549']);
    expect(superOffice().requests[0]?.body).toEqual([{ op: 'replace', path, value }]);
  });

  it('sends all changes at once, and nothing else', async () => {
    superOffice().on('PATCH ChatSession/549', SESSION);

    await ask(UPDATE, { input: { ticket: '11', customerAlias: null, status: 'USER_LAST' } });

    expect(superOffice().requests).toHaveLength(1);
    const operations = superOffice().requests[0]?.body as { readonly path: string }[];
    expect(operations.sort((a, b) => a.path.localeCompare(b.path))).toEqual([
      { op: 'replace', path: '/CustomerAlias', value: null },
      { op: 'replace', path: '/Status', value: 'UserLast' },
      { op: 'replace', path: '/Ticket', value: { TicketId: 11 } },
    ]);
  });

  it.each([{}, { status: null }])('refuses %j, which changes nothing, without a call', async (input) => {
    const answer = await ask(UPDATE, { input });

    expect(answer.data).toEqual({ updateChatSession: null });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', outcome: 'NOT_SENT' } }]);
    expect(superOffice().calls()).toEqual([]);
  });

  it.each(
    ['person', 'contact', 'project', 'sale', 'ticket'].flatMap((field) =>
      ['0', '-1', 'abc', '2147483648', ''].map((id) => ({ [field]: id })),
    ),
  )('refuses %j without a call', async (input) => {
    const answer = await ask(UPDATE, { input });

    expect(answer.data).toEqual({ updateChatSession: null });
    expect(answer.errors).toMatchObject([
      {
        message: 'Expected an id between 1 and 2147483647.',
        extensions: { code: 'BAD_USER_INPUT', outcome: 'NOT_SENT' },
      },
    ]);
    expect(superOffice().calls()).toEqual([]);
  });

  it.each([{ status: 'UNKNOWN' }, { status: 'Closed' }, { sessionKey: 'x' }, { customerName: 7 }])(
    'refuses %j as a request',
    async (input) => {
      const answer = await ask(UPDATE, { input });

      expect(answer.status).toBe(400);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(superOffice().calls()).toEqual([]);
    },
  );

  it('shows the changed session, and the records nested in it', async () => {
    superOffice().on('PATCH ChatSession/549', {
      ...SESSION,
      Person: { PersonId: 65, FullName: 'Chloe' },
      _Links: { Self: 'https://online3.superoffice.com/' },
    });

    const answer = await ask(
      'mutation { updateChatSession(id: 549, input: { person: 65 }) { status person { fullName } } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ updateChatSession: { status: 'USER_LAST', person: { fullName: 'Chloe' } } });
    expect(superOffice().calls()).toEqual(['PATCH ChatSession/549']);
  });

  describe('if PATCH is refused', () => {
    const CHANGE = `mutation { updateChatSession(id: 549, input: { customerName: "Åse", contact: null, sale: 21 }) {
      id customerName contact { id } lastMessage
    } }`;
    const WHOLE = {
      ChatSessionId: 549,
      TopicId: 3,
      Status: 'UserLast',
      User: { AssociateId: 5, FullName: 'Tobias' },
      Person: { PersonId: 65, FullName: 'Chloe' },
      Contact: { ContactId: 18, Name: 'Nordvik' },
      CustomerName: 'Chloe',
      CustomerConsented: true,
      FirstMessage: 'Hi',
      LastMessage: '<b>Bye</b>',
      WhenRequested: '2020-07-02T09:40:58.7473756Z',
      WhenEnded: '0001-01-01T00:00:00Z',
      SessionKey: 'secret-key',
      InitialQueuePos: 2,
      Flags: 'CustomerIsTyping',
      Sale: null,
      TransferTo: null,
      Rating: 0,
      TableRight: { Mask: 'FULL', Reason: '' },
    };
    const MERGED = { ...WHOLE, CustomerName: 'Åse', Contact: null, Sale: { SaleId: 21 } };

    it.each([405, 415, 501])('with %d, reads the session and writes the whole of it back', async (status) => {
      superOffice().on('PATCH ChatSession/549', {}, status);
      superOffice().on('GET ChatSession/549', { ...WHOLE, _Links: { Self: 'https://online3.superoffice.com/' } });
      superOffice().on('PUT ChatSession/549', { ...MERGED, Sale: { SaleId: 21, Heading: 'x' } });

      const answer = await ask(CHANGE);

      expect(answer.errors).toBeUndefined();
      expect(answer.data).toEqual({
        updateChatSession: { id: '549', customerName: 'Åse', contact: null, lastMessage: '<b>Bye</b>' },
      });
      expect(superOffice().calls()).toEqual(['PATCH ChatSession/549', 'GET ChatSession/549', 'PUT ChatSession/549']);
      const put = superOffice().requests[2];
      expect(put?.body).toMatchObject(MERGED);
      expect(put?.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(JSON.stringify(answer)).not.toContain('secret-key');
    });

    it.each([400, 401, 403, 404, 406, 409, 412, 422, 429, 500, 502, 503])(
      'with %d, does not write another way',
      async (status) => {
        superOffice().on('PATCH ChatSession/549', {}, status);
        superOffice().on('GET ChatSession/549', WHOLE);
        superOffice().on('PUT ChatSession/549', MERGED);

        const answer = await ask(CHANGE, {}, newCredential());

        expect(answer.data).toEqual({ updateChatSession: null });
        expect(answer.errors).toHaveLength(1);
        if (status === 409 || status === 412) {
          expect(answer.errors).toMatchObject([{ extensions: { code: 'CONFLICT', outcome: 'REJECTED' } }]);
        }
        expect(superOffice().calls()).toEqual(['PATCH ChatSession/549']);
      },
    );

    it.each<{ what: string; code: string; handler: Handler }>([
      { what: '403', code: 'FORBIDDEN', handler: (_request, response) => sendJson(response, {}, 403) },
      { what: '404', code: 'NOT_FOUND', handler: notFound },
      { what: '500', code: 'UPSTREAM_ERROR', handler: (_request, response) => sendJson(response, {}, 500) },
      { what: 'not at all', code: 'UPSTREAM_TIMEOUT', handler: () => clock.pass(READ_TIMEOUT_MS) },
      { what: 'another session', code: 'UPSTREAM_BAD_RESPONSE', handler: json({ ...WHOLE, ChatSessionId: 550 }) },
      { what: 'a list', code: 'UPSTREAM_BAD_RESPONSE', handler: json([WHOLE]) },
    ])('is $code, NOT_SENT, if that read is answered with $what', async ({ code, handler }) => {
      superOffice().on('PATCH ChatSession/549', {}, 405);
      superOffice().on('GET ChatSession/549', handler);
      superOffice().on('PUT ChatSession/549', MERGED);

      const answer = await ask(CHANGE);

      expect(answer.data).toEqual({ updateChatSession: null });
      expect(answer.errors).toMatchObject([{ path: ['updateChatSession'], extensions: { code, outcome: 'NOT_SENT' } }]);
      expect(superOffice().calls()).toEqual(['PATCH ChatSession/549', 'GET ChatSession/549']);
    });

    it.each([
      ['200 with null', json(null)],
      ['204', noContent],
    ])('writes nothing if that read is answered with %s', async (_name, handler) => {
      superOffice().on('PATCH ChatSession/549', {}, 405);
      superOffice().on('GET ChatSession/549', handler);
      superOffice().on('PUT ChatSession/549', MERGED);

      const answer = await ask(CHANGE);

      expect(answer.data).toEqual({ updateChatSession: null });
      expect(answer.errors).toMatchObject([{ extensions: { outcome: 'NOT_SENT' } }]);
      expect(superOffice().calls()).toEqual(['PATCH ChatSession/549', 'GET ChatSession/549']);
    });

    it.each([
      { status: 403, code: 'FORBIDDEN', outcome: 'REJECTED' },
      { status: 405, code: 'UPSTREAM_ERROR', outcome: 'REJECTED' },
      { status: 412, code: 'CONFLICT', outcome: 'REJECTED' },
      { status: 500, code: 'UPSTREAM_ERROR', outcome: 'UNKNOWN' },
    ])('is $code, $outcome, if PUT then answers $status', async ({ status, code, outcome }) => {
      superOffice().on('PATCH ChatSession/549', {}, 405);
      superOffice().on('GET ChatSession/549', WHOLE);
      superOffice().on('PUT ChatSession/549', {}, status);

      const answer = await ask(CHANGE);

      expect(answer.errors).toMatchObject([{ extensions: { code, outcome, superOffice: { status } } }]);
      expect(superOffice().calls()).toEqual(['PATCH ChatSession/549', 'GET ChatSession/549', 'PUT ChatSession/549']);
    });
  });
});
