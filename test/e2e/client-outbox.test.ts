import { afterEach, describe, expect, it } from '@jest/globals';
import { type Message, mergeMessages } from '../../client/messages.js';
import { createOutbox, hasFailed, type Outgoing, readOutgoing } from '../../client/outbox.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { execute, startFacade, TJE0 } from '../helpers/facade.js';
import { type Fault, startFaultProxy } from '../helpers/fault-proxy.js';
import { until } from '../helpers/until.js';

const SESSION = '549';
const DELAY_MS = 100;
const READ =
  'query ($id: ID!, $after: ID) { chatSession(id: $id) { messages(after: $after) { id type message whenPosted } } }';
const WRITE = `mutation ($id: ID!, $html: String!, $key: String!) {
  addChatMessage(id: $id, message: { message: $html }, idempotencyKey: $key) { id type message whenPosted }
}`;

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) {
    await stop();
  }
});

/** A server in front of the sandbox tenant, and networks in front of both. */
async function start() {
  const sandbox = await startSandbox();
  const superOfficeFaults: (Fault | undefined)[] = [];
  const superOffice = await startFaultProxy(sandbox.url, {
    fault: ({ method }) => (method === 'POST' ? superOfficeFaults.shift() : undefined),
  });
  const server = await startFacade(superOffice.url);
  const faults: (Fault | undefined)[] = [];
  const network = await startFaultProxy(server.url, { fault: () => faults.shift() });
  stops.push(
    () => sandbox.stop(),
    () => superOffice.stop(),
    () => server.stop(),
    () => network.stop(),
  );
  const read = async (after: string | null) =>
    (await execute(server.url, READ, { id: SESSION, after })).data.chatSession.messages as Message[];
  const atStart = await read(null);
  const { id: last = null } = atStart.at(-1) ?? {};
  return {
    url: network.url,
    requests: network.requests,
    /** Of the next requests, one each. */
    faults,
    /** Of SuperOffice's next writes. */
    superOfficeFaults,
    atStart,
    /** Resolves when requests that arrived before have been answered, and have had time to be followed by another one. */
    async passTime(): Promise<void> {
      faults.push({ type: 'delay', ms: 2 * DELAY_MS });
      await execute(network.url, '{ me { id } }');
    },
    /** What the customer got. */
    written: async () => (await read(last)).map(({ message }) => message),
  };
}

type Place = Awaited<ReturnType<typeof start>>;

/** Plain fetch, which rejects if there is no answer. */
async function post(url: string, query: string, variables: object) {
  const headers = { 'content-type': 'application/json', authorization: TJE0 };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  return { data, error: errors };
}

/** An agent's page. @param kept what a page kept as JSON before it was loaded again. */
function openPage({ url, atStart }: Place, kept = '{}') {
  let messages: readonly Message[] = atStart;
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
  const outbox = createOutbox<Message>({
    outgoing: {
      get: () => JSON.parse(json),
      set: (items) => {
        json = JSON.stringify(items);
      },
    },
    ended: signedOut.signal,
    known: () => messages,
    async read(id, after) {
      const { data, error } = await post(url, READ, { id, after });
      return { data: data?.chatSession?.messages, error };
    },
    async write(id, html, key) {
      const { data, error } = await post(url, WRITE, { id, html, key });
      return { data: data?.addChatMessage, error };
    },
    onArrived: (_id, added) => {
      messages = mergeMessages(messages, added);
    },
    onReturned: (_id, texts) => returned.push(...texts),
  });
  const items = (): readonly Outgoing[] => JSON.parse(json)[SESSION] ?? [];
  return {
    outbox,
    returned,
    signedOut,
    items,
    states: () => items().map(({ text, state }) => `${text}: ${state}`),
    kept: () => json,
    shown: () => messages.slice(atStart.length).map(({ message }) => message),
    settled: () => until(() => items().every(hasFailed)),
  };
}

