import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordingProxy {
  /** REST root, ending in a slash. */
  readonly url: string;
  /** `POST ChatSession/505/Pickup`, without queries, since the last look. */
  take(): string[];
  /** The same calls whole, with what was answered. */
  takeExchanges(): Exchange[];
  stop(): Promise<void>;
}

/** A request as it was sent, and its answer. */
export interface Exchange {
  readonly method: string;
  /** Below the REST root, without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON; undefined if there was no body. */
  readonly body: unknown;
  readonly status: number;
  readonly contentType: string | null;
  readonly answer: unknown;
}

/** The answer that replaces the target's. */
export interface ChangedAnswer {
  readonly contentType?: string;
  /** Sent as JSON unless it is a text. */
  readonly body: unknown;
}

/**
 * Passes requests on to a REST root unchanged, and records them.
 *
 * @param change called with each call and its answer; undefined leaves the answer unchanged.
 */
export async function startRecordingProxy(
  target: string,
  change: (exchange: Exchange) => ChangedAnswer | undefined = () => undefined,
): Promise<RecordingProxy> {
  let exchanges: Exchange[] = [];
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').replace('/api/v1/', '');
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const { host: _host, connection: _connection, 'transfer-encoding': _te, ...headers } = request.headers;
    const answer = await fetch(new URL(request.url ?? '/', target), {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    const sent = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get('content-type');
    const [pathname = '', search = ''] = path.split('?');
    const exchange: Exchange = {
      method: request.method ?? 'GET',
      path: pathname,
      query: new URLSearchParams(search),
      headers: request.headers,
      body: jsonOf(Buffer.concat(chunks)),
      status: answer.status,
      contentType: type,
      answer: jsonOf(sent),
    };
    exchanges.push(exchange);
    const changed = change(exchange);
    const sentType = changed?.contentType ?? type;
    response.writeHead(answer.status, sentType === null ? {} : { 'content-type': sentType });
    response.end(changed === undefined ? sent : textOf(changed.body));
  });
  function takeExchanges(): Exchange[] {
    const taken = exchanges;
    exchanges = [];
    return taken;
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/`,
    take: () => takeExchanges().map(({ method, path }) => `${method} ${path}`),
    takeExchanges,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** The parsed JSON, or the text if it is not JSON. */
function jsonOf(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
