import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execute } from '../helpers/facade.js';
import { type FakeSuperOffice, startFakeSuperOffice } from '../helpers/fake-superoffice.js';
import { type ServerProcess, useServerProcesses } from '../helpers/server-process.js';

const start = useServerProcesses('dist/main.js');
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const TRACEPARENT = `00-${TRACE_ID}-${CALLER}-01`;
const TRANSFER = 'mutation Move($to: String!) { transferChatSession(id: 549, toAssociate: $to) { id } }';
const TRANSFER_ROUTE = 'ChatSession/{id}/TransferTo/{toAssociate}';
const SESSION = { ChatSessionId: 549, TransferTo: { AssociateId: 3, Name: 'bo' } };
const SERVER = 2;
const CLIENT = 3;
const ERROR = { code: 2 };

/** As OTLP writes it in JSON. */
interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceState?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly {
    readonly key: string;
    readonly value: { readonly stringValue?: string; readonly intValue?: number };
  }[];
  readonly status: object;
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: Pick<Span, 'attributes'>;
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

const attributesOf = ({ attributes }: Pick<Span, 'attributes'>) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));

describe('a server that was started with an SDK of OpenTelemetry', () => {
  let superOffice: FakeSuperOffice;
  let collector: Server;
  let exports: Export[];
  let server: ServerProcess;
  let url: string;

  beforeEach(async () => {
    exports = [];
    collector = createServer(async (request, response) => {
      if (request.method === 'POST' && request.url === '/v1/traces') {
        exports.push((await json(request)) as Export);
      }
      response.setHeader('content-type', 'application/json').end('{}');
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
    superOffice = await startFakeSuperOffice();
    superOffice.on('', SESSION);
    server = start(
      {
        SUPEROFFICE_URL: superOffice.url,
        SUPEROFFICE_APP_TOKEN: 'C4N4RY-app-token',
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_SERVICE_NAME: 'chat-graph',
      },
      ['--import', './examples/tracing/register.mjs'],
    );
    url = await server.url();
  });
  afterEach(async () => {
    await superOffice.stop();
    collector.closeAllConnections();
    collector.close();
  });

  /** Stops the server, which sends what it has then. */
  async function spansAtTheEnd(): Promise<readonly Span[]> {
    server.child.kill('SIGTERM');
    await server.ended;
    return exports.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    );
  }

  it('joins the caller’s trace, the operation, the REST call and SuperOffice', async () => {
    const headers = { traceparent: TRACEPARENT, tracestate: 'vendor=1', 'x-request-id': 'abcdefgh-1' };
    await execute(url, TRANSFER, { to: 'bo' }, headers);
    const spans = await spansAtTheEnd();

    const operation = spans.find(({ kind }) => kind === SERVER) as Span;
    const call = spans.find(({ kind }) => kind === CLIENT) as Span;
    expect(spans).toHaveLength(2);
    expect(operation).toMatchObject({
      traceId: TRACE_ID,
      parentSpanId: CALLER,
      traceState: 'vendor=1',
      name: 'mutation',
      status: { code: 0 },
    });
    expect(attributesOf(operation)).toEqual({
      'graphql.operation.type': 'mutation',
      'graphql.operation.name': 'Move',
      'superoffice_graphql.request.id': 'abcdefgh-1',
    });
    expect(call).toMatchObject({
      traceId: TRACE_ID,
      parentSpanId: operation.spanId,
      name: `POST ${TRANSFER_ROUTE}`,
      status: { code: 0 },
    });
    expect(attributesOf(call)).toEqual({
      'http.request.method': 'POST',
      'http.response.status_code': 200,
      'url.template': TRANSFER_ROUTE,
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(superOffice.url).port),
    });
    expect(superOffice.requests.map(({ headers: { traceparent, tracestate } }) => [traceparent, tracestate])).toEqual([
      [`00-${TRACE_ID}-${call.spanId}-01`, 'vendor=1'],
    ]);
    expect(attributesOf((exports[0] as Export).resourceSpans[0]?.resource as Pick<Span, 'attributes'>)).toMatchObject({
      'service.name': 'chat-graph',
    });
  }, 30_000);

  it('shows which calls a batch of related records took', async () => {
    superOffice.on(
      'GET ChatSession/ForCurrentUser',
      [1, 2].map((id) => ({ ...SESSION, ChatSessionId: id, Person: { PersonId: id } })),
    );
    superOffice.on('POST Agents/Person/GetPersonList', [{ PersonId: 1 }, { PersonId: 2 }]);
    await execute(url, '{ chatSessionsForCurrentUser { person { fullName } } }');
    const spans = await spansAtTheEnd();

    const [operation, list, read, call] = [
      'query',
      'GET ChatSession/ForCurrentUser',
      'read person',
      'POST Agents/Person/GetPersonList',
    ].map((wanted) => spans.find(({ name }) => name === wanted));
    expect(spans).toHaveLength(4);
    expect(list?.parentSpanId).toBe(operation?.spanId);
    expect(read?.parentSpanId).toBe(operation?.spanId);
    expect(call?.parentSpanId).toBe(read?.spanId);
    expect(attributesOf(read as Span)).toEqual({
      'superoffice_graphql.record.kind': 'person',
      'superoffice_graphql.record.count': 2,
    });
  }, 30_000);

  it('begins a trace if the caller has none that can be read', async () => {
    for (const traceparent of ['', '00-C4N4RY-C4N4RY-01', `00-${'0'.repeat(32)}-${CALLER}-01`]) {
      await execute(url, TRANSFER, { to: 'bo' }, { traceparent });
    }
    const spans = await spansAtTheEnd();

    const operations = spans.filter(({ kind }) => kind === SERVER);
    expect(operations.map(({ parentSpanId }) => parentSpanId ?? '')).toEqual(['', '', '']);
    expect(new Set(operations.map(({ traceId }) => traceId)).size).toBe(3);
    expect(superOffice.requests.map(({ headers }) => headers.traceparent)).toEqual(
      spans.filter(({ kind }) => kind === CLIENT).map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`),
    );
  }, 30_000);

  it('does not record a trace that the caller says is not recorded', async () => {
    await execute(url, TRANSFER, { to: 'bo' }, { traceparent: TRACEPARENT.replace(/1$/, '0') });

    expect(await spansAtTheEnd()).toEqual([]);
    expect(superOffice.requests[0]?.headers.traceparent).toMatch(new RegExp(`^00-${TRACE_ID}-[0-9a-f]{16}-00$`));
  }, 30_000);

  it('has a span for each attempt, and says why one failed', async () => {
    superOffice.on('GET ', {}, 503);
    superOffice.on('POST ', {}, 403);
    await execute(url, '{ chatSession(id: 549) { status } }');
    await execute(url, TRANSFER, { to: 'bo' });
    const spans = await spansAtTheEnd();

    expect(spans.map((span) => ({ name: span.name, status: span.status, ...attributesOf(span) }))).toMatchObject([
      {
        name: 'GET ChatSession/{id}',
        status: ERROR,
        'http.response.status_code': 503,
        'error.type': '503',
      },
      {
        name: 'GET ChatSession/{id}',
        status: ERROR,
        'http.response.status_code': 503,
        'http.request.resend_count': 1,
        'error.type': '503',
      },
      { name: 'read chatSession', status: { code: 0 } },
      { name: 'query', status: ERROR, 'error.type': 'UPSTREAM_UNAVAILABLE' },
      { name: `POST ${TRANSFER_ROUTE}`, status: ERROR, 'http.response.status_code': 403, 'error.type': '403' },
      { name: 'mutation', status: ERROR, 'error.type': 'FORBIDDEN' },
    ]);
    expect(spans.filter((span) => 'http.request.resend_count' in attributesOf(span))).toHaveLength(1);
  }, 30_000);

  it('cuts a long name', async () => {
    await execute(url, `query ${'Q'.repeat(200)} { __typename }`);

    const [operation] = await spansAtTheEnd();
    expect(attributesOf(operation as Span)['graphql.operation.name']).toBe('Q'.repeat(100));
  }, 30_000);

  it('exports no credential, no value and no text, and passes only the trace on', async () => {
    const customer = { ...SESSION, SessionKey: 'C4N4RY', CustomerEmail: 'C4N4RY@example.com', LastMessage: 'C4N4RY' };
    const headers = { traceparent: TRACEPARENT, baggage: 'C4N4RY=C4N4RY', b3: 'C4N4RY' };
    const faults = [
      () => superOffice.on('', customer),
      () => superOffice.on('', { ErrorType: 'C4N4RY', ErrorMessage: 'C4N4RY' }, 403),
      () => superOffice.on('', { Message: 'C4N4RY' }, 500),
      () => superOffice.on('', '<C4N4RY>', 200, { 'content-type': 'text/C4N4RY' }),
      () => superOffice.on('', {}, 302, { location: 'http://C4N4RY/' }),
      () => superOffice.on('', (_request, response) => response.socket?.resetAndDestroy()),
    ];
    for (const fault of faults) {
      fault();
      await execute(url, TRANSFER, { to: 'C4N4RY' }, { ...headers, authorization: 'Bearer C4N4RY' });
      await execute(url, 'query ($id: ID!) { C4N4RY: chatSession(id: $id) { id } }', { id: 'C4N4RY' }, headers);
      await execute(url, '{ chatSession(id: 549) { status C4N4RY: status } }', {}, headers);
      await execute(url, '{ chatSession(id: "C4N4RY") { C4N4RY } }', {}, headers);
    }
    const spans = await spansAtTheEnd();

    expect(spans.length).toBeGreaterThan(30);
    expect(JSON.stringify(exports)).not.toMatch(/C4N4RY/i);
    expect(superOffice.requests.some(({ headers: { baggage, b3 } }) => baggage || b3)).toBe(false);
  }, 30_000);
});
