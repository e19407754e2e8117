import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChatSessionCarrier } from '../src/superoffice/carriers.js';
import { execute, newCredential, type Pair, useFacade } from './helpers/facade.js';
import { type Handler, notFound, sendJson } from './helpers/fake-superoffice.js';
import { leaveAll, type SubscribeOptions, type Subscriber, subscribe } from './helpers/subscribe.js';
import { until } from './helpers/until.js';

/** Polls as fast as answers come. */
const FAST = { LIVE_POLL_MS: '20', LIVE_POLL_IDLE_MS: '20', LIVE_HINT_GAP_MS: '1', SUPEROFFICE_MAX_RETRIES: '0' };
/** Polls when told to, and once at the start. */
const QUIET = { ...FAST, LIVE_POLL_MS: '600000', LIVE_POLL_IDLE_MS: '600000' };

const LIST = 'GET ChatSession/ForCurrentUser';
const ME = 'GET User/currentAssociate';
const UPDATES = `subscription ($parts: [ChatSessionPart!], $topics: [ID!]) {
  chatSessionUpdates(parts: $parts, topics: $topics) { isSnapshot sessions { id lastMessage } goneIds asOf staleSince }
}`;
const ONE = 'subscription { chatSessionUpdate(id: 549) { session { id lastMessage } staleSince } }';

const MESSAGES = 'subscription { chatMessageUpdates(sessions: [{ session: 549 }]) { messages { message } } }';

const ALICE = { authorization: 'Bearer alice' };
const BOB = { authorization: 'Bearer bob' };

afterEach(leaveAll);

/** The sessions that every caller sees. A test changes them. */
let sessions: ChatSessionCarrier[] = [];

function answerSessions({ superOffice }: Pair): void {
  sessions = [
    { ChatSessionId: 549, Status: 'UserLast', LastMessage: 'Hi', TopicId: 8, User: { AssociateId: 5, Name: 'Ada' } },
    { ChatSessionId: 550, Status: 'InQueue', LastMessage: 'Help', TopicId: 9 },
  ];
  superOffice.on('GET ChatSession/', (request, response) => {
    const found = sessions.find(({ ChatSessionId }) => request.path === `ChatSession/${ChatSessionId}`);
    if (found === undefined) {
      notFound(request, response);
    } else {
      sendJson(response, found);
    }
  });
  superOffice.on(LIST, (_request, response) => sendJson(response, sessions));
  superOffice.on(ME, { AssociateId: 5, Name: 'Ada' });
}

const open = ({ facade }: Pair, query = UPDATES, options: SubscribeOptions = {}): Promise<Subscriber> =>
  subscribe(facade.url, query, options);

const change = (id: number, changes: ChatSessionCarrier) => {
  sessions = sessions.map((one) => (one.ChatSessionId === id ? { ...one, ...changes } : one));
};

const countOf = ({ superOffice }: Pair, call: string) => superOffice.calls().filter((one) => one === call).length;

/** Waits until this many more calls have come. */
async function moreCalls(pair: Pair, call: string, more: number): Promise<void> {
  const before = countOf(pair, call);
  await until(() => countOf(pair, call) >= before + more);
}

