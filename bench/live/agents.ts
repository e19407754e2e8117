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

const TABS = 3;
const AGENTS_PER_TEAM = 10;
const SESSIONS = 5;
/** How often an agent sees a change, for any number of agents. */
const CHANGE_EVERY_MS = 20_000;
const WARM_UP_SECONDS = 5;
const POLLS_MS = [3000, 10_000];
const PEERS = ['apollo-dataloader', 'mercurius-node-fetch', 'hive-gateway'];
/** What changed last may take as long to show as `LIVE_POLL_IDLE_MS`, and a moment. */
const LONGEST_MS = 17_000;
const LOOK_MS = 500;

export interface AgentsPlan {
  /** Ten a team. */
  readonly agents: number;
  readonly seconds: number;
}

export async function measureAgents(stage: LiveStage, plan: AgentsPlan, tell: (row: AgentsRow) => void): Promise<void> {
  for (const way of ['mutation', 'webhook', 'elsewhere'] as const) {
    tell(await measureRow(stage, { contender: OWN_SERVER, way }, plan));
  }
  const pollers = CONTENDERS.filter(({ name }) => name === THIS_SERVER || PEERS.includes(name));
  for (const everyMs of POLLS_MS) {
    for (const contender of pollers) {
      tell(await measureRow(stage, { contender, way: 'elsewhere', everyMs }, plan));
    }
  }
}

interface Asked {
  readonly contender: Contender;
  readonly way: Way;
  readonly everyMs?: number;
}

async function measureRow(stage: LiveStage, asked: Asked, plan: AgentsPlan): Promise<AgentsRow> {
  const { contender, way, everyMs } = asked;
  await stage.upstream.set({
    teams: plan.agents / AGENTS_PER_TEAM,
    sessions: SESSIONS,
    textBytes: 0,
    isRestless: false,
  });
  const env = contender === OWN_SERVER ? LIVE_ENV : {};
  const measured = await orUnmeasured(() =>
    withContender(contender, stage, { env }, (running) => measureIn(running, stage, asked, plan)),
  );
  return {
    contender: contender.name,
    way,
    agents: plan.agents,
    ...(everyMs !== undefined && { everyMs }),
    ...(measured instanceof Unmeasured ? { unmeasured: measured.message } : measured),
  };
}

async function measureIn(running: Running, stage: LiveStage, { way, everyMs }: Asked, plan: AgentsPlan) {
  const { upstream } = stage;
  const teams = plan.agents / AGENTS_PER_TEAM;
  const pauseMs = CHANGE_EVERY_MS / teams;
  const changes = Math.ceil((plan.seconds * 1000) / pauseMs);
  const callers = Array.from({ length: plan.agents * TABS }, (_, tab) => agent(tab % plan.agents));
  const arrivals = createArrivals();
  const tabs = await (everyMs === undefined
    ? openTabs(running, callers, arrivals)
    : pollTabs(running, callers, arrivals, everyMs));
  try {
    const change = changesBy(way, stage, running.url);
    const changeSome = async (from: number, count: number) => {
      const startedMs = performance.now();
      for (let number = 0; number < count; number += 1) {
        await delay(Math.max(0, startedMs + number * pauseMs - performance.now()));
        const team = (from + number) % teams;
        await change(team * SESSIONS + (Math.floor((from + number) / teams) % SESSIONS) + 1, team);
      }
      await delay(Math.max(0, startedMs + count * pauseMs - performance.now()));
    };
    const warmUp = Math.ceil((WARM_UP_SECONDS * 1000) / pauseMs);
    await changeSome(0, warmUp);
    arrivals.begin();
    await upstream.takeCalls();
    const [startedMs, startedSeconds] = [performance.now(), cpuSeconds(running.pid)];
    await changeSome(warmUp, changes);
    const seconds = (performance.now() - startedMs) / 1000;
    const spent = cpuSeconds(running.pid) - startedSeconds;
    const { calls: restCalls } = await upstream.takeCalls();
    const expected = changes * AGENTS_PER_TEAM * TABS;
    for (let waitedMs = 0; arrivals.count < expected && waitedMs < LONGEST_MS; waitedMs += LOOK_MS) {
      await delay(LOOK_MS);
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

async function openTabs({ url }: Running, callers: readonly string[], arrivals: Arrivals): Promise<Tabs> {
  let refused = 0;
  const streams = await openStreams(
    callers.map((caller) => {
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

async function pollTabs(
  { url, contender }: Running,
  callers: readonly string[],
  arrivals: Arrivals,
  everyMs: number,
): Promise<Tabs> {
  const { desk } = contender.operations;
  if ('cannot' in desk) {
    throw new Unmeasured(desk.cannot);
  }
  return pollEach(
    callers.map((caller) => {
      const show = arrivals.screen();
      return { caller, onData: (data) => show(data.chatSessionsForCurrentUser) };
    }),
    { url, operation: desk, everyMs },
  );
}
