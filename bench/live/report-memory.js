// Loaded before a server: collects garbage and tells the memory to whoever connects to the socket that it is given.
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
  // Since the last one, a server that is busy has filled the heap with what nobody holds.
  globalThis.gc();
  socket.end(JSON.stringify(process.memoryUsage()));
})
  .listen(process.env.BENCH_MEMORY_SOCKET)
  .unref();
