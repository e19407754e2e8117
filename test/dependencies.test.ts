import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const ROOT = new URL('..', import.meta.url);

/** Licences that allow distribution with this server, which is under MIT. */
const ALLOWED = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0'];

/** What npm writes of a package into package-lock.json, by the folder that it is installed in. */
interface LockedPackage {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly engines?: { readonly node?: string };
}

interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));
const manifest = readJson('package.json');
const lockfile: Lockfile = readJson('package-lock.json');
const runtime = packagesOf(lockfile).filter(([, { dev }]) => dev !== true);

/** All but the project itself. */
function packagesOf({ packages }: Lockfile): readonly (readonly [string, LockedPackage])[] {
  return Object.entries(packages).filter(([folder]) => folder !== '');
}

/** The packages whose licence is missing or not in the list. Of a choice of licences, each must be allowed. */
function refused(packages: readonly (readonly [string, LockedPackage])[], allowed: readonly string[]): string[] {
  const isAllowed = (expression: string) =>
    expression
      .replace(/^\((.*)\)$/, '$1')
      .split(/ (?:AND|OR) /)
      .every((licence) => allowed.includes(licence));
  return packages
    .filter(([, { license = '' }]) => !isAllowed(license))
    .map(([folder, { license = 'no licence' }]) => `${folder}: ${license}`);
}

describe('the packages that the server runs with', () => {
  it('are under licences that let MIT software be passed on', () => {
    expect(runtime.length).toBeGreaterThan(100);
    expect(refused(runtime, ALLOWED)).toEqual([]);
  });

  it.each([
    { license: 'Elastic-2.0' },
    { license: 'GPL-3.0-only' },
    { license: '(MIT OR GPL-3.0-only)' },
    { license: '(MIT AND Elastic-2.0)' },
    { license: 'Apache-2.0 WITH LLVM-exception' },
    { license: 'SEE LICENSE IN LICENSE.md' },
    { license: 'UNLICENSED' },
    { license: undefined },
  ])('are refused with the licence $license', ({ license }) => {
    const added = { version: '1.0.0', ...(license !== undefined && { license }) };

    expect(refused([['node_modules/added', added]], ALLOWED)).toHaveLength(1);
  });

  it('are installed as the lockfile has them, licence included', () => {
    const installed = runtime
      .filter(([, { optional }]) => optional !== true)
      .map(([folder]) => [folder, readJson(`${folder}/package.json`)]);

    expect(installed.map(([folder, { version, license }]) => [folder, version, license])).toEqual(
      runtime.filter(([, { optional }]) => optional !== true).map(([folder, p]) => [folder, p.version, p.license]),
    );
  });

  it('are all that the code imports, as direct dependencies', () => {
    const imported = filesUnder('src/')
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => [...readFileSync(new URL(path, ROOT), 'utf8').matchAll(IMPORTED)].map(([, name]) => name));

    expect([...new Set(imported)].sort()).toEqual(Object.keys(manifest.dependencies).sort());
    expect((lockfile.packages[''] as { dependencies?: unknown }).dependencies).toEqual(manifest.dependencies);
    expect(runtime.map(([folder]) => folder)).toEqual(
      expect.arrayContaining(Object.keys(manifest.dependencies).map((name) => `node_modules/${name}`)),
    );
  });
});

