import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Server } from '../src/server.js';
import { execute, startFacade } from './helpers/facade.js';
import { type FakeRedis, isScript, type RedisAnswer, startFakeRedis, wellAnswer } from './helpers/fake-redis.js';
import { type FakeSuperOffice, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';

const scripts =
  (reply: string): RedisAnswer =>
  ([name], socket) =>
    isScript(name) ? reply : wellAnswer([name as string], socket);
const everything =
  (reply: string | undefined): RedisAnswer =>
  () =>
    reply;

/** Ways in which Redis answers but cannot be used, and the reason that is logged. */
const OF_NO_USE: readonly (readonly [what: string, reason: string, answer: RedisAnswer])[] = [
  ['says nothing', 'TIMEOUT', everything(undefined)],
  ['says nothing to scripts', 'TIMEOUT', ([name]) => (isScript(name) ? undefined : '+OK\r\n')],
  [
    'takes 250 ms',
    'TIMEOUT',
    (command, socket) => {
      setTimeout(() => socket.write(wellAnswer(command, socket) ?? ''), 250);
      return undefined;
    },
  ],
  ['has become a replica', 'READONLY', scripts("-READONLY You can't write against a read only replica.\r\n")],
  ['is full', 'OOM', scripts("-OOM command not allowed when used memory > 'maxmemory'.\r\n")],
  ['loads its data', 'LOADING', scripts('-LOADING Redis is loading the dataset in memory\r\n')],
  ['has lost its master', 'MASTERDOWN', scripts('-MASTERDOWN Link with MASTER is down\r\n')],
  ['is of a cluster that is down', 'CLUSTERDOWN', scripts('-CLUSTERDOWN Hash slot not served\r\n')],
  ['is another node of the cluster', 'MOVED', scripts('-MOVED 3999 127.0.0.1:6381\r\n')],
  ['cannot save', 'MISCONF', scripts('-MISCONF Redis is configured to save RDB snapshots\r\n')],
  ['has too few replicas', 'NOREPLICAS', scripts('-NOREPLICAS Not enough good replicas to write.\r\n')],
  ['wants a password', 'NOAUTH', everything('-NOAUTH C4N4RY Authentication required.\r\n')],
  ['wants another password', 'WRONGPASS', everything('-WRONGPASS invalid username-password pair C4N4RY\r\n')],
  ['allows no scripts', 'NOPERM', scripts('-NOPERM this user has no permissions to run the evalsha command\r\n')],
  ['knows no scripts', 'ERR', scripts("-ERR unknown command 'evalsha'\r\n")],
  ['is busy with a script', 'BUSY', scripts('-BUSY Redis is busy running a script.\r\n')],
  ['forgets each script at once', 'NOSCRIPT', scripts('-NOSCRIPT No matching script.\r\n')],
  ['answers with a text', 'BAD_REPLY', scripts('+OK\r\n')],
  ['answers with nothing', 'BAD_REPLY', scripts('_\r\n')],
  ['answers with a list', 'BAD_REPLY', scripts('*1\r\n:0\r\n')],
  ['answers with a time before', 'BAD_REPLY', scripts(':-1\r\n')],
  ['answers with a time that is no time', 'BAD_REPLY', scripts(',nan\r\n')],
  ['answers with a time that never comes', 'BAD_REPLY', scripts(':9223372036854775807\r\n')],
  ['answers more often than it is asked', 'BAD_REPLY', scripts(':0\r\n:0\r\n:0\r\n')],
  ['stops in the middle of an answer', 'TIMEOUT', scripts('$100\r\nhalf')],
  ['closes in the middle of an answer', 'CLOSED', (_command, socket) => void socket.end(':')],
  ['closes instead of an answer', 'CLOSED', (_command, socket) => void socket.end()],
  ['resets instead of an answer', 'ECONNRESET', (_command, socket) => void socket.resetAndDestroy()],
];

describe('a Redis', () => {
  const stops: (() => unknown)[] = [];
  const lines: string[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  let superOffice: FakeSuperOffice;

  beforeEach(async () => {
    lines.length = 0;
    superOffice = await startFakeSuperOffice();
    stops.push(() => superOffice.stop());
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) {
      await stop();
    }
  });

  async function startRedis(answer?: RedisAnswer, port?: number): Promise<FakeRedis> {
    const redis = await startFakeRedis(answer, port);
    stops.push(() => redis.stop());
    return redis;
  }

  async function startFor(redisUrl: string, env: Record<string, string> = {}): Promise<Server> {
    const facade = await startFacade(
      superOffice.url,
      { REDIS_URL: redisUrl, SUBSCRIPTIONS: 'off', ...env },
      { logger },
    );
    stops.push(() => facade.stop());
    return facade;
  }

  const reports = () =>
    lines
      .map((line) => JSON.parse(line) as { readonly msg: string; readonly reason?: string })
      .filter(({ msg }) => msg.startsWith('Redis'))
      .map(({ msg, reason }) => reason ?? msg);
  const SHARED = 'Redis answers: rate limits are shared';

  const ask = async (facade: Server) => (await execute(facade.url, '{ __typename }')).status;
  async function askOften(facade: Server, times: number): Promise<Set<number>> {
    const statuses = new Set<number>();
    for (let i = 0; i < times; i += 1) {
      statuses.add(await ask(facade));
    }
    return statuses;
  }
  /** Takes of callers', which cost something; the rest tries whether Redis is of use. */
  const takes = ({ commands }: FakeRedis) =>
    commands.filter((command) => command[0] === 'EVALSHA' && command.at(-1) !== '0').length;

  it.each(OF_NO_USE)(
    'that %s is not used by further operations, is reported once as %s, and is used again when it works',
    async (_what, reason, answer) => {
      const redis = await startRedis();
      const facade = await startFor(redis.url);
      await until(() => reports().length === 1);
      redis.answer = answer;
      expect(await askOften(facade, 20)).toEqual(new Set([200]));
      expect(takes(redis)).toBe(1);
      // A second one was tried, and could not be used.
      await until(() => redis.connections > 2);
      expect(await askOften(facade, 5)).toEqual(new Set([200]));
      expect(takes(redis)).toBe(1);
      expect(reports()).toEqual([SHARED, reason]);

      redis.answer = wellAnswer;
      await until(() => reports().length === 3);
      await ask(facade);

      expect(reports()).toEqual([SHARED, reason, SHARED]);
      expect(takes(redis)).toBe(2);
      expect(lines.join('')).not.toContain('C4N4RY');
    },
  );

  const fromTheStart = OF_NO_USE.filter(([, reason]) =>
    ['TIMEOUT', 'READONLY', 'WRONGPASS', 'CLOSED'].includes(reason),
  );
  it.each(fromTheStart)(
    'that %s from the start (%s) delays no operation, and is used when it works',
    async (...fault) => {
      const [, reason, answer] = fault;
      const redis = await startRedis(answer);
      const facade = await startFor(redis.url);
      expect(await askOften(facade, 5)).toEqual(new Set([200]));
      await until(() => redis.connections > 1);
      expect(takes(redis)).toBe(0);
      expect(reports()).toEqual([reason]);

      redis.answer = wellAnswer;
      await until(() => reports().includes(SHARED));
      await ask(facade);

      expect(takes(redis)).toBe(1);
      expect(reports()).toEqual([reason, SHARED]);
    },
  );

  it('that hangs releases all operations that wait for it, and is given up once for all of them', async () => {
    const redis = await startRedis();
    const facade = await startFor(redis.url);
    await until(() => reports().length === 1);
    redis.answer = everything(undefined);

    const statuses = await Promise.all(Array.from({ length: 150 }, () => ask(facade)));

    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(reports()).toEqual([SHARED, 'TIMEOUT']);
  });

  it('that became a replica after a failover is left for the primary at the same address', async () => {
    const old = await startRedis();
    const facade = await startFor(old.url);
    await until(() => reports().length === 1);
    old.answer = scripts("-READONLY You can't write against a read only replica.\r\n");
    old.stopListening();
    const promoted = await startRedis(wellAnswer, old.port);

    expect(await ask(facade)).toBe(200);
    await until(() => reports().length === 3);
    await ask(facade);

    expect(takes(promoted)).toBe(1);
    expect(takes(old)).toBe(1);
  });

  it('that has forgotten the script gets it again, and is used', async () => {
    const redis = await startRedis();
    const facade = await startFor(redis.url);
    await until(() => reports().length === 1);
    redis.answer = ([name]) => (name === 'EVALSHA' ? '-NOSCRIPT No matching script.\r\n' : ':0\r\n');

    expect(await askOften(facade, 3)).toEqual(new Set([200]));

    expect(redis.commands.filter(([name]) => name === 'EVAL')).toHaveLength(3);
    expect(reports()).toEqual([SHARED]);
  });

  it('that fails for only one caller is not used again while it fails', async () => {
    const redis = await startRedis();
    const facade = await startFor(redis.url);
    await until(() => reports().length === 1);
    let failing: string | undefined;
    redis.answer = (command, socket) => {
      failing ??= isScript(command[0]) ? command[3] : undefined;
      return isScript(command[0]) && command[3] === failing
        ? '-MOVED 1 127.0.0.1:6381\r\n'
        : wellAnswer(command, socket);
    };

    expect(await ask(facade)).toBe(200);
    const connections = redis.connections;
    await until(() => redis.connections > connections + 2);

    expect(reports()).toEqual([SHARED, 'MOVED']);
  });

  it.each([
    ['TCP accepts nothing more', async () => silentListener(stops)],
    ['TLS is never begun', async () => (await silentListener(stops)).replace('redis:', 'rediss:')],
    ['there is no such host', async () => 'redis://redis.invalid:6379'],
    ['nobody listens', async () => 'redis://127.0.0.1:1'],
  ])('that cannot be reached, because %s, delays no operation and is reported once', async (_why, urlOf) => {
    const facade = await startFor(await urlOf());
    expect(await askOften(facade, 5)).toEqual(new Set([200]));
    await until(() => reports().length === 1);

    expect(await askOften(facade, 5)).toEqual(new Set([200]));
    expect(reports()).toHaveLength(1);
  });

  it('has a metric that says whether it works', async () => {
    const redis = await startRedis();
    const facade = await startFor(redis.url, { ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' });
    const isShared = async () => (await scrape(facade)).value('superoffice_graphql_rate_limit_shared', {});
    await until(async () => (await isShared()) === 1);

    redis.answer = everything(undefined);
    await ask(facade);

    expect(await isShared()).toBe(0);
  });

  it.each([
    ['while an operation waits for it', async (facade: Server) => void ask(facade).catch(() => {})],
    ['while it is tried again', async (facade: Server) => void (await ask(facade))],
  ])('that hangs keeps no server from stopping %s, and nothing is rejected unhandled', async (_when, before) => {
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown) => void rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    stops.push(() => process.off('unhandledRejection', onRejection));
    const redis = await startRedis();
    const facade = await startFor(redis.url);
    await until(() => reports().length === 1);
    redis.answer = everything(undefined);
    const commands = redis.commands.length;
    await before(facade);
    await until(() => redis.commands.length > commands);

    await facade.stop();
    const { connections } = redis;
    await new Promise((resolve) => setTimeout(resolve, 300));

    expect(rejections).toEqual([]);
    expect(redis.connections).toBe(connections);
  });
});

/** Accepts connections, reads nothing and says nothing. */
async function silentListener(stops: (() => unknown)[]): Promise<string> {
  const sockets: Socket[] = [];
  const server = createServer({ pauseOnConnect: true }, (socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    server.close();
    for (const socket of sockets) {
      socket.destroy();
    }
  });
  const address = server.address();
  return `redis://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}
