import { readFileSync } from 'node:fs';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const dashboard: { readonly panels: readonly Panel[] } = JSON.parse(read('examples/operations/grafana-dashboard.json'));

/** What the dashboard asks of Prometheus. */
export const DASHBOARD_QUERIES: readonly string[] = dashboard.panels.flatMap(({ targets = [] }) =>
  targets.map(({ expr }) => expr),
);

/** The alerts' names, and what each asks of Prometheus. */
export const ALERTS: ReadonlyMap<string, string> = new Map(
  [...read('examples/operations/alerts.yml').matchAll(/^ +- alert: (\w+)\n +expr: (.+)$/gm)].map(
    ([, name = '', expr = '']) => [name, expr],
  ),
);

export const OPERATE_GUIDE = read('docs/operate.md');
