import { startStandIn } from '../stand-in.js';

export interface TenantShape {
  /** Agent n is of team n modulo this. */
  readonly teams: number;
  /** Of each team. */
  readonly sessions: number;
  /** Least length of each last message. */
  readonly textBytes: number;
  /** Whether all sessions of a list have changed whenever it is read. */
  readonly isRestless: boolean;
}

export interface TenantCalls {
  readonly calls: number;
  /** Calls for lists of sessions among them. */
  readonly lists: number;
}

/** The stand-in SuperOffice whose sessions change, in a process of its own. */
export interface Tenant {
  /** REST root, ending in a slash. */
  readonly url: string;
  set(shape: TenantShape): Promise<void>;
  /** Changes a session as SuperOffice's own user interface does: no server is notified. */
  change(sessionId: number): Promise<void>;
  /** The calls since this was last asked. */
  takeCalls(): Promise<TenantCalls>;
  stop(): Promise<void>;
}

export async function startTenant(): Promise<Tenant> {
  const { url, stop } = await startStandIn('bench/live/tenant.ts');
  const control = async (path: string, body = '') => {
    const response = await fetch(new URL(path, url), { method: 'POST', body });
    return (await response.json()) as TenantCalls;
  };
  return {
    url,
    async set(shape) {
      await control('/__shape', JSON.stringify(shape));
    },
    async change(sessionId) {
      await control(`/__change?session=${sessionId}`);
    },
    takeCalls: () => control('/__calls'),
    stop,
  };
}
