import { afterEach, describe, expect, it } from '@jest/globals';
import { TJE0, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { leaveAll, subscribe } from './helpers/subscribe.js';
import { closeAll, enter, subscribing } from './helpers/web-socket.js';

const LIST = 'GET ChatSession/ForCurrentUser';
const FAST = { LIVE_POLL_MS: '20', LIVE_POLL_IDLE_MS: '20', LIVE_HINT_GAP_MS: '1' };

afterEach(() => {
  leaveAll();
  closeAll();
});

/** Gives the codes with which a subscription is refused. */
type Ask = (url: string, query: string) => Promise<readonly unknown[]>;

// biome-ignore lint/suspicious/noExplicitAny: errors as they come.
const codesOf = (errors: any): readonly unknown[] => errors.map(({ extensions }: any) => extensions.code);

const overEvents: Ask = async (url, query) => {
  const stream = await subscribe(url, query);
  const [refusal] = await stream.rest();
  return codesOf(refusal?.data.errors);
};

const overGet: Ask = async (url, query) => {
  const response = await fetch(`${url}?${new URLSearchParams({ query })}`, {
    headers: { accept: 'application/json, multipart/mixed;subscriptionSpec=1.0', authorization: TJE0 },
  });
  expect(response.status).toBe(400);
  const { errors } = (await response.json()) as { readonly errors: unknown };
  return codesOf(errors);
};

const overWebSocket: Ask = async (url, query) => {
  const { send, next } = await enter(url);
  send(subscribing('a', query));
  const { type, payload } = await next();
  expect(type).toBe('error');
  return codesOf(payload);
};

describe.each([
  ['as events', overEvents],
  ['in parts, by GET', overGet],
  ['over a WebSocket', overWebSocket],
] as const)('a subscription %s', (_transport, ask) => {
  const pair = useFacade({ ...FAST, MAX_TOKENS: '40', MAX_DEPTH: '4', MAX_ALIASES: '2', MAX_DIRECTIVES: '2' });

  it.each([
    ['tokens', `subscription { chatSessionUpdates(topics: [${'"1" '.repeat(40)}]) { isSnapshot } }`],
    ['levels', 'subscription { chatSessionUpdates { sessions { user { person { id } } } } }'],
    ['aliases', 'subscription { chatSessionUpdates { a: isSnapshot b: isSnapshot c: isSnapshot } }'],
    [
      'directives',
      'subscription { chatSessionUpdates { isSnapshot @skip(if: false) @include(if: true) asOf @skip(if: false) } }',
    ],
  ])('with too many %s is refused, and nothing is opened', async (_what, query) => {
    pair.superOffice.on(LIST, []);

    expect(await ask(pair.facade.url, query)).toEqual(['OPERATION_LIMIT_EXCEEDED']);
    expect(pair.superOffice.calls()).toEqual([]);
  });
});

describe('MAX_REST_CALLS', () => {
  const pair = useFacade({ ...FAST, MAX_REST_CALLS: '1' });
  const TOPICS = 'subscription { chatSessionUpdates { sessions { id topic { name } } } }';
  const topicsOf = ({ sessions }: { readonly sessions: readonly { readonly topic: unknown }[] }) =>
    sessions.map(({ topic }) => topic);

  function answerTopics(): void {
    pair.superOffice.on('GET ChatTopic/', ({ path }, response) => {
      const id = Number(path.split('/')[1]);
      sendJson(response, { ChatTopicId: id, Name: `Topic ${id}` });
    });
  }

  it('counts for each value, and leaves the poll out', async () => {
    let round = 1;
    pair.superOffice.on(LIST, (_request, response) =>
      sendJson(response, [{ ChatSessionId: 549, LastMessage: 'Hi', TopicId: round }]),
    );
    answerTopics();
    const stream = await subscribe(pair.facade.url, TOPICS);

    for (; round <= 3; round += 1) {
      expect(topicsOf(await stream.value())).toEqual([{ name: `Topic ${round}` }]);
    }
  });

  it('costs the fields beyond it, and not the stream', async () => {
    let topic = 1;
    pair.superOffice.on(LIST, (_request, response) =>
      sendJson(response, [
        { ChatSessionId: 549, LastMessage: 'Hi', TopicId: topic },
        { ChatSessionId: 550, LastMessage: 'Hi', TopicId: 2 },
      ]),
    );
    answerTopics();
    const stream = await subscribe(pair.facade.url, TOPICS);

    const { data } = (await stream.next()) ?? {};
    expect(topicsOf(data.data.chatSessionUpdates)).toEqual([{ name: 'Topic 1' }, null]);
    expect(codesOf(data.errors)).toEqual(['OPERATION_LIMIT_EXCEEDED']);
    topic = 3;
    expect(topicsOf(await stream.value())).toEqual([{ name: 'Topic 3' }]);
  });
});
