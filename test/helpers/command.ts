import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface CommandOptions {
  readonly cwd?: string;
  /** All of it: nothing is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** Of whom to run as. */
  readonly uid?: number;
  /** Gives it a process group of its own, as a terminal does. */
  readonly detached?: boolean;
}

export interface Command {
  readonly child: ChildProcess;
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Waits until standard output holds what is looked for. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Runs a command with what it says kept. Whoever starts it ends it. */
export function startCommand(file: string, args: readonly string[], options: CommandOptions = {}): Command {
  const child = spawn(file, args, { env: {}, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said.stderr += chunk;
  });
  return {
    child,
    get stdout() {
      return said.stdout;
    },
    get stderr() {
      return said.stderr;
    },
    ended: once(child, 'close').then(([code, signal]) => signal ?? code),
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(said.stdout);
          if (found !== null) {
            resolve(found);
          }
        };
        child.stdout.on('data', look);
        child.once('close', () =>
          reject(new Error(`It ended without saying ${pattern}: ${said.stdout}${said.stderr}`)),
        );
        look();
      }),
  };
}
