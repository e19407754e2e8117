import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../helpers/free-port.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const POLL_MS = 20;

/** The built server as a process: `node dist/main.js`. */
export interface FacadeProcess {
  readonly url: string;
  /** Bytes of the heap in use, after a collection. */
  heapUsed(): Promise<number>;
  /** Does not read its log for this time, or until it ends. */
  stallLog(ms: number): Promise<void>;
  /** The exit code, or the signal that ended it; resolves when its output is complete. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Sends a signal. */
  kill(signal: NodeJS.Signals): void;
}

export interface FacadeProcessOptions {
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The URL of its readiness. */
  readonly adminUrl: string;
  /** Called with every line that it writes. */
  readonly onLine: (line: string) => void;
  /** Whether its log goes to a disk that is full. */
  readonly hasFullDisk: boolean;
}

export async function startFacadeProcess(options: FacadeProcessOptions): Promise<FacadeProcess> {
  return options.hasFullDisk ? startOnFullDisk(options) : startBeforeReader(options);
}

async function startOnFullDisk({ env, adminUrl, onLine }: FacadeProcessOptions): Promise<FacadeProcess> {
  const disk = openSync('/dev/full', 'w');
  const port = await freePort();
  const child = start({ ...env, PORT: String(port) }, disk);
  closeSync(disk);
  createInterface({ input: child.stderr as Readable }).on('line', onLine);
  const ended = endOf(child);
  const url = `http://127.0.0.1:${port}/graphql`;
  const isReady = () =>
    fetch(`${adminUrl}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (child.exitCode === null && child.signalCode === null && !(await isReady())) {
    await delay(POLL_MS);
  }
  return { url, stallLog: async (ms) => void (await Promise.race([delay(ms), ended])), ...controls(child, ended) };
}

async function startBeforeReader({ env, onLine }: FacadeProcessOptions): Promise<FacadeProcess> {
  const child = start(env, 'pipe');
  const stdout = child.stdout as Readable;
  const ended = endOf(child);
  const url = await new Promise<string>((resolve, reject) => {
    for (const input of [stdout, child.stderr]) {
      createInterface({ input: input as Readable }).on('line', (line) => {
        onLine(line);
        const said = /"GraphQL at ([^\s"]+)"/.exec(line);
        if (said !== null) {
          resolve(said[1] as string);
        }
      });
    }
    void ended.then(() => reject(new Error('The server ended before it said where it is.')));
  });
  const exited = once(child, 'exit');
  return {
    url,
    async stallLog(ms) {
      stdout.pause();
      await Promise.race([delay(ms), exited]);
      stdout.resume();
    },
    ...controls(child, ended),
  };
}

function start(env: FacadeProcessOptions['env'], stdout: 'pipe' | number): ChildProcess {
  return spawn(process.execPath, ['--expose-gc', '--import', './test/chaos/report-heap.js', 'dist/main.js'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', stdout, 'pipe', 'ipc'],
  });
}

function endOf(child: ChildProcess): FacadeProcess['ended'] {
  return once(child, 'close').then(([code, signal]) => signal ?? code);
}

function controls(
  child: ChildProcess,
  ended: FacadeProcess['ended'],
): Pick<FacadeProcess, 'ended' | 'heapUsed' | 'kill'> {
  return {
    async heapUsed() {
      child.send('heap');
      const [bytes] = await once(child, 'message');
      return bytes;
    },
    ended,
    kill: (signal) => void child.kill(signal),
  };
}
