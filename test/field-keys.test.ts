import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isNonNullType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
} from 'graphql';
import { pino } from 'pino';
import type { Server } from '../src/server.js';
import { type Answer, execute, type Pair, startFacade, useFacade } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

const SENT = 'POST ChatSession/549/TransferTo/bo';
const RESET = 'POST ChatSession/550/Reset';
const OTHER_CALLER = { authorization: 'Basic b3RoZXI6T3RoZXI=' };

const TRANSFER = `mutation Transfer($key: String, $id: ID! = 549, $to: String! = "bo") {
  transferChatSession(id: $id, toAssociate: $to, idempotencyKey: $key) { id }
}`;

let counter = 0;
const newKey = () => `field-key-${String(counter++).padStart(8, '0')}`;
const header = (key: string) => ({ 'idempotency-key': key });

/** Has every change of a session answered with the session that was asked for. */
function answerChanges({ superOffice }: Pair): void {
  superOffice.on('POST ChatSession/', ({ path }, response) =>
    sendJson(response, { ChatSessionId: Number(path.split('/')[1]) }),
  );
}

const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;

const member = 'member: { userName: "bo" }';
/** What each mutation needs besides its key. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  acceptChatSessionTransfer: 'id: 549',
  addChatMessage: 'id: 549, message: { message: "Hello" }',
  addChatTopicMember: `id: 7, ${member}`,
  createChatSession: 'topic: 7',
  deleteChatSession: 'id: 549',
  pickUpChatSession: 'id: 549',
  pickUpFirstChatSession: '',
  rejectChatSessionTransfer: 'id: 549',
  removeChatTopicMember: 'id: 7, userName: "bo"',
  resetChatSession: 'id: 549',
  setChatPresence: 'presences: [{ userId: 1, present: true }]',
  transferChatSession: 'id: 549, toAssociate: "bo"',
  updateChatSession: 'id: 549, input: { customerName: "Ann" }',
  updateChatTopicMember: `id: 7, ${member}`,
};
const published = buildSchema(read('../schema.graphql'));
const mutations = Object.keys(published.getMutationType()?.getFields() ?? {});

const keysOf = (schema: GraphQLSchema) =>
  Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ name, args }) => {
    const key = args.find((argument) => argument.name === 'idempotencyKey');
    return [name, key && String(key.type), key?.defaultValue, (key?.description ?? '').length > 100];
  });

describe('every mutation', () => {
  it('takes an idempotencyKey, described and optional, in schema.graphql', () => {
    expect(mutations).toHaveLength(Object.keys(ARGUMENTS).length);
    expect(keysOf(published)).toEqual(mutations.map((name) => [name, 'String', undefined, true]));
  });

  it('says how long, for whom and where a key is remembered', () => {
    const descriptions = Object.values(published.getMutationType()?.getFields() ?? {}).map(({ args }) =>
      args.find(({ name }) => name === 'idempotencyKey')?.description?.replaceAll('\n', ' '),
    );

    for (const description of descriptions) {
      expect(description).toContain('IDEMPOTENCY_TTL_MS');
      expect(description).toContain('the same credential');
      expect(description).toContain('the same server process');
    }
  });

  it('takes it in subgraph.graphql', () => {
    const mutation = parse(read('../subgraph.graphql')).definitions.find(
      (node): node is ObjectTypeDefinitionNode =>
        node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'Mutation',
    );
    const without = mutation?.fields?.filter(
      (field) => !field.arguments?.some(({ name }) => name.value === 'idempotencyKey'),
    );

    expect(mutation?.fields?.map(({ name }) => name.value).sort()).toEqual([...mutations].sort());
    expect(without).toEqual([]);
  });

  describe.each<Record<string, string>>([{}, { SCHEMA_PREFIX: 'SuperOffice', EXPOSE_SESSION_KEY: 'true' }])(
    'of a server with %j',
    (env) => {
      const pair = useFacade(env);

      it('shows it in introspection', async () => {
        const { data } = await pair.ask(
          '{ __schema { mutationType { fields { name args { name type { kind name } } } } } }',
        );
        const keys = data.__schema.mutationType.fields.map((field: { name: string; args: readonly object[] }) => [
          field.name,
          field.args.at(-1),
        ]);

        expect(keys).toHaveLength(mutations.length);
        for (const [name, last] of keys) {
          expect([name, last]).toEqual([name, { name: 'idempotencyKey', type: { kind: 'SCALAR', name: 'String' } }]);
        }
      });
    },
  );
});

describe.each(['on', 'off'])('with COMPILED_EXECUTION=%s, a mutation with a key of its own', (compiled) => {
  const pair = useFacade({ COMPILED_EXECUTION: compiled });

  it.each(mutations)('is sent once, and SuperOffice does not see the key: %s', async (name) => {
    pair.superOffice.on('', { ChatSessionId: 549, ChatMessageId: 1, TopicId: 7, User: { UserName: 'bo' } });
    const query = `mutation ($key: String) { ${name}(${ARGUMENTS[name]}, idempotencyKey: $key) { __typename } }`;
    const key = newKey();

    const answers = [await pair.ask(query, { key }), await pair.ask(query, { key })];

    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    expect(answers[0]?.data[name]).toEqual({ __typename: expect.any(String) });
    expect(answers[1]?.data).toEqual(answers[0]?.data);
    expect(answers.map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    expect(pair.superOffice.calls()).toHaveLength(1);
    expect(JSON.stringify(pair.superOffice.requests)).not.toContain(key);
    expect(JSON.stringify(answers)).not.toContain(key);
  });

  it('is another change with another key or without one', async () => {
    answerChanges(pair);

    for (const key of [newKey(), newKey(), null, undefined, null, undefined]) {
      expect((await pair.ask(TRANSFER, { key })).errors).toBeUndefined();
    }

    expect(pair.superOffice.calls()).toEqual(Array.from({ length: 6 }, () => SENT));
  });

  it('is sent once when it is asked for ten times at once', async () => {
    const held: ServerResponse[] = [];
    pair.superOffice.on(SENT, (_request, response) => void held.push(response));
    const key = newKey();
    const answers = Array.from({ length: 10 }, () => pair.ask(TRANSFER, { key }));
    await until(() => held.length > 0);
    sendJson(held[0] as ServerResponse, { ChatSessionId: 549 });

    expect((await Promise.all(answers)).map(({ errors }) => errors)).toEqual(Array(10).fill(undefined));
    expect(pair.superOffice.calls()).toEqual([SENT]);
  });

  it('is refused before anything is sent when the key came with other arguments', async () => {
    answerChanges(pair);
    const key = newKey();
    await pair.ask(TRANSFER, { key });

    for (const variables of [{ id: '550' }, { to: 'tje0' }]) {
      const answer = await pair.ask(TRANSFER, { key, ...variables });

      expect([answer.status, codeOf(answer), answer.data]).toEqual([400, 'BAD_REQUEST', undefined]);
      expect(answer.errors?.[0]?.message).toContain('use a new key for a new change');
      expect(JSON.stringify(answer)).not.toContain(key);
    }
    expect(pair.superOffice.calls()).toEqual([SENT]);
  });
});

describe('a key of a mutation', () => {
  const pair = useFacade();

  it.each([
    { other: 'field', query: 'mutation ($key: String) { resetChatSession(id: 549, idempotencyKey: $key) { id } }' },
    { other: 'language', headers: { 'accept-language': 'nb' } },
    { other: 'time zone', headers: { 'so-timezone': 'Europe/Oslo' } },
  ])('is refused with a different $other than before', async ({ query = TRANSFER, headers = {} }) => {
    answerChanges(pair);
    const key = newKey();
    await pair.ask(TRANSFER, { key });

    const answer = await pair.ask(query, { key }, headers);

    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
    expect(pair.superOffice.calls()).toEqual([SENT]);
  });

  it.each(['short', 'x'.repeat(129), 'with blank', 'a;b=cdefgh', 'abcdefghæ', '', 'line\nbreak'])(
    'must be 8 to 128 letters, digits, - and _: %j is refused, and nothing is sent',
    async (key) => {
      answerChanges(pair);
      const query = `mutation ($key: String) {
        resetChatSession(id: 550) { id }
        transferChatSession(id: 549, toAssociate: "bo", idempotencyKey: $key) { id }
      }`;
      const literal = query.replace('($key: String)', '').replace('$key', JSON.stringify(key));

      for (const answer of [await pair.ask(query, { key }), await pair.ask(literal)]) {
        expect([answer.status, codeOf(answer), answer.data]).toEqual([400, 'BAD_USER_INPUT', undefined]);
        expect(answer.errors).toHaveLength(1);
        expect(answer.errors?.[0]?.message).toMatch(
          /^Expected 8 to 128 letters, digits, - and _ in the argument `idempotencyKey` of \w+\.$/,
        );
      }
      expect(pair.superOffice.calls()).toEqual([]);
    },
  );

  it.each(['abcdefgh', 'A_-9'.repeat(32)])('may be %s', async (key) => {
    answerChanges(pair);

    expect((await pair.ask(TRANSFER, { key })).errors).toBeUndefined();
  });

  it('is the caller’s own', async () => {
    answerChanges(pair);
    const key = newKey();

    await pair.ask(TRANSFER, { key });
    const answer = await pair.ask(TRANSFER, { key, to: 'tje0' }, OTHER_CALLER);

    expect(answer.errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual([SENT, 'POST ChatSession/549/TransferTo/tje0']);
  });

  it('is free again after a change that was refused', async () => {
    pair.superOffice.on('POST ChatSession/', {}, 409);
    const key = newKey();
    expect((await pair.ask(TRANSFER, { key })).errors?.[0]?.extensions.outcome).toBe('REJECTED');
    answerChanges(pair);

    expect((await pair.ask(TRANSFER, { key, id: '550' })).errors).toBeUndefined();
  });

  it('applies to its own mutation only, also in another operation', async () => {
    answerChanges(pair);
    const [first, second] = [newKey(), newKey()];
    await pair.ask(
      `mutation ($first: String, $second: String) {
        transferChatSession(id: 549, toAssociate: "bo", idempotencyKey: $first) { id }
        resetChatSession(id: 550, idempotencyKey: $second) { id }
      }`,
      { first, second },
    );

    const { data, errors } = await pair.ask(
      `mutation ($first: String, $second: String) {
        again: resetChatSession(id: 550, idempotencyKey: $second) { id }
        acceptChatSessionTransfer(id: 549) { id }
        once: transferChatSession(toAssociate: "bo", id: "549", idempotencyKey: $first) { status }
      }`,
      { first, second },
    );

    expect(errors).toBeUndefined();
    expect(data.again).toEqual({ id: '550' });
    expect(pair.superOffice.calls()).toEqual([SENT, RESET, 'POST ChatSession/549/AcceptTransfer']);
  });

  it('is not used up if its field is not executed', async () => {
    answerChanges(pair);
    const key = newKey();
    await pair.ask(
      `mutation ($key: String, $no: Boolean = false) {
        resetChatSession(id: 550) { id }
        transferChatSession(id: 1, toAssociate: "x", idempotencyKey: $key) @include(if: $no) { id }
      }`,
      { key },
    );

    expect((await pair.ask(TRANSFER, { key })).errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual([RESET, SENT]);
  });

  it('counts in a fragment', async () => {
    answerChanges(pair);
    const query = `mutation ($key: String) { ...F }
      fragment F on Mutation { transferChatSession(id: 549, toAssociate: "bo", idempotencyKey: $key) { id } }`;
    const key = newKey();

    await pair.ask(query, { key });
    await pair.ask(query, { key });

    expect(pair.superOffice.calls()).toEqual([SENT]);
  });

  it.each([
    { what: 'two different mutations', second: 'resetChatSession(id: 550, idempotencyKey: $key) { id }' },
    {
      what: 'the same mutation of another session',
      second: 'transferChatSession(id: 551, toAssociate: "bo", idempotencyKey: $key) { id }',
    },
  ])('is refused for $what of one operation, and nothing is sent', async ({ second }) => {
    answerChanges(pair);
    const key = newKey();
    const query = `mutation ($key: String) {
      a: transferChatSession(id: 549, toAssociate: "bo", idempotencyKey: $key) { id }
      b: ${second}
    }`;

    const answer = await pair.ask(query, { key });

    expect([answer.status, codeOf(answer), answer.data]).toEqual([400, 'BAD_REQUEST', undefined]);
    expect(answer.errors?.[0]?.message).toContain('Give each its own key.');
    // Nothing was taken either.
    expect((await pair.ask(TRANSFER, { key })).errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual([SENT]);
  });

  it('is refused for two new records as well', async () => {
    const query = `mutation ($key: String) {
      a: pickUpFirstChatSession(idempotencyKey: $key) { id }
      b: pickUpFirstChatSession(idempotencyKey: $key) { id }
    }`;

    expect(codeOf(await pair.ask(query, { key: newKey() }))).toBe('BAD_REQUEST');
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('makes no other change of one: the same change of a record twice is refused', async () => {
    const answer = await pair.ask(
      `mutation ($one: String, $other: String) {
        a: transferChatSession(id: 549, toAssociate: "bo", idempotencyKey: $one) { id }
        b: transferChatSession(id: 549, toAssociate: "bo", idempotencyKey: $other) { id }
      }`,
      { one: newKey(), other: newKey() },
    );

    expect([answer.status, codeOf(answer)]).toEqual([400, 'OPERATION_LIMIT_EXCEEDED']);
    expect(pair.superOffice.calls()).toEqual([]);
  });
});

describe('a key of a mutation together with the header', () => {
  const pair = useFacade();
  const TWO = `mutation ($key: String) {
    transferChatSession(id: 549, toAssociate: "bo", idempotencyKey: $key) { id }
    resetChatSession(id: 550) { id }
  }`;

  it('applies to its mutation, and the header to the others', async () => {
    answerChanges(pair);
    const [key, ofHeader] = [newKey(), newKey()];

    await pair.ask(TWO, { key }, header(ofHeader));
    await pair.ask(TWO, { key }, header(ofHeader));
    expect(pair.superOffice.calls()).toEqual([SENT, RESET]);

    await pair.ask(TWO, { key }, header(newKey()));
    expect(pair.superOffice.calls()).toEqual([SENT, RESET, RESET]);

    await pair.ask(TWO, { key: newKey() }, header(ofHeader));
    expect(pair.superOffice.calls()).toEqual([SENT, RESET, RESET, SENT]);
  });

  it('is enough if there are no other mutations: the header may be missing or different', async () => {
    answerChanges(pair);
    const key = newKey();
    const ofHeader = newKey();
    await pair.ask(TRANSFER, { key }, header(ofHeader));
    await pair.ask(TRANSFER, { key }, header(newKey()));
    await pair.ask(TRANSFER, { key });
    expect(pair.superOffice.calls()).toEqual([SENT]);

    // The header was not taken.
    const answer = await pair.ask('mutation { resetChatSession(id: 550) { id } }', {}, header(ofHeader));
    expect(answer.errors).toBeUndefined();
    expect(pair.superOffice.calls()).toEqual([SENT, RESET]);
  });

  it('may equal the header’s if it is for the same change', async () => {
    answerChanges(pair);
    const key = newKey();

    await pair.ask(TRANSFER, {}, header(key));
    await pair.ask(TRANSFER, { key });
    await pair.ask(TRANSFER, { key }, header(key));

    expect(pair.superOffice.calls()).toEqual([SENT]);
  });

  it('is refused if it equals the header’s and that is for another change', async () => {
    answerChanges(pair);
    const key = newKey();

    const answer = await pair.ask(TWO, { key }, header(key));

    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
    expect(pair.superOffice.calls()).toEqual([]);
  });
});

/** What a mutation may be given as null: each nullable field of its inputs, and what the schema says that null means there. */
const nullable = Object.values(published.getMutationType()?.getFields() ?? {}).flatMap(({ name, args }) =>
  args.flatMap((argument) => {
    const type = getNamedType(argument.type);
    return Object.values(isInputObjectType(type) ? type.getFields() : {})
      .filter((field) => !isNonNullType(field.type))
      .map((field) => ({
        mutation: name,
        argument: argument.name,
        field: field.name,
        defaultValue: field.defaultValue,
        isLeftOut: /Null (means|leaves)/.test(field.description ?? ''),
        isValue: /Null (clears|removes)/.test(field.description ?? ''),
      }));
  }),
);

