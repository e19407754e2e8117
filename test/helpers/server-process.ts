import { fileURLToPath } from 'node:url';
import { afterEach } from '@jest/globals';
import { type Command, startCommand } from './command.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface ServerProcess extends Command {
  /** Where GraphQL is served, as soon as the process says so. */
  url(): Promise<string>;
}

/** Starts a server, with nothing in its environment but what is given. `options` are Node's. */
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
    const command = startCommand(process.execPath, [...options, main], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: '0', ...env },
    });
    const url = async () => String((await command.said(/GraphQL at (http:\/\/[^\s,]+)/))[1]);
    // Its getters are to stay such.
    const server = Object.assign(command, { url });
    processes.push(server);
    return server;
  };
}

/** The lines of the log: what is beside them is no JSON. */
export function linesOf({ stdout }: Pick<Command, 'stdout'>): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}
