import { once } from 'node:events';
import { start, stop } from './process.js';

/** A stand-in SuperOffice, in a process of its own. */
export interface StandIn {
  /** REST root, ending in a slash. */
  readonly url: string;
  stop(): Promise<void>;
}

/** @param program its path below the repository's root; it prints its REST root first. */
export async function startStandIn(program: string): Promise<StandIn> {
  const child = start([process.execPath, '--import', 'tsx', program], {
    cwd: '.',
    env: { PORT: '0' },
    stdout: 'pipe',
  });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  return { url: String(line).trim(), stop: () => stop(child) };
}
