import { connect } from 'node:net';
import { pathToFileURL } from 'node:url';
import { fromRoot } from '../process.js';
import type { LaunchOptions } from '../running.js';

/** Bytes of a process once everything is gone that can go. */
export interface Memory {
  readonly rss: number;
  /** In use: heap and buffers. */
  readonly inUse: number;
}

/** Makes a process report its memory at this path. */
export function tellMemory(path: string, env: LaunchOptions['env'] = {}): LaunchOptions {
  const script = pathToFileURL(fromRoot('bench/live/report-memory.js'));
  return { env: { ...env, BENCH_MEMORY_SOCKET: path }, nodeOptions: ['--expose-gc', `--import=${script}`] };
}

/** Has the process collect its garbage first. */
export async function readMemory(path: string): Promise<Memory> {
  let text = '';
  for await (const chunk of connect(path).setEncoding('utf8')) {
    text += chunk;
  }
  const { rss, heapUsed, external } = JSON.parse(text);
  return { rss, inUse: heapUsed + external };
}
