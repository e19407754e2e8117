import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const root = new URL('../', import.meta.url);
const contributing = readFileSync(new URL('CONTRIBUTING.md', root), 'utf8');

/** A change that needs one more file on the way of every transfer has a reason for it. */
const MAX_EXECUTED = 96;

describe("the transfer's way", () => {
  const [, listed = ''] = /## The way of a transfer\n([\s\S]*?)\n## /.exec(contributing) ?? [];
  const files = [...listed.matchAll(/^\d+\. `(src\/[^`]+)`/gm)].map(([, path = '']) => path);

  it('is at most 15 files to read, which are there', () => {
    expect(files.length).toBeGreaterThan(9);
    expect(files.length).toBeLessThanOrEqual(15);
    expect(files.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });

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