describe.each([{ COMPILED_EXECUTION: 'on' }, { COMPILED_EXECUTION: 'off' }, { FEDERATED_TRACE: 'on' }])(
  'chatSessionUpdates, with %p',
  (executor) => {
    const pair = useFacade({ ...FAST, ...executor });
    beforeEach(() => answerSessions(pair));

    it('sends all sessions first, and then those that are new, changed or gone', async () => {
      const stream = await open(pair);

      expect(stream.status).toBe(200);
      expect(await stream.value()).toEqual({
        isSnapshot: true,
        sessions: [
          { id: '549', lastMessage: 'Hi' },
          { id: '550', lastMessage: 'Help' },
        ],
        goneIds: [],
        asOf: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        staleSince: null,
      });
      change(549, { LastMessage: 'Ho' });
      expect(await stream.value()).toMatchObject({
        isSnapshot: false,
        sessions: [{ id: '549', lastMessage: 'Ho' }],
        goneIds: [],
      });
      sessions = [...sessions.slice(0, 1), { ChatSessionId: 551, LastMessage: 'New', Status: 'InQueue' }];
      expect(await stream.value()).toMatchObject({ isSnapshot: false, sessions: [{ id: '551' }], goneIds: ['550'] });
    });

    it('sends nothing for a poll that found nothing new', async () => {
      const stream = await open(pair);
      await stream.value();

      change(549, { WhenFetched: '2026-01-01T00:00:00Z' });
      await moreCalls(pair, LIST, 3);
      change(549, { LastMessage: 'Ho' });

      expect(await stream.value()).toMatchObject({ sessions: [{ lastMessage: 'Ho' }] });
    });

    it('resolves the selection on sessions, with separate loaders and calls for each value', async () => {
      pair.superOffice.on('GET ChatTopic/8', { ChatTopicId: 8, Name: 'Support' });
      const stream = await open(
        pair,
        'subscription { chatSessionUpdates(topics: ["8"]) { sessions { part topic { name } user { name } } } }',
      );
      const value = { sessions: [{ part: 'MINE', topic: { name: 'Support' }, user: { name: 'Ada' } }] };

      expect(await stream.value()).toEqual(value);
      change(549, { LastMessage: 'Ho' });
      expect(await stream.value()).toEqual(value);
      expect(countOf(pair, 'GET ChatTopic/8')).toBe(2);
      // Who calls is the same for all values.
      expect(countOf(pair, ME)).toBe(1);
    });

    it('reports an error at its field, and continues', async () => {
      const stream = await open(pair, 'subscription { chatSessionUpdates { sessions { id customerName } } }');
      await stream.value();

      change(549, { CustomerName: 7 as unknown as string });
      const { data } = (await stream.next()) ?? {};
      expect(data.data.chatSessionUpdates.sessions).toEqual([{ id: '549', customerName: null }]);
      expect(data.errors).toEqual([
        {
          message: 'SuperOffice sent a value that this field cannot show.',
          locations: expect.anything(),
          path: ['chatSessionUpdates', 'sessions', 0, 'customerName'],
          extensions: { code: 'UPSTREAM_BAD_RESPONSE', requestId: stream.headers.get('x-request-id') },
        },
      ]);
      change(549, { CustomerName: 'Grace' });
      expect(await stream.value()).toMatchObject({ sessions: [{ customerName: 'Grace' }] });
    });
  },
);

