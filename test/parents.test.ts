import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';

const pair = useFacade();
const { ask } = pair;

/** Calls that answer with children of a session or a topic. */
interface Child {
  readonly call: string;
  readonly operation: string;
  /** The field that shows the parent. */
  readonly path: string;
  readonly id: string;
  readonly outcome?: 'UNKNOWN';
  /** The answer for a parent with this `key`. */
  answer(parent: Record<string, unknown>): unknown;
  /** Name of that key. */
  readonly key: string;
}

const CHILDREN: readonly Child[] = [
  {
    call: 'GET ChatSession/549/Messages',
    operation: '{ chatSession(id: 549) { messages { id session { id } } } }',
    path: 'chatSession.messages.1.session.id',
    id: '549',
    key: 'ChatSessionId',
    answer: (parent) => [
      { ChatMessageId: 11, ChatSessionId: 549 },
      { ChatMessageId: 12, ...parent },
    ],
  },
  {
    call: 'GET ChatSession/549/Messages?after=10',
    operation: '{ chatSession(id: 549) { messages(after: "10") { id session { id } } } }',
    path: 'chatSession.messages.0.session.id',
    id: '549',
    key: 'ChatSessionId',
    answer: (parent) => [{ ChatMessageId: 12, ...parent }],
  },
  {
    call: 'POST ChatSession/549/Messages',
    operation: 'mutation { addChatMessage(id: 549, message: { message: "Hi" }) { id session { id } } }',
    path: 'addChatMessage.session.id',
    id: '549',
    outcome: 'UNKNOWN',
    key: 'ChatSessionId',
    answer: (parent) => ({ ChatMessageId: 12, ...parent }),
  },
  {
    call: 'GET ChatTopic/3/UserAgent',
    operation: '{ chatTopic(id: 3) { members { canListen topic { id } } } }',
    path: 'chatTopic.members.1.topic.id',
    id: '3',
    key: 'TopicId',
    answer: (parent) => [{ TopicId: 3 }, { CanListen: true, ...parent }],
  },
  {
    call: 'POST ChatTopic/3/UserAgent',
    operation: 'mutation { addChatTopicMember(id: 3, member: { userName: "bo" }) { canListen topic { id } } }',
    path: 'addChatTopicMember.topic.id',
    id: '3',
    outcome: 'UNKNOWN',
    key: 'TopicId',
    answer: (parent) => ({ CanListen: true, ...parent }),
  },
  {
    call: 'PUT ChatTopic/3/UserAgent/bo',
    operation: 'mutation { updateChatTopicMember(id: 3, member: { userName: "bo" }) { canListen topic { id } } }',
    path: 'updateChatTopicMember.topic.id',
    id: '3',
    outcome: 'UNKNOWN',
    key: 'TopicId',
    answer: (parent) => ({ CanListen: true, ...parent }),
  },
  {
    call: 'POST Agents/Chat/UpdateChatTopicUserAgent',
    operation: 'mutation { updateChatTopicMember(id: 3, member: { userName: "R&D" }) { canListen topic { id } } }',
    path: 'updateChatTopicMember.topic.id',
    id: '3',
    outcome: 'UNKNOWN',
    key: 'TopicId',
    answer: (parent) => ({ CanListen: true, ...parent }),
  },
  {
    call: 'POST ChatTopic/3/Sessions',
    operation: 'mutation { createChatSession(topic: 3) { id topic { id } } }',
    path: 'createChatSession.topic.id',
    id: '3',
    outcome: 'UNKNOWN',
    key: 'TopicId',
    answer: (parent) => ({ ChatSessionId: 570, ...parent }),
  },
];

function start({ call, answer }: Child, parent: Record<string, unknown>): void {
  pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 549, TopicId: 3 });
  pair.superOffice.on('GET ChatTopic/3', { ChatTopicId: 3 });
  pair.superOffice.on(call, answer(parent));
}

const at = (data: unknown, path: string) =>
  path.split('.').reduce((value, key) => (value as Readonly<Record<string, unknown>> | null)?.[key], data);

describe.each(CHILDREN)('what $call answers', (child) => {
  it.each([4711, '4711'])('is UPSTREAM_BAD_RESPONSE if it names another parent: %j', async (id) => {
    start(child, { [child.key]: id });

    const answer = await ask(child.operation);

    expect(answer.errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_BAD_RESPONSE', ...(child.outcome && { outcome: child.outcome }) } },
    ]);
    expect(JSON.stringify(answer)).not.toContain('4711');
    expect(pair.superOffice.calls().filter((call) => call === child.call)).toHaveLength(1);
  });

  it.each([null, 0, -1])('belongs to the requested parent if it names none: %j', async (id) => {
    start(child, { [child.key]: id });

    const answer = await ask(child.operation);

    expect(answer.errors).toBeUndefined();
    expect(at(answer.data, child.path)).toBe(child.id);
  });

  it('may have the key as digits', async () => {
    start(child, { [child.key]: child.id });

    const answer = await ask(child.operation);

    expect(answer.errors).toBeUndefined();
    expect(at(answer.data, child.path)).toBe(child.id);
  });
});

it.each(['C4N4RY', '', '549 ', 549.5, 2 ** 31, true, {}, [549]])(
  'costs its own field alone where the key of a parent is no key: %j',
  async (key) => {
    pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 549, TopicId: 3 });
    pair.superOffice.on('GET ChatTopic/3', { ChatTopicId: 3 });
    pair.superOffice.on('GET ChatSession/549/Messages', [{ ChatMessageId: 12, ChatSessionId: key, Message: 'Hi' }]);
    pair.superOffice.on('GET ChatTopic/3/UserAgent', [{ TopicId: key, CanListen: true }]);

    const answer = await ask(`{ chatSession(id: 549) {
      messages { message session { id } } topic { members { canListen topic { id } } }
    } }`);

    expect(answer.data.chatSession).toEqual({
      messages: [{ message: 'Hi', session: null }],
      topic: { members: [{ canListen: true, topic: null }] },
    });
    // The two calls may end in any order.
    expect(answer.errors?.map(({ path, extensions: { code } }) => [path?.join('.'), code]).sort()).toEqual([
      ['chatSession.messages.0.session', 'UPSTREAM_BAD_RESPONSE'],
      ['chatSession.topic.members.0.topic', 'UPSTREAM_BAD_RESPONSE'],
    ]);
  },
);
