import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { createTestClock } from './helpers/clock.js';
import { type Answer, newCredential, useFacade } from './helpers/facade.js';
import { until } from './helpers/until.js';

const READ = '{ chatSession(id: 549) { id } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';

/** Sends the head of a refusal and the first byte of its body; `rest` sees to what follows. */
function refuse(response: ServerResponse, status: number, rest: (response: ServerResponse) => void): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': '100000' });
  response.write('{');
  rest(response);
}

const stall = () => {};
let drops = 0;
const drip = (response: ServerResponse) => {
  const timer = setInterval(() => {
    drops += 1;
    response.write(' ');
  }, 5);
  response.on('close', () => clearInterval(timer));
};

const NO_LIMIT: Readonly<Record<string, string>> = {};
const WITHIN_400_MS: Readonly<Record<string, string>> = { 'x-request-timeout-ms': '400' };

/** How long the body of a refusal is waited for. */
const BODY_MS = 1000;

describe.each(['node-fetch', 'undici'])('by way of %s, a refusal', (transport) => {
  const clock = createTestClock();
  const pair = useFacade(
    { SUPEROFFICE_TRANSPORT: transport, SUPEROFFICE_MAX_RETRIES: '0', BREAKER_MIN_CALLS: '2' },
    { clock },
  );

  /** Asks, and lets this much time pass after the head of the refusal; in the middle of it, single bytes arrive. */
  async function askAndPass(ms: number, query: string, headers = {}, isDripping = false): Promise<Answer> {
    const answer = pair.ask(query, {}, headers);
    await until(() => clock.timers.includes(BODY_MS));
    clock.pass(ms / 2);
    const before = drops;
    await until(() => !isDripping || drops > before + 3);
    expect(clock.timers).toContain(BODY_MS - ms / 2);
    clock.pass(ms / 2);
    return answer;
  }

  it.each([
    ['stalls', 401, 'UNAUTHENTICATED', stall, NO_LIMIT],
    ['stalls', 409, 'CONFLICT', stall, NO_LIMIT],
    ['stalls', 429, 'UPSTREAM_RATE_LIMITED', stall, NO_LIMIT],
    ['drips', 403, 'FORBIDDEN', drip, NO_LIMIT],
    ['drips', 412, 'CONFLICT', drip, NO_LIMIT],
    ['stalls beyond the operation’s time', 401, 'UNAUTHENTICATED', stall, WITHIN_400_MS],
    ['drips beyond the operation’s time', 409, 'CONFLICT', drip, WITHIN_400_MS],
  ] as const)('whose body %s is known by its status, %i', async (_name, status, code, rest, headers) => {
    const closed: Promise<unknown>[] = [];
    pair.superOffice.on('', (_request, response) => {
      closed.push(once(response, 'close'));
      refuse(response, status, rest);
    });

    const ms = Number(headers['x-request-timeout-ms'] ?? BODY_MS);
    const isDripping = rest === drip;
    const answers = [
      await askAndPass(ms, TRANSFER, { ...headers, ...newCredential() }, isDripping),
      await askAndPass(ms, READ, { ...headers, ...newCredential() }, isDripping),
    ];

    const superOffice = { status };
    expect(answers).toMatchObject([
      { errors: [{ extensions: { code, outcome: 'REJECTED', superOffice } }] },
      { errors: [{ extensions: { code, superOffice } }] },
    ]);
    // One call each: the breaker let it through, and it was neither looked up nor repeated.
    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo', 'GET ChatSession/549']);
    await Promise.all(closed);
  });

  it('whose body stalls makes the server not ready if it is 421, even after its caller has left', async () => {
    const held: ServerResponse[] = [];
    pair.superOffice.on('', (_request, response) => {
      held.push(response);
      refuse(response, 421, stall);
    });
    const gone = new AbortController();
    const left = fetch(pair.facade.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer one' },
      body: JSON.stringify({ query: TRANSFER }),
      signal: gone.signal,
    });
    await until(() => held.length > 0);
    gone.abort();
    await left.catch(() => {});
    await until(() => clock.timers.includes(BODY_MS));
    clock.pass(BODY_MS);

    await until(async () => (await fetch(new URL('/health/ready', pair.facade.url))).status === 503);
    expect((await askAndPass(BODY_MS, TRANSFER)).errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_MISDIRECTED' } },
    ]);
  });
});
