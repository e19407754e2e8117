import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { CONFIG_VARIABLES, loadConfig } from '../src/config.js';
import { configHints } from '../src/config-hints.js';
import { useServerProcesses } from './helpers/server-process.js';

const FILES = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);

interface Block {
  readonly place: string;
  readonly text: string;
}

const BLOCKS: readonly Block[] = FILES.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^```\w*\n(.*?)^```/gms)].map(([, text = ''], index) => ({
    place: `${file}, block ${index + 1}`,
    text,
  })),
);

/** Blocks that are files of settings as a whole. */
const ENV_FILES = BLOCKS.filter(({ text }) => /^(#.*\n|[A-Z_]+=.*\n)+$/.test(text) && /^[A-Z]/m.test(text));

/** The forms of settings in commands, manifests and scripts: `NAME=value`, `{ name: NAME, value: x }`, ... */
const WAYS = [
  /(?:^|\s|--env )([A-Z][A-Z_]+)=("[^"]*"|'[^']*'|[^\s"'#\\]*)/g,
  /\$env:([A-Z_]+) = '([^']*)'/g,
  /<env name="([A-Z_]+)" value="([^"]*)"/g,
  /\{ name: ([A-Z_]+), value: ("[^"]*"|'[^']*'|[^ }]+) \}/g,
];

function settingsIn(text: string): Record<string, string> {
  const found = WAYS.flatMap((way) =>
    [...text.matchAll(way)].map(([, name = '', value = '']) => [name, value] as const),
  );
  return Object.fromEntries(
    found
      .filter(([name, value]) => CONFIG_VARIABLES.includes(name) && !value.includes('$'))
      .map(([name, value]) => [name, value.replace(/^(["'])(.*)\1$/, '$2')]),
  );
}

/** The rows of the tables in docs/settings.md, cell by cell. */
const ROWS = readFileSync('docs/settings.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|'));

/** The texts in backticks in a column: a list for each row. */
const codesIn = (column: number) =>
  ROWS.map((row) => [...(row[column]?.matchAll(/`([^`]+)`/g) ?? [])].map(([, code]) => code as string));

describe('docs/settings.md', () => {
  it('lists every setting', () => {
    expect(codesIn(1).flat().sort()).toEqual([...CONFIG_VARIABLES].sort());
  });

  it('lists every setting’s default', () => {
    const documented = codesIn(2).flatMap((defaults, row) =>
      (codesIn(1)[row] ?? []).map((variable, index) => [variable, defaults[index] ?? '']),
    );

    expect(loadConfig(Object.fromEntries(documented))).toEqual(loadConfig({}));
    // A value other than the default makes a difference, so the comparison above can fail.
    expect(documented.filter(([, value]) => value !== '').length).toBeGreaterThan(40);
  });
});

describe('settings that the documentation shows', () => {
  const start = useServerProcesses('dist/cli.js');
  const folder = mkdtempSync(join(tmpdir(), 'superoffice-graphql-docs-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(ENV_FILES)('start a server from a file: $place', async ({ place, text }) => {
    const file = join(folder, `${place.replaceAll(/\W/g, '-')}.env`);
    writeFileSync(file, text);
    const server = start({}, [`--env-file=${file}`]);

    expect(await server.url()).toMatch(/^http:\/\/localhost:\d+\/graphql$/);
    expect(server.output).not.toContain('is not a setting');
  });

  it.each(BLOCKS.filter(({ text }) => Object.keys(settingsIn(text)).length > 0))(
    'are accepted by the server: $place',
    ({ text }) => {
      const env = settingsIn(text);
      const SUPEROFFICE_URL = 'https://online.superoffice.com/Cust12345/api/v1/';

      expect(() => loadConfig({ SUPEROFFICE_URL, ...env })).not.toThrow();
      expect(configHints(env)).toEqual([]);
    },
  );

  it('are found in every form', () => {
    const places = BLOCKS.filter(({ text }) => Object.keys(settingsIn(text)).length > 0).map(({ place }) => place);

    expect(ENV_FILES.map(({ place }) => place.replace(/, .*/, ''))).toEqual(
      expect.arrayContaining(['docs/deploy.md', 'docs/deploy.md']),
    );
    expect(ENV_FILES.length).toBeGreaterThanOrEqual(2);
    expect(places.length).toBeGreaterThan(8);
  });
});
