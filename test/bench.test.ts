import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONTENDERS, SERVER_ENV, THIS_SERVER } from '../bench/contenders.js';
import { mergeResults } from '../bench/merge-results.js';
import { expectedData, LOAD_SCENARIOS, OPERATIONS } from '../bench/scenarios.js';
import { startUpstream, type Upstream } from '../bench/upstream-process.js';
import { CONFIG_VARIABLES } from '../src/config.js';
import type { Server } from '../src/server.js';
import { execute, startFacade } from './helpers/facade.js';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

describe('the benchmark', () => {
  let upstream: Upstream;
  let facade: Server;

  beforeAll(async () => {
    upstream = await startUpstream();
    facade = await startFacade(upstream.url, { ...SERVER_ENV, PORT: '0' });
  });
  afterAll(async () => {
    await facade.stop();
    await upstream.stop();
  });

  it.each(LOAD_SCENARIOS.filter(({ id }) => ['a', 'b', 'c', 'c1', 'e1', 'e100', 'h'].includes(id)))(
    'expects of ($id) what this server answers',
    async (scenario) => {
      await upstream.set(scenario);
      const { query, variables } = OPERATIONS[scenario.operation];

      const { data, errors } = await execute(facade.url, query, variables);

      expect(errors).toBeUndefined();
      expect(data).toEqual(expectedData(scenario));
    },
  );

  it('starts this server with nothing but settings, and tells them in its documentation', () => {
    const [, section = ''] = read('docs/benchmarks.md').split('\n## This server\n');
    const rows = section.split('\n## ')[0]?.matchAll(/^\| (`[A-Z].*?) \| `([^`]*)`.*\|$/gm) ?? [];
    const documented = [...rows].flatMap(([, names = '', value]) =>
      names.split(', ').map((name) => `${name.replaceAll('`', '')}=${value}`),
    );
    const variants = CONTENDERS.filter(({ folder }) => folder === '.').flatMap(({ env }) => Object.entries(env));
    const set = [...Object.entries(SERVER_ENV), ...variants].map(([name, value]) => `${name}=${value}`);

    expect(CONFIG_VARIABLES).toEqual(expect.arrayContaining(variants.map(([name]) => name)));
    expect(documented.sort()).toEqual([...new Set(set)].sort());
  });

  it('keeps the parts of earlier results that were not measured anew', () => {
    interface Merged {
      readonly load: readonly ReturnType<typeof part>[];
      readonly starts?: { readonly measured: string };
    }
    const part = (id: string, node: string, measured: string) => ({ scenario: { id }, node, measured });
    const old = {
      load: [part('a', process.version, 'old'), part('d', process.version, 'old'), part('a', 'v1.2.3', 'old')],
      starts: { measured: 'old', rows: [] },
    };

    const merged = mergeResults<Merged>(old, {
      load: [part('b', process.version, 'new'), part('a', process.version, 'new'), part('a', 'v1.3.0', 'new')],
    });

    expect(merged.load.map(({ scenario, node, measured }) => [scenario.id, node, measured])).toEqual([
      ['a', process.version, 'new'],
      ['b', process.version, 'new'],
      ['d', process.version, 'old'],
      ['a', 'v1.3.0', 'new'],
    ]);
    expect(merged.starts?.measured).toBe('old');
  });

  it('measures everybody in scenarios that there are', () => {
    const ids = [...LOAD_SCENARIOS.map(({ id }) => id), 'f', 'g'];

    expect(ids).toEqual(expect.arrayContaining(CONTENDERS.flatMap(({ scenarios }) => scenarios)));
    expect(CONTENDERS.find(({ name }) => name === THIS_SERVER)?.scenarios.toSorted()).toEqual(ids.sort());
  });

  it.each(['bench/node-24', ...new Set(CONTENDERS.map(({ folder }) => folder))].filter((folder) => folder !== '.'))(
    'pins what %s is measured with',
    (folder) => {
      const { dependencies } = JSON.parse(read(`${folder}/package.json`));
      const lockfile = read(`${folder}/package-lock.json`);

      for (const [name, version] of Object.entries(dependencies)) {
        expect(JSON.parse(lockfile).packages[`node_modules/${name}`]).toMatchObject({ version });
      }
      expect(lockfile).not.toContain('"resolved"');
    },
  );
});
