import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { openSync, readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

/** An absolute path, from one below the repository's root. */
export function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** Whether processes can be kept to one core each. */
export const isPinned = cpus().length > 1 && canPin();

/** The core of the contender that is measured; the upstream and the load have another. */
export const CONTENDER_CORE = 0;
const OTHER_CORE = 1;

export interface ProcessOptions {
  /** Below the repository's root. */
  readonly cwd: string;
  /** All of its environment besides `PATH` and `NODE_ENV=production`. */
  readonly env: Readonly<Record<string, string>>;
  readonly core?: number;
  /** Where its errors are written; its output is discarded. */
  readonly errorLog?: string;
}

/** Starts a program. Its output goes to `/dev/null`, unless it has to be read. */
export function start(
  command: readonly string[],
  options: ProcessOptions & { readonly stdout?: 'pipe' },
): ChildProcess {
  const { cwd, env, core = OTHER_CORE, errorLog, stdout = 'ignore' } = options;
  const [program = '', ...args] = isPinned ? ['taskset', '--cpu-list', String(core), ...command] : command;
  return spawn(program, args, {
    cwd: fromRoot(cwd),
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    stdio: ['ignore', stdout, errorLog === undefined ? 'inherit' : openSync(errorLog, 'a')],
  });
}

/** Runs a program to its end. */
export function run(command: readonly string[], options: ProcessOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    start(command, options).on('exit', (code) => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`${command.join(' ')} ended with ${code}`));
      }
    });
  });
}

export function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Ends a program that was started, and waits for its end. */
export async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) {
    return;
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}

/** Keeps this process, which makes the load, off the contenders' core. */
export function pinSelf(): void {
  if (isPinned) {
    execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(OTHER_CORE), String(process.pid)]);
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Ticks of the kernel's clock in a second, as Linux shows them to all programs. */
const TICKS_PER_SECOND = 100;

/** CPU time of a process, of its children and of those that it has seen end, in seconds. */
export function cpuSeconds(pid: number): number {
  // The name, second of the fields, may hold blanks; utime, stime, cutime and cstime are 14 to 17.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return ticks / TICKS_PER_SECOND + sum(childrenOf(pid).map(cpuSeconds));
}

/** Resident memory of a process and its children, in bytes. */
export function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024 + sum(childrenOf(pid).map(residentBytes));
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function canPin(): boolean {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
