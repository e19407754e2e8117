import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';
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
const drip = (response: ServerResponse) => {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

describe.each(['node-fetch', 'undici'])('by way of %s, a refusal', (transport) => {
  const pair = useFacade({ SUPEROFFICE_TRANSPORT: transport, SUPEROFFICE_MAX_RETRIES: '0', BREAKER_MIN_CALLS: '2' });

  it.each([
    ['stalls', 401, 'UNAUTHENTICATED', stall, {}],
    ['stalls', 409, 'CONFLICT', stall, {}],
    ['stalls', 429, 'UPSTREAM_RATE_LIMITED', stall, {}],
    ['drips', 403, 'FORBIDDEN', drip, {}],
    ['drips', 412, 'CONFLICT', drip, {}],
    ['stalls beyond the operation’s time', 401, 'UNAUTHENTICATED', stall, { 'x-request-timeout-ms': '400' }],
    ['drips beyond the operation’s time', 409, 'CONFLICT', drip, { 'x-request-timeout-ms': '400' }],
  ] as const)('whose body %s is told by its status, %i', async (_name, status, code, rest, headers) => {
    const closed: Promise<unknown>[] = [];
    pair.superOffice.on('', (_request, response) => {
      closed.push(once(response, 'close'));
      refuse(response, status, rest);
    });

    const answers = [await pair.ask(TRANSFER, {}, headers), await pair.ask(READ, {}, headers)];

    const superOffice = { status };
    expect(answers).toMatchObject([
      { errors: [{ extensions: { code, outcome: 'REJECTED', superOffice } }] },
      { errors: [{ extensions: { code, superOffice } }] },
    ]);
    // One call each, which the breaker let through, and which nobody looked up or repeated.
    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo', 'GET ChatSession/549']);
    await Promise.all(closed);
  });

  it('whose body stalls makes the server not ready where it is 421, also after its caller has left', async () => {
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

    await until(async () => (await fetch(new URL('/health/ready', pair.facade.url))).status === 503);
    expect((await pair.ask(TRANSFER)).errors).toMatchObject([{ extensions: { code: 'UPSTREAM_MISDIRECTED' } }]);
  });
});
