import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestClock } from './helpers/clock.js';
import { newCredential, type Pair, TJE0, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { until } from './helpers/until.js';

const guide = readFileSync(new URL('../docs/reliability.md', import.meta.url), 'utf8');
const [, table = ''] = /^The bounds, in the order in which a request meets them:\n\n([\s\S]*?)\n\n/m.exec(guide) ?? [];
const rows = table.split('\n');

/** How each limit begins in the table, and the answer beyond it. */
const BOUNDS = {
  head: { row: '| 100 headers, a `Content-Length`', answer: '413 PAYLOAD_TOO_LARGE' },
  operations: { row: '| 200 operations under way', answer: '503 OVERLOADED' },
  credentials: { row: '| 20 credentials of one address', answer: '429 RATE_LIMITED' },
  body: { row: '| body 100 KiB', answer: '415 UNSUPPORTED_MEDIA_TYPE' },
  accept: { row: '| an `Accept`', answer: '406 BAD_REQUEST' },
  document: { row: '| tokens, depth, aliases', answer: '400 OPERATION_LIMIT_EXCEEDED' },
  repeated: { row: '| 1000 representations, or one mutation twice', answer: '400 OPERATION_LIMIT_EXCEEDED' },
  rate: { row: '| 50 root fields a second', answer: '429 RATE_LIMITED' },
} as const;
type Bound = keyof typeof BOUNDS;

const READ = '{ chatSession(id: 1) { status } }';
const aliased = (times: number, field: string) => Array.from({ length: times }, (_, i) => `a${i}: ${field}`).join(' ');
/** The whole of `RATE_LIMIT_BURST`. */
const TEN_FIELDS = `{ ${aliased(10, '__typename')} }`;
const TEN_TIMES = `mutation { ${aliased(10, 'acceptChatSessionTransfer(id: 1) { id }')} }`;
const TOO_MANY_ALIASES = `{ ${aliased(16, '__typename')} }`;
const LARGE = `{ __typename } #${'x'.repeat(1024)}`;
const NO_JSON = { 'content-type': 'text/plain' };
const NO_JSON_ACCEPTED = { accept: 'image/png' };

async function send({ facade }: Pair, query: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await fetch(facade.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: TJE0, ...headers },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: readonly { extensions: { code: string } }[] };
  return `${response.status} ${errors?.[0]?.extensions.code}`;
}

/** The request exceeds both limits: the answer is that of the first one in the table. */
function expectOrder(first: Bound, second: Bound, answer: string): void {
  const place = (bound: Bound) => rows.findIndex((row) => row.startsWith(BOUNDS[bound].row));
  expect(answer).toBe(BOUNDS[first].answer);
  expect(place(first)).toBeGreaterThan(-1);
  expect(place(first)).toBeLessThan(place(second));
}

describe('the order of the bounds is that of the guide', () => {
  const LIMITS = { FAILED_CREDENTIALS_BURST: '1', FAILED_CREDENTIALS_PER_MINUTE: '1', MAX_BODY_BYTES: '1024' };
  // The clock stands still, so that no further credential may be tried later.
  const clock = createTestClock();
  const busy = useFacade({ ...LIMITS, MAX_OPERATIONS: '1' }, { clock });
  const tried = useFacade(LIMITS, { clock });
  const spent = useFacade({ MAX_BODY_BYTES: '1024', RATE_LIMIT_BURST: '10', RATE_LIMIT_PER_SECOND: '1' });

  /** Does something while the only operation is running, with the only credential that its address may try. */
  async function whileBusy(act: () => Promise<void>): Promise<void> {
    const held: ServerResponse[] = [];
    busy.superOffice.on('GET ChatSession/', (_request, response) => void held.push(response));
    const asked = send(busy, READ, newCredential());
    await until(() => held.length === 1);
    try {
      await act();
    } finally {
      sendJson(held[0] as ServerResponse, { ChatSessionId: 1 });
    }
    expect(await asked).toBe('200 undefined');
  }

  beforeAll(async () => {
    tried.superOffice.on('GET ChatSession/', {}, 401);
    expect(await send(tried, READ, newCredential())).toBe('200 UNAUTHENTICATED');
  });

  it('operations, then credentials', async () => {
    expect(await send(tried, READ, newCredential())).toBe(BOUNDS.credentials.answer);

    await whileBusy(async () => expectOrder('operations', 'credentials', await send(busy, READ, newCredential())));
  });

  it('the head, then operations and credentials', async () => {
    await whileBusy(async () => expectOrder('head', 'operations', await send(busy, LARGE)));
    expectOrder('head', 'credentials', await send(tried, LARGE, newCredential()));
  });

  it('operations and credentials, then the body', async () => {
    await whileBusy(async () => expectOrder('operations', 'body', await send(busy, READ, NO_JSON)));
    expectOrder('credentials', 'body', await send(tried, READ, { ...NO_JSON, ...newCredential() }));
  });

  it('the body, then what is accepted', async () => {
    expectOrder('body', 'accept', await send(spent, READ, { ...NO_JSON, ...NO_JSON_ACCEPTED }));
  });

  it('what is accepted, then the document', async () => {
    expect(await send(spent, TOO_MANY_ALIASES)).toBe(BOUNDS.document.answer);

    expectOrder('accept', 'document', await send(spent, TOO_MANY_ALIASES, NO_JSON_ACCEPTED));
  });

  it('the document and repeated mutations, then root fields a second', async () => {
    expect(await send(spent, TEN_FIELDS)).toBe('200 undefined');
    expect(await send(spent, TEN_FIELDS)).toBe(BOUNDS.rate.answer);

    expectOrder('document', 'rate', await send(spent, TOO_MANY_ALIASES));
    expectOrder('repeated', 'rate', await send(spent, TEN_TIMES));
    expect(await send(spent, TEN_FIELDS)).toBe(BOUNDS.rate.answer);
  });
});
