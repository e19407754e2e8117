import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readMemory, tellMemory } from './memory-socket.js';
import { type LiveStage, withServer } from './server.js';
import { agent, RESTLESS, SESSIONS_SUBSCRIPTION } from './settings.js';
import { openStream, openStreams, type Transport } from './streams.js';

/** Readers that take nothing, while all they see changes again and again. */
export interface SlowRow {
  readonly transport: Transport;
  readonly readers: number;
  /** Of sessions: a poll finds that all of the list have changed. */
  readonly changes: number;
  /** Growth of resident memory since before they connected, after a collection, in bytes. */
  readonly addedBytes: number;
  readonly addedInUseBytes: number;
  /** Bytes of a value, as JSON. */
  readonly valueBytes: number;
}

const READERS = 20;
const SESSIONS = 10;
const TEXT_BYTES = 2000;

export async function measureSlow(stage: LiveStage, changes: number, tell: (row: SlowRow) => void): Promise<void> {
  for (const transport of ['sse', 'websocket'] as const) {
    tell(await measureRow(stage, transport, changes));
  }
}

async function measureRow(stage: LiveStage, transport: Transport, changes: number): Promise<SlowRow> {
  await stage.upstream.set({ teams: 1, sessions: SESSIONS, textBytes: TEXT_BYTES, isRestless: true });
  const path = join(stage.scratch, `memory-slow-${transport}`);
  return withServer(stage, tellMemory(path, RESTLESS), async ({ url }) => {
    let valueBytes = 0;
    let results = 0;
    let hasEnded = false;
    const asked = {
      transport,
      url,
      caller: agent(0),
      query: SESSIONS_SUBSCRIPTION,
      onResult(result: object) {
        results += 1;
        valueBytes = JSON.stringify(result).length;
      },
      onEnd() {
        hasEnded = true;
      },
    };
    const quick = await openStream(asked);
    await untilLists(stage, changes / SESSIONS / 10);
    quick.close();
    await delay(1000);
    const before = await readMemory(path);
    const opened = await openStreams(Array.from({ length: READERS }, () => asked));
    for (const stream of opened) {
      stream.stall();
    }
    results = 0;
    await untilLists(stage, changes / SESSIONS);
    const after = await readMemory(path);
    if (hasEnded || results > READERS) {
      throw new Error(hasEnded ? 'A slow reader was cut' : 'A slow reader was quick');
    }
    for (const stream of opened) {
      stream.close();
    }
    return {
      transport,
      readers: READERS,
      changes,
      addedBytes: after.rss - before.rss,
      addedInUseBytes: after.inUse - before.inUse,
      valueBytes,
    };
  });
}

const LOOK_MS = 250;

/** Waits until the list was read so often. */
async function untilLists({ upstream }: LiveStage, count: number): Promise<void> {
  await upstream.takeCalls();
  for (let lists = 0; lists < count; lists += (await upstream.takeCalls()).lists) {
    await delay(LOOK_MS);
  }
}
