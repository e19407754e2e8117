import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, findBreakingChanges } from 'graphql';
import { startCommand } from './helpers/command.js';
import { useFacade } from './helpers/facade.js';
import { ROOT } from './helpers/server-process.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('subgraph.graphql', () => {
  const pair = useFacade();

  it('is what a server answers to a composer; `npm run schema` writes it', async () => {
    const { data } = await pair.ask('{ _service { sdl } }');

    expect(read('../subgraph.graphql')).toBe(data._service.sdl);
  });

  it('is what `npm run schema` prints', async () => {
    const print = startCommand(process.execPath, ['dist/print-sdl.js'], { cwd: ROOT });

    expect([await print.ended, print.stderr]).toEqual([0, '']);
    expect(print.stdout).toBe(read('../subgraph.graphql'));
  });
});

describe('schema.graphql', () => {
  it('breaks nothing that callers of the last release rely on', () => {
    const released = buildSchema(read('./contract/released-schema.graphql'));

    expect(findBreakingChanges(released, buildSchema(read('../schema.graphql')))).toEqual([]);
  });
});
