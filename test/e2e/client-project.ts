import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');
const TSC = join(ROOT, 'node_modules/.bin/tsc');
const INSTALLED = join(import.meta.dirname, 'node_modules');

export const GUIDE = readFileSync(join(ROOT, 'docs/clients.md'), 'utf8');

/** The files that docs/clients.md shows, by their paths in a project. The first line names a file, or the line above the block. */
export const SHOWN: Readonly<Record<string, string>> = Object.fromEntries(
  [...GUIDE.matchAll(/(?:^`([\w./-]+)`:\n\n)?^```\w+\n((?:(?:\/\/|#) (\S+\.\w+)\n)?.*?)^```$/gms)]
    .map(([, above, text = '', within]) => [above ?? within, text] as const)
    .filter(([path]) => path !== undefined),
);

/** A folder as a builder of clients has it: sources in `src`, and installed packages. */
export interface ClientProject {
  readonly folder: string;
  /** Runs a command that a package brings; what it prints. */
  run(command: string, ...args: readonly string[]): Promise<string>;
  /** @throws if a source has a type error. `options` are those of TypeScript's compiler. */
  checkTypes(...options: readonly string[]): Promise<void>;
  /** Runs a source as Node.js does what TypeScript's compiler has made of it; what it prints to either stream. */
  startCompiled(path: string): Promise<string>;
  /** Bundles a source as for a browser; the path of the bundle. */
  bundle(path: string): Promise<string>;
  /** Bundles a source, and runs it; what it prints to either stream. */
  start(path: string): Promise<string>;
  remove(): Promise<void>;
}

/**
 * A new folder with these files and nothing of this project but what clients use of its package.
 *
 * @param url the server's URL, instead of the one that the guide shows
 */
export async function createClientProject(
  url: string,
  files: Readonly<Record<string, string>>,
): Promise<ClientProject> {
  const folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-client-'));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text.replaceAll('http://localhost:4000/graphql', url));
  };
  const execute = async (file: string, args: readonly string[]) => {
    const { stdout, stderr } = await promisify(execFile)(file, args, { cwd: folder }).catch((error) => {
      throw new Error(`${error.message}\n${error.stdout}`);
    });
    return `${stdout}${stderr}`;
  };
  const run = (command: string, ...args: readonly string[]) => execute(join(INSTALLED, '.bin', command), args);
  const bundle = async (path: string) => {
    const outfile = join(folder, 'dist', `${path}.mjs`);
    await run('esbuild', path, '--bundle', '--format=esm', '--log-level=warning', `--outfile=${outfile}`);
    return outfile;
  };

  const installed = join(folder, 'node_modules/superoffice-graphql');
  await mkdir(installed, { recursive: true });
  for (const name of ['package.json', 'schema.graphql']) {
    await copyFile(join(ROOT, name), join(installed, name));
  }
  await execute(TSC, ['--project', join(ROOT, 'client'), '--outDir', join(installed, 'client/dist')]);
  for (const name of await readdir(INSTALLED)) {
    await symlink(join(INSTALLED, name), join(folder, 'node_modules', name));
  }
  await write('package.json', JSON.stringify({ type: 'module' }));
  await write('tsconfig.json', JSON.stringify(TSCONFIG));
  for (const [path, text] of Object.entries(files)) {
    await write(path, text);
  }

  return {
    folder,
    run,
    checkTypes: async (...options) => {
      await execute(TSC, ['--project', folder, '--noEmit', ...options]);
    },
    startCompiled: async (path) => {
      await execute(TSC, ['--project', folder, '--outDir', join(folder, 'compiled'), '--rootDir', join(folder, 'src')]);
      return execute(process.execPath, [join(folder, path.replace(/^src(.*)\.ts$/, 'compiled$1.js'))]);
    },
    bundle,
    start: async (path) => execute(process.execPath, [await bundle(path)]),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023', 'dom'],
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ['src'],
};
