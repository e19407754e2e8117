import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startCommand } from './helpers/command.js';
import { failureOf, ROOT, SHORT_LIVED } from './helpers/server-process.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true });
  }
});

/** What a server needs, for it to be changed. */
function copyServer(): string {
  const folder = mkdtempSync(join(tmpdir(), 'superoffice-graphql-schema-'));
  folders.push(folder);
  for (const name of ['dist', 'schema', 'package.json']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, filter: (path) => !path.endsWith('.map') });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** What the server says when it starts with a file of its own changed. */
async function start(file: string, change: (text: string) => string, folder = copyServer()) {
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  const server = startCommand(process.execPath, [...SHORT_LIVED, 'dist/main.js'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      HOST: '127.0.0.1',
      PORT: '0',
      EXPLORER: 'off',
      ROUTER_SECRET: 'C4N4RY-C4N4RY-C4N4RY',
    },
  });
  // One that can start after all would not end.
  server.said(/GraphQL at/).then(
    () => server.child.kill('SIGKILL'),
    () => undefined,
  );
  const code = await server.ended;
  return { code, stderr: server.stderr };
}

/** What making the schema says, each time with another text of a file. */
async function makeSchemas(file: string, texts: readonly string[]): Promise<string[]> {
  const folder = copyServer();
  const script = `
    import { readFileSync, writeFileSync } from 'node:fs';
    import { createSchema } from './dist/graphql/schema/schema.js';
    const told = JSON.parse(readFileSync(0, 'utf8')).map((text) => {
      writeFileSync('${file}', text);
      try {
        createSchema({ exposeSessionKey: false });
        return '';
      } catch (error) {
        return String(error);
      }
    });
    process.stdout.write(JSON.stringify(told));
  `;
  const args = ['--input-type=module', '--eval', script];
  const command = startCommand(process.execPath, args, { cwd: folder, input: JSON.stringify(texts) });
  await command.ended;
  return JSON.parse(command.stdout);
}

