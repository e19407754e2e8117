import { Button } from './Button.js';

/** The sandbox tenant's, which `page.js` writes into `index.html`; none in front of another tenant. */
const AGENTS: readonly { readonly fullName: string; readonly authorization: string }[] = JSON.parse(
  document.getElementById('agents')?.textContent ?? '[]',
);

interface SandboxAgentsProps {
  readonly isBusy: boolean;
  onChoose(authorization: string): void;
}

/** Only for trying the desk: a button for each agent of the sandbox tenant. */
export function SandboxAgents({ isBusy, onChoose }: SandboxAgentsProps) {
  return AGENTS.length === 0 ? null : (
    <>
      <h2 id="agents-title">Sandbox agents</h2>
      <ul className="agents" aria-labelledby="agents-title">
        {AGENTS.map(({ fullName, authorization }) => (
          <li key={fullName}>
            <Button disabled={isBusy} onClick={() => onChoose(authorization)}>
              <bdi>{fullName}</bdi>
            </Button>
          </li>
        ))}
      </ul>
      <h2>Another credential</h2>
    </>
  );
}
