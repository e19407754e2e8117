import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CONFIG_VARIABLES } from '../../src/config.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { type Command, startCommand } from '../helpers/command.js';
import { execute } from '../helpers/facade.js';
import { freePort } from '../helpers/free-port.js';
import { ROOT } from '../helpers/server-process.js';
import { leaveAll, subscribe } from '../helpers/subscribe.js';
import { until } from '../helpers/until.js';

/** What npm needs to know of this machine, and no setting of ours: an empty one counts as missing. */
const ENV = { ...process.env, ...Object.fromEntries(CONFIG_VARIABLES.map((name) => [name, ''])) } as Record<
  string,
  string
>;

let command: Command | undefined;
afterEach(leaveAll);
afterEach(async () => {
  if (command?.child.pid !== undefined && command.child.exitCode === null && command.child.signalCode === null) {
    process.kill(-command.child.pid, 'SIGKILL');
    await command.ended;
  }
});

function start(file: string, args: readonly string[], env: Record<string, string> = {}, cwd = ROOT): Command {
  command = startCommand(file, args, { cwd, env: { ...ENV, ...env }, detached: true });
  return command;
}

/** What it is once everything is installed and built. */
const startDesk = (env: Record<string, string> = {}, args: readonly string[] = []) =>
  start(process.execPath, ['examples/desk/start.js', ...args], { DESK_PORT: '0', ...env });

/** The addresses that it prints. */
async function addresses({ said }: Command): Promise<readonly [string, string]> {
  const [, one = ''] = await said(/^ {2}(http:\/\/localhost:\d+\/)/m);
  const [, other = ''] = await said(/^ {2}(http:\/\/127\.0\.0\.1:\d+\/)/m);
  return [one, other];
}

describe('npm run desk', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-desk-'));
    const left = ['.git', 'dist', 'node_modules'];
    await cp(ROOT, folder, { recursive: true, filter: (path) => !left.includes(basename(path)) });
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  it('opens the desk from a copy of the checkout, asks the registry once, and leaves nothing behind', async () => {
    // Nothing listens there.
    const withoutRegistry = { npm_config_registry: 'http://127.0.0.1:9/' };
    for (const env of [{}, withoutRegistry]) {
      const desk = start('npm', ['run', 'desk'], { DESK_PORT: '0', ...env }, folder);
      const [one, other] = await addresses(desk);
      const pages = await Promise.all([one, other].map((url) => fetch(url)));

      expect(pages.map(({ status }) => status)).toEqual([200, 200]);
      expect((await execute(`${other}graphql`, '{ me { id } }')).data).toEqual({ me: { id: '5' } });
      expect(desk.output).toMatch(/sign in as Tobias Everhart\n.*sign in as Bo Lindqvist\n/);
      expect(desk.output).not.toMatch(/https?:\/\/[^\s/]*@|https?:\/\/\S*\?|Basic|Tje0/);

      // Sends the signal to npm and to the processes it has started, as a terminal does.
      const group = -(desk.child.pid as number);
      process.kill(group, 'SIGINT');
      await desk.ended;
      await until(() => !isRunning(group));
      await expect(fetch(one)).rejects.toThrow();
      expect(desk.stderr).not.toContain('    at ');
    }
    await rm(join(folder, 'examples/desk/dist'), { recursive: true });
    const unbuilt = start(process.execPath, ['examples/desk/start.js'], {}, folder);
    expect(await unbuilt.ended).toBe(1);
    expect(unbuilt.stderr).toBe('The desk cannot start. The page is not built. Start it with npm run desk.\n');
  }, 300_000);
});

/** Whether there is a process, of one id or, where it is negative, of a group. */
function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

describe('the example desk’s process', () => {
  it('is built before these tests', () => {
    expect(existsSync(join(ROOT, 'examples/desk/dist/index.html'))).toBe(true);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends cleanly on %s while agents are at work',
    async (signal) => {
      const desk = startDesk();
      const [, url] = await addresses(desk);
      const stream = await subscribe(`${url}graphql`, 'subscription { chatSessionUpdates { isSnapshot } }');
      expect(await stream.value()).toEqual({ isSnapshot: true });

      desk.child.kill(signal);

      expect(await desk.ended).toBe(0);
      expect(desk.stderr).toBe('');
      await expect(fetch(url)).rejects.toThrow();
    },
    60_000,
  );

  it('shows changes by visitors at once, without polls', async () => {
    const desk = startDesk({ LIVE_POLL_MS: '600000', LIVE_POLL_IDLE_MS: '600000' });
    const [, url] = await addresses(desk);
    const stream = await subscribe(
      `${url}graphql`,
      'subscription { chatSessionUpdates(parts: [MINE, OFFERED, QUEUED]) { isSnapshot sessions { id } goneIds } }',
    );

    expect(await stream.value()).toMatchObject({ isSnapshot: true });
    expect(await stream.value()).toMatchObject({ isSnapshot: false });
  }, 60_000);

  it.each(['DESK_PORT', 'PORT', 'ADMIN_PORT'])(
    'names %s, where that port is in use',
    async (name) => {
      const occupant = createServer().listen(0, name === 'DESK_PORT' ? '127.0.0.1' : 'localhost');
      await once(occupant, 'listening');
      const { port } = occupant.address() as AddressInfo;
      const desk = startDesk({ [name]: `${port}` });

      expect(await desk.ended).toBe(1);
      expect(desk.stderr).toMatch(new RegExp(`^The desk cannot start\\..*\\n +${name}: ${port} is in use\\.`));
      expect(desk.stderr).not.toContain('    at ');
      occupant.close();
    },
    60_000,
  );

  it('does not take one port for two, names misspelt settings, and takes --port', async () => {
    const port = `${await freePort()}`;
    const same = startDesk({ DESK_PORT: port, PORT: port });
    expect(await same.ended).toBe(1);
    expect(same.stderr).toContain('DESK_PORT: is the same port as PORT.');
    const desk = startDesk({ DESK_PROT: '1', SUPEROFICE_URL: 'x' }, ['--port', port]);

    expect((await addresses(desk))[1]).toBe(`http://127.0.0.1:${port}/`);
    expect(desk.stderr).toMatch(/^DESK_PROT .* DESK_PORT$/m);
    expect(desk.stderr).toMatch(/^SUPEROFICE_URL .* SUPEROFFICE_URL$/m);
    desk.child.kill('SIGTERM');
    expect(await desk.ended).toBe(0);
  }, 60_000);

  it('stands in front of another tenant, without agents to choose from', async () => {
    const sandbox = await startSandbox();
    try {
      const desk = startDesk({ SUPEROFFICE_URL: sandbox.url });
      const [, url] = await addresses(desk);

      expect((await execute(`${url}graphql`, '{ me { id } }')).data).toEqual({ me: { id: '5' } });
      expect(desk.output).not.toContain('sign in as');
      // The page does not list agents either.
      expect(await (await fetch(url)).text()).toContain('id="agents">[]<');
      desk.child.kill('SIGTERM');
      expect(await desk.ended).toBe(0);
    } finally {
      await sandbox.stop();
    }
  }, 60_000);
});
