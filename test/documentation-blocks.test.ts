import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

const run = promisify(execFile);

const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...readdirSync('docs').map((name) => `docs/${name}`)];

/** The blocks of a language, of all pages. */
const blocksOf = (language: string) =>
  PAGES.filter((page) => page.endsWith('.md')).flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(new RegExp(`^ *\`\`\`${language}\\n(.*?)^ *\`\`\``, 'gms'))].map(
      ([, text = ''], index) => ({ place: `${page}, ${language} ${index + 1}`, text }),
    ),
  );

/** Reads a script without running it. */
const readScript = (text: string) => run('sh', ['-n', '-c', text]);

describe('the blocks of the documentation', () => {
  it.each(blocksOf('sh'))('are commands that a shell can read: $place', async ({ text }) => {
    await expect(readScript(text)).resolves.toMatchObject({ stderr: '' });
  });

  it.each(['curl "http://localhost', 'for port in 4001; do echo', "node -p 'x"])('would be found: %s', async (text) => {
    await expect(readScript(text)).rejects.toThrow();
  });

  it.each(blocksOf('graphql'))('are GraphQL: $place', ({ text }) => {
    expect(() => parse(text)).not.toThrow();
  });

  it('are found in every language', () => {
    expect(['sh', 'graphql'].filter((language) => blocksOf(language).length < 5)).toEqual([]);
  });

  it('compute how many replicas serve the example of docs/scale.md', async () => {
    const [block] = blocksOf('sh').filter(({ text }) => text.includes('docs/benchmarks.json'));
    const { stdout } = await run('sh', ['-c', block?.text ?? '']);

    expect(Number(stdout)).toBeGreaterThanOrEqual(2);
  });
});
