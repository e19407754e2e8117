import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

export interface CommandOptions {
  readonly cwd?: string;
  /** All of it: nothing is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** Written to its standard input, which then ends. Default: no input. */
  readonly input?: string;
  /** The user and group to run as. */
  readonly uid?: number;
  /** Gives it a process group of its own, as a terminal does. */
  readonly detached?: boolean;
}

export interface Command {
  readonly child: ChildProcess;
  readonly stdout: string;
  readonly stderr: string;
  /** Both. */
  readonly output: string;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Waits until its output contains a text. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Runs a command and keeps its output. The caller has to end it. */
export function startCommand(file: string, args: readonly string[], options: CommandOptions = {}): Command {
  const { input, ...rest } = options;
  const stdin = input === undefined ? 'ignore' : 'pipe';
  const child = spawn(file, args, { env: {}, ...rest, stdio: [stdin, 'pipe', 'pipe'] }) as ChildProcessByStdio<
    Writable | null,
    Readable,
    Readable
  >;
  // One that does not read it may be gone.
  child.stdin?.on('error', () => undefined).end(input);
  const written = { stdout: '', stderr: '' };
  const streams = ['stdout', 'stderr'] as const;
  for (const name of streams) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
    });
  }
  const command: Command = {
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
          const found = pattern.exec(command.output);
          if (found !== null) {
            resolve(found);
          }
        };
        for (const name of streams) {
          child[name].on('data', look);
        }
        child.once('close', () => reject(new Error(`It ended without saying ${pattern}: ${command.output}`)));
        look();
      }),
  };
  return command;
}
