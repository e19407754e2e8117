import { describe, expect, it } from '@jest/globals';
import { operationsIn } from '../explorer/src/model/document/documents.js';
import {
  errorOf,
  type FormField,
  formOf,
  isNull,
  textAt,
  type Values,
  withText,
  withValue,
} from '../explorer/src/model/inputs/form.js';
import { HEADERS } from '../explorer/src/model/inputs/headers.js';
import { shapeAt, shapeOf } from '../explorer/src/model/inputs/shapes.js';
import { definitionsOf, isDeclaredIn, problemsOf } from '../explorer/src/model/inputs/variables.js';
import { placesIn } from '../explorer/src/model/text/json-places.js';
import { nearest } from '../explorer/src/model/text/nearest.js';
import { explorerGraphql } from './helpers/explorer-graphql.js';

const SCHEMA = explorerGraphql.buildSchema(`
  type Query {
    sessions("Those that are *wanted*." filter: Filter, "How many." first: Int = 25, when: DateTime): String
    say("The session's \`id\`." id: ID!, "What to say." message: Message!, isLoud: Boolean, all: [Message!]): String
  }
  input Filter { "In one of these." status: [Status!], "Of whom." ids: [ID!], inner: Filter, not: Filter, only: Status }
  input Message { "The text." text: String!, kind: Status = OPEN, size: Float }
  enum Status { "Somebody waits." OPEN CLOSED }
  scalar DateTime
`);

const SEARCH =
  'query S($filter: Filter, $first: Int, $when: DateTime) { sessions(filter: $filter, first: $first, when: $when) }';
const SAY = `query Say($id: ID!, $text: String!, $message: Message!, $isLoud: Boolean = true, $all: [Message!]) {
  say(id: $id, message: $message, isLoud: $isLoud, all: $all)
  other: say(id: $id, message: { text: $text })
}`;

function definitionsIn(document: string) {
  return definitionsOf(document, operationsIn(document)[0]);
}

function problemsIn(document: string, values: Values) {
  return problemsOf(values, definitionsIn(document), SCHEMA);
}

describe('the completions in variables', () => {
  const shape = shapeOf(definitionsIn(SEARCH), SCHEMA);

  it.each([
    { before: '{', names: ['filter', 'first', 'when'] },
    { before: '{ "filter": {', names: ['status', 'ids', 'inner', 'not', 'only'] },
    { before: '{ "filter": { "inner": { "status": ["OPEN"], "', names: ['status', 'ids', 'inner', 'not', 'only'] },
    { before: '{ "filter": { "ids": ["1", "2"] }, ', names: ['filter', 'first', 'when'] },
    { before: '{ "nobody": {', names: [] },
  ])('are names by their place: $before', ({ before, names }) => {
    const { places, next } = placesIn(before);
    const place = before.endsWith('"') ? places.at(-1) : next;

    expect(place?.role).toBe('name');
    expect((shapeAt(shape, place?.path.slice(0, -1) ?? []).properties ?? []).map(({ label }) => label)).toEqual(names);
  });

  it.each([
    { before: '{ "filter": { "status": [', values: ['"OPEN"', '"CLOSED"'] },
    { before: '{ "filter": { "status": ["OPEN", ', values: ['"OPEN"', '"CLOSED"'] },
    { before: '{ "filter": { "not": { "only": ', values: ['"OPEN"', '"CLOSED"', 'null'] },
    { before: '{ "filter": ', values: ['{}', 'null'] },
    { before: '{ "filter": { "ids": ', values: ['[]', 'null'] },
    { before: '{ "first": ', values: ['null'] },
  ])('are values by their type: $before', ({ before, values }) => {
    const { next } = placesIn(before);

    expect(next?.role).toBe('value');
    expect((shapeAt(shape, next?.path ?? []).values ?? []).map(({ label }) => label)).toEqual(values);
  });

  it('are true and false, and have the type and the description of the schema', () => {
    expect(shapeAt(shapeOf(definitionsIn(SAY), SCHEMA), ['isLoud']).values?.map(({ label }) => label)).toEqual([
      'true',
      'false',
      'null',
    ]);
    expect(shapeAt(shape, ['filter']).properties?.[0]).toMatchObject({
      label: 'status',
      detail: '[Status!]',
      info: 'In one of these.',
    });
    expect(shapeAt(shape, ['filter', 'status', 0]).values?.[0]).toEqual({ label: '"OPEN"', info: 'Somebody waits.' });
  });

  it('are only names and types if the schema is not known', () => {
    const { properties } = shapeOf(definitionsIn(SEARCH), undefined);

    expect(properties?.map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
      'filter: Filter',
      'first: Int',
      'when: DateTime',
    ]);
    expect(properties?.[0]?.shape?.()).toEqual({});
  });

  it('have positions, in lists too', () => {
    const json = '{ "a": [1, { "b": "x" }, 3] }';
    const placeOf = (...path: (string | number)[]) =>
      placesIn(json)
        .places.filter((place) => JSON.stringify(place.path) === JSON.stringify(path))
        .map(({ role, from, to }) => `${role} ${json.slice(from, to)}`);

    expect(placeOf('a')).toEqual(['name "a"', 'value [']);
    expect(placeOf('a', 0)).toEqual(['value 1']);
    expect(placeOf('a', 1, 'b')).toEqual(['name "b"', 'value "x"']);
    expect(placeOf('a', 2)).toEqual(['value 3']);
  });

  it.each(['{ "a": 1', '{ "a" ', '[1', '{}', '"x"'])('is nothing if punctuation has to follow: %s', (before) => {
    expect(placesIn(before).next).toBeUndefined();
  });
});

