import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Asked for twice, it makes an answer of 3.8 MB. */
const READ_BYTES = 1_900_000;
const TRANSFERRED_BYTES = 52_000;

export interface LargeSuperOffice {
  /** REST root, ending in a slash. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A SuperOffice whose chat sessions hold long messages. It does little for each, so as to answer many. */
export async function startLargeSuperOffice(): Promise<LargeSuperOffice> {
  const restOf = (bytes: number) => Buffer.from(`,"LastMessage":"${'x'.repeat(bytes)}"}`);
  const read = restOf(READ_BYTES);
  const transferred = restOf(TRANSFERRED_BYTES);
  const server = createServer(({ method, url = '' }, response) => {
    const [, id = '0'] = /ChatSession\/(\d+)/.exec(url) ?? [];
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(`{"ChatSessionId":${id},"TransferTo":{"AssociateId":3,"Name":"bo"}`);
    response.end(method === 'GET' ? read : transferred);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
