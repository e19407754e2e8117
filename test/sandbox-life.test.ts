import { afterEach, describe, expect, it } from '@jest/globals';
import { OPEN } from '../src/sandbox/data/chat-session-status.js';
import { type SandboxOptions, startSandbox } from '../src/sandbox/sandbox.js';
import type { ChatMessageCarrier, ChatSessionCarrier } from '../src/superoffice/carriers.js';
import { startCommand } from './helpers/command.js';
import { endProcess } from './helpers/end-process.js';
import { startFacade, TJE0 } from './helpers/facade.js';
import { ROOT } from './helpers/server-process.js';
import { useStops } from './helpers/stops.js';
import { leaveAll, subscribe } from './helpers/subscribe.js';
import { until } from './helpers/until.js';

const FIRST_SESSION = 470;
const LAST_SEEDED = 569;
const SESSION_OF_TJE0 = 549;
const UNSET = '0001-01-01T00:00:00Z';

const stops = useStops();
afterEach(leaveAll);

async function start(options: SandboxOptions): Promise<string> {
  const sandbox = await startSandbox(options);
  stops.push(() => sandbox.stop());
  return sandbox.url;
}

/** Undefined if there is no such record. */
async function get<T>(url: string, path: string): Promise<T | undefined> {
  const headers = { authorization: TJE0, 'so-timezone': 'UTC, includeTZOffset', 'so-language': 'en' };
  const response = await fetch(url + path, { headers });
  const body = (await response.json()) as T;
  return response.ok ? body : undefined;
}

async function post<T>(url: string, path: string, body: object): Promise<T> {
  const headers = { authorization: TJE0, 'so-language': 'en', 'content-type': 'application/json' };
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

async function sessionsBetween(url: string, first: number, last: number): Promise<readonly ChatSessionCarrier[]> {
  const ids = Array.from({ length: last - first + 1 }, (_none, index) => first + index);
  const found = await Promise.all(ids.map((id) => get<ChatSessionCarrier>(url, `ChatSession/${id}`)));
  return found.filter((session) => session !== undefined);
}

interface ArchiveOf<Row> {
  readonly value: readonly Row[];
}

async function messagesOf(url: string, ids: readonly number[]): Promise<readonly ChatMessageCarrier[]> {
  const found = await Promise.all(ids.map((id) => get<ChatMessageCarrier[]>(url, `ChatSession/${id}/Messages`)));
  return found.flatMap((messages) => messages ?? []);
}

const seededIds = Array.from({ length: LAST_SEEDED - FIRST_SESSION + 1 }, (_none, index) => FIRST_SESSION + index);

/** All dates in a value, by their path. */
function datesIn(value: unknown, path = ''): readonly (readonly [path: string, date: string])[] {
  if (typeof value === 'string') {
    const isDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value) && !value.startsWith('0001-');
    return isDate ? [[path, value]] : [];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, item]) => datesIn(item, `${path}/${name}`))
    : [];
}

