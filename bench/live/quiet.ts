import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cpuSeconds } from '../process.js';
import { readMemory, tellMemory } from './memory-socket.js';
import { type LiveStage, withServer } from './server.js';
import { AT_REST, agent, SESSIONS_SUBSCRIPTION } from './settings.js';
import { type OpenStream, openStreams, type Transport } from './streams.js';

/** Streams that are open while nothing changes. */
export interface QuietRow {
  readonly transport: Transport;
  readonly streams: number;
  readonly callers: number;
  /** Resident memory that the streams add, after a collection, in bytes. */
  readonly addedBytes: number;
  /** Of that, heap and buffers in use. */
  readonly addedInUseBytes: number;
  readonly cpuSeconds: number;
  /** For how long CPU time was read. */
  readonly seconds: number;
  readonly restCalls: number;
}

export interface QuietPlan {
  readonly counts: readonly number[];
  /** How long streams are quiet before memory is read, and how long CPU time is measured after that. */
  readonly restSeconds: number;
  readonly seconds: number;
}

const MAX_CALLERS = 1000;
const WARM_UP = 100;

export async function measureQuiet(stage: LiveStage, plan: QuietPlan, tell: (row: QuietRow) => void): Promise<void> {
  await stage.upstream.set({ teams: 1, sessions: 10, textBytes: 0, isRestless: false });
  for (const streams of plan.counts) {
    for (const transport of ['sse', 'websocket'] as const) {
      for (const callers of [1, Math.min(streams, MAX_CALLERS)]) {
        tell(await measureRow(stage, { transport, streams, callers }, plan));
      }
    }
  }
}

async function measureRow(
  stage: LiveStage,
  row: Pick<QuietRow, 'transport' | 'streams' | 'callers'>,
  { restSeconds, seconds }: QuietPlan,
): Promise<QuietRow> {
  const { transport, streams, callers } = row;
  const path = join(stage.scratch, `memory-${transport}-${streams}-${callers}`);
  return withServer(stage, tellMemory(path, AT_REST), async ({ url, pid }) => {
    const open = (count: number) =>
      openStreams(
        Array.from({ length: count }, (_, index) => ({
          transport,
          url,
          caller: agent(index % callers),
          query: SESSIONS_SUBSCRIPTION,
          onResult: () => undefined,
          onEnd() {
            throw new Error('A quiet stream has ended');
          },
        })),
      );
    closeAll(await open(WARM_UP));
    await delay(1000);
    const before = await readMemory(path);
    const opened = await open(streams);
    await delay(restSeconds * 1000);
    const after = await readMemory(path);
    await stage.upstream.takeCalls();
    const [startedMs, startedSeconds] = [performance.now(), cpuSeconds(pid)];
    await delay(seconds * 1000);
    const spent = cpuSeconds(pid) - startedSeconds;
    const elapsed = (performance.now() - startedMs) / 1000;
    const { calls } = await stage.upstream.takeCalls();
    closeAll(opened);
    return {
      ...row,
      addedBytes: after.rss - before.rss,
      addedInUseBytes: after.inUse - before.inUse,
      cpuSeconds: spent,
      seconds: elapsed,
      restCalls: calls,
    };
  });
}

function closeAll(streams: readonly OpenStream[]): void {
  for (const stream of streams) {
    stream.close();
  }
}
