import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { acceptCredential, TJE0, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { until } from './helpers/until.js';

/** The REST calls and operations that were logged. */
const lines: Readonly<Record<string, unknown>>[] = [];
const logger = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
// Long enough that a test fails before anything is given up for another reason.
const MINUTE = '60000';
const pair = useFacade(
  {
    OPERATION_TIMEOUT_MS: MINUTE,
    SUPEROFFICE_READ_TIMEOUT_MS: MINUTE,
    SUPEROFFICE_WRITE_TIMEOUT_MS: MINUTE,
    MAX_ALIASES: '40',
    MAX_QUERY_FIELDS: '40',
  },
  { logger },
);

beforeAll(async () => {
  await acceptCredential(pair);
  lines.length = 0;
});

/** Sends an operation and disconnects as soon as SuperOffice has been called this many times. */
async function askAndLeave(query: string, calls: number): Promise<void> {
  const leaving = new AbortController();
  const answer = fetch(pair.facade.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: TJE0 },
    body: JSON.stringify({ query }),
    signal: leaving.signal,
  });
  await until(() => pair.superOffice.requests.length >= calls);
  leaving.abort();
  await expect(answer).rejects.toThrow();
}

const logged = (message: string, route: string) => lines.filter((line) => line.msg === message && line.route === route);

describe('when a client leaves before it has its answer', () => {
  it('its reads are aborted, and those that wait are never sent', async () => {
    const answers: ServerResponse[] = [];
    pair.superOffice.on('GET ChatSession/', (_request, response) => void answers.push(response));
    const sessions = Array.from({ length: 40 }, (_, index) => `s${index}: chatSession(id: ${index + 1}) { status }`);

    await askAndLeave(`{ ${sessions.join(' ')} }`, 16);

    await Promise.all(answers.map((answer) => answer.closed || once(answer, 'close')));
    await until(() => logged('REST call', 'ChatSession/{id}').length === 40);
    expect(new Set(logged('REST call', 'ChatSession/{id}').map(({ reason }) => reason))).toEqual(
      new Set(['CANCELLED']),
    );
    expect(pair.superOffice.calls()).toHaveLength(16);
  });

  it('a transfer that was sent runs to its end, and the log says how it ended', async () => {
    const route = 'ChatSession/{id}/TransferTo/{toAssociate}';
    let finish = () => {};
    pair.superOffice.on('POST ChatSession/549/', (_request, response) => {
      finish = () => sendJson(response, { ChatSessionId: 549 });
    });

    await askAndLeave('mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }', 1);
    await delay(200);
    finish();

    await until(() => logged('REST call', route).length === 1);
    expect(logged('REST call', route)).toMatchObject([{ effect: 'write', status: 200 }]);
    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
  });

  it('further changes of its operation are never sent', async () => {
    let finish = () => {};
    pair.superOffice.on('POST ChatSession/1/', (_request, response) => {
      finish = () => sendJson(response, { ChatSessionId: 1 });
    });
    const count = () => lines.filter(({ msg }) => msg === 'operation').length;
    const before = count();

    await askAndLeave(
      `mutation {
        a: transferChatSession(id: 1, toAssociate: "bo") { id }
        b: transferChatSession(id: 2, toAssociate: "bo") { id }
      }`,
      1,
    );
    await delay(200);
    finish();

    await until(() => count() > before);
    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/1/TransferTo/bo']);
  });
});
