import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { startSandbox } from '../../src/sandbox/sandbox.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CREDENTIAL = 'Basic dGplMDpUamUw';

it('check asks at a terminal for the credential, and shows nothing of it', async () => {
  const sandbox = await startSandbox();
  // Runs it at a terminal of its own, whose screen is its output.
  const terminal = spawn('script', ['--quiet', '--return', '--command', 'node dist/cli.js check', '/dev/null'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, SUPEROFFICE_URL: sandbox.url },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  let isAnswered = false;
  terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    if (!isAnswered && screen.includes('Bearer ...): ')) {
      isAnswered = true;
      terminal.stdin.write(`${CREDENTIAL}\r`);
    }
  });
  const [code] = await once(terminal, 'close');
  await sandbox.stop();

  expect(screen).toMatch(/ 0 differs, 0 refused, /);
  expect(code).toBe(0);
  expect(screen).not.toMatch(/Basic d|dGpl/);
});
