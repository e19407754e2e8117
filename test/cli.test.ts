import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { CONFIG_VARIABLES } from '../src/config.js';
import { type Command, startCommand } from './helpers/command.js';
import { execute } from './helpers/facade.js';
import { startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { ROOT, SHORT_LIVED } from './helpers/server-process.js';

const USABLE = { HOST: '127.0.0.1', PORT: '0' };

let command: Command | undefined;
afterEach(async () => {
  command?.child.kill('SIGKILL');
  await command?.ended;
});

/** The output of a run that ends on its own. */
async function answerOf(args: readonly string[], env?: Record<string, string>) {
  const run = superofficeGraphql(args, env);
  const code = await run.ended;
  return { code, stdout: run.stdout, stderr: run.stderr };
}

/** `superoffice-graphql` with these arguments, and only the given environment. */
function superofficeGraphql(args: readonly string[], env: Record<string, string> = USABLE): Command {
  command = startCommand(process.execPath, [...SHORT_LIVED, 'dist/cli.js', ...args], { cwd: ROOT, env });
  return command;
}

describe('superoffice-graphql', () => {
  it('--help lists the flags, the most important variables, and where to find all', async () => {
    const { code, stdout, stderr } = await answerOf(['--help']);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of ['--port', '--host', '--superoffice-url', '--help', '--version']) {
      expect(stdout).toContain(` ${name} `);
    }
    const variables = [...stdout.matchAll(/\b[A-Z]+_[A-Z_]+\b/g)].map(([name]) => name);
    expect(variables.length).toBeGreaterThan(5);
    expect(CONFIG_VARIABLES).toEqual(expect.arrayContaining(variables));
    expect(existsSync(/\S+docs\/settings\.md/.exec(stdout)?.[0] ?? '')).toBe(true);
  });

  it('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'));

    expect(await answerOf(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('prefers its flags to the environment', async () => {
    const superOffice = await startFakeSuperOffice();
    superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
    const { said, ended, child } = superofficeGraphql(
      ['--port', '0', '--host=127.0.0.1', '--superoffice-url', superOffice.url],
      { PORT: 'not a port', HOST: '192.0.2.1', SUPEROFFICE_URL: 'http://192.0.2.1/api/v1/' },
    );
    const [, url = ''] = await said(/GraphQL at ([^\s"]+)"/);

    expect(await execute(url, '{ chatSession(id: 549) { id status } }')).toMatchObject({
      data: { chatSession: { id: '549' } },
    });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await superOffice.stop();
  });

  it('reads a settings file if Node.js can; flags and the environment come first', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'superoffice-graphql-env-'));
    const file = join(folder, 'superoffice-graphql.env');
    writeFileSync(
      file,
      ['# Settings', 'HOST=192.0.2.1', 'PORT=not a port', 'ROUTER_SECRET="secret # with a comment sign"', ''].join(
        '\n',
      ),
    );
    command = startCommand(
      process.execPath,
      [...SHORT_LIVED, `--env-file=${file}`, 'dist/cli.js', '--host', '127.0.0.1'],
      {
        cwd: ROOT,
        env: { PORT: '0' },
      },
    );
    const [, url = ''] = await command.said(/GraphQL at ([^\s,]+), in front of the sandbox tenant/);
    rmSync(folder, { recursive: true });
    const sdlWith = (secret: string) => execute(url, '{ _service { sdl } }', {}, { 'x-router-secret': secret });

    expect((await sdlWith('secret # with a comment sign')).errors).toBeUndefined();
    expect(await sdlWith('secret')).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    command.child.kill('SIGTERM');
    expect(await command.ended).toBe(0);
  });

  it('uses the environment if no flag is given, and ends on SIGINT', async () => {
    const { said, ended, child } = superofficeGraphql([]);
    const [, url = ''] = await said(/GraphQL at ([^\s,]+), in front of the sandbox tenant/);

    expect(await execute(url, '{ chatSession(id: 549) { id } }')).toMatchObject({
      data: { chatSession: { id: '549' } },
    });
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  it.each([
    { args: ['--prot', '4000'], reason: '--prot' },
    { args: ['4000'], reason: '4000' },
    { args: ['--port'], reason: '--port' },
    { args: ['--port', 'http'], reason: '--port: expected a whole number from 0 to 65535' },
    { args: ['--host', ''], reason: '--host: expected a value' },
    { args: ['--superoffice-url', ' '], reason: '--superoffice-url: expected a value' },
    { args: ['--superoffice-url', 'https://user:canary@host/'], reason: '--superoffice-url: expected an http' },
  ])(
    '$args is bad usage: exit code 2, and what was expected',
    async ({ args, reason }) => {
      const { code, stdout, stderr } = await answerOf(args);

      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(reason);
      expect(stderr).toContain('--help');
      expect(stderr).not.toMatch(/canary|\n {4}at /);
    },
    30_000,
  );

  it.each([
    { env: { HOST: '192.0.2.1', PORT: '0' }, reason: 'HOST' },
    { env: { NODE_ENV: 'production' }, reason: 'SUPEROFFICE_URL: ' },
  ])(
    'cannot start with $env: exit code 1',
    async ({ env, reason }) => {
      const { code, stderr } = await answerOf([], env);

      expect(code).toBe(1);
      expect(stderr).toContain(reason);
    },
    30_000,
  );
});
