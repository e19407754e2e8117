import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { refuseOther } from './answers.js';
import type { Contender } from './contenders.js';
import { install } from './install.js';
import { ask, type LoadOptions } from './load.js';
import type { Node } from './nodes.js';
import { CONTENDER_CORE, freePort, hasEnded, type ProcessOptions, start, stop } from './process.js';
import type { LoadScenario, Operation } from './scenarios.js';
import { Unmeasured } from './unmeasured.js';
import type { Upstream } from './upstream-process.js';

/** What contenders are started with. */
export interface Stage {
  readonly upstream: Upstream;
  /** What contenders run on that are programs for Node.js. */
  readonly node: Node;
  /** Path of an OpenAPI description of the upstream. */
  readonly openApi: string;
  /** A folder for temporary files. */
  readonly scratch: string;
}

/** A contender's process. */
export interface Running {
  readonly contender: Contender;
  readonly pid: number;
  readonly url: string;
  /** When it was started, on the clock of `performance.now()`. */
  readonly startedMs: number;
  hasEnded(): boolean;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;
const POLL_MS = 5;

/** What the measurement adds to how a contender is started. */
export interface LaunchOptions {
  readonly env?: ProcessOptions['env'];
  /** For contenders that run in Node. */
  readonly nodeOptions?: readonly string[];
}

/** As much of a stage as it takes to start a contender. */
export type LaunchStage = Omit<Stage, 'upstream'> & { readonly upstream: Pick<Upstream, 'url'> };

/** Starts a contender, which answers some time later. */
export async function launch(
  contender: Contender,
  { upstream, node, openApi, scratch }: LaunchStage,
  { env = {}, nodeOptions = [] }: LaunchOptions = {},
): Promise<Running> {
  const port = await freePort();
  const place = {
    port,
    node: node.program,
    scratch,
    env: {
      PORT: String(port),
      SUPEROFFICE_URL: upstream.url,
      OPENAPI: openApi,
      SUPERGRAPH: join(scratch, 'supergraph.graphql'),
    },
  };
  await install(contender.folder);
  await contender.prepare(place);
  const errorLog = join(scratch, `${contender.name}.log`);
  const startedMs = performance.now();
  const [program = '', ...args] = contender.command(place);
  const child = start([program, ...(program === node.program ? nodeOptions : []), ...args], {
    cwd: contender.folder,
    env: { ...place.env, ...contender.env, ...env },
    core: CONTENDER_CORE,
    errorLog,
  });
  await spawned(child);
  return {
    contender,
    pid: child.pid as number,
    url: `http://127.0.0.1:${port}${contender.path}`,
    startedMs,
    hasEnded: () => hasEnded(child),
    stop: () => stop(child),
  };
}

/** Starts a contender, calls a function with it, and stops it. */
export async function whileRunning<T>(
  contender: Contender,
  stage: LaunchStage,
  work: (running: Running) => Promise<T>,
  options?: LaunchOptions,
): Promise<T> {
  const running = await launch(contender, stage, options);
  try {
    return await work(running);
  } finally {
    await running.stop();
  }
}

/** What a contender is asked in a scenario, over and over, once its first answer was the expected one. */
export async function loadOf(running: Running, scenario: LoadScenario): Promise<Omit<LoadOptions, 'amount'>> {
  return {
    url: running.url,
    operation: operationOf(running.contender, scenario),
    connections: scenario.connections,
    isOneCaller: scenario.isOneCaller,
    expected: await firstAnswer(running, scenario),
  };
}

/** The operation of a scenario as the contender spells it. @throws {Unmeasured} when it cannot. */
export function operationOf(contender: Contender, scenario: LoadScenario): Operation {
  const operation = contender.operations[scenario.operation];
  if ('cannot' in operation) {
    throw new Unmeasured(operation.cannot);
  }
  return operation;
}

/**
 * Waits for a contender's first answer and gives its text.
 *
 * @throws {Unmeasured} when it is not the expected one.
 */
export async function firstAnswer(running: Running, scenario: LoadScenario): Promise<string> {
  const operation = operationOf(running.contender, scenario);
  const deadlineMs = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    const text = await ask(running.url, operation).catch(() => undefined);
    if (text !== undefined) {
      refuseOther(text, scenario);
      return text;
    }
    if (running.hasEnded() || performance.now() > deadlineMs) {
      throw new Unmeasured('does not start here');
    }
    await delay(POLL_MS);
  }
}

/**
 * Whether every record is read with the credential of the caller who asks for it. Callers ask all at once: each one's
 * credential must have been used for all that each other's was used for.
 */
export async function keepsCallersApart(
  { contender, url }: Running,
  scenario: LoadScenario,
  { upstream }: Stage,
): Promise<boolean> {
  const operation = operationOf(contender, scenario);
  await upstream.takeCalls();
  await Promise.all(PROBING_CALLERS.map((caller) => ask(url, operation, caller)));
  const { routesOf } = await upstream.takeCalls();
  const [first, ...others] = PROBING_CALLERS.map((caller) => routesOf[caller]);
  return others.every((routes) => isDeepStrictEqual(routes, first));
}

const PROBING_CALLERS = Array.from({ length: 8 }, (_, index) => `Bearer probe-${index}`);

function spawned(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
}
