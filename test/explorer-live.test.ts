import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSelected, operationOf, withField } from '../explorer/src/model/document/add-field.js';
import { titleOf } from '../explorer/src/model/document/documents.js';
import { withLeaves } from '../explorer/src/model/document/leaves.js';
import { pathTo } from '../explorer/src/model/document/paths.js';
import { linkTo, sharedIn } from '../explorer/src/model/kept/share.js';
import { createEventReader, type Told } from '../explorer/src/model/live/event-stream.js';
import {
  inPhase,
  type Live,
  newLive,
  opened,
  type Phase,
  shownValue,
  withValues,
} from '../explorer/src/model/live/live.js';
import { type FirstTry, runLive } from '../explorer/src/model/live/live-stream.js';
import { MAX_TRIES, mayPass, pauseBefore, retryMsOf } from '../explorer/src/model/live/live-tries.js';
import { listOfValues, MAX_VALUES } from '../explorer/src/model/live/live-values.js';
import { countsOf, QUIET_MS, wordsOf } from '../explorer/src/model/live/live-words.js';
import { curl, prepare } from '../explorer/src/model/sending/request.js';
import { answerOf } from '../explorer/src/model/sending/send.js';
import { explorerGraphql } from './helpers/explorer-graphql.js';
import { until } from './helpers/until.js';

const SUBSCRIPTION = 'subscription Watch { ticks { id } }';

describe('a reader of events', () => {
  /** All events of a stream that comes in these parts. */
  function read(...parts: readonly string[]): Told {
    const read = createEventReader();
    const told = parts.map(read);
    return {
      results: told.flatMap(({ results }) => results),
      isComplete: told.some(({ isComplete }) => isComplete),
      retryMs: told.map(({ retryMs }) => retryMs).findLast((ms) => ms !== undefined),
    };
  }

  it('finds the same events wherever their text is cut, with any line endings', () => {
    const lines = [
      ':',
      '',
      'event: next',
      'data: {"a":"ä:🙂 "}',
      '',
      'data:{"b":1}',
      'event:next',
      '',
      'retry: 1200',
      '',
    ];
    const all = [...lines, 'event: other', 'data: x', '', 'event: complete', 'data:', '', ''];
    fc.assert(
      fc.property(fc.constantFrom('\n', '\r\n'), fc.array(fc.nat(200), { maxLength: 30 }), (lineBreak, cuts) => {
        const text = all.join(lineBreak);
        const places = [0, ...cuts.map((cut) => cut % text.length).sort((left, right) => left - right), text.length];
        const parts = places.slice(1).map((place, index) => text.slice(places[index], place));

        expect(read(...parts)).toEqual({ results: ['{"a":"ä:🙂 "}', '{"b":1}'], isComplete: true, retryMs: 1200 });
      }),
    );
  });

  it('accepts lines that end with a bare CR, and data in several lines', () => {
    expect(read('event: next\rdata: {\rdata: }\r\r:\r').results).toEqual(['{\n}']);
  });

  it('ignores an event that has not ended, or whose name is not from GraphQL over SSE', () => {
    expect(read('data: {}\n\nevent: message\ndata: {}\n\nevent: next\ndata: {}\n')).toEqual({
      results: [],
      isComplete: false,
      retryMs: undefined,
    });
  });

  it.each([['data: xxxxxxxxxxxx'], ['data: xxxxxxx\ndata: xxxxxxx\n'], ['xxxxxxxxxxxxxxxxxxx']])(
    'refuses an event that is too long: %j',
    (text) => {
      const read = createEventReader(12);

      expect(() => [...text].map((character) => read(character))).toThrow('longer than 12 characters');
    },
  );
});

/** A stream that was opened at 1000 and sent these bodies at 2000. */
function liveWith(...bodies: readonly string[]): Live {
  return withValues(opened(newLive(0), 1000), bodies, 2000);
}

function updates(fields: object): string {
  return JSON.stringify({ data: { chatSessionUpdates: fields } });
}

