import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from '../helpers/command.js';
import { freePort } from '../helpers/free-port.js';
import { until } from '../helpers/until.js';

/** `tje0` / `Tje0`. */
const AUTHORIZATION = 'Basic dGplMDpUamUw';

/** Answered with 3.8 MB. */
export const LARGE = 'query ($id: ID!) { chatSession(id: $id) { a: lastMessage b: lastMessage } }';
/** Answered with 52 KB. */
const TRANSFER = 'mutation ($id: ID!) { transferChatSession(id: $id, toAssociate: "bo") { lastMessage } }';

const CONNECTIONS = 95;
/** Sent on a connection that reads nothing, one after the other. */
const QUERY_EVERY_MS = 500;
const READERS = 4;
const TRANSFERERS = 6;
const PAUSE_MS = 20;
const SAMPLE_MS = 100;

const UNDER_LOAD = {
  ADMIN_HOST: '127.0.0.1',
  LOG_LEVEL: 'silent',
  RATE_LIMIT_PER_SECOND: '1000000',
  RATE_LIMIT_BURST: '1000000',
  IDEMPOTENCY_TTL_MS: '1000',
  RESPONSE_STALL_MS: '2000',
} as const;

/** The settings of a server in front of it, without a log. They lift the limits of one caller, so that the load is tested. */
export async function underLoad() {
  return { ...UNDER_LOAD, PORT: String(await freePort()), ADMIN_PORT: String(await freePort()) };
}

/** Node's options for a server whose memory is looked at. */
export function memoryOptions(heapMb: number): readonly string[] {
  return ['--opt', `--max-old-space-size=${heapMb}`, '--expose-gc', '--import', './test/memory/report-memory.js'];
}

export interface LoadLimits {
  readonly durationMs: number;
  readonly maxRefused: number;
}

/** Bytes, and numbers of requests. */
export interface LoadResult {
  readonly requests: number;
  readonly answered: number;
  readonly refused: number;
  readonly peakRss: number;
  readonly before: number;
  readonly after: number;
  /** Whether the server answers on a new connection when the load has ended. */
  readonly isAlive: boolean;
}

/**
 * Loads a server until `maxRefused` requests were refused or the time is over: one caller's connections that ask for large
 * answers and read nothing, others that read theirs, and transfers, each with an `Idempotency-Key` of its own.
 */
export async function loadServer(
  server: Command,
  { PORT, ADMIN_PORT }: Awaited<ReturnType<typeof underLoad>>,
  limits: LoadLimits,
): Promise<LoadResult> {
  const url = `http://127.0.0.1:${PORT}/graphql`;
  const adminUrl = `http://127.0.0.1:${ADMIN_PORT}`;
  await until(async () => server.child.exitCode !== null || (await isReady(adminUrl)));
  await post(url, '{ __typename }');
  const before = await memoryOf(server);
  const counts = { requests: 0, answered: 0, refused: 0 };
  const sockets = new Set<Socket>();
  const endMs = performance.now() + limits.durationMs;
  let hasEnded = false;
  let peakRss = 0;
  const goesOn = () => !hasEnded && performance.now() < endMs && counts.refused < limits.maxRefused;
  void server.ended.then(() => {
    hasEnded = true;
  });

  async function ask(query: string, headers: Record<string, string>): Promise<void> {
    counts.requests += 1;
    try {
      const { status, errors } = await post(url, query, { id: String(1 + counts.requests) }, headers);
      const isRefused = status === 503 || errors?.[0]?.extensions.code === 'OVERLOADED';
      counts[isRefused ? 'refused' : 'answered'] += 1;
    } catch {
      // The server has gone, which the following code reports.
    }
  }
  function openUnread(): void {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    sockets.add(socket);
    socket.pause();
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      if (goesOn()) {
        setTimeout(openUnread, PAUSE_MS);
      }
    });
    const asking = setInterval(() => {
      counts.requests += 1;
      socket.write(requestOf({ query: LARGE, variables: { id: String(1 + counts.requests) } }));
    }, QUERY_EVERY_MS);
    socket.once('close', () => clearInterval(asking));
  }
  async function repeat(query: string, headersOf: () => Record<string, string>): Promise<void> {
    while (goesOn()) {
      await ask(query, headersOf());
      await delay(PAUSE_MS);
    }
  }
  async function watch(): Promise<void> {
    while (goesOn()) {
      peakRss = Math.max(peakRss, await residentMemory(adminUrl));
      await delay(SAMPLE_MS);
    }
  }

  for (let opened = 0; opened < CONNECTIONS; opened += 1) {
    openUnread();
  }
  await Promise.all([
    watch(),
    ...Array.from({ length: READERS }, () => repeat(LARGE, () => ({}))),
    ...Array.from({ length: TRANSFERERS }, () => repeat(TRANSFER, () => ({ 'idempotency-key': randomUUID() }))),
  ]);
  for (const socket of sockets) {
    socket.destroy();
  }
  const isAlive = await isAnswered(url, () => hasEnded);
  return { ...counts, peakRss, before, after: isAlive ? await settledMemory(server, before) : 0, isAlive };
}

interface Answer {
  readonly status: number;
  readonly data?: { readonly __typename?: string } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

async function post(url: string, query: string, variables: object = {}, headers: object = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: AUTHORIZATION, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

export function requestOf(body: object): string {
  const text = JSON.stringify(body);
  return [
    'POST /graphql HTTP/1.1',
    'host: localhost',
    `authorization: ${AUTHORIZATION}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
    '',
    text,
  ].join('\r\n');
}

const RECOVERY_TRIES = 200;

/** Whether a plain query is answered, soon after the load has ended. */
async function isAnswered(url: string, hasEnded: () => boolean): Promise<boolean> {
  for (let tried = 0; tried < RECOVERY_TRIES && !hasEnded(); tried += 1) {
    const answer = await post(url, '{ __typename }', {}, { connection: 'close' }).catch(() => undefined);
    if (answer?.data?.__typename === 'Query') {
      return true;
    }
    await delay(SAMPLE_MS);
  }
  return false;
}

/** Growth for code that has been compiled since, for documents, and for kept connections. */
const SETTLED_BYTES = 16_000_000;

/** Memory in use after remembered entries have expired. */
async function settledMemory(server: Command, before: number): Promise<number> {
  let after = await memoryOf(server);
  for (let tried = 0; tried < RECOVERY_TRIES && after > before + SETTLED_BYTES; tried += 1) {
    await delay(SAMPLE_MS);
    after = await memoryOf(server);
  }
  return after;
}

/** Bytes in use, inside and outside the heap, after a collection. */
export async function memoryOf(server: Command): Promise<number> {
  const said = () => [...server.stdout.matchAll(/^memory (\d+)$/gm)].map(([, bytes]) => Number(bytes));
  const { length } = said();
  server.child.kill('SIGUSR2');
  while (said().length === length) {
    await delay(5);
  }
  return said().at(-1) as number;
}

async function isReady(adminUrl: string): Promise<boolean> {
  const response = await fetch(`${adminUrl}/health/ready`).catch(() => undefined);
  return response?.ok ?? false;
}

async function residentMemory(adminUrl: string): Promise<number> {
  const response = await fetch(`${adminUrl}/metrics`).catch(() => undefined);
  const text = (await response?.text().catch(() => '')) ?? '';
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1] ?? 0);
}
