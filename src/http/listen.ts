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
  /** Accepts nothing more, and waits for what was accepted; after `timeoutMs` the connections that are left are cut. */
  close(timeoutMs: number): Promise<void>;
}

/**
 * Serves a host, and every address of `localhost`, with an app each. Fastify by itself would serve the others beside the
 * first, without its limits, and would not wait for their requests when it closes.
 */
export async function listen({ host, port, createApp }: ListenOptions): Promise<Listening> {
  const [first = host, ...others] = host === 'localhost' ? await addressesOf(host) : [];
  const app = await createApp();
  await app.listen({ host: first, port });
  const apps = [app];
  const { port: taken } = app.server.address() as AddressInfo;
  for (const address of others) {
    const other = await createApp();
    // A machine may know an address that it does not have.
    await other.listen({ host: address, port: taken }).then(
      () => apps.push(other),
      () => other.close(),
    );
  }
  return {
    port: taken,
    async close(timeoutMs) {
      const cut = setTimeout(() => {
        for (const { server } of apps) {
          server.closeAllConnections();
        }
      }, timeoutMs);
      await Promise.all(apps.map((each) => each.close()));
      clearTimeout(cut);
    },
  };
}

async function addressesOf(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true });
  return [...new Set(found.map(({ address }) => address))];
}