const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a schema that is wrong', () => {
  it.each([
    { file: 'ChatTopic', part: 'type RemoveChatTopicMemberPayload ', broken: 'tpye RemoveChatTopicMemberPayload ' },
    { file: 'ChatTopic', part: 'isOpen: Boolean', broken: 'isOpen Boolean' },
    { file: 'Person', part: 'extend type Query {', broken: 'extend type Query ((' },
    { file: 'subgraph', part: 'scalar DateTime', broken: 'scalar' },
  ])('is reported with its text, file and line: $broken', async ({ file, part, broken }) => {
    let line = 0;

    const { code, stderr } = await start(`schema/${file}.graphql`, (text) => {
      line = lineOf(text, part);
      return text.replace(part, broken);
    });

    expect(code).toBe(1);
    const [problem = ''] = failureOf({ stderr }).problems;
    expect(problem).toMatch(/^schema\/\w+\.graphql cannot be used: Syntax Error: /);
    // The parser reports it at the description above, or at the first line that is not GraphQL.
    const [, toldLine] = new RegExp(`\\bschema/${file}\\.graphql:(\\d+):\\d+\\n`).exec(problem) ?? [];
    expect(Math.abs(Number(toldLine) - line)).toBeLessThan(4);
  });

  const FILE = 'schema/ChatTopic.graphql';
  const TOPIC = 'type ChatTopic @key(fields: "id")';
  const key = (fields: string) => `type ChatTopic @key(fields: ${JSON.stringify(fields)})`;

  it('is reported with its text, file and line if its parts do not fit together', async () => {
    const cases = [
      { part: 'isOpen: Boolean', broken: 'isOpen: Boolan', told: 'Unknown type "Boolan"' },
      { part: 'isOpen: Boolean', broken: 'isOpen(at: Dat): Boolean', told: 'Unknown type "Dat"' },
      { part: 'isOpen: Boolean', broken: 'id: Boolean', told: 'Field "ChatTopic.id" can only be defined once' },
      { part: 'isOpen: Boolean', broken: 'isOpen: Boolean @cold', told: 'Unknown directive "@cold"' },
      { part: 'isOpen: Boolean', broken: 'isOpen: Boolean @cacheControl(age: 1)', told: 'Unknown argument "age"' },
      { part: 'isOpen: Boolean', broken: 'isOpen: Boolean @cacheControl(maxAge: "1")', told: 'has invalid value "1"' },
      { part: 'isOpen: Boolean', broken: 'isOpen: ChatTopicMemberInput', told: 'must be Output Type' },
      { part: 'isOpen: Boolean', broken: 'isOpen: Person\n  __own: Int', told: 'must not begin with "__"' },
      { part: 'isOpen: Boolean', broken: 'isOpen: _Any', told: 'No converter for _Any' },
      { part: 'name: String', broken: 'name: [String]', told: '[String] needs a resolver of its own' },
      { part: '', broken: 'type Person { a: Int }\n', told: 'one type named "Person"' },
      { part: '', broken: 'enum Mine { A }\nenum Mine { A }\n', told: 'one type named "Mine"' },
      { part: '', broken: 'enum Mine { A A }\n', told: '"Mine.A" can only be defined once' },
      { part: '', broken: 'enum Mine\n', told: 'must define one or more values' },
      { part: '', broken: 'extend type Nope { a: Int }\n', told: 'Cannot extend type "Nope"' },
      { part: '', broken: 'extend enum Nope { A }\n', told: 'Cannot extend type "Nope"' },
      { part: '', broken: 'extend input Nope { a: Int }\n', told: 'Cannot extend type "Nope"' },
      { part: '', broken: 'extend type DateTime { a: Int }\n', told: 'Cannot extend' },
      { part: TOPIC, broken: 'type ChatTopic @key(fields: 5)', told: 'Expected the names of fields in a text' },
      { part: TOPIC, broken: key('idd'), told: 'Cannot query field "idd" on type "ChatTopic"' },
      { part: TOPIC, broken: key('id language'), told: 'must have a selection of subfields' },
      { part: TOPIC, broken: key('id language { ids }'), told: 'Cannot query field "ids"' },
      { part: TOPIC, broken: key(''), told: 'Syntax Error' },
      { part: TOPIC, broken: 'type ChatTopic @key', told: 'argument "fields" of type' },
    ];
    const text = readFileSync(join(ROOT, FILE), 'utf8');

    const told = await makeSchemas(
      FILE,
      cases.map(({ part, broken }) => text.replace(part, () => broken)),
    );

    const seen = told.map((message, index) => {
      const [, line] = /\bschema\/ChatTopic\.graphql:(\d+):\d+\n/.exec(message) ?? [];
      return { message, isNear: Math.abs(Number(line) - lineOf(text, cases[index]?.part ?? '')) < 20 };
    });
    expect(seen).toEqual(cases.map((one) => ({ message: expect.stringContaining(one.told), isNear: true })));
    expect(told.filter((message) => !message.startsWith('SchemaError: The schema cannot be used: '))).toEqual([]);
  });

  it.each([
    { part: 'isOpen: Boolean', broken: 'isOpen: Boolan', names: 'Boolan' },
    { part: TOPIC, broken: key('idd'), names: 'idd' },
  ])(
    'is reported by a server that cannot start because its parts do not fit together: $names',
    async ({ part, broken, names }) => {
      const { code, stderr } = await start(FILE, (text) => text.replace(part, () => broken));

      expect(code).toBe(1);
      const [problem] = failureOf({ stderr }).problems;
      expect(problem).toMatch(/^The schema cannot be used: .*\n\nschema\/ChatTopic\.graphql:/);
      expect(problem).toContain(names);
    },
  );

  it('is reported if no type has a key, so that routers can read nothing', async () => {
    const folder = copyServer();
    for (const file of readdirSync(join(folder, 'schema')).filter((name) => name.endsWith('.graphql'))) {
      const path = join(folder, 'schema', file);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll(' @key(fields: "id")', ''));
    }

    const { code, stderr } = await start('package.json', (text) => text, folder);

    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('No type has a @key') });
  });

  it('is reported if its link to federation is wrong', async () => {
    const file = 'schema/subgraph.graphql';
    const text = readFileSync(join(ROOT, file), 'utf8').replace('"@key"', '"@kee"');

    expect(await makeSchemas(file, [text])).toEqual([expect.stringContaining('Cannot import "@kee"')]);
  });

  it('is not one that extends types and has keys of several fields', async () => {
    const text = readFileSync(join(ROOT, FILE), 'utf8');
    const keyed = text.replace(TOPIC, () => key('id language { id }'));

    expect(await makeSchemas(FILE, [`${keyed}extend type ChatMessage { topic: ChatTopic }`])).toEqual(['']);
  });
});

describe('an unforeseen error at the start', () => {
  it('is reported with its code and its place', async () => {
    const folder = copyServer();
    rmSync(join(folder, 'schema', 'ChatTopic.graphql'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'schema', 'ChatTopic.graphql'));

    const { code, stderr } = await start('package.json', (text) => text, folder);

    expect(code).toBe(1);
    const { error, stack = [] } = failureOf({ stderr });
    expect(error).toBe('ENOENT');
    expect(stack.join('\n')).toMatch(/dist\/graphql\/schema\/schema\.js:\d+:\d+/);
  });

  it('is reported with its name and its place, without its message', async () => {
    const { code, stderr } = await start('dist/server.js', (text) =>
      text.replace(
        'export async function startServer(',
        'export async function startServer(...a) { b(); }\nfunction b() { throw new RangeError(process.env.ROUTER_SECRET); }\nasync function startServer_(',
      ),
    );

    expect(code).toBe(1);
    const { error, stack = [] } = failureOf({ stderr });
    expect(error).toBe('RangeError');
    expect(stack[0]).toMatch(/^ {4}at b \(.*dist\/server\.js:\d+:\d+\)$/);
    expect(stderr).not.toContain('C4N4RY');
  });
});
