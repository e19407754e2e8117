import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Server } from '../../src/server.js';
import { endProcess } from '../helpers/end-process.js';
import { execute, startFacade } from '../helpers/facade.js';
import { type FakeSuperOffice, startFakeSuperOffice } from '../helpers/fake-superoffice.js';
import { freePort } from '../helpers/free-port.js';
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
    const folder = mkdtempSync(join(tmpdir(), 'redis-'));
    redis = spawn('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const mine = redis;
    stops.push(async () => {
      await endProcess(mine);
      rmSync(folder, { recursive: true });
    });
    let said = '';
    redis.stdout?.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    await until(() => said.includes('Ready to accept connections'));
  }

  async function startReplica(): Promise<Server> {
    const facade = await startFacade(
      superOffice.url,
      {
        REDIS_URL: `redis://127.0.0.1:${port}`,
        RATE_LIMIT_PER_SECOND: '1',
        RATE_LIMIT_BURST: '40',
        MAX_ALIASES: '40',
      },
      { logger },
    );
    stops.push(() => facade.stop());
    return facade;
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

  it('limit each for itself while Redis is away, and share again when it is back', async () => {
    const [one, other] = [await startReplica(), await startReplica()];
    await until(() => lines.filter((line) => line.includes('Redis is away')).length === 2);
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

    const { createClient } = await import('@redis/client');
    const client = createClient({ url: `redis://127.0.0.1:${port}` });
    await client.connect();
    const keys = await client.keys('*');
    expect(keys).toEqual([expect.stringMatching(/^superoffice-graphql:[\w-]{43}$/)]);
    expect(await client.pTTL(keys[0] as string)).toBeGreaterThan(15_000);
    expect(await client.pTTL(keys[0] as string)).toBeLessThanOrEqual(20_001);
    client.destroy();
    expect(lines.join('')).not.toMatch(/C4N4RY/);
  });
});
