import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';

const EXPLORER = fileURLToPath(new URL('../../explorer/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'superoffice-graphql-bundle-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the explorer’s bundle', () => {
  it('is what its sources make, which have no errors of types', () => {
    execFileSync('../node_modules/.bin/tsc', { cwd: EXPLORER });
    execFileSync(process.execPath, ['build.js', folder], { cwd: EXPLORER });
    const committed = join(EXPLORER, 'bundle');

    expect(readdirSync(folder)).toEqual(readdirSync(committed));
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name)).equals(readFileSync(join(committed, name)))).toBe(true);
    }
  }, 60_000);
});
