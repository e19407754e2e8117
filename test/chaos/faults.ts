import { createRandom, type Random } from '../../src/sandbox/data/random.js';
import type { ConnectionFault, Fault, ProxiedRequest } from '../helpers/fault-proxy.js';
import { UPSTREAM_TEXT } from './canaries.js';
import { createTally, type Tally } from './tally.js';

/** An answer that SuperOffice gives instead of the right one. */
export interface WrongAnswer {
  readonly name: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Says that nothing was done, though its status does not. */
  readonly isRefusal?: boolean;
}

const REFUSAL = JSON.stringify({ ErrorType: 'SoAccessDeniedException', ErrorMessage: UPSTREAM_TEXT });
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const HTML_TYPE = { 'content-type': 'text/html' };

const WRONG_ANSWERS: readonly WrongAnswer[] = [
  ...[400, 401, 403, 404, 409].map((status) => ({ name: `${status}`, status, headers: JSON_TYPE, body: REFUSAL })),
  ...[429, 503].map((status) => ({
    name: `${status}`,
    status,
    headers: { ...JSON_TYPE, 'retry-after': '1' },
    body: REFUSAL,
  })),
  ...[500, 502, 504].map((status) => ({ name: `${status}`, status, headers: HTML_TYPE, body: UPSTREAM_TEXT })),
  { name: '404 page', status: 404, headers: HTML_TYPE, body: UPSTREAM_TEXT },
  {
    name: 'refusal with 200',
    status: 200,
    headers: JSON_TYPE,
    body: JSON.stringify({ Message: UPSTREAM_TEXT, MessageDetail: UPSTREAM_TEXT }),
    isRefusal: true,
  },
  { name: 'null', status: 200, headers: JSON_TYPE, body: 'null' },
  { name: 'login page', status: 200, headers: HTML_TYPE, body: `<html>${UPSTREAM_TEXT}</html>` },
  { name: 'redirect', status: 302, headers: { ...JSON_TYPE, location: 'http://127.0.0.1:1/' }, body: REFUSAL },
  { name: 'half a JSON', status: 200, headers: JSON_TYPE, body: `{"CustomerAlias":"${UPSTREAM_TEXT}` },
  { name: 'another record', status: 200, headers: JSON_TYPE, body: `{"ChatSessionId":2147483647,"ChatMessageId":0}` },
  { name: '3 MB', status: 200, headers: JSON_TYPE, body: JSON.stringify(UPSTREAM_TEXT.repeat(60_000)) },
];

/** How late the copy of an answer comes. */
const LATE_MS = [0, 1, 5, 12, 50];

const POINTS = ['request', 'answer', 'head', 'body'] as const;

/** Draws a fault: the more common ones come several times. */
const FAULTS: readonly ((random: Random) => Fault)[] = [
  (random) => ({ type: 'delay', ms: random.int(10, 500) }),
  (random) => ({ type: 'delay', ms: random.int(10, 500) }),
  (random) => ({ type: 'delay', ms: random.int(1000, 4000) }),
  (random) => ({ type: 'stall', at: random.pick(POINTS) }),
  (random) => ({ type: 'reset', at: random.pick(POINTS) }),
  (random) => ({ type: 'reset', at: random.pick(POINTS) }),
  (random) => ({ type: 'end', at: random.pick(POINTS) }),
  (random) => ({ type: 'drip', bytes: random.int(1, 200), everyMs: random.int(1, 50) }),
  (random) => ({ type: 'length', by: random.pick([-9, -1, 1, 500]) }),
  () => ({ type: 'garbage' }),
  (random) => ({ type: 'double', afterMs: random.pick(LATE_MS) }),
  (random) => ({ type: 'hang up', afterMs: random.int(0, 20) }),
  (random) => ({ type: 'hang up', afterMs: random.int(0, 20) }),
];

const CONNECTION_FAULTS: readonly ConnectionFault[] = ['reset', 'end', 'black hole'];

const FAULT_PROBABILITY = 0.12;
const WRONG_ANSWER_PROBABILITY = 0.08;
const CONNECTION_FAULT_PROBABILITY = 0.03;

/** The faults, and how often each has happened. The fault of a path's n-th request depends only on the seed. */
export interface Faults {
  readonly tally: Tally;
  /**
   * @param areShared whether callers share the connection. A copy that comes late could then be the answer to another
   * caller's request, by HTTP's own rules: it comes at once.
   */
  network(request: ProxiedRequest, areShared: boolean): Fault | undefined;
  connection(index: number): ConnectionFault | undefined;
  answer(method: string, path: string): WrongAnswer | undefined;
  /** From now on, nothing goes wrong. */
  end(): void;
}

export function createFaults(seed: string): Faults {
  const tally = createTally();
  const times = new Map<string, number>();
  let isOver = false;

  /** Draws a fault, or undefined, for each event. */
  function draw<T>(
    what: string,
    probability: number,
    pick: (random: Random) => T,
    nameOf: (drawn: T) => string,
  ): T | undefined {
    const time = times.get(what) ?? 0;
    times.set(what, time + 1);
    const random = createRandom(`${seed} ${what} ${time}`);
    if (isOver || !random.chance(probability)) {
      return undefined;
    }
    const drawn = pick(random);
    tally.add(nameOf(drawn));
    return drawn;
  }

  return {
    tally,
    network: ({ method, path }, areShared) =>
      draw(
        `network ${method} ${path}`,
        FAULT_PROBABILITY,
        (random) => {
          const fault = random.pick(FAULTS)(random);
          return fault.type === 'double' && areShared ? { ...fault, afterMs: 0 } : fault;
        },
        (fault) => (fault.type === 'double' && fault.afterMs > 0 ? 'late double' : fault.type),
      ),
    connection: () =>
      draw(
        'connection',
        CONNECTION_FAULT_PROBABILITY,
        (random) => random.pick(CONNECTION_FAULTS),
        (fault) => `${fault} of a connection`,
      ),
    answer: (method, path) =>
      draw(
        `answer ${method} ${path}`,
        WRONG_ANSWER_PROBABILITY,
        (random) => random.pick(WRONG_ANSWERS),
        ({ name }) => name,
      ),
    end() {
      isOver = true;
    },
  };
}
