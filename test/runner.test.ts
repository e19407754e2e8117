import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { startCommand } from './helpers/command.js';
import { ROOT, SHORT_LIVED } from './helpers/server-process.js';

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

it.each([
  [
    'that a test keeps open is ended, as a failure, and says why',
    "net.createServer().listen(0, '127.0.0.1')",
    1,
    /left something open.*TCPServerWrap/,
  ],
  ['that nothing keeps open ends by itself', '', 0, /^$/],
])('a run %s', async (_what, left, code, said) => {
  const script = `
    import net from 'node:net';
    import endIfLeftOpen from './test/helpers/end.js';
    ${left};
    endIfLeftOpen({ openHandlesTimeout: 10 });
  `;
  const run = startCommand(process.execPath, [...SHORT_LIVED, '--input-type=module', '--eval', script], { cwd: ROOT });

  expect(await run.ended).toBe(code);
  expect(run.output).toMatch(said);
});
