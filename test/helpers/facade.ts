import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { loadConfig } from '../../src/config.js';
import { createLogger } from '../../src/log/logger.js';
import { type Server, type ServerOptions, startServer } from '../../src/server.js';
import { type FakeSuperOffice, notFound, startFakeSuperOffice } from './fake-superoffice.js';
import { TJE0 } from './tje0.js';

/** Tests fail on purpose, send many requests as one caller, and share two cores, so limits are off unless a test sets them. */
const UNDISTURBED = {
  BREAKER_MIN_CALLS: '100000',
  FAILED_CREDENTIALS_BURST: '1000000',
  MAX_EVENT_LOOP_DELAY_MS: '600000',
  RATE_LIMIT_BURST: '1000000',
  SUPEROFFICE_QUEUE_TIMEOUT_MS: '60000',
};

/** Set by `undici.config.js`, with which tests run a second time. */
const { SUPEROFFICE_TRANSPORT = '' } = globalThis as { readonly SUPEROFFICE_TRANSPORT?: string };

/** A server on a free port in front of the given REST root. `env` is what an operator would set. */
export function startFacade(
  superOfficeUrl: string,
  env: Record<string, string> = {},
  options: Partial<ServerOptions> = {},
): Promise<Server> {
  const config = loadConfig({
    ...UNDISTURBED,
    PORT: '0',
    HOST: '127.0.0.1',
    // The host of requests that are written by hand.
    ALLOWED_HOSTS: 'x',
    SUPEROFFICE_URL: superOfficeUrl,
    SUPEROFFICE_TRANSPORT,
    ...env,
  });
  return startServer(
    { ...config, superOfficeUrl: new URL(config.superOfficeUrl ?? superOfficeUrl) },
    { logger: createLogger('silent'), ...options },
  );
}

export interface Pair {
  readonly superOffice: FakeSuperOffice;
  readonly facade: Server;
  /** Sends an operation to the facade, as tje0 unless `headers` say otherwise. */
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
}

/** A facade in front of a fake SuperOffice, for all tests of a file or a `describe`; requests are forgotten before each. */
export function useFacade(env: Record<string, string> = {}, options: Partial<ServerOptions> = {}): Pair {
  let superOffice: FakeSuperOffice | undefined;
  let facade: Server | undefined;
  const started = <T>(server: T | undefined): T => {
    if (server === undefined) {
      throw new Error('The servers run while tests do.');
    }
    return server;
  };
  beforeAll(async () => {
    superOffice = await startFakeSuperOffice();
    facade = await startFacade(superOffice.url, env, options);
  });
  afterAll(async () => {
    await facade?.stop();
    await superOffice?.stop();
  });
  beforeEach(() => started(superOffice).forget());
  return {
    get superOffice() {
      return started(superOffice);
    },
    get facade() {
      return started(facade);
    },
    ask: (query, variables, headers) => execute(started(facade).url, query, variables, headers),
  };
}

/** An id that no session has. */
const NO_SESSION = 2_147_483_647;

/**
 * Has SuperOffice accept a credential, tje0's unless `headers` say otherwise, and forgets the call. The calls of one that it has
 * not accepted yet go one at a time: a test that holds several of them needs this first.
 */
export async function acceptCredential(
  { superOffice, facade }: { readonly superOffice: FakeSuperOffice; readonly facade: { readonly url: string } },
  headers?: Record<string, string>,
): Promise<void> {
  superOffice.on(`GET ChatSession/${NO_SESSION}`, notFound);
  await execute(facade.url, `{ chatSession(id: ${NO_SESSION}) { status } }`, {}, headers);
  superOffice.forget();
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: each operation's data has its own shape.
  readonly data?: any;
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/** A new caller's: a refused credential is not sent again for a while. */
export const newCredential = () => ({ authorization: `Bearer ${randomUUID()}` });

export { TJE0 };

/** Sends an operation over HTTP, as tje0 unless `headers` say otherwise. An empty value leaves a header out. */
export async function execute(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const all = { 'content-type': 'application/json', authorization: TJE0, ...headers };
  const response = await fetch(url, {
    method: 'POST',
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
}
