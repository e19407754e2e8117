import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const SHARED = ['helpers', 'contract'].map((folder) => join(import.meta.dirname, folder));

/** At the outermost level of a module. */
const HOOK = /^(before|after)(Each|All)\(/m;

// A module is loaded once for all test files of a worker, so its hooks would only apply to the first file.
it('what test files share has its hooks in functions that they call', () => {
  const files = SHARED.flatMap((folder) =>
    readdirSync(folder, { encoding: 'utf8' })
      .filter((file) => /\.[jt]s$/.test(file))
      .map((file) => join(folder, file)),
  );

  expect(files.length).toBeGreaterThan(30);
  expect(files.filter((file) => HOOK.test(readFileSync(file, 'utf8')))).toEqual([]);
});
