import autocannon, { type Result } from 'autocannon';
import type { Operation } from './scenarios.js';
import { Unmeasured } from './unmeasured.js';

export interface LoadOptions {
  readonly url: string;
  readonly operation: Operation;
  readonly connections: number;
  /** Whether all connections carry the same credential, and not each one its own. */
  readonly isOneCaller: boolean;
  /** The number of operations. The load waits for all of them: at least one for each connection. */
  readonly amount: number;
  /** The text that every answer must be. */
  readonly expected: string;
}

export interface LoadResult {
  readonly operations: number;
  readonly seconds: number;
  /** Of each operation, ascending. */
  readonly latenciesMs: readonly number[];
}

export interface Plan {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmupSeconds: number;
}

/** Longer than any operation takes that is worth a measurement. */
const TIMEOUT_SECONDS = 60;

/**
 * Asks one operation over and over, in one caller's name or on each connection in another's, and waits for the last answer.
 *
 * @throws {Unmeasured} when there was another answer than the expected one, or none.
 */
export async function applyLoad(options: LoadOptions): Promise<LoadResult> {
  const { url, operation, connections, isOneCaller, amount, expected } = options;
  const latenciesMs: number[] = [];
  const startedMs = performance.now();
  let endedMs = startedMs;
  let callers = 0;
  const { errors, mismatches } = await new Promise<Result>((resolve, reject) => {
    const running = autocannon(
      {
        url,
        method: 'POST',
        body: bodyOf(operation),
        connections,
        setupClient(client) {
          callers += isOneCaller ? 0 : 1;
          client.setHeaders(headersOf(`Bearer ${callers}`));
        },
        amount: Math.max(amount, connections),
        timeout: TIMEOUT_SECONDS,
        sampleInt: 100,
        verifyBody: (body) => body === expected,
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    );
    running.on('response', (_client, _status, _bytes, responseMs) => {
      latenciesMs.push(responseMs);
      endedMs = performance.now();
    });
  });
  if (errors + mismatches > 0) {
    throw new Unmeasured(`fails under load: ${errors + mismatches} of ${latenciesMs.length + errors} requests`);
  }
  return {
    operations: latenciesMs.length,
    seconds: (endedMs - startedMs) / 1000,
    latenciesMs: latenciesMs.sort((a, b) => a - b),
  };
}

/** The same for about this many seconds; returns the speed of the last run. */
export async function applyLoadFor(seconds: number, options: Omit<LoadOptions, 'amount'>): Promise<LoadResult> {
  const deadlineMs = performance.now() + seconds * 1000;
  let amount = options.connections;
  for (;;) {
    const result = await applyLoad({ ...options, amount });
    if (performance.now() >= deadlineMs) {
      return result;
    }
    amount = Math.round((result.operations / result.seconds) * Math.min(1, seconds / 4));
  }
}

/** A round has as many operations as a warm contender answers in the plan's seconds. */
export async function roundAfterWarmUp(load: Omit<LoadOptions, 'amount'>, plan: Plan): Promise<number> {
  const { operations, seconds } = await applyLoadFor(plan.warmupSeconds, load);
  return Math.round((plan.seconds * operations) / seconds);
}

/** Asks once, and gives the answer's text. */
export async function ask(url: string, operation: Operation, authorization = 'Bearer first'): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: headersOf(authorization),
    body: bodyOf(operation),
  });
  return response.text();
}

function headersOf(authorization: string) {
  return { authorization, 'content-type': 'application/json' };
}

function bodyOf({ query, variables }: Operation): string {
  return JSON.stringify({ query, variables, operationName: /^\w+ (\w+)/.exec(query)?.[1] });
}
