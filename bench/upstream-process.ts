import { startStandIn } from './stand-in.js';

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
  const { url, stop } = await startStandIn('bench/upstream.ts');
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
    stop,
  };
}
