import { setTimeout as delay } from 'node:timers/promises';
import { createRandom, type Random } from '../../src/sandbox/data/random.js';
import { type FaultProxy, startFaultProxy } from '../helpers/fault-proxy.js';
import { type Callers, createCallers } from './callers.js';
import { type Facade, GIVEN_UP_MS, startFacade } from './facade.js';
import { createFaults, type Faults } from './faults.js';
import { LATE_MS } from './http-client.js';
import { createVerdicts, type Verdicts } from './invariants.js';
import { createLedger } from './ledger.js';
import { createLogWatch } from './log-watch.js';
import { type Redis, startRedis } from './redis.js';
import { createSubscribers, type Subscribers } from './subscribers.js';
import { leaveUnread } from './unread.js';
import { startUpstream } from './upstream.js';

export interface RunOptions {
  readonly seed: string;
  readonly durationMs: number;
}

/** What was done, and what came of it. */
export interface Run extends Lifetime {
  readonly verdicts: Verdicts;
  readonly callers: Callers;
  readonly subscribers: Subscribers;
  readonly faults: Faults;
  readonly facade: Facade;
  /** Whether rate limits were shared in a Redis that hung from time to time. */
  readonly hasRedis: boolean;
  readonly durationMs: number;
}

/** A run of callers, a server, faults and a SuperOffice behind them, each on its own sockets. */
export async function run({ seed, durationMs }: RunOptions): Promise<Run> {
  const startedMs = performance.now();
  const verdicts = createVerdicts();
  const ledger = createLedger();
  const log = createLogWatch(verdicts);
  const faults = createFaults(seed);
  const upstream = await startUpstream({ wrongAnswer: faults.answer });
  let areShared = () => true;
  const proxy = await startFaultProxy(upstream.url, {
    fault: (request) => faults.network(request, areShared()),
    connection: faults.connection,
  });
  const redis = await startRedis();
  const facade = await startFacade({ superOfficeUrl: proxy.url, redisUrl: redis?.url, onLine: log.read, verdicts });
  areShared = () => facade.sharesConnections;
  const callers = createCallers({ seed, url: () => facade.url, verdicts, ledger });
  const subscribers = createSubscribers({ seed, url: () => facade.url, upstream, verdicts });
  try {
    const random = createRandom(seed);
    const lifetime = await live({ random, callers, subscribers, faults, proxy, redis, facade, verdicts }, durationMs);
    ledger.settle(upstream, log.knows, verdicts);
    return {
      ...lifetime,
      verdicts,
      callers,
      subscribers,
      faults,
      facade,
      hasRedis: redis !== undefined,
      durationMs: performance.now() - startedMs,
    };
  } finally {
    await facade.kill();
    callers.stop();
    subscribers.stop();
    await redis?.stop();
    await proxy.stop();
    await upstream.stop();
  }
}

interface World {
  readonly random: Random;
  readonly callers: Callers;
  readonly subscribers: Subscribers;
  readonly faults: Faults;
  readonly proxy: FaultProxy;
  readonly redis: Redis | undefined;
  readonly facade: Facade;
  readonly verdicts: Verdicts;
}

interface Lifetime {
  /** From the last fault until everything was answered. */
  readonly recoveryMs: number;
  /** Of the last process: after a quarter of the run, and at its end. */
  readonly heapAtStart: number;
  readonly heapAtEnd: number;
}

const MAX_HEAP_GROWTH = 0.1;

/** In the first half the server is restarted again and again. The last process then runs until the faults end. */

async function live(world: World, durationMs: number): Promise<Lifetime> {
  const { faults, facade, subscribers, verdicts } = world;
  const quarterMs = durationMs / 4;
  await Promise.all([goWrong(world, 2 * quarterMs), restart(world, 2 * quarterMs)]);
  await facade.restart();
  await goWrong(world, quarterMs);
  const heapAtStart = await facade.heapUsed();
  await goWrong(world, quarterMs);
  faults.end();
  const recoveryMs = await recover(world);
  await subscribers.settle();
  await noStreamIsLeft(world);
  const heapAtEnd = await facade.heapUsed();
  verdicts.check(
    'memory',
    heapAtEnd <= heapAtStart * (1 + MAX_HEAP_GROWTH),
    () => `The heap grew from ${heapAtStart} to ${heapAtEnd} bytes`,
  );
  await facade.stop();
  return { recoveryMs, heapAtStart, heapAtEnd };
}

const MAX_LEFT_MS = 5000;

