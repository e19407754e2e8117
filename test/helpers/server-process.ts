import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach } from '@jest/globals';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface ServerProcess {
  readonly child: ChildProcess;
  readonly stdout: string;
  readonly stderr: string;
  /** Both. */
  readonly output: string;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Waits until the process has written what is looked for. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
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
    const server = watch(
      spawn(process.execPath, [...options, main], {
        cwd: ROOT,
        env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    processes.push(server);
    return server;
  };
}

function watch(child: ChildProcess): ServerProcess {
  const written = { stdout: '', stderr: '' };
  const streams = ['stdout', 'stderr'] as const;
  for (const name of streams) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
    });
  }
  const server: ServerProcess = {
    child,
    get stdout() {
      return written.stdout;
    },
    get stderr() {
      return written.stderr;
    },
    get output() {
      return written.stdout + written.stderr;
    },
    ended: once(child, 'close').then(([code, signal]) => signal ?? code),
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(server.output);
          if (found !== null) {
            resolve(found);
          }
        };
        for (const name of streams) {
          child[name]?.on('data', look);
        }
        child.once('close', () => reject(new Error(`It ended without saying ${pattern}: ${server.output}`)));
        look();
      }),
    url: async () => String((await server.said(/GraphQL at (http:\/\/[^\s,]+)/))[1]),
  };
  return server;
}

/** The lines of the log: what is beside them is no JSON. */
export function linesOf({ stdout }: ServerProcess): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}