describe('the values of a stream', () => {
  it('are numbered as they come, and the latest is the first', () => {
    const live = withValues(liveWith('{"data":{"a":1}}', '{"data":{"a":2}}'), ['{"data":{"a":3}}'], 3000);

    expect(live.values.map(({ number, at, preview }) => [number, at, preview])).toEqual([
      [3, 3000, 'a: 3'],
      [2, 2000, 'a: 2'],
      [1, 2000, 'a: 1'],
    ]);
  });

  it('are bounded in number, with a count of those that are gone', () => {
    const live = liveWith(...Array.from({ length: 500 }, (_, index) => `{"data":{"a":${index}}}`));

    expect(live.values).toHaveLength(MAX_VALUES);
    expect(live.values.at(-1)?.number).toBe(500 - MAX_VALUES + 1);
    expect(countsOf(live)).toEqual(['500 values', `the oldest ${500 - MAX_VALUES} are not kept`]);
  });

  it.each([
    { characters: 100_000, kept: 19 },
    { characters: 1_000_000, kept: 1 },
    { characters: 5_000_000, kept: 1 },
  ])('are bounded in characters, except the latest: $characters each', ({ characters, kept }) => {
    const body = updates({ text: 'x'.repeat(characters) });

    expect(liveWith(...Array.from({ length: 30 }, () => body)).values).toHaveLength(kept);
  });

  it('have a line each, without what is null, false or empty', () => {
    const sessions = Array.from({ length: 21 }, (_, index) => ({ id: String(index) }));
    const previews = [
      updates({ isSnapshot: true, sessions, goneIds: [], staleSince: null }),
      updates({ isSnapshot: false, sessions: [{ id: '549', user: { id: '5' } }], goneIds: ['505'] }),
      updates({ isSnapshot: false, sessions: [] }),
      updates({ text: 'x'.repeat(1000) }),
      '{"data":null,"errors":[{"message":"no","extensions":{"code":"FORBIDDEN"}}]}',
      '{"data":{"a":{"id":"1"},"b":null}}',
      '[]',
      'no JSON',
    ].map((body) => liveWith(body).values[0]?.preview);

    expect(previews).toEqual([
      'isSnapshot: true, sessions: 21 items',
      'sessions: [549], goneIds: ["505"]',
      '{}',
      `text: "${'x'.repeat(40)}…"`,
      'null',
      'a: 1',
      'null',
      'null',
    ]);
  });

  it('have their errors and the number of their REST calls', () => {
    const call = { method: 'GET', route: 'A', status: 200, startMs: 0, durationMs: 1, records: null, bytes: 1 };
    const rest = { calls: [{ ...call, attempt: 1, fields: [] }], servedWithoutCall: 0 };
    const [value] = liveWith(
      JSON.stringify({
        data: { a: null },
        errors: [{ message: 'x', extensions: { code: 'NOT_FOUND' } }],
        extensions: { rest },
      }),
    ).values;

    expect(value).toMatchObject({ calls: 1, errors: [{ code: 'NOT_FOUND' }], hasData: true });
    expect(liveWith('{"data":{}}').values[0]?.calls).toBeUndefined();
  });

  it('are shown as they come, unless one is chosen, as long as that is kept', () => {
    const chosen = { ...liveWith('{"data":{"a":1}}', '{"data":{"a":2}}'), chosen: 1 };
    const many = Array.from({ length: MAX_VALUES }, () => '{"data":{}}');

    expect(shownValue({ ...chosen, chosen: undefined })?.number).toBe(2);
    expect(shownValue(withValues(chosen, ['{"data":{}}'], 3000))?.number).toBe(1);
    expect(shownValue(withValues(chosen, many, 3000))?.number).toBe(MAX_VALUES + 2);
  });

  it('are copied in the order in which they came', () => {
    expect(JSON.parse(listOfValues(liveWith('{"data":{"a":1}}', 'x').values))).toEqual([
      { number: 1, at: '1970-01-01T00:00:02.000Z', result: { data: { a: 1 } } },
      { number: 2, at: '1970-01-01T00:00:02.000Z', result: 'x' },
    ]);
  });
});

