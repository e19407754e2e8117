import { freePort } from '../helpers/free-port.js';
import { type Scrape, scrape } from '../helpers/scrape.js';
import { type FacadeProcess, startFacadeProcess } from './facade-process.js';
import type { Verdicts } from './invariants.js';

/** Short times, so that much happens in a short run. All other settings have their defaults. */
const SETTINGS = {
  PORT: '0',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'debug',
  SUPEROFFICE_CONNECT_TIMEOUT_MS: '500',
  SUPEROFFICE_READ_TIMEOUT_MS: '700',
  SUPEROFFICE_WRITE_TIMEOUT_MS: '1000',
  OPERATION_TIMEOUT_MS: '3000',
  BREAKER_OPEN_MS: '2000',
  RESPONSE_STALL_MS: '1000',
  LIVE_POLL_MS: '200',
  LIVE_POLL_IDLE_MS: '1000',
  LIVE_HINT_GAP_MS: '100',
  LIVE_STALE_MS: '1000',
  STREAM_HEARTBEAT_MS: '1000',
  STREAM_MAX_AGE_MS: '5000',
  SHUTDOWN_TIMEOUT_MS: '10000',
  // The test does not look for busy callers or a busy machine.
  RATE_LIMIT_PER_SECOND: '1000',
  RATE_LIMIT_BURST: '2000',
  // All callers have one address, and many of their first calls fail.
  FAILED_CREDENTIALS_BURST: '1000',
  MAX_EVENT_LOOP_DELAY_MS: '5000',
};

/** An operation's time, then the time without progress, and some more until the server looks. */
export const GIVEN_UP_MS = Number(SETTINGS.OPERATION_TIMEOUT_MS) + Number(SETTINGS.RESPONSE_STALL_MS) + 1000;

/** A little longer than the server's own time limit for its end. */
const MAX_STOP_MS = Number(SETTINGS.SHUTDOWN_TIMEOUT_MS) + 2000;

/** Of the processes, in turn: with a full disk for its log and without, each kind is in each mode. */
const CONNECTIONS = ['shared', 'shared', 'per-caller', 'per-caller'] as const;

/** The server, through all its restarts. */
export interface Facade {
  /** Its current URL, or the last one before it stopped. */
  readonly url: string;
  readonly restarts: number;
  /** Whether its callers' calls take turns on the same connections; every second pair of processes keeps them apart. */
  readonly sharesConnections: boolean;
  readonly slowestStopMs: number;
  /** `hasFullDisk`: what the next one logs goes to a disk that is full. */
  restart(hasFullDisk?: boolean): Promise<void>;
  /** Does not read its log for this time, or until it ends. */
  stallLog(ms: number): Promise<void>;
  metrics(): Promise<Scrape>;
  /** Bytes of the heap in use, after a collection. */
  heapUsed(): Promise<number>;
  stop(): Promise<void>;
  /** Ends the process, if it is still there. */
  kill(): Promise<void>;
}

export interface FacadeOptions {
  readonly superOfficeUrl: string;
  /** Undefined: it keeps its rate limits to itself. */
  readonly redisUrl: string | undefined;
  readonly onLine: (line: string) => void;
  readonly verdicts: Verdicts;
}

export async function startFacade({ superOfficeUrl, redisUrl = '', onLine, verdicts }: FacadeOptions): Promise<Facade> {
  let restarts = 0;
  let slowestStopMs = 0;
  let url = '';
  let adminUrl = '';
  let stopping: FacadeProcess | undefined;
  let starts = 0;
  let connections: (typeof CONNECTIONS)[number] = 'shared';
  let current = start();

  async function start(hasFullDisk = false): Promise<FacadeProcess> {
    connections = CONNECTIONS[starts % CONNECTIONS.length] ?? 'shared';
    starts += 1;
    const adminPort = await freePort();
    adminUrl = `http://127.0.0.1:${adminPort}`;
    const env = {
      ...SETTINGS,
      ADMIN_PORT: `${adminPort}`,
      ADMIN_HOST: '127.0.0.1',
      SUPEROFFICE_URL: superOfficeUrl,
      SUPEROFFICE_CONNECTIONS: connections,
      REDIS_URL: redisUrl,
    };
    const started = await startFacadeProcess({ env, adminUrl, onLine, hasFullDisk });
    url = started.url;
    void started.ended.then((code) => {
      if (started !== stopping) {
        verdicts.check('shutdown', false, () => `After ${restarts} restarts it ended by itself with ${code}`);
        current = start();
      }
    });
    return started;
  }

  async function stop(): Promise<void> {
    stopping = await current;
    const startedMs = performance.now();
    const watchdog = setTimeout(stopping.kill, MAX_STOP_MS, 'SIGKILL');
    stopping.kill('SIGTERM');
    const code = await stopping.ended;
    clearTimeout(watchdog);
    const durationMs = Math.round(performance.now() - startedMs);
    slowestStopMs = Math.max(slowestStopMs, durationMs);
    verdicts.check(
      'shutdown',
      code === 0,
      () => `After ${restarts} restarts it ended with ${code}, ${durationMs} ms after SIGTERM`,
    );
  }

  await current;
  return {
    get url() {
      return url;
    },
    get restarts() {
      return restarts;
    },
    get slowestStopMs() {
      return slowestStopMs;
    },
    get sharesConnections() {
      return connections === 'shared';
    },
    async restart(hasFullDisk) {
      await stop();
      current = start(hasFullDisk);
      await current;
      restarts += 1;
    },
    async stallLog(ms) {
      await (await current).stallLog(ms);
    },
    metrics: () => scrape({ adminUrl }),
    async heapUsed() {
      return (await current).heapUsed();
    },
    stop,
    async kill() {
      stopping = await current;
      stopping.kill('SIGKILL');
    },
  };
}
