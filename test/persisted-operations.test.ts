import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { ConfigError } from '../src/config.js';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type { Server } from '../src/server.js';
import { type Answer, startFacade, TJE0, useFacade } from './helpers/facade.js';
import { sha256 } from './helpers/manifest.js';

const SESSION = 'query Session($id: ID!) {\n  chatSession(id: $id) {\n    id\n  }\n}';
const TRANSFER = 'mutation Transfer {\n  transferChatSession(id: 549, toAssociate: "bo") {\n    id\n  }\n}';
const FLOOD = `{ ${Array.from({ length: 16 }, (_, index) => `a${index}: __typename`).join(' ')} }`;
const OTHER = '{ __typename }';

const folder = mkdtempSync(join(tmpdir(), 'persisted-operations-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a file among the tests' others, and returns its path. */
function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const operation = (id: string, body: string) => ({ id, name: 'Name', type: 'query', body });
const FORMAT = { format: 'apollo-persisted-query-manifest', version: 1 };
const MANIFEST = file('manifest.json', {
  ...FORMAT,
  operations: [operation(sha256(SESSION), SESSION), operation('transfer', TRANSFER), operation('flood', FLOOD)],
});

const persisted = (sha256Hash: unknown, version = 1) => ({ persistedQuery: { version, sha256Hash } });

/** The same operations, as GraphQL Code Generator and Relay's compiler write them. */
const DOCUMENTS = file('persisted-documents.json', {
  [`sha256:${sha256(SESSION)}`]: SESSION,
  transfer: TRANSFER,
  flood: FLOOD,
});

interface Sent {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly operationName?: unknown;
  readonly extensions?: unknown;
  readonly variables?: unknown;
}

const VARIABLES = { id: '549' };

async function post({ url }: Server, sent: Sent): Promise<Answer> {
  return answerOf(
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: TJE0 },
      body: JSON.stringify({ variables: VARIABLES, ...sent }),
    }),
  );
}

async function get({ url }: Server, sent: Sent): Promise<Answer> {
  const parameters = Object.entries({ variables: VARIABLES, ...sent }).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return answerOf(
    await fetch(`${url}?${new URLSearchParams(parameters)}`, {
      headers: { 'apollo-require-preflight': 'true', authorization: TJE0 },
    }),
  );
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
}

/** In a URL, `null` would be a text. */
function withoutNullInUrl({ query, ...sent }: Sent, send: typeof post): Sent {
  return query === undefined || (send === get && query === null) ? sent : { query, ...sent };
}

const refusal = (status: number, code: string) => ({ status, errors: [{ extensions: { code } }] });

/** The ways in which clients name a text by its hash, with and without the prefix that GraphQL over HTTP gives it. */
const WAYS_TO_NAME = (text: string): readonly { readonly way: string; readonly sent: Sent }[] => [
  { way: 'sha256Hash', sent: { extensions: persisted(sha256(text)) } },
  { way: 'sha256Hash with prefix', sent: { extensions: persisted(`sha256:${sha256(text)}`) } },
  { way: 'documentId', sent: { documentId: sha256(text) } },
  { way: 'documentId with prefix', sent: { documentId: `sha256:${sha256(text)}` } },
  { way: 'documentId beside other extensions', sent: { documentId: sha256(text), extensions: { clientLibrary: {} } } },
  { way: 'documentId and empty parts', sent: { query: null, documentId: sha256(text), operationName: '' } },
  { way: 'documentId and an empty text', sent: { query: '', documentId: sha256(text) } },
  {
    way: 'documentId with prefix and empty parts',
    sent: { query: '', documentId: `sha256:${sha256(text)}`, operationName: '' },
  },
  { way: 'sha256Hash and an empty text', sent: { query: '', extensions: persisted(sha256(text)) } },
  {
    way: 'sha256Hash with prefix and empty parts',
    sent: { query: '', extensions: persisted(`sha256:${sha256(text)}`), operationName: '' },
  },
  {
    way: 'documentId that is null, an empty text and the hash',
    sent: { query: '', documentId: null, extensions: persisted(sha256(text)) },
  },
  {
    way: 'documentId, an empty text and the hash',
    sent: { query: '', documentId: sha256(text), extensions: persisted(sha256(text)) },
  },
];