describe.each<Record<string, string>>([{}, { SCHEMA_PREFIX: 'SuperOffice' }, { COMPILED_EXECUTION: 'off' }])(
  'in a mutation of a server with %j, null',
  (env) => {
    const pair = useFacade(env);
    /** The non-null arguments of each of these mutations. */
    const NEEDED: Readonly<Record<string, string>> = {
      addChatMessage: 'message: "Hello"',
      updateChatSession: 'customerName: "Ann", status: CLOSED',
    };
    const changeOf = (mutation: string, argument: string, input: string, key: string) =>
      `${mutation}(id: 549, ${argument}: { ${input} }, idempotencyKey: "${key}") { __typename }`;
    /** The mutation without the field, and with null in it. */
    const inputsOf = (mutation: string, field: string): readonly [string, string] => {
      const others = (NEEDED[mutation] ?? '').replace(new RegExp(`(, )?${field}: [^,]+`), '');
      return [others || 'person: 3', `${others || 'person: 3'}, ${field}: null`];
    };
    beforeEach(() => {
      pair.superOffice.on('', { ChatSessionId: 549, ChatMessageId: 1 });
    });

    it('has one meaning in each field that takes it', () => {
      const args = Object.values(published.getMutationType()?.getFields() ?? {}).flatMap((field) => field.args);
      const nullableArguments = args.filter(({ name, type }) => name !== 'idempotencyKey' && !isNonNullType(type));
      expect(nullableArguments).toEqual([]);
      expect(nullable.filter(({ isLeftOut, isValue }) => isLeftOut === isValue)).toEqual([]);
      expect(nullable.filter(({ isLeftOut }) => isLeftOut).length).toBeGreaterThan(3);
      expect(nullable.filter(({ isValue }) => isValue).length).toBeGreaterThan(9);
    });

    it.each(nullable.filter(({ isLeftOut }) => isLeftOut))(
      'is the same change as without: $mutation, $argument: $field',
      async ({ mutation, argument, field, defaultValue }) => {
        const [without, withNull] = inputsOf(mutation, field);
        const inputs = [
          without,
          withNull,
          ...(defaultValue === undefined ? [] : [`${without}, ${field}: ${defaultValue}`]),
        ];
        for (const [first, second] of inputs.flatMap((one) => inputs.map((other) => [one, other] as const))) {
          const key = newKey();
          await pair.ask(`mutation { ${changeOf(mutation, argument, first, key)} }`);
          const before = pair.superOffice.calls().length;

          const repeated = await pair.ask(`mutation { ${changeOf(mutation, argument, second, key)} }`);
          const twice = await pair.ask(
            `mutation { a: ${changeOf(mutation, argument, first, newKey())} b: ${changeOf(mutation, argument, second, newKey())} }`,
          );

          expect([repeated.errors, repeated.headers.get('idempotent-replayed')]).toEqual([undefined, 'true']);
          expect([twice.status, codeOf(twice)]).toEqual([400, 'OPERATION_LIMIT_EXCEEDED']);
          expect(pair.superOffice.calls()).toHaveLength(before);
        }
      },
    );

    it.each(nullable.filter(({ isValue }) => isValue))(
      'is another change than without: $mutation, $argument: $field',
      async ({ mutation, argument, field }) => {
        const [without, withNull] = inputsOf(mutation, field);
        const key = newKey();
        await pair.ask(`mutation { ${changeOf(mutation, argument, without, key)} }`);

        const other = await pair.ask(`mutation { ${changeOf(mutation, argument, withNull, key)} }`);
        const both = await pair.ask(
          `mutation { a: ${changeOf(mutation, argument, without, newKey())} b: ${changeOf(mutation, argument, withNull, newKey())} }`,
        );

        expect([other.status, codeOf(other)]).toEqual([400, 'BAD_REQUEST']);
        expect(both.errors).toBeUndefined();
      },
    );
  },
);

