import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordingProxy {
  /** REST root, ending in a slash. */
  readonly url: string;
  /** `POST ChatSession/505/Pickup`, without queries, since the last look. */
  take(): string[];
  stop(): Promise<void>;
}

/** Passes requests on to a REST root as they are, and notes which there were. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  let calls: string[] = [];
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').replace('/api/v1/', '');
    calls.push(`${request.method} ${path.split('?')[0]}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const { host: _host, connection: _connection, 'transfer-encoding': _te, ...headers } = request.headers;
    const answer = await fetch(target + path, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    const type = answer.headers.get('content-type');
    response.writeHead(answer.status, type === null ? {} : { 'content-type': type });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/`,
    take() {
      const taken = calls;
      calls = [];
      return taken;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
