import { parseArgs } from 'node:util';
import { loadConfig } from '../config.js';
import { configHints } from '../config-hints.js';
import { listenProblem, readPort } from '../listen-problem.js';
import { startConfiguredSandbox } from './start-configured.js';

const VARIABLES = { port: 'SANDBOX_PORT', host: 'SANDBOX_HOST' };

const sandbox = await start().catch(({ message }: Error) => {
  process.stderr.write(`The sandbox tenant cannot start. ${message}\n`);
  process.exit(1);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.stop());
}

for (const hint of configHints(process.env, [...Object.values(VARIABLES), 'SANDBOX_TIME', 'SANDBOX_VISITORS'])) {
  process.stderr.write(`${hint}\n`);
}

// It serves even if this is not read, or the disk is full.
process.stdout.on('error', () => undefined);
process.stdout.write(`Sandbox tenant at ${sandbox.url}

  curl -d '' -u tje0:Tje0 -H 'Accept-Language: en' ${sandbox.url}ChatSession/549/TransferTo/bo
`);

/** Starts it as flags or variables say. */
async function start() {
  const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } });
  const { SANDBOX_PORT, SANDBOX_HOST, SANDBOX_TIME, SANDBOX_VISITORS } = process.env;
  const settings = loadConfig({ SANDBOX_TIME, SANDBOX_VISITORS });
  const port = readPort(VARIABLES.port, values.port ?? SANDBOX_PORT, 9000);
  try {
    return await startConfiguredSandbox(settings, { port, host: values.host || SANDBOX_HOST || '127.0.0.1' });
  } catch (error) {
    throw listenProblem(error, VARIABLES);
  }
}
