import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChatSessionCarrier } from '../src/superoffice/carriers.js';
import { createTestClock } from './helpers/clock.js';
import { newCredential, type Pair, startFacade, useFacade } from './helpers/facade.js';
import { type Handler, notFound, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { useStops } from './helpers/stops.js';
import { leaveAll, type Subscriber, subscribe } from './helpers/subscribe.js';
import { until } from './helpers/until.js';
import { postWebhook, WEBHOOK_SECRET, webhookBody } from './helpers/webhooks.js';

const FAST = { LIVE_POLL_MS: '20', LIVE_POLL_IDLE_MS: '20', LIVE_HINT_GAP_MS: '1', SUPEROFFICE_MAX_RETRIES: '0' };
/** Polls when told to, and once at the start. */
const QUIET = { ...FAST, LIVE_POLL_MS: '600000', LIVE_POLL_IDLE_MS: '600000', WEBHOOK_SECRET };

const LIST = 'GET ChatSession/ForCurrentUser';
const ME = 'GET User/currentAssociate';
const ANY = 'subscription { chatSessionUpdates { isSnapshot sessions { id lastMessage } } }';
const MINE = 'subscription { chatSessionUpdates(parts: [MINE]) { isSnapshot sessions { id lastMessage } } }';
const one = (id: number) => `subscription { chatSessionUpdate(id: ${id}) { session { id lastMessage } staleSince } }`;
const messagesOf = (...ids: readonly number[]) =>
  `subscription { chatMessageUpdates(sessions: [${ids.map((id) => `{ session: ${id} }`).join(' ')}]) { session { id } lastId } }`;

afterEach(leaveAll);

/** The sessions of everybody, which a test changes. */
let sessions: ChatSessionCarrier[] = [];

const answerList: Handler = (_request, response) => sendJson(response, sessions);

function answerSessions({ superOffice }: Pick<Pair, 'superOffice'>): void {
  sessions = [549, 550].map((id) => ({
    ChatSessionId: id,
    Status: 'UserLast',
    LastMessage: 'Hi',
    User: { AssociateId: 5 },
  }));
  superOffice.on('GET ChatSession/', (request, response) => {
    const [, id, isMessages] = /^ChatSession\/(\d+)(\/Messages)?/.exec(request.path) ?? [];
    const found = sessions.find(({ ChatSessionId }) => ChatSessionId === Number(id));
    if (isMessages !== undefined) {
      sendJson(response, found === undefined ? [] : [{ ChatMessageId: 1, ChatSessionId: Number(id), Message: 'Hi' }]);
    } else if (found === undefined) {
      notFound(request, response);
    } else {
      sendJson(response, found);
    }
  });
  superOffice.on(LIST, answerList);
  superOffice.on(ME, { AssociateId: 5 });
}

const change = (id: number, LastMessage: string) => {
  sessions = sessions.map((session) => (session.ChatSessionId === id ? { ...session, LastMessage } : session));
};

const countOf = ({ superOffice }: Pair, call: string) =>
  superOffice.calls().filter((sent) => sent.startsWith(call)).length;

/** Opens a stream for each query, and waits for their first values. */
async function openAll({ facade }: Pair, queries: readonly string[]): Promise<readonly Subscriber[]> {
  const streams = await Promise.all(queries.map((query) => subscribe(facade.url, query)));
  await Promise.all(streams.map((stream) => stream.value()));
  return streams;
}

/** Counts the calls of some callers that are in flight at once, at most, while each takes a moment. */
function slowly(callers: readonly { readonly authorization: string }[], answer: Handler) {
  const counted = { now: 0, most: 0 };
  const handler: Handler = (request, response) => {
    if (!callers.some(({ authorization }) => authorization === request.headers.authorization)) {
      response.destroy();
      return;
    }
    counted.now += 1;
    counted.most = Math.max(counted.most, counted.now);
    setTimeout(() => {
      counted.now -= 1;
      answer(request, response);
    }, 5);
  };
  return { counted, handler };
}

describe('equal reads for the streams of one caller', () => {
  const pair = useFacade(QUIET);
  beforeEach(() => answerSessions(pair));
  const written = (id: number) => postWebhook(pair.facade.url, webhookBody('chatsession.message', id));

  it('of one session are one call a poll', async () => {
    const streams = await openAll(
      pair,
      Array.from({ length: 6 }, () => one(549)),
    );
    pair.superOffice.forget();

    change(549, 'Ho');
    await written(549);
    for (const stream of streams) {
      expect(await stream.value()).toMatchObject({ session: { lastMessage: 'Ho' } });
    }

    expect(pair.superOffice.calls()).toEqual(['GET ChatSession/549']);
  });

  it('of the messages of one session are one call a poll', async () => {
    const streams = await openAll(
      pair,
      Array.from({ length: 6 }, () => messagesOf(549)),
    );
    pair.superOffice.forget();
    pair.superOffice.on('GET ChatSession/549/Messages', [{ ChatMessageId: 2, ChatSessionId: 549, Message: 'Ho' }]);

    change(549, 'Ho');
    await written(549);
    for (const stream of streams) {
      expect(await stream.value()).toMatchObject({ lastId: '2' });
    }

    expect(countOf(pair, 'GET ChatSession/549/Messages')).toBe(1);
  });

  it('that find out who calls are one call a poll', async () => {
    let finish = () => {};
    pair.superOffice.on(LIST, (_request, response) => {
      finish = () => sendJson(response, sessions);
      pair.superOffice.on(LIST, answerList);
    });
    const first = await subscribe(pair.facade.url, ANY);
    await until(() => countOf(pair, LIST) === 1);
    const streams = await Promise.all(Array.from({ length: 5 }, () => subscribe(pair.facade.url, MINE)));
    finish();
    for (const stream of [first, ...streams]) {
      expect(await stream.value()).toMatchObject({ isSnapshot: true });
    }

    expect(countOf(pair, ME)).toBe(1);
  });
});

describe('with LIVE_MAX_POLLS_IN_FLIGHT=1', () => {
  const pair = useFacade({ ...FAST, LIVE_MAX_POLLS_IN_FLIGHT: '1' });
  beforeEach(() => answerSessions(pair));

  it.each([
    ['sessions by id', Array.from({ length: 8 }, (_none, index) => one(540 + index))],
    ['messages', [messagesOf(549), messagesOf(550), messagesOf(549, 550)]],
    ['lists, sessions and messages', [ANY, MINE, one(549), one(551), messagesOf(552)]],
  ])('one call is in flight at a time, for streams of %s of two callers', async (_what, queries) => {
    const callers = [newCredential(), newCredential()];
    const { counted, handler } = slowly(callers, (request, response) => {
      if (request.path === 'User/currentAssociate') {
        sendJson(response, { AssociateId: 5 });
      } else if (request.path === 'ChatSession/ForCurrentUser') {
        sendJson(response, sessions);
      } else if (request.path.includes('Messages')) {
        sendJson(response, []);
      } else {
        sendJson(response, { ChatSessionId: Number(request.path.split('/')[1]), LastMessage: 'Hi' });
      }
    });
    pair.superOffice.on('GET ', handler);
    const streams = await Promise.all(
      callers.flatMap((headers) => queries.map((query) => subscribe(pair.facade.url, query, { headers }))),
    );
    await Promise.all(streams.map((stream) => stream.value()));
    const calls = pair.superOffice.calls().length;
    await until(() => pair.superOffice.calls().length > calls + 2 * streams.length);

    expect(counted.most).toBe(1);
  });
});

describe('messages of sessions that are not in the list', () => {
  const pair = useFacade(FAST);
  beforeEach(() => answerSessions(pair));
  const IDS = [551, 552, 553];
  const readsOf = (id: number) => countOf(pair, `GET ChatSession/${id}/Messages`);

  it('are read ever less often while there are none', async () => {
    const stream = await subscribe(pair.facade.url, messagesOf(...IDS));
    for (const _id of IDS) {
      await stream.value();
    }
    pair.superOffice.forget();
    await until(() => countOf(pair, LIST) >= 60);

    for (const id of IDS) {
      expect(readsOf(id)).toBeGreaterThanOrEqual(1);
      // After polls 1, 3, 7, 15, 25 and so on.
      expect(readsOf(id)).toBeLessThanOrEqual(countOf(pair, LIST) / 4);
    }
  });

  it('are read ever less often after the session has left the list', async () => {
    const stream = await subscribe(pair.facade.url, messagesOf(549));
    await stream.value();
    sessions = [];
    pair.superOffice.forget();
    await until(() => countOf(pair, LIST) >= 60);

    expect(readsOf(549)).toBeGreaterThanOrEqual(1);
    expect(readsOf(549)).toBeLessThanOrEqual(countOf(pair, LIST) / 4);
  });

  it('are told one after the other, however long the session was quiet', async () => {
    const stream = await subscribe(pair.facade.url, messagesOf(551));
    await stream.value();
    await until(() => countOf(pair, LIST) >= 30);
    for (let id = 2; id <= 4; id += 1) {
      pair.superOffice.on('GET ChatSession/551/Messages', [{ ChatMessageId: id, ChatSessionId: 551, Message: 'Ho' }]);
      expect(await stream.value()).toMatchObject({ lastId: `${id}` });
    }
  });
});

describe('a hint that comes while a poll is under way', () => {
  const pair = useFacade(QUIET);
  beforeEach(() => answerSessions(pair));
  const hint = async (id: number, event = 'chatsession.message') => {
    expect(await postWebhook(pair.facade.url, webhookBody(event, id))).toMatchObject({ status: 200 });
  };

  /** The next poll gets the sessions of now, but only when `finish` is called. */
  function holdList(): () => void {
    const old = sessions;
    let finish = () => {};
    pair.superOffice.on(LIST, (_request, response) => {
      finish = () => sendJson(response, old);
      pair.superOffice.on(LIST, answerList);
    });
    return () => finish();
  }

  it.each(['chatsession.message', 'chatsession.changed'])(
    'is not lost where that poll is the first: %s',
    async (event) => {
      const finish = holdList();
      const stream = await subscribe(pair.facade.url, ANY);
      await until(() => countOf(pair, LIST) === 1);
      change(549, 'Ho');
      await hint(549, event);
      finish();

      expect(await stream.value()).toMatchObject({ isSnapshot: true, sessions: [{ lastMessage: 'Hi' }, {}] });
      expect(await stream.value()).toMatchObject({ sessions: [{ id: '549', lastMessage: 'Ho' }] });
    },
  );

  it('is not lost where that poll is the first to show the session', async () => {
    const [stream] = await openAll(pair, [ANY]);
    sessions = [...sessions, { ChatSessionId: 551, LastMessage: 'first', User: { AssociateId: 5 } }];
    const finish = holdList();
    await hint(549);
    await until(() => countOf(pair, LIST) === 2);
    change(551, 'second');
    await hint(551);
    finish();

    expect(await stream?.value()).toMatchObject({ sessions: [{ id: '551', lastMessage: 'first' }] });
    expect(await stream?.value()).toMatchObject({ sessions: [{ id: '551', lastMessage: 'second' }] });
  });

  it('counts as the caller’s where there are many', async () => {
    const finish = holdList();
    const stream = await subscribe(pair.facade.url, ANY);
    await until(() => countOf(pair, LIST) === 1);
    for (let id = 1000; id < 1030; id += 1) {
      await hint(id);
    }
    change(549, 'Ho');
    finish();

    expect(await stream.value()).toMatchObject({ isSnapshot: true });
    expect(await stream.value()).toMatchObject({ sessions: [{ id: '549', lastMessage: 'Ho' }] });
  });

  it('causes no poll where what is found does not concern the caller', async () => {
    const finish = holdList();
    const stream = await subscribe(pair.facade.url, ANY);
    await until(() => countOf(pair, LIST) === 1);
    await hint(999);
    finish();
    await stream.value();
    change(549, 'Ho');
    await hint(549);

    expect(await stream.value()).toMatchObject({ sessions: [{ id: '549', lastMessage: 'Ho' }] });
    expect(countOf(pair, LIST)).toBe(2);
  });
});

describe('a refusal', () => {
  const stops = useStops();
  const refused = (code: string) => [
    { event: 'next', data: { data: null, errors: [{ extensions: { code } }] } },
    { event: 'complete' },
  ];

  async function start(): Promise<Pick<Pair, 'superOffice'> & { readonly url: string }> {
    const superOffice = await startFakeSuperOffice();
    stops.push(() => superOffice.stop());
    const facade = await startFacade(superOffice.url, FAST);
    stops.push(() => facade.stop());
    answerSessions({ superOffice });
    return { superOffice, url: facade.url };
  }
  const refuse = ({ superOffice }: Pick<Pair, 'superOffice'>, call: string, status: number) =>
    superOffice.on(call, { Error: true, ErrorType: 'SoAccessException', ErrorMessage: 'secret' }, status);

  it.each([
    ['the list', LIST, ANY, one(549)],
    ['the list that tells of messages', LIST, messagesOf(549), one(549)],
    ['who calls', ME, MINE, ANY],
    ['one session', 'GET ChatSession/777', one(777), ANY],
  ])('of %s by 403 ends the stream that needs it, and no other one', async (_what, call, query, other) => {
    const pair = await start();
    const stays = await subscribe(pair.url, other);
    await stays.value();
    refuse(pair, call, 403);

    const stream = await subscribe(pair.url, query);

    expect(await stream.rest()).toMatchObject(refused('FORBIDDEN'));
    change(549, 'Ho');
    expect(JSON.stringify(await stays.value())).toContain('Ho');
  });

  it.each([
    ['the list', LIST, ANY],
    ['who calls', ME, MINE],
    ['one session', 'GET ChatSession/777', one(777)],
    ['messages', 'GET ChatSession/549/Messages', messagesOf(549)],
  ])('of %s by 421 ends all streams of the caller', async (_what, call, query) => {
    const pair = await start();
    const other = await subscribe(pair.url, ANY);
    await other.value();
    refuse(pair, call, 421);

    const stream = await subscribe(pair.url, query);

    expect(await stream.rest()).toMatchObject(refused('UPSTREAM_MISDIRECTED'));
    expect(await other.rest()).toMatchObject(refused('UPSTREAM_MISDIRECTED'));
  });
});

describe('while SuperOffice asks for a pause by 503', () => {
  const pair = useFacade({ ...FAST, LIVE_STALE_MS: '1', WEBHOOK_SECRET });
  beforeEach(() => answerSessions(pair));

  it.each([
    ['the list', LIST, ANY],
    ['one session', 'GET ChatSession/549', one(549)],
    ['messages', 'GET ChatSession/551/Messages', messagesOf(551)],
  ])(
    'for %s, nothing is sent for the caller: not to tell the outage, at a hint, or for a new stream',
    async (_what, call, query) => {
      const caller = { headers: newCredential() };
      const { authorization } = caller.headers;
      const asked = () =>
        pair.superOffice.requests.filter(({ headers }) => headers.authorization === authorization).length;
      const stream = await subscribe(pair.facade.url, query, caller);
      await stream.value();
      let askedBefore = 0;
      pair.superOffice.on(call, ({ headers }, response) => {
        if (headers.authorization === authorization) {
          askedBefore ||= asked();
          sendJson(response, {}, 503, { 'retry-after': '600' });
        } else {
          sendJson(response, call === LIST ? sessions : []);
        }
      });
      expect(await stream.value()).toMatchObject(
        call === LIST ? { isSnapshot: false, sessions: [] } : { session: null },
      );
      const late = await subscribe(pair.facade.url, one(550), caller);
      for (const id of [549, 550, 551]) {
        await postWebhook(pair.facade.url, webhookBody('chatsession.message', id));
      }
      expect(await late.value()).toMatchObject({ session: null, staleSince: expect.any(String) });
      // Others are asked for as before, and show that time passes.
      await openAll(pair, [ANY]);
      const polls = countOf(pair, LIST);
      await until(() => countOf(pair, LIST) >= polls + 20);

      expect(asked()).toBe(askedBefore);
    },
  );
});

describe('an outage', () => {
  const stops = useStops();
  async function start(env: Record<string, string>) {
    const clock = createTestClock();
    const superOffice = await startFakeSuperOffice();
    stops.push(() => superOffice.stop());
    const facade = await startFacade(superOffice.url, { ...FAST, ...env }, { clock });
    stops.push(() => facade.stop());
    answerSessions({ superOffice });
    const calls = () => superOffice.calls().length;
    /** Waits for a timer of so long, a tenth more or less, and lets exactly that time pass: what it begins is not late. */
    async function pass(ms: number): Promise<void> {
      let leftMs: number | undefined;
      await until(() => {
        leftMs = clock.timers.find((left) => left >= 0.9 * ms && left <= 1.1 * ms);
        return leftMs !== undefined;
      });
      clock.pass(leftMs ?? 0);
    }
    return { superOffice, facade, calls, pass };
  }
  const STALE = 'subscription { chatSessionUpdates { sessions { id } asOf staleSince } }';

  it('is over after 30 s, however long SuperOffice has asked for a pause', async () => {
    const { superOffice, facade, pass } = await start({
      LIVE_STALE_MS: '100',
      LIVE_POLL_MS: '1000',
      LIVE_POLL_IDLE_MS: '1000',
    });
    const stream = await subscribe(facade.url, STALE);
    await stream.value();
    superOffice.on(LIST, {}, 503, { 'retry-after': '3600' });
    await pass(1000);
    expect(await stream.value()).toMatchObject({ staleSince: expect.any(String) });
    answerSessions({ superOffice });
    await pass(30_000);

    expect(await stream.value()).toMatchObject({ staleSince: null });
  });

  it('is told with the first poll that fails if the last answer is that old, since that answer', async () => {
    const { superOffice, facade, pass, calls } = await start({
      LIVE_STALE_MS: '2000',
      LIVE_POLL_MS: '50000',
      LIVE_POLL_IDLE_MS: '50000',
    });
    const stream = await subscribe(facade.url, STALE);
    await stream.value();
    const began = new Date();
    superOffice.on(LIST, {}, 503);
    await pass(50_000);

    const { staleSince } = await stream.value();
    expect(new Date(staleSince).getTime()).toBeLessThanOrEqual(began.getTime());
    expect(calls()).toBe(2);
  });

  it('is told while no poll is due, once the last answer is that old', async () => {
    const { superOffice, facade, pass, calls } = await start({
      LIVE_STALE_MS: '25000',
      LIVE_POLL_MS: '10000',
      LIVE_POLL_IDLE_MS: '10000',
    });
    const stream = await subscribe(facade.url, STALE);
    await stream.value();
    superOffice.on(LIST, {}, 503, { 'retry-after': '3600' });
    await pass(10_000);
    await until(() => calls() === 2);
    // What is left of 25 s after a poll that came after about 10 s.
    await pass(15_000);

    expect(await stream.value()).toMatchObject({ staleSince: expect.any(String) });
    expect(calls()).toBe(2);
  });

  it('is looked at again soon, however quiet it was before', async () => {
    const { superOffice, facade, pass, calls } = await start({
      LIVE_STALE_MS: '100',
      LIVE_POLL_MS: '1000',
      LIVE_POLL_IDLE_MS: '4000',
    });
    const stream = await subscribe(facade.url, STALE);
    await stream.value();
    for (const pauseMs of [1000, 1500, 2250, 3375]) {
      const before = calls();
      await pass(pauseMs);
      await until(() => calls() === before + 1);
    }
    superOffice.on(LIST, {}, 503);
    await pass(4000);
    expect(await stream.value()).toMatchObject({ staleSince: expect.any(String) });
    answerSessions({ superOffice });
    await pass(1000);

    expect(await stream.value()).toMatchObject({ staleSince: null });
  });
});
