import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type { Server } from '../src/server.js';
import { type Answer, acceptCredential, execute, type Pair, startFacade, useFacade } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson } from './helpers/fake-superoffice.js';
import { type FaultProxy, startFaultProxy } from './helpers/fault-proxy.js';
import { LOST_ANSWERS, loseAnswers } from './helpers/lost-answers.js';
import { until } from './helpers/until.js';

const ADD = `mutation Add($message: ChatMessageInput!, $key: String) {
  addChatMessage(id: 549, message: $message, idempotencyKey: $key) { id message }
}`;
const SENT = 'POST ChatSession/549/Messages';
const LOOK_UP = 'GET ChatSession/549/Messages';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** Of the message of a test: one id is the answer of one change, and what stays unknown concerns messages like it. */
let id = 0;
let text = '';
beforeEach(() => {
  id += 10;
  text = `Hi ${id}`;
});

/** A message as SuperOffice answers it, posted this long ago. */
const message = (properties: object = {}, agoMs = 0) => ({
  ChatMessageId: id,
  ChatSessionId: 549,
  Type: 'ToCustomer',
  Message: text,
  Author: 'Tobias Everhart',
  SpecialType: 'None',
  WhenPosted: new Date(Date.now() - agoMs).toISOString(),
  ...properties,
});

interface Sending {
  readonly key?: string;
  readonly headers?: Record<string, string>;
  /** Default: the test's own text. */
  readonly message?: string;
  readonly author?: string | null;
  readonly specialParam?: string;
}

const add = (pair: Pick<Pair, 'ask'>, { key, headers, ...input }: Sending = {}) =>
  pair.ask(ADD, { message: { message: text, ...input }, key }, headers);

const outcomeOf = ({ errors }: Answer) => errors?.[0]?.extensions.outcome;

