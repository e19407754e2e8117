import { lookup } from 'node:dns/promises';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Makes the app that serves one address. */
  readonly createApp: () => Promise<FastifyInstance>;
}

export interface Listening {
  readonly port: number;
  /** Stops accepting, and waits for what was accepted. After `timeoutMs`, the remaining connections are cut. */
  close(timeoutMs: number): Promise<void>;
}

/** How often to try another free port, if the one that is free on one address is taken on the next. */
const MAX_TRIES = 10;

/** Error codes of a machine that resolves an address of `localhost` but does not have it, or not its family. */
const ABSENT_ADDRESS = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];

/**
 * Serves a host, with one app for each address: `localhost` may have several. Fastify itself would serve the others without
 * the app's limits, and would not wait for their requests when it closes.
 *
 * Leaves out addresses of `localhost` that this machine does not have, if there is another.
 *
 * @throws the error of an address that cannot be served, after closing the others.
 */
export async function listen({ host, port, createApp }: ListenOptions): Promise<Listening> {
  const addresses = host === 'localhost' ? await addressesOf(host) : [host];
  for (let tries = 1; ; tries += 1) {
    const apps: FastifyInstance[] = [];
    try {
      await addAll(apps, { addresses, port, createApp });
      return { port: portOf(apps) as number, close: (timeoutMs) => close(apps, timeoutMs) };
    } catch (error) {
      await close(apps, 0);
      const isTakenByChance = port === 0 && apps.length > 0 && codeOf(error) === 'EADDRINUSE';
      if (!isTakenByChance || tries === MAX_TRIES) {
        throw error;
      }
    }
  }
}

async function addressesOf(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true });
  return [...new Set(found.map(({ address }) => address))];
}

interface AddOptions extends Omit<ListenOptions, 'host'> {
  readonly addresses: readonly string[];
}

async function addAll(apps: FastifyInstance[], { addresses, port, createApp }: AddOptions): Promise<void> {
  let absent: unknown;
  for (const address of addresses) {
    const app = await createApp();
    try {
      await app.listen({ host: address, port: portOf(apps) ?? port });
      apps.push(app);
    } catch (error) {
      await app.close();
      if (!ABSENT_ADDRESS.includes(codeOf(error))) {
        throw error;
      }
      absent = error;
    }
  }
  if (apps.length === 0) {
    throw absent;
  }
}

/** Undefined while nothing is served. */
function portOf([first]: readonly FastifyInstance[]): number | undefined {
  return (first?.server.address() as AddressInfo | undefined)?.port;
}

async function close(apps: readonly FastifyInstance[], timeoutMs: number): Promise<void> {
  const cut = setTimeout(() => {
    for (const { server } of apps) {
      server.closeAllConnections();
    }
  }, timeoutMs);
  await Promise.all(apps.map((app) => app.close()));
  clearTimeout(cut);
}

function codeOf(error: unknown): string {
  return String((error as { readonly code?: unknown }).code);
}
