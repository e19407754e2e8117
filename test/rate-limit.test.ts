import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMemoryRateLimiter } from '../src/rate-limit/memory.js';
import { createTestClock } from './helpers/clock.js';
import { useFacade } from './helpers/facade.js';
import { usedHeap } from './helpers/heap.js';

const OPTIONS = { rateLimitPerSecond: 50, rateLimitBurst: 100, maxRateLimitKeys: 10_000 };

describe('a token bucket', () => {
  it('gives the burst at once, then its rate per second, and says when there will be enough', async () => {
    let nowMs = 0;
    const limiter = createMemoryRateLimiter(OPTIONS, () => nowMs);
    expect(await limiter.take('a', 100)).toBe(0);
    expect(await limiter.take('a', 1)).toBe(20);
    expect(await limiter.take('a', 10)).toBe(200);

    nowMs += 200;

    expect(await limiter.take('a', 10)).toBe(0);
    expect(await limiter.take('a', 1)).toBe(20);
  });

  it('rounds waits up to whole milliseconds: nothing is given before there is enough', async () => {
    let nowMs = 0;
    const limiter = createMemoryRateLimiter(OPTIONS, () => nowMs);
    await limiter.take('a', 100);
    nowMs += 19.5;
    expect(await limiter.take('a', 1)).toBe(1);
    expect(await limiter.take('a', 2)).toBe(21);
    nowMs += 0.5;

    expect(await limiter.take('a', 1)).toBe(0);
  });

  it('never holds more than the burst', async () => {
    let nowMs = 0;
    const limiter = createMemoryRateLimiter(OPTIONS, () => nowMs);
    await limiter.take('a', 1);
    nowMs += 3_600_000;

    expect(await limiter.take('a', 100)).toBe(0);
    expect(await limiter.take('a', 1)).toBe(20);
  });

  it('charges the whole burst for what costs more than the burst', async () => {
    let nowMs = 0;
    const limiter = createMemoryRateLimiter(OPTIONS, () => nowMs);
    await limiter.take('a', 1);
    expect(await limiter.take('a', 5000)).toBe(20);
    nowMs += 20;

    expect(await limiter.take('a', 5000)).toBe(0);
    expect(await limiter.take('a', 1)).toBe(20);
  });

  it('is separate for each key', async () => {
    const limiter = createMemoryRateLimiter(OPTIONS, () => 0);
    await limiter.take('a', 100);

    expect(await limiter.take('b', 100)).toBe(0);
    expect(await limiter.take('a', 1)).toBe(20);
  });

  it('is forgotten for the least recently seen key, so that 100,000 keys need no more room than 10,000', async () => {
    const limiter = createMemoryRateLimiter({ ...OPTIONS, maxRateLimitKeys: 10_000 }, () => 0);
    await limiter.take('first', 100);
    for (let i = 0; i < 10_000; i += 1) {
      await limiter.take(`key ${i}`, 1);
    }
    expect(await limiter.take('first', 100)).toBe(0);
    const before = usedHeap();
    for (let i = 10_000; i < 100_000; i += 1) {
      await limiter.take(`key ${i}`, 1);
    }

    expect(usedHeap() - before).toBeLessThan(1024 * 1024);
  });

  it('never gives more than the burst and what has been added since, and never delays a key within that', async () => {
    const step = fc.record({ passMs: fc.integer({ min: 0, max: 3000 }), cost: fc.integer({ min: 1, max: 100 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 100 }), async (steps) => {
        let nowMs = 0;
        const limiter = createMemoryRateLimiter(OPTIONS, () => nowMs);
        let level = 100;
        for (const { passMs, cost } of steps) {
          nowMs += passMs;
          level = Math.min(100, level + passMs * 0.05);
          const waitMs = await limiter.take('a', cost);
          if (Math.abs(level - cost) > 1e-6) {
            expect(waitMs === 0).toBe(level > cost);
          }
          if (waitMs === 0) {
            level -= cost;
          } else {
            expect(waitMs).toBeLessThanOrEqual(Math.ceil((cost - level) / 0.05 + 1e-6));
          }
        }
      }),
    );
  });
});

