import { createConversations, hasFailed, type Message, type Outgoing, readOutgoing } from '../../client/index.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { execute, startFacade, TJE0 } from '../helpers/facade.js';
import { type Fault, startFaultProxy } from '../helpers/fault-proxy.js';
import { until } from '../helpers/until.js';
import { LIBRARIES } from './live-libraries.js';

export const SESSION = '549';
/** Longer than anything else takes. */
export const DELAY_MS = 100;
const READ =
  'query ($id: ID!, $after: ID) { chatSession(id: $id) { messages(after: $after) { id type message whenPosted } } }';
export const WRITE = `mutation ($id: ID!, $html: String!, $key: String!) {
  addChatMessage(id: $id, message: { message: $html }, idempotencyKey: $key) { id type message whenPosted }
}`;

/** A server in front of the sandbox tenant, and networks in front of both. */
export async function startPlace(stops: (() => unknown)[]) {
  const sandbox = await startSandbox();
  const superOfficeFaults: Fault[] = [];
  const superOffice = await startFaultProxy(sandbox.url, {
    fault: ({ method }) => (method === 'POST' ? superOfficeFaults.shift() : undefined),
  });
  const server = await startFacade(superOffice.url);
  const faults = { read: [] as Fault[], write: [] as Fault[], pass: [] as Fault[] };
  const network = await startFaultProxy(server.url, {
    fault: ({ path }) => faults[path.slice(1) as keyof typeof faults].shift(),
  });
  stops.push(
    () => sandbox.stop(),
    () => superOffice.stop(),
    () => server.stop(),
    () => network.stop(),
  );
  const read = async (after: string | null) =>
    (await execute(server.url, READ, { id: SESSION, after })).data.chatSession.messages as Message[];
  const last = String(Math.max(...(await read(null)).map(({ id }) => Number(id))));
  return {
    /** Without faults. */
    url: server.url,
    network: network.url,
    requests: network.requests,
    /** Of the next requests of a kind, one each. */
    faults,
    /** Of SuperOffice's next writes. */
    superOfficeFaults,
    /** The last message at the start. */
    last,
    /** Resolves when requests that arrived before have been answered, and have had time to be followed by another one. */
    async passTime(): Promise<void> {
      faults.pass.push({ type: 'delay', ms: 2 * DELAY_MS });
      await execute(`${network.url}?pass`, '{ me { id } }');
    },
    /** What the customer got. */
    written: async () => (await read(last)).map(({ message }) => message),
  };
}

export type Place = Awaited<ReturnType<typeof startPlace>>;

/** Plain fetch, which rejects if there is no answer. */
async function post(url: string, query: string, variables: object) {
  const headers = { 'content-type': 'application/json', authorization: TJE0 };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  return { data, error: errors };
}

/** An agent's page. @param stops end what it has started, the last first. @param kept what a page kept as JSON before it was loaded again. */
export function openPage({ url, network, last }: Place, stops: (() => unknown)[], kept = '{}') {
  let messages: Readonly<Record<string, readonly Message[]>> = {};
  let json = JSON.stringify(
    Object.fromEntries(
      Object.entries<object[]>(JSON.parse(kept)).map(([id, items]) => [
        id,
        items.flatMap((item) => readOutgoing(item) ?? []),
      ]),
    ),
  );
  const returned: string[] = [];
  const signedOut = new AbortController();
  stops.push(() => signedOut.abort());
  const conversations = createConversations<Message>({
    outgoing: {
      get: () => JSON.parse(json),
      set: (items) => {
        json = JSON.stringify(items);
      },
    },
    messages: {
      get: () => messages,
      set: (values) => {
        messages = values;
      },
    },
    ended: signedOut.signal,
    watch: (session, after, onUpdate, connection) =>
      LIBRARIES.urql.watch(
        { url, headers: { authorization: TJE0 } },
        { session, after },
        connection,
        ({ chatMessageUpdates: update }) => onUpdate(update),
      ),
    async read(id, after) {
      const { data, error } = await post(`${network}?read`, READ, { id, after });
      return { data: data?.chatSession?.messages, error };
    },
    async write(id, html, key) {
      const { data, error } = await post(`${network}?write`, WRITE, { id, html, key });
      return { data: data?.addChatMessage, error };
    },
    onReturned: (_id, texts) => returned.push(...texts),
  });
  const items = (): readonly Outgoing[] => JSON.parse(json)[SESSION] ?? [];
  return {
    conversations,
    returned,
    signedOut,
    items,
    states: () => items().map(({ text, state }) => `${text}: ${state}`),
    kept: () => json,
    shown: () => (messages[SESSION] ?? []).filter(({ id }) => Number(id) > Number(last)).map(({ message }) => message),
    settled: () => until(() => items().every(hasFailed)),
  };
}
