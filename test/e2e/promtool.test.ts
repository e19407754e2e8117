import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { useFacade } from '../helpers/facade.js';
import { ALERTS, DASHBOARD_QUERIES, OPERATE_GUIDE } from '../helpers/operations.js';
import { scrape } from '../helpers/scrape.js';

const RULES = fileURLToPath(new URL('../../examples/operations/alerts.yml', import.meta.url));
const LABELS = 'job="superoffice-graphql", instance="a"';
const series = (name: string, values: string, labels = '') => ({
  series: `${name}{${labels === '' ? LABELS : `${LABELS}, ${labels}`}}`,
  values,
});
const counter = (name: string, perMinute: number, labels: string) =>
  series(`superoffice_graphql_${name}`, `0+${perMinute}x60`, labels);
const gauge = (name: string, value: number) => series(`superoffice_graphql_${name}`, `${value}x60`);
const slow = (name: string) => [
  counter(`${name}_bucket`, 1, 'le="4"'),
  counter(`${name}_bucket`, 100, 'le="8"'),
  counter(`${name}_bucket`, 100, 'le="+Inf"'),
];

/** The series that must fire each alert. */
const SITUATIONS: Readonly<Record<string, readonly object[]>> = {
  SuperOfficeGraphqlDown: [series('up', '0x60')],
  SuperOfficeGraphqlRestarts: [series('process_start_time_seconds', '0+1x60')],
  SuperOfficeAway: [gauge('breaker_open', 1)],
  SuperOfficeUnsteady: [counter('breaker_changes_total', 1, 'state="open"')],
  SuperOfficeTenantMoved: [counter('rest_calls_total', 1, 'result="421", route="Me", method="GET"')],
  SuperOfficeSlow: slow('rest_call_duration_seconds'),
  RestCallsWait: [gauge('rest_calls_queued', 1)],
  TransfersUnknown: [counter('transfers_total', 1, 'result="UNKNOWN"')],
  TransfersWithoutEffect: [
    counter('transfers_total', 3, 'result="WITHOUT_EFFECT"'),
    counter('transfers_total', 7, 'result="DONE"'),
  ],
  OperationsFail: [
    counter('operations_total', 1, 'outcome="UPSTREAM_TIMEOUT", name="A", type="query"'),
    counter('operations_total', 10, 'outcome="ok", name="B", type="query"'),
  ],
  OperationsSlow: slow('operation_duration_seconds'),
  Overloaded: [counter('refusals_total', 1, 'code="OVERLOADED"')],
  CallersLimited: [counter('refusals_total', 120, 'code="RATE_LIMITED"')],
  EventLoopLate: [gauge('event_loop_delay_seconds', 0.15)],
  AuditLinesLost: [counter('audit_lines_lost_total', 1, '')],
  HeapNearlyFull: [gauge('heap_used_bytes', 81), gauge('heap_limit_bytes', 100)],
};