describe('a sandbox tenant whose dates are moved up', () => {
  const NOW = new Date('2030-11-05T13:14:15Z');
  const now = () => NOW;

  /** By session, all that has a date. */
  async function recordsOf(url: string) {
    const sessions = await sessionsBetween(url, FIRST_SESSION, LAST_SEEDED);
    const messages = await messagesOf(url, seededIds);
    return sessions.map((session) => ({
      session,
      messages: messages.filter(({ ChatSessionId }) => ChatSessionId === session.ChatSessionId),
    }));
  }

  /** By how much dates are later than before, in milliseconds; days, which stay days, left out. */
  function movesOf(before: unknown, after: unknown): readonly number[] {
    const old = datesIn(before);
    const recent = datesIn(after);
    expect(recent.map(([path]) => path)).toEqual(old.map(([path]) => path));
    return recent.flatMap(([, date], index) => {
      const was = old[index]?.[1] ?? '';
      const isDay = /T00:00:00/.test(was);
      expect(/T00:00:00/.test(date)).toBe(isDay);
      return isDay ? [] : [Date.parse(date) - Date.parse(was)];
    });
  }

  const newestOf = (records: unknown) =>
    Math.max(...datesIn(records).flatMap(([path, date]) => (path.endsWith('WhenPosted') ? [Date.parse(date)] : [])));
  const isOpen = ({ Status = 'Invalid' }: ChatSessionCarrier) => OPEN.has(Status);

  it('has a newest message that is a minute old, and all dates later by the same time', async () => {
    const [seeded, moved] = [await start({ now }), await start({ now, isRecent: true })];

    const [before, after] = [await recordsOf(seeded), await recordsOf(moved)];

    expect(newestOf(after)).toBe(NOW.getTime() - 60_000);
    const ended = after.flatMap((record, index) => (isOpen(record.session) ? [] : [[before[index], record] as const]));
    expect(ended.length).toBeGreaterThan(20);
    const moves = new Set(ended.flatMap(([old, recent]) => movesOf(old, recent)));
    expect([...moves]).toEqual([newestOf(after) - newestOf(before)]);
    const rest = (value: object) =>
      JSON.stringify(value).replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d|127\.0\.0\.1:\d+/g, '');
    expect(rest(after)).toBe(rest(before));
  });

  it('has open sessions from the last two hours only, each conversation at its own pace and in the same order', async () => {
    const [seeded, moved] = [await start({ now }), await start({ now, isRecent: true })];

    const [before, after] = [await recordsOf(seeded), await recordsOf(moved)];

    const own = ({ Sale, Project, Ticket, Person, Contact, User, ...session }: ChatSessionCarrier) => session;
    const open = after.flatMap(({ session, messages }, index) =>
      isOpen(session)
        ? [
            {
              was: { ...before[index], session: own(before[index]?.session ?? {}) },
              is: { session: own(session), messages },
            },
          ]
        : [],
    );
    expect(open.length).toBeGreaterThan(40);
    for (const { was, is } of open) {
      expect(new Set(movesOf(was, is)).size).toBe(1);
      expect(NOW.getTime() - Date.parse(is.session.WhenRequested ?? UNSET)).toBeLessThan(2 * 3_600_000);
    }
    const inOrder = (one: 'was' | 'is') =>
      open
        .map((record) => record[one].session)
        .sort((left, right) => ((left.WhenIdle ?? '') < (right.WhenIdle ?? '') ? -1 : 1))
        .map(({ ChatSessionId }) => ChatSessionId);
    expect(inOrder('is')).toEqual(inOrder('was'));
  });

  it('filters and sorts by these dates', async () => {
    const url = await start({ now, isRecent: true });
    const since = '2030-11-01T00:00:00Z';
    const sessions = await sessionsBetween(url, FIRST_SESSION, LAST_SEEDED);
    const requested = new Map(
      sessions.map(({ ChatSessionId, WhenRequested }) => [ChatSessionId, WhenRequested ?? UNSET]),
    );
    const expected = [...requested.values()]
      .filter((date) => date >= since)
      .sort()
      .reverse();
    const query = new URLSearchParams({
      $select: 'chatSessionId,whenRequested',
      $filter: `whenRequested afterTime '${since}'`,
      $orderBy: 'whenRequested desc',
    });

    const found = await get<ArchiveOf<{ readonly chatSessionId: number }>>(url, `ChatSession?${query}`);

    expect(expected.length).toBeGreaterThan(3);
    expect(found?.value.map(({ chatSessionId }) => requested.get(chatSessionId))).toEqual(expected);
  });

  it('never shows a time in the future', async () => {
    const url = await start({ now, isRecent: true });
    const sessions = await sessionsBetween(url, FIRST_SESSION, LAST_SEEDED);
    const topics = await Promise.all([819, 820, 823].map((id) => get<object>(url, `ChatTopic/${id}`)));
    const happened = [...sessions.map(({ Sale, Project, Ticket, ...session }) => session), ...topics];

    const late = datesIn(happened).filter(([, date]) => Date.parse(date) > NOW.getTime());

    expect(topics).not.toContain(undefined);
    expect(late).toEqual([]);
  });
});

