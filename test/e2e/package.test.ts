import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CONFIG_VARIABLES } from '../../src/config.js';
import { type Command, startCommand } from '../helpers/command.js';
import { execute } from '../helpers/facade.js';
import { type Packed, startRegistry } from './registry.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What npm needs to know of this machine, and no setting of ours: an empty one counts as missing. */
const ENV = { ...process.env, ...Object.fromEntries(CONFIG_VARIABLES.map((name) => [name, ''])) } as Record<
  string,
  string
>;

const run = promisify(execFile);

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const MANIFEST = readJson(join(ROOT, 'package.json'));
const LOCKFILE = readJson(join(ROOT, 'package-lock.json'));

/** The packages that the server runs with, by the folder that each is installed in. */
const RUNTIME = Object.entries<{ readonly version: string; readonly dev?: boolean }>(LOCKFILE.packages).filter(
  ([path, { dev }]) => path !== '' && dev !== true,
);

/** All that is in the package. */
const PACKED = [
  /^(CHANGELOG\.md|LICENSE|README\.md|npm-shrinkwrap\.json|package\.json|schema\.graphql|subgraph\.graphql)$/,
  /^client\/dist\/[a-z-]+\.(d\.ts|js)$/,
  /^dist\/([a-z-]+\/)*[A-Za-z-]+\.js$/,
  /^docs\/[A-Za-z-]+\.md$/,
  /^explorer\/bundle\/[\w-]+\.(css|js|json|svg|txt|woff2)$/,
  /^schema\/(optional\/)?[A-Za-z-]+\.graphql$/,
];