describe.each(['on', 'off'])('with COMPILED_EXECUTION=%s, a header Idempotency-Key of another form', (compiled) => {
  const pair = useFacade({ COMPILED_EXECUTION: compiled });
  /** Of the second, `fetch` sends the empty header. */
  const ILL_FORMED = [
    'short',
    ' ',
    '"8e03978e-40d5-43e8-bc93-6894a57f9324"',
    'x'.repeat(129),
    'with blank',
    'a;b=cdefgh',
  ];
  const MESSAGE = 'Expected an Idempotency-Key of 8 to 128 letters, digits, - and _.';
  const TWO = `mutation ($key: String) {
    transferChatSession(id: 549, toAssociate: "bo", idempotencyKey: $key) { id }
    resetChatSession(id: 550) { id }
  }`;

  it.each(ILL_FORMED)('is ignored on a query: %j', async (key) => {
    const answer = await pair.ask('{ __typename }', {}, header(key));

    expect([answer.status, answer.errors, answer.data]).toEqual([200, undefined, { __typename: 'Query' }]);
  });

  it.each(ILL_FORMED)('is ignored if every mutation has a key of its own: %j', async (ofHeader) => {
    answerChanges(pair);
    const key = newKey();

    expect((await pair.ask(TRANSFER, { key }, header(ofHeader))).errors).toBeUndefined();
    expect((await pair.ask(TRANSFER, { key }, header(ofHeader))).headers.get('idempotent-replayed')).toBe('true');
    expect(pair.superOffice.calls()).toEqual([SENT]);
  });

  it.each(ILL_FORMED)('is refused if a mutation has no other key, and nothing is sent: %j', async (ofHeader) => {
    answerChanges(pair);
    const key = newKey();

    for (const answer of [
      await pair.ask(TRANSFER, {}, header(ofHeader)),
      await pair.ask(TRANSFER, { key: null }, header(ofHeader)),
      await pair.ask('mutation { resetChatSession(id: 550) { id } }', {}, header(ofHeader)),
      await pair.ask(
        'mutation { ...F } fragment F on Mutation { resetChatSession(id: 550) { id } }',
        {},
        header(ofHeader),
      ),
      await pair.ask(TWO, { key }, header(ofHeader)),
    ]) {
      expect([answer.status, codeOf(answer), answer.data]).toEqual([400, 'BAD_REQUEST', undefined]);
      expect(answer.errors?.[0]?.message).toBe(MESSAGE);
    }
    expect(pair.superOffice.calls()).toEqual([]);
    // The mutation's own key was not taken either.
    expect((await pair.ask(TRANSFER, { key, to: 'tje0' })).errors).toBeUndefined();
  });
});

