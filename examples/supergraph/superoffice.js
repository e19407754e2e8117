import { loadConfig } from '../../dist/config.js';
import { createLogger } from '../../dist/log/logger.js';
import { startSandbox } from '../../dist/sandbox/sandbox.js';
import { startServer } from '../../dist/server.js';

/** Starts superoffice-graphql, in front of the sandbox tenant unless SUPEROFFICE_URL is set. */
export async function startSuperOffice(env) {
  // An empty variable counts as missing.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value.trim() !== ''));
  const config = loadConfig({ PORT: '0', LOG_LEVEL: 'warn', ...set });
  const sandbox = config.superOfficeUrl === undefined ? await startSandbox() : undefined;
  const superOfficeUrl = config.superOfficeUrl ?? new URL(sandbox.url);
  const server = await startServer({ ...config, superOfficeUrl }, { logger: createLogger(config.logLevel) });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await sandbox?.stop();
    },
  };
}
