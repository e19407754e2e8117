import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { webhooks as runHere } from '../src/commands/webhooks/command.js';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type { Server } from '../src/server.js';
import { type Command, startCommand } from './helpers/command.js';
import { startFacade, TJE0 } from './helpers/facade.js';
import {
  type FakeSuperOffice,
  type Handler,
  notFound,
  sendJson,
  startFakeSuperOffice,
} from './helpers/fake-superoffice.js';
import { ROOT, SHORT_LIVED } from './helpers/server-process.js';
import { leaveAll, subscribe } from './helpers/subscribe.js';
import { until } from './helpers/until.js';
import { keyOf, WEBHOOK_SECRET } from './helpers/webhooks.js';

const IDA = `Basic ${Buffer.from('ida:Ida').toString('base64')}`;
const CANARY = 'C4N4RY-C4N4RY-C4N4RY';

/** Polls once at the start, and then when told to. */
const QUIET = { LIVE_POLL_MS: '60000', LIVE_POLL_IDLE_MS: '60000', LIVE_HINT_GAP_MS: '1', WEBHOOK_SECRET };

const FLAGS = { url: { type: 'string' }, name: { type: 'string' }, context: { type: 'string' } } as const;

let command: Command | undefined;
afterEach(async () => {
  command?.child.kill('SIGKILL');
  await command?.ended;
  leaveAll();
});

