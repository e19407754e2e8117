import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const root = new URL('../', import.meta.url);
const contributing = readFileSync(new URL('CONTRIBUTING.md', root), 'utf8');

/** A change that needs one more file on the way of every transfer has a reason for it. */
const MAX_EXECUTED = 96;

/** The files that the guide lists under a heading, to be read in order. */
function filesUnder(heading: string): readonly string[] {
  const [, section = ''] = new RegExp(`## ${heading}\n([\\s\\S]*?)\n## `).exec(contributing) ?? [];
  return [...section.matchAll(/^(?:\d+\.| {3}) `(src\/[^`]+)`/gm)].map(([, path = '']) => path);
}

describe.each(['The way of a transfer', 'The way of a change to a subscriber'])('%s', (heading) => {
  it('is at most 15 files to read, which are there', () => {
    const files = filesUnder(heading);

    expect(files.length).toBeGreaterThan(9);
    expect(files.length).toBeLessThanOrEqual(15);
    expect(files.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });
});

describe('the way of a transfer', () => {
  const files = filesUnder('The way of a transfer');

  it('executes each of them, and no more files than before', () => {
    const printed = execFileSync(process.execPath, ['node_modules/.bin/tsx', 'test/way/main.ts'], {
      cwd: root,
      encoding: 'utf8',
    });
    const executed = [...printed.matchAll(/^ *\d+ {2}(\S+)\.js$/gm)].map(([, path]) => `src/${path}.ts`);
    expect(files.filter((path) => !executed.includes(path))).toEqual([]);
    expect(executed.length).toBeLessThanOrEqual(MAX_EXECUTED);
  });
});