describe('parts and topics', () => {
  const pair = useFacade(FAST);
  beforeEach(() => answerSessions(pair));

  it.each([
    [{ parts: ['MINE'] }, ['549']],
    [{ parts: ['QUEUED'] }, ['550']],
    [{ parts: ['MINE', 'QUEUED'] }, ['549', '550']],
    [{ parts: ['OFFERED'] }, []],
    [{ parts: [] }, []],
    [{ topics: ['9'] }, ['550']],
    [{ topics: [] }, []],
    [{ parts: ['MINE'], topics: ['9'] }, []],
    [{ parts: null, topics: null }, ['549', '550']],
  ])('pick the same sessions as those of the query: %j', async (variables, ids) => {
    const list = `query ($parts: [ChatSessionPart!], $topics: [ID!]) { chatSessionsForCurrentUser(parts: $parts, topics: $topics) { id } }`;
    const stream = await open(pair, UPDATES, { variables });

    const { isSnapshot, sessions: told } = await stream.value();
    const { data } = await pair.ask(list, variables);

    expect(isSnapshot).toBe(true);
    expect(told.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(data.chatSessionsForCurrentUser.map(({ id }: { id: string }) => id)).toEqual(ids);
  });

  it('report a session that leaves them as gone, and one that enters them as new', async () => {
    const queued = await open(pair, UPDATES, { variables: { parts: ['QUEUED'] } });
    const mine = await open(pair, UPDATES, { variables: { parts: ['MINE'] } });
    await queued.value();
    await mine.value();

    change(550, { Status: 'UserLast', User: { AssociateId: 5 } });

    expect(await queued.value()).toMatchObject({ sessions: [], goneIds: ['550'] });
    expect(await mine.value()).toMatchObject({ sessions: [{ id: '550' }], goneIds: [] });
  });

  it.each([
    ['a topic that is no id', UPDATES, { topics: ['x'] }],
    ['a session that is no id', 'subscription { chatSessionUpdate(id: 0) { session { id } } }', {}],
  ])('refuse %s without a call', async (_what, query, variables) => {
    const headers = newCredential();
    const stream = await open(pair, query, { variables, headers });

    expect(await stream.rest()).toMatchObject([
      { event: 'next', data: { data: null, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } },
      { event: 'complete' },
    ]);
    const { authorization } = headers;
    expect(pair.superOffice.requests.filter((sent) => sent.headers.authorization === authorization)).toEqual([]);
  });
});

describe('the streams of one caller', () => {
  const pair = useFacade(FAST);
  beforeEach(() => answerSessions(pair));

  it('share each poll', async () => {
    const streams = [await open(pair), await open(pair), await open(pair, UPDATES, { variables: { parts: ['MINE'] } })];
    for (const stream of streams) {
      await stream.value();
    }
    pair.superOffice.forget();

    let inFlight = 0;
    let mostInFlight = 0;
    pair.superOffice.on(LIST, (_request, response) => {
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      setTimeout(() => {
        inFlight -= 1;
        sendJson(response, sessions);
      }, 5);
    });
    for (const LastMessage of ['1', '2', '3']) {
      change(549, { LastMessage });
      for (const stream of streams) {
        expect(await stream.value()).toMatchObject({ sessions: [{ lastMessage: LastMessage }] });
      }
    }

    expect(mostInFlight).toBe(1);
  });

  it('stop polling when the last one has left, even if all were quiet', async () => {
    const streams = [await open(pair), await open(pair), await open(pair, ONE)];
    for (const stream of streams) {
      await stream.value();
    }

    streams.pop()?.leave();
    streams.pop()?.leave();
    await moreCalls(pair, LIST, 2);
    streams.pop()?.leave();
    // Others are polled for as before, which shows that time passes.
    const other = await open(pair, UPDATES, { headers: BOB });
    await other.value();
    const byTje0 = () =>
      pair.superOffice.requests.filter(({ headers }) => headers.authorization !== BOB.authorization).length;
    await moreCalls(pair, LIST, 2);
    const before = byTje0();
    await moreCalls(pair, LIST, 5);

    expect(byTje0()).toBe(before);
  });

  it('take a session from the list that is read for another stream', async () => {
    const one = await open(pair, ONE);
    expect(await one.value()).toEqual({ session: { id: '549', lastMessage: 'Hi' }, staleSince: null });
    const list = await open(pair);
    await list.value();
    pair.superOffice.forget();

    change(549, { LastMessage: 'Ho' });

    expect(await one.value()).toEqual({ session: { id: '549', lastMessage: 'Ho' }, staleSince: null });
    await moreCalls(pair, LIST, 2);
    expect(new Set(pair.superOffice.calls().slice(1))).toEqual(new Set([LIST]));
  });
});

describe('chatSessionUpdate', () => {
  const pair = useFacade(FAST);
  beforeEach(() => answerSessions(pair));

  it('sends one session, also of other users, without the list', async () => {
    const stream = await open(pair, ONE);
    await stream.value();
    change(549, { LastMessage: 'Ho' });

    expect(await stream.value()).toEqual({ session: { id: '549', lastMessage: 'Ho' }, staleSince: null });
    expect(new Set(pair.superOffice.calls())).toEqual(new Set(['GET ChatSession/549']));
  });

  it('sends null if there is no session, and the session once there is one', async () => {
    sessions = [];
    const stream = await open(pair, ONE);

    expect(await stream.value()).toEqual({ session: null, staleSince: null });
    sessions = [{ ChatSessionId: 549, LastMessage: 'Hi' }];
    expect(await stream.value()).toEqual({ session: { id: '549', lastMessage: 'Hi' }, staleSince: null });
  });

  it('ends with FORBIDDEN if the caller may not see it, and the caller’s other streams continue', async () => {
    const list = await open(pair);
    await list.value();
    pair.superOffice.on('GET ChatSession/777', { Error: true, ErrorType: 'SoAccessException' }, 403);

    const stream = await open(pair, 'subscription { chatSessionUpdate(id: 777) { session { id } } }');

    expect(await stream.rest()).toMatchObject([
      { data: { data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] } },
      { event: 'complete' },
    ]);
    change(549, { LastMessage: 'Ho' });
    expect(await list.value()).toMatchObject({ sessions: [{ id: '549' }] });
  });
});

