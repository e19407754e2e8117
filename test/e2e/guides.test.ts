import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Server } from '../../src/server.js';
import { startFacade } from '../helpers/facade.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('docs/connect.md', () => {
  /** Commands with what they print, each in a block. */
  const STEPS = [...read('docs/connect.md').matchAll(/^```sh\n([^`]*)```\n\n```\n([^`]*)```$/gm)];
  const [, exports = ''] = /^```sh\n((?:export .*\n)+)```$/m.exec(read('docs/connect.md')) ?? [];
  let sandbox: Sandbox;
  let server: Server;
  beforeAll(async () => {
    sandbox = await startSandbox();
    server = await startFacade(sandbox.url);
  });
  afterAll(async () => {
    await server.stop();
    await sandbox.stop();
  });

  const here = (text: string) =>
    text
      .replace(/(?<=SUPEROFFICE_URL=)\S+/, sandbox.url)
      .replace('http://localhost:4000/graphql', server.url)
      .replace('npx superoffice-graphql', 'node dist/cli.js');

  it('goes four steps', () => {
    expect(STEPS).toHaveLength(4);
  });

  it.each(STEPS)('shows what its commands print: %#', async (_block, command = '', printed) => {
    const { stdout } = await run('sh', ['-c', here(`${exports}${command}`)], { cwd: ROOT });

    expect(stdout.trim()).toBe(printed?.trim());
  });
});

describe('docs/upgrade.md', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-upgrade-'));
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const [, script = '', name = ''] of read('docs/upgrade.md').matchAll(/^```js\n(\/\/ (\w+\.mjs),.*?)```$/gms)) {
      await writeFile(join(folder, name), script);
    }
    await writeFile(join(folder, 'old.graphql'), read('schema.graphql'));
    await writeFile(join(folder, 'new.graphql'), read('schema.graphql').replace('  transferTargets(', '  targets('));
    await writeFile(join(folder, 'me.graphql'), '{ me { id } }');
    await writeFile(join(folder, 'desk.graphql'), '{ me { id } transferTargets { id } }');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const node = (...args: readonly string[]) =>
    run(process.execPath, args, { cwd: folder }).catch(({ code, stdout }) => ({ code, stdout }));

  it('distinguishes two schemas', async () => {
    expect(await node('diff.mjs', 'old.graphql', 'old.graphql')).toMatchObject({ stdout: '' });
    expect((await node('diff.mjs', 'old.graphql', 'new.graphql')).stdout).toMatch(
      /^FIELD_REMOVED: .*Query\.transferTargets.*\n$/,
    );
  });

  it('finds the operations that a schema does not take', async () => {
    expect(await node('check.mjs', 'old.graphql', 'me.graphql', 'desk.graphql')).toMatchObject({ stdout: '' });
    expect(await node('check.mjs', 'new.graphql', 'me.graphql', 'desk.graphql')).toEqual({
      code: 1,
      stdout: expect.stringMatching(/^desk\.graphql: .*transferTargets.*\n$/),
    });
  });
});

const PAGES = readdirSync(join(ROOT, 'docs'))
  .filter((file) => file.endsWith('.md'))
  .map((file) => `docs/${file}`);

describe.each(['README.md', 'CONTRIBUTING.md', ...PAGES])('%s', (path) => {
  it('has links that lead somewhere', () => {
    const links = [...read(path).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
    const broken = links.filter(([, file = '', heading]) => {
      const target = file === '' ? path : join(dirname(path), file);
      return !existsSync(join(ROOT, target)) || (heading !== undefined && !headingsOf(target).includes(heading));
    });

    expect(broken.map(([link]) => link)).toEqual([]);
  });
});

it.each(['README.md', ...PAGES])('the YAML of %s can be read', (path) => {
  for (const [, , text = ''] of read(path).matchAll(/^( *)```yaml\n(.*?)^\1```$/gms)) {
    expect(parseAllDocuments(text).flatMap(({ errors }) => errors)).toEqual([]);
  }
});

/** The anchors of a page's headings. */
function headingsOf(path: string): readonly string[] {
  return [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}