describe('the package', () => {
  let folder: string;
  let project: string;
  let packed: Packed;
  let files: readonly string[];
  let tarball: string;
  let installed: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-package-'));
    project = join(folder, 'project');
    await copyProject(project);
    for (const built of ['dist', 'client/dist']) {
      await mkdir(join(project, built));
      await writeFile(join(project, built, 'left-over.js'), '');
    }
    const { stdout } = await run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
      cwd: project,
      env: ENV,
    });
    [packed] = JSON.parse(stdout);
    files = packed.files.map(({ path }) => path);
    tarball = join(folder, packed.filename);
    installed = join(folder, 'installed');
    await mkdir(installed);
    await writeFile(join(installed, 'package.json'), '{}');
    await run('npm', ['install', '--prefer-offline', tarball], { cwd: installed, env: ENV });
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true }));

  let command: Command | undefined;
  afterEach(async () => {
    if (command?.child.pid !== undefined && command.child.exitCode === null && command.child.signalCode === null) {
      process.kill(-command.child.pid, 'SIGKILL');
      await command.ended;
    }
  });
  const start = (file: string, args: readonly string[]): Command => {
    command = startCommand(file, args, { cwd: installed, env: ENV, detached: true });
    return command;
  };

  it('has the built server, its schema and its documentation, and nothing else', () => {
    expect(files.filter((file) => !PACKED.some((pattern) => pattern.test(file)))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining([
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'client/dist/index.d.ts',
        'client/dist/index.js',
        'dist/cli.js',
        'dist/main.js',
        'dist/sandbox/main.js',
        'docs/errors.md',
        'docs/settings.md',
        'explorer/bundle/manifest.json',
        'npm-shrinkwrap.json',
        'package.json',
        'schema/ChatSession.graphql',
        'schema/optional/session-key.graphql',
        'schema.graphql',
        'subgraph.graphql',
      ]),
    );
    expect(files.filter((file) => file.endsWith('left-over.js'))).toEqual([]);
  });

  it('holds the versions of package-lock.json that the server runs with, and no address of a registry', async () => {
    const shrinkwrap = await readFile(join(installed, 'node_modules/superoffice-graphql/npm-shrinkwrap.json'), 'utf8');
    const { name, version, lockfileVersion, packages } = JSON.parse(shrinkwrap);

    expect({ name, version, lockfileVersion }).toEqual({
      name: MANIFEST.name,
      version: MANIFEST.version,
      lockfileVersion: LOCKFILE.lockfileVersion,
    });
    expect(packages).toEqual({
      '': { ...LOCKFILE.packages[''], devDependencies: undefined },
      ...Object.fromEntries(RUNTIME),
    });
    expect(shrinkwrap).not.toMatch(/"(resolved|dev|devDependencies)":/);
  });

  it('leaves no second lockfile in the project', () => {
    expect(existsSync(join(project, 'npm-shrinkwrap.json'))).toBe(false);
    expect(existsSync(join(project, 'package-lock.json'))).toBe(true);
  });

  it('is installed from a registry with those versions, not with the newest ones', async () => {
    const { stdout } = await run('npm', ['config', 'get', 'registry'], { cwd: folder, env: ENV });
    const registry = await startRegistry({ manifest: MANIFEST, packed, tarball, others: stdout.trim() });
    const locked = join(folder, 'locked');
    await mkdir(locked);
    await writeFile(join(locked, 'package.json'), '{}');
    try {
      await run('npm', ['install', '--registry', registry.url, MANIFEST.name], { cwd: locked, env: ENV });
    } finally {
      await registry.stop();
    }

    const place = join(locked, 'node_modules/superoffice-graphql');
    const installedVersions = RUNTIME.map(([path]) => [path, versionIn(join(place, path))]);
    expect(installedVersions).toEqual(RUNTIME.map(([path, { version }]) => [path, version]));
    const { said, child, ended } = start(join(locked, 'node_modules/.bin/superoffice-graphql'), ['--port', '0']);
    await said(/GraphQL at/);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  }, 300_000);

  it('has the name that the guide installs', () => {
    const guide = readFileSync(join(ROOT, 'docs/deploy.md'), 'utf8');
    expect(guide).toContain(`/${basename(tarball)}\nnpx superoffice-graphql`);
    expect(new Set(guide.match(/superoffice-graphql-[\w.-]+\.tgz/g))).toEqual(new Set([basename(tarball)]));
  });

  it('serves the sandbox tenant with npx, answers the mutation that it prints, and ends on Ctrl-C', async () => {
    const { said, child, ended } = start('npx', ['superoffice-graphql', '--port', '0']);
    const [line = ''] = await said(/^\{.*"command":.*\}$/m);
    const [, url = '', body = ''] = /^curl (\S+) -H .* -d '(.*)'$/.exec(JSON.parse(line).command) ?? [];

    expect(await execute(url, JSON.parse(body).query)).toMatchObject({
      status: 200,
      data: {
        transferChatSession: { id: '549', user: { id: '5', name: 'tje0' }, transferTo: { id: '3', name: 'bo' } },
      },
    });
    const page = await fetch(url, { headers: { accept: 'text/html' } });
    const [, script = ''] = /<script [^>]*src="([^"]+)"/.exec(await page.text()) ?? [];
    expect((await fetch(new URL(script, url))).status).toBe(200);
    process.kill(-(child.pid as number), 'SIGINT');
    await ended;
    await expect(fetch(url)).rejects.toThrow();
  }, 60_000);

  it('ends with exit code 0 on SIGTERM', async () => {
    const { said, child, ended } = start(join(installed, 'node_modules/.bin/superoffice-graphql'), ['--port', '0']);
    await said(/GraphQL at/);
    child.kill('SIGTERM');

    expect(await ended).toBe(0);
  }, 60_000);

  it('gives tools its schemas, and starts nothing when it is imported', async () => {
    const script = `
      console.log(import.meta.resolve('superoffice-graphql/schema.graphql'));
      console.log(import.meta.resolve('superoffice-graphql/subgraph.graphql'));
      await import('superoffice-graphql').catch(({ code }) => console.log(code));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: installed });

    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/\/schema\.graphql$/),
      expect.stringMatching(/\/subgraph\.graphql$/),
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
      '',
    ]);
  });

  it('gives clients their helpers, which need no other package', async () => {
    const alone = join(folder, 'alone/node_modules/superoffice-graphql');
    await cp(join(installed, 'node_modules/superoffice-graphql'), alone, { recursive: true });
    const script = "console.log(Object.keys(await import('superoffice-graphql/client')).join())";
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: join(folder, 'alone'),
    });

    expect(stdout.trim().split(',')).toEqual(Object.keys(await import('../../client/index.js')).sort());
  });
});

/** The version of the package that is installed in a folder; undefined if there is none. */
function versionIn(folder: string): string | undefined {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) ? readJson(manifest).version : undefined;
}

/** The project without built and installed files, so that packing does not disturb other tests. */
async function copyProject(folder: string): Promise<void> {
  const left = ['.git', 'dist', 'node_modules'];
  await cp(ROOT, folder, { recursive: true, filter: (path) => !left.includes(basename(path)) });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}
