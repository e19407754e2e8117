import { expect } from '@jest/globals';
import type { Command } from '../helpers/command.js';
import { scrape } from '../helpers/scrape.js';
import { freeInstance, startUnit } from './systemd-unit.js';

/** What the tests ask more of, and disturb more, than callers do. */
const UNDISTURBED = {
  BREAKER_MIN_CALLS: '100000',
  FAILED_CREDENTIALS_BURST: '1000000',
  MAX_EVENT_LOOP_DELAY_MS: '600000',
  RATE_LIMIT_BURST: '1000000',
  SUPEROFFICE_COOKIES: 'session',
};

/** A replica as the unit runs it. */
export interface Replica {
  readonly instance: number;
  restart(): Promise<void>;
  kill(): Promise<void>;
  /** Operations that ended since its start. */
  operations(): Promise<number>;
  operationsInFlight(): Promise<number>;
  /** Subscriptions that are open. */
  streams(): Promise<number>;
}

/** @param stops end it */
export async function startReplica(
  superOfficeUrl: string,
  stops: (() => unknown)[],
  env: Readonly<Record<string, string>> = {},
): Promise<Replica> {
  const instance = await freeInstance();
  let command: Command;
  const begin = async () => {
    command = startUnit(instance, { ...UNDISTURBED, SUPEROFFICE_URL: superOfficeUrl, ...env });
    await command.said(/Health and metrics at/);
  };
  const end = async (signal: NodeJS.Signals) => {
    command.child.kill(signal);
    return command.ended;
  };
  const value = async (name: string) => (await scrape({ adminUrl: `http://localhost:1${instance}` })).value(name) ?? 0;
  await begin();
  stops.push(() => end('SIGKILL'));
  return {
    instance,
    async restart() {
      expect(await end('SIGTERM')).toBe(0);
      await begin();
    },
    async kill() {
      await end('SIGKILL');
    },
    streams: () => value('superoffice_graphql_streams'),
    operations: () => value('superoffice_graphql_operations_total'),
    operationsInFlight: () => value('superoffice_graphql_operations_in_flight'),
  };
}