describe('the description of a stream', () => {
  const time = (at: number) => `${at / 1000} s`;
  const words = (live: Live, now = 3000) => wordsOf(live, now, time, 10);
  const ended = (end: Extract<Phase, { name: 'ended' }>['end'], live = liveWith()) =>
    words(inPhase(live, { name: 'ended', end }, 9000));

  it('says that it connects, is live and is quiet', () => {
    expect(words(newLive(0))).toBe('Connecting …');
    expect(words(liveWith())).toBe('Live since 1 s, no value yet.');
    expect(words(liveWith('{"data":{}}'))).toBe('Live since 1 s.');
    expect(words(liveWith('{"data":{}}'), 2000 + QUIET_MS)).toBe('Live since 1 s, quiet since 2 s.');
    expect(words(opened(liveWith('{"data":{}}'), 5000))).toBe('Live since 5 s, no value yet.');
  });

  it('shows that SuperOffice is down, until a value says that it is back', () => {
    const away = liveWith(updates({ staleSince: '1970-01-01T00:00:01.500Z' }));

    expect(words(away)).toMatch(/^Live since 1 s, but SuperOffice cannot be reached\. Its last answer came at 1.5 s\./);
    expect(words(withValues(away, [updates({ staleSince: null })], 3000))).toBe('Live since 1 s.');
    expect(words(liveWith(updates({ staleSince: 'sometime' })))).toMatch(
      /SuperOffice cannot be reached\. Changes follow/,
    );
  });

  it.each([
    ['reconnect', /^The server asked the page to open the stream again/],
    ['cut', /^The connection was cut/],
    ['unreachable', /^The server cannot be reached/],
    ['busy', /^The server has no room/],
  ] as const)('shows why it will be opened again, with which try, and when: %s', (gap, reason) => {
    const waiting = { ...inPhase(liveWith(), { name: 'waiting', gap, nextAt: 7000 }, 6000), tries: 2 };

    expect(words(waiting)).toMatch(reason);
    expect(words(waiting)).toMatch(/Try 2 of 10 is at 7 s\.$/);
    expect(words({ ...waiting, phase: { name: 'connecting' } })).toBe('Connecting again: try 2 of 10 …');
  });

  it('says how it ended', () => {
    const refused = liveWith('{"data":null,"errors":[{"message":"x","extensions":{"code":"UNAUTHENTICATED"}}]}');

    expect(ended('complete')).toBe('Complete at 9 s: no more values will come.');
    expect(ended('error', refused)).toBe('Ended at 9 s with UNAUTHENTICATED.');
    expect(ended('stopped')).toBe('Stopped at 9 s.');
    expect(ended('refused')).toBe('Ended at 9 s. It cannot be opened again.');
    expect(ended('lost', { ...liveWith(), tries: 10 })).toBe('Ended at 9 s: 10 tries to open it again failed.');
  });

  it('says how often it was opened again', () => {
    const once = opened(liveWith('{"data":{}}'), 5000);

    expect(countsOf(once)).toEqual(['1 value', 'opened again once']);
    expect(countsOf(opened(once, 6000))).toEqual(['1 value', 'opened again 2 times']);
  });
});

describe('the pause before a stream is opened again', () => {
  it('is what the server asks for, then longer each time, a quarter more or less', () => {
    for (const [tries, retryMs, ms] of [
      [1, 1000, 1000],
      [2, 1000, 2000],
      [4, 1000, 8000],
      [9, 1000, 30_000],
      [9, 45_000, 45_000],
    ] as const) {
      const pauses = Array.from({ length: 200 }, () => pauseBefore(tries, retryMs));

      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(0.75 * ms);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(1.25 * ms);
      expect(new Set(pauses).size).toBeGreaterThan(100);
    }
  });

  it.each([
    { status: 429, passes: true },
    { status: 503, passes: true },
    { status: 502, passes: true },
    { status: 200, passes: false },
    { status: 400, passes: false },
    { status: 401, passes: false },
    { status: 404, passes: false },
  ])('applies if the reason may pass: $status', ({ status, passes }) => {
    expect(mayPass(answerOf({ status, durationMs: 1, headers: [], body: '' }))).toBe(passes);
  });

  it('is what an answer asks for, in its error or its header', () => {
    const body = '{"errors":[{"message":"x","extensions":{"code":"RATE_LIMITED","retryAfterMs":1500}}]}';
    const of = (body: string, ...headers: (readonly [string, string])[]) =>
      retryMsOf(answerOf({ status: 429, durationMs: 1, headers, body }));

    expect(of(body, ['retry-after', '9'])).toBe(1500);
    expect(of('', ['retry-after', '9'])).toBe(9000);
    expect(of('')).toBeUndefined();
  });
});

const closes: (() => void)[] = [];
afterEach(() => {
  for (const close of closes.splice(0)) {
    close();
  }
});

interface Run {
  readonly live: () => Live;
  readonly phases: Phase[];
  readonly first: Promise<FirstTry>;
  stop(): void;
}

