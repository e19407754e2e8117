import { once } from 'node:events';
import { type AddressInfo, createServer, type Server as NetServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Command, startCommand } from './helpers/command.js';
import { execute, useFacade } from './helpers/facade.js';
import { freePort } from './helpers/free-port.js';
import { sendRaw } from './helpers/raw-connections.js';
import { failureOf, linesOf, ROOT, SHORT_LIVED, useServerProcesses } from './helpers/server-process.js';

const TENANT = 'http://127.0.0.1:9/api/v1/';
const CANARY = 'canary';

const start = useServerProcesses('dist/main.js');

const commands: Command[] = [];
afterEach(async () => {
  for (const { child, ended } of commands.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      process.kill(-(child.pid as number), 'SIGKILL');
    }
    await ended;
  }
});

/** A command in a process group of its own: npm starts others. */
function run(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Command {
  const command = startCommand(file, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', ...env },
    detached: true,
  });
  commands.push(command);
  return command;
}

describe('a port that is in use', () => {
  let occupant: NetServer;
  let port: string;
  beforeEach(async () => {
    occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    port = String((occupant.address() as AddressInfo).port);
  });
  afterEach(() => void occupant.close());

  const inUse = (variable: string) =>
    `${variable}: ${port} is in use. End the program that uses it, or set another port; 0 takes any free one`;

  it('is named with its setting: PORT', async () => {
    const environments = [{}, { SUPEROFFICE_URL: TENANT, NODE_ENV: 'production' }];
    const servers = environments.map((env) => start({ ...env, PORT: port }));

    for (const server of servers) {
      expect(await server.ended).toBe(1);
      expect(failureOf(server).problems).toEqual([inUse('PORT')]);
    }
  });

  it('is named with its setting: ADMIN_PORT', async () => {
    const server = start({ SUPEROFFICE_URL: TENANT, ADMIN_HOST: '127.0.0.1', ADMIN_PORT: port });

    expect(await server.ended).toBe(1);
    expect(failureOf(server).problems).toEqual([inUse('ADMIN_PORT')]);
  });

  it('is not blamed if this program would use the port twice', async () => {
    const free = String(await freePort());
    const server = start({ SUPEROFFICE_URL: TENANT, ADMIN_HOST: '127.0.0.1', PORT: free, ADMIN_PORT: free });

    expect(await server.ended).toBe(1);
    expect(failureOf(server).problems).toEqual([
      'ADMIN_PORT: is the same port as PORT. Set another one; 0 takes any free one',
    ]);
  });

  it('is named with its setting: SANDBOX_PORT', async () => {
    const sandboxes = [
      run(process.execPath, [...SHORT_LIVED, 'dist/sandbox/main.js'], { SANDBOX_PORT: port }),
      run(process.execPath, [...SHORT_LIVED, 'dist/sandbox/main.js', '--port', port]),
    ];

    for (const sandbox of sandboxes) {
      expect(await sandbox.ended).toBe(1);
      expect(sandbox.stderr).toBe(`The sandbox tenant cannot start. Bad configuration:\n  ${inUse('SANDBOX_PORT')}\n`);
    }
  });
});

describe('an address that cannot be listened on', () => {
  it('is named by its setting', async () => {
    const cases = [
      { env: { HOST: '192.0.2.1' }, told: /HOST: this machine has no such address \(EADDRNOTAVAIL\)/ },
      { env: { HOST: 'canary.invalid' }, told: /HOST: this host name cannot be resolved \(E\w+\)/ },
      { env: { ADMIN_PORT: '0', ADMIN_HOST: '192.0.2.1' }, told: /ADMIN_HOST: this machine has no such address/ },
    ].map(({ env, told }) => ({ server: start({ SUPEROFFICE_URL: TENANT, ...env }), told }));

    for (const { server, told } of cases) {
      expect(await server.ended).toBe(1);
      expect(server.stderr).toMatch(told);
      expect(server.stderr).not.toMatch(/canary|\n {4}at /);
    }
  });

  it('is named by its setting, for the sandbox tenant', async () => {
    const cases = [
      { args: [], env: { SANDBOX_PORT: CANARY }, told: 'SANDBOX_PORT: expected a whole number from 0 to 65535' },
      { args: ['--port', '65536'], env: {}, told: 'SANDBOX_PORT: expected a whole number from 0 to 65535' },
      { args: [], env: { SANDBOX_TIME: CANARY }, told: 'SANDBOX_TIME: expected seeded or now' },
      { args: [], env: { SANDBOX_VISITORS: CANARY }, told: 'SANDBOX_VISITORS: expected on or off' },
      { args: ['--prot', '1'], env: {}, told: "Unknown option '--prot'" },
      { args: [], env: { SANDBOX_HOST: '192.0.2.1' }, told: 'SANDBOX_HOST: this machine has no such address' },
    ].map(({ args, env, told }) => ({
      sandbox: run(process.execPath, [...SHORT_LIVED, 'dist/sandbox/main.js', ...args], { SANDBOX_PORT: '0', ...env }),
      told,
    }));

    for (const { sandbox, told } of cases) {
      expect(await sandbox.ended).toBe(1);
      expect(sandbox.stderr).toContain(`The sandbox tenant cannot start. `);
      expect(sandbox.stderr).toContain(told);
      expect(sandbox.stderr).not.toMatch(/canary|\n {4}at /);
    }
  });
});

describe('a misspelt setting of the sandbox tenant', () => {
  it('is warned about, and nothing else is', async () => {
    const sandbox = run(process.execPath, ['dist/sandbox/main.js'], { SANDBOX_PORT: '0', SANDBOX_PROT: CANARY });
    await sandbox.said(/Sandbox tenant at .*\n\n.*\n/);

    expect(sandbox.stderr).toBe('SANDBOX_PROT is not a setting: the nearest one is SANDBOX_PORT\n');
  });
});

