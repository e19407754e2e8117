import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { agentsOf, type SandboxAgent } from './agents.js';
import { archiveRoutes } from './archive/routes.js';
import { type AgentRefusal, chatAgentRoutes } from './chat/chat-agent.js';
import { chatMessageRoutes } from './chat/chat-messages.js';
import { chatSessionRoutes } from './chat/chat-sessions.js';
import { chatTopicRoutes } from './chat/chat-topics.js';
import { presenceRoutes } from './chat/presence.js';
import { createRequestListener } from './http/request-listener.js';
import type { Route, SlowRoute } from './http/route.js';
import { mdoListRoutes } from './mdo-list.js';
import { recordRoutes } from './records.js';
import { createTenant, type Tenant } from './tenant.js';
import { timeZoneRoutes } from './time-zones.js';
import { userRoutes } from './users.js';
import { startVisitors, type VisitorPauses } from './visitors.js';
import { RETRY_PAUSES_MS } from './webhooks/delivery.js';
import { createWebhooks } from './webhooks/webhooks.js';

/** How long `stop` waits for requests that are being answered. */
const STOP_GRACE_MS = 500;

export interface SandboxOptions {
  /** Default 0: any free one. */
  readonly port?: number;
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** Refuses what IIS in front of SuperOffice refuses: `+` and `&` in a path, a POST without a length. Default true. */
  readonly likeIis?: boolean;
  /** Answers 405 to PATCH, which newer versions of SuperOffice do not document. Default false. */
  readonly refusesPatch?: boolean;
  /** How the chat agent refuses: with null (default), or with an error body. Both are documented, with status 200. */
  readonly agentRefusal?: AgentRefusal;
  /** The clock for messages' dates and opening hours. Default: the real one. */
  readonly now?: () => Date;
  /** Whether all dates are moved: the newest message is a minute old, and waiting visitors came today. Default false. */
  readonly isRecent?: boolean;
  /** Has visitors write, come and leave, with such pauses in milliseconds. Default: none do. */
  readonly visitorPausesMs?: VisitorPauses | undefined;
  /** Pauses before a failed webhook is sent again. Default: SuperOffice's, 1 and 4 seconds. */
  readonly webhookRetryPausesMs?: readonly number[];
}

export interface Sandbox {
  /** REST root, ending in a slash: `http://127.0.0.1:PORT/api/v1/`. */
  readonly url: string;
  readonly agents: readonly SandboxAgent[];
  /** Ends it within a second, open connections included. */
  stop(): Promise<void>;
}

/**
 * Starts a stand-in SuperOffice, with seeded data that is the same on every start.
 *
 * Each has its own state: what is done to one is not seen in another.
 */
export async function startSandbox({
  port = 0,
  host = '127.0.0.1',
  likeIis = true,
  refusesPatch = false,
  agentRefusal = 'null',
  now = () => new Date(),
  isRecent = false,
  visitorPausesMs,
  webhookRetryPausesMs: retryPausesMs = RETRY_PAUSES_MS,
}: SandboxOptions = {}): Promise<Sandbox> {
  const tenant = createTenant({ now, isRecent });
  const webhooks = createWebhooks(tenant, { retryPausesMs });
  const every: readonly (Route | SlowRoute)[] = [...routesOf(tenant, agentRefusal), ...webhooks.routes];
  const routes = refusesPatch ? every.filter(({ method }) => method !== 'PATCH') : every;
  const server = createServer(createRequestListener({ tenant, routes, likeIis }));
  // Longer than a client keeps a connection, so that no connection is closed while a request is being sent.
  server.keepAliveTimeout = 120_000;
  await listen(server, port, host);
  const stopVisitors = visitorPausesMs && startVisitors(tenant, visitorPausesMs);
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}/api/v1/`,
    agents: agentsOf(tenant),
    stop: () => {
      stopVisitors?.();
      webhooks.stop();
      return close(server);
    },
  };
}

function routesOf(tenant: Tenant, agentRefusal: AgentRefusal): readonly Route[] {
  const chat = [
    ...chatSessionRoutes(tenant),
    ...chatMessageRoutes(tenant),
    ...chatTopicRoutes(tenant),
    ...presenceRoutes(tenant),
    ...mdoListRoutes(tenant),
  ];
  return [
    ...chat,
    ...chatAgentRoutes(chat, agentRefusal),
    ...archiveRoutes(tenant),
    ...recordRoutes(tenant),
    ...userRoutes(tenant),
    ...timeZoneRoutes(),
  ];
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
