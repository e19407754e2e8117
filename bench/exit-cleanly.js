// Loaded into contenders whose heap is traced: a trace is written out only by a process that ends by itself.
process.once('SIGTERM', () => process.exit());