describe('a caller', () => {
  // The bucket does not refill while a test runs: its clock stands still.
  const pair = useFacade(
    { RATE_LIMIT_PER_SECOND: '1', RATE_LIMIT_BURST: '100', MAX_ALIASES: '100' },
    { clock: createTestClock() },
  );
  const as = (name: string) => ({ authorization: `Basic ${Buffer.from(`${name}:pass`).toString('base64')}` });
  const fields = (number: number) => `{ ${Array.from({ length: number }, (_, i) => `f${i}: __typename`).join(' ')} }`;

  async function spend(name: string): Promise<void> {
    for (let i = 0; i < 5; i += 1) {
      expect((await pair.ask(fields(20), {}, as(name))).status).toBe(200);
    }
  }

  it('over its rate gets 429 RATE_LIMITED with the time to retry, and nothing is sent to SuperOffice', async () => {
    await spend('loud');

    const answer = await pair.ask(
      'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }',
      {},
      as('loud'),
    );

    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toEqual([
      {
        message: expect.any(String),
        extensions: {
          code: 'RATE_LIMITED',
          retryable: true,
          retryAfterMs: expect.any(Number),
          requestId: expect.any(String),
        },
      },
    ]);
    expect(answer.errors?.[0]?.extensions).not.toHaveProperty('http');
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('is not affected by another caller', async () => {
    await spend('loud2');

    expect((await pair.ask(fields(20), {}, as('quiet'))).status).toBe(200);
    expect((await pair.ask('{ __typename }', {}, as('loud2'))).status).toBe(429);
  });

  it('is the same caller in any language', async () => {
    await spend('polyglot');

    expect((await pair.ask(fields(2), {}, { ...as('polyglot'), 'accept-language': 'nb' })).status).toBe(429);
  });

  it('without a credential has a limit as well', async () => {
    for (let i = 0; i < 5; i += 1) {
      expect((await pair.ask(fields(20), {}, { authorization: '' })).status).toBe(200);
    }

    expect((await pair.ask('{ __typename }', {}, { authorization: '' })).status).toBe(429);
    expect((await pair.ask('{ __typename }', {}, as('known'))).status).toBe(200);
  });

  it('pays for each root field, once for fields that are executed as one, and for each 100 representations', async () => {
    const entities = 'query($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    const persons = (number: number) => ({
      r: Array.from({ length: number }, (_, i) => ({ __typename: 'Person', id: i + 1 })),
    });
    // 20 + 20 + 20 + 20 + 1 + 10 + 1 + 8 = 100
    for (let i = 0; i < 4; i += 1) {
      await pair.ask(fields(20), {}, as('payer'));
    }
    await pair.ask('{ __typename ...F __typename } fragment F on Query { __typename }', {}, as('payer'));
    expect((await pair.ask(entities, persons(1000), as('payer'))).status).toBe(200);
    expect((await pair.ask(entities, persons(1), as('payer'))).status).toBe(200);
    expect((await pair.ask(fields(8), {}, as('payer'))).status).toBe(200);

    expect((await pair.ask('{ __typename }', {}, as('payer'))).status).toBe(429);
  });

  it.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [150, 2],
    [199, 2],
    [200, 2],
    [201, 3],
  ])('pays for %i representations as for %i root fields', async (number, cost) => {
    const entities = 'query($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    const r = Array.from({ length: number }, (_, i) => ({ __typename: 'Person', id: i + 1 }));
    const caller = as(`router${number}`);
    expect((await pair.ask(entities, { r }, caller)).status).toBe(200);
    for (let i = 0; i < 4; i += 1) {
      expect((await pair.ask(fields(20), {}, caller)).status).toBe(200);
    }

    expect((await pair.ask(fields(20 - cost + 1), {}, caller)).status).toBe(429);
    expect((await pair.ask(fields(20 - cost), {}, caller)).status).toBe(200);
  });
});