describe('what is wrong with variables', () => {
  it.each([
    { values: { filter: {} }, problems: [] },
    {
      values: { firts: 1 },
      problems: [
        {
          path: ['firts'],
          severity: 'warning',
          instead: 'first',
          message: 'The operation has no variable “firts”. Did you mean “first”?',
        },
      ],
    },
    {
      values: { somethingElse: 1 },
      problems: [
        { path: ['somethingElse'], severity: 'warning', message: 'The operation has no variable “somethingElse”.' },
      ],
    },
    {
      values: { filter: { stats: [] } },
      problems: [{ path: ['filter', 'stats'], severity: 'error', instead: 'status', message: expect.any(String) }],
    },
    {
      values: { filter: { inner: { status: ['OPEN', 'CLOSE'] } } },
      problems: [
        {
          path: ['filter', 'inner', 'status', 1],
          severity: 'error',
          instead: 'CLOSED',
          message: expect.stringMatching(/"CLOSE" does not exist/),
        },
      ],
    },
    { values: { first: '1' }, problems: [{ path: ['first'], severity: 'error', message: expect.any(String) }] },
  ])('is reported at its place: $values', ({ values, problems }) => {
    expect(problemsIn(SEARCH, values)).toEqual(problems);
  });

  it('is what is missing, unless it has a default', () => {
    expect(problemsIn(SAY, { id: '1', message: {} })).toMatchObject([
      { path: [], message: 'The variable “text” (String!) is missing.' },
      { path: ['message'], message: expect.stringMatching(/"text" of required type/) },
    ]);
  });
});

describe('what is wrong with headers', () => {
  it.each([
    { name: 'autorization', instead: 'authorization' },
    { name: 'SO-Langauge', instead: 'so-language' },
    { name: 'idempotencykey', instead: 'idempotency-key' },
    { name: 'Authorization', instead: undefined },
    { name: 'traceparent', instead: undefined },
    { name: 'x-my-own', instead: undefined },
  ])('is a name that looks like one that the server reads: $name', ({ name, instead }) => {
    expect(HEADERS.check({ [name]: 'x' }).map((problem) => problem.instead)).toEqual(instead ? [instead] : []);
  });
});

describe('the nearest name', () => {
  it.each([
    { written: 'id', names: ['ids', 'of'], near: 'ids' },
    { written: 'toAsociate', names: ['id', 'toAssociate'], near: 'toAssociate' },
    { written: 'ab', names: ['ba'], near: 'ba' },
    { written: 'FIRST', names: ['last', 'first'], near: 'first' },
    { written: 'kind', names: ['find', 'mind'], near: 'find' },
    { written: 'x', names: ['first'], near: undefined },
    { written: '', names: ['ab'], near: undefined },
  ])('to "$written" is $near', ({ written, names, near }) => {
    expect(nearest(written, names)).toBe(near);
  });
});