describe('a message with an unknown outcome', () => {
  const pair = useFacade({ SUPEROFFICE_WRITE_TIMEOUT_MS: '300' });
  const loseAnswer = () => loseAnswers(pair.superOffice);
  const tell = (messages: () => readonly unknown[]) =>
    pair.superOffice.on(LOOK_UP, (_request, response) => sendJson(response, messages()));

  it.each([
    ...LOST_ANSWERS,
    { how: 'was answered with nothing', lose: (superOffice: FakeSuperOffice) => superOffice.on('POST ', null) },
    {
      how: 'was answered with a message of another session',
      lose: (superOffice: FakeSuperOffice) => superOffice.on('POST ', { ...message(), ChatSessionId: 550 }),
    },
  ])('is looked up, and reported as done if it is there: it $how', async ({ lose }) => {
    lose(pair.superOffice);
    tell(() => [message()]);

    const answer = await add(pair);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ addChatMessage: { id: String(id), message: text } });
    expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP]);
  });

  it.each([
    {
      there: 'with whole seconds',
      messages: () => [message({ WhenPosted: `${new Date().toISOString().slice(0, 19)}Z` })],
    },
    {
      there: 'in UTC, without an offset',
      messages: () => [message({ WhenPosted: new Date().toISOString().slice(0, 23) })],
    },
    {
      there: 'with another offset',
      messages: () => [
        message({ WhenPosted: new Date(Date.now() + 2 * HOUR).toISOString().replace('Z', '1234+02:00') }),
      ],
    },
    { there: 'with an empty parameter', messages: () => [message({ SpecialParam: '' })] },
    { there: 'with no parameter', messages: () => [message({ SpecialParam: null })] },
    { there: 'without a special type', messages: () => [message({ SpecialType: undefined })] },
    {
      there: 'after an older one that is alike, and before another one',
      messages: () => [
        message({ ChatMessageId: id - 1 }, HOUR),
        message(),
        message({ ChatMessageId: id + 1, Message: 'Hello', Type: 'ToUser' }),
      ],
    },
  ])('is done if it is there $there', async ({ messages }) => {
    loseAnswer();
    tell(messages);

    const answer = await add(pair);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ addChatMessage: { id: String(id), message: text } });
    expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP]);
  });

  it.each([
    { there: 'no message', messages: () => [] },
    { there: 'an older one alone', messages: () => [message({}, HOUR)] },
    { there: 'two', messages: () => [message(), message({ ChatMessageId: id + 1 })] },
    { there: 'another text', messages: () => [message({ Message: text.toLowerCase() })] },
    { there: 'a longer text', messages: () => [message({ Message: `${text} ` })] },
    { there: 'one of the visitor’s', messages: () => [message({ Type: 'ToUser' })] },
    { there: 'one of a bot’s', messages: () => [message({ SpecialType: 'BotMessage' })] },
    { there: 'one with a parameter', messages: () => [message({ SpecialParam: '2' })] },
    { there: 'one that was not posted yet', messages: () => [message({}, -HOUR)] },
    {
      there: 'one that was not posted yet, beside one',
      messages: () => [message(), message({ ChatMessageId: id + 1 }, -HOUR)],
    },
    { there: 'one without a date', messages: () => [message({ WhenPosted: undefined })] },
    {
      there: 'one without a date, beside one',
      messages: () => [message(), message({ ChatMessageId: id + 1, WhenPosted: null })],
    },
    { there: 'one with a date that is none', messages: () => [message({ WhenPosted: 'C4N4RY' })] },
    { there: 'one of another session', messages: () => [message({ ChatSessionId: 550 })] },
  ])('stays unknown, and is not sent again, if there is $there', async ({ messages }) => {
    loseAnswer();
    tell(messages);

    const answer = await add(pair);

    expect(answer.data).toEqual({ addChatMessage: null });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' } }]);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
    expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP]);
  });

  it.each([
    { author: 'Tobias Everhart', isDone: true },
    { author: 'Tobias', isDone: false },
    { author: null, isDone: true },
    { author: '', isDone: true },
    { author: ' ', isDone: false },
  ])('has to have the given author: $author, $isDone', async ({ author, isDone }) => {
    loseAnswer();
    tell(() => [message()]);

    const answer = await add(pair, { author });

    expect(outcomeOf(answer)).toBe(isDone ? undefined : 'UNKNOWN');
    expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP]);
  });

  it.each([
    { specialParam: '2', there: '2', isDone: true },
    { specialParam: '2', there: '3', isDone: false },
    { specialParam: '2', there: '', isDone: false },
    { specialParam: '2', there: undefined, isDone: false },
    { specialParam: '', there: null, isDone: true },
    { specialParam: '', there: '2', isDone: false },
  ])('has to have the given parameter: $specialParam, $there, $isDone', async ({ specialParam, there, isDone }) => {
    loseAnswer();
    tell(() => [message({ SpecialParam: there })]);

    const answer = await add(pair, { specialParam });

    expect(outcomeOf(answer)).toBe(isDone ? undefined : 'UNKNOWN');
    expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP]);
  });

  it('is not one that was answered before, if SuperOffice gives its id once as a number and once as its digits', async () => {
    loseAnswer();
    tell(() => [message()]);
    expect(outcomeOf(await add(pair))).toBeUndefined();
    tell(() => [message({ ChatMessageId: String(id) })]);

    expect(outcomeOf(await add(pair))).toBe('UNKNOWN');
  });

  it('is not found if two like it are sent at once, because they cannot be told apart', async () => {
    await acceptCredential(pair);
    let sent = 0;
    pair.superOffice.on('POST ', (_request, response) => {
      sent += 1;
      response.socket?.resetAndDestroy();
    });
    const only = message();
    pair.superOffice.on(LOOK_UP, async (_request, response) => {
      await until(() => sent === 2);
      sendJson(response, [only]);
    });

    const outcomes = (await Promise.all([add(pair), add(pair)])).map(outcomeOf);

    expect(outcomes).toEqual(['UNKNOWN', 'UNKNOWN']);
  });

  it.each([
    { when: 'one millisecond before it was sent', agoMs: 1 },
    { when: 'a fifth of a second before', agoMs: 200 },
    { when: 'before it, and without an offset', agoMs: 50, withoutOffset: true },
  ])(
    'is not an equal one that was posted in the same second, if dates have fractions: $when',
    async ({ agoMs, withoutOffset = false }) => {
      loseAnswer();
      await until(() => Date.now() % SECOND > 300 && Date.now() % SECOND < 800);
      const posted = message({}, agoMs);
      tell(() => [withoutOffset ? { ...posted, WhenPosted: posted.WhenPosted.replace('Z', '4567') } : posted]);

      expect(outcomeOf(await add(pair))).toBe('UNKNOWN');
    },
  );

  it('is an equal one that was posted in the same second, if the date has no fraction: they cannot be told apart', async () => {
    loseAnswer();
    // Most of the second is left for it to be sent.
    await until(() => Date.now() % SECOND < 100);
    const posted = message({ WhenPosted: `${new Date().toISOString().slice(0, 19)}Z` });
    tell(() => [posted]);

    expect((await add(pair)).data).toEqual({ addChatMessage: { id: String(id), message: text } });
  });

  it('stays unknown if the look-up is answered with 503, and is looked up once', async () => {
    loseAnswer();
    pair.superOffice.on(LOOK_UP, {}, 503);

    expect(outcomeOf(await add(pair))).toBe('UNKNOWN');
    expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP]);
  });

  it.each([400, 403, 404, 409, 429])('is not looked up if it was refused: %d', async (status) => {
    pair.superOffice.on('POST ', {}, status);

    expect(outcomeOf(await add(pair))).toBe('REJECTED');
    expect(pair.superOffice.calls()).toEqual([SENT]);
  });

  it('has the session read again that is selected with it', async () => {
    loseAnswer();
    tell(() => [message()]);
    pair.superOffice.on('GET ChatSession/549', ({ path }, response) =>
      sendJson(response, path.endsWith('Messages') ? [message()] : { ChatSessionId: 549, LastMessage: 'Hi' }),
    );

    const { data } = await pair.ask(
      `mutation { addChatMessage(id: 549, message: { message: "${text}" }) { session { lastMessage } } }`,
    );

    expect(data).toEqual({ addChatMessage: { session: { lastMessage: 'Hi' } } });
  });

  describe.each([
    { how: 'its own key', ask: (key: string) => add(pair, { key }) },
    { how: 'the header', ask: (key: string) => add(pair, { headers: { 'idempotency-key': key } }) },
  ])('repeated with $how', ({ how, ask }) => {
    const keyOf = (test: string) => `${how} ${test}`.replaceAll(/\W/g, '-');

    it('is looked up again, and once it shows, the answer is kept', async () => {
      loseAnswer();
      tell(() => []);
      const key = keyOf('again');
      expect(outcomeOf(await ask(key))).toBe('UNKNOWN');
      expect(outcomeOf(await ask(key))).toBe('UNKNOWN');
      tell(() => [message()]);

      const answers = [await ask(key), await ask(key)];

      expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
      expect(answers.map(({ data }) => data.addChatMessage.id)).toEqual([String(id), String(id)]);
      expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP, LOOK_UP, LOOK_UP]);
    });

    it('is not one that was there before it was sent first', async () => {
      loseAnswer();
      const older = message({}, 2 * SECOND);
      tell(() => [older]);
      const key = keyOf('older');

      const answers = [await ask(key), await ask(key)];

      expect(answers.map(outcomeOf)).toEqual(['UNKNOWN', 'UNKNOWN']);
      expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP, LOOK_UP]);
    });

    it('is one that was posted between the first request and this one', async () => {
      loseAnswer();
      tell(() => []);
      const key = keyOf('between');
      await ask(key);
      const posted = message();
      // Later than the second in which it was posted, so that the repetition begins after it.
      await until(() => Date.now() >= Date.parse(posted.WhenPosted) + SECOND);
      tell(() => [posted]);

      expect((await ask(key)).data).toEqual({ addChatMessage: { id: String(id), message: text } });
      expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP, LOOK_UP]);
    });
  });
});

