import { afterEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { useFacade } from './helpers/facade.js';
import { type Handler, notFound, sendJson } from './helpers/fake-superoffice.js';

const lines: Record<string, unknown>[] = [];
const pair = useFacade(
  { MAX_ALIASES: '1000', MAX_QUERY_FIELDS: '1000' },
  { logger: pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line)) }) },
);
const { ask } = pair;

afterEach(() => {
  lines.length = 0;
});

/** Answers 404 from something other than SuperOffice. */
const NOT_SUPEROFFICES: readonly [string, Handler][] = [
  ['a page', (_request, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>secret</h1>')],
  ['nothing', (_request, response) => response.writeHead(404).end()],
  ['no body in JSON', (_request, response) => response.writeHead(404, { 'content-type': 'application/json' }).end()],
  ['an empty object', (_request, response) => sendJson(response, {}, 404)],
  [
    'ASP.NET’s message for an unknown path',
    (_request, response) =>
      sendJson(response, { Message: 'No HTTP resource was found: secret', MessageDetail: 'secret' }, 404),
  ],
  ['a proxy’s JSON', (_request, response) => sendJson(response, { error: 'not_found', status: 404 }, 404)],
];

describe('a 404 that is not SuperOffice’s', () => {
  it.each(NOT_SUPEROFFICES)('is UPSTREAM_BAD_RESPONSE, not a record that is gone: %s', async (_name, handler) => {
    pair.superOffice.on('', handler);

    const answer = await ask(`{
      chatSession(id: 549) { status } chatTopic(id: 3) { name } person(id: 65) { fullName } ticket(id: 7) { title }
      chatSessionsForCurrentUser { id } me { id }
    }`);

    expect(answer.errors).toHaveLength(6);
    for (const { extensions, message } of answer.errors ?? []) {
      expect(extensions).toEqual({ code: 'UPSTREAM_BAD_RESPONSE', requestId: expect.any(String) });
      expect(message).not.toContain('secret');
    }
    // No batch is split or repeated, because no record is at fault.
    expect(pair.superOffice.calls()).toHaveLength(6);
  });

  it('does not make the server split a batch', async () => {
    pair.superOffice.on('POST Agents/Person/GetPersonList', {}, 404);

    const fields = Array.from({ length: 20 }, (_, index) => `p${index}: person(id: ${index + 1}) { fullName }`);

    expect((await ask(`{ ${fields.join(' ')} }`)).errors).toHaveLength(20);
    expect(pair.superOffice.calls()).toHaveLength(1);
  });

  it.each(NOT_SUPEROFFICES)(
    'is UPSTREAM_BAD_RESPONSE, REJECTED, for a change, which is not looked up: %s',
    async (_name, handler) => {
      pair.superOffice.on('', handler);

      const answer = await ask('mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }');

      expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'REJECTED' } }]);
      expect(JSON.stringify(answer)).not.toMatch(/secret|does not know/);
      expect(pair.superOffice.calls()).toHaveLength(1);
    },
  );

  it('is logged with the setting’s name, not its value', async () => {
    pair.superOffice.on('', {}, 404);

    await ask('{ chatSession(id: 549) { status } }', {}, { 'x-request-id': 'abcdefgh-1' });

    expect(lines.filter(({ level, msg }) => level === 40 && msg !== 'REST call' && msg !== 'operation')).toEqual([
      {
        level: 40,
        time: expect.any(Number),
        requestId: 'abcdefgh-1',
        route: 'ChatSession/{id}',
        msg: expect.stringMatching(/SUPEROFFICE_URL/),
      },
    ]);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'REST call', status: 404 }));
    expect(JSON.stringify(lines)).not.toContain(new URL(pair.superOffice.url).host);
  });
});

describe('SuperOffice’s own 404', () => {
  it('means that the record is gone, and is not logged', async () => {
    pair.superOffice.on('', notFound);

    const answer = await ask(
      '{ chatSession(id: 549) { status } chatTopic(id: 3) { name } person(id: 65) { fullName } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ chatSession: null, chatTopic: null, person: null });
    expect(lines.filter(({ level }) => level === 40)).toEqual([]);
  });

  it.each([
    ['without its type', { Error: true, ErrorMessage: 'secret' }],
    ['with `Message` in place of `ErrorMessage`', { ErrorType: 'SoNotFoundException', Message: 'secret' }],
    ['by a type with its namespace', { ErrorType: 'SuperOffice.Exceptions.SoNotFoundException' }],
    ['by a type of .NET', { ErrorType: 'System.ServiceModel.FaultException' }],
    ['by a type with digits in its name', { ErrorType: 'SuperOffice.Crm7.So2NotFound_Exception' }],
  ])('is known %s', async (_name, body) => {
    pair.superOffice.on('', body, 404);

    expect(await ask('{ chatSession(id: 549) { status } }')).toMatchObject({ data: { chatSession: null } });
    expect((await ask('mutation { deleteChatSession(id: 549) { id } }')).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND', outcome: 'REJECTED' } },
    ]);
  });
});

describe('the type of an error', () => {
  it.each([
    ['SoNotFoundException', 'SoNotFoundException'],
    ['SuperOffice.Exceptions.SoNotFoundException', 'SoNotFoundException'],
    ['System.ServiceModel.FaultException', 'FaultException'],
    ['SuperOffice.Crm7.SoException', 'SoException'],
  ])('is shown without its namespace: %s', async (ErrorType, errorType) => {
    pair.superOffice.on('', { ErrorType }, 403);

    expect((await ask('{ chatSession(id: 549) { status } }')).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN', superOffice: { status: 403, errorType } } },
    ]);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'REST call', status: 403, errorType }));
  });

  it.each([
    'SuperOffice.Exceptions.So2Exception',
    'SuperOffice..SoException',
    '.SoException',
    'SuperOffice.SoException.',
    'super office.SoException',
    'SuperOffice.So-Exception',
    'C4N4RY@example.com',
    `SuperOffice.${'A'.repeat(65)}`,
    `${'a.'.repeat(30_000)}SoException`,
  ])('is not shown if it is not a name of 1 to 64 letters', async (ErrorType) => {
    pair.superOffice.on('', { ErrorType }, 403);

    const answer = await ask('{ chatSession(id: 549) { status } }');

    expect(answer.errors?.[0]?.extensions.superOffice).toEqual({ status: 403 });
    expect(JSON.stringify(lines)).not.toMatch(/C4N4RY|Exception/);
  });

  it('is SuperOffice’s own with 500 too, so that a batch is halved for one record', async () => {
    pair.superOffice.on('POST Agents/Person/GetPersonList', ({ body }, response) =>
      (body as number[]).includes(2)
        ? sendJson(response, { ErrorType: 'SuperOffice.Crm7.So2Exception' }, 500)
        : sendJson(
            response,
            (body as number[]).map((PersonId) => ({ PersonId })),
          ),
    );

    const answer = await ask('{ a: person(id: 1) { id fullName } b: person(id: 2) { fullName } }');

    expect(answer.data).toEqual({ a: { id: '1', fullName: null }, b: null });
    expect(answer.errors).toMatchObject([{ path: ['b'], extensions: { code: 'UPSTREAM_ERROR' } }]);
  });
});
