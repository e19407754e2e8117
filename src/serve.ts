import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { type Config, ConfigError, loadConfig } from './config.js';
import { configHints } from './config-hints.js';
import { SchemaError } from './graphql/schema/schema-error.js';
import { MAX_LAST_WAIT_MS, writeLast } from './observe/line-output.js';
import { createLogger, defectFields } from './observe/logger.js';
import type { ProcessSignals } from './process-signals.js';
import type { Sandbox } from './sandbox/sandbox.js';
import { startServer } from './server.js';

/** The sandbox tenant's session of `tje0`, and the associate who is asked to take it over. */
const EXAMPLE = { authorization: 'Basic dGplMDpUamUw', sessionId: '549', toAssociate: 'bo' };

/** A session of somebody else's, with which nothing happens. */
const FOREIGN_SESSION_ID = '550';

/** Signals of which a second one does not wait for anything. The others come twice where a terminal is closed. */
const IMPATIENT_SIGNALS: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGBREAK', 'SIGQUIT'];

/** Runs the process: reads its configuration, starts the server and stops it when a signal asks for that. */
export async function serve(signals: ProcessSignals): Promise<void> {
  // Newer versions of Node load all modules in one turn of the event loop. A signal that came meanwhile is heard in the next.
  await nextTurn();
  await nextTurn();
  // Under load V8 finds that what an operation holds mostly outlives a small collection, and would make more of the like
  // where only a full one looks: from then on, all that such an object points to lives until that.
  setFlagsFromString('--no-allocation-site-pretenuring');
  // Node's own warnings go there. Once there is a stream of it, they do not wait for whoever reads them.
  process.stderr.on('error', () => undefined);

  const config = readConfig();
  const logger = createLogger(config.logLevel);
  const { output } = logger;
  let endMs = Number.POSITIVE_INFINITY;
  process.on('exit', () => output.flush(Math.min(MAX_LAST_WAIT_MS, endMs - performance.now())));
  const sandbox =
    config.superOfficeUrl === undefined ? await (await import('./sandbox/sandbox.js')).startSandbox() : undefined;
  const superOfficeUrl = new URL(sandbox?.url ?? (config.superOfficeUrl as URL));

  let isListening = false;
  let isStopping = false;
  const starting = startServer(
    // Nothing leads to a sandbox within this process but the loopback interface.
    { ...config, superOfficeUrl, ...(sandbox && { httpProxy: undefined }) },
    {
      logger,
      agents: sandbox?.agents ?? [],
      onListening: () => {
        isListening = true;
      },
      logOutput: output,
    },
  );
  const stop = async (delayMs: number) => {
    isStopping = true;
    endMs = performance.now() + config.shutdownTimeoutMs;
    setTimeout(() => process.exit(1), config.shutdownTimeoutMs).unref();
    const server = await starting;
    await server.stop({ delayMs });
    await sandbox?.stop();
  };
  signals.handleWith((signal) => {
    if (signal === 'SIGUSR1' || signal === 'SIGUSR2') {
      logger.info({ signal }, 'signal ignored');
    } else if (!isListening) {
      process.exit(0);
    } else if (!isStopping) {
      void stop(signal === 'SIGINT' || signal === 'SIGBREAK' ? 0 : config.shutdownDelayMs);
    } else if (IMPATIENT_SIGNALS.includes(signal)) {
      endMs = 0;
      process.exit(1);
    }
  });

  const server = await starting.catch((error) => fail(error));
  // Of rejections that nobody handles too. What was accepted may still end well; what comes after cannot be trusted.
  process.on('uncaughtException', (error) => {
    logger.fatal(defectFields(error), 'defect');
    process.exitCode = 1;
    if (!isStopping) {
      void stop(0);
    }
  });
  if (isStopping) {
    return;
  }
  output.write(sandbox === undefined ? `GraphQL at ${server.url}\n` : sandboxGuide(server.url, sandbox));
  if (server.explorerUrl !== undefined) {
    output.write(`Explorer at ${server.explorerUrl}, for a browser\n`);
  }
  if (server.adminUrl !== undefined) {
    output.write(`Health and metrics at ${server.adminUrl}\n`);
  }
  for (const hint of configHints(process.env)) {
    logger.warn(hint);
  }
  if (!/\/api\/v1\/$/i.test(superOfficeUrl.pathname)) {
    logger.warn('SUPEROFFICE_URL does not end in /api/v1/, as the REST root of a tenant does');
  }
  if (config.superOfficeTransport === 'http') {
    logger.warn('SUPEROFFICE_TRANSPORT=http is an old name: use SUPEROFFICE_TRANSPORT=undici, which it stands for');
  }
  if (config.logUpstreamErrors) {
    logger.warn("LOG_UPSTREAM_ERRORS is on: SuperOffice's own messages are logged and may hold customer data");
  }
}

function readConfig(): Config {
  try {
    return loadConfig(process.env);
  } catch (error) {
    return fail(error, configHints(process.env));
  }
}

/** Says what is wrong, and ends. */
function fail(error: unknown, hints: readonly string[] = []): never {
  writeLast(2, `superoffice-graphql cannot start. ${[reasonOf(error), ...hints].join('\n  ')}\n`);
  process.exit(1);
}

function reasonOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof SchemaError) {
    return error.message;
  }
  // Nobody foresaw it: its message may quote a setting.
  const { code } = error as { readonly code?: string };
  const { error: name, stack } = defectFields(error);
  return [code ?? name, ...stack].join('\n');
}

function sandboxGuide(url: string, { url: sandboxUrl }: Sandbox): string {
  return `GraphQL at ${url}, in front of the sandbox tenant at ${sandboxUrl} (SUPEROFFICE_URL is not set).

Transfer a chat session of tje0's to bo:

  ${curl(url, EXAMPLE.sessionId)}

The same for a session that is not tje0's, where nothing happens:

  ${curl(url, FOREIGN_SESSION_ID)}
`;
}

function curl(url: string, sessionId: string): string {
  const selection = '{ id user { id name } transferTo { id name } }';
  const query = `mutation { transferChatSession(id: ${sessionId}, toAssociate: \\"${EXAMPLE.toAssociate}\\") ${selection} }`;
  return `curl ${url} -H 'authorization: ${EXAMPLE.authorization}' -H 'content-type: application/json' -d '{"query":"${query}"}'`;
}
