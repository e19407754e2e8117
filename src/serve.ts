import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { type Config, changedSettings, loadConfig } from './config.js';
import { configHints } from './config-hints.js';
import { MAX_LAST_WAIT_MS } from './log/line-output.js';
import { createLogger, defectFields } from './log/logger.js';
import type { ProcessSignals } from './process-signals.js';
import { type Server, startServer } from './server.js';
import { tellFailure, tellPlaces } from './start-lines.js';
import { readVersion } from './version.js';

/** A second one of these signals ends the process at once. The others may come twice when a terminal is closed. */
const IMPATIENT_SIGNALS: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGBREAK', 'SIGQUIT'];

/** Runs the process: reads the configuration, starts the server, and stops it on a signal. */
export async function serve(signals: ProcessSignals): Promise<void> {
  // Newer versions of Node load all modules in one turn of the event loop. A signal that arrived meanwhile is handled in the
  // next turn.
  await nextTurn();
  await nextTurn();
  // Under load, V8 sees that an operation's objects usually survive a minor collection, and would allocate such objects in
  // the old generation from then on. Everything they point to would live until a full collection.
  setFlagsFromString('--no-allocation-site-pretenuring');
  // Node's own warnings go to standard error. Once it is a stream, they do not wait for its reader.
  process.stderr.on('error', () => undefined);

  const config = readConfig();
  const logger = createLogger(config.logLevel);
  const { output } = logger;
  let endMs = Number.POSITIVE_INFINITY;
  let server: Server | undefined;
  process.on('exit', (exitCode) => {
    const { operations = 0, restCalls = 0 } = server?.underWay ?? {};
    server?.cutChanges();
    // Operations that are cut have no line of their own.
    logger[operations > 0 ? 'warn' : 'info']({ exitCode, operations, restCalls }, 'process ends');
    output.flush(Math.min(MAX_LAST_WAIT_MS, endMs - performance.now()));
  });
  logger.info({ version: readVersion(), node: process.version, settings: changedSettings(config) }, 'process starts');
  const sandbox =
    config.superOfficeUrl === undefined
      ? await (await import('./sandbox/start-configured.js')).startConfiguredSandbox(config)
      : undefined;
  const superOfficeUrl = new URL(sandbox?.url ?? (config.superOfficeUrl as URL));

  let isListening = false;
  let isStopping = false;
  const starting = startServer(
    // The sandbox in this process can be reached only through loopback.
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
    await (await starting).stop({ delayMs });
    await sandbox?.stop();
  };
  signals.handleWith((signal) => {
    if (signal === 'SIGUSR1' || signal === 'SIGUSR2') {
      logger.info({ signal }, 'signal ignored');
    } else if (!isListening) {
      logger.info({ signal }, 'signal ends the process: it does not serve yet');
      process.exit(0);
    } else if (!isStopping) {
      logger.info({ signal, ...server?.underWay }, 'signal ends the process, after what is under way');
      void stop(signal === 'SIGINT' || signal === 'SIGBREAK' ? 0 : config.shutdownDelayMs);
    } else if (IMPATIENT_SIGNALS.includes(signal)) {
      logger.info({ signal, ...server?.underWay }, 'signal ends the process at once');
      endMs = 0;
      process.exit(1);
    } else {
      logger.info({ signal }, 'signal ignored');
    }
  });

  server = await starting.catch((error) => fail(error));
  // Also for unhandled rejections. Accepted requests may still end well; further ones cannot be trusted to.
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
  tellPlaces(logger, server, sandbox?.url);
  for (const warning of [...configHints(process.env), ...warningsOf(config, superOfficeUrl)]) {
    logger.warn(warning);
  }
}

/** Valid settings that probably do something else than the operator expects. */
function warningsOf(config: Config, { pathname }: URL): readonly string[] {
  const { superOfficeTransport, webhookSecrets, subscriptions, logUpstreamErrors } = config;
  const warnings = new Map([
    ['SUPEROFFICE_URL does not end in /api/v1/, as the REST root of a tenant does', !/\/api\/v1\/$/i.test(pathname)],
    ['SUPEROFFICE_TRANSPORT=http is an old name: use SUPEROFFICE_TRANSPORT=undici', superOfficeTransport === 'http'],
    [
      "WEBHOOK_SECRET is set, but SUBSCRIPTIONS is off: SuperOffice's webhooks are answered with 404",
      webhookSecrets.length > 0 && !subscriptions,
    ],
    ["LOG_UPSTREAM_ERRORS is on: SuperOffice's own messages are logged and may hold customer data", logUpstreamErrors],
  ]);
  return [...warnings].flatMap(([warning, isDue]) => (isDue ? warning : []));
}

function readConfig(): Config {
  try {
    return loadConfig(process.env);
  } catch (error) {
    return fail(error, configHints(process.env));
  }
}

/** Reports what is wrong, and ends. */
function fail(error: unknown, hints: readonly string[] = []): never {
  tellFailure(error, hints);
  process.exit(1);
}