describe('an outbox', () => {
  it.each<{ readonly fault: Fault; readonly state: readonly string[] }>([
    { fault: { type: 'reset', at: 'request' }, state: ['Hello: missing'] },
    { fault: { type: 'end', at: 'answer' }, state: [] },
    { fault: { type: 'reset', at: 'head' }, state: [] },
    { fault: { type: 'end', at: 'body' }, state: [] },
    { fault: { type: 'garbage' }, state: [] },
  ])('writes a message once if its answer is lost: $fault', async ({ fault, state }) => {
    const place = await start();
    const { outbox, states, settled, shown } = openPage(place);
    place.faults.push(fault);
    outbox.send(SESSION, 'Hello');
    await settled();

    expect(states()).toEqual(state);
    outbox.sendAgain(SESSION);
    await until(() => states().length === 0);
    expect(await place.written()).toEqual(['Hello']);
    expect(shown()).toEqual(['Hello']);
  });

  it.each<{ readonly at: 'request' | 'answer'; readonly state: readonly string[] }>([
    { at: 'request', state: ['Hello: missing'] },
    { at: 'answer', state: [] },
  ])('writes a message once if SuperOffice does not answer the server: $at lost', async ({ at, state }) => {
    const place = await start();
    const { outbox, states, settled } = openPage(place);
    place.superOfficeFaults.push({ type: 'reset', at });
    outbox.send(SESSION, 'Hello');
    await settled();

    expect(states()).toEqual(state);
    outbox.sendAgain(SESSION);
    await until(() => states().length === 0);
    expect(await place.written()).toEqual(['Hello']);
  });

  it('writes two messages with the same text, although the answer to the first is lost', async () => {
    const place = await start();
    const { outbox, items, shown } = openPage(place);
    place.faults.push({ type: 'reset', at: 'answer' });
    outbox.send(SESSION, 'Hello');
    outbox.send(SESSION, 'Hello');
    await until(() => items().length === 0);

    expect(await place.written()).toEqual(['Hello', 'Hello']);
    expect(shown()).toEqual(['Hello', 'Hello']);
  });

  it('keeps the order of messages when the first one fails', async () => {
    const place = await start();
    const { outbox, items, states, settled } = openPage(place);
    place.faults.push({ type: 'reset', at: 'request' });
    outbox.send(SESSION, '1 < 2');
    outbox.send(SESSION, 'second');
    await settled();

    expect(states()).toEqual(['1 < 2: missing', 'second: failed']);
    expect(await place.written()).toEqual([]);
    outbox.sendAgain(SESSION);
    await until(() => items().length === 0);
    expect(await place.written()).toEqual(['1 &lt; 2', 'second']);
  });

  it('gives a message back to be edited, but only if it is not under way', async () => {
    const place = await start();
    const { outbox, items, returned, settled } = openPage(place);
    place.faults.push({ type: 'reset', at: 'request' });
    outbox.send(SESSION, 'Hello');
    await settled();
    const [item] = items() as [Outgoing];
    outbox.sendAgain(SESSION);
    outbox.edit(SESSION, item);
    await until(() => items().length === 0);
    expect(returned).toEqual([]);

    place.faults.push({ type: 'reset', at: 'request' });
    outbox.send(SESSION, 'Bye');
    await settled();
    outbox.edit(SESSION, items()[0] as Outgoing);
    expect(returned).toEqual(['Bye']);
    expect(items()).toEqual([]);
    expect(await place.written()).toEqual(['Hello']);
  });

  it('gives back what was under way before a reload, unless it is in the session', async () => {
    const place = await start();
    const before = openPage(place);
    place.faults.push({ type: 'stall', at: 'answer' });
    before.outbox.send(SESSION, 'first');
    before.outbox.send(SESSION, 'second');
    await until(async () => (await place.written()).length === 1);
    const page = openPage(place, before.kept());
    page.outbox.resume();
    page.outbox.send(SESSION, 'third');
    await until(() => page.items().length === 0);

    expect(page.returned).toEqual(['second']);
    expect(await place.written()).toEqual(['first', 'third']);
  });

  it('writes nothing more after its agent has signed out', async () => {
    const place = await start();
    const { outbox, signedOut, states } = openPage(place);
    place.faults.push({ type: 'delay', ms: DELAY_MS });
    outbox.send(SESSION, 'first');
    outbox.send(SESSION, 'second');
    await until(async () => (await place.written()).length === 1);
    signedOut.abort();
    await until(() => states().length === 1);
    await place.passTime();

    expect(states()).toEqual(['second: waiting']);
    expect(await place.written()).toEqual(['first']);
  });

  it('neither writes nor gives back what it still reads when its agent signs out', async () => {
    const place = await start();
    const { outbox, returned, settled, signedOut, states } = openPage(place);
    place.faults.push({ type: 'reset', at: 'request' });
    outbox.send(SESSION, 'Hello');
    await settled();
    const answered = place.requests.length + 1;
    place.faults.push({ type: 'delay', ms: DELAY_MS });
    outbox.sendAgain(SESSION);
    await until(() => place.requests.length === answered);
    signedOut.abort();
    place.faults.push({ type: 'delay', ms: DELAY_MS });
    const page = openPage(place, JSON.stringify({ [SESSION]: [{ key: 'k', text: 'Hello', after: 1 }] }));
    page.outbox.resume();
    await until(() => place.requests.length > answered);
    page.signedOut.abort();
    await place.passTime();

    expect(await place.written()).toEqual([]);
    expect(states()).toEqual(['Hello: sending']);
    expect([...returned, ...page.returned]).toEqual([]);
    expect(page.states()).toEqual(['Hello: checking']);
  });
});
