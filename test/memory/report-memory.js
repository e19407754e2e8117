// Loaded before the server: says on SIGUSR2 how large the heap is once everything is gone that can go.
process.on('SIGUSR2', () => {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(`memory ${heapUsed + external}\n`);
});
