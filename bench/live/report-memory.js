// Loaded before a server: for each connection to its socket, collects garbage and reports the memory.
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** V8 gives pages back in the background. */
const COLLECTIONS = 4;
const PAUSE_MS = 300;

createServer(async (socket) => {
  socket.on('error', () => undefined);
  for (let number = 0; number < COLLECTIONS; number += 1) {
    globalThis.gc();
    await delay(PAUSE_MS);
  }
  // Since the last collection, a busy server has filled the heap with garbage.
  globalThis.gc();
  socket.end(JSON.stringify(process.memoryUsage()));
})
  .listen(process.env.BENCH_MEMORY_SOCKET)
  .unref();
