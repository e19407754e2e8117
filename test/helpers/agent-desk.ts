import { readFileSync } from 'node:fs';
import { TJE0 } from './facade.js';

export const AGENT_DESK_GUIDE = readFileSync(new URL('../../docs/agent-desk.md', import.meta.url), 'utf8');

export const AGENTS: Readonly<Record<string, string>> = { tje0: TJE0, bo: 'Basic Ym86Qm8=' };

interface Step {
  readonly agent: string;
  readonly operation: string;
  readonly calls: readonly string[];
}

/** In the order of the guide: who does it, what, under which name, and the REST calls that it is said to make. */
export const AGENT_DESK_STEPS = [
  ...AGENT_DESK_GUIDE.matchAll(/As \*\*(\w+)\*\*|^```graphql\n(.*?)^```\n\n^```rest\n(.*?)^```/gms),
]
  .reduce<Step[]>((steps, [, agent, operation, calls]) => {
    const previous = steps.at(-1)?.agent ?? 'tje0';
    if (agent !== undefined) {
      steps.push({ agent, operation: '', calls: [] });
    } else if (operation !== undefined && calls !== undefined) {
      steps.push({ agent: previous, operation, calls: calls.trim().split('\n') });
    }
    return steps;
  }, [])
  .filter(({ operation }) => operation !== '')
  .map((step) => ({ ...step, name: /(?:query|mutation) (\w+)/.exec(step.operation)?.[1] as string }));
