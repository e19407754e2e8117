// Loaded before the server: tells its parent how large the heap is once everything is gone that can go.
process.on('message', () => {
  globalThis.gc();
  process.send?.(process.memoryUsage().heapUsed);
});
// The channel alone must not keep a process alive that has stopped.
process.channel?.unref();
