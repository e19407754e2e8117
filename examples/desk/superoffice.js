import { randomBytes } from 'node:crypto';
import { loadConfig } from '../../dist/config.js';
import { createLogger } from '../../dist/log/logger.js';
import { startSandbox } from '../../dist/sandbox/sandbox.js';
import { startServer } from '../../dist/server.js';
import { CHAT_EVENTS } from '../../dist/superoffice/webhooks/payload.js';
import { webhookKey } from '../../dist/superoffice/webhooks/signature.js';

/** The pauses between two actions of visitors: short enough to see the desk work. */
const VISITOR_PAUSES_MS = [2000, 8000];

/** The defaults of this example, which the environment overrides. */
const DEFAULTS = { PORT: '0', LOG_LEVEL: 'warn', SANDBOX_TIME: 'now', SANDBOX_VISITORS: 'on' };

/** Starts superoffice-graphql, in front of a sandbox tenant with visitors unless SUPEROFFICE_URL is set. */
export async function startSuperOffice(env) {
  // An empty variable counts as missing.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value.trim() !== ''));
  const config = loadConfig({ ...DEFAULTS, ...set });
  const logger = createLogger(config.logLevel);
  if (config.superOfficeUrl !== undefined) {
    const server = await startServer(config, { logger });
    return { url: server.url, agents: [], stop: () => server.stop() };
  }
  const sandbox = await startSandbox({
    isRecent: config.sandboxTime === 'now',
    visitorPausesMs: config.sandboxVisitors ? VISITOR_PAUSES_MS : undefined,
  });
  const { agents } = sandbox;
  const [secret = randomBytes(32).toString('hex')] = config.webhookSecrets;
  const server = await startServer(
    // A proxy cannot reach a tenant in this process.
    { ...config, superOfficeUrl: new URL(sandbox.url), httpProxy: undefined, webhookSecrets: [secret] },
    { logger, agents },
  );
  if (config.subscriptions) {
    await registerWebhook(sandbox, server, secret);
  }
  return {
    url: server.url,
    agents,
    async stop() {
      await server.stop();
      await sandbox.stop();
    },
  };
}

/** Registers a webhook, so that what visitors write shows at once. `ida` administers the tenant. */
async function registerWebhook(sandbox, server, secret) {
  const { status } = await fetch(new URL('Webhook', sandbox.url), {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('ida:Ida')}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      Name: 'desk',
      Events: CHAT_EVENTS,
      TargetUrl: new URL('/webhooks/superoffice', server.url),
      Secret: webhookKey(secret, 'Default'),
      State: 'Active',
      Type: 'webhook',
    }),
  });
  if (status !== 200) {
    throw new Error(`The sandbox tenant answers ${status} to a new webhook.`);
  }
}