describe('callers', () => {
  const pair = useFacade(FAST);
  /** Of the fields below. */
  interface Value {
    readonly sessions?: readonly { readonly lastMessage: string }[];
    readonly session?: { readonly lastMessage: string };
    readonly messages?: readonly { readonly message: string }[];
  }
  const CALLERS = Array.from({ length: 50 }, (_none, number) => ({ authorization: `Bearer caller-${number}` }));

  it.each<[string, string, (value: Value) => string | undefined]>([
    ['chatSessionUpdates', UPDATES, ({ sessions }) => sessions?.[0]?.lastMessage],
    ['chatSessionUpdate', ONE, ({ session }) => session?.lastMessage],
    ['chatMessageUpdates', MESSAGES, ({ messages }) => messages?.map(({ message }) => message).join()],
  ])('get what SuperOffice shows to their own caller, under equal ids: %s', async (_field, query, textOf) => {
    let round = 1;
    const sessionOf = (caller: string | undefined) => ({ ChatSessionId: 549, LastMessage: `${caller} ${round}` });
    pair.superOffice.on(LIST, ({ headers }, response) => sendJson(response, [sessionOf(headers.authorization)]));
    pair.superOffice.on('GET ChatSession/549', ({ headers }, response) =>
      sendJson(response, sessionOf(headers.authorization)),
    );
    pair.superOffice.on('GET ChatSession/549/Messages', ({ headers, path }, response) => {
      const after = Number(path.split('after=')[1] ?? 0);
      const ids = Array.from({ length: round }, (_none, i) => i + 1).filter((id) => id > after);
      const messageOf = (id: number) => ({
        ChatMessageId: id,
        ChatSessionId: 549,
        Message: `${headers.authorization} ${id}`,
      });
      sendJson(response, ids.map(messageOf));
    });
    const streams = await Promise.all(CALLERS.map((headers) => open(pair, query, { headers })));

    for (; round <= 3; round += 1) {
      const told = await Promise.all(streams.map((stream) => stream.value()));
      expect(told.map(textOf)).toEqual(CALLERS.map(({ authorization }) => `${authorization} ${round}`));
    }
  });

  it('are polled in the language of each', async () => {
    pair.superOffice.on(LIST, ({ headers }, response) =>
      sendJson(response, [{ ChatSessionId: 549, LastMessage: headers['accept-language'] }]),
    );

    for (const language of ['nb', 'de']) {
      const stream = await open(pair, UPDATES, { headers: { ...ALICE, 'accept-language': language } });
      expect(await stream.value()).toMatchObject({ sessions: [{ lastMessage: language }] });
    }
  });

  it.each([
    [401, 'UNAUTHENTICATED'],
    [403, 'FORBIDDEN'],
  ])(
    'whom SuperOffice answers %i have all of their streams ended with %s, and others have not',
    async (status, code) => {
      const headers = newCredential();
      let isRefused = false;
      let text = 'Hi';
      let refusals = 0;
      const answer: Handler = (request, response) => {
        if (isRefused && request.headers.authorization === headers.authorization) {
          refusals += 1;
          sendJson(response, { Error: true, ErrorType: 'SoAuthenticationException', ErrorMessage: 'secret' }, status);
        } else {
          sendJson(response, [{ ChatSessionId: 549, LastMessage: text }]);
        }
      };
      pair.superOffice.on(LIST, answer);
      const carol = { headers };
      const ended = [await open(pair, UPDATES, carol), await open(pair, UPDATES, carol)];
      const other = await open(pair, UPDATES, { headers: ALICE });
      for (const stream of [...ended, other]) {
        await stream.value();
      }

      isRefused = true;
      for (const stream of ended) {
        expect(await stream.rest()).toEqual([
          {
            event: 'next',
            data: {
              data: null,
              errors: [
                {
                  message: expect.any(String),
                  extensions: expect.objectContaining({ code, requestId: expect.any(String) }),
                },
              ],
            },
          },
          { event: 'complete', data: '' },
        ]);
      }
      expect(refusals).toBe(1);
      text = 'Ho';
      expect(await other.value()).toMatchObject({ sessions: [{ lastMessage: 'Ho' }] });
    },
  );
});

