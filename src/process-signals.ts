/** The signals that ask the process to do something, from the moment on at which it listens to them. */
export interface ProcessSignals {
  /** Gives the signals to `handler`. Until then one that asks for the end ends the process, with exit code 0. */
  handleWith(handler: (signal: NodeJS.Signals) => void): void;
}

/** What a supervisor, a terminal, a virtual machine or a limit of CPU time asks for the end with. */
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
 * Listens before anything else is loaded: as process 1 of a container, a process never gets a signal to which it does not
 * listen, and elsewhere such a signal cuts what is under way.
 */
export function listenToSignals(): ProcessSignals {
  let handle = (signal: NodeJS.Signals) => {
    if (END_SIGNALS.includes(signal)) {
      process.exit(0);
    }
  };
  // Node's own answer to SIGUSR1 is a debugger, which reads credentials out of the memory.
  for (const signal of [...END_SIGNALS, 'SIGUSR1', 'SIGUSR2'] as const) {
    process.on(signal, () => handle(signal));
  }
  return {
    handleWith(handler) {
      handle = handler;
    },
  };
}
