import { afterEach, describe, expect, it } from '@jest/globals';
import type { Live, Outgoing } from '../../client/index.js';
import { execute } from '../helpers/facade.js';
import type { Fault } from '../helpers/fault-proxy.js';
import { until } from '../helpers/until.js';
import { DELAY_MS, openPage, SESSION, startPlace, WRITE } from './agent-page.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) {
    await stop();
  }
});

describe('conversations', () => {
  it.each<{ readonly fault: Fault; readonly state: readonly string[] }>([
    { fault: { type: 'reset', at: 'request' }, state: ['Hello: missing'] },
    { fault: { type: 'end', at: 'answer' }, state: [] },
    { fault: { type: 'reset', at: 'head' }, state: [] },
    { fault: { type: 'end', at: 'body' }, state: [] },
    { fault: { type: 'garbage' }, state: [] },
  ])('write a message once if its answer is lost: $fault', async ({ fault, state }) => {
    const place = await startPlace(stops);
    const { conversations, states, settled, shown } = openPage(place, stops);
    place.faults.write.push(fault);
    conversations.send(SESSION, 'Hello');
    await settled();

    expect(states()).toEqual(state);
    conversations.sendAgain(SESSION);
    await until(() => states().length === 0);
    expect(await place.written()).toEqual(['Hello']);
    expect(shown()).toEqual(['Hello']);
  });

  it.each<{ readonly at: 'request' | 'answer'; readonly state: readonly string[] }>([
    { at: 'request', state: ['Hello: missing'] },
    { at: 'answer', state: [] },
  ])('write a message once if SuperOffice does not answer the server: $at lost', async ({ at, state }) => {
    const place = await startPlace(stops);
    const { conversations, states, settled } = openPage(place, stops);
    place.superOfficeFaults.push({ type: 'reset', at });
    conversations.send(SESSION, 'Hello');
    await settled();

    expect(states()).toEqual(state);
    conversations.sendAgain(SESSION);
    await until(() => states().length === 0);
    expect(await place.written()).toEqual(['Hello']);
  });

  it('write two messages with the same text, although the answer to the first is lost', async () => {
    const place = await startPlace(stops);
    const { conversations, items, shown } = openPage(place, stops);
    place.faults.write.push({ type: 'reset', at: 'answer' });
    conversations.send(SESSION, 'Hello');
    conversations.send(SESSION, 'Hello');
    await until(() => items().length === 0);

    expect(await place.written()).toEqual(['Hello', 'Hello']);
    expect(shown()).toEqual(['Hello', 'Hello']);
  });

  it('take one message for one of two with the same text, of which one got lost', async () => {
    const place = await startPlace(stops);
    const { conversations, states, settled } = openPage(place, stops);
    place.faults.write.push({ type: 'reset', at: 'request' });
    conversations.send(SESSION, 'Hello');
    await settled();
    place.faults.write.push({ type: 'reset', at: 'answer' });
    conversations.send(SESSION, 'Hello');
    await until(() => states().length === 1);

    expect(states()).toEqual(['Hello: missing']);
    expect(await place.written()).toEqual(['Hello']);
  });

  it('keep the order of messages when the first one fails', async () => {
    const place = await startPlace(stops);
    const { conversations, items, states, settled } = openPage(place, stops);
    place.faults.write.push({ type: 'reset', at: 'request' });
    conversations.send(SESSION, '1 < 2');
    conversations.send(SESSION, 'second');
    await settled();

    expect(states()).toEqual(['1 < 2: missing', 'second: failed']);
    expect(await place.written()).toEqual([]);
    conversations.sendAgain(SESSION);
    await until(() => items().length === 0);
    expect(await place.written()).toEqual(['1 &lt; 2', 'second']);
  });

  it('give a message back to be edited, but only if it is not under way', async () => {
    const place = await startPlace(stops);
    const { conversations, items, returned, settled } = openPage(place, stops);
    place.faults.write.push({ type: 'reset', at: 'request' });
    conversations.send(SESSION, 'Hello');
    await settled();
    const [item] = items() as [Outgoing];
    conversations.sendAgain(SESSION);
    conversations.edit(SESSION, item);
    await until(() => items().length === 0);
    expect(returned).toEqual([]);

    place.faults.write.push({ type: 'reset', at: 'request' });
    conversations.send(SESSION, 'Bye');
    await settled();
    conversations.edit(SESSION, items()[0] as Outgoing);
    expect(returned).toEqual(['Bye']);
    expect(items()).toEqual([]);
    expect(await place.written()).toEqual(['Hello']);
  });

  it('give back what was under way before a reload, unless it is in the session', async () => {
    const place = await startPlace(stops);
    const before = openPage(place, stops);
    place.faults.write.push({ type: 'stall', at: 'answer' });
    before.conversations.send(SESSION, 'first');
    before.conversations.send(SESSION, 'second');
    await until(async () => (await place.written()).length === 1);
    const page = openPage(place, stops, before.kept());
    page.conversations.resume();
    page.conversations.send(SESSION, 'third');
    await until(() => page.items().length === 0);

    expect(page.returned).toEqual(['second']);
    expect(await place.written()).toEqual(['first', 'third']);
  });

  it('write nothing more after their agent has signed out', async () => {
    const place = await startPlace(stops);
    const { conversations, signedOut, states } = openPage(place, stops);
    place.faults.write.push({ type: 'delay', ms: DELAY_MS });
    conversations.send(SESSION, 'first');
    conversations.send(SESSION, 'second');
    await until(async () => (await place.written()).length === 1);
    signedOut.abort();
    await until(() => states().length === 1);
    await place.passTime();

    expect(states()).toEqual(['second: waiting']);
    expect(await place.written()).toEqual(['first']);
  });

  it('neither write nor give back what they still read when their agent signs out', async () => {
    const place = await startPlace(stops);
    const { conversations, returned, settled, signedOut, states } = openPage(place, stops);
    place.faults.write.push({ type: 'reset', at: 'request' });
    conversations.send(SESSION, 'Hello');
    await settled();
    const answered = place.requests.length + 1;
    place.faults.read.push({ type: 'delay', ms: DELAY_MS });
    conversations.sendAgain(SESSION);
    await until(() => place.requests.length === answered);
    signedOut.abort();
    place.faults.read.push({ type: 'delay', ms: DELAY_MS });
    const page = openPage(place, stops, JSON.stringify({ [SESSION]: [{ key: 'k', text: 'Hello', after: 1 }] }));
    page.conversations.resume();
    await until(() => place.requests.length > answered);
    page.signedOut.abort();
    await place.passTime();

    expect(await place.written()).toEqual([]);
    expect(states()).toEqual(['Hello: sending']);
    expect([...returned, ...page.returned]).toEqual([]);
    expect(page.states()).toEqual(['Hello: checking']);
  });

  it('show each message once, whether it comes by a stream, by an answer or late', async () => {
    const place = await startPlace(stops);
    const { conversations, items, settled, shown } = openPage(place, stops);
    const states: Live[] = [];
    const left = new AbortController();
    const ended = conversations.follow(SESSION, left.signal, (live) => states.push(live));
    await until(() => states.length > 0);
    conversations.send(SESSION, '1');
    place.faults.write.push({ type: 'reset', at: 'answer' });
    conversations.send(SESSION, '2');
    await until(() => items().length === 0 && shown().length === 2);

    place.faults.write.push({ type: 'reset', at: 'request' });
    conversations.send(SESSION, '3');
    await settled();
    expect(items()).toMatchObject([{ text: '3', state: 'missing' }]);
    await execute(place.url, WRITE, { id: SESSION, html: '3', key: 'late-message' });
    await until(() => items().length === 0);
    left.abort();

    expect(await ended).toBeUndefined();
    expect(shown()).toEqual(['1', '2', '3']);
    expect(await place.written()).toEqual(['1', '2', '3']);
  });
});