describe('while SuperOffice does not answer', () => {
  const pair = useFacade({ ...FAST, LIVE_STALE_MS: '1' });
  const flaky = useFacade({ ...FAST, LIVE_STALE_MS: '1', BREAKER_MIN_CALLS: '4', BREAKER_OPEN_MS: '60000' });
  const steady = useFacade({ ...FAST, LIVE_STALE_MS: '1', BREAKER_MIN_CALLS: '10000' });
  beforeEach(() => {
    answerSessions(pair);
    answerSessions(steady);
    answerSessions(flaky);
  });
  const down: Handler = (_request, response) => response.destroy();

  it('a stream gets that once, stays open, and gets the difference when it answers again', async () => {
    const stream = await open(pair);
    const one = await open(pair, ONE);
    await stream.value();
    await one.value();

    pair.superOffice.on('GET ChatSession/', down);
    pair.superOffice.on(LIST, down);
    expect(await stream.value()).toMatchObject({
      isSnapshot: false,
      sessions: [],
      goneIds: [],
      staleSince: expect.any(String),
    });
    // Of the session, only a digest is kept.
    expect(await one.value()).toEqual({ session: null, staleSince: expect.any(String) });
    await moreCalls(pair, LIST, 3);
    const message = sessions[0]?.LastMessage;
    answerSessions(pair);
    expect(message).toBe('Hi');
    change(549, { LastMessage: 'Ho' });

    expect(await stream.value()).toMatchObject({
      isSnapshot: false,
      sessions: [{ lastMessage: 'Ho' }],
      staleSince: null,
    });
    expect(await one.value()).toMatchObject({ session: { lastMessage: 'Ho' }, staleSince: null });
  });

  it('queries are answered by what SuperOffice still answers, and say what it does not', async () => {
    const stream = await open(steady);
    await stream.value();
    steady.superOffice.on(LIST, down);
    expect(await stream.value()).toMatchObject({ staleSince: expect.any(String) });

    expect(await execute(steady.facade.url, '{ chatSession(id: 549) { lastMessage } }')).toMatchObject({
      data: { chatSession: { lastMessage: 'Hi' } },
    });
    expect(await execute(steady.facade.url, '{ chatSessionsForCurrentUser { id } }')).toMatchObject({
      errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }],
    });
  });

  it('a new stream gets that, and all sessions when it answers', async () => {
    pair.superOffice.on(LIST, down);
    const stream = await open(pair, UPDATES, { variables: { parts: ['MINE'] } });

    expect(await stream.value()).toMatchObject({
      isSnapshot: false,
      sessions: [],
      asOf: null,
      staleSince: expect.any(String),
    });
    answerSessions(pair);
    pair.superOffice.on(ME, down);
    await moreCalls(pair, ME, 2);
    pair.superOffice.on(ME, { AssociateId: 5 });
    expect(await stream.value()).toMatchObject({ isSnapshot: true, sessions: [{ id: '549' }], staleSince: null });
  });

  it('and the breaker is open, nothing is sent', async () => {
    const stream = await open(flaky);
    await stream.value();

    flaky.superOffice.on(LIST, down);
    await stream.value();
    await until(() => countOf(flaky, LIST) >= 4);
    const before = flaky.superOffice.calls().length;
    // No call of another caller is sent either.
    const other = await open(flaky, UPDATES, { headers: BOB });
    expect(await other.value()).toMatchObject({ staleSince: expect.any(String) });

    expect(flaky.superOffice.calls().length - before).toBeLessThanOrEqual(1);
  });

  it('and asks for fewer requests, nothing is sent until the pause is over', async () => {
    const stream = await open(pair, UPDATES, { headers: ALICE });
    await stream.value();

    pair.superOffice.on(LIST, {}, 429, { 'retry-after': '60' });
    expect(await stream.value()).toMatchObject({ staleSince: expect.any(String) });
    const before = pair.superOffice.calls().length;
    const other = await open(pair, UPDATES, { headers: { authorization: 'Bearer dave' } });
    expect(await other.value()).toMatchObject({ asOf: null, staleSince: expect.any(String) });

    expect(pair.superOffice.calls()).toHaveLength(before);
  });
});

