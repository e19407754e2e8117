import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bruCollection } from '../../codegen/collection.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Server } from '../../src/server.js';
import { startFacade } from '../helpers/facade.js';

const BRU = join(import.meta.dirname, 'node_modules/.bin/bru');
const COLLECTION = join(import.meta.dirname, '../../examples/collection');
const REQUESTS = [...bruCollection().keys()].filter((path) => /^\d\d-/.test(path)).map((path) => path.slice(0, -4));

interface Result {
  readonly test: { readonly filename: string };
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

describe('the collection for Bruno, run by its command', () => {
  let folder: string;
  let sandbox: Sandbox;
  let server: Server;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-collection-'));
    sandbox = await startSandbox();
    server = await startFacade(sandbox.url);
  });
  afterAll(async () => {
    await server?.stop();
    await sandbox?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs all of it; the exit code, and the requests by name with whether all of their assertions held. */
  async function runCollection() {
    const report = join(folder, 'report.json');
    const args = ['run', '--env', 'sandbox', '--env-var', `url=${server.url}`, '--reporter-json', report];
    const code = await promisify(execFile)(BRU, args, { cwd: COLLECTION }).then(
      () => 0,
      (error) => error.code as number,
    );
    const [{ results }] = JSON.parse(await readFile(report, 'utf8')) as [{ results: readonly Result[] }];
    const held = results.map(({ test, assertionResults }): [string, boolean] => [
      test.filename.replace(/\.bru$/, ''),
      assertionResults.length >= 3 && assertionResults.every(({ status }) => status === 'pass'),
    ]);
    return { code, held };
  }

  // One after the other, because the sandbox tenant keeps changes.
  it('plays the whole conversation of a fresh sandbox tenant', async () => {
    const { code, held } = await runCollection();

    expect(held).toEqual(REQUESTS.map((name) => [name, true]));
    expect(code).toBe(0);
  }, 120_000);

  it('fails if the conversation has been played before', async () => {
    const { code, held } = await runCollection();

    expect(code).toBe(1);
    expect(held).toContainEqual([expect.stringMatching(/-PickUp$/), false]);
  }, 120_000);
});
