import { beforeAll, describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';
import { batchOf } from './helpers/fake-superoffice.js';
import { ALERTS, DASHBOARD_QUERIES, OPERATE_GUIDE } from './helpers/operations.js';
import { type Sample, scrape } from './helpers/scrape.js';

/** Prometheus makes these itself. */
const OWN_SERIES = ['up'];
const OWN_LABELS = ['instance', 'job'];
const FUNCTIONS = /^(absent|by|changes|histogram_quantile|increase|min_over_time|or|rate|sum|topk)$/;

/** The series in a query, each with the labels by which it is chosen, or summed. */
function seriesIn(query: string): { readonly name: string; readonly labels: readonly string[] }[] {
  const grouped = [...query.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels = '']) => labels.split(/,\s*/));
  const plain = query.replace(/\bby \([^)]*\)/g, 'by').replace(/\[[^\]]*\]/g, '');
  return [...plain.matchAll(/\b([a-z_]+)(?:\{([^}]*)\})?/g)]
    .filter(([, name = '']) => !FUNCTIONS.test(name))
    .map(([, name = '', selector = '']) => ({
      name,
      labels: [...new Set([...grouped, ...[...selector.matchAll(/(\w+)=~?"/g)].map(([, label = '']) => label)])],
    }));
}

describe('the files for operators', () => {
  const pair = useFacade({ ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1', WEBHOOK_SECRET: 'a-secret-of-webhooks' });
  let samples: readonly Sample[];

  // So that every metric has been counted.
  beforeAll(async () => {
    pair.superOffice.on('POST ChatSession/', { ChatSessionId: 549 });
    pair.superOffice.on('POST Agents/', batchOf('PersonId', []));
    pair.superOffice.on('GET ', {}, 503);
    await pair.ask('mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }');
    await pair.ask('{ chatSession(id: 549) { status } person(id: 1) { fullName } }');
    pair.superOffice.on('GET ', (_request, response) => response.socket?.destroy());
    await pair.ask('{ chatSession(id: 549) { status } }');
    await pair.ask('{');
    samples = (await scrape(pair.facade)).samples;
  });

  it.each([...DASHBOARD_QUERIES, ...ALERTS.values()])('uses existing series and labels: %s', (query) => {
    const series = seriesIn(query).filter(({ name }) => !OWN_SERIES.includes(name));
    for (const { name, labels } of series) {
      const found = samples.filter((sample) => sample.name === name);
      expect({ name, labels: Object.keys(Object.assign({}, ...found.map((sample) => sample.labels))) }).toEqual({
        name,
        labels: expect.arrayContaining(labels.filter((label) => !OWN_LABELS.includes(label))),
      });
      expect(found).not.toEqual([]);
    }
    expect(series.length > 0 || query.startsWith('up')).toBe(true);
  });

  it('is a dashboard and alerts', () => {
    expect(DASHBOARD_QUERIES.length).toBeGreaterThan(15);
    expect(ALERTS.size).toBeGreaterThan(10);
  });

  it('says what each series means', () => {
    const families = new Set(samples.map(({ name }) => name.replace(/_(bucket|count|sum)$/, '')));
    const told = [...OPERATE_GUIDE.matchAll(/^\| `((?:superoffice_graphql|process)_\w+)`/gm)].map(([, name]) => name);

    expect(told.sort()).toEqual([...families].sort());
  });

  it('says what to do about each alert', () => {
    const told = [...OPERATE_GUIDE.matchAll(/^\| `([A-Z]\w+)` \|/gm)].map(([, name]) => name);

    expect(told).toEqual([...ALERTS.keys()]);
  });
});
