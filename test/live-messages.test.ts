import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ChatMessageCarrier } from '../src/superoffice/carriers.js';
import { type Pair, useFacade } from './helpers/facade.js';
import { type Handler, notFound, sendJson } from './helpers/fake-superoffice.js';
import { leaveAll, type Subscriber, subscribe } from './helpers/subscribe.js';
import { until } from './helpers/until.js';
import { postWebhook, WEBHOOK_SECRET, webhookBody } from './helpers/webhooks.js';

const FAST = { LIVE_POLL_MS: '20', LIVE_POLL_IDLE_MS: '20', LIVE_HINT_GAP_MS: '1', SUPEROFFICE_MAX_RETRIES: '0' };
const LIST = 'GET ChatSession/ForCurrentUser';
const MESSAGES = `subscription ($sessions: [ChatMessagesPosition!]!) {
  chatMessageUpdates(sessions: $sessions) { session { id } messages { id message } lastId isGone staleSince }
}`;

afterEach(leaveAll);

const pair = useFacade({ ...FAST, LIVE_STALE_MS: '1', BREAKER_MIN_CALLS: '10000' });

/** What was written in each session, which a test adds to. */
let written: Map<number, ChatMessageCarrier[]>;
/** Sessions that the caller's list holds. */
let listed: number[];
let lastId: number;

beforeEach(() => {
  lastId = 0;
  listed = [549, 550];
  written = new Map([
    [549, []],
    [550, []],
    [551, []],
  ]);
  answer(pair);
});

function answer({ superOffice }: Pair): void {
  superOffice.on('GET ChatSession/', (request, response) => {
    const [, id, after] = /^ChatSession\/(\d+)\/Messages(?:\?after=(\d+))?$/.exec(request.path) ?? [];
    const messages = written.get(Number(id));
    if (messages === undefined) {
      notFound(request, response);
    } else {
      sendJson(
        response,
        messages.filter(({ ChatMessageId }) => (ChatMessageId as number) > Number(after ?? 0)),
      );
    }
  });
  superOffice.on(LIST, (_request, response) =>
    sendJson(
      response,
      listed.map((id) => ({ ChatSessionId: id, LastMessage: written.get(id)?.at(-1)?.Message ?? '' })),
    ),
  );
}

function write(sessionId: number, text = `message ${lastId + 1}`): void {
  lastId += 1;
  written.get(sessionId)?.push({ ChatMessageId: lastId, ChatSessionId: sessionId, Message: text });
}

const open = (...sessions: readonly { readonly session: string; readonly after?: string | null }[]) =>
  subscribe(pair.facade.url, MESSAGES, { variables: { sessions } });

const reads = (id: number) =>
  pair.superOffice.calls().filter((call) => call.startsWith(`GET ChatSession/${id}/Messages`));

const textsIn = ({ messages }: { readonly messages: readonly { readonly message: string }[] }) =>
  messages.map(({ message }) => message);