describe('a field that could not be read', () => {
  const pair = useFacade({ ...FAST, BREAKER_MIN_CALLS: '10000' });
  const MESSAGES = 'GET ChatSession/549/Messages';
  beforeEach(() => answerSessions(pair));

  const ofOne = 'subscription { chatSessionUpdate(id: 549) { session { id lastMessage messages { id } } } }';
  const ofList = 'subscription { chatSessionUpdates { sessions { id lastMessage messages { id } } goneIds } }';
  const messagesIn = ({ data }: { readonly data: Record<string, unknown> }, query: string): unknown => {
    const [value] = Object.values(data) as [
      { readonly session?: object; readonly sessions?: readonly { readonly id: string }[] },
    ];
    const session = query === ofOne ? value.session : value.sessions?.find(({ id }) => id === '549');
    return (session as { readonly messages?: unknown } | undefined)?.messages;
  };

  it.each<[string, string, string, Handler]>([
    ['chatSessionUpdates', '503', ofList, (_request, response) => sendJson(response, {}, 503)],
    ['chatSessionUpdates', 'no answer', ofList, (_request, response) => response.destroy()],
    ['chatSessionUpdates', '500', ofList, (_request, response) => sendJson(response, {}, 500)],
    ['chatSessionUpdate', '503', ofOne, (_request, response) => sendJson(response, {}, 503)],
    ['chatSessionUpdate', 'no answer', ofOne, (_request, response) => response.destroy()],
  ])('comes with a later value of %s after %s, although nothing has changed', async (_field, _fault, query, fault) => {
    pair.superOffice.on('GET ChatSession/550/Messages', []);
    pair.superOffice.on(MESSAGES, fault);
    const stream = await open(pair, query);
    const first = await stream.next();
    expect(first?.data.errors).toHaveLength(1);
    expect(messagesIn(first?.data, query)).toBeNull();

    const again = await stream.next();
    expect(messagesIn(again?.data, query)).toBeNull();
    pair.superOffice.on(MESSAGES, [{ ChatMessageId: 7, ChatSessionId: 549 }]);
    for (let last = await stream.next(); ; last = await stream.next()) {
      if (last?.data.errors === undefined) {
        expect(messagesIn(last?.data, query)).toEqual([{ id: '7' }]);
        break;
      }
    }
    // It is not sent again after that: the next value is a change.
    change(549, { LastMessage: 'Ho' });
    expect(JSON.stringify(await stream.value())).toContain('Ho');
  });
});