describe.each([
  { manifest: 'of Apollo', path: MANIFEST },
  { manifest: 'of texts by their ids', path: DOCUMENTS },
])('a server with PERSISTED_OPERATIONS, a manifest $manifest,', ({ path }) => {
  const pair = useFacade({ PERSISTED_OPERATIONS: path });

  it.each([
    { by: 'POST', send: post },
    { by: 'GET', send: get },
  ])('runs a query of the manifest for its hash, by $by', async ({ send }) => {
    pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 549, Status: 'InQueue' });
    const ways = WAYS_TO_NAME(SESSION);

    for (const { sent } of ways) {
      const answer = await send(pair.facade, withoutNullInUrl(sent, send));

      expect(answer).toMatchObject({ status: 200, data: { chatSession: { id: '549' } } });
    }
    expect(pair.superOffice.calls()).toEqual(ways.map(() => 'GET ChatSession/549'));
  });

  it('runs a text beside its hash, with the prefix too, and refuses another', async () => {
    const query = OTHER;

    for (const { sent } of WAYS_TO_NAME(OTHER)) {
      expect(await post(pair.facade, { ...sent, query })).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    }
    expect(await post(pair.facade, { query, extensions: persisted(`sha256:${sha256(SESSION)}`) })).toMatchObject(
      refusal(400, 'BAD_REQUEST'),
    );
  });

  it('runs the text if a documentId comes with it', async () => {
    for (const send of [post, get]) {
      expect(await send(pair.facade, { query: OTHER, documentId: sha256(SESSION) })).toMatchObject({
        status: 200,
        data: { __typename: 'Query' },
      });
    }
  });

  it.each([5, {}, [], true])('refuses a documentId that is not text: %p', async (documentId) => {
    expect(await post(pair.facade, { documentId })).toMatchObject({
      status: 400,
      errors: [{ message: 'Expected `documentId` to be a text.', extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  it.each(['', 'sha256:', '__proto__', sha256(OTHER)])('does not know the documentId %p', async (documentId) => {
    for (const send of [post, get]) {
      expect(await send(pair.facade, { documentId })).toMatchObject({
        status: 200,
        errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
      });
    }
  });

  it('refuses two documentIds in one URL, and a documentId with unreadable extensions', async () => {
    const id = sha256(SESSION);
    const searches = [
      `documentId=${id}&documentId=${id}`,
      `documentId=${id}&extensions=canary`,
      `documentId=${id}&extensions={}&extensions={}`,
      `documentId=${id}&operationName=&operationName=x`,
      `documentId=${id}&variables=[]`,
    ];
    for (const search of searches) {
      const answer = await answerOf(await fetch(`${pair.facade.url}?${search}`, { headers: { authorization: TJE0 } }));

      expect(answer).toMatchObject(refusal(400, 'BAD_REQUEST'));
    }
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('runs a mutation of the manifest for its id, which need not be a hash, by POST only', async () => {
    pair.superOffice.on('POST ChatSession/549/TransferTo/bo', { ChatSessionId: 549 });

    expect(await post(pair.facade, { extensions: persisted('transfer') })).toMatchObject({
      status: 200,
      data: { transferChatSession: { id: '549' } },
    });
    expect(await get(pair.facade, { extensions: persisted('transfer') })).toMatchObject(refusal(405, 'BAD_REQUEST'));
    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
  });

  it('runs other operations as well, and keeps none of them', async () => {
    const extensions = persisted(sha256(OTHER));

    expect(await post(pair.facade, { query: OTHER })).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    expect(await post(pair.facade, { query: OTHER, extensions })).toMatchObject({ status: 200 });
    expect(await post(pair.facade, { extensions })).toMatchObject(refusal(200, 'PERSISTED_QUERY_NOT_FOUND'));
  });

  it('applies its limits to the operations of the manifest too', async () => {
    expect(await post(pair.facade, { extensions: persisted('flood') })).toMatchObject(
      refusal(400, 'OPERATION_LIMIT_EXCEEDED'),
    );
  });

  it('names one of several operations, and none with an empty operationName', async () => {
    for (const send of [post, get]) {
      expect(await send(pair.facade, { query: 'query A { __typename }', operationName: '' })).toMatchObject({
        status: 200,
        data: { __typename: 'Query' },
      });
      expect(
        await send(pair.facade, { query: 'query A { __typename } query B { __typename }', operationName: '' }),
      ).toMatchObject(refusal(400, 'OPERATION_RESOLUTION_FAILURE'));
    }
  });

  it.each([undefined, null, 5, {}, [], '', '__proto__', 'apq:transfer'])('does not know the hash %p', async (hash) => {
    expect(await post(pair.facade, { extensions: persisted(hash) })).toMatchObject(
      refusal(200, 'PERSISTED_QUERY_NOT_FOUND'),
    );
  });

  it.each([
    {
      what: 'the hash of another text',
      sent: { query: OTHER, extensions: persisted(sha256(SESSION)) },
      message: 'The hash is not that of the document sent with it.',
    },
    {
      what: 'another version',
      sent: { extensions: persisted(sha256(SESSION), 2) },
      message: 'Expected a persisted query of version 1.',
    },
  ])('refuses $what', async ({ sent, message }) => {
    expect(await post(pair.facade, sent)).toMatchObject({
      status: 400,
      errors: [{ message, extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  describe('and HTTP_GET=off', () => {
    const closed = useFacade({ PERSISTED_OPERATIONS: MANIFEST, HTTP_GET: 'off' });

    it('runs nothing by GET, not even by its hash', async () => {
      const answer = await get(closed.facade, { extensions: persisted(sha256(SESSION)) });

      expect(answer).toMatchObject(refusal(405, 'BAD_REQUEST'));
      expect(closed.superOffice.calls()).toEqual([]);
    });
  });
});

describe('a server without PERSISTED_OPERATIONS', () => {
  const pair = useFacade();

  it('says that it runs nothing by its hash', async () => {
    for (const query of [undefined, SESSION]) {
      expect(await post(pair.facade, { query, extensions: persisted(sha256(SESSION)) })).toMatchObject({
        status: 200,
        errors: [{ message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }],
      });
    }
    expect(await post(pair.facade, { documentId: sha256(SESSION) })).toMatchObject(
      refusal(200, 'PERSISTED_QUERY_NOT_SUPPORTED'),
    );
  });

  it('runs a text, with any documentId', async () => {
    expect(await post(pair.facade, { query: OTHER, documentId: 'x' })).toMatchObject({ status: 200 });
  });
});

describe.each([
  { manifest: 'of Apollo', path: MANIFEST },
  { manifest: 'of texts by their ids', path: DOCUMENTS },
])('a server with PERSISTED_OPERATIONS_ONLY and a manifest $manifest', ({ path }) => {
  const pair = useFacade({ PERSISTED_OPERATIONS: path, PERSISTED_OPERATIONS_ONLY: 'on' });
  const WAYS = [
    { by: 'POST', send: post },
    { by: 'GET', send: get },
  ];

  describe.each(WAYS)('by $by', ({ send }) => {
    it.each([
      ...WAYS_TO_NAME(SESSION).map(({ way, sent }) => ({ what: way, sent: withoutNullInUrl(sent, get) })),
      { what: 'text', sent: { query: SESSION } },
      { what: 'text and hash', sent: { query: SESSION, extensions: persisted(sha256(SESSION)) } },
    ])('runs what the manifest holds, for its $what', async ({ sent }) => {
      pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 549, Status: 'InQueue' });

      expect(await send(pair.facade, sent)).toMatchObject({ status: 200, data: { chatSession: { id: '549' } } });
    });

    it.each([
      { what: 'another text', sent: { query: OTHER } },
      { what: 'another text with a known hash', sent: { query: OTHER, extensions: persisted(sha256(SESSION)) } },
      { what: 'another text with its own hash', sent: { query: OTHER, extensions: persisted(sha256(OTHER)) } },
      { what: 'a text with another blank', sent: { query: `${SESSION} ` } },
      { what: 'an empty text with an unknown hash', sent: { query: '', extensions: persisted(sha256(OTHER)) } },
      { what: 'what is no GraphQL', sent: { query: '{' } },
      { what: 'introspection', sent: { query: '{ __schema { types { name } } }' } },
      { what: 'an unknown hash', sent: { extensions: persisted(sha256(OTHER)) } },
      { what: 'an unknown documentId', sent: { documentId: `sha256:${sha256(OTHER)}` } },
      { what: 'another text with a known documentId', sent: { query: OTHER, documentId: sha256(SESSION) } },
      { what: 'an empty text with an unknown documentId', sent: { query: '', documentId: sha256(OTHER) } },
      { what: 'a blank text with a known documentId', sent: { query: ' ', documentId: sha256(SESSION) } },
      {
        what: 'an empty text with a known documentId and an unknown hash',
        sent: { query: '', documentId: sha256(SESSION), extensions: persisted(sha256(OTHER)) },
      },
      {
        what: 'a known documentId with an unknown hash',
        sent: { documentId: sha256(SESSION), extensions: persisted(sha256(OTHER)) },
      },
      { what: 'a hash that is none', sent: { extensions: persisted({}) } },
    ])('refuses $what', async ({ sent }) => {
      const answer = await send(pair.facade, sent);

      expect(answer).toMatchObject(refusal(400, 'QUERY_NOT_IN_SAFELIST'));
      expect(answer.errors?.[0]?.extensions.requestId).toBe(answer.headers.get('x-request-id'));
      expect(pair.superOffice.calls()).toEqual([]);
    });

    it('refuses a request without an operation as it does without a manifest', async () => {
      expect(await send(pair.facade, {})).toMatchObject(refusal(400, 'BAD_REQUEST'));
      expect(await send(pair.facade, { extensions: 'x' })).toMatchObject(refusal(400, 'BAD_REQUEST'));
    });
  });

  it('refuses two operations in one request', async () => {
    const { url } = pair.facade;
    const twice: [string, string][] = [
      ['query', SESSION],
      ['query', OTHER],
    ];

    expect(
      await answerOf(
        await fetch(`${url}?${new URLSearchParams(twice)}`, { headers: { 'apollo-require-preflight': 'true' } }),
      ),
    ).toMatchObject(refusal(400, 'BAD_REQUEST'));
    expect(
      await answerOf(
        await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify([{ query: SESSION }, { query: OTHER }]),
        }),
      ),
    ).toMatchObject(refusal(400, 'BAD_REQUEST'));
  });

  it('reads the operation of a POST only from its body', async () => {
    const response = await fetch(`${pair.facade.url}?${new URLSearchParams({ query: SESSION })}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: OTHER }),
    });

    expect(await answerOf(response)).toMatchObject(refusal(400, 'QUERY_NOT_IN_SAFELIST'));
  });

  it('shows browsers its page', async () => {
    const page = await fetch(pair.facade.url, { headers: { accept: 'text/html' } });

    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  });
});

describe('a server whose manifest', () => {
  mkdirSync(join(folder, 'folder'));
  const canary = operation('canary', '{ canary }');

  it.each([
    { what: 'is not there', path: join(folder, 'canary.json') },
    { what: 'is a folder', path: join(folder, 'folder') },
    { what: 'is no JSON', path: file('text.json', '{ canary') },
    { what: 'is empty', path: file('empty.json', '') },
    { what: 'is a list', path: file('list.json', [canary]) },
    { what: 'has another format', path: file('format.json', { format: 'canary', version: 1, operations: [canary] }) },
    { what: 'has another version', path: file('version.json', { ...FORMAT, version: 2, operations: [canary] }) },
    { what: 'has no operations', path: file('none.json', FORMAT) },
    { what: 'has an operation without a text', path: file('body.json', { ...FORMAT, operations: [{ id: 'canary' }] }) },
    { what: 'has a text that is none', path: file('number.json', { canary: 5 }) },
    { what: 'has an empty text', path: file('blank.json', { canary: '' }) },
    { what: 'has no more than its format', path: file('only-format.json', { format: FORMAT.format }) },
    { what: 'has an operation without an id', path: file('id.json', { ...FORMAT, operations: [{ body: 'canary' }] }) },
  ])('$what does not start', async ({ path }) => {
    const error = await startFacade('http://127.0.0.1:9/api/v1/', { PERSISTED_OPERATIONS: path }).catch((e) => e);

    expect(error).toBeInstanceOf(ConfigError);
    expect(error.problems).toEqual([expect.stringMatching(/^PERSISTED_OPERATIONS: expected /)]);
    expect(error.message).not.toContain('canary');
  });
});

describe('a manifest', () => {
  const start = (content: unknown, env = {}, lines: Record<string, unknown>[] = []) => {
    const logger = pino({ level: 'warn', base: null }, { write: (line) => void lines.push(JSON.parse(line)) });
    const PERSISTED_OPERATIONS = file('checked.json', content);
    return startFacade('http://127.0.0.1:9/api/v1/', { PERSISTED_OPERATIONS, ...env }, { logger });
  };
  const ID = sha256(SESSION);

  it.each([
    {
      what: 'two texts for one id, in two spellings',
      content: { x: OTHER, [ID]: OTHER, [`sha256:${ID}`]: SESSION },
      problems: ['entry 3 has the id of entry 2, and another text. Leave one of them out'],
    },
    {
      what: 'two texts for one id',
      content: { ...FORMAT, operations: [operation('canary', SESSION), operation('canary', OTHER)] },
      problems: ['entry 2 has the id of entry 1, and another text. Leave one of them out'],
    },
    {
      what: 'an id that is the hash of another text',
      content: { canary: SESSION, [`sha256:${sha256(`${SESSION} canary`)}`]: SESSION },
      problems: ['entry 2 has an id that is not the SHA-256 of its text, as sha256: says'],
    },
    {
      what: 'an id that is no hash, in the form of Apollo',
      content: { ...FORMAT, operations: [operation('sha256:canary', SESSION)] },
      problems: ['entry 1 has an id that is not the SHA-256 of its text, as sha256: says'],
    },
  ])('with $what keeps the server from starting', async ({ content, problems }) => {
    const error = await start(content).catch((e) => e);

    expect(error).toBeInstanceOf(ConfigError);
    expect(error.problems).toEqual(problems.map((problem) => `PERSISTED_OPERATIONS: ${problem}`));
    expect(error.message).not.toContain('canary');
  });

  it.each([
    { what: 'one text for an id, in two spellings', content: { [ID]: SESSION, [`sha256:${ID}`]: SESSION } },
    { what: 'ids of another kind', content: { x: SESSION, [sha256('another')]: SESSION } },
  ])('with $what is accepted without a warning', async ({ content }) => {
    const lines: Record<string, unknown>[] = [];
    const facade = await start(content, {}, lines);
    await facade.stop();

    expect(lines).toEqual([]);
  });

  it.each([
    { what: 'no GraphQL', text: '{ canary', env: {}, reason: /^It is not GraphQL/ },
    { what: 'too many tokens', text: `{ ${'me '.repeat(2000)} }`, env: {}, reason: /MAX_TOKENS$/ },
    { what: 'a field that is not there', text: '{ me { canary } }', env: {}, reason: /^It does not match the schema/ },
    {
      what: 'too many fields',
      text: `{ ${Array.from({ length: 50 }, (_, i) => `a${i}: me { id }`)} }`,
      env: {},
      reason: /limits/,
    },
    {
      what: 'introspection in production',
      text: '{ __schema { types { name } } }',
      env: { NODE_ENV: 'production' },
      reason: /^It does not match/,
    },
  ])('with $what is warned about, by the id', async ({ text, env, reason }) => {
    const lines: Record<string, unknown>[] = [];
    const facade = await start({ fine: SESSION, 'the id': text }, env, lines);
    await facade.stop();

    expect(lines).toMatchObject([
      { level: 40, msg: 'PERSISTED_OPERATIONS has an operation that cannot run', id: 'the id' },
    ]);
    expect(lines[0]?.reason).toMatch(reason);
    expect(JSON.stringify(lines)).not.toContain('canary');
  });

  it('with many problems is warned about in 21 lines', async () => {
    const lines: Record<string, unknown>[] = [];
    const texts = Array.from({ length: 30 }, (_, index) => [`id ${index}`, '{']);
    const facade = await start(Object.fromEntries(texts), {}, lines);
    await facade.stop();

    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toMatchObject({ operations: 30 });
  });
});

describe('the page on persisted operations', () => {
  const PAGE = readFileSync(new URL('../docs/persisted-operations.md', import.meta.url), 'utf8');
  const blocks = (language: string, start: string) =>
    [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))]
      .map(([, text]) => text as string)
      .filter((text) => text.startsWith(start));
  const APOLLO = JSON.parse(blocks('json', '{\n  "format"')[0] ?? '');
  const TEXTS = JSON.parse(blocks('json', '{\n  "sha256:')[0] ?? '');

  it.each([
    { manifest: 'of Apollo', content: APOLLO },
    { manifest: 'of texts by their ids', content: TEXTS },
  ])('shows a manifest $manifest, and curl lines with the answer that they get', async ({ content }) => {
    const lines = blocks('sh', 'curl');
    let sandbox: Sandbox | undefined;
    let facade: Server | undefined;
    try {
      sandbox = await startSandbox();
      facade = await startFacade(sandbox.url, {
        PERSISTED_OPERATIONS: file('page.json', content),
        PERSISTED_OPERATIONS_ONLY: 'on',
      });
      for (const line of lines) {
        const { data } = await post(facade, JSON.parse(/-d '(.*)'/.exec(line)?.[1] ?? ''));

        expect({ data }).toEqual(JSON.parse(blocks('json', '{"data"')[0] ?? ''));
      }
    } finally {
      await facade?.stop();
      await sandbox?.stop();
    }
    expect(lines).toHaveLength(2);
  });

  it('shows the hashes of its texts', () => {
    expect(APOLLO.operations).toEqual([expect.objectContaining({ id: sha256(APOLLO.operations[0].body) })]);
    expect(Object.entries(TEXTS)).toEqual([[`sha256:${sha256(APOLLO.operations[0].body)}`, APOLLO.operations[0].body]]);
  });
});
