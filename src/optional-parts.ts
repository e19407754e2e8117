import type { Config } from './config.js';
import { operationNamesIn, type PersistedOperations } from './graphql/pipeline/documents/persisted-operations.js';
import type { Agent } from './http/explorer/settings.js';
import type { GraphqlRouteOptions } from './http/graphql-route.js';
import type { Live } from './live/live.js';
import type { LineOutput } from './log/line-output.js';
import type { Logger } from './log/logger.js';
import { contextIn } from './superoffice/webhooks/tenant-context.js';
import { readVersion } from './version.js';

// Parts of the server that a setting switches on. Each is loaded only then; undefined: it is off.

export async function liveOf(config: Config, logger: Logger, tenantKey: string) {
  return config.subscriptions ? (await import('./live/live.js')).createLive(config, logger, tenantKey) : undefined;
}

export async function auditLogOf(
  { auditLog }: Config,
  logger: Logger,
  standardOutput: Pick<LineOutput, 'write' | 'lostLines'>,
) {
  return auditLog === undefined
    ? undefined
    : (await import('./observe/audit/audit-log.js')).openAuditLog(auditLog, { logger, standardOutput });
}

export async function metricsOf({ adminPort }: Config, persistedOperations: PersistedOperations = new Map()) {
  return adminPort === undefined
    ? undefined
    : (await import('./observe/metrics/metrics.js')).createMetrics({
        version: readVersion(),
        operationNames: operationNamesIn(persistedOperations),
      });
}

export async function webhooksOf(
  { webhookSecrets, superOfficeUrl }: Pick<Config, 'webhookSecrets'> & { readonly superOfficeUrl: URL },
  { onChatEvent }: Live,
) {
  return webhookSecrets.length === 0
    ? undefined
    : (await import('./http/webhooks/receiver.js')).createWebhookReceiver({
        secrets: webhookSecrets,
        tenantContext: contextIn(superOfficeUrl),
        onChatEvent,
      });
}

/** Settings of the explorer. */
export async function explorerOf(config: Config, agents: readonly Agent[]): Promise<GraphqlRouteOptions['explorer']> {
  if (!(config.explorer ?? !config.isProduction)) {
    return undefined;
  }
  const { readyOperations } = await import('./http/explorer/ready-operations.js');
  return {
    agents,
    groups: readyOperations({
      isSandbox: agents.length > 0,
      schemaPrefix: config.schemaPrefix,
      hasSubscriptions: config.subscriptions,
    }),
    allowsApolloSandbox: !config.isProduction,
  };
}
