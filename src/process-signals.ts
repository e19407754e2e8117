/** The signals that the process handles, from the moment at which it listens. */
export interface ProcessSignals {
  /** Passes the signals to `handler`. Before that, a signal that asks for the end ends the process with exit code 0. */
  handleWith(handler: (signal: NodeJS.Signals) => void): void;
}

/** Signals by which a supervisor, a terminal, a virtual machine or a CPU limit asks for the end. */
const END_SIGNALS: readonly NodeJS.Signals[] = [
  'SIGTERM',
  'SIGINT',
  'SIGBREAK',
  'SIGQUIT',
  'SIGHUP',
  'SIGPWR',
  'SIGXCPU',
];

/**
 * Listens before anything else is loaded. Process 1 of a container never gets a signal without a listener; elsewhere such a
 * signal kills the process.
 */
export function listenToSignals(): ProcessSignals {
  let handle = (signal: NodeJS.Signals) => {
    if (END_SIGNALS.includes(signal)) {
      process.exit(0);
    }
  };
  // By default Node opens a debugger on SIGUSR1, which could read credentials from memory.
  for (const signal of [...END_SIGNALS, 'SIGUSR1', 'SIGUSR2'] as const) {
    process.on(signal, () => handle(signal));
  }
  return {
    handleWith(handler) {
      handle = handler;
    },
  };
}
