import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  type GraphQLEnumType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isNonNullType,
  isObjectType,
  lexicographicSortSchema,
  parse,
  printSchema,
} from 'graphql';
import { ERROR_CODES } from '../src/graphql/error-codes.js';
import { createSchema } from '../src/graphql/schema/schema.js';
import { execute, newCredential, useFacade } from './helpers/facade.js';
import { type Handler, notFound, sendJson } from './helpers/fake-superoffice.js';
import { useRecordedSandbox } from './helpers/recorded-sandbox.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const schema = createSchema({ exposeSessionKey: false });
const pair = useFacade({ SUPEROFFICE_MAX_RETRIES: '0' });
const prefixed = useFacade({ SCHEMA_PREFIX: 'SuperOffice' });

/** The rows of the table of codes in docs/errors.md, cell by cell. */
const ROWS = (
  read('../docs/errors.md')
    .split(/^## /m)
    .find((section) => section.startsWith('Codes\n')) ?? ''
)
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|'));
const namesIn = (column: number) => [
  ...new Set(
    ROWS.flatMap((row) => [...(row[column] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name as string)),
  ),
];

describe('ErrorCode', () => {
  it('has the codes that errors have, and that docs/errors.md lists', () => {
    expect(ROWS.length).toBeGreaterThan(15);
    expect(valuesOf(schema, 'ErrorCode')).toEqual([...ERROR_CODES].sort());
    expect(valuesOf(schema, 'ErrorCode')).toEqual(namesIn(1).sort());
  });
});

describe('docs/errors.md', () => {
  const tenant = useRecordedSandbox();
  const PAGE = read('../docs/errors.md');
  const blockOf = (language: string) => new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(PAGE)?.[1] ?? '';

  it('has each code once', () => {
    const codes = ROWS.flatMap((row) => [...(row[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code));

    expect(codes.sort()).toEqual([...ERROR_CODES].sort());
  });

  it('shows the answer that its operation gets', async () => {
    const { data, errors } = await execute(tenant.facade.url, blockOf('graphql'));

    const shown = JSON.parse(blockOf('json'));
    const { requestId } = errors?.[0]?.extensions ?? {};
    expect(shown.errors[0].extensions.requestId).toMatch(/^[\da-f-]{36}$/);
    shown.errors[0].extensions.requestId = requestId;
    expect({ errors, data }).toEqual(shown);
  });
});

describe('WriteOutcome', () => {
  it('has the outcomes that docs/errors.md lists', () => {
    expect(valuesOf(schema, 'WriteOutcome')).toEqual(namesIn(3).sort());
  });
});

describe.each(['ErrorCode', 'WriteOutcome', 'ErrorExtensions', 'ErrorExtensionsSuperOffice'])('%s', (name) => {
  it('is in the schema for clients, also after it was sorted, printed and read again', () => {
    const published = buildSchema(read('../schema.graphql'));
    const again = buildSchema(printSchema(lexicographicSortSchema(published)));

    expect(again.getType(name)?.description).toBe(schema.getType(name)?.description);
    expect(namesOf(again, name)).toEqual(namesOf(schema, name));
    expect(namesOf(again, name).length).toBeGreaterThan(1);
  });

  it.each([
    { env: {}, prefix: '' },
    { env: { SCHEMA_PREFIX: 'SuperOffice' }, prefix: 'SuperOffice' },
  ])('is what a server with $env answers to code generators and composers', async ({ prefix }) => {
    const { data } = await (prefix === '' ? pair : prefixed).ask(
      `{ _service { sdl } __type(name: "${prefix}${name}") { fields { name } enumValues { name } } }`,
    );

    const inSdl = parse(data._service.sdl).definitions.find(
      (node) => 'name' in node && node.name?.value === `${prefix}${name}`,
    );
    const members = [...(data.__type.fields ?? []), ...(data.__type.enumValues ?? [])];
    expect(inSdl).toBeDefined();
    expect(members.map((member: { name: string }) => member.name).sort()).toEqual(namesOf(schema, name));
  });
});

describe('the extensions of an error', () => {
  const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "3") { id } }';
  const cut: Handler = (_request, response) => response.destroy();
  const busy: Handler = (_request, response) => sendJson(response, {}, 429, { 'retry-after': '7' });
  const refused: Handler = (_request, response) => sendJson(response, { ErrorType: 'SoException' }, 400);
  const FAILURES: readonly { readonly what: string; readonly query: string; readonly handler?: Handler }[] = [
    { what: 'a document that is no GraphQL', query: '{' },
    { what: 'a field that is not there', query: '{ nobody }' },
    { what: 'an argument that is not allowed', query: '{ person(id: 0) { id } }' },
    { what: 'a mutation that was not sent', query: 'mutation { resetChatSession(id: 0) { id } }' },
    { what: 'a record that is not there', query: TRANSFER, handler: notFound },
    { what: 'a refusal', query: TRANSFER, handler: refused },
    { what: 'a connection that is cut', query: TRANSFER, handler: cut },
    { what: 'a SuperOffice that is busy', query: TRANSFER, handler: busy },
  ];

  /** `POST ChatSession/…` answers with the handler; null if nothing came back. */
  async function extensionsOf(query: string, handler?: Handler) {
    if (handler !== undefined) {
      pair.superOffice.on('POST ChatSession/', handler);
    }
    const { errors = [] } = await pair.ask(query, {}, newCredential());
    return errors.map(({ extensions }) => extensions);
  }

  it.each(FAILURES)('are of the type ErrorExtensions: $what', async ({ query, handler }) => {
    const all = await extensionsOf(query, handler);

    expect(all).toHaveLength(1);
    for (const extensions of all) {
      expect(misfits(extensions, typeOf(schema, 'ErrorExtensions'))).toEqual([]);
    }
  });

  it('are of the type ErrorExtensions if a request is not an operation', async () => {
    const response = await fetch(pair.facade.url, { method: 'POST', body: 'a=b' });
    const { errors } = (await response.json()) as { errors: { extensions: object }[] };

    expect(errors.map(({ extensions }) => misfits(extensions, typeOf(schema, 'ErrorExtensions')))).toEqual([[]]);
  });

  it('have each of its fields somewhere', async () => {
    const seen = new Set<string>();
    for (const { query, handler } of FAILURES) {
      for (const extensions of await extensionsOf(query, handler)) {
        for (const key of [...Object.keys(extensions), ...Object.keys(extensions.superOffice ?? {})]) {
          seen.add(key);
        }
      }
    }

    const fields = ['ErrorExtensions', 'ErrorExtensionsSuperOffice'].flatMap((name) => namesOf(schema, name));
    expect([...seen].sort()).toEqual(fields.sort());
  });
});

function typeOf(from: GraphQLSchema, name: string): GraphQLObjectType {
  return from.getType(name) as GraphQLObjectType;
}

function valuesOf(from: GraphQLSchema, name: string): readonly string[] {
  return (from.getType(name) as GraphQLEnumType)
    .getValues()
    .map((value) => value.name)
    .sort();
}

/** Of the fields or the values of a type. */
function namesOf(from: GraphQLSchema, name: string): readonly string[] {
  const type = from.getType(name);
  return isObjectType(type) ? Object.keys(type.getFields()).sort() : valuesOf(from, name);
}

/** The paths where a value does not fit a type. Unknown keys do not fit; nullable fields may be absent. */
function misfits(value: unknown, type: GraphQLOutputType, path = ''): readonly string[] {
  if (isNonNullType(type)) {
    return value == null ? [path] : misfits(value, type.ofType, path);
  }
  if (value === undefined) {
    return [];
  }
  if (isObjectType(type)) {
    const fields = type.getFields();
    const record = value as Readonly<Record<string, unknown>>;
    return [
      ...Object.keys(record)
        .filter((key) => fields[key] === undefined)
        .map((key) => `${path}.${key}`),
      ...Object.values(fields).flatMap((field) => misfits(record[field.name], field.type, `${path}.${field.name}`)),
    ];
  }
  const isFit = isEnumType(type)
    ? type.getValue(String(value)) !== undefined
    : typeof value === { Boolean: 'boolean', Int: 'number', String: 'string' }[String(type)];
  return isFit ? [] : [path];
}
