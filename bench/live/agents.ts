import { setTimeout as delay } from 'node:timers/promises';
import { CONTENDERS, type Contender, THIS_SERVER } from '../contenders.js';
import { cpuSeconds } from '../process.js';
import type { Running } from '../running.js';
import { orUnmeasured, Unmeasured } from '../unmeasured.js';
import { type Arrivals, createArrivals } from './arrivals.js';
import { changesBy, type Way } from './changes.js';
import { pollEach } from './poll-tabs.js';
import { type LiveStage, OWN_SERVER, withContender } from './server.js';
import { agent, DESK_SUBSCRIPTION, LIVE_ENV } from './settings.js';
import { openStreams } from './streams.js';

/** Agents whose desks show what changes, by streams or by polling. */
export interface AgentsRow {
  /** The contender's name. */
  readonly contender: string;
  /** How often each tab polls, in milliseconds; undefined for streams. */
  readonly everyMs?: number;
  readonly way: Way;
  readonly agents: number;
  readonly seconds?: number;
  readonly restCalls?: number;
  readonly cpuSeconds?: number;
  /** Changes that tabs should have shown, and did. */
  readonly expected?: number;
  readonly arrived?: number;
  /** Polls and streams that were answered with anything but data. */
  readonly refused?: number;
  readonly p50Ms?: number;
  readonly p95Ms?: number;
  /** Why there is nothing else. */
  readonly unmeasured?: string;
}

const AGENTS = 200;
const TABS = 3;
const TEAMS = 20;
const SESSIONS = 5;
const CHANGE_EVERY_MS = 1000;
const WARM_UP_CHANGES = 5;
const POLLS_MS = [3000, 10_000];
const PEERS = ['apollo-dataloader', 'mercurius-node-fetch', 'hive-gateway'];
/** What changed last may take as long to show as `LIVE_POLL_IDLE_MS`, and a moment. */
const LONGEST_MS = 17_000;

export async function measureAgents(stage: LiveStage, changes: number, tell: (row: AgentsRow) => void): Promise<void> {
  for (const way of ['mutation', 'webhook', 'elsewhere'] as const) {
    tell(await measureRow(stage, { contender: OWN_SERVER, way }, changes));
  }
  const pollers = CONTENDERS.filter(({ name }) => name === THIS_SERVER || PEERS.includes(name));
  for (const everyMs of POLLS_MS) {
    for (const contender of pollers) {
      tell(await measureRow(stage, { contender, way: 'elsewhere', everyMs }, changes));
    }
  }
}

interface Asked {
  readonly contender: Contender;
  readonly way: Way;
  readonly everyMs?: number;
}

async function measureRow(stage: LiveStage, asked: Asked, changes: number): Promise<AgentsRow> {
  const { contender, way, everyMs } = asked;
  await stage.upstream.set({ teams: TEAMS, sessions: SESSIONS, textBytes: 0, isRestless: false });
  const env = contender === OWN_SERVER ? LIVE_ENV : {};
  const measured = await orUnmeasured(() =>
    withContender(contender, stage, { env }, (running) => measureIn(running, stage, asked, changes)),
  );
  return {
    contender: contender.name,
    way,
    agents: AGENTS,
    ...(everyMs !== undefined && { everyMs }),
    ...(measured instanceof Unmeasured ? { unmeasured: measured.message } : measured),
  };
}

async function measureIn(running: Running, stage: LiveStage, { way, everyMs }: Asked, changes: number) {
  const { upstream } = stage;
  const arrivals = createArrivals();
  const tabs = await (everyMs === undefined ? openTabs(running, arrivals) : pollTabs(running, arrivals, everyMs));
  try {
    const change = changesBy(way, stage, running.url);
    const changeSome = async (from: number, count: number) => {
      const startedMs = performance.now();
      for (let number = 0; number < count; number += 1) {
        await delay(Math.max(0, startedMs + number * CHANGE_EVERY_MS - performance.now()));
        const team = (from + number) % TEAMS;
        await change(team * SESSIONS + (Math.floor((from + number) / TEAMS) % SESSIONS) + 1, team);
      }
      await delay(Math.max(0, startedMs + count * CHANGE_EVERY_MS - performance.now()));
    };
    await changeSome(0, WARM_UP_CHANGES);
    arrivals.begin();
    await upstream.takeCalls();
    const [startedMs, startedSeconds] = [performance.now(), cpuSeconds(running.pid)];
    await changeSome(WARM_UP_CHANGES, changes);
    const seconds = (performance.now() - startedMs) / 1000;
    const spent = cpuSeconds(running.pid) - startedSeconds;
    const { calls: restCalls } = await upstream.takeCalls();
    const expected = (changes * AGENTS * TABS) / TEAMS;
    for (let waitedMs = 0; arrivals.count < expected && waitedMs < LONGEST_MS; waitedMs += CHANGE_EVERY_MS) {
      await delay(CHANGE_EVERY_MS);
    }
    const { count: arrived, p50Ms, p95Ms } = arrivals;
    return { seconds, restCalls, cpuSeconds: spent, expected, arrived, refused: tabs.refused, p50Ms, p95Ms };
  } finally {
    tabs.close();
  }
}

interface Tabs {
  readonly refused: number;
  close(): void;
}

const CALLERS = Array.from({ length: AGENTS * TABS }, (_, tab) => agent(tab % AGENTS));

async function openTabs({ url }: Running, arrivals: Arrivals): Promise<Tabs> {
  let refused = 0;
  const streams = await openStreams(
    CALLERS.map((caller) => {
      const show = arrivals.screen();
      return {
        transport: 'sse',
        url,
        caller,
        query: DESK_SUBSCRIPTION,
        onResult({ data, errors }) {
          refused += errors === undefined ? 0 : 1;
          show(data?.chatSessionUpdates.sessions ?? []);
        },
        onEnd() {
          refused += 1;
        },
      };
    }),
  );
  return {
    get refused() {
      return refused;
    },
    close() {
      for (const stream of streams) {
        stream.close();
      }
    },
  };
}

async function pollTabs({ url, contender }: Running, arrivals: Arrivals, everyMs: number): Promise<Tabs> {
  const { desk } = contender.operations;
  if ('cannot' in desk) {
    throw new Unmeasured(desk.cannot);
  }
  return pollEach(
    CALLERS.map((caller) => {
      const show = arrivals.screen();
      return { caller, onData: (data) => show(data.chatSessionsForCurrentUser) };
    }),
    { url, operation: desk, everyMs },
  );
}