/** The guide's configurations of Prometheus. */
const SCRAPE_CONFIGURATIONS = [...OPERATE_GUIDE.matchAll(/^```yaml\n(scrape_configs:\n[^`]*)```$/gm)].map(
  ([, block = '']) => block,
);

/** A server that does well. */
const CALM = [
  series('up', '1x60'),
  series('process_start_time_seconds', '1x60'),
  gauge('breaker_open', 0),
  counter('breaker_changes_total', 0, 'state="open"'),
  counter('rest_calls_total', 60, 'result="200", route="Me", method="GET"'),
  ...['1', '2', '4', '+Inf'].map((le) => counter('rest_call_duration_seconds_bucket', 60, `le="${le}"`)),
  gauge('rest_calls_queued', 0),
  counter('transfers_total', 0, 'result="UNKNOWN"'),
  counter('transfers_total', 1, 'result="WITHOUT_EFFECT"'),
  counter('transfers_total', 9, 'result="DONE"'),
  counter('operations_total', 1, 'outcome="FORBIDDEN", name="A", type="query"'),
  counter('operations_total', 9, 'outcome="ok", name="A", type="query"'),
  ...['1', '2', '4', '+Inf'].map((le) => counter('operation_duration_seconds_bucket', 60, `le="${le}"`)),
  counter('refusals_total', 0, 'code="OVERLOADED"'),
  counter('refusals_total', 5, 'code="RATE_LIMITED"'),
  gauge('event_loop_delay_seconds', 0.01),
  counter('audit_lines_lost_total', 0, ''),
  gauge('heap_used_bytes', 50),
  gauge('heap_limit_bytes', 100),
];

describe('promtool', () => {
  const pair = useFacade({ ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' });
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function promtool(args: readonly string[], input = ''): { readonly status: number | null; readonly output: string } {
    const { status, stdout, stderr, error } = spawnSync('promtool', args, { input, encoding: 'utf8' });
    return { status, output: error === undefined ? stdout + stderr : error.message };
  }

  /** Prometheus reads YAML, which JSON is. */
  function file(name: string, content: object): string {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  }

  /** Whether an alert fires after an hour of the series: 0 or 1. */
  function firing(alert: string, inputSeries: readonly object[], isFiring: boolean) {
    return {
      interval: '1m',
      input_series: inputSeries,
      promql_expr_test: [
        {
          expr: `count(ALERTS{alertname="${alert}", alertstate="firing"}) or vector(0)`,
          eval_time: '55m',
          exp_samples: [{ labels: '{}', value: isFiring ? 1 : 0 }],
        },
      ],
    };
  }

  it('finds nothing wrong with the metrics', async () => {
    pair.superOffice.on('', { ChatSessionId: 549 });
    await pair.ask('mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }');
    await pair.ask('{ chatSession(id: 549) { status } person(id: 1) { fullName } }');
    await pair.ask('{');

    expect(promtool(['check', 'metrics'], (await scrape(pair.facade)).text)).toEqual({ status: 0, output: '' });
  });

  it('finds nothing wrong with the alerts', () => {
    const { status, output } = promtool(['check', 'rules', RULES]);

    expect(status).toBe(0);
    expect(output).toContain(`${ALERTS.size} rules found`);
  });

  it('takes each scrape configuration of the guide, whose job is the one that the alerts ask for', () => {
    expect(SCRAPE_CONFIGURATIONS).toHaveLength(2);
    const jobs = new Set([...readFileSync(RULES, 'utf8').matchAll(/job="([^"]+)"/g)].map(([, job]) => job));
    for (const [i, configuration] of SCRAPE_CONFIGURATIONS.entries()) {
      const parsed = parse(configuration);
      expect(promtool(['check', 'config', file(`prometheus-${i}.json`, parsed)])).toMatchObject({ status: 0 });
      expect(new Set(parsed.scrape_configs.map((scrape: { readonly job_name: string }) => scrape.job_name))).toEqual(
        jobs,
      );
    }
  });

  it('can read what the dashboard asks for', () => {
    const rules = DASHBOARD_QUERIES.map((query, i) => ({
      record: `panel_${i}`,
      expr: query.replaceAll('$__rate_interval', '1m'),
    }));

    expect(promtool(['check', 'rules', file('panels.json', { groups: [{ name: 'panels', rules }] })])).toMatchObject({
      status: 0,
    });
  });

  it('reports the server as down if Prometheus has no target of its job, or if a target does not answer', () => {
    const given = (labels: object, summary: string, inputSeries: readonly object[]) => ({
      interval: '1m',
      input_series: inputSeries,
      alert_rule_test: [
        {
          alertname: 'SuperOfficeGraphqlDown',
          eval_time: '5m',
          exp_alerts: [
            {
              exp_labels: { job: 'superoffice-graphql', severity: 'critical', ...labels },
              exp_annotations: { summary },
            },
          ],
        },
      ],
    });
    const none = 'Prometheus has no target of the job superoffice-graphql.';
    const tests = [
      given({}, none, []),
      given({}, none, [{ series: 'up{job="another", instance="a"}', values: '1x60' }]),
      // As when a label of its pods or a rule of the network was changed after an hour of scraping.
      given({}, none, [{ series: 'up{job="superoffice-graphql", instance="a"}', values: '1 stale' }]),
      given({ instance: 'a' }, 'a does not answer on its admin port.', [
        { series: 'up{job="superoffice-graphql", instance="a"}', values: '0x60' },
        { series: 'up{job="superoffice-graphql", instance="b"}', values: '1x60' },
      ]),
    ];

    expect(promtool(['test', 'rules', file('down.json', { rule_files: [RULES], tests })])).toEqual({
      status: 0,
      output: expect.stringContaining('SUCCESS'),
    });
  });

  it('fires each alert when it should, and none while all is well', () => {
    expect(Object.keys(SITUATIONS)).toEqual([...ALERTS.keys()]);
    const tests = Object.entries(SITUATIONS).flatMap(([alert, situation]) => [
      firing(alert, situation, true),
      firing(alert, CALM, false),
    ]);

    expect(promtool(['test', 'rules', file('tests.json', { rule_files: [RULES], tests })])).toEqual({
      status: 0,
      output: expect.stringContaining('SUCCESS'),
    });
  });
});
