import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '@redis/client';
import { pino } from 'pino';
import type { Server } from '../../src/server.js';
import { execute, startFacade } from '../helpers/facade.js';
import { type FakeSuperOffice, startFakeSuperOffice } from '../helpers/fake-superoffice.js';
import { freePort } from '../helpers/free-port.js';
import { startRedisServer } from '../helpers/redis-server.js';
import { until } from '../helpers/until.js';

const FIELDS = `{ ${Array.from({ length: 10 }, (_, i) => `f${i}: __typename`).join(' ')} }`;

describe('replicas with one Redis', () => {
  const stops: (() => unknown)[] = [];
  const lines: string[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  let redis: ChildProcess;
  let port: number;
  let superOffice: FakeSuperOffice;

  async function startRedis(): Promise<void> {
    redis = await startRedisServer(port, stops);
  }

  async function startReplica(): Promise<Server> {
    const facade = await startFacade(
      superOffice.url,
      {
        REDIS_URL: `redis://127.0.0.1:${port}`,
        RATE_LIMIT_PER_SECOND: '1',
        RATE_LIMIT_BURST: '40',
        MAX_ALIASES: '40',
        // Their hints have a connection and lines of their own.
        SUBSCRIPTIONS: 'off',
      },
      { logger },
    );
    stops.push(() => facade.stop());
    return facade;
  }

  async function connectRedis() {
    const client = createClient({ url: `redis://127.0.0.1:${port}` });
    client.on('error', () => {});
    stops.push(() => client.destroy());
    return client.connect();
  }

  const isShared = (times: number) => lines.filter((line) => line.includes('are shared')).length >= times;
  const ask = async (facade: Server, name: string) => {
    const credential = Buffer.from(`${name}:C4N4RY`).toString('base64');
    return (await execute(facade.url, FIELDS, {}, { authorization: `Basic ${credential}` })).status;
  };

  beforeEach(async () => {
    lines.length = 0;
    superOffice = await startFakeSuperOffice();
    stops.push(() => superOffice.stop());
    port = await freePort();
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) {
      await stop();
    }
  });

  it('share the limits of each caller', async () => {
    await startRedis();
    const [one, other] = [await startReplica(), await startReplica()];
    await until(() => isShared(2));

    const statuses = [];
    for (const facade of [one, other, one, other, one, other]) {
      statuses.push(await ask(facade, 'loud'));
    }

    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    expect(await ask(other, 'quiet')).toBe(200);
  });

  it('limit separately while Redis is away, and share again when it is back', async () => {
    const [one, other] = [await startReplica(), await startReplica()];
    await until(() => lines.filter((line) => line.includes('Redis cannot be used')).length === 2);
    const statuses = [];
    for (const facade of [one, one, one, one, one, other]) {
      statuses.push(await ask(facade, 'loud'));
    }
    expect(statuses).toEqual([200, 200, 200, 200, 429, 200]);

    await startRedis();
    await until(() => isShared(2));
    for (const facade of [one, other, one, other]) {
      expect(await ask(facade, 'late')).toBe(200);
    }
    expect(await ask(one, 'late')).toBe(429);

    redis.kill('SIGKILL');
    await once(redis, 'exit');
    expect(await ask(one, 'later')).toBe(200);
  });

  it('leave nothing of a credential in Redis, and nothing for ever', async () => {
    await startRedis();
    const facade = await startReplica();
    await until(() => isShared(1));
    await ask(facade, 'loud');
    await ask(facade, 'loud');

    const client = await connectRedis();
    const keys = await client.keys('*');
    expect(keys).toEqual([expect.stringMatching(/^superoffice-graphql:[\w-]{43}$/)]);
    expect(await client.pTTL(keys[0] as string)).toBeGreaterThan(15_000);
    expect(await client.pTTL(keys[0] as string)).toBeLessThanOrEqual(20_001);
    expect(lines.join('')).not.toMatch(/C4N4RY/);
  });

  const commands =
    (...lines: readonly string[]) =>
    async () => {
      const client = await connectRedis();
      for (const line of lines) {
        await client.sendCommand(line.split(' '));
      }
    };
  const signal = (name: NodeJS.Signals) => async () => void redis.kill(name);

  it.each([
    ['hangs', 'TIMEOUT', signal('SIGSTOP'), signal('SIGCONT')],
    ['holds writes up', 'TIMEOUT', commands('CLIENT PAUSE 600000 WRITE'), commands('CLIENT UNPAUSE')],
    ['has become a replica', 'READONLY', commands('REPLICAOF 127.0.0.1 1'), commands('REPLICAOF NO ONE')],
    [
      'has lost its master',
      'MASTERDOWN',
      commands('CONFIG SET replica-serve-stale-data no', 'REPLICAOF 127.0.0.1 1'),
      commands('REPLICAOF NO ONE'),
    ],
    ['is full', 'OOM', commands('CONFIG SET maxmemory 1'), commands('CONFIG SET maxmemory 0')],
    [
      'has too few replicas',
      'NOREPLICAS',
      commands('CONFIG SET min-replicas-to-write 1'),
      commands('CONFIG SET min-replicas-to-write 0'),
    ],
    ['allows no scripts', 'NOPERM', commands('ACL SETUSER default -evalsha'), commands('ACL SETUSER default +@all')],
    ['allows nothing to scripts', 'ERR', commands('ACL SETUSER default -hset'), commands('ACL SETUSER default +@all')],
    [
      'allows other keys alone',
      'NOPERM',
      commands('ACL SETUSER default resetkeys ~other:*'),
      commands('ACL SETUSER default allkeys'),
    ],
  ])('limit separately while Redis %s (%s), and share again afterwards', async (_what, reason, begin, end) => {
    await startRedis();
    const [one, other] = [await startReplica(), await startReplica()];
    await until(() => isShared(2));
    const startLines = lines.length;
    await begin();
    for (const facade of [one, one, one, one, other, other, other, other]) {
      expect(await ask(facade, 'loud')).toBe(200);
    }
    expect(lines.slice(startLines).filter((line) => line.includes(`"reason":"${reason}"`))).toHaveLength(2);

    await end();
    await until(() => isShared(4));
    const statuses = [];
    for (const facade of [one, other, one, other, one, other]) {
      statuses.push(await ask(facade, 'late'));
    }

    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    expect(lines.slice(startLines)).toHaveLength(statuses.length + 8 + 4);
  });

  it('start while Redis hangs, and share once it answers', async () => {
    await startRedis();
    redis.kill('SIGSTOP');
    const [one, other] = [await startReplica(), await startReplica()];
    expect(await ask(one, 'loud')).toBe(200);
    expect(await ask(other, 'loud')).toBe(200);

    redis.kill('SIGCONT');
    await until(() => isShared(2));
    for (const facade of [one, other, one, other]) {
      expect(await ask(facade, 'late')).toBe(200);
    }
    expect(await ask(one, 'late')).toBe(429);
  });

  it('continue to share when Redis has forgotten the script', async () => {
    await startRedis();
    const facade = await startReplica();
    await until(() => isShared(1));
    await commands('SCRIPT FLUSH')();

    const client = await connectRedis();
    const before = lines.length;
    expect(await ask(facade, 'loud')).toBe(200);

    expect(await client.keys('*')).toHaveLength(1);
    expect(lines.slice(before).join('')).not.toContain('cannot be used');
  });

  it.each([
    ['of another type', ['SET', 'KEY', 'C4N4RY']],
    ['without a number', ['HSET', 'KEY', 'tokens', 'C4N4RY', 'at', 'C4N4RY']],
    ['without a time', ['HSET', 'KEY', 'tokens', '0']],
    ['with a number that is none', ['HSET', 'KEY', 'tokens', 'nan', 'at', 'nan']],
    ['with a number below zero', ['HSET', 'KEY', 'tokens', '-inf', 'at', '9']],
    ['with a number beyond the burst', ['HSET', 'KEY', 'tokens', 'inf', 'at', 'inf']],
  ])('treat a value %s as none, and continue counting', async (_what, command) => {
    await startRedis();
    const [one, other] = [await startReplica(), await startReplica()];
    await until(() => isShared(2));
    await ask(one, 'loud');
    const client = await connectRedis();
    const [key = ''] = await client.keys('*');
    await client.del(key);
    await client.sendCommand(command.map((part) => (part === 'KEY' ? key : part)));
    lines.length = 0;

    const statuses = [];
    for (const facade of [one, other, one, other, one]) {
      statuses.push(await ask(facade, 'loud'));
    }

    expect(statuses).toEqual([200, 200, 200, 200, 429]);
    expect(await client.pTTL(key)).toBeLessThanOrEqual(40_001);
    expect(lines.join('')).not.toMatch(/cannot be used|C4N4RY/);
  });

  it('do not refuse callers for longer because the clock of Redis was set back', async () => {
    await startRedis();
    const facade = await startReplica();
    await until(() => isShared(1));
    while ((await ask(facade, 'loud')) === 200) {}
    const client = await connectRedis();
    const [key = ''] = await client.keys('*');
    // The time of the last take is then an hour ahead.
    await client.hIncrByFloat(key, 'at', 3_600_000);
    const ahead = await client.hGet(key, 'at');

    expect(await ask(facade, 'loud')).toBe(429);

    expect(Number(await client.hGet(key, 'at'))).toBeLessThan(Number(ahead) - 3_000_000);
    // Ten tokens flow in within ten seconds.
    await until(async () => (await ask(facade, 'loud')) === 200);
    expect(await client.pTTL(key)).toBeLessThanOrEqual(40_001);
  });
});