/** Runs a subscription against a server that answers so. */
async function run(...replies: readonly RequestListener[]): Promise<Run> {
  let requests = 0;
  const server = createServer((request, response) => {
    request.resume();
    (replies[Math.min(requests, replies.length - 1)] as RequestListener)(request, response);
    requests += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const controller = new AbortController();
  closes.push(() => {
    controller.abort();
    server.close();
    server.closeAllConnections();
  });
  let live = newLive(Date.now());
  const phases: Phase[] = [];
  const first = runLive({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    request: prepare({ ...DRAFT, isSubscription: true }),
    sent: { isMutation: false, isSubscription: true, hasCredential: true },
    stopped: controller.signal,
    reasonOf: async ({ name }) => (name === 'AbortError' ? 'stopped' : 'broken'),
    whenBack: () => new Promise(() => {}),
    live: () => live,
    onChange(next) {
      if (next.phase !== live.phase) {
        phases.push(next.phase);
      }
      live = next;
    },
  });
  return { live: () => live, phases, first, stop: () => controller.abort() };
}

const DRAFT = { document: SUBSCRIPTION, operationName: 'Watch', variables: '', headers: '', explain: false };

/** Answers with a stream of these events, which may stay open. */
function events(text: string, end: 'end' | 'cut' | 'open' = 'end'): RequestListener {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.write(`:\n\n${text}`, () => {
      if (end === 'end') {
        response.end();
      } else if (end === 'cut') {
        response.destroy();
      }
    });
  };
}

function json(status: number, body: object, headers: Record<string, string> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

const VALUE = 'event: next\ndata: {"data":{"ticks":{"id":"1"}}}\n\n';
const COMPLETE = 'event: complete\ndata:\n\n';
const SOON = 'retry: 1\n\n';

describe('a subscription that runs', () => {
  it('asks for events, and for JSON if it is refused', () => {
    const { headers } = prepare({ ...DRAFT, isSubscription: true });

    expect(headers.accept).toBe('text/event-stream, application/json');
    expect(prepare(DRAFT).headers.accept).toBe('application/json');
    expect(curl('http://localhost/graphql', prepare({ ...DRAFT, isSubscription: true }))).toMatch(/^curl -N http/);
    expect(curl('http://localhost/graphql', prepare(DRAFT))).toMatch(/^curl http/);
  });

  it('ends when the server completes it', async () => {
    const { first, live } = await run(events(VALUE + VALUE + COMPLETE));

    expect(await first).toBeUndefined();
    expect(live()).toMatchObject({ phase: { name: 'ended', end: 'complete' }, received: 2, openings: 1 });
  });

  it.each([
    ['the server ended it', events(VALUE + SOON), 'reconnect'],
    ['it was cut', events(VALUE + SOON, 'cut'), 'cut'],
  ] as const)('is opened again, and says so, if %s', async (_what, reply, gap) => {
    const { live, phases } = await run(reply, events(VALUE, 'open'));
    await until(() => live().received === 2);

    expect(live().openings).toBe(2);
    expect(live().values.map(({ opening }) => opening)).toEqual([2, 1]);
    expect(phases.map(({ name }) => name)).toEqual(['live', 'waiting', 'connecting', 'live']);
    expect(phases[1]).toMatchObject({ gap });
  });

  it('is opened again if the server has no room in between', async () => {
    const busy = { errors: [{ message: 'Busy.', extensions: { code: 'OVERLOADED', retryAfterMs: 1 } }] };
    const { live, phases } = await run(events(VALUE + SOON), json(503, busy), events(VALUE, 'open'));
    await until(() => live().received === 2);

    expect(phases.flatMap((phase) => (phase.name === 'waiting' ? phase.gap : []))).toEqual(['reconnect', 'busy']);
  });

  it('is not opened again if the refusal is permanent', async () => {
    const refused = { errors: [{ message: 'No.', extensions: { code: 'UNAUTHENTICATED' } }] };
    const { first, live } = await run(events(VALUE + SOON), json(200, refused));
    await first;

    expect(live()).toMatchObject({
      phase: { name: 'ended', end: 'refused', advice: { text: 'No.', remedy: 'credential' } },
      received: 1,
    });
  });

  it('is not opened again for ever, even if it brings a value each time', async () => {
    const { first, live } = await run(events(VALUE + SOON));
    await first;

    expect(live()).toMatchObject({
      phase: { name: 'ended', end: 'lost', advice: { title: 'The stream ends again and again' } },
      tries: MAX_TRIES,
      openings: MAX_TRIES + 1,
    });
  });

  it('ends with its error, and what to do', async () => {
    const error = JSON.stringify({ data: null, errors: [{ message: 'No.', extensions: { code: 'FORBIDDEN' } }] });
    const { first, live } = await run(events(`${VALUE}event: next\ndata: ${error}\n\n${COMPLETE}`));
    await first;

    expect(live().phase).toMatchObject({ name: 'ended', end: 'error', advice: { title: 'This is not allowed' } });
  });

  it('does not end with an error if the last value has data as well', async () => {
    const value = JSON.stringify({ data: { a: 1 }, errors: [{ message: 'x', extensions: { code: 'NOT_FOUND' } }] });
    const { first, live } = await run(events(`event: next\ndata: ${value}\n\n${COMPLETE}`));
    await first;

    expect(live().phase).toMatchObject({ end: 'complete' });
  });

  it('is shown as an answer if the first try gets no stream', async () => {
    const { first } = await run(
      json(429, { errors: [{ message: 'Too many.', extensions: { code: 'RATE_LIMITED' } }] }),
    );

    expect(await first).toMatchObject({ answer: { status: 429, errors: [{ message: 'Too many.' }] } });
  });

  it('is shown as advice if the first try gets no answer', async () => {
    const { first } = await run((_request, response) => response.destroy());

    expect(await first).toMatchObject({ advice: { title: 'The connection ended before the answer came' } });
  });

  it.each([
    ['it lives', events(VALUE, 'open'), 'live'],
    ['it waits', events(`${VALUE}retry: 3600000\n\n`), 'waiting'],
    ['it connects', () => {}, 'connecting'],
  ] as const)('is stopped while %s', async (_what, reply, name) => {
    const { first, live, stop } = await run(reply);
    await until(() => live().phase.name === name);
    stop();

    expect(await first).toBeUndefined();
    expect(live().phase).toEqual({ name: 'ended', end: 'stopped' });
  });
});

describe('a subscription', () => {
  const { buildSchema, parse, validate } = explorerGraphql;
  const schema = buildSchema(`
    type Query { tick: Tick }
    type Subscription { ticks: Tick, tocks(id: ID!): Tock }
    type Tick { id: ID!, name: String }
    type Tock { id: ID!, tick: Tick }
  `);
  const TOCKS = [{ type: 'Subscription', field: 'tocks' }];

  it('names its tab, and is shared by a link', () => {
    const made = linkTo('http://localhost/graphql', { document: SUBSCRIPTION, variables: '' });
    const link = 'link' in made ? made.link : made.reason;

    expect(titleOf(SUBSCRIPTION)).toBe('Watch');
    expect(sharedIn(new URL(link).hash)).toEqual({ document: SUBSCRIPTION, variables: '' });
  });

  it('is written from the documentation', () => {
    const { document } = operationOf(schema, TOCKS);

    expect(document).toMatch(/^subscription Tocks\(\$id: ID!\)/);
    expect(validate(schema, parse(document))).toEqual([]);
    expect(pathTo(schema, 'Tock', [])).toEqual(TOCKS);
  });

  it('is written with the records of its updates', () => {
    const updates = buildSchema(`
      type Query { update: Update }
      type Subscription { update: Update }
      type Update { isSnapshot: Boolean, staleSince: String, ticks: [Tick!]! }
      type Tick { id: ID!, name: String, update: Update }
    `);
    const written = (type: string) => operationOf(updates, [{ type, field: 'update' }]).document.replace(/\s+/g, ' ');

    expect(written('Subscription')).toContain('{ isSnapshot staleSince ticks { id name } }');
    expect(written('Query')).toContain('{ isSnapshot staleSince }');
    expect(withLeaves('subscription { update }', updates).added).toEqual([
      'update { isSnapshot staleSince ticks { id name } }',
    ]);
  });

  it('gets its own fields, and no second root field, which would be invalid', () => {
    const texts = { document: SUBSCRIPTION, variables: '' };
    const path = [
      { type: 'Subscription', field: 'ticks' },
      { type: 'Tick', field: 'name' },
    ];
    const written = withField(schema, texts, path, 0)?.document ?? '';

    expect(isSelected(written, path, 0)).toBe(true);
    expect(withField(schema, texts, TOCKS, 0)).toBeUndefined();
  });
});