describe('a message that never arrived, while an equal one has no answer yet', () => {
  const pair = useFacade();
  const OTHER = { authorization: 'Bearer colleague' };
  beforeEach(async () => {
    await acceptCredential(pair);
    await acceptCredential(pair, OTHER);
  });

  /** The first message is held, and then answered or lost; all others are cut before anything reads them. */
  function hold(answer: 'answer' | 'lose') {
    let release = () => {};
    let sent = 0;
    pair.superOffice.on('POST ', (_request, response) => {
      sent += 1;
      if (sent > 1) {
        response.socket?.resetAndDestroy();
        return;
      }
      release = () => (answer === 'answer' ? sendJson(response, message()) : void response.socket?.resetAndDestroy());
    });
    // It was posted after the others were sent.
    pair.superOffice.on(LOOK_UP, (_request, response) => sendJson(response, [message()]));
    return { isHeld: () => until(() => sent === 1), release: () => release() };
  }

  it.each([
    { how: 'without keys', first: {}, second: {} },
    { how: 'with keys of their own', first: { key: 'key-of-the-held' }, second: { key: 'key-of-the-cut' } },
    { how: 'by a colleague', first: { headers: OTHER }, second: {} },
    { how: 'with an author', first: { author: 'Tobias Everhart' }, second: {} },
    { how: 'with an empty parameter', first: { specialParam: '' }, second: {} },
  ])('stays unknown, and is not that one: $how', async ({ first, second }) => {
    const { isHeld, release } = hold('answer');
    const one = add(pair, first);
    await isHeld();

    expect(outcomeOf(await add(pair, second))).toBe('UNKNOWN');
    release();
    expect((await one).data.addChatMessage.id).toBe(String(id));
    expect(outcomeOf(await add(pair, second))).toBe('UNKNOWN');
  });

  it('stays unknown when it is repeated with its key, before and after the other one is answered', async () => {
    const { isHeld, release } = hold('answer');
    const one = add(pair);
    await isHeld();
    const repeat = async () => outcomeOf(await add(pair, { key: 'key-to-repeat' }));

    expect([await repeat(), await repeat()]).toEqual(['UNKNOWN', 'UNKNOWN']);
    release();
    expect((await one).errors).toBeUndefined();
    expect(await repeat()).toBe('UNKNOWN');
  });

  it('stays unknown, like the other one, if the other one’s answer is lost', async () => {
    const { isHeld, release } = hold('lose');
    const one = add(pair, { key: 'key-of-the-lost' });
    await isHeld();

    expect(outcomeOf(await add(pair))).toBe('UNKNOWN');
    release();
    expect(outcomeOf(await one)).toBe('UNKNOWN');
    expect(outcomeOf(await add(pair, { key: 'key-of-the-lost' }))).toBe('UNKNOWN');
  });

  it('is looked up as usual while different ones have no answer', async () => {
    const { isHeld, release } = hold('answer');
    const others = add(pair, { message: 'another text' });
    await isHeld();

    expect((await add(pair)).data.addChatMessage.id).toBe(String(id));
    release();
    await others;
  });

  it('is looked up again with its key after the other one was refused', async () => {
    let refuse = () => {};
    let sent = 0;
    pair.superOffice.on('POST ', (_request, response) => {
      sent += 1;
      refuse = sent === 1 ? () => sendJson(response, {}, 403) : refuse;
      if (sent > 1) {
        response.socket?.resetAndDestroy();
      }
    });
    pair.superOffice.on(LOOK_UP, (_request, response) => sendJson(response, sent > 1 ? [message()] : []));
    const one = add(pair);
    await until(() => sent === 1);
    expect(outcomeOf(await add(pair, { key: 'key-beside-a-refused' }))).toBe('UNKNOWN');
    refuse();
    expect(outcomeOf(await one)).toBe('REJECTED');

    expect((await add(pair, { key: 'key-beside-a-refused' })).data.addChatMessage.id).toBe(String(id));
  });
});

