import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProcess } from './end-process.js';
import { until } from './until.js';

/** Starts a real Redis on a port of 127.0.0.1. It takes connections when this resolves, and is ended by `stops`. */
export async function startRedisServer(port: number, stops: (() => unknown)[]): Promise<ChildProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const redis = spawn('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  stops.push(async () => {
    redis.kill('SIGCONT');
    await endProcess(redis);
    rmSync(folder, { recursive: true });
  });
  let said = '';
  redis.stdout.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  await until(() => said.includes('Ready to accept connections'));
  return redis;
}
