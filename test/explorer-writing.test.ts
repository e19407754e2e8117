import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { found } from '../explorer/src/docs/search.js';
import { isSelected, operationOf, withField } from '../explorer/src/model/document/add-field.js';
import { operationAt, operationsIn } from '../explorer/src/model/document/documents.js';
import { withLeaves } from '../explorer/src/model/document/leaves.js';
import { merged } from '../explorer/src/model/document/merge.js';
import { pathTo } from '../explorer/src/model/document/paths.js';
import { tidied, tidiedJson } from '../explorer/src/model/document/tidy.js';
import { proseParts } from '../explorer/src/model/text/prose.js';
import { explorerGraphql } from './helpers/explorer-graphql.js';

const { buildSchema, parse, print, validate, visit } = explorerGraphql;

const SCHEMA = buildSchema(`
  type Query {
    me: User
    session(id: ID!, language: String): Session
    sessions(first: Int): SessionConnection
    anything: Anything
  }
  type Mutation { say(id: ID!, message: MessageInput!): Message, clear: Boolean }
  input MessageInput { text: String!, kind: SessionStatus = OPEN }
  type SessionConnection { edges: [SessionEdge!]! }
  type SessionEdge { node: Session }
  type Session { id: ID!, title: String, status: SessionStatus, user: User, messages(after: ID!): [Message!]! }
  type Message { id: ID!, text: String, author: User, session: Session }
  type User { id: ID!, name: String, old: String @deprecated(reason: "Use name."), picture(size: Int!): String, boss: User }
  enum SessionStatus { OPEN SESSION_CLOSED }
  union Anything = User | Session
`);

/** The server's, as its explorer knows it. */
const OWN_SCHEMA = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));

function textOf(result: ReturnType<typeof tidied>): string {
  return 'text' in result ? result.text : `(${result.reason})`;
}