describe('what is kept of the keys of mutations', () => {
  const narrow = useFacade({ MAX_IDEMPOTENCY_KEYS: '8' });
  const small = useFacade({ MAX_IDEMPOTENCY_BYTES: '8000' });

  it('counts each of them: a quarter of MAX_IDEMPOTENCY_KEYS for a caller', async () => {
    answerChanges(narrow);
    const keys = [newKey(), newKey(), newKey()] as const;
    const query = `mutation ($a: String, $b: String, $c: String) {
      a: resetChatSession(id: 1, idempotencyKey: $a) { id }
      b: resetChatSession(id: 2, idempotencyKey: $b) { id }
      c: resetChatSession(id: 3, idempotencyKey: $c) { id }
    }`;
    const [a, b, c] = keys;
    await narrow.ask(query, { a, b, c });
    narrow.superOffice.forget();

    const one = 'mutation ($id: ID!, $key: String) { resetChatSession(id: $id, idempotencyKey: $key) { id } }';
    await narrow.ask(one, { id: 3, key: c });
    await narrow.ask(one, { id: 2, key: b });
    expect(narrow.superOffice.calls()).toEqual([]);

    await narrow.ask(one, { id: 1, key: a });
    expect(narrow.superOffice.calls()).toEqual(['POST ChatSession/1/Reset']);
  });

  it('is only that the change was made, if the answer is too large', async () => {
    small.superOffice.on(SENT, { ChatSessionId: 549, LastMessage: 'x'.repeat(3000) });
    const key = newKey();

    const answers = [await small.ask(TRANSFER, { key }), await small.ask(TRANSFER, { key })];

    expect(answers.map(codeOf)).toEqual([undefined, 'RESULT_NOT_KEPT']);
    expect(small.superOffice.calls()).toEqual([SENT]);
  });
});

