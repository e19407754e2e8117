import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const SRC = join(import.meta.dirname, '../src');
const CLIENT = join(import.meta.dirname, '../client');

interface Import {
  readonly from: string;
  readonly to: string;
  /** Only of types: removed by the compiler. */
  readonly isType: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(join(SRC, from), 'utf8');
  const statements = text.matchAll(
    /\b(import|export)\s+(type\s+)?[^;'"]*?from\s+'(\.[^']+)\.js'|\bimport\('(\.[^']+)\.js'\)/g,
  );
  return [...statements].map(([, , type, path, loaded]) => ({
    from,
    to: `${normalize(join(dirname(from), (path ?? loaded) as string))}.ts`,
    isType: type !== undefined,
  }));
});

/** A separate process, like `serve.ts`: it connects the floors. */
const PROCESS = 'sandbox/main.ts';

/** The folder of a file, or the file itself if it is in none. */
const roomOf = (file: string) => (file === PROCESS ? file : (file.split('/')[0] as string));

/** Floors, each with those that it may import from besides itself, or with single files of them. What is not listed puts floors together, and may do so from all. */
const FLOORS: Readonly<Record<string, readonly string[]>> = {
  superoffice: [],
  log: ['config.ts'],
  identity: ['superoffice'],
  redis: [],
  live: ['identity', 'superoffice', 'log', 'redis'],
  graphql: ['live', 'identity', 'superoffice', 'generated', 'rate-limit', 'log', 'config.ts'],
  http: ['graphql', 'identity', 'superoffice', 'generated', 'log', 'config.ts', 'parse-url.ts'],
  sandbox: ['superoffice'],
  observe: ['graphql', 'superoffice', 'log', 'config.ts'],
  'rate-limit': ['log', 'redis'],
};

/** A file for each type, and a file for each kind of seeded record. */
const ONE_KIND = ['graphql/resolvers', 'sandbox/data'];

describe('imports', () => {
  it('are found', () => {
    expect(imports).toContainEqual({ from: 'server.ts', to: 'http/app.ts', isType: false });
    expect(imports).toContainEqual({ from: 'identity/session.ts', to: 'superoffice/tenant.ts', isType: true });
    expect(imports.filter(({ to }) => !files.includes(to) && !files.includes(to.replace('.ts', '.d.ts')))).toEqual([]);
  });

  it.each(Object.entries(FLOORS))('of %s lead down only: to itself and %j', (floor, below) => {
    const others = imports.filter(
      ({ from, to }) => roomOf(from) === floor && ![roomOf(to), to].some((room) => [floor, ...below].includes(room)),
    );

    expect(others).toEqual([]);
  });

  it('of the sandbox’s from the other floors are types, and only the process imports it', () => {
    const own = imports.filter(({ from, to }) => roomOf(from) === 'sandbox' && roomOf(to) !== 'sandbox');
    const others = imports.filter(({ from, to }) => roomOf(from) !== 'sandbox' && roomOf(to) === 'sandbox');

    expect(own.filter(({ isType }) => !isType)).toEqual([]);
    expect(others.filter(({ from }) => from !== 'serve.ts' && from !== PROCESS)).toEqual([]);
    expect(others).not.toEqual([]);
  });

  it('lead to folders of at most 15 files, unless they are of one kind', () => {
    const counts = new Map<string, number>();
    for (const file of files) {
      counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    }
    expect([...counts].filter(([folder, count]) => count > 15 && !ONE_KIND.includes(folder))).toEqual([]);
  });

  it('make no circle, including imports of types', () => {
    // Codegen writes types that name those of our files, and our files name them.
    const own = imports.filter(({ from }) => roomOf(from) !== 'generated');
    const done = new Set<string>();
    const circles: string[] = [];
    function walk(file: string, path: readonly string[]): void {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      } else if (!done.has(file)) {
        for (const { to } of own.filter(({ from }) => from === file)) {
          walk(to, [...path, file]);
        }
        done.add(file);
      }
    }
    for (const file of files) {
      walk(file, []);
    }

    expect(circles).toEqual([]);
  });
});

describe('client/', () => {
  const own = readdirSync(CLIENT).filter((file) => file.endsWith('.ts'));
  const namesOf = (file: string) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => name);
  const imported = own.flatMap((file) => namesOf(join(CLIENT, file)));
  const nameOf = (file: string) => `./${file.replace('.ts', '.js')}`;

  it('imports only its own files, so that clients need no package', () => {
    expect(imported).toContain('./errors.js');
    expect(imported.filter((name) => !own.map(nameOf).includes(name))).toEqual([]);
  });

  it('has no file that nothing imports, but the one that clients import', () => {
    expect(own.filter((file) => !imported.includes(nameOf(file)))).toEqual(['index.ts']);
  });

  it('is not for the server, which runs without it', () => {
    expect(
      files.filter((file) => namesOf(join(SRC, file)).some((name) => name === 'superoffice-graphql/client')),
    ).toEqual([]);
  });
});
