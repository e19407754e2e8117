import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../helpers/free-port.js';

/** A real Redis, in which the server shares its rate limits. */
export interface Redis {
  readonly url: string;
  /** It keeps its connections, and no longer answers. */
  hang(): void;
  goOn(): void;
  stop(): Promise<void>;
}

/** Undefined if this machine has no Redis. */
export async function startRedis(): Promise<Redis | undefined> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'chaos-redis-'));
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder];
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const isReady = await Promise.race([once(child, 'error').then(() => false), readinessOf(child)]);
  if (!isReady) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const ended = once(child, 'exit');
  return {
    url: `redis://127.0.0.1:${port}`,
    hang: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function readinessOf({ stdout }: ChildProcess): Promise<boolean> {
  let said = '';
  for await (const chunk of stdout ?? []) {
    said += chunk;
    if (said.includes('Ready to accept connections')) {
      stdout?.resume();
      return true;
    }
  }
  return false;
}
