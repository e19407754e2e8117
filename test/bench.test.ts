import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONTENDERS, SERVER_ENV, THIS_SERVER } from '../bench/contenders.js';
import { AT_REST, agent, DESK_SUBSCRIPTION, LIVE_ENV, RESTLESS } from '../bench/live/settings.js';
import { type GraphQLResult, openStream } from '../bench/live/streams.js';
import { startTenant } from '../bench/live/tenant-process.js';
import { mergeResults } from '../bench/merge-results.js';
import { expectedData, LOAD_SCENARIOS, OPERATIONS } from '../bench/scenarios.js';
import { startUpstream, type Upstream } from '../bench/upstream-process.js';
import { CONFIG_VARIABLES } from '../src/config.js';
import type { Server } from '../src/server.js';
import { execute, startFacade } from './helpers/facade.js';
import { useStops } from './helpers/stops.js';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

describe('the benchmark', () => {
  const stops = useStops();
  let upstream: Upstream;
  let facade: Server;

  beforeAll(async () => {
    upstream = await startUpstream();
    facade = await startFacade(upstream.url, { ...SERVER_ENV, PORT: '0' });
  });
  afterAll(async () => {
    // Only one of them may have started.
    await facade?.stop();
    await upstream?.stop();
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

  it('starts this server with settings only, which its documentation lists', () => {
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

  it('lists in its documentation the settings for live updates', () => {
    const [, section = ''] = read('docs/benchmarks.md').split('\n| For live updates | Value | Why |\n');
    const rows = section.split('\n\n')[0]?.matchAll(/^\| (`[A-Z].*?) \| `([^`]*)`.*\|$/gm) ?? [];
    const documented = [...rows].flatMap(([, names = '', value]) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, name]) => `${name}=${value}`),
    );
    const set = [LIVE_ENV, AT_REST, RESTLESS].flatMap((env) => Object.entries(env));

    expect(CONFIG_VARIABLES).toEqual(expect.arrayContaining(set.map(([name]) => name)));
    expect(documented.sort()).toEqual(set.map(([name, value]) => `${name}=${value}`).sort());
  });

  it.each(['sse', 'websocket'] as const)('receives the changes of its own tenant over %s', async (transport) => {
    const tenant = await startTenant();
    stops.push(() => tenant.stop());
    const live = await startFacade(tenant.url, { ...SERVER_ENV, ...LIVE_ENV, LIVE_POLL_MS: '50', PORT: '0' });
    stops.push(() => live.stop());
    await tenant.set({ teams: 2, sessions: 3, textBytes: 0, isRestless: false });
    const results: GraphQLResult[] = [];
    let heard = () => {};
    const second = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const stream = await openStream({
      transport,
      url: `${live.url}`,
      caller: agent(1),
      query: DESK_SUBSCRIPTION,
      onResult(result) {
        results.push(result);
        if (results.length === 2) {
          heard();
        }
      },
      onEnd: () => undefined,
    });
    stops.push(() => stream.close());

    await tenant.change(1);
    await tenant.change(5);
    await second;
    const { lists } = await tenant.takeCalls();

    const told = results.map(({ data }) =>
      data.chatSessionUpdates.sessions.map(({ id, lastMessage }: Record<string, string>) => [
        id,
        lastMessage?.startsWith('changed at '),
      ]),
    );
    expect(told).toEqual([
      [
        ['4', false],
        ['5', false],
        ['6', false],
      ],
      [['5', true]],
    ]);
    expect(lists).toBeGreaterThan(1);
  });

  it('keeps earlier results that were not measured again', () => {
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

  it('measures every contender in scenarios that exist', () => {
    const ids = [...LOAD_SCENARIOS.map(({ id }) => id), 'f', 'g'];

    expect(ids).toEqual(expect.arrayContaining(CONTENDERS.flatMap(({ scenarios }) => scenarios)));
    expect(CONTENDERS.find(({ name }) => name === THIS_SERVER)?.scenarios.toSorted()).toEqual(ids.sort());
  });

  it.each(['bench/node-24', ...new Set(CONTENDERS.map(({ folder }) => folder))].filter((folder) => folder !== '.'))(
    'pins the versions that %s is measured with',
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
