import { fileURLToPath } from 'node:url';
import { afterEach, expect } from '@jest/globals';
import { type Command, startCommand } from './command.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Node's options for a process that starts, does little and ends: to optimize code would take a quarter of its processor time.
 * One that is loaded is given `--opt` as well.
 */
export const SHORT_LIVED: readonly string[] = ['--no-opt'];

export interface ServerProcess extends Command {
  /** Resolves to the URL of GraphQL when the process has logged it. */
  url(): Promise<string>;
}

/** Starts a server with only the given environment. `options` are Node's. */
export type StartProcess = (env?: Readonly<Record<string, string>>, options?: readonly string[]) => ServerProcess;

/** Servers as processes, of `main`; those that a test leaves running are ended after it. */
export function useServerProcesses(main: string): StartProcess {
  const processes: ServerProcess[] = [];
  afterEach(async () => {
    for (const { child, ended } of processes.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
      }
      await ended;
    }
  });
  return (env = {}, options = []) => {
    const command = startCommand(process.execPath, [...SHORT_LIVED, ...options, main], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: '0', ...env },
    });
    const url = async () => String((await command.said(/GraphQL at (http:\/\/[^\s,"]+)/))[1]);
    // Its getters must stay getters.
    const server = Object.assign(command, { url });
    processes.push(server);
    return server;
  };
}

/** The lines of the log. Throws if there is any other output. */
export function linesOf({ stdout }: Pick<Command, 'stdout'>): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** The lines of the log, except those about the process itself: its start, its end, and its signals. */
export function linesOfRequests(command: Pick<Command, 'stdout'>): Record<string, unknown>[] {
  return linesOf(command).filter(({ msg }) => !OF_PROCESS.test(String(msg)));
}

const OF_PROCESS = /^(process (starts|ends)|signal |GraphQL at |Explorer at |Health and metrics at )/;

/** Why a process could not start, in the one line on its standard error. */
export function failureOf({ stderr }: Pick<Command, 'stderr'>): {
  readonly problems: readonly string[];
  readonly error?: string;
  readonly stack?: readonly string[];
} {
  const { level, time, msg, ...failure } = JSON.parse(stderr);
  expect({ level, time, msg }).toEqual({
    level: 60,
    time: expect.any(String),
    msg: 'superoffice-graphql cannot start',
  });
  return { problems: [], ...failure };
}
