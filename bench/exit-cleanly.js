// Loaded into contenders whose heap is traced: only a process that exits normally writes its trace.
process.once('SIGTERM', () => process.exit());
