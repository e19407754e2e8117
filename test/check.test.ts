import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CheckOutcome, check } from '../src/commands/check/check.js';
import { reportOf } from '../src/commands/check/report.js';
import type { StepResult } from '../src/commands/check/result.js';
import { createProbe, NoCallError, type Read } from '../src/commands/check/steps/probe.js';
import { linesOf, summaryOf } from '../src/commands/check/table.js';
import { loadConfig } from '../src/config.js';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import { getCurrentAssociate } from '../src/superoffice/resources/associate.js';
import { deleteChatSession } from '../src/superoffice/resources/chat-session.js';
import { createUpstream } from '../src/superoffice/rest/upstream.js';
import { TJE0 } from './helpers/facade.js';
import {
  type ChangedAnswer,
  type Exchange,
  type RecordingProxy,
  startRecordingProxy,
} from './helpers/recording-proxy.js';
import { useStops } from './helpers/stops.js';

/** Set by `undici.config.js`, with which tests run a second time. */
const { SUPEROFFICE_TRANSPORT = '' } = globalThis as { readonly SUPEROFFICE_TRANSPORT?: string };

interface Checked {
  readonly results: readonly StepResult[];
  readonly outcome: CheckOutcome;
  /** The table and the report: all that `check` writes. */
  readonly written: string;
}

async function checkAt(url: string, env: Record<string, string> = {}, authorization = TJE0): Promise<Checked> {
  const config = loadConfig({
    SUPEROFFICE_URL: url,
    SUPEROFFICE_TRANSPORT,
    SUPEROFFICE_READ_TIMEOUT_MS: '60000',
    ...env,
  });
  const results: StepResult[] = [];
  const outcome = await check({
    config: { ...config, superOfficeUrl: new URL(url) },
    authorization,
    onResult: (result) => results.push(result),
  });
  const report = reportOf(outcome, results, { version: '0.0.0', transport: config.superOfficeTransport });
  const table = results.map(linesOf).join('') + summaryOf(results, outcome.calls);
  return { results, outcome, written: table + JSON.stringify(report, null, 2) };
}

const notOk = (results: readonly StepResult[]) => results.filter(({ status }) => status !== 'ok');

const stops = useStops();

async function startTenant(): Promise<Sandbox> {
  const sandbox = await startSandbox();
  stops.push(() => sandbox.stop());
  return sandbox;
}

async function startStandIn(change?: (exchange: Exchange) => ChangedAnswer | undefined): Promise<RecordingProxy> {
  const proxy = await startRecordingProxy((await startTenant()).url, change);
  stops.push(() => proxy.stop());
  return proxy;
}

