import { TJE0 } from './tje0.js';

/** One event of a stream; a comment, such as a heartbeat, has the name `:`. */
export interface StreamEvent {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: each operation's data has its own shape.
  readonly data: any;
}

export interface Subscriber {
  readonly status: number;
  readonly headers: Headers;
  /** The next event that is not a comment; undefined at the end. */
  next(): Promise<StreamEvent | undefined>;
  /** The next result of a subscription's field. Throws if there is none, or one with errors. */
  // biome-ignore lint/suspicious/noExplicitAny: each field has its own shape.
  value(): Promise<any>;
  /** The next event, comments included. */
  any(): Promise<StreamEvent | undefined>;
  /** All events that are left, comments apart. */
  rest(): Promise<readonly StreamEvent[]>;
  leave(): void;
}

export interface SubscribeOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  /** An empty value leaves a header out. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: 'GET' | 'POST';
}

const open = new Set<Subscriber>();

/** Opens a stream of server-sent events, as tje0 unless `headers` say otherwise. */
export async function subscribe(
  url: string,
  query: string,
  { variables = {}, headers = {}, method = 'POST' }: SubscribeOptions = {},
): Promise<Subscriber> {
  const departure = new AbortController();
  const sent = {
    accept: 'text/event-stream',
    authorization: TJE0,
    ...(method === 'POST' && { 'content-type': 'application/json' }),
    ...headers,
  };
  const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const response = await fetch(method === 'GET' ? `${url}?${parameters}` : url, {
    method,
    headers: Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== '')),
    signal: departure.signal,
    ...(method === 'POST' && { body: JSON.stringify({ query, variables }) }),
  });
  const events = eventsIn(response);
  const any = async () => (await events.next()).value ?? undefined;
  async function next(): Promise<StreamEvent | undefined> {
    for (let event = await any(); ; event = await any()) {
      if (event?.event !== ':') {
        return event;
      }
    }
  }
  const subscriber: Subscriber = {
    status: response.status,
    headers: response.headers,
    any,
    next,
    async value() {
      const event = await next();
      if (event?.event !== 'next' || event.data.errors !== undefined) {
        throw new Error(`No value: ${JSON.stringify(event)}`);
      }
      return Object.values(event.data.data)[0];
    },
    async rest() {
      const left: StreamEvent[] = [];
      for (let event = await next(); event !== undefined; event = await next()) {
        left.push(event);
      }
      return left;
    },
    leave() {
      open.delete(subscriber);
      departure.abort();
    },
  };
  open.add(subscriber);
  return subscriber;
}

/** Leaves all streams that tests have left open. */
export function leaveAll(): void {
  for (const subscriber of [...open]) {
    subscriber.leave();
  }
}

/** Holds the response itself: `fetch` cancels a body that nobody reads as soon as its response is collected. */
async function* eventsIn(response: Response): AsyncGenerator<StreamEvent, undefined> {
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        if (block !== '') {
          yield eventIn(block);
        }
      }
    }
  } catch (error) {
    if ((error as Error).name !== 'AbortError') {
      throw error;
    }
  }
  return undefined;
}

function eventIn(block: string): StreamEvent {
  const fields = new Map(block.split('\n').map((line) => line.split(/: ?(.*)/s, 2) as [string, string]));
  if (fields.has('')) {
    return { event: ':', data: undefined };
  }
  const data = fields.get('data');
  return {
    event: fields.get('event') ?? (fields.has('retry') ? 'retry' : 'message'),
    data: data ? JSON.parse(data) : (fields.get('retry') ?? data),
  };
}