describe('a key of a mutation, well formed or not,', () => {
  let superOffice: FakeSuperOffice;
  let facade: Server;
  let log = '';
  beforeAll(async () => {
    superOffice = await startFakeSuperOffice();
    const write = (line: string) => {
      log += line;
    };
    const logger = pino({ level: 'trace' }, { write });
    facade = await startFacade(superOffice.url, { ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' }, { logger });
  });
  afterAll(async () => {
    await facade.stop();
    await superOffice.stop();
  });

  it('is not logged, counted or shown', async () => {
    superOffice.on(SENT, {}, 500);
    superOffice.on('GET ChatSession/549', {}, 500);
    const ask = (variables: Record<string, unknown>) =>
      execute(facade.url, TRANSFER, variables, { 'x-explain': '1', 'graphql-client-name': 'keys' });

    const answers = [
      await ask({ key: 'c4n4ry-of-a-key' }),
      await ask({ key: 'c4n4ry-of-a-key' }),
      await ask({ key: 'c4n4ry-of-a-key', to: 'tje0' }),
      await ask({ key: 'c4n4ry of no key' }),
      await ask({ key: { c4n4ry: 1 } }),
    ];

    expect(answers.map(codeOf)).toEqual([
      'UPSTREAM_ERROR',
      'UPSTREAM_ERROR',
      'BAD_REQUEST',
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
    ]);
    expect(log).toContain('Transfer');
    const told = [log, (await scrape(facade)).text, ...answers.map((answer) => JSON.stringify(answer))].join('\n');
    expect(told).not.toContain('c4n4ry');
    expect(JSON.stringify(superOffice.requests)).not.toContain('c4n4ry');
  });
});
