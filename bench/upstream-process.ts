import { once } from 'node:events';
import { start, stop } from './process.js';

export interface Calls {
  readonly calls: number;
  /** The routes that were asked with the credential of each probing caller. */
  readonly routesOf: Readonly<Record<string, readonly string[]>>;
}

/** The stand-in SuperOffice, in a process of its own. */
export interface Upstream {
  /** REST root, ending in a slash. */
  readonly url: string;
  /** Says how many sessions a desk lists and how long each answer takes. */
  set(desk: { readonly sessions: number; readonly delayMs: number }): Promise<void>;
  /** The calls since this was last asked. */
  takeCalls(): Promise<Calls>;
  stop(): Promise<void>;
}

export async function startUpstream(): Promise<Upstream> {
  const child = start([process.execPath, '--import', 'tsx', 'bench/upstream.ts'], {
    cwd: '.',
    env: { PORT: '0' },
    stdout: 'pipe',
  });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  const url = String(line).trim();
  const control = async (path: string) => {
    const response = await fetch(new URL(path, url));
    return (await response.json()) as Calls;
  };
  return {
    url,
    async set({ sessions, delayMs }) {
      await control(`/__desk?sessions=${sessions}&delayMs=${delayMs}`);
    },
    takeCalls: () => control('/__calls'),
    stop: () => stop(child),
  };
}
