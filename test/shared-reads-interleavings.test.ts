import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RestCall } from '../src/superoffice/rest/rest-call.js';
import { createSharedReads } from '../src/superoffice/rest/shared-reads.js';
import { createTestClock } from './helpers/clock.js';

const READ: RestCall = { effect: 'read', method: 'GET', route: 'a' };
const WRITE: RestCall = { effect: 'write', method: 'POST', route: 'a' };

/** What makes two reads unlike, besides the call. */
interface Asker {
  readonly credential: string;
  readonly language: string;
}

type Step =
  | { readonly what: 'read' | 'write'; readonly asker: Asker }
  | { readonly what: 'answer'; readonly which: number; readonly isFailure: boolean };

/** A call that was sent, with the times at which it was, and at which it was answered. */
interface Sent {
  readonly asker: Asker;
  readonly call: RestCall;
  readonly sentAt: number;
  answeredAt: number;
  isFailure: boolean;
  answer(): void;
}

const asker: fc.Arbitrary<Asker> = fc.constantFrom(
  { credential: 'alice', language: 'en' },
  { credential: 'alice', language: 'nb' },
  { credential: 'bob', language: 'en' },
  { credential: 'bob', language: 'nb' },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('read' as const), asker }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('write' as const), asker }) },
  {
    weight: 5,
    arbitrary: fc.record({ what: fc.constant('answer' as const), which: fc.nat(50), isFailure: fc.boolean() }),
  },
);

/** Shared reads, with every call that was sent for them: each step expects what the rules say. Each takes one unit of time. */
class JudgedReads {
  readonly #shareReads = createSharedReads(createTestClock());
  readonly #sent: Sent[] = [];
  /** The reads that were sent as soon as they were asked for: only these can be joined. */
  readonly #leading: Sent[] = [];
  readonly #judged: Promise<void>[] = [];
  #now = 0;

  async take(step: Step): Promise<void> {
    this.#now += 1;
    if (step.what === 'answer') {
      const open = this.#open;
      const chosen = open[step.which % open.length];
      await (chosen && this.#answer(chosen, step.isFailure));
    } else if (step.what === 'write') {
      this.#send(step.asker, WRITE).catch(() => {});
    } else {
      this.#read(step.asker);
    }
  }

  /** Answers everything. A read that joined one that failed is sent only then. */
  async end(): Promise<void> {
    this.#now += 1;
    while (this.#open.length > 0) {
      await Promise.all(this.#open.map((one) => this.#answer(one, false)));
    }
    await Promise.all(this.#judged);
  }

  get #open(): readonly Sent[] {
    return this.#sent.filter(({ answeredAt }) => answeredAt > this.#now);
  }

  #read(asker: Asker): void {
    const joinable = this.#leading.filter((one) => this.#mayJoin(one, asker));
    const before = this.#sent.length;
    const read = this.#send(asker, READ);
    const own = this.#sent[before];
    expect(own === undefined).toBe(joinable.length > 0);
    if (own !== undefined) {
      this.#leading.push(own);
    }
    this.#judged.push(
      read.then(
        (answered) => expectOwnOrJoined(answered, asker, own, joinable),
        // Only a call that was sent for it alone makes it fail.
        () => expect(own?.isFailure ?? haveFailed(joinable)).toBe(true),
      ),
    );
  }

  /** Whether a read that begins now may have the answer of one that was sent: no write of its caller is between them. */
  #mayJoin(one: Sent, asker: Asker): boolean {
    return (
      one.answeredAt > this.#now &&
      one.asker === asker &&
      this.#writesOf(asker).every(
        (write) =>
          !isBetween(one.sentAt, write.sentAt, write.answeredAt) && !isBetween(write.sentAt, one.sentAt, this.#now),
      )
    );
  }

  #writesOf({ credential }: Asker): readonly Sent[] {
    return this.#sent.filter(({ asker, call }) => asker.credential === credential && call === WRITE);
  }

  /** With a separate client, as every operation has. */
  #send(asker: Asker, call: RestCall): Promise<unknown> {
    const client = {
      send: () =>
        new Promise<unknown>((resolve, reject) => {
          const own: Sent = {
            asker,
            call,
            sentAt: this.#now,
            answeredAt: Number.POSITIVE_INFINITY,
            isFailure: false,
            answer: () => (own.isFailure ? reject(new Error('failed')) : resolve(own)),
          };
          this.#sent.push(own);
        }),
    };
    const { credential: caller, language } = asker;
    const reader = { caller, headers: { language }, deadlineMs: Number.POSITIVE_INFINITY, onShared: () => {} };
    return this.#shareReads(client, reader).send(call);
  }

  async #answer(one: Sent, isFailure: boolean): Promise<void> {
    one.answeredAt = this.#now;
    one.isFailure = isFailure;
    one.answer();
    await turn();
  }
}

/** A read has its own answer, or one that it could join. If all of those have failed, its own in the end. */
function expectOwnOrJoined(answered: unknown, asker: Asker, own: Sent | undefined, joinable: readonly Sent[]): void {
  const from = answered as Sent;
  expect(from).toMatchObject({ asker, call: READ, isFailure: false });
  expect(from === own || joinable.includes(from) || haveFailed(joinable)).toBe(true);
}

function haveFailed(reads: readonly Sent[]): boolean {
  return reads.every(({ isFailure }) => isFailure);
}

function isBetween(time: number, from: number, to: number): boolean {
  return from < time && time < to;
}

describe('the sharing of reads, in any order in which reads and writes begin and end', () => {
  it('answers a read from an equal one of its caller that began earlier, after the last write, and did not fail', async () => {
    const steps = fc.array(step, { maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const reads = new JudgedReads();
        for (const step of all) {
          await reads.take(step);
        }
        await reads.end();
      }),
      { numRuns: 300 },
    );
  });
});
