import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The built server as a process: `node dist/main.js`. */
export interface FacadeProcess {
  readonly url: string;
  /** Bytes of the heap in use, after a collection. */
  heapUsed(): Promise<number>;
  /** Reads nothing of its log for so long, or until it ends. */
  stallLog(ms: number): Promise<void>;
  /** The exit code, or the signal that ended it; once it has said its last. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Sends a signal. */
  kill(signal: NodeJS.Signals): void;
}

/** Starts it with nothing in its environment but what is given, and tells every line that it writes. */
export async function startFacadeProcess(
  env: Readonly<Record<string, string>>,
  onLine: (line: string) => void,
): Promise<FacadeProcess> {
  const child = spawn(process.execPath, ['--expose-gc', '--import', './test/chaos/report-heap.js', 'dist/main.js'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const stdout = child.stdout as Readable;
  const ended = once(child, 'close').then(([code, signal]) => signal ?? code);
  const url = await new Promise<string>((resolve, reject) => {
    for (const input of [stdout, child.stderr]) {
      createInterface({ input: input as Readable }).on('line', (line) => {
        onLine(line);
        const said = /^GraphQL at (\S+)$/.exec(line);
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
    async heapUsed() {
      child.send('heap');
      const [bytes] = await once(child, 'message');
      return bytes;
    },
    ended,
    kill: (signal) => void child.kill(signal),
  };
}