describe('a document that is tidied', () => {
  it('keeps comments next to the same tokens', () => {
    const written = ['# Who am I?', '', 'query { # reads', ' me{ id # the key', ' # no more', '}}', '# the end'].join(
      '\n',
    );

    expect(textOf(tidied(written))).toBe(
      ['# Who am I?', '', '{ # reads', '  me {', '    id # the key', '    # no more', '  }', '}', '# the end', ''].join(
        '\n',
      ),
    );
  });

  it.each([
    { where: 'before an argument', document: 'query A(# a\n$a: ID!) { session(# b\n id: $a # c\n) { id } }' },
    { where: 'in a list', document: '{ a(b: [ # one\n 1 # two\n 2 ]) }' },
    { where: 'beside a block string', document: '{ a(b: """\n x\n   y # no comment\n""" # one\n c: 1) # two\n}' },
    {
      where: 'on a line of its own among arguments',
      document: '{ f(\n# one\na: """\n x\n""",\n# two\nb: 2,\n# three\nc: 3) }',
    },
    { where: 'between definitions', document: '{ a }\n# one\n\n# two\nfragment F on User { # three\n id }\n\n# four' },
    { where: 'with line breaks of Windows', document: '{ a # one\r\n  # two\r\n b }\r\n' },
    { where: 'before a directive', document: 'query @a # one\n { b }' },
    { where: 'several on one token', document: '{ # one\n # two\n # three\n a }' },
  ])('loses no comment $where and nothing else, however often it is tidied', ({ document }) => {
    const once = textOf(tidied(document));

    expect(once.match(/# \w+/g)).toEqual(document.match(/# \w+/g));
    expect(print(parse(once))).toBe(print(parse(document)));
    expect(textOf(tidied(once))).toBe(once);
  });

  it('is unchanged, with the reason and its place, if it cannot be read', () => {
    expect(tidied('{\n  me {')).toEqual({
      reason: 'The operation was not tidied. Line 2, column 7: Expected Name, found <EOF>.',
    });
    expect(tidied(' \n')).toEqual({ reason: 'There is no operation yet.' });
  });

  it('has its variables tidied too, without changing their values', () => {
    const written = '{"id":12345678901234567890,"list":[1.0,{}],"text":"a, {b}: \\"c\\"","none":[]}';

    expect(textOf(tidiedJson(written))).toBe(
      [
        '{',
        '  "id": 12345678901234567890,',
        '  "list": [',
        '    1.0,',
        '    {}',
        '  ],',
        '  "text": "a, {b}: \\"c\\"",',
        '  "none": []',
        '}',
      ].join('\n'),
    );
    expect(tidiedJson('{"id":')).toEqual({ reason: expect.stringMatching(/not JSON yet/) });
    expect(tidiedJson('')).toEqual({ text: '' });
  });
});

describe('fields that are filled in', () => {
  it.each([
    { document: '{ me }', filled: '{ me { id name } }' },
    { document: '{ me {} }', filled: '{ me { id name } }' },
    { document: '{\n  me\n}\n', filled: '{\n  me {\n    id\n    name\n  }\n}\n' },
    { document: '{ sessions }', filled: '{ sessions { edges { node { id title status } } } }' },
    { document: '{ anything }', filled: '{ anything { __typename } }' },
    { document: '# { me }\n{ a: me # mine\n}', filled: '# { me }\n{ a: me { id name } # mine\n}' },
    {
      document: '{ session(id: 1) { user, title } me }',
      filled: '{ session(id: 1) { user { id name }, title } me { id name } }',
    },
    { document: 'fragment F on Session { user }', filled: 'fragment F on Session { user { id name } }' },
  ])('are those of the object: $document', ({ document, filled }) => {
    const result = withLeaves(document, SCHEMA);

    expect(result.document).toBe(filled);
    expect(result.added.length).toBeGreaterThan(0);
    expect(withLeaves(filled, SCHEMA)).toEqual({ document: filled, added: [] });
  });

  it.each(['{ chatSessions }', '{ chatSessions(first: 5) { nodes } }', '{ chatSessions { edges { node } } }'])(
    'are those that the rows of a list hold, once: %s',
    (document) => {
      const { document: filled } = withLeaves(document, OWN_SCHEMA);

      expect(filled).toContain('{ firstMessage id lastMessage rating status whenEnded whenRequested whenStarted }');
      expect(filled).not.toMatch(/customerHost|part/);
      expect(filled.match(/firstMessage/g)).toHaveLength(1);
    },
  );

  it('are those of the nodes of a page, or of its edges if it has no nodes', () => {
    const schema = buildSchema(`
      type Query { pages: Page }
      type Page { edges: [Edge!]!, nodes: [Node!]!, next: String }
      type Edge { node: Node, cursor: String }
      type Node { id: ID!, title: String }
    `);

    expect(withLeaves('{ pages }', schema).document).toBe('{ pages { nodes { id title } next } }');
    expect(withLeaves('{ pages { edges } }', schema).document).toBe('{ pages { edges { node { id title } cursor } } }');
  });

  it('are named, and are none if nothing is missing or nothing can be read', () => {
    expect(withLeaves('{ me }', SCHEMA).added).toEqual(['me { id name }']);
    for (const document of ['{ me { id } }', '{ nobody }', '{ me {', '', '{ clear(a: {}) { }']) {
      expect(withLeaves(document, SCHEMA)).toEqual({ document, added: [] });
    }
  });
});

describe('fragments that are merged', () => {
  it.each([
    {
      what: 'one on the same type',
      document: '{ me { ...F } } fragment F on User { id name }',
      merged: '{ me { id name } }',
    },
    {
      what: 'fields that are selected twice',
      document: '{ me { id ...F } me { boss { name } } } fragment F on User { id boss { id } }',
      merged: '{ me { id boss { id name } } }',
    },
    {
      what: 'one of another type, or with a directive',
      document: '{ anything { ...F ...F @skip(if: true) } } fragment F on User { ...G } fragment G on User { id }',
      merged: '{ anything { ... on User { id } ... on User @skip(if: true) { id } } }',
    },
    {
      what: 'one on the same type with a directive',
      document: '{ me { ...F @skip(if: true) } } fragment F on User { id }',
      merged: '{ me { ... on User @skip(if: true) { id } } }',
    },
    {
      what: 'aliases and arguments, which are fields of their own',
      document:
        '{ ...F } fragment F on Query { a: session(id: 1) { id } session(id: 1) { id } session(id: 1) { title } }',
      merged: '{ a: session(id: 1) { id } session(id: 1) { id title } }',
    },
  ])('leave $what', ({ document, merged: expected }) => {
    expect(textOf(merged(document, SCHEMA))).toBe(`${print(parse(expected))}\n`);
  });

  it('leave none within another on the same type, even if the schema is not known', () => {
    const document = '{ me { ...F } } fragment F on User { id ...G } fragment G on User { name ... on User { rank } }';
    expect(textOf(merged(document, undefined))).toBe(`${print(parse('{ me { ... on User { id name rank } } }'))}\n`);
  });

  it.each([
    { document: '{ me { id } }', reason: /no fragment to merge/ },
    { document: '{ ...F } fragment F on Query { me { id } } # mine', reason: /comments would be lost/ },
    { document: '{ ...F } fragment F on Query { ...F }', reason: /F contains itself/ },
    { document: '{ ...G } fragment F on Query { me { id } }', reason: /no fragment G/ },
    { document: '{', reason: /Line 1, column 2/ },
  ])('are unchanged, with a reason: $document', ({ document, reason }) => {
    expect(merged(document, SCHEMA)).toEqual({ reason: expect.stringMatching(reason) });
  });

  it('are unchanged if they would grow without end', () => {
    const doubled = Array.from(
      { length: 40 },
      (_, index) => `fragment F${index} on User { a: boss { ...F${index + 1} } b: boss { ...F${index + 1} } }`,
    );

    expect(merged(`{ me { ...F0 } } ${doubled.join(' ')} fragment F40 on User { id }`, SCHEMA)).toEqual({
      reason: expect.stringMatching(/more than 10000 fields/),
    });
  });
});

describe('the way to a field of the documentation', () => {
  it('is the one that the user followed', () => {
    const trail = [
      { type: 'Query', field: 'session' },
      { type: 'Session' },
      { type: 'Session', field: 'user' },
      { type: 'User' },
    ];

    expect(pathTo(SCHEMA, 'User', trail)).toEqual([
      { type: 'Query', field: 'session' },
      { type: 'Session', field: 'user' },
    ]);
  });

  it('is the shortest if the user came by a search, and none if nothing leads there', () => {
    expect(pathTo(SCHEMA, 'User', [])).toEqual([{ type: 'Query', field: 'me' }]);
    expect(pathTo(SCHEMA, 'User', [{ type: 'Message', field: 'author' }])).toEqual([{ type: 'Query', field: 'me' }]);
    expect(pathTo(SCHEMA, 'SessionEdge', [])).toEqual([
      { type: 'Query', field: 'sessions' },
      { type: 'SessionConnection', field: 'edges' },
    ]);
    expect(pathTo(SCHEMA, 'Mutation', [])).toEqual([]);
    expect(pathTo(SCHEMA, 'MessageInput', [])).toBeUndefined();
  });
});

describe('a field that is added from the documentation', () => {
  const AUTHOR = [
    { type: 'Query', field: 'session' },
    { type: 'Session', field: 'messages' },
    { type: 'Message', field: 'author' },
    { type: 'User', field: 'picture' },
  ];

  it('comes with the fields around it, and with required arguments as variables', () => {
    const written = withField(SCHEMA, { document: 'query Q { me { id } }', variables: '' }, AUTHOR, 9);

    expect(written?.document).toBe(
      `${print(
        parse(`query Q($id: ID!, $after: ID!, $size: Int!) {
          me { id }
          session(id: $id) { messages(after: $after) { author { picture(size: $size) } } }
        }`),
      )}\n`,
    );
    expect(JSON.parse(written?.variables ?? '')).toEqual({ id: '', after: '', size: null });
    expect(isSelected(written?.document ?? '', AUTHOR, 9)).toBe(true);
    expect(withField(SCHEMA, written as never, AUTHOR, 9)).toEqual(written);
  });

  it.each([
    {
      what: 'into what is selected already, with comments kept',
      document: 'query Q($id: ID!) { session(id: $id) { title # a comment\n } }',
      added: 'query Q($id: ID!) { session(id: $id) { title user { id name } } }',
      comment: '# a comment',
    },
    {
      what: 'into a shorthand',
      document: '{ me { id } }',
      added: 'query ($id: ID!) { me { id } session(id: $id) { user { id name } } }',
      comment: '',
    },
    {
      what: 'without taking another’s variable',
      document: 'query Q($id: ID!) { a: me { id } }',
      added: 'query Q($id: ID!, $sessionId: ID!) { a: me { id } session(id: $sessionId) { user { id name } } }',
      comment: '',
    },
  ])('goes $what', ({ document, added, comment }) => {
    const path = AUTHOR.slice(0, 1).concat({ type: 'Session', field: 'user' });
    const written = withField(SCHEMA, { document, variables: '{"id":"7"}' }, path, 1);

    expect(print(parse(written?.document ?? ''))).toBe(print(parse(added)));
    expect(written?.document).toContain(comment);
    expect(JSON.parse(written?.variables ?? '')).toMatchObject({ id: '7' });
  });

  it('goes into the operation at the cursor, and not into one of another kind', () => {
    const texts = { document: 'query A { me { id } }\nmutation B { clear }', variables: '' };
    const name = [
      { type: 'Query', field: 'me' },
      { type: 'User', field: 'name' },
    ];

    expect(print(parse(withField(SCHEMA, texts, name, 3)?.document ?? ''))).toBe(
      print(parse('query A { me { id name } } mutation B { clear }')),
    );
    expect(withField(SCHEMA, texts, name, 30)).toBeUndefined();
    expect(withField(SCHEMA, { document: '{', variables: '' }, name, 1)).toBeUndefined();
  });

  const NAME = [
    { type: 'Query', field: 'session' },
    { type: 'Session', field: 'user' },
    { type: 'User', field: 'name' },
  ];

  it.each([
    {
      what: 'the field with the cursor in it, of several',
      document: '{ a: session(id: 1) { user { id } } b: session(id: 2) { user { id^ } } }',
      added: '{ a: session(id: 1) { user { id } } b: session(id: 2) { user { id name } } }',
    },
    {
      what: 'the field with the cursor in it, at any depth',
      document: '{ session(id: 1) { a: user { id } b: user { id^ } } }',
      added: '{ session(id: 1) { a: user { id } b: user { id name } } }',
    },
    {
      what: 'the first of several, where the cursor is in none',
      document: '^{ a: session(id: 1) { user { id } } b: session(id: 2) { id } }',
      added: '{ a: session(id: 1) { user { id name } } b: session(id: 2) { id } }',
    },
    {
      what: 'what only a fragment selects',
      document: '{ ^...Mine } fragment Mine on Query { session(id: 1) { user { id } } }',
      added: '{ ...Mine } fragment Mine on Query { session(id: 1) { user { id name } } }',
    },
  ])('goes into $what', ({ document, added }) => {
    const written = withField(
      SCHEMA,
      { document: document.replace('^', ''), variables: '' },
      NAME,
      document.indexOf('^'),
    );

    expect(print(parse(written?.document ?? ''))).toBe(print(parse(added)));
  });

  it.each([
    'query Q { session(id: 1) { user { ...Names } } } fragment Names on User { id name }',
    'query Q { session(id: 1) { user { id ... on User { name } } } }',
    'query Q { session(id: 1) { user { id } } ...More } fragment More on Query { session(id: 1) { user { name } } }',
    'query Q { ...A } fragment A on Query { ...A ...B } fragment B on Query { session(id: 1) { user { name } } }',
  ])('is not added if a fragment selects it: %s', (document) => {
    expect(isSelected(document, NAME, 7)).toBe(true);
    expect(withField(SCHEMA, { document, variables: '' }, NAME, 7)).toEqual({ document, variables: '' });
  });

  it('makes an operation of its own that the schema knows, for every field of it', () => {
    for (const path of everyPathIn(SCHEMA)) {
      const { document, variables } = operationOf(SCHEMA, path);
      const declared: string[] = [];
      visit(parse(document), { VariableDefinition: ({ variable }) => void declared.push(variable.name.value) });

      expect(validate(SCHEMA, parse(document))).toEqual([]);
      expect(Object.keys(JSON.parse(variables || '{}'))).toEqual(declared);
    }
    expect(JSON.parse(operationOf(SCHEMA, [{ type: 'Mutation', field: 'say' }]).variables)).toEqual({
      id: '',
      message: { text: '' },
    });
  });
});

function everyPathIn(schema: GraphQLSchema) {
  return ['Query', 'Mutation', 'Session', 'Message', 'User', 'SessionEdge'].flatMap((type) => {
    const base = pathTo(schema, type, []) ?? [];
    const { getFields } = schema.getType(type) as unknown as { getFields: () => Record<string, unknown> };
    return Object.keys(getFields.call(schema.getType(type))).map((field) => [...base, { type, field }]);
  });
}

describe('with several operations in a document', () => {
  const TWO = 'query One { me { id } }\n\nmutation Two { clear }\n';

  it('the one at the cursor runs, and none if the cursor is in none', () => {
    const operations = operationsIn(TWO);

    expect([0, 30, 24, 400].map((position) => operationAt(operations, position)?.name)).toEqual([
      'One',
      'Two',
      undefined,
      undefined,
    ]);
    expect(operationAt(operationsIn('# before\n{ me { id } }'), 0)?.kind).toBe('query');
  });
});

describe('the search in the documentation', () => {
  it('finds root fields, then types, then fields, then values', () => {
    expect(
      found(SCHEMA, ' Session ').map(({ heading, pages }) => [heading, pages.map(({ type, field }) => field ?? type)]),
    ).toEqual([
      ['To run', ['session', 'sessions']],
      ['Types', ['SessionConnection', 'SessionEdge', 'Session', 'SessionStatus']],
      ['Fields', ['session']],
      ['Values', ['SESSION_CLOSED']],
    ]);
    expect(found(SCHEMA, 'nothing like it')).toEqual([]);
  });

  it.each([
    { wanted: 'User.name', first: 'User.name' },
    { wanted: 'session user', first: 'Session.user' },
    { wanted: 'clear', first: 'Mutation.clear' },
    { wanted: 'a session connection', first: 'SessionConnection.undefined' },
  ])('finds names with all the words: $wanted', ({ wanted, first }) => {
    const [group] = found(SCHEMA, wanted);

    expect(group?.pages.map(({ type, field }) => `${type}.${field}`)[0]).toBe(first);
    expect(found(SCHEMA, `${wanted} nowhere`)).toEqual([]);
  });

  it('finds subscriptions among the root fields', () => {
    const schema = buildSchema('type Query { a: Int } type Subscription { ticks: Boolean }');

    expect(found(schema, 'tick')).toEqual([{ heading: 'To run', pages: [{ type: 'Subscription', field: 'ticks' }] }]);
  });

  it('lists names that begin with the word first', () => {
    expect(found(SCHEMA, 'edge').map(({ pages }) => pages.map(({ type, field }) => field ?? type))).toEqual([
      ['SessionEdge'],
      ['edges'],
    ]);
    // The schema has `Query`, with a `u` further behind, before it.
    expect(found(SCHEMA, 'u').find(({ heading }) => heading === 'Types')?.pages[0]).toEqual({ type: 'User' });
  });
});

describe('a description', () => {
  it.each([
    { text: 'The `id` of `User.id`.', parts: ['The ', '<id>', ' of ', '<User.id>', '.'] },
    { text: '`all`', parts: ['<all>'] },
    { text: 'one ` alone', parts: ['one ` alone'] },
    { text: '', parts: [] },
  ])('has code between backticks: $text', ({ text, parts }) => {
    expect(proseParts(text).map((part) => (part.isCode ? `<${part.text}>` : part.text))).toEqual(parts);
  });
});
