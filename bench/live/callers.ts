import { setTimeout as delay } from 'node:timers/promises';
import { cpuSeconds, residentBytes } from '../process.js';
import { createArrivals } from './arrivals.js';
import { changesBy, type Way } from './changes.js';
import { type LiveStage, withServer } from './server.js';
import { agent, SESSIONS_SUBSCRIPTION } from './settings.js';
import { openStreams } from './streams.js';

/** Many callers, all of whom see each change. */
export interface CallersRow {
  readonly way: Way;
  readonly callers: number;
  readonly changes: number;
  /** Changes that showed, of all callers. */
  readonly arrived: number;
  /** Streams that ended, and values with errors. */
  readonly refused: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly polls: number;
  readonly cpuSeconds: number;
  /** The most that was seen. */
  readonly residentBytes: number;
}

const CALLERS = 200;
const SESSIONS = 41;
const EVERY_MS = 4000;
const WARM_UP = 2;
/** What has not arrived by then does not count. */
const LONGEST_MS = 20_000;

export async function measureCallers(
  stage: LiveStage,
  changes: number,
  tell: (row: CallersRow) => void,
): Promise<void> {
  for (const way of ['mutation', 'webhook'] as const) {
    tell(await measureRow(stage, way, changes));
  }
}

async function measureRow(stage: LiveStage, way: Way, changes: number): Promise<CallersRow> {
  await stage.upstream.set({ teams: 1, sessions: SESSIONS, textBytes: 0, isRestless: false });
  return withServer(stage, {}, async ({ url, pid }) => {
    const arrivals = createArrivals();
    let refused = 0;
    const asked = Array.from({ length: CALLERS }, (_, index) => {
      const show = arrivals.screen();
      return {
        transport: 'sse' as const,
        url,
        caller: agent(index),
        query: SESSIONS_SUBSCRIPTION,
        onResult: ({ data, errors }: { readonly data?: Told; readonly errors?: unknown }) => {
          refused += errors === undefined ? 0 : 1;
          show(data?.chatSessionUpdates.sessions ?? []);
        },
        onEnd: () => {
          refused += 1;
        },
      };
    });
    const streams = await openStreams(asked);
    const change = changesBy(way, stage, url);
    const changeSome = async (from: number, count: number) => {
      for (let number = from; number < from + count; number += 1) {
        await change((number % SESSIONS) + 1, number % CALLERS);
        await delay(EVERY_MS);
      }
    };
    await changeSome(0, WARM_UP);
    arrivals.begin();
    await stage.upstream.takeCalls();
    const startedSeconds = cpuSeconds(pid);
    await changeSome(WARM_UP, changes);
    const isDone = () => arrivals.count >= changes * CALLERS;
    for (let waitedMs = 0; !isDone() && waitedMs < LONGEST_MS; waitedMs += EVERY_MS) {
      await delay(EVERY_MS);
    }
    const { lists: polls } = await stage.upstream.takeCalls();
    const row = { cpuSeconds: cpuSeconds(pid) - startedSeconds, residentBytes: residentBytes(pid) };
    for (const stream of streams) {
      stream.close();
    }
    const { count: arrived, p50Ms, p95Ms } = arrivals;
    return { way, callers: CALLERS, changes, arrived, refused, p50Ms, p95Ms, polls, ...row };
  });
}

interface Told {
  readonly chatSessionUpdates: { readonly sessions: readonly { readonly lastMessage: string | null }[] };
}
