import { THIS_SERVER } from './contenders.js';
import type { LoadRow } from './measure.js';
import type { LoadResults, Results } from './results.js';
import { median } from './statistics.js';
import { cpuMsPerOperation, loadTitle, operationsPerCpuSecond, titleOf } from './tables.js';

const WIDTH = 960;
const MARGIN = 24;
const LABELS = 330;
const BAR = 16;
const ROW = 22;
const HEADING = 34;
const GROWTH_HEIGHT = 360;

const COLOURS = [
  '#0b62a4',
  '#d9822b',
  '#2f8f5b',
  '#a23b72',
  '#6b6b6b',
  '#8a6d3b',
  '#4b9cd3',
  '#c0392b',
  '#7fb069',
  '#5f4b8b',
];

/** A picture of the results: bars of each scenario, and lines of how the work grows. */
export function drawChart({ load }: Results): string {
  const growth = load.filter(({ scenario }) => scenario.id.startsWith('e'));
  const panels: string[] = [];
  let y = MARGIN;
  for (const results of load.filter((one) => !growth.includes(one))) {
    const rows = results.rows.filter(({ rounds }) => rounds.length > 0);
    panels.push(`<g transform="translate(${MARGIN} ${y})">${barPanel(results, rows)}</g>`);
    y += HEADING + rows.length * ROW + MARGIN;
  }
  if (growth.length > 1) {
    panels.push(`<g transform="translate(${MARGIN} ${y})">${growthPanel(growth)}</g>`);
    y += GROWTH_HEIGHT + MARGIN;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" font-family="system-ui, sans-serif" font-size="13" fill="#222">
<title>Benchmarks</title>
<rect width="${WIDTH}" height="${y}" fill="#fff"/>
${panels.join('\n')}
</svg>
`;
}

/** Operations per CPU-second; with a slow upstream, the median latency. */
function barPanel(results: LoadResults, rows: readonly LoadRow[]): string {
  const isSlow = results.scenario.delayMs > 0;
  const unit = isSlow ? 'p50 in ms: less is better' : 'operations per CPU-second: more is better';
  const values = rows.map(({ rounds }) =>
    median(isSlow ? rounds.map(({ p50Ms }) => p50Ms) : rounds.map(operationsPerCpuSecond)),
  );
  const greatest = Math.max(...values);
  const bars = rows.map(({ contender }, index) => {
    const value = values[index] as number;
    const width = ((WIDTH - 2 * MARGIN - LABELS - 70) * value) / greatest;
    const colour = contender === THIS_SERVER ? COLOURS[0] : '#b9c4cc';
    const y = HEADING + index * ROW;
    return [
      text(LABELS - 8, y + 12, plain(titleOf(contender)), 'end'),
      `<rect x="${LABELS}" y="${y}" width="${round(width)}" height="${BAR}" fill="${colour}"/>`,
      text(LABELS + width + 6, y + 12, String(round(value))),
    ].join('');
  });
  return `${heading(plain(loadTitle(results)), unit)}${bars.join('\n')}`;
}

/** Both axes are logarithmic: work that grows in step with the sessions is a line of 45 degrees. */
function growthPanel(growth: readonly LoadResults[]): string {
  const contenders = growth[0]?.rows.map(({ contender }) => contender) ?? [];
  const lines = contenders.map((contender) => ({
    contender,
    points: growth.flatMap(({ scenario, rows }) => {
      const row = rows.find((one) => one.contender === contender);
      const ms = row && cpuMsPerOperation(row);
      return ms === undefined ? [] : [{ sessions: scenario.sessions, ms }];
    }),
  }));
  const all = lines.flatMap(({ points }) => points);
  const width = WIDTH - 2 * MARGIN - LABELS - 40;
  const height = GROWTH_HEIGHT - HEADING - 30;
  const x = logScale(
    all.map(({ sessions }) => sessions),
    40,
    width,
  );
  const y = logScale(
    all.map(({ ms }) => ms),
    HEADING + height,
    -height + 10,
  );
  const ticks = (values: readonly number[]) =>
    [0.1, 1, 10, 100, 1000, 10_000].filter((tick) => tick >= Math.min(...values) && tick <= Math.max(...values));
  return [
    heading('(e) Growth: ms of CPU per operation, by the number of sessions', 'both axes logarithmic; less is better'),
    ...ticks(all.map(({ ms }) => ms)).map(
      (tick) => `<path d="M40 ${round(y(tick))}h${width}" stroke="#ddd"/>${text(34, y(tick) + 4, String(tick), 'end')}`,
    ),
    ...growth.map(({ scenario }) => text(x(scenario.sessions), GROWTH_HEIGHT - 8, String(scenario.sessions), 'middle')),
    ...lines.map(({ contender, points }, index) => {
      const colour = COLOURS[index % COLOURS.length];
      const path = points.map(({ sessions, ms }) => `${round(x(sessions))},${round(y(ms))}`).join(' ');
      const stroke = contender === THIS_SERVER ? 4 : 1.5;
      const dash = index < COLOURS.length ? '' : ' stroke-dasharray="5 3"';
      const legendY = HEADING + 8 + index * 20;
      const legendX = 40 + width + 24;
      return [
        `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="${stroke}"${dash}/>`,
        `<path d="M${legendX} ${legendY - 4}h18" stroke="${colour}" stroke-width="${stroke}"${dash}/>`,
        text(legendX + 24, legendY, plain(titleOf(contender))),
      ].join('');
    }),
  ].join('\n');
}

function logScale(values: readonly number[], from: number, length: number): (value: number) => number {
  const [least, greatest] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return (value) => from + (length * (Math.log(value) - least)) / (greatest - least || 1);
}

function heading(title: string, unit: string): string {
  return `<text y="14" font-size="15" font-weight="600">${escaped(title)} <tspan font-size="12" font-weight="400" fill="#666">${escaped(unit)}</tspan></text>`;
}

function text(x: number, y: number, content: string, anchor = 'start'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(content)}</text>`;
}

/** Without Markdown's marks. */
function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
