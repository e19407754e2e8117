import { describe, expect, it } from '@jest/globals';
import { createTestClock } from './helpers/clock.js';
import { execute, startFacade, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { sendRaw } from './helpers/raw-connections.js';
import { until } from './helpers/until.js';

const SECRET = 'a-secret-of-the-router-only';
const PERSONS = 'POST Agents/Person/GetPersonList';
const ENTITIES = 'query ($r: [_Any!]!) { _entities(representations: $r) { ...on Person { fullName } } }';
const persons = (count: number, idOf: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => ({ __typename: 'Person', id: idOf(index) }));

describe('with ROUTER_SECRET', () => {
  const pair = useFacade({ ROUTER_SECRET: SECRET, FEDERATED_TRACE: 'true' });

  it.each([
    ['no secret', {}],
    ['a wrong secret', { 'x-router-secret': 'a-secret-of-the-router-onlY' }],
    ['a secret of another length', { 'x-router-secret': 'a' }],
  ])('%s: neither the SDL nor entities are answered, and SuperOffice is not called', async (_name, headers) => {
    const sdl = await pair.ask('{ _service { sdl } }', {}, headers);
    const entities = await pair.ask(ENTITIES, { r: persons(1, () => 1) }, headers);

    for (const answer of [sdl, entities]) {
      expect(answer).toMatchObject({ status: 200, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
      expect(JSON.stringify(answer)).not.toMatch(/type Person|a-secret/);
    }
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('the router gets both, and a trace if it asks for one', async () => {
    pair.superOffice.on(PERSONS, [{ PersonId: 1, FullName: 'Chloe' }]);
    const headers = { 'x-router-secret': SECRET, 'apollo-federation-include-trace': 'ftv1' };

    const sdl = await pair.ask('{ _service { sdl } }', {}, headers);
    const entities = await pair.ask(ENTITIES, { r: persons(1, () => 1) }, headers);

    expect(sdl.data._service.sdl).toContain('type Person');
    expect(entities.data).toEqual({ _entities: [{ fullName: 'Chloe' }] });
    expect(entities).toHaveProperty('extensions.ftv1');
  });

  it('others get everything else, and no trace', async () => {
    pair.superOffice.on('GET User/currentAssociate', { AssociateId: 5 });

    const answer = await pair.ask('{ me { id } }', {}, { 'apollo-federation-include-trace': 'ftv1' });

    expect(answer.data).toEqual({ me: { id: '5' } });
    expect(answer).not.toHaveProperty('extensions');
  });

  it('the secret is not passed on to SuperOffice', async () => {
    pair.superOffice.on('GET User/currentAssociate', { AssociateId: 5 });

    await pair.ask('{ me { id } }', {}, { 'x-router-secret': SECRET });

    expect(JSON.stringify(pair.superOffice.requests[0]?.headers)).not.toContain(SECRET);
  });
});

describe('with two values of ROUTER_SECRET, while it is replaced', () => {
  const NEXT = 'the-next-secret-of-the-router';
  const pair = useFacade({
    ROUTER_SECRET: `${SECRET}, ${NEXT}`,
    FEDERATED_TRACE: 'true',
    FAILED_CREDENTIALS_BURST: '1',
    FAILED_CREDENTIALS_PER_MINUTE: '1',
  });

  it.each([
    ['the old one', SECRET],
    ['the new one', NEXT],
  ])('a router with %s gets entities, the SDL and a trace', async (_name, secret) => {
    pair.superOffice.on(PERSONS, [{ PersonId: 1, FullName: 'Chloe' }]);
    const headers = { 'x-router-secret': secret, 'apollo-federation-include-trace': 'ftv1' };

    const sdl = await pair.ask('{ _service { sdl } }', {}, headers);
    const entities = await pair.ask(ENTITIES, { r: persons(1, () => 1) }, headers);

    expect(sdl.data._service.sdl).toContain('type Person');
    expect(entities.data).toEqual({ _entities: [{ fullName: 'Chloe' }] });
    expect(entities).toHaveProperty('extensions.ftv1');
  });

  it.each([
    ['both as they are set', `${SECRET}, ${NEXT}`],
    ['both without the blank', `${SECRET},${NEXT}`],
    ['one with the comma', `${SECRET},`],
    ['the beginning of one', SECRET.slice(0, -1)],
    ['an empty one', ''],
  ])('%s: both are refused', async (_name, secret) => {
    const headers = { 'x-router-secret': secret };

    for (const asked of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }']) {
      expect(await pair.ask(asked, {}, headers)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
  });

  it('a header for each of them: both are refused', async () => {
    const answer = await sendRaw(
      pair.facade.url,
      [
        'GET /graphql?query=%7B_service%7Bsdl%7D%7D HTTP/1.1',
        'host: x',
        'apollo-require-preflight: true',
        `x-router-secret: ${SECRET}`,
        `x-router-secret: ${NEXT}`,
        'connection: close',
        '',
        '',
      ].join('\r\n'),
    );

    expect(answer).toContain('FORBIDDEN');
    expect(answer).not.toContain('type Person');
  });

  it.each([
    ['the old one', SECRET],
    ['the new one', NEXT],
  ])('a router with %s answers for its callers’ credentials itself', async (_name, secret) => {
    pair.superOffice.on('GET User/currentAssociate', {}, 401);
    const codes: unknown[] = [];
    for (const number of [1, 2, 3]) {
      const headers = { 'x-router-secret': secret, authorization: `Bearer made-up-${number}-of-${secret}` };
      const { errors } = await pair.ask('{ me { id } }', {}, headers);
      codes.push(errors?.[0]?.extensions.code);
    }

    expect(codes).toEqual(Array(3).fill('UNAUTHENTICATED'));
  });
});

describe('without FEDERATED_TRACE', () => {
  const pair = useFacade();

  it('no trace is made, for any caller', async () => {
    const answer = await pair.ask('{ __typename }', {}, { 'apollo-federation-include-trace': 'ftv1' });

    expect(answer).not.toHaveProperty('extensions');
  });
});

describe('representations', () => {
  const pair = useFacade();
  const limited = useFacade({ MAX_REPRESENTATIONS: '3' });

  it('go in chunks of 100, 1000 of them in 10 calls', async () => {
    pair.superOffice.on(PERSONS, []);

    const answer = await pair.ask(ENTITIES, { r: persons(1000, (index) => index + 1) });

    expect(answer.errors).toBeUndefined();
    expect(answer.data._entities).toHaveLength(1000);
    expect(pair.superOffice.requests.map(({ body }) => (body as number[]).length)).toEqual(Array(10).fill(100));
  });

  it('cost one call if 100 of them are equal', async () => {
    pair.superOffice.on(PERSONS, [{ PersonId: 7, FullName: 'Chloe' }]);

    const answer = await pair.ask(ENTITIES, { r: persons(100, () => 7) });

    expect(answer.data._entities).toEqual(Array(100).fill({ fullName: 'Chloe' }));
    expect(pair.superOffice.requests.map(({ body }) => body)).toEqual([[7]]);
  });

  it('over 1000 are refused as a whole, before any call', async () => {
    const answer = await pair.ask(ENTITIES, { r: persons(1001, (index) => index + 1) });

    expect(answer.status).toBe(400);
    expect(answer.errors).toMatchObject([{ message: 'Expected at most 1000 representations.' }]);
    expect(answer.errors?.[0]?.extensions).toEqual({
      code: 'OPERATION_LIMIT_EXCEEDED',
      requestId: answer.headers.get('x-request-id'),
    });
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('10,000 of them are refused as too large a request, before any call', async () => {
    const answer = await pair.ask(ENTITIES, { r: persons(10_000, (index) => index + 1) });

    expect(answer).toMatchObject({ status: 413, errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }] });
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('answer 49 of 50 if one cannot be read in time', async () => {
    const clock = createTestClock();
    const slow = await startFacade(pair.superOffice.url, {}, { clock });
    pair.superOffice.on('GET ChatSession/', ({ path }, response) => {
      const id = Number(path.split('/')[1]);
      if (id !== 7) {
        sendJson(response, { ChatSessionId: id, CustomerAlias: `customer ${id}` });
      }
    });
    const sessions = persons(50, (index) => index + 1).map(({ id }) => ({ __typename: 'ChatSession', id }));

    const answering = execute(
      slow.url,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ...on ChatSession { customerAlias } } }',
      { r: sessions },
    );
    // All others have their answer, and the last waits.
    await until(() => pair.superOffice.requests.length === 50 && clock.timers.length === 1);
    clock.pass(4000);
    const answer = await answering;
    await slow.stop();

    expect(answer.status).toBe(200);
    expect(answer.data._entities).toEqual(
      sessions.map(({ id }) => (id === 7 ? null : { customerAlias: `customer ${id}` })),
    );
    expect(answer.errors).toMatchObject([{ path: ['_entities', 6], extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
  });

  it('have the limit of MAX_REPRESENTATIONS', async () => {
    limited.superOffice.on(PERSONS, []);

    expect((await limited.ask(ENTITIES, { r: persons(3, (index) => index + 1) })).errors).toBeUndefined();
    expect(await limited.ask(ENTITIES, { r: persons(4, (index) => index + 1) })).toMatchObject({
      errors: [{ message: 'Expected at most 3 representations.', extensions: { code: 'OPERATION_LIMIT_EXCEEDED' } }],
    });
    expect(limited.superOffice.calls()).toEqual([PERSONS]);
  });
});
