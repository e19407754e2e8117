import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { type Answer, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';

const as = (name: string) => ({ authorization: `Bearer ${name}` });
const transfer = (id: number) => `mutation { transferChatSession(id: ${id}, toAssociate: "bo") { id } }`;
const sessionId = (path: string) => Number(path.split('/')[1]);

describe('REST calls of several callers', () => {
  const pair = useFacade({ SUPEROFFICE_MAX_IN_FLIGHT: '2', SUPEROFFICE_MAX_QUEUED: '20', ADMIN_PORT: '0' });
  const held: { readonly id: number; readonly response: ServerResponse }[] = [];

  /** Answers the call that waits longest for it, and gives its number. */
  async function answerNext(): Promise<number> {
    await until(() => held.length > 0);
    const { id, response } = held.shift() as (typeof held)[number];
    sendJson(response, { ChatSessionId: id });
    return id;
  }

  it('go to SuperOffice in fair turns, however many each caller has', async () => {
    pair.superOffice.on('', ({ path }, response) => sendJson(response, { ChatSessionId: sessionId(path) }));
    await pair.ask(transfer(1), {}, as('busy'));
    await pair.ask(transfer(1), {}, as('alice'));
    pair.superOffice.forget();
    pair.superOffice.on('', ({ path }, response) => void held.push({ id: sessionId(path), response }));

    const busy = Array.from({ length: 22 }, (_, i) => pair.ask(transfer(100 + i), {}, as('busy')));
    await until(async () => (await queued()) === 20);
    // The queue is full: they take the place of one of the many calls.
    const alice = [201, 202].map((id) => pair.ask(transfer(id), {}, as('alice')));
    const answers: Answer[] = [];
    for (const asked of busy) {
      void asked.then((answer) => answers.push(answer));
    }
    await until(() => answers.length === 2);

    const order: number[] = [];
    while (order.length < 22) {
      order.push(await answerNext());
    }
    await Promise.all(busy);

    expect((await Promise.all(alice)).flatMap(({ errors }) => errors ?? [])).toEqual([]);
    expect(order.slice(0, 6).filter((id) => id > 200)).toEqual([201, 202]);
    expect(answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions)).toMatchObject(
      Array(2).fill({ code: 'OVERLOADED', outcome: 'NOT_SENT', retryable: true }),
    );
  });

  async function queued(): Promise<number | undefined> {
    return (await scrape(pair.facade)).value('superoffice_graphql_rest_calls_queued');
  }
});

describe('REST calls of a caller with many slow ones', () => {
  const pair = useFacade({ SUPEROFFICE_MAX_IN_FLIGHT: '8', SUPEROFFICE_MAX_QUEUED: '20' });

  it('leave turns for other callers, for reads and changes', async () => {
    const held: ServerResponse[] = [];
    const READ = '{ chatSession(id: 1) { id status } }';
    pair.superOffice.on('', ({ method, path, headers }, response) =>
      method === 'POST' && headers.authorization === 'Bearer greedy'
        ? void held.push(response)
        : sendJson(response, { ChatSessionId: sessionId(path) }),
    );
    await pair.ask(READ, {}, as('greedy'));
    const greedy = Array.from({ length: 12 }, (_, i) => pair.ask(transfer(100 + i), {}, as('greedy')));
    await until(() => held.length === 7);

    expect((await pair.ask(READ, {}, as('alice'))).errors).toBeUndefined();
    expect((await pair.ask(transfer(2), {}, as('bob'))).errors).toBeUndefined();

    let answered = 0;
    await until(() => {
      for (const response of held.slice(answered)) {
        answered += 1;
        sendJson(response, {}, 409);
      }
      return answered === 12;
    });
    await Promise.all(greedy);
  });
});