/** A server with given answers, which records its requests. */
async function startAnswering(
  answer: (path: string) => readonly [status: number, headers: Record<string, string>, body: string],
): Promise<{ readonly url: string; readonly calls: readonly string[] }> {
  const calls: string[] = [];
  const server = createServer(({ method, url = '' }, response) => {
    calls.push(`${method} ${url}`);
    const [status, headers, body] = answer(url);
    response.writeHead(status, headers).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/`, calls };
}

const root = new URL('..', import.meta.url);
const sourcesIn = (folder: string) =>
  readdirSync(new URL(folder, root), { encoding: 'utf8', recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(new URL(`${folder}${file}`, root), 'utf8'));

/** The reads that `src/superoffice/` declares, except those whose route is a parameter. */
const DECLARED_READS = sourcesIn('src/superoffice/').flatMap((source) => [
  ...[...source.matchAll(/effect: 'read',\s+method: '(\w+)',\s+route: '([^']+)'/g)].map(
    ([, method, path]) => `${method} ${path}`,
  ),
  ...[...source.matchAll(/batchRead<[^>]+>\('([^']+)'/g)].map(([, path]) => `POST ${path}`),
  ...[...source.matchAll(/= getList<[^>]+>\(\s*'(\w+)'/g)].map(([, name]) => `POST Agents/List/Get${name}List`),
]);

const ARCHIVES = ['GET ChatSession', 'GET ChatTopic/{id}/Sessions', 'GET Ticket'];

/** Reads that only `check` makes. */
const OWN_READS = ['GET TimeZone', 'GET User/currentPrincipal', 'GET /api'];

/** A call as its endpoint declares it. */
function routeOf({ method, path }: Pick<Exchange, 'method' | 'path'>): string {
  const template = path
    .replace('MDOList/chatuser', 'MDOList/{listname}')
    .replace(/(?<=^Chat(Session|Topic)\/)\d+/, '{id}');
  return `${method} ${template}`;
}

describe('check, at a tenant as documented', () => {
  let sandbox: Sandbox;
  let proxy: RecordingProxy;
  let checked: Checked;
  let exchanges: readonly Exchange[];
  beforeAll(async () => {
    sandbox = await startSandbox();
    proxy = await startRecordingProxy(sandbox.url);
    checked = await checkAt(proxy.url);
    exchanges = proxy.takeExchanges();
  });
  afterAll(async () => {
    await proxy.stop();
    await sandbox.stop();
  });

  it('finds everything ok, and skips nothing', () => {
    expect(checked.results.length).toBeGreaterThan(50);
    expect(notOk(checked.results)).toEqual([]);
    expect(checked.results.filter(({ note }) => note?.includes('not seen')).map(({ step }) => step)).toEqual([
      expect.stringMatching(/GetArchiveListByColumns \(text ' and all filters\)$/),
    ]);
  });

  it('makes each read of the server, and nothing else', () => {
    expect(DECLARED_READS.length).toBeGreaterThan(30);
    expect([...new Set(exchanges.map(routeOf))].sort()).toEqual(
      [...new Set([...DECLARED_READS, ...ARCHIVES, ...OWN_READS])].sort(),
    );
  });

  it('makes a bounded number of calls', () => {
    expect(exchanges.length).toBe(checked.outcome.calls);
    expect(exchanges.length).toBeLessThanOrEqual(100);
  });

  it('sends no credential but to the calls that need one', () => {
    const without = exchanges.filter(({ headers }) => headers.authorization === undefined).map(routeOf);

    expect(without).toEqual(['GET User/currentPrincipal', 'GET /api']);
  });

  it('reports the version of SuperOffice and what it saw about the open questions', () => {
    expect(checked.outcome.version).toBe('10.5.0.0');
    expect(checked.outcome.facts.filter(({ seen }) => seen !== 'nothing that tells').length).toBeGreaterThan(8);
  });

  it('has an entry for each open question', () => {
    const questions = [...readFileSync(new URL('docs/unknowns.md', root), 'utf8').matchAll(/^\| (\w.+?) \| /gm)]
      .map(([, question]) => question)
      .filter((question) => question !== 'Question');

    expect(questions.length).toBeGreaterThan(20);
    expect(checked.outcome.facts.map(({ question }) => question).sort()).toEqual(questions.sort());
  });

  it('writes no value of any record', () => {
    expectNoValues(checked.written, exchanges);
  });
});

/** Texts from the source do not count as values of records. */
const OWN_TEXT = [
  ...sourcesIn('src/commands/check/'),
  ...sourcesIn('src/generated/'),
  ...sourcesIn('src/superoffice/'),
].join('\n');

function expectNoValues(written: string, exchanges: readonly Exchange[]): void {
  const values = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string' && value.length > 3) {
      values.add(value);
    }
    if (typeof value === 'number' && Math.abs(value) > 999) {
      values.add(String(value));
    }
    if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(collect);
    }
  };
  for (const { path, status, answer } of exchanges) {
    if (status === 200 && path !== '/api') {
      collect(answer);
    }
  }
  const canaries = [...values].filter((value) => !OWN_TEXT.includes(value));

  expect(canaries.length).toBeGreaterThan(500);
  expect(canaries.filter((value) => written.includes(value))).toEqual([]);
  // As a name of a property: those that carriers do not have may be a customer's own.
  expect(written).not.toMatch(/x_seat|SuperOffice:\d|canary/i);
}

interface Seed {
  readonly what: string;
  /** Which calls are answered otherwise. */
  readonly route: string;
  readonly change: (exchange: Exchange) => ChangedAnswer | undefined;
  /** In the step of the call. */
  readonly found: RegExp;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of all kinds are changed.
type Json = any;

/** Changes the records of an answer: one record, or each of a list. */
const records = (change: (record: Json) => Json) => (exchange: Exchange) => {
  const { answer } = exchange;
  return { body: Array.isArray(answer) ? answer.map((record) => change(record)) : change(answer) };
};

const SEEDS: readonly Seed[] = [
  {
    what: 'a flat row with what is stored',
    route: 'GET ChatSession',
    change: ({ query, answer }) =>
      query.get('$mode') === 'Full'
        ? {
            body: {
              ...(answer as Json),
              value: (answer as Json).value.map(({ Column, ...row }: Json) => ({ ...row, ...Column })),
            },
          }
        : undefined,
    found: /^ChatSession row with what is stored: columns in the row itself/,
  },
  {
    what: 'a key of a row as a text',
    route: 'GET ChatTopic/{id}/Sessions',
    change: ({ answer }) => ({
      body: {
        ...(answer as Json),
        value: (answer as Json).value.map((row: Json) => ({ ...row, PrimaryKey: 'canary' })),
      },
    }),
    found: /^ChatSession row\.PrimaryKey: text in place of a number/,
  },
  {
    what: 'a new name of an enum',
    route: 'GET ChatSession/ForCurrentUser',
    change: records((session) => ({ ...session, Status: 'Canary' })),
    found: /^ChatSession\.Status: a name that this server does not know \(\d+ times\)/,
  },
  {
    what: 'a key as a text',
    route: 'POST Agents/Person/GetPersonList',
    change: records((person) => ({ ...person, ContactId: String(person.ContactId) })),
    found: /^Person\.ContactId: digits in a text in place of a number/,
  },
  {
    what: 'a missing property',
    route: 'POST Agents/Contact/GetContactList',
    change: records(({ Department: _, ...contact }) => contact),
    found: /^Contact\.Department: is missing/,
  },
  {
    what: 'a date without an offset',
    route: 'POST Agents/Ticket/GetTickets',
    change: records((ticket) => ({ ...ticket, CreatedAt: ticket.CreatedAt.slice(0, 19) })),
    found: /^Ticket\.CreatedAt: a date without an offset/,
  },
  {
    what: 'null for a list',
    route: 'POST Agents/List/GetTicketStatusList',
    change: () => ({ body: null }),
    found: /null or an error object came/,
  },
  {
    what: 'a record of another kind',
    route: 'POST Agents/Project/GetProjectList',
    change: records(({ ProjectId }) => ({ ProjectId, Canary: 1, Kind: 'canary' })),
    found: /^Project: not the kind of record that was asked for/,
  },
  {
    what: 'another record',
    route: 'POST Agents/Sale/GetSaleList',
    change: records((sale) => ({ ...sale, SaleId: 987_654 })),
    found: /not the record, or the kind of value/,
  },
  {
    what: 'a web page',
    route: 'GET Presence/GetAll',
    change: () => ({ contentType: 'text/html', body: '<h1>canary</h1>' }),
    found: /^A web page came instead of JSON/,
  },
  {
    what: 'another media type',
    route: 'GET MDOList/{listname}',
    change: ({ query }) =>
      query.get('additional')?.includes('onlyPresent') ? { contentType: 'text/plain', body: 'canary' } : undefined,
    found: /^The answer's media type is not one of JSON/,
  },
  {
    what: 'a mask of rights as a number',
    route: 'POST Agents/Associate/GetAssociateList',
    change: records((associate) => ({ ...associate, TableRight: { Mask: 3, Reason: null } })),
    found: /^Associate\.TableRight\.Mask: whole number in place of a text/,
  },
  {
    what: 'a text in all languages',
    route: 'GET ChatTopic/ForCurrentUser',
    change: records((topic) => ({ ...topic, Language: { ...topic.Language, Value: 'US:"Canary";NO:"Canary";' } })),
    found: /^ChatTopic\.Language\.Value: a text in all languages at once/,
  },
  {
    what: 'null for a list within a record',
    route: 'GET ChatSession/{id}',
    change: records((session) => ({ ...session, WhenRequested: null, Contact: 'canary' })),
    found: /^ChatSession\.WhenRequested: null, where a value is due/,
  },
];

describe('check, at a tenant that differs', () => {
  let sandbox: Sandbox;
  let proxy: RecordingProxy;
  let checked: Checked;
  let exchanges: readonly Exchange[];
  beforeAll(async () => {
    sandbox = await startSandbox();
    proxy = await startRecordingProxy(sandbox.url, (exchange) =>
      SEEDS.find(({ route }) => route === routeOf(exchange))?.change(exchange),
    );
    checked = await checkAt(proxy.url);
    exchanges = proxy.takeExchanges();
  });
  afterAll(async () => {
    await proxy.stop();
    await sandbox.stop();
  });

  it.each(SEEDS)('finds $what in $route', ({ route, found }) => {
    const findings = checked.results
      .filter(({ step }) => step.replace(/ \(.*/, '') === route)
      .flatMap((result) => result.findings);

    expect(findings.map(({ what }) => what)).toContainEqual(expect.stringMatching(found));
    expect(findings.every(({ toDo }) => toDo.endsWith('.'))).toBe(true);
  });

  it('finds nothing else', () => {
    const steps = notOk(checked.results).map(({ step }) => step.replace(/ \(.*/, ''));

    expect([...new Set(steps)].sort()).toEqual([...SEEDS.map(({ route }) => route), 'language'].sort());
  });

  it('writes no value of any record', () => {
    expectNoValues(checked.written, exchanges);
  });
});

describe('check, when a step fails', () => {
  it('counts properties that carriers do not have, without their names', async () => {
    const proxy = await startStandIn((exchange) =>
      routeOf(exchange) === 'GET ChatTopic/{id}'
        ? { body: { ...(exchange.answer as Json), CanaryName: 1, x_canary: { CanaryName: 'canary' } } }
        : undefined,
    );

    const { results, outcome, written } = await checkAt(proxy.url);

    expect(notOk(results)).toEqual([]);
    expect([...outcome.sight.unknownProperties]).toEqual([['ChatTopic', 2]]);
    expect(written).not.toMatch(/canary/i);
  });

  it('makes no writes, and no calls beyond its limits of number and time', async () => {
    const proxy = await startStandIn();
    const upstream = await createUpstream({
      ...loadConfig({ SUPEROFFICE_TRANSPORT }),
      superOfficeUrl: new URL(proxy.url),
    });
    stops.push(() => upstream.close());
    const probe = createProbe({ maxCalls: 1, deadlineMs: performance.now() + 60_000 });
    const run = (toRead: Read) => probe.run(upstream, { authorization: TJE0 }, toRead);

    expect((await run((client) => deleteChatSession(client, 549))).error).toBeInstanceOf(NoCallError);
    expect((await run(getCurrentAssociate)).error).toBeUndefined();
    expect((await run(getCurrentAssociate)).error).toBeInstanceOf(NoCallError);
    const late = createProbe({ maxCalls: 1, deadlineMs: performance.now() });
    expect((await late.run(upstream, { authorization: TJE0 }, getCurrentAssociate)).error).toBeInstanceOf(NoCallError);
    expect(proxy.take()).toEqual(['GET User/currentAssociate']);
  });

  it('accepts that the version asks for a credential', async () => {
    const { url } = await startAnswering(() => [401, {}, '']);

    const { results } = await checkAt(url);

    expect(results.find(({ step }) => step === 'GET api')).toMatchObject({
      status: 'skipped',
      note: 'it asks for a credential (401)',
    });
  });

  it('reports that an address does not end like a REST root, and continues', async () => {
    const { results } = await checkAt((await startTenant()).url.replace('v1/', ''));

    expect(results[0]).toMatchObject({ step: 'address', status: 'differs' });
    expect(results.filter(({ status }) => status === 'refused')).toMatchObject([
      {
        step: 'GET User/currentPrincipal (without a credential)',
        findings: [{ toDo: expect.stringContaining('/api/v1/') }],
      },
    ]);
  });

  it('reports that the credential is refused, and skips what needs it', async () => {
    const { results } = await checkAt((await startTenant()).url, {}, 'Bearer canary');

    expect(results.find(({ step }) => step === 'GET User/currentAssociate')).toMatchObject({
      status: 'refused',
      findings: [{ what: 'SuperOffice does not accept the credential (401).' }],
    });
    expect(results.slice(-40).every(({ status }) => status === 'skipped')).toBe(true);
  });

  it('reports that the tenant has moved', async () => {
    const { url, calls } = await startAnswering(() => [421, {}, '']);

    const { results } = await checkAt(url);

    expect(results.find(({ status }) => status === 'refused')?.findings).toEqual([
      {
        what: expect.stringContaining('has moved to another host (421)'),
        toDo: expect.stringContaining('/api/state/'),
      },
    ]);
    expect(calls).toEqual(['GET /api/v1/User/currentPrincipal', 'GET /api']);
  });

  it('reports that calls are limited, and makes no more', async () => {
    const { url, calls } = await startAnswering((path) =>
      path.endsWith('currentPrincipal') ? [401, {}, ''] : [429, { 'retry-after': '7' }, ''],
    );

    const { results, outcome } = await checkAt(url);

    expect(results.flatMap(({ findings }) => findings)).toContainEqual({
      what: 'SuperOffice limits the calls (429).',
      toDo: 'Run the command again in 7 s.',
    });
    expect(outcome.facts).toContainEqual({
      question: expect.stringContaining('rate limit'),
      seen: expect.stringContaining('429'),
    });
    expect(calls).toEqual(['GET /api/v1/User/currentPrincipal', 'GET /api', 'GET /api/v1/User/currentAssociate']);
  });

  it('reports users without a licence for chat', async () => {
    const proxy = await startStandIn((exchange) =>
      routeOf(exchange) === 'GET MDOList/{listname}' ? { body: [] } : undefined,
    );

    const { results } = await checkAt(proxy.url);

    expect(results.find(({ step }) => step === 'rights')).toMatchObject({
      status: 'differs',
      findings: [{ what: 'The associate is not among the users with a licence for chat.' }],
    });
  });

  it('skips what needs a session if there is none', async () => {
    const proxy = await startStandIn((exchange) => {
      switch (routeOf(exchange)) {
        case 'GET ChatSession':
        case 'GET ChatTopic/{id}/Sessions':
          return { body: { value: [] } };
        case 'GET ChatSession/ForCurrentUser':
        case 'POST Agents/Archive/GetArchiveListByColumns':
          return { body: [] };
        default:
          return undefined;
      }
    });

    const { results } = await checkAt(proxy.url);

    expect(results.find(({ step }) => step === 'GET ChatSession/{id}')).toMatchObject({
      status: 'skipped',
      note: 'no session to read',
    });
    expect(results.filter(({ status }) => status === 'differs' || status === 'refused')).toEqual([]);
  });

  it.each(['America/New_York', 'XX-YY'])('reports that the tenant does not know the time zone %s', async (zone) => {
    const { results } = await checkAt((await startTenant()).url, { SUPEROFFICE_TIME_ZONE: zone });

    expect(notOk(results).slice(0, 2)).toMatchObject([
      { step: 'GET User/currentAssociate', status: 'refused', findings: [{ what: expect.stringContaining('(400)') }] },
      {
        step: 'time zone',
        status: 'differs',
        findings: [{ what: 'SUPEROFFICE_TIME_ZONE: the tenant does not list this zone.' }],
      },
    ]);
    expect(
      notOk(results)
        .slice(2)
        .every(({ status }) => status === 'skipped'),
    ).toBe(true);
  });

  it.each(['US-NY', '460', 'US-NY, includeTZOffset', 'includeTZOffset'])('knows the time zone %s', async (zone) => {
    const { results } = await checkAt((await startTenant()).url, { SUPEROFFICE_TIME_ZONE: zone });

    expect(notOk(results)).toEqual([]);
  });
});