describe('a change through this server', () => {
  const pair = useFacade(QUIET);
  const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "6") { id } }';
  /** Who each caller is, according to SuperOffice. */
  const IDS: Readonly<Record<string, number>> = { [ALICE.authorization]: 5, [BOB.authorization]: 6, 'Bearer eve': 7 };
  const EVE = { authorization: 'Bearer eve' };
  beforeEach(() => {
    answerSessions(pair);
    pair.superOffice.on(ME, ({ headers }, response) =>
      sendJson(response, { AssociateId: IDS[headers.authorization ?? ''] ?? 0 }),
    );
    pair.superOffice.on('POST ChatSession/549/TransferTo/6', (_request, response) => {
      change(549, { TransferTo: { AssociateId: 6 } });
      sendJson(response, sessions[0]);
    });
    pair.superOffice.on('POST ChatSession/549/Messages', (_request, response) => {
      change(549, { LastMessage: 'Written' });
      sendJson(response, { ChatMessageId: 1, ChatSessionId: 549, Message: 'Written' });
    });
  });

  const polls = () =>
    pair.superOffice.requests
      .filter(({ method, path }) => `${method} ${path}` === LIST)
      .map(({ headers }) => headers.authorization);

  it('reaches the callers it concerns at once, with one poll each, and no others', async () => {
    const [alice, bob, eve] = await Promise.all([ALICE, BOB, EVE].map((headers) => open(pair, UPDATES, { headers })));
    for (const stream of [alice, bob, eve]) {
      await stream?.value();
    }
    pair.superOffice.forget();

    await pair.ask(TRANSFER, {}, ALICE);

    expect(await alice?.value()).toMatchObject({ sessions: [{ id: '549' }] });
    expect(await bob?.value()).toMatchObject({ sessions: [{ id: '549' }] });
    // This one concerns everybody, so the previous one must have reached nobody else.
    pair.superOffice.on('POST ChatSession/550/Pickup', (_request, response) => {
      change(550, { Status: 'UserLast', User: { AssociateId: 5 } });
      sendJson(response, sessions[1]);
    });
    await pair.ask('mutation { pickUpChatSession(id: 550) { id } }', {}, ALICE);
    expect(await eve?.value()).toMatchObject({ sessions: [{ id: '549' }, { id: '550' }] });
    expect(await alice?.value()).toMatchObject({ sessions: [{ id: '550' }] });
    expect(await bob?.value()).toMatchObject({ sessions: [{ id: '550' }] });

    expect(polls().sort()).toEqual([ALICE, ALICE, BOB, BOB, EVE].map(({ authorization }) => authorization));
  });

  it('by a message is reported at once as well, also to streams that name the session', async () => {
    const alice = await open(pair, UPDATES, { headers: ALICE });
    const eve = await open(pair, ONE, { headers: EVE });
    await alice.value();
    await eve.value();

    await pair.ask('mutation { addChatMessage(id: 549, message: { message: "Written" }) { id } }', {}, ALICE);

    expect(await alice.value()).toMatchObject({ sessions: [{ lastMessage: 'Written' }] });
    expect(await eve.value()).toMatchObject({ session: { lastMessage: 'Written' } });
  });

  it('that comes during a poll is not lost', async () => {
    const alice = await open(pair, UPDATES, { headers: ALICE });
    await alice.value();
    let finish = () => {};
    const begun = new Promise<void>((resolve) => {
      pair.superOffice.on(LIST, (_request, response) => {
        const old = sessions;
        finish = () => sendJson(response, old);
        resolve();
      });
    });

    await pair.ask('mutation { addChatMessage(id: 549, message: { message: "Written" }) { id } }', {}, ALICE);
    await begun;
    pair.superOffice.on(LIST, (_request, response) => sendJson(response, sessions));
    await pair.ask(TRANSFER, {}, ALICE);
    finish();

    expect(await alice.value()).toMatchObject({ sessions: [{ lastMessage: 'Written' }] });
    pair.superOffice.forget();
    await until(() => polls().length === 1);
  });

  it('together with many others causes few polls', async () => {
    const alice = await open(pair, UPDATES, { headers: ALICE });
    await alice.value();
    pair.superOffice.forget();
    let answerFirst = () => {};
    pair.superOffice.on(LIST, (_request, response) => {
      answerFirst = () => sendJson(response, sessions);
      pair.superOffice.on(LIST, (_other, next) => sendJson(next, sessions));
    });

    await Promise.all(Array.from({ length: 30 }, () => pair.ask(TRANSFER, {}, ALICE)));
    await until(() => polls().length === 1);
    answerFirst();
    await until(() => polls().length === 2);
    await alice.value();
    await pair.ask('mutation { addChatMessage(id: 549, message: { message: "Written" }) { id } }', {}, ALICE);
    expect(await alice.value()).toMatchObject({ sessions: [{ lastMessage: 'Written' }] });

    expect(polls()).toHaveLength(3);
  });
});
