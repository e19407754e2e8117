import { startSandbox } from './sandbox.js';

const port = Number(process.env.SANDBOX_PORT || 9000);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write('SANDBOX_PORT must be a port: 0 to 65535.\n');
  process.exit(1);
}

const sandbox = await startSandbox({ port, host: process.env.SANDBOX_HOST || '127.0.0.1' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.stop());
}

// It serves all the same where nobody reads this, or the disk is full.
process.stdout.on('error', () => undefined);
process.stdout.write(`Sandbox tenant at ${sandbox.url}

  curl -d '' -u tje0:Tje0 -H 'Accept-Language: en' ${sandbox.url}ChatSession/549/TransferTo/bo
`);