/** The server may not have noticed yet that a caller has left. */
async function noStreamIsLeft({ facade, verdicts }: World): Promise<void> {
  const streams = async () => (await facade.metrics()).value('superoffice_graphql_streams');
  const endMs = performance.now() + MAX_LEFT_MS;
  while ((await streams()) !== 0 && performance.now() < endMs) {
    await delay(PROBE_EVERY_MS);
  }
  const left = await streams();
  verdicts.check('streams', left === 0, () => `${left} streams are left`);
}

/** Callers send requests for this long, while everything else goes wrong. */
async function goWrong(world: World, durationMs: number): Promise<void> {
  const { random, callers, subscribers, faults, facade, verdicts } = world;
  const identity = { authorization: 'Bearer canarycredential-unread', 'accept-language': 'en' };
  const unread = { random, url: () => facade.url, identity, givenUpMs: GIVEN_UP_MS, tally: faults.tally, verdicts };
  await Promise.all([
    callers.run(durationMs),
    subscribers.write(durationMs),
    breakOff(world, durationMs),
    stallLog(world, durationMs),
    hangRedis(world, durationMs),
    leaveUnread(unread, durationMs),
  ]);
}

/** Every few seconds, and at the end, SuperOffice is down for a moment. */
async function breakOff({ random, proxy, faults }: World, durationMs: number): Promise<void> {
  const endMs = performance.now() + durationMs;
  for (let isLast = false; !isLast; ) {
    const pauseMs = random.int(2000, 8000);
    const awayMs = random.int(100, 800);
    const leftMs = endMs - performance.now() - awayMs;
    isLast = pauseMs >= leftMs;
    await delay(Math.min(pauseMs, leftMs));
    faults.tally.add('away');
    await proxy.refuse();
    await delay(awayMs);
    await proxy.accept();
  }
}

/** Every few seconds Redis hangs, for a moment or for longer than callers wait for an answer. */
async function hangRedis({ random, redis, faults }: World, durationMs: number): Promise<void> {
  const endMs = performance.now() + durationMs;
  while (redis !== undefined && performance.now() < endMs) {
    faults.tally.add('Redis hangs');
    redis.hang();
    await delay(random.chance(0.7) ? random.int(50, 4000) : LATE_MS + 1000);
    redis.goOn();
    await delay(random.int(500, 4000));
  }
}

/** Longer than callers wait for an answer, and than the server may take to stop. */
const LONG_STALL_MS = 18_000;

/** Every few seconds nothing reads the log, for a short or a long time. Only lines may be lost then. */
async function stallLog({ random, facade, faults }: World, durationMs: number): Promise<void> {
  const endMs = performance.now() + durationMs;
  for (;;) {
    await delay(random.int(500, 3000));
    const stallMs = random.chance(0.5) ? random.int(200, 4000) : LONG_STALL_MS;
    const leftMs = endMs - performance.now();
    if (leftMs <= 0) {
      return;
    }
    faults.tally.add('stalled log');
    await facade.stallLog(Math.min(stallMs, leftMs));
  }
}

/** Every second process has a full disk for its log. */
async function restart({ random, facade, faults }: World, durationMs: number): Promise<void> {
  const endMs = performance.now() + durationMs;
  for (let hasFullDisk = true; ; hasFullDisk = !hasFullDisk) {
    await delay(random.int(1000, 4000));
    if (performance.now() > endMs) {
      return;
    }
    if (hasFullDisk) {
      faults.tally.add('full log disk');
    }
    await facade.restart(hasFullDisk);
  }
}

const MAX_RECOVERY_MS = 5000;
const PROBE_EVERY_MS = 200;
const PROBES_IN_HEALTH = 5;

/** Asks until everything is answered, and then some more. */
async function recover({ callers, verdicts }: World): Promise<number> {
  const startedMs = performance.now();
  let recoveryMs = 0;
  while (!(await callers.probe()) && recoveryMs <= MAX_RECOVERY_MS) {
    await delay(PROBE_EVERY_MS);
    recoveryMs = performance.now() - startedMs;
  }
  verdicts.check('recovery', recoveryMs <= MAX_RECOVERY_MS, () => `There were errors after ${recoveryMs} ms`);
  for (let probe = 0; probe < PROBES_IN_HEALTH; probe += 1) {
    verdicts.check('recovery', await callers.probe(), () => 'There were errors after everything had been well');
    await delay(PROBE_EVERY_MS);
  }
  return recoveryMs;
}
