import { beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Server } from '../src/server.js';
import { execute, startFacade } from './helpers/facade.js';
import { type FakeRedis, isScript, type RedisAnswer, startFakeRedis, wellAnswer } from './helpers/fake-redis.js';
import { type FakeSuperOffice, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { useStops } from './helpers/stops.js';
import { until } from './helpers/until.js';

const messageOf = (text: string) => `addChatMessage(id: 549, message: { message: "${text}" }) { id }`;
const WRITE = `mutation { ${messageOf('C4N4RY')} }`;

/** A Redis that accepts hints but does not pass them on. */
const takesHints: RedisAnswer = (command, socket) => {
  const [name, channel = ''] = command;
  // The client writes it in small letters.
  return name === 'subscribe'
    ? `>3\r\n$9\r\nsubscribe\r\n$${channel.length}\r\n${channel}\r\n:1\r\n`
    : name === 'PUBLISH'
      ? ':1\r\n'
      : wellAnswer(command, socket);
};
/** The same, except for some commands. */
const but =
  (names: readonly string[], answer: RedisAnswer): RedisAnswer =>
  (command, socket) =>
    names.includes(command[0] ?? '') ? answer(command, socket) : takesHints(command, socket);

describe('hints at changes for other replicas', () => {
  const stops = useStops();
  let lines: string[] = [];
  let redis: FakeRedis;
  let superOffice: FakeSuperOffice;

  beforeEach(async () => {
    lines = [];
    superOffice = await startFakeSuperOffice();
    stops.push(() => superOffice.stop());
    superOffice.on('POST ChatSession/549/Messages', { ChatMessageId: 1, ChatSessionId: 549, Message: 'C4N4RY' });
    redis = await startFakeRedis(takesHints);
    stops.push(() => redis.stop());
  });

  async function start(): Promise<Server> {
    const replica = await startFacade(
      superOffice.url,
      { REDIS_URL: redis.url },
      { logger: pino({ base: null }, { write: (line: string) => void lines.push(line) }) },
    );
    stops.push(() => replica.stop());
    return replica;
  }

  const logged = (text: string) => lines.filter((line) => line.includes(text)).length;
  const joined = () => logged('replicas tell each other of changes');
  const left = () => logged('learns of changes in others from its polls alone');
  const published = () => redis.commands.filter(([name, , message]) => name === 'PUBLISH' && message?.includes(' '));
  const write = async (replica: Server) => (await execute(replica.url, WRITE)).data;
  const WRITTEN = { addChatMessage: { id: '1' } };

  it('are published once for each change', async () => {
    const replica = await start();
    await until(() => joined() > 0);

    expect(await write(replica)).toEqual(WRITTEN);
    await until(() => published().length === 1);
    expect(await write(replica)).toEqual(WRITTEN);
    await until(() => published().length === 2);

    expect(published().map((command) => command.at(-1))).toEqual(
      Array.from({ length: 2 }, () => expect.stringMatching(/^[\w-]{16} 549$/)),
    );
  });

  it('wait for Redis in bounded number, are dropped beyond that, and no change waits for them', async () => {
    const replica = await start();
    await until(() => joined() > 0);
    // Hints that are dropped in between are not sent later either.
    redis.answer = but(['PUBLISH', 'PING'], () => undefined);

    const ten = Array.from({ length: 10 }, (_none, number) => `m${number}: ${messageOf(`C4N4RY ${number}`)}`).join(' ');
    for (let changes = 0; changes < 130; changes += 10) {
      const { data, errors } = await execute(replica.url, `mutation { ${ten} }`);
      expect({ count: Object.keys(data).length, errors }).toEqual({ count: 10, errors: undefined });
    }

    expect(superOffice.calls()).toHaveLength(130);
    // Fewer if this machine is so slow that the connection was given up before.
    expect(published().length).toBeLessThanOrEqual(100);
    expect(lines.join('')).not.toMatch(/defect|C4N4RY/);
  });

  it.each([
    ['refuses a hint', 'PUBLISH', '-ERR C4N4RY\r\n'],
    ['answers a hint with nonsense', 'PUBLISH', '$6\r\nC4N4RY\r\n'],
  ])('do not fail a change or anything else if Redis %s', async (_what, name, answer) => {
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown) => void rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    stops.push(() => process.off('unhandledRejection', onRejection));
    const replica = await start();
    await until(() => joined() > 0);
    redis.answer = but([name], () => answer);

    expect(await write(replica)).toEqual(WRITTEN);
    await until(() => published().length === 1);
    expect(await write(replica)).toEqual(WRITTEN);
    await until(() => published().length === 2);

    expect(rejections).toEqual([]);
    expect(lines.join('')).not.toMatch(/defect|C4N4RY/);
  });

  it.each([
    ['does not answer who subscribes', 'TIMEOUT', but(['subscribe'], () => undefined)],
    ['does not answer who publishes', 'TIMEOUT', but(['PUBLISH'], () => undefined)],
    ['lets nobody subscribe', 'NOPERM', but(['subscribe'], () => '-NOPERM C4N4RY\r\n')],
    ['lets nobody publish', 'NOPERM', but(['PUBLISH'], () => '-NOPERM C4N4RY\r\n')],
    ['wants a password', 'NOAUTH', () => '-NOAUTH C4N4RY Authentication required.\r\n'],
    ['hangs up', 'CLOSED', but(['subscribe'], (_command, socket) => void socket.end())],
  ] as const)('are dropped, with one line in the log, if Redis %s (%s)', async (_what, reason, answer) => {
    redis.answer = answer;
    const replica = await start();
    await until(() => left() > 0);
    expect(await write(replica)).toEqual(WRITTEN);
    const { connections } = redis;
    await until(() => redis.connections > connections + 2);
    expect(left()).toBe(1);
    // A very slow machine gives up a connection before its answer.
    expect(logged(`"reason":"${reason}"`) + logged('"reason":"TIMEOUT"')).toBeGreaterThan(0);

    redis.answer = takesHints;
    await until(() => joined() > 0);
    expect(await write(replica)).toEqual(WRITTEN);
    await until(() => published().length === 1);

    expect(lines.join('')).not.toContain('C4N4RY');
  });

  it('have a separate connection: limits are shared even if hints are not', async () => {
    redis.answer = but(['subscribe'], () => '-NOPERM C4N4RY\r\n');
    const replica = await start();
    await until(() => left() > 0 && logged('rate limits are shared') > 0);

    expect(await write(replica)).toEqual(WRITTEN);

    expect(redis.commands.some(([name, ...rest]) => isScript(name) && rest.at(-1) !== '0')).toBe(true);
  });
});