describe('SANDBOX_TIME and SANDBOX_VISITORS', () => {
  it.each([
    ['npm run sandbox', 'dist/sandbox/main.js', /Sandbox tenant at (\S+)/],
    ['npm start', 'dist/main.js', /in front of the sandbox tenant at ([^\s"]+)/],
  ])('count for %s', async (_command, main, place) => {
    const env = { PATH: process.env.PATH ?? '', PORT: '0', HOST: '127.0.0.1', SANDBOX_PORT: '0' };
    const settings = { SANDBOX_TIME: 'now', SANDBOX_VISITORS: 'on' };
    const command = startCommand(process.execPath, [main], { cwd: ROOT, env: { ...env, ...settings } });
    stops.push(() => endProcess(command.child));
    const [, url = ''] = await command.said(place);
    const path = `ChatSession?${new URLSearchParams({ $select: 'lastMessage,whenRequested,status', $top: '1000' })}`;
    const first = await get<ArchiveOf<{ readonly whenRequested: string }>>(url, path);

    const newest = Math.max(...(first?.value ?? []).map(({ whenRequested }) => Date.parse(whenRequested)));
    expect(Date.now() - newest).toBeLessThan(86_400_000);
    // A visitor has acted.
    await until(async () => JSON.stringify(await get(url, path)) !== JSON.stringify(first));
  });
});

describe('visitors of the sandbox tenant', () => {
  const FAST = [1, 2] as const;

  it('do the same on every start, however fast', async () => {
    const urls = [await start({ visitorPausesMs: [5, 10] }), await start({ visitorPausesMs: [10, 20] })];
    const query = new URLSearchParams({
      $select: 'chatSessionId,firstMessage,chatTopic/name,queueLength',
      $filter: `chatSessionId gt ${LAST_SEEDED} and chatSessionId lt ${LAST_SEEDED + 11}`,
      $orderBy: 'chatSessionId',
    });
    const came = urls.map(async (url) => {
      let rows: readonly unknown[] = [];
      await until(async () => {
        rows = (await get<ArchiveOf<unknown>>(url, `ChatSession?${query}`))?.value ?? [];
        return rows.length === 10;
      });
      return rows;
    });

    const [one, other] = await Promise.all(came);

    expect(one).toEqual(other);
    expect(new Set(one?.map((row) => JSON.stringify(row))).size).toBe(10);
  });

  it('are seen by an agent who subscribes, and by a poll', async () => {
    const url = await start({ visitorPausesMs: [10, 20] });
    const facade = await startFacade(url, { LIVE_POLL_MS: '20', LIVE_POLL_IDLE_MS: '20' });
    stops.push(() => facade.stop());
    const stream = await subscribe(
      facade.url,
      'subscription { chatSessionUpdates(parts: [MINE, QUEUED]) { isSnapshot sessions { id status lastMessage } goneIds } }',
    );
    expect(await stream.value()).toMatchObject({ isSnapshot: true });
    const seen = { mine: 0, queued: 0, gone: 0 };

    while (Object.values(seen).includes(0)) {
      const { sessions, goneIds } = await stream.value();
      seen.gone += goneIds.length;
      for (const { status } of sessions) {
        seen[status === 'IN_QUEUE' ? 'queued' : 'mine'] += 1;
      }
    }
  });

  it('prefer to answer the agent who has just written', async () => {
    const waits = await Promise.all(
      Array.from({ length: 3 }, async (_none, index) => {
        const url = await start({ visitorPausesMs: [5 + index, 10 + index] });
        const path = `ChatSession/${SESSION_OF_TJE0}/Messages`;
        const sent = (await post<ChatMessageCarrier>(url, path, { Message: 'Hello?' })).ChatMessageId ?? 0;
        const isAnswer = ({ Type, ChatMessageId = 0 }: ChatMessageCarrier) => Type === 'ToUser' && ChatMessageId > sent;
        let answer: ChatMessageCarrier | undefined;
        await until(async () => {
          answer = (await messagesOf(url, [SESSION_OF_TJE0])).find(isAnswer);
          return answer !== undefined;
        });
        // Ids of messages are consecutive: those between two of them belong to others.
        return (answer?.ChatMessageId ?? 0) - sent - 1;
      }),
    );

    expect(Math.max(...waits)).toBeLessThan(20);
  });

  it('leave no session but their own, and are few, however long they go on', async () => {
    const url = await start({ visitorPausesMs: [0, 0] });
    const plain = await start({});
    // So often that conversations would get longer too.
    const MANY = 400;
    await until(async () => (await get(url, `ChatSession/${LAST_SEEDED + MANY}`)) !== undefined);

    // All at one moment, because visitors continue to act.
    const listed = async (root: string) => {
      const path = 'ChatSession?$select=chatSessionId,status&$top=1000';
      const rows = await get<ArchiveOf<{ readonly chatSessionId: number; readonly status: string }>>(root, path);
      return rows?.value ?? [];
    };
    const [all, before] = [await listed(url), await listed(plain)];
    const own = all.filter(({ chatSessionId }) => chatSessionId > LAST_SEEDED);
    const isOpen = ({ status }: { readonly status: string }) =>
      /^(In queue|Customer wrote last|User wrote last)$/.test(status);
    const seeded = all.filter((row) => row.chatSessionId <= LAST_SEEDED && isOpen(row));

    expect(own.length).toBeGreaterThan(90);
    expect(seeded.length).toBeGreaterThan(20);
    expect(own.length).toBeLessThanOrEqual(100);
    expect(own.filter(({ status }) => status === 'In queue').length).toBeLessThanOrEqual(5);
    expect(seeded.length).toBe(before.filter(isOpen).length);
    for (const { chatSessionId } of [...seeded, ...own]) {
      const messages = await messagesOf(url, [chatSessionId]);
      expect(messages.length).toBeLessThanOrEqual(51);
    }
  });

  it('do nothing more when it stops', async () => {
    let looks = 0;
    const sandbox = await startSandbox({
      visitorPausesMs: FAST,
      now() {
        looks += 1;
        return new Date();
      },
    });
    await until(() => looks > 5);
    await sandbox.stop();
    const before = looks;

    const other = await start({ visitorPausesMs: FAST });
    await until(async () => (await get(other, `ChatSession/${LAST_SEEDED + 3}`)) !== undefined);

    expect(looks).toBe(before);
  });
});
