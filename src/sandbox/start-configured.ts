import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.js';
import { VISITOR_PAUSES_MS } from './visitors.js';

/** What an operator sets. */
export interface SandboxSettings {
  readonly sandboxTime: 'seeded' | 'now';
  readonly sandboxVisitors: boolean;
}

export function startConfiguredSandbox(
  { sandboxTime, sandboxVisitors }: SandboxSettings,
  place: Pick<SandboxOptions, 'port' | 'host'> = {},
): Promise<Sandbox> {
  return startSandbox({
    ...place,
    isRecent: sandboxTime === 'now',
    visitorPausesMs: sandboxVisitors ? VISITOR_PAUSES_MS : undefined,
  });
}
