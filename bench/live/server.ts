import { setTimeout as delay } from 'node:timers/promises';
import { CONTENDERS, type Contender, THIS_SERVER } from '../contenders.js';
import { ask } from '../load.js';
import { type LaunchOptions, type LaunchStage, type Running, whileRunning } from '../running.js';
import { Unmeasured } from '../unmeasured.js';
import { agent, LIVE_ENV } from './settings.js';
import type { Tenant } from './tenant-process.js';

/** What live updates are measured on. */
export interface LiveStage extends LaunchStage {
  readonly upstream: Tenant;
}

export const OWN_SERVER = CONTENDERS.find(({ name }) => name === THIS_SERVER) as Contender;

/** Does something with this server. */
export function withServer<T>(
  stage: LiveStage,
  { env = {}, ...options }: LaunchOptions,
  work: (running: Running) => Promise<T>,
): Promise<T> {
  return withContender(OWN_SERVER, stage, { ...options, env: { ...LIVE_ENV, ...env } }, work);
}

/** Does something with a contender that answers a desk's query. */
export function withContender<T>(
  contender: Contender,
  stage: LiveStage,
  options: LaunchOptions,
  work: (running: Running) => Promise<T>,
): Promise<T> {
  return whileRunning(
    contender,
    stage,
    async (running) => {
      await answers(running);
      return work(running);
    },
    options,
  );
}

const START_TIMEOUT_MS = 60_000;
const ASK_AGAIN_MS = 50;

async function answers({ url, contender, hasEnded }: Running): Promise<void> {
  const { desk } = contender.operations;
  if ('cannot' in desk) {
    throw new Unmeasured(desk.cannot);
  }
  const deadlineMs = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    const text = await ask(url, desk, agent(0)).catch(() => '');
    if (text.startsWith('{"data":{')) {
      return;
    }
    if (hasEnded() || performance.now() > deadlineMs) {
      throw new Unmeasured('does not start here');
    }
    await delay(ASK_AGAIN_MS);
  }
}