describe('a form', () => {
  const search = formOf(SEARCH, definitionsIn(SEARCH), SCHEMA);
  const say = formOf(SAY, definitionsIn(SAY), SCHEMA);

  function field(fields: readonly FormField[], ...path: string[]): FormField {
    const [name, ...rest] = path;
    const found = fields.find((field) => field.path.at(-1) === name) as FormField;
    return rest.length === 0 || found.control.kind !== 'group' ? found : field(found.control.fields, ...rest);
  }

  it('has a control for each variable, by its type', () => {
    const kindsOf = (fields: readonly FormField[]) =>
      fields.map(({ path, control }) => `${path.join('.')}: ${control.kind}`);

    expect(kindsOf(search)).toEqual(['filter: group', 'first: number', 'when: text']);
    expect(kindsOf(say)).toEqual(['id: text', 'text: text', 'message: group', 'isLoud: choice', 'all: json']);
    const { control } = field(search, 'filter');
    expect(control.kind === 'group' && kindsOf(control.fields)).toEqual([
      'filter.status: choices',
      'filter.ids: lines',
      'filter.inner: group',
      'filter.not: group',
      'filter.only: choice',
    ]);
    expect(field(search, 'filter', 'inner', 'inner', 'inner').control).toEqual({ kind: 'json' });
  });

  it('shows the schema’s description for each variable, and which ones are required', () => {
    expect(say.map(({ description, isRequired, defaultText }) => [description, isRequired, defaultText])).toEqual([
      ["The session's `id`.", true, ''],
      ['The text.', true, ''],
      ['What to say.', true, ''],
      ['', false, 'true'],
      ['', false, ''],
    ]);
    expect(field(say, 'message', 'kind')).toMatchObject({ isRequired: false, defaultText: 'OPEN' });
  });

  it.each([
    { path: ['first'], text: '12', values: { first: 12 } },
    { path: ['first'], text: '1.', values: { first: '1.' } },
    { path: ['first'], text: '007', values: { first: '007' } },
    { path: ['when'], text: '2026', values: { when: '2026' } },
    { path: ['filter', 'only'], text: 'OPEN', values: { filter: { only: 'OPEN' } } },
    { path: ['filter', 'ids'], text: '1\n2', values: { filter: { ids: ['1', '2'] } } },
    {
      path: ['filter', 'inner', 'inner', 'inner'],
      text: '{"a',
      values: { filter: { inner: { inner: { inner: '{"a' } } } },
    },
  ])('writes $text as $values, and reads it back', ({ path, text, values }) => {
    const written = withText({}, field(search, ...path), text);

    expect(written).toEqual(values);
    expect(textAt(field(search, ...path), written)).toBe(text);
  });

  it('leaves out emptied values, and objects that held nothing else, and keeps the rest', () => {
    const values = { filter: { inner: { only: 'OPEN' } }, first: 3 };

    expect(withText(values, field(search, 'filter', 'inner', 'only'), '')).toEqual({ first: 3 });
    expect(withText(values, field(search, 'first'), '')).toEqual({ filter: { inner: { only: 'OPEN' } } });
    expect(withText({ id: '7' }, field(say, 'id'), '')).toEqual({ id: '' });
    const inner = { path: ['a', 'c'], needed: [false, false] };
    expect(withValue({ a: [1], b: 2 }, inner, 3)).toEqual({ a: { c: 3 }, b: 2 });
  });

  it('keeps required objects, even if they are empty', () => {
    const filled = withText({ id: '7' }, field(say, 'message', 'text'), 'x');

    expect(filled).toEqual({ id: '7', message: { text: 'x' } });
    expect(withText(filled, field(say, 'message', 'text'), '')).toEqual({ id: '7', message: {} });
  });

  it.each([
    { text: '1\n2\n', ids: ['1', '2'] },
    { text: '\n1\n\n2', ids: ['1', '2'] },
    { text: '\n', ids: undefined },
  ])('has no item for an empty line: $text', ({ text, ids }) => {
    expect(withText({}, field(search, 'filter', 'ids'), text)).toEqual(ids === undefined ? {} : { filter: { ids } });
  });

  it('distinguishes null from a value that is left out, and accepts it', () => {
    const ticket = field(search, 'filter', 'only');
    const none = { filter: { only: null } };

    expect([none, { filter: {} }, {}, { filter: { only: 'OPEN' } }].map((values) => isNull(values, ticket))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(withValue({}, ticket, null)).toEqual(none);
    expect(withValue(none, ticket, undefined)).toEqual({});
    expect(isNull({ filter: null }, field(search, 'filter'))).toBe(true);
  });

  it('has no control for a variable of a type that cannot be sent', () => {
    const document = 'query Q($u: Query!, $n: Nothing, $ok: ID) { a }';

    expect(formOf(document, definitionsIn(document), SCHEMA).map(({ path }) => path)).toEqual([['ok']]);
    expect(shapeAt(shapeOf(definitionsIn(document), SCHEMA), ['u'])).toEqual({});
  });

  it('stays for the variables that a half-written document still declares', () => {
    const half = 'query Q($id: ID, $first : Int) { sessions(first: $first, when: $when) {';

    expect(['id', 'first', 'when', 'd'].filter((name) => isDeclaredIn(half, name))).toEqual(['id', 'first']);
  });

  it('says at a field what is wrong, and what is missing when asked to', () => {
    const errorAt = (path: string[], values: Values, tellsMissing = true) =>
      errorOf(field(say, ...path), values, problemsIn(SAY, values), tellsMissing);

    expect(errorAt(['id'], {})).toBe('Fill this in.');
    expect(errorAt(['id'], { id: '' })).toBe('Fill this in.');
    expect(errorAt(['id'], {}, false)).toBeUndefined();
    expect(errorAt(['message', 'text'], { message: {} })).toBe('Fill this in.');
    expect(errorAt(['message', 'size'], { message: { text: 'x', size: '1.' } })).toMatch(/Float cannot represent/);
    expect(errorAt(['message', 'text'], { message: { text: 'x', size: '1.' } })).toBeUndefined();
    expect(errorAt(['message'], { message: 'x' })).toMatch(/Expected type "Message!?" to be an object/);
    expect(errorAt(['all'], { all: [{ text: 1 }] })).toMatch(/String cannot represent/);
    expect(errorAt(['isLoud'], { isLoud: true })).toBeUndefined();
  });
});