describe('npm start', () => {
  it('takes the flags of the command, and refuses others', async () => {
    const port = await freePort();
    // Without the build that goes before: others run what it would write.
    const server = run('npm', ['start', '--ignore-scripts', '--', '--port', `${port}`, '--host', '127.0.0.1']);
    const refused = run('npm', ['start', '--ignore-scripts', '--', '--prot', '4103']);
    const [, url = ''] = await server.said(/GraphQL at ([^\s,]+)/);

    expect(url).toBe(`http://localhost:${port}/graphql`);
    expect(await execute(`http://127.0.0.1:${port}/graphql`, '{ __typename }')).toMatchObject({ status: 200 });
    expect(await refused.ended).toBe(2);
    expect(refused.stderr).toContain('--prot');
  });
});

describe('the lines of a start', () => {
  it('name the page for developers', async () => {
    for (const server of [start({ SUPEROFFICE_URL: TENANT }), start()]) {
      const url = await server.url();
      const [, page = ''] = await server.said(/"Explorer at (\S+), for a browser"/);

      expect(page).toBe(url);
      const shown = await fetch(page, { headers: { accept: 'text/html' } });
      expect(shown.headers.get('content-type')).toMatch(/^text\/html/);
    }
  });

  it('name no page if there is none', async () => {
    const env = { SUPEROFFICE_URL: TENANT, ADMIN_PORT: '0' };
    for (const server of [start({ ...env, NODE_ENV: 'production' }), start({ ...env, EXPLORER: 'off' })]) {
      await server.said(/Health and metrics at/);

      expect(server.stdout).not.toContain('Explorer');
    }
  });

  it('warn of a probable typing error, without repeating a value', async () => {
    const server = start({
      SUPEROFFICE_URL: TENANT,
      SUPEROFICE_URL: CANARY,
      NODE_ENV: CANARY,
      SUPEROFFICE_GRAPHQL_SERVICE_HOST: '10.0.0.1',
    });
    await server.said(/SUPEROFICE_URL is not a setting/);

    const warnings = linesOf(server).filter(({ level }) => level === 40);
    expect(warnings.map(({ msg }) => msg)).toEqual([
      expect.stringMatching(/^NODE_ENV is neither .* NODE_ENV=production$/),
      'SUPEROFICE_URL is not a setting: the nearest one is SUPEROFFICE_URL',
    ]);
    expect(server.output).not.toContain(CANARY);
  });

  it('warn of a probable typing error also if the server cannot start', async () => {
    const server = start({ NODE_ENV: 'production', SUPEROFICE_URL: CANARY });

    expect(await server.ended).toBe(1);
    expect(failureOf(server).problems).toEqual([
      expect.stringMatching(/^SUPEROFFICE_URL: is required /),
      'SUPEROFICE_URL is not a setting: the nearest one is SUPEROFFICE_URL',
    ]);
    expect(server.stderr).not.toContain(CANARY);
  });

  it('name both ways to write a switch', async () => {
    const switches = ['EXPLAIN', 'HTTP_GET', 'COMPILED_EXECUTION'];
    const server = start(Object.fromEntries(switches.map((name) => [name, CANARY])));

    expect(await server.ended).toBe(1);
    for (const name of switches) {
      expect(server.stderr).toContain(`${name}: expected on or off, or true or false`);
    }
    expect(server.stderr).not.toContain(CANARY);
  });
});

describe('an address nearby', () => {
  const pair = useFacade();
  const production = useFacade({ NODE_ENV: 'production' });
  const TYPENAME = '?query=%7B__typename%7D';

  const send = (path: string, init: RequestInit = {}, facade = pair.facade) =>
    fetch(new URL(path, facade.url), { redirect: 'manual', ...init });

  it.each(['/', `/${TYPENAME}`, '/graphql/', `/graphql/${TYPENAME}`])('leads to /graphql: %s', async (path) => {
    const response = await send(path);

    expect(response.status).toBe(307);
    const there = new URL(response.headers.get('location') as string, new URL(path, pair.facade.url));
    expect(there.href).toBe(`${pair.facade.url}${new URL(path, pair.facade.url).search}`);
  });

  it.each(['/', `/${TYPENAME}`, '/graphql/', `/graphql/${TYPENAME}`])('leads a HEAD there too: %s', async (path) => {
    const [head, whole] = [await send(path, { method: 'HEAD' }), await send(path)];

    expect(head.status).toBe(307);
    expect(head.headers.get('location')).toBe(whole.headers.get('location'));
    expect(await head.text()).toBe('');
    expect((await send(path, { method: 'HEAD' }, production.facade)).status).toBe(404);
  });

  it('leads an operation to its answer', async () => {
    expect(await execute(`${pair.facade.url}/`, '{ __typename }')).toMatchObject({ status: 200 });
    const page = await fetch(new URL('/', pair.facade.url), { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  });

  it.each(['//evil.example/', '//evil.example/graphql/', '/graphql//', '/%2e%2e/graphql/', '/graphql/x'])(
    'leads nowhere else: %s',
    async (target) => {
      const answer = await sendRaw(pair.facade.url, `GET ${target} HTTP/1.1\r\nhost: x\r\n\r\n`);

      expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    },
  );

  it.each(['/', '/graphql/'])('leads nowhere in production: %s', async (path) => {
    expect((await send(path, {}, production.facade)).status).toBe(404);
    expect((await send(path, { method: 'POST' }, production.facade)).status).toBe(404);
  });
});