describe('the packages that ask for a newer Node.js than the oldest one that is supported', () => {
  /** The names in the section on Node.js: those of the table, and those below it. */
  const [, section = ''] =
    /^## Node\.js$(.*?)^## /ms.exec(readFileSync(new URL('docs/upgrade.md', ROOT), 'utf8')) ?? [];
  const named = (text: string) =>
    [...text.matchAll(/`((?:@[\w-]+\/)?[a-z][\w-]*)`/g)].map(([, name]) => name as string);
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const below = section.split('\n\n').filter((paragraph) => paragraph.startsWith('In a clone'));

  const [, oldestMajor, oldestMinor] = /^>=(\d+)\.(\d+)\.0$/.exec(manifest.engines.node) ?? [];

  /** Whether a range begins above it. One of several parts (`20 || >=22`) never does here. */
  function asksForNewer({ engines: { node = '' } = {} }: LockedPackage): boolean {
    const [, major, minor = '0'] = /^>= ?v?(\d+)(?:\.(\d+))?[^|]*$/.exec(node) ?? [];
    return (
      major !== undefined &&
      (Number(major) > Number(oldestMajor) ||
        (Number(major) === Number(oldestMajor) && Number(minor) > Number(oldestMinor)))
    );
  }

  /** Names, once each, in alphabetical order. */
  const newer = (packages: readonly (readonly [string, LockedPackage])[]) => [
    ...new Set(
      packages
        .filter(([, locked]) => asksForNewer(locked))
        .map(([folder]) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length))
        .sort(),
    ),
  ];

  it('are documented for operators, with the reason why they do no harm', () => {
    expect(rows.flatMap((row) => named(row.split('|')[1] ?? '')).sort()).toEqual(newer(runtime));
  });

  it('are documented for those who build it', () => {
    const tools = packagesOf(lockfile).filter(([, { dev }]) => dev === true);

    expect(named(below[0]?.split('. They')[0] ?? '').sort()).toEqual(newer(tools));
  });

  it.each(['>=22', '>=22.0.0', '>= 20.20', '>=20.20.0'])('would be found with %s', (node) => {
    expect(newer([['node_modules/added', { version: '1.0.0', engines: { node } }]])).toEqual(['added']);
  });

  it.each(['>=18', '>=20.19.0', '20 || >=22', '^20.19.0 || >=22.12.0', '*'])('are not those with %s', (node) => {
    expect(newer([['node_modules/added', { version: '1.0.0', engines: { node } }]])).toEqual([]);
  });
});

/** The package of `from 'package/file'` and `import('package/file')`, and no file of ours or of Node's. */
const IMPORTED = /\b(?:from |import\()'((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^']*)?'/g;

describe("the packages that are bundled into the explorer's page", () => {
  it('are under such licences too, and its fonts under the one of fonts', () => {
    const bundled = packagesOf(readJson('explorer/package-lock.json'));
    const isFont = ([folder]: readonly [string, LockedPackage]) => folder.startsWith('node_modules/@fontsource');

    expect(bundled.length).toBeGreaterThan(20);
    expect(refused(bundled, [...ALLOWED, 'OFL-1.1'])).toEqual([]);
    expect(
      refused(
        bundled.filter((locked) => !isFont(locked)),
        ALLOWED,
      ),
    ).toEqual([]);
  });
});

describe('each lockfile', () => {
  const lockfiles = filesUnder('').filter((path) => /(package-lock|npm-shrinkwrap)\.json$/.test(path));

  it.each(lockfiles)('%s names no registry, and has a hash of every package', (path) => {
    const locked = packagesOf(readJson(path));

    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(locked.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'))).toEqual([]);
  });

  it('is found', () => {
    expect(lockfiles).toEqual(
      expect.arrayContaining(['package-lock.json', 'explorer/package-lock.json', 'test/e2e/package-lock.json']),
    );
  });

  // npm would read it instead of package-lock.json, which also has the build tools.
  it('is a package-lock.json: npm-shrinkwrap.json exists only while the package is packed', () => {
    expect(lockfiles.filter((path) => path.endsWith('npm-shrinkwrap.json'))).toEqual([]);
  });
});

/** The project's files in a folder, and in those below it. */
function filesUnder(folder: string): readonly string[] {
  return readdirSync(new URL(folder, ROOT), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== '.git')
    .flatMap((entry) =>
      entry.isDirectory() ? filesUnder(`${folder}${entry.name}/`) : entry.isFile() ? `${folder}${entry.name}` : [],
    );
}