describe('chatMessageUpdates', () => {
  it('sends existing messages first, even if there are none, and then each new one once', async () => {
    write(549, 'Hi');
    write(549, 'How are you?');
    const stream = await open({ session: '549' }, { session: '550' });

    expect(await stream.value()).toEqual({
      session: { id: '549' },
      messages: [
        { id: '1', message: 'Hi' },
        { id: '2', message: 'How are you?' },
      ],
      lastId: '2',
      isGone: false,
      staleSince: null,
    });
    expect(await stream.value()).toMatchObject({
      session: { id: '550' },
      messages: [],
      lastId: null,
      staleSince: null,
    });
    write(550, 'Help');
    expect(await stream.value()).toMatchObject({
      session: { id: '550' },
      messages: [{ message: 'Help' }],
      lastId: '3',
    });
    write(549, 'Fine');
    expect(await stream.value()).toMatchObject({
      session: { id: '549' },
      messages: [{ message: 'Fine' }],
      lastId: '4',
    });
  });

  it('continues after the last known message', async () => {
    write(549, 'old');
    write(549, 'new');

    const stream = await open({ session: '549', after: '1' });

    expect(await stream.value()).toMatchObject({ messages: [{ message: 'new' }], lastId: '2' });
    expect(reads(549)).toContain('GET ChatSession/549/Messages?after=1');
    expect(reads(549)).not.toContain('GET ChatSession/549/Messages');
  });

  it('reads messages of a session only if the list shows a change, and from time to time', async () => {
    const stream = await open({ session: '549' });
    await stream.value();
    pair.superOffice.forget();

    const polls = () => pair.superOffice.calls().filter((call) => call === LIST).length;
    await until(() => polls() >= 20);

    expect(reads(549).length).toBeGreaterThanOrEqual(1);
    expect(reads(549).length).toBeLessThanOrEqual(polls() / 5);
  });

  it('sends messages of a session that is not among the caller’s', async () => {
    const stream = await open({ session: '551' });
    await stream.value();

    write(551, 'Hi');

    expect(await stream.value()).toMatchObject({ session: { id: '551' }, messages: [{ message: 'Hi' }] });
  });

  it('sends a message that leaves no trace in the session', async () => {
    pair.superOffice.on(LIST, [{ ChatSessionId: 549, LastMessage: 'the same' }]);
    const stream = await open({ session: '549' });
    await stream.value();

    write(549, 'delayed');

    expect(await stream.value()).toMatchObject({ messages: [{ message: 'delayed' }] });
  });

  it('says that SuperOffice does not answer, and then sends what was written since', async () => {
    const stream = await open({ session: '549' });
    await stream.value();

    pair.superOffice.on('GET ChatSession/', (_request, response) => response.destroy());
    pair.superOffice.on(LIST, (_request, response) => response.destroy());
    write(549, 'meanwhile');
    expect(await stream.value()).toMatchObject({
      session: null,
      messages: [],
      lastId: null,
      staleSince: expect.any(String),
    });
    answer(pair);

    let update = await stream.value();
    if (update.session === null) {
      // The value that says that it answers again may come before the messages are read.
      expect(update).toMatchObject({ staleSince: null });
      update = await stream.value();
    }
    expect(update).toMatchObject({ session: { id: '549' }, messages: [{ message: 'meanwhile' }], staleSince: null });
  });

  it('sends a message whose first read failed with the next poll', async () => {
    const stream = await open({ session: '549' });
    await stream.value();
    const lists = () => pair.superOffice.calls().filter((call) => call === LIST).length;
    let failedAt = 0;
    let readAt = 0;
    pair.superOffice.on('GET ChatSession/549/Messages', (_request, response) => {
      failedAt = lists();
      pair.superOffice.on('GET ChatSession/549/Messages', (_again, next) => {
        readAt = lists();
        sendJson(next, written.get(549));
      });
      sendJson(response, {}, 500);
    });
    write(549, 'Hi');

    let update = await stream.value();
    while (update.session === null) {
      update = await stream.value();
    }
    expect(update).toMatchObject({ messages: [{ message: 'Hi' }] });
    expect(readAt - failedAt).toBeLessThanOrEqual(2);
  });

  it.each<[string, Handler]>([
    ['500', (_request, response) => sendJson(response, {}, 500)],
    ['400', (_request, response) => sendJson(response, {}, 400)],
    ['an answer of another shape', (_request, response) => sendJson(response, { no: 'list' })],
    ['no answer', (_request, response) => response.destroy()],
  ])('sends messages of other sessions while one gets %s, and says that something is missing', async (_what, fault) => {
    pair.superOffice.on('GET ChatSession/549/Messages', fault);
    const stream = await open({ session: '549' }, { session: '550' });
    let isStale = false;
    const nextMessages = async (): Promise<{ readonly session: { readonly id: string } }> => {
      for (;;) {
        const update = await stream.value();
        // It stays so, although SuperOffice answers for the other session.
        expect(isStale && update.staleSince === null).toBe(false);
        isStale = update.staleSince !== null;
        if (update.session !== null) {
          return update;
        }
      }
    };

    expect(await nextMessages()).toMatchObject({ session: { id: '550' }, messages: [] });
    for (const text of ['Help', 'Anybody there?']) {
      write(550, text);
      expect(await nextMessages()).toMatchObject({ session: { id: '550' }, messages: [{ message: text }] });
    }
    if (!isStale) {
      expect(await stream.value()).toMatchObject({ session: null, staleSince: expect.any(String) });
    }
    write(549, 'At last');
    answer(pair);
    let update = await stream.value();
    if (update.session === null) {
      update = await stream.value();
    }

    expect(update).toMatchObject({ session: { id: '549' }, messages: [{ message: 'At last' }], staleSince: null });
  });

  it('reads a session that cannot be read once a poll', async () => {
    pair.superOffice.on('GET ChatSession/549/Messages', {}, 500);
    const stream = await open({ session: '549' }, { session: '550' });
    await stream.value();
    const lists = () => pair.superOffice.calls().filter((call) => call === LIST).length;
    await until(() => lists() >= 10 && reads(549).length >= 5);

    expect(reads(549).length).toBeLessThanOrEqual(lists());
  });

  it.each([
    ['of no session', []],
    ['of more than 20 sessions', Array.from({ length: 21 }, (_none, index) => ({ session: `${index + 1}` }))],
    ['of one session twice', [{ session: '549' }, { session: '549', after: '1' }]],
    ['after what is no id', [{ session: '549', after: '0' }]],
  ])('refuses messages %s', async (_what, sessions) => {
    const stream = await open(...sessions);

    expect(await stream.rest()).toMatchObject([
      { event: 'next', data: { data: null, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } },
      { event: 'complete' },
    ]);
  });

  it('ends with NOT_FOUND for a session that does not exist', async () => {
    const stream = await open({ session: '777' });

    expect(await stream.rest()).toMatchObject([
      { data: { data: null, errors: [{ extensions: { code: 'NOT_FOUND' } }] } },
      { event: 'complete' },
    ]);
  });

  it.each(['in the list', 'outside the list'])(
    'says that a session %s is gone, continues with the others, and says when it is back',
    async (where) => {
      listed = where === 'in the list' ? [549, 551] : [549];
      write(551, 'before');
      const stream = await open({ session: '551' }, { session: '549' });
      await stream.value();
      await stream.value();

      const kept = written.get(551) as ChatMessageCarrier[];
      written.delete(551);
      listed = [549];
      expect(await stream.value()).toMatchObject({ session: { id: '551' }, messages: [], lastId: '1', isGone: true });
      write(549, 'Hi');
      expect(await stream.value()).toMatchObject({ session: { id: '549' }, messages: [{ message: 'Hi' }] });
      written.set(551, kept);
      listed = where === 'in the list' ? [549, 551] : [549];
      expect(await stream.value()).toMatchObject({ session: { id: '551' }, messages: [], lastId: '1', isGone: false });
      write(551, 'after');
      expect(await stream.value()).toMatchObject({ session: { id: '551' }, messages: [{ message: 'after' }] });
    },
  );

  it.each([
    ['the only one', [{ session: '551' }], 'sessions[0]: '],
    ['the last one', [{ session: '549' }, { session: '551' }], 'sessions[1]: '],
  ])('ends with NOT_FOUND when %s of its sessions is gone', async (_which, asked, named) => {
    const stream = await open(...asked);
    for (const _session of asked) {
      await stream.value();
    }

    if (asked.length > 1) {
      written.delete(549);
      listed = [550];
      expect(await stream.value()).toMatchObject({ session: { id: '549' }, isGone: true });
    }
    written.delete(551);

    expect(await stream.rest()).toMatchObject([
      {
        data: { data: null, errors: [{ message: expect.stringContaining(named), extensions: { code: 'NOT_FOUND' } }] },
      },
      { event: 'complete' },
    ]);
  });

  it.each([
    ['NOT_FOUND', notFound],
    ['FORBIDDEN', (_request, response) => sendJson(response, {}, 403)],
  ] satisfies [string, Handler][])(
    'names the session that ends it with %s, by its place alone',
    async (code, fault) => {
      pair.superOffice.on('GET ChatSession/550/Messages', fault);
      const stream = await open({ session: '549' }, { session: '550' }, { session: '551' });
      await stream.value();

      const [ended] = await stream.rest();

      expect(ended?.data).toMatchObject({
        data: null,
        errors: [{ message: expect.stringMatching(/^sessions\[1\]: SuperOffice/), extensions: { code } }],
      });
      expect(ended?.data.errors[0].message).not.toContain('550');
    },
  );

  it('names the session that the caller may no longer see, long after the start', async () => {
    const stream = await open({ session: '549' }, { session: '550' });
    await stream.value();
    await stream.value();
    pair.superOffice.on('GET ChatSession/549/Messages', {}, 403);
    write(549);

    expect(await stream.rest()).toMatchObject([
      { data: { errors: [{ message: expect.stringContaining('sessions[0]: '), extensions: { code: 'FORBIDDEN' } }] } },
      { event: 'complete' },
    ]);
  });

  it('sends each message once and in order, over interruptions, in any order of writes', async () => {
    await fc.assert(
      fc.asyncProperty(
        // How many messages are written before each value is read, and whether the client leaves after it.
        fc.array(fc.record({ writes: fc.integer({ min: 1, max: 4 }), breaks: fc.boolean() }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (rounds) => {
          written.set(549, []);
          const told: string[] = [];
          let after: string | null = null;
          let stream: Subscriber | undefined;
          for (const { writes, breaks } of rounds) {
            for (let count = 0; count < writes; count += 1) {
              write(549);
            }
            stream ??= await open({ session: '549', after });
            const update = await stream.value();
            told.push(...textsIn(update));
            after = update.lastId;
            if (breaks) {
              stream.leave();
              stream = undefined;
            }
          }
          stream ??= await open({ session: '549', after });
          const all = (written.get(549) ?? []).map(({ Message }) => Message as string);
          while (told.length < all.length) {
            told.push(...textsIn(await stream.value()));
          }
          stream.leave();

          expect(told).toEqual(all);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('messages that leave no trace in the session', () => {
  /** Polls once, and then only when it is told to. */
  const quiet = useFacade({ ...FAST, LIVE_POLL_MS: '600000', LIVE_POLL_IDLE_MS: '600000', WEBHOOK_SECRET });
  const openQuiet = (session: string) =>
    subscribe(quiet.facade.url, MESSAGES, { variables: { sessions: [{ session }] } });
  const tellByWebhook = async () => {
    expect(await postWebhook(quiet.facade.url, webhookBody('chatsession.message', 549))).toMatchObject({ status: 200 });
  };

  beforeEach(() => {
    answer(quiet);
    quiet.superOffice.on('POST ChatSession/549/Messages', (_request, response) => {
      write(549, 'written');
      sendJson(response, written.get(549)?.at(-1));
    });
  });

  describe.each(['in the list', 'outside the list'])('of a session %s', (where) => {
    beforeEach(() => {
      quiet.superOffice.on(LIST, where === 'in the list' ? [{ ChatSessionId: 549, LastMessage: 'the same' }] : []);
    });

    it('come at once when they are written through this server', async () => {
      const stream = await openQuiet('549');
      await stream.value();

      for (const count of [1, 2, 3]) {
        await quiet.ask('mutation { addChatMessage(id: 549, message: { message: "written" }) { id } }');
        expect(await stream.value()).toMatchObject({ messages: [{ message: 'written' }], lastId: String(count) });
      }
    });

    it('come at once when a webhook tells of them', async () => {
      const stream = await openQuiet('549');
      await stream.value();

      for (const text of ['one', 'two', 'three']) {
        write(549, text);
        await tellByWebhook();
        expect(await stream.value()).toMatchObject({ messages: [{ message: text }] });
      }
    });
  });

  it('come at once when a webhook tells of them during a poll', async () => {
    const stream = await openQuiet('549');
    await stream.value();
    const list = [{ ChatSessionId: 549, LastMessage: '' }];
    quiet.superOffice.on(LIST, (_request, response) => {
      quiet.superOffice.on(LIST, list);
      write(549, 'meanwhile');
      tellByWebhook().then(
        () => sendJson(response, list),
        () => response.destroy(),
      );
    });
    await tellByWebhook();

    expect(await stream.value()).toMatchObject({ messages: [{ message: 'meanwhile' }] });
  });
});