describe('a message that is repeated with its key after the deadline of its first attempt', () => {
  const pair = useFacade({ SUPEROFFICE_WRITE_TIMEOUT_MS: '300', OPERATION_TIMEOUT_MS: '2500' });

  it.each([
    { there: 'one that was posted after that', fromStart: [], fromEnd: [2600], isDone: false },
    { there: 'one that was posted before', fromStart: [2400], fromEnd: [], isDone: true },
    { there: 'one that was posted before, and one after that', fromStart: [2400], fromEnd: [2600], isDone: true },
    { there: 'two that were posted before', fromStart: [2400, 2401], fromEnd: [], isDone: false },
  ])('is not a later one: there is $there', async ({ there, fromStart, fromEnd, isDone }) => {
    pair.superOffice.on('POST ', (_request, response) => response.socket?.resetAndDestroy());
    pair.superOffice.on(LOOK_UP, []);
    const key = there.replaceAll(/\W/g, '-');
    const startedMs = Date.now();
    expect(outcomeOf(await add(pair, { key }))).toBe('UNKNOWN');
    const endedMs = Date.now();
    await until(() => Date.now() > endedMs + 2700);
    const posted = [...fromStart.map((ms) => startedMs + ms), ...fromEnd.map((ms) => endedMs + ms)];
    const messages = posted.map((ms, index) =>
      message({ ChatMessageId: id + index, WhenPosted: new Date(ms).toISOString() }),
    );
    pair.superOffice.on(LOOK_UP, messages);

    expect(outcomeOf(await add(pair, { key }))).toBe(isDone ? undefined : 'UNKNOWN');
    expect(pair.superOffice.calls()).toEqual([SENT, LOOK_UP, LOOK_UP]);
  });
});