interface Run {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** As an administrator of the sandbox tenant unless `env` says otherwise. */
function environment(superOfficeUrl: string, env: Readonly<Record<string, string>> = {}) {
  return {
    SUPEROFFICE_URL: superOfficeUrl,
    SUPEROFFICE_AUTHORIZATION: IDA,
    SUPEROFFICE_READ_TIMEOUT_MS: '60000',
    SUPEROFFICE_WRITE_TIMEOUT_MS: '60000',
    WEBHOOK_SECRET,
    ...env,
  };
}

/** `superoffice-graphql webhooks` with these arguments. */
async function webhooksProcess(superOfficeUrl: string, args: readonly string[], { env, input = '' }: Run = {}) {
  command = startCommand(process.execPath, [...SHORT_LIVED, 'dist/cli.js', 'webhooks', ...args], {
    cwd: ROOT,
    env: environment(superOfficeUrl, env),
    input,
  });
  const code = await command.ended;
  return { code, stdout: command.stdout, stderr: command.stderr };
}

/** What it does, without the time that a process takes to start. */
async function webhooks(superOfficeUrl: string, args: readonly string[], { env }: Omit<Run, 'input'> = {}) {
  const { values, positionals } = parseArgs({ args: [...args], options: FLAGS, allowPositionals: true });
  const { url, name, context } = values;
  const { exitCode, stdout, stderr } = await runHere(
    { action: positionals[0], url, name, context },
    { env: environment(superOfficeUrl, env), stdin: process.stdin, stderr: process.stderr },
  );
  return { code: exitCode, stdout, stderr };
}

describe('superoffice-graphql webhooks, with the sandbox tenant', () => {
  let sandbox: Sandbox;
  let facade: Server;
  let url: string;
  beforeEach(async () => {
    sandbox = await startSandbox({ webhookRetryPausesMs: [1, 1] });
    facade = await startFacade(sandbox.url, QUIET);
    url = new URL('/webhooks/superoffice', facade.url).href;
  });
  afterEach(async () => {
    await facade.stop();
    await sandbox.stop();
  });

  const ask = (method: string, path: string, body?: unknown, authorization = IDA) =>
    fetch(sandbox.url + path, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  // biome-ignore lint/suspicious/noExplicitAny: as SuperOffice answers.
  const all = async (): Promise<any[]> => (await (await ask('GET', 'Webhook')).json()) as any[];

  it('register makes changes in SuperOffice itself reach a subscriber at once', async () => {
    const { code, stdout, stderr } = await webhooks(sandbox.url, ['register', '--url', url]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'Webhook 1 is registered, and active.\n', stderr: '' });
    const stream = await subscribe(
      facade.url,
      'subscription { chatSessionUpdates(parts: [MINE]) { isSnapshot sessions { id lastMessage } } }',
    );
    expect(await stream.value()).toMatchObject({ isSnapshot: true });

    await ask('POST', 'ChatSession/549/Messages', { Message: 'Said elsewhere', Type: 'ToCustomer' }, TJE0);

    expect(await stream.value()).toEqual({
      isSnapshot: false,
      sessions: [{ id: '549', lastMessage: 'Said elsewhere' }],
    });
  }, 60_000);

  it('register updates an existing webhook, and remove deletes it', async () => {
    await webhooks(sandbox.url, ['register', '--url', url]);
    const [first] = await all();
    await ask('PUT', 'Webhook/1', {
      ...first,
      Events: ['contact.created'],
      State: 'Stopped',
      ErrorsEmail: 'a@b.example',
      Secret: keyOf('Default'),
    });

    expect(await webhooks(sandbox.url, ['register', '--url', url])).toEqual({
      code: 0,
      stdout: 'Webhook 1 is saved anew, and active.\n',
      stderr: '',
    });
    expect(await all()).toEqual([
      {
        ...first,
        Name: 'superoffice-graphql',
        Events: ['chatsession.created', 'chatsession.changed', 'chatsession.message'],
        State: 'Active',
        // Other settings of the webhook stay.
        ErrorsEmail: 'a@b.example',
        Updated: expect.any(String),
      },
    ]);
    expect(await webhooks(sandbox.url, ['remove', '--url', url])).toEqual({
      code: 0,
      stdout: 'Webhook 1 is removed.\n',
      stderr: '',
    });
    expect(await all()).toEqual([]);
    expect(await webhooks(sandbox.url, ['remove', '--url', url], { env: { WEBHOOK_SECRET: '' } })).toEqual({
      code: 0,
      stdout: 'There is no webhook with this name and address.\n',
      stderr: '',
    });
  }, 60_000);

  it('does not touch webhooks of another name or address', async () => {
    await webhooks(sandbox.url, ['register', '--url', url, '--name', 'another']);
    await webhooks(sandbox.url, ['register', '--url', `${url}?2`]);
    await webhooks(sandbox.url, ['register', '--url', url]);
    expect((await all()).map(({ Name, TargetUrl }) => [Name, TargetUrl])).toEqual([
      ['another', url],
      ['superoffice-graphql', `${url}?2`],
      ['superoffice-graphql', url],
    ]);

    expect(await webhooks(sandbox.url, ['remove', '--url', url])).toMatchObject({ stdout: 'Webhook 3 is removed.\n' });
    expect((await all()).map(({ WebhookId }) => WebhookId)).toEqual([1, 2]);
  }, 60_000);

  it('reports several with one name and address, and removes all of them', async () => {
    const definition = { Name: 'superoffice-graphql', TargetUrl: url, Secret: keyOf('Default'), Events: [] };
    await ask('POST', 'Webhook', definition);
    await ask('POST', 'Webhook', definition);

    expect(await webhooks(sandbox.url, ['register', '--url', url])).toEqual({
      code: 0,
      stdout:
        'Webhook 1 is saved anew, and active.\n1 more have the same name and address. To be left with one, run webhooks remove and then webhooks register.\n',
      stderr: '',
    });
    expect(await webhooks(sandbox.url, ['remove', '--url', url])).toMatchObject({
      stdout: 'Webhook 1 is removed.\nWebhook 2 is removed.\n',
    });
  }, 60_000);

  it('check prints the state, and switches on again what SuperOffice has switched off', async () => {
    let status = 200;
    const receiver = createServer((_request, response) => response.writeHead(status).end()).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const target = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const check = () => webhooks(sandbox.url, ['check', '--url', target]);
    const register = () => webhooks(sandbox.url, ['register', '--url', target]);
    expect(await check()).toEqual({
      code: 1,
      stdout: 'There is no webhook with this name and address. Run webhooks register.\n',
      stderr: '',
    });
    await register();
    expect(await check()).toEqual({ code: 0, stdout: 'Webhook 1 is active.\n', stderr: '' });

    const [saved] = await all();
    await ask('PUT', 'Webhook/1', { ...saved, Events: ['chatsession.changed'] });
    expect(await check()).toMatchObject({
      code: 1,
      stdout:
        'Webhook 1 is active, but does not tell of chatsession.created, chatsession.message. Run webhooks register.\n',
    });
    await ask('PUT', 'Webhook/1', { ...saved, State: 'Stopped' });
    expect(await check()).toMatchObject({
      code: 1,
      stdout: 'Webhook 1 was stopped by somebody. To start it, run webhooks register.\n',
    });
    expect((await all())[0].State).toBe('Stopped');
    await register();

    status = 503;
    for (const message of ['one', 'two', 'three']) {
      await ask('POST', 'ChatSession/549/Messages', { Message: message, Type: 'ToCustomer' }, TJE0);
    }
    await until(async () => (await all())[0].State === 'TooManyErrors');
    // SuperOffice tests the address again.
    expect(await check()).toMatchObject({ code: 1, stdout: '' });
    status = 200;
    expect(await check()).toEqual({
      code: 1,
      stdout: 'Webhook 1 was switched off by SuperOffice after too many errors, and is active again.\n',
      stderr: '',
    });
    expect(await check()).toMatchObject({ code: 0 });
    receiver.closeAllConnections();
    receiver.close();
  }, 120_000);

  it('takes the credential from a line of standard input, too', async () => {
    const run = { env: { SUPEROFFICE_AUTHORIZATION: '' }, input: `${IDA}\n` };

    expect(await webhooksProcess(sandbox.url, ['register', '--url', url], run)).toEqual({
      code: 0,
      stdout: 'Webhook 1 is registered, and active.\n',
      stderr: '',
    });
  }, 60_000);

  it('signs by the first of two secrets', async () => {
    const env = { WEBHOOK_SECRET: `${WEBHOOK_SECRET},an-older-secret-of-webhooks` };

    expect(await webhooks(sandbox.url, ['register', '--url', url], { env })).toMatchObject({ code: 0 });
  }, 60_000);

  it.each([
    ['another secret than the server', [], { WEBHOOK_SECRET: CANARY }],
    ['a context that is not the tenant’s', ['--context', 'Cust12345'], {}],
    ['an address that nobody answers', ['--url', 'http://127.0.0.1:9/'], {}],
    ['an address without TLS', ['--url', 'http://superoffice-graphql.example/webhooks/superoffice'], {}],
  ])(
    'is refused with %s, and says what to do',
    async (_what, args, env) => {
      const { code, stdout, stderr } = await webhooks(sandbox.url, ['register', '--url', url, ...args], { env });

      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(
        /^superoffice-graphql webhooks: SuperOffice did not save the webhook \(400\)\. It takes an https /,
      );
      expect(stderr).not.toMatch(new RegExp(`${CANARY}|${WEBHOOK_SECRET}|${url}`));
      expect(await all()).toEqual([]);
    },
    60_000,
  );

  it('needs an administrator', async () => {
    for (const action of ['register', 'check', 'remove']) {
      const { code, stdout, stderr } = await webhooks(sandbox.url, [action, '--url', url], {
        env: { SUPEROFFICE_AUTHORIZATION: TJE0 },
      });

      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(
        /^superoffice-graphql webhooks: SuperOffice refuses \(403\)\. Use an administrator's credential\./,
      );
    }
  }, 60_000);
});

describe('superoffice-graphql webhooks, with a SuperOffice that', () => {
  let superOffice: FakeSuperOffice;
  beforeEach(async () => {
    superOffice = await startFakeSuperOffice();
    superOffice.on('GET User/currentPrincipal', { DatabaseContextIdentifier: 'Cust12345' });
    superOffice.on('GET Webhook', []);
  });
  afterEach(async () => {
    // It does not know webhooks, and says so when it ends.
    await superOffice.stop().catch(() => undefined);
  });
  const ARGS = ['--url', 'https://desk.example.com/webhooks/superoffice'];
  const saved = { WebhookId: 7, State: 'Active' };
  const limited: Handler = (_request, response) =>
    sendJson(response, { Canary: CANARY }, 429, { 'retry-after': '100' });

  it('is online registers the key of its own tenant, and never the secret', async () => {
    superOffice.on('POST Webhook', saved);

    expect(await webhooks(superOffice.url, ['register', ...ARGS, '--name', 'desk'])).toMatchObject({
      code: 0,
      stdout: 'Webhook 7 is registered, and active.\n',
    });
    expect(superOffice.requests.at(-1)?.body).toEqual({
      Name: 'desk',
      Events: ['chatsession.created', 'chatsession.changed', 'chatsession.message'],
      TargetUrl: ARGS[1],
      Secret: keyOf('Cust12345'),
      State: 'Active',
      Type: 'webhook',
    });
    expect(superOffice.calls()).toEqual(['GET Webhook?nameFilter=desk', 'GET User/currentPrincipal', 'POST Webhook']);
  }, 60_000);

  it('gets another context by the flag, and is not asked for its own', async () => {
    superOffice.on('POST Webhook', saved);

    await webhooks(superOffice.url, ['register', ...ARGS, '--context', 'CUST99']);

    expect(superOffice.requests.at(-1)?.body).toMatchObject({ Secret: keyOf('cust99') });
    expect(superOffice.calls()).not.toContain('GET User/currentPrincipal');
  }, 60_000);

  it.each([
    ['names of states', 'TooManyErrors'],
    ['numbers of states', 3],
  ])(
    'has %s is corrected by check',
    async (_what, state) => {
      const webhook = {
        WebhookId: 7,
        Name: 'superoffice-graphql',
        TargetUrl: ARGS[1],
        State: state,
        Secret: '',
        Own: 'kept',
      };
      // It is unknown whether the filter finds these too.
      superOffice.on('GET Webhook', [
        webhook,
        { ...webhook, WebhookId: 8, TargetUrl: 'https://other.example/' },
        { ...webhook, WebhookId: 9, Name: 'superoffice-graphql of another server' },
        { ...webhook, WebhookId: 10, Name: 'SuperOffice-GraphQL' },
      ]);
      superOffice.on('PUT Webhook/7', saved);

      expect(await webhooks(superOffice.url, ['check', ...ARGS])).toMatchObject({ code: 1 });
      expect(superOffice.requests.at(-1)?.body).toMatchObject({
        Own: 'kept',
        State: 'Active',
        Secret: keyOf('Cust12345'),
      });
      expect(superOffice.calls().filter((call) => !call.startsWith('GET'))).toEqual(['PUT Webhook/7']);
    },
    60_000,
  );

  it.each([
    ['has no webhooks', 404, notFound, /This SuperOffice has no webhooks \(404\)/],
    ['refuses the credential', 401, undefined, /does not accept the credential \(401\)/],
    ['fails', 500, undefined, /failed \(500\)\. Run the command again\./],
    ['limits the calls', 429, limited, /limits the calls \(429\)\. Run the command again in 100 s\./],
    ['answers with a list that is none', 200, undefined, /cannot be used/],
  ])(
    '%s is told, with exit code 1',
    async (_what, status, handler, reason) => {
      superOffice.on(
        'GET Webhook',
        handler ?? ((_request, response) => sendJson(response, { Canary: CANARY }, status)),
      );

      const { code, stdout, stderr } = await webhooks(superOffice.url, ['register', ...ARGS]);

      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(reason);
      // `superoffice-graphql check` is another command.
      expect(stderr).not.toMatch(new RegExp(`${CANARY}|the check`));
    },
    60_000,
  );

  it('does not answer a change leaves it open, and is not asked twice', async () => {
    superOffice.on('POST Webhook', (_request, response) => response.socket?.destroy());

    const { code, stderr } = await webhooks(superOffice.url, ['register', ...ARGS]);

    expect(code).toBe(1);
    expect(stderr).toContain('Whether the webhook is saved is not known. Run the command again');
    expect(superOffice.calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
  }, 60_000);

  it('cannot be reached is reported', async () => {
    const { code, stderr } = await webhooksProcess('http://127.0.0.1:9/api/v1/', ['check', ...ARGS]);

    expect({ code, isTold: stderr.includes('Nothing listens on the port (ECONNREFUSED).') }).toEqual({
      code: 1,
      isTold: true,
    });
  }, 60_000);
});

interface Mistake {
  readonly what: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly reason: string;
}

describe('superoffice-graphql webhooks refuses with exit code 2', () => {
  const URL_FLAG = ['--url', 'https://desk.example.com/webhooks/superoffice'];

  const expectRefused = async (run: typeof webhooksProcess | typeof webhooks, { args, env = {}, reason }: Mistake) => {
    const { code, stdout, stderr } = await run('http://127.0.0.1:9/api/v1/', args, { env });

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/canary|\n {4}at /);
  };

  it.each<Mistake>([
    { what: 'no action', args: URL_FLAG, reason: 'expected register, check, remove behind webhooks' },
    { what: 'two actions', args: ['check', 'remove', ...URL_FLAG], reason: 'unexpected argument: remove' },
    { what: 'an empty address', args: ['check', '--url', ' '], reason: '--url: expected a value' },
    {
      what: 'a flag of the server',
      args: ['check', ...URL_FLAG, '--port', '1'],
      reason: '--port: webhooks does not take it',
    },
    { what: 'a secret as a flag', args: ['check', ...URL_FLAG, '--secret', 'x'], reason: '--secret' },
    {
      what: 'no credential',
      args: ['check', ...URL_FLAG],
      env: { SUPEROFFICE_AUTHORIZATION: '' },
      reason: 'SUPEROFFICE_AUTHORIZATION, or a line',
    },
  ])(
    '$what',
    async (mistake) => {
      await expectRefused(webhooksProcess, mistake);
    },
    60_000,
  );

  it.each<Mistake>([
    {
      what: 'an action that there is not',
      args: ['list', ...URL_FLAG],
      reason: 'expected register, check, remove behind webhooks',
    },
    { what: 'no address', args: ['check'], reason: '--url: expected the address' },
    { what: 'an address that is none', args: ['check', '--url', 'canary'], reason: '--url: expected the address' },
    {
      what: 'a password in the address',
      args: ['check', '--url', 'https://u:canary@x.example/'],
      reason: '--url: expected the address',
    },
    {
      what: 'a context that is none',
      args: ['check', ...URL_FLAG, '--context', 'canary canary'],
      reason: '--context: expected',
    },
    {
      what: 'no tenant',
      args: ['check', ...URL_FLAG],
      env: { SUPEROFFICE_URL: '' },
      reason: 'SUPEROFFICE_URL: is required',
    },
    {
      what: 'a tenant under a misspelt name',
      args: ['check', ...URL_FLAG],
      env: { SUPEROFFICE_URL: '', SUPEROFFCE_URL: 'https://canary.example/' },
      reason: 'SUPEROFFCE_URL is not a setting: the nearest one is SUPEROFFICE_URL',
    },
    {
      what: 'no secret',
      args: ['check', ...URL_FLAG],
      env: { WEBHOOK_SECRET: '' },
      reason: 'WEBHOOK_SECRET: is required',
    },
    {
      what: 'a short secret',
      args: ['check', ...URL_FLAG],
      env: { WEBHOOK_SECRET: 'canary' },
      reason: 'WEBHOOK_SECRET: expected',
    },
    {
      what: 'no credential of these',
      args: ['check', ...URL_FLAG],
      env: { SUPEROFFICE_AUTHORIZATION: 'Digest canary' },
      reason: 'SUPEROFFICE_AUTHORIZATION',
    },
  ])('$what', async (mistake) => {
    await expectRefused(webhooks, mistake);
  });
});
