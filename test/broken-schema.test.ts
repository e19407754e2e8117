import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startCommand } from './helpers/command.js';
import { ROOT } from './helpers/server-process.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'superoffice-graphql-schema-'));
  for (const name of ['dist', 'schema', 'package.json']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the server says when it starts with a file of its own changed. */
async function start(file: string, change: (text: string) => string) {
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  const server = startCommand(process.execPath, ['dist/main.js'], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: '0', ROUTER_SECRET: 'C4N4RY-C4N4RY-C4N4RY' },
  });
  const code = await server.ended;
  return { code, stderr: server.stderr };
}

const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a schema that is wrong', () => {
  it.each([
    { file: 'ChatTopic', part: 'type RemoveChatTopicMemberPayload ', broken: 'tpye RemoveChatTopicMemberPayload ' },
    { file: 'ChatTopic', part: 'isOpen: Boolean', broken: 'isOpen Boolean' },
    { file: 'Person', part: 'extend type Query {', broken: 'extend type Query ((' },
    { file: 'subgraph', part: 'scalar DateTime', broken: 'scalar' },
  ])('is told with its text, file and line: $broken', async ({ file, part, broken }) => {
    let line = 0;

    const { code, stderr } = await start(`schema/${file}.graphql`, (text) => {
      line = lineOf(text, part);
      return text.replace(part, broken);
    });

    expect(code).toBe(1);
    expect(stderr).toMatch(/^superoffice-graphql cannot start\. schema\/\w+\.graphql cannot be used: Syntax Error: /);
    // The parser tells it at the description above, or where a line is no GraphQL any more.
    const [, toldLine] = new RegExp(`\\bschema/${file}\\.graphql:(\\d+):\\d+\\n`).exec(stderr) ?? [];
    expect(Math.abs(Number(toldLine) - line)).toBeLessThan(4);
  });

  it.each([
    { what: 'an unknown type', part: 'isOpen: Boolean', broken: 'isOpen: Boolan', names: 'Boolan' },
    {
      what: 'a type twice',
      part: 'type ChatTopic ',
      broken: 'type Person { a: Int }\ntype ChatTopic ',
      names: 'Person',
    },
    { what: 'a scalar without a converter', part: 'isOpen: Boolean', broken: 'isOpen: _Any', names: '_Any' },
  ])('is told with its text where its parts do not fit: $what', async ({ part, broken, names }) => {
    const { code, stderr } = await start('schema/ChatTopic.graphql', (text) => text.replace(part, broken));

    expect(code).toBe(1);
    expect(stderr).toMatch(/^superoffice-graphql cannot start\. The schema cannot be used: /);
    expect(stderr).toContain(names);
  });
});

describe('what nobody foresaw at the start', () => {
  it('is told with its code and its place', async () => {
    rmSync(join(folder, 'schema', 'ChatTopic.graphql'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'schema', 'ChatTopic.graphql'));

    const { code, stderr } = await start('package.json', (text) => text);

    expect(code).toBe(1);
    expect(stderr).toMatch(/^superoffice-graphql cannot start\. ENOENT\n {4}at .*\n/);
    expect(stderr).toMatch(/dist\/graphql\/schema\/schema\.js:\d+:\d+/);
  });

  it('is told with its name and its place, and without its message', async () => {
    const { code, stderr } = await start('dist/server.js', (text) =>
      text.replace(
        'export async function startServer(',
        'export async function startServer(...a) { b(); }\nfunction b() { throw new RangeError(process.env.ROUTER_SECRET); }\nasync function startServer_(',
      ),
    );

    expect(code).toBe(1);
    expect(stderr).toMatch(/^superoffice-graphql cannot start\. RangeError\n {4}at b \(.*dist\/server\.js:\d+:\d+\)\n/);
    expect(stderr).not.toContain('C4N4RY');
  });
});
