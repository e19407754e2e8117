import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execute } from './helpers/facade.js';
import { type FakeRedis, startFakeRedis } from './helpers/fake-redis.js';
import { useServerProcesses } from './helpers/server-process.js';
import { until } from './helpers/until.js';

/** All that is optional is off. */
const PRODUCTION = { NODE_ENV: 'production', SUPEROFFICE_URL: 'http://127.0.0.1:9/api/v1/' };

/** Compilers of JSON Schema, and what Apollo's reports are encoded with. */
const UNUSED = ['ajv', '@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler', '@apollo/protobufjs'];

/** A tracer whose spans have an identity, as an SDK registers it. */
const SDK = `import { trace } from '${import.meta.resolve('@opentelemetry/api')}';
const spanContext = () => ({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 });
trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan: () => ({ spanContext }) }) });`;

const start = useServerProcesses('dist/main.js');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'superoffice-graphql-start-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The files that a server has loaded when it listens. */
async function loadedBy(
  env: Readonly<Record<string, string>>,
  options?: readonly string[],
): Promise<readonly string[]> {
  // V8 writes which files it ran.
  const server = start({ ...env, NODE_V8_COVERAGE: folder }, options);
  await server.url();
  server.child.kill('SIGINT');
  await server.ended;
  return readdirSync(folder).flatMap((name) =>
    JSON.parse(readFileSync(join(folder, name), 'utf8')).result.map(({ url }: { url: string }) => url),
  );
}

describe('a server in production', () => {
  let redis: FakeRedis;
  beforeAll(async () => {
    redis = await startFakeRedis();
  });
  afterAll(() => redis.stop());

  const OPTIONAL = [
    { part: 'the sandbox tenant', files: '/dist/sandbox/', on: () => ({ NODE_ENV: '', SUPEROFFICE_URL: '' }) },
    { part: 'the explorer', files: '/dist/http/explorer/', on: () => ({ EXPLORER: 'true' }) },
    { part: "the explorer's operations", files: '/dist/generated/', on: () => ({ EXPLORER: 'true' }) },
    { part: 'metrics', files: '/node_modules/prom-client/', on: () => ({ ADMIN_PORT: '0' }) },
    { part: 'Redis', files: '/node_modules/@redis/client/', on: () => ({ REDIS_URL: redis.url }) },
    { part: 'federated traces', files: '/node_modules/@apollo/protobufjs/', on: () => ({ FEDERATED_TRACE: 'true' }) },
    { part: 'the audit log', files: '/dist/observe/audit/', on: () => ({ AUDIT_LOG: 'stdout' }) },
    { part: 'undici', files: '/node_modules/undici/', on: () => ({ SUPEROFFICE_TRANSPORT: 'undici' }) },
    {
      part: 'node-fetch',
      files: '/node_modules/node-fetch/',
      on: () => ({}),
      off: { SUPEROFFICE_TRANSPORT: 'undici' },
    },
    {
      part: 'OpenTelemetry',
      files: '/node_modules/@opentelemetry/api/',
      on: () => ({}),
      options: ['--import', `data:text/javascript,${encodeURIComponent(SDK)}`],
    },
  ];

  /** Started once for all. */
  let loadedByDefault: readonly string[] | undefined;

  it.each(OPTIONAL)('loads $part only if that is on', async ({ files, on, off, options }) => {
    const isThere = (url: string) => url.includes(files);
    loadedByDefault ??= await loadedBy(PRODUCTION);
    const loaded = off === undefined ? loadedByDefault : await loadedBy({ ...PRODUCTION, ...off });

    expect(loaded.filter(isThere)).toEqual([]);
    rmSync(folder, { recursive: true });
    expect((await loadedBy({ ...PRODUCTION, ...on() }, options)).some(isThere)).toBe(true);
  });

  it('loads no compiler of JSON Schema, no reporting to Apollo, and no library twice', async () => {
    loadedByDefault ??= await loadedBy(PRODUCTION);
    const packages = new Set(
      loadedByDefault.flatMap((url) => /^.*\/node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(url)?.[0] ?? []),
    );
    const names = [...packages].map((path) => path.replace(/^.*\/node_modules\//, ''));

    expect(names).toEqual(expect.arrayContaining(['@apollo/server', '@apollo/subgraph', 'fastify', 'graphql']));
    expect(names.filter((name) => UNUSED.includes(name))).toEqual([]);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });
});

const itOnLinux = process.platform === 'linux' ? it : it.skip;

describe('an idle process', () => {
  /** How often the main thread went to sleep: once for each timer that woke it. */
  const sleepsOf = (pid: number) =>
    Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/task/${pid}/status`, 'utf8'))?.[1]);

  itOnLinux.each([
    { when: 'after its start', operations: 0 },
    { when: 'after operations', operations: 3 },
  ])('is not woken by the measurement of load, $when', async ({ operations }) => {
    const server = start({ ...PRODUCTION, OPERATION_TIMEOUT_MS: '1000' });
    const url = await server.url();
    for (let asked = 0; asked < operations; asked += 1) {
      await execute(url, '{ __typename }');
    }
    const pid = server.child.pid as number;

    await until(async () => {
      const before = sleepsOf(pid);
      await delay(1000);
      return sleepsOf(pid) - before < 10;
    });
  });
});
