import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Server } from '../src/server.js';
import { startFacade, TJE0 } from './helpers/facade.js';
import { type FakeSuperOffice, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { useStops } from './helpers/stops.js';
import { closeAll, enter, subscribing } from './helpers/web-socket.js';

afterEach(closeAll);

const FIELD = '{ isSnapshot }';

/** All that leaves out the one field of a subscription, or could. */
const OPERATIONS: readonly (readonly [what: string, query: string, variables?: object])[] = [
  ['@skip', `subscription { chatSessionUpdates @skip(if: true) ${FIELD} }`],
  ['@include', `subscription { chatSessionUpdates @include(if: false) ${FIELD} }`],
  ['@skip by a variable', `subscription ($no: Boolean!) { chatSessionUpdates @skip(if: $no) ${FIELD} }`, { no: true }],
  [
    '@include by a variable with a default',
    `subscription ($yes: Boolean = false) { chatSessionUpdates @include(if: $yes) ${FIELD} }`,
  ],
  [
    '@skip by a variable that is null',
    `subscription ($no: Boolean = false) { chatSessionUpdates @skip(if: $no) ${FIELD} }`,
    { no: null },
  ],
  ['@skip at an inline fragment', `subscription { ... @skip(if: true) { chatSessionUpdates ${FIELD} } }`],
  [
    '@include at a fragment',
    `subscription { ...All @include(if: false) } fragment All on Subscription { chatSessionUpdates ${FIELD} }`,
  ],
  [
    '@skip in fragments',
    `subscription { ...All } fragment All on Subscription { ... on Subscription { chatSessionUpdates @skip(if: true) ${FIELD} } }`,
  ],
  [
    '@skip in a fragment that contains itself',
    `subscription { ...All } fragment All on Subscription { ...All chatSessionUpdates @skip(if: true) ${FIELD} }`,
  ],
  ['@include that leaves it in', `subscription { chatSessionUpdates @include(if: true) ${FIELD} }`],
  [
    'one of two fields by a variable',
    `subscription ($one: Boolean!) { chatSessionUpdates @skip(if: $one) ${FIELD} chatSessionUpdate(id: 1) @include(if: $one) { staleSince } }`,
    { one: true },
  ],
];

describe('a subscription whose root field may be left out', () => {
  const stops = useStops();
  let lines: string[] = [];
  let superOffice: FakeSuperOffice;
  let facade: Server;
  beforeEach(async () => {
    lines = [];
    superOffice = await startFakeSuperOffice();
    superOffice.on('GET ChatSession/ForCurrentUser', []);
    facade = await startFacade(
      superOffice.url,
      {},
      { logger: pino({}, { write: (line: string) => void lines.push(line) }) },
    );
    stops.push(
      () => superOffice.stop(),
      () => facade.stop(),
    );
  });

  const EXPECTED = {
    message: 'The field of a subscription cannot be left out: use neither @skip nor @include at its root.',
    locations: [{ line: 1, column: expect.any(Number) }],
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', requestId: expect.any(String) },
  };

  /** A POST that ends: a stream would not. */
  async function post(accept: string, query: string, variables: object) {
    const response = await fetch(facade.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: TJE0, accept },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, text: await response.text() };
  }

  it.each(OPERATIONS)('is refused in every format, and is no defect: %s', async (_what, query, variables = {}) => {
    const events = await post('text/event-stream', query, variables);
    expect(events.status).toBe(200);
    const [, data = ''] = /^event: next\ndata: (.*)\n\nevent: complete\n/m.exec(events.text) ?? [];
    expect(JSON.parse(data)).toEqual({ errors: [EXPECTED] });

    const parts = await post('multipart/mixed;subscriptionSpec=1.0', query, variables);
    expect(parts.status).toBe(200);
    const [, part = ''] = /^(\{"payload.*\})\s*$/m.exec(parts.text) ?? [];
    expect(JSON.parse(part)).toEqual({ payload: { errors: [EXPECTED] } });

    const json = await post('application/graphql-response+json, text/event-stream', query, variables);
    expect({ status: json.status, body: JSON.parse(json.text) }).toEqual({ status: 400, body: { errors: [EXPECTED] } });

    const { send, next } = await enter(facade.url);
    send(subscribing('a', query, { variables }));
    expect(await next()).toEqual({ id: 'a', type: 'error', payload: [EXPECTED] });

    expect(lines.filter((line) => line.includes('defect') || JSON.parse(line).level >= 50)).toEqual([]);
  });

  it('is refused also beside an operation that is asked for', async () => {
    const query = `query Me { __typename } subscription Updates { chatSessionUpdates @skip(if: true) ${FIELD} }`;
    const { status, body } = await fetch(facade.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: TJE0, accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query, operationName: 'Me' }),
    }).then(async (response) => ({ status: response.status, body: await response.json() }));

    expect({ status, body }).toEqual({ status: 400, body: { errors: [EXPECTED] } });
  });

  it('may have conditions below that field', async () => {
    const query = 'subscription ($no: Boolean!) { chatSessionUpdates { isSnapshot goneIds @include(if: $no) } }';
    const { send, next } = await enter(facade.url);
    send(subscribing('a', query, { variables: { no: false } }));

    expect(await next()).toMatchObject({ payload: { data: { chatSessionUpdates: { isSnapshot: true } } } });
  });
});
