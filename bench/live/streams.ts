import { request } from 'node:http';
import { WebSocket } from 'ws';

export type Transport = 'sse' | 'websocket';

/** A result of a subscription or of a query. */
export interface GraphQLResult {
  // biome-ignore lint/suspicious/noExplicitAny: each operation's data has its own shape.
  readonly data?: any;
  readonly errors?: readonly { readonly message: string }[];
}

export interface StreamRequest {
  readonly transport: Transport;
  readonly url: string;
  /** Its `authorization`. */
  readonly caller: string;
  readonly query: string;
  readonly onResult: (result: GraphQLResult) => void;
  /** Called when the stream ends and was not closed here. */
  readonly onEnd: () => void;
}

export interface OpenStream {
  /** Takes nothing any more. */
  stall(): void;
  close(): void;
}

/** Opens a stream, and waits for its first result. @throws {Error} if there is none, or one with errors. */
export async function openStream(asked: StreamRequest): Promise<OpenStream> {
  let isClosed = false;
  const open = asked.transport === 'sse' ? openEvents : openWebSocket;
  const stream = await new Promise<OpenStream>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('A stream does not open')), OPEN_TIMEOUT_MS);
    const opening = open({
      ...asked,
      onResult(result) {
        if (result.errors !== undefined) {
          reject(new Error(`A stream has an error: ${result.errors[0]?.message}`));
        }
        clearTimeout(timer);
        asked.onResult(result);
        resolve(opening);
      },
      onEnd() {
        reject(new Error('A stream was refused'));
        if (!isClosed) {
          asked.onEnd();
        }
      },
    });
  });
  return {
    stall: stream.stall,
    close() {
      isClosed = true;
      stream.close();
    },
  };
}

const OPEN_TIMEOUT_MS = 60_000;

/** How many are opened at a time. */
const BATCH = 50;

/** Opens many, some at a time. */
export async function openStreams(asked: readonly StreamRequest[]): Promise<OpenStream[]> {
  const streams: OpenStream[] = [];
  for (let from = 0; from < asked.length; from += BATCH) {
    streams.push(...(await Promise.all(asked.slice(from, from + BATCH).map(openStream))));
  }
  return streams;
}

function openEvents({ url, caller, query, onResult, onEnd }: StreamRequest): OpenStream {
  let stall = () => {};
  const asked = request(url, {
    method: 'POST',
    agent: false,
    headers: { authorization: caller, 'content-type': 'application/json', accept: 'text/event-stream' },
  });
  asked.on('response', (response) => {
    if (response.statusCode !== 200) {
      asked.destroy();
      onEnd();
      return;
    }
    stall = () => response.pause();
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      const events = (text + chunk).split('\n\n');
      text = events.pop() as string;
      for (const event of events) {
        const data = /^data: (\{.*)$/m.exec(event)?.[1];
        if (data !== undefined) {
          onResult(JSON.parse(data));
        }
      }
    });
    response.once('close', onEnd);
    // An end that was not announced.
    response.on('error', () => undefined);
  });
  asked.once('error', onEnd);
  asked.end(JSON.stringify({ query }));
  return { stall: () => stall(), close: () => asked.destroy() };
}

function openWebSocket({ url, caller, query, onResult, onEnd }: StreamRequest): OpenStream {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { perMessageDeflate: false });
  const say = (message: object) => socket.send(JSON.stringify(message));
  socket.once('open', () => say({ type: 'connection_init', payload: { authorization: caller } }));
  socket.on('message', (bytes) => {
    const { type, payload } = JSON.parse(String(bytes));
    if (type === 'connection_ack') {
      say({ id: '1', type: 'subscribe', payload: { query } });
    } else if (type === 'next') {
      onResult(payload);
    } else if (type === 'error') {
      onResult({ errors: payload });
    }
  });
  socket.once('close', onEnd);
  // It closes after that.
  socket.on('error', () => undefined);
  return { stall: () => socket.pause(), close: () => socket.terminate() };
}