describe('with less than a second left', () => {
  const pair = useFacade({ SUPEROFFICE_WRITE_TIMEOUT_MS: '300', OPERATION_TIMEOUT_MS: '1200' });

  it('a message is not looked up', async () => {
    pair.superOffice.on('POST ', () => {});
    pair.superOffice.on('GET ', (_request, response) => sendJson(response, [message()]));

    expect(outcomeOf(await add(pair))).toBe('UNKNOWN');
    expect(pair.superOffice.calls()).toEqual([SENT]);
  });
});

describe('in front of the sandbox tenant', () => {
  let sandbox: Sandbox;
  let proxy: FaultProxy;
  let facade: Server;
  /** The messages whose answer or request is lost. */
  let lost: 'answer' | 'request' | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox();
    proxy = await startFaultProxy(sandbox.url, {
      fault: ({ method, path }) =>
        lost !== undefined && method === 'POST' && path.endsWith('/Messages') ? { type: 'reset', at: lost } : undefined,
    });
    facade = await startFacade(proxy.url);
    await execute(facade.url, 'mutation { pickUpChatSession(id: 505) { id } }');
  });
  afterAll(async () => {
    await facade.stop();
    await proxy.stop();
    await sandbox.stop();
  });

  const write = (text: string, key?: string) =>
    execute(
      facade.url,
      `mutation ($text: String!, $key: String) {
        addChatMessage(id: 505, message: { message: $text }, idempotencyKey: $key) { id message author }
      }`,
      { text, key },
    );
  const countOf = async (text: string) => {
    const { data } = await execute(facade.url, '{ chatSession(id: 505) { messages { message } } }');
    return data.chatSession.messages.filter((one: { message: string }) => one.message === text).length;
  };

  it('a message whose answer is lost is reported as done, and is there once', async () => {
    lost = 'answer';
    const first = await write('Is it the blue one?', 'key-of-the-blue-one');
    lost = undefined;
    const second = await write('Is it the blue one?', 'key-of-the-blue-one');

    expect(first.errors).toBeUndefined();
    expect(first.data).toMatchObject({ addChatMessage: { message: 'Is it the blue one?', author: 'Tobias Everhart' } });
    expect(second.data).toEqual(first.data);
    expect(await countOf('Is it the blue one?')).toBe(1);
  });

  it.each([
    { first: 'was answered', key: 'key-of-the-first-hello' },
    { first: 'was answered, and had no key', key: undefined },
    { first: 'was looked up', key: 'key-of-the-looked-up-hello', isLost: true },
    { first: 'was looked up, and had no key', key: undefined, isLost: true },
  ])('a lost message is not mistaken for an equal one that $first just before', async ({ first, key, isLost }) => {
    lost = isLost ? 'answer' : undefined;
    expect((await write(first, key)).errors).toBeUndefined();
    lost = 'request';
    expect(outcomeOf(await write(first, key && `${key}-2`))).toBe('UNKNOWN');
    expect(await countOf(first)).toBe(1);
  });

  it('a message whose answer is lost is found as itself, not as an equal one that was answered just before', async () => {
    lost = undefined;
    const first = await write('Twice');
    lost = 'answer';
    const second = await write('Twice');

    expect(second.errors).toBeUndefined();
    expect(Number(second.data.addChatMessage.id)).toBeGreaterThan(Number(first.data.addChatMessage.id));
  });

  it.each(['a-later-key', undefined])('a message that got lost is not a later equal one, of %s', async (laterKey) => {
    const text = `Later with ${laterKey}`;
    const key = text.replaceAll(' ', '-');
    lost = 'request';
    expect(outcomeOf(await write(text, key))).toBe('UNKNOWN');
    lost = undefined;
    expect((await write(text, laterKey)).errors).toBeUndefined();

    expect([await write(text, key), await write(text, key)].map(outcomeOf)).toEqual(['UNKNOWN', 'UNKNOWN']);
    expect(await countOf(text)).toBe(1);
  });

  it('a message that got lost stays unknown, also with its key, and goes out with a new one', async () => {
    lost = 'request';
    const first = await write('Or the red one?', 'key-of-the-red-one');
    lost = undefined;
    const second = await write('Or the red one?', 'key-of-the-red-one');
    expect([first, second].map(outcomeOf)).toEqual(['UNKNOWN', 'UNKNOWN']);
    expect(await countOf('Or the red one?')).toBe(0);

    expect((await write('Or the red one?', 'key-of-the-red-one-again')).errors).toBeUndefined();
    expect(await countOf('Or the red one?')).toBe(1);
  });
});
