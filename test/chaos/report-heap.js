// Loaded before the server: reports to its parent how large the heap is after a full collection.
process.on('message', () => {
  globalThis.gc();
  process.send?.(process.memoryUsage().heapUsed);
});
// The channel must not keep a stopped process alive.
process.channel?.unref();
