import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import dockerIgnore from '@balena/dockerignore';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import type { Command } from '../helpers/command.js';
import { execute } from '../helpers/facade.js';
import { type FakeSuperOffice, startFakeSuperOffice } from '../helpers/fake-superoffice.js';
import { freePort } from '../helpers/free-port.js';
import { listenUntilStop, useStops } from '../helpers/stops.js';
import { build, type Image } from './image.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('.dockerignore', () => {
  it.each(['.env', '.git/config', 'dist/main.js', 'node_modules/zod/package.json', 'test/e2e/image.ts'])(
    'keeps %s from builders',
    (path) => {
      expect(dockerIgnore().add(read('.dockerignore')).ignores(path)).toBe(true);
    },
  );
});

describe.each(['Dockerfile', 'deploy/gateway/Dockerfile', 'examples/tracing/Dockerfile'])('%s', (path) => {
  it('is one', () => {
    expect(validate(read(path))).toEqual([]);
  });
});

describe('the image', () => {
  let image: Image;
  let imageWithTraces: Image;
  let superOffice: FakeSuperOffice;
  beforeAll(async () => {
    superOffice = await startFakeSuperOffice();
    image = await build('Dockerfile');
    imageWithTraces = await build('examples/tracing/Dockerfile', { 'superoffice-graphql': image });
  }, 300_000);
  afterAll(async () => {
    await superOffice?.stop();
    await image?.remove();
    await imageWithTraces?.remove();
  });

  const containers: Command[] = [];
  afterEach(async () => {
    for (const { child, ended } of containers.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
  });
  const keep = (container: Command) => {
    containers.push(container);
    return container;
  };
  const start: Image['start'] = (...options) => keep(image.start(...options));
  const stops = useStops();

  it('has what the server needs to run, and nothing of what builds it', async () => {
    expect((await readdir(image.folder)).sort()).toEqual([
      'LICENSE',
      'dist',
      'explorer',
      'node_modules',
      'package.json',
      'schema',
    ]);
    const files = await readdir(join(image.folder, 'dist'), { recursive: true, withFileTypes: true });
    expect(files.filter((file) => file.isFile() && !file.name.endsWith('.js'))).toEqual([]);
    const isInstalled = (name: string) => existsSync(join(image.folder, 'node_modules', name, 'package.json'));
    expect(['fastify', 'zod', '@biomejs/biome', '@swc/core', 'jest', 'tsx', 'typescript'].filter(isInstalled)).toEqual([
      'fastify',
      'zod',
    ]);
  });

  it('serves in production, healthy, and ends with exit code 0 on SIGTERM', async () => {
    superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
    const ports = { PORT: `${await freePort()}`, ADMIN_PORT: `${await freePort()}` };
    const env = { ...ports, SUPEROFFICE_URL: superOffice.url };
    const { said, child, ended } = start(env);
    const [, url = ''] = await said(/GraphQL at ([^\s"]+)"/);

    expect((await execute(url, '{ chatSession(id: 549) { id } }')).data).toEqual({ chatSession: { id: '549' } });
    expect((await execute(url, '{ __schema { queryType { name } } }')).status).toBe(400);
    expect(await image.check(env).ended).toBe(0);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(await image.check(env).ended).toBe(1);
  }, 60_000);

  it('sends traces with the SDK in it, as docs/operate.md says, and loads none for its health check', async () => {
    const exports: string[] = [];
    const collector = createServer(async (request, response) => {
      exports.push(`${request.method} ${request.url} ${await text(request)}`);
      response.setHeader('content-type', 'application/json').end('{}');
    });
    const collectorPort = await listenUntilStop(collector, stops);
    superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
    const env = {
      PORT: `${await freePort()}`,
      ADMIN_PORT: `${await freePort()}`,
      SUPEROFFICE_URL: superOffice.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collectorPort}`,
      OTEL_SERVICE_NAME: 'chat-graph',
    };
    const { said, child, ended } = keep(imageWithTraces.start(env));
    const [, url = ''] = await said(/GraphQL at ([^\s"]+)"/);
    await execute(url, '{ chatSession(id: 549) { status } }');

    const health = imageWithTraces.check({ ...env, NODE_DEBUG: 'module,esm' });
    expect(await health.ended).toBe(0);
    expect(health.output).not.toContain('opentelemetry');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(exports).toEqual([expect.stringMatching(/^POST \/v1\/traces .*chat-graph.*GET ChatSession\/\{id\}/)]);
  }, 60_000);

  it('does not start without the address of a tenant', async () => {
    const { ended } = start({});

    expect(await ended).toBe(1);
    expect(containers[0]?.stderr).toContain('SUPEROFFICE_URL');
  }, 60_000);

  it('serves the sandbox tenant if it is told to', async () => {
    const port = await freePort();
    const { said, child, ended } = start({ SANDBOX_HOST: '0.0.0.0', SANDBOX_PORT: `${port}` }, [
      'dist/sandbox/main.js',
    ]);
    await said(/Sandbox tenant at/);

    // An address of this machine, but not the default one.
    const answer = await fetch(`http://127.0.0.2:${port}/api/v1/ChatSession/549`);
    expect(answer.status).toBe(401);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  }, 60_000);
});
