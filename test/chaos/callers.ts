import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { createRandom, type Random } from '../../src/sandbox/data/random.js';
import { type Ask, createAsks } from './asks.js';
import type { Identity } from './canaries.js';
import { type Heard, post } from './http-client.js';
import type { Verdicts } from './invariants.js';
import { judge } from './judge.js';
import type { Ledger } from './ledger.js';
import { createTally, type Tally } from './tally.js';

const CALLERS = 16;
/** This many callers have the same credential as the previous one, in another language. */
const LANGUAGES = ['en', 'nb'];
const MAX_PAUSE_MS = 60;
/** While no server listens. */
const REFUSED_PAUSE_MS = 100;

export interface Callers {
  /** Kinds of requests, what became of them, and the codes of the errors that were met. */
  readonly asked: Tally;
  readonly heard: Tally;
  readonly codes: Tally;
  /** The reported outcome of each write that was answered. */
  readonly told: Tally;
  /** Lets all of them ask for so long, one thing after the other each, and waits for the last answers. */
  run(durationMs: number): Promise<void>;
  /** Asks one of each kind for every caller, and says whether all were answered without an error. */
  probe(): Promise<boolean>;
  stop(): void;
}

export interface CallersOptions {
  readonly seed: string;
  /** The server's current URL. */
  readonly url: () => string;
  readonly verdicts: Verdicts;
  readonly ledger: Ledger;
}

interface Caller {
  readonly number: number;
  readonly identity: Identity;
  readonly random: Random;
  readonly asks: ReturnType<typeof createAsks>;
  asked: number;
}

interface Performed {
  readonly type: Heard['type'];
  /** Whether it was answered, without an error. */
  readonly isWell: boolean;
}

export function createCallers({ seed, url, verdicts, ledger }: CallersOptions): Callers {
  // As behind a router, a connection carries one caller's request after the other's.
  const agent = new Agent({ keepAlive: true, maxFreeSockets: CALLERS });
  const tallies = { asked: createTally(), heard: createTally(), codes: createTally(), told: createTally() };
  const callers = Array.from({ length: CALLERS }, (_, number) => createCaller(seed, number));

  async function perform(caller: Caller, ask: Ask): Promise<Performed> {
    caller.asked += 1;
    const { number, identity } = caller;
    const requestId = `caller-${number}-${caller.asked}`;
    const heard = await post(url(), agent, {
      headers: headersOf(identity, requestId, ask),
      body: ask.body,
      leaveAfterMs: ask.leaveAfterMs,
    });
    tallies.asked.add(ask.name);
    tallies.heard.add(heard.type);
    verdicts.check('answered', heard.type !== 'late', () => `${requestId} (${ask.name}) was not answered in time`);
    if (heard.type !== 'answered') {
      ledger.note(requestId, ask, new Map(), heard.type !== 'left');
      return { type: heard.type, isWell: false };
    }
    const { told, codes } = judge({ ...heard, ask, requestId, caller: number, identity }, verdicts);
    ledger.note(requestId, ask, told, false);
    told.forEach((outcome) => void tallies.told.add(outcome));
    codes.forEach((code) => void tallies.codes.add(code));
    return { type: heard.type, isWell: codes.length === 0 };
  }

  async function askUntil(endMs: number, caller: Caller): Promise<void> {
    while (performance.now() < endMs) {
      const pauseMs = caller.random.int(0, MAX_PAUSE_MS);
      const { type } = await perform(caller, caller.asks.next());
      await delay(type === 'refused' ? REFUSED_PAUSE_MS : pauseMs);
    }
  }

  /** Whether all of them were answered without an error. */
  async function askEachKind(caller: Caller): Promise<boolean> {
    let areWell = true;
    for (const ask of caller.asks.each()) {
      const { isWell } = await perform(caller, ask);
      areWell &&= isWell;
    }
    return areWell;
  }

  return {
    ...tallies,
    async run(durationMs) {
      const endMs = performance.now() + durationMs;
      await Promise.all(callers.map((caller) => askUntil(endMs, caller)));
    },
    async probe() {
      const results = await Promise.all(callers.map(askEachKind));
      return results.every(Boolean);
    },
    stop: () => agent.destroy(),
  };
}

function createCaller(seed: string, number: number): Caller {
  const random = createRandom(`${seed} caller ${number}`);
  return {
    number,
    identity: {
      authorization: `Bearer canarycredential-${Math.floor(number / LANGUAGES.length)}`,
      'accept-language': LANGUAGES[number % LANGUAGES.length] ?? 'en',
    },
    random,
    asks: createAsks(random, number),
    asked: 0,
  };
}

function headersOf(identity: Identity, requestId: string, ask: Ask): Record<string, string | readonly string[]> {
  const all = { 'content-type': 'application/json', ...identity, 'x-request-id': requestId, ...ask.headers };
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}
