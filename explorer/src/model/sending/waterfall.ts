import type { ReportedCall, RestReport } from '../../../../src/graphql/rest-report.js';

/** Calls as bars on one scale of time. */
export interface Waterfall {
  readonly bars: readonly Bar[];
  /** Milliseconds at the lines of the scale, 0 first. */
  readonly ticks: readonly number[];
  /** When the last call ended. */
  readonly totalMs: number;
  readonly bytes: number;
}

export interface Bar {
  readonly call: ReportedCall;
  readonly hasFailed: boolean;
  /** In percent of the scale. */
  readonly left: number;
  readonly width: number;
}

/** About this many parts make a readable scale. */
const PARTS = 4;

export function waterfallOf({ calls }: RestReport): Waterfall {
  const totalMs = Math.max(0, ...calls.map(({ startMs, durationMs }) => startMs + durationMs));
  const step = roundStep(totalMs / PARTS);
  const parts = Math.max(1, Math.ceil(totalMs / step));
  const scaleMs = step * parts;
  return {
    bars: [...calls]
      .sort((left, right) => left.startMs - right.startMs)
      .map((call) => ({
        call,
        hasFailed: call.status === null || call.status >= 400,
        left: (call.startMs / scaleMs) * 100,
        width: (call.durationMs / scaleMs) * 100,
      })),
    ticks: Array.from({ length: parts + 1 }, (_, index) => Number((index * step).toPrecision(6))),
    totalMs,
    bytes: sum(calls.map(({ bytes }) => bytes)),
  };
}

/** The next of 1, 2, 5, 10, 20, 50 and so on; at least a tenth of a millisecond. */
function roundStep(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(ms, 0.1)));
  return power * ([1, 2, 5].find((factor) => factor * power >= ms) ?? 10);
}

/** Calls of the same method and route. */
export interface CallGroup {
  readonly key: string;
  /** At least one. */
  readonly bars: readonly Bar[];
}

/** Fewer are easier to read one by one. */
const MIN_ALIKE = 3;

/** In the order of the first call of each. */
export function groupsOf(bars: readonly Bar[]): readonly CallGroup[] {
  const alike = new Map<string, Bar[]>();
  for (const bar of bars) {
    const key = `${bar.call.method} ${bar.call.route}`;
    const known = alike.get(key);
    if (known === undefined) {
      alike.set(key, [bar]);
    } else {
      known.push(bar);
    }
  }
  return bars.flatMap((bar, index) => {
    const key = `${bar.call.method} ${bar.call.route}`;
    const group = alike.get(key) as Bar[];
    if (group.length < MIN_ALIKE) {
      return { key: `${key} ${index}`, bars: [bar] };
    }
    return group[0] === bar ? { key, bars: group } : [];
  });
}

/** A group, described like one call. */
export interface GroupSums {
  readonly startMs: number;
  /** From the beginning of the first to the end of the last. */
  readonly durationMs: number;
  readonly bytes: number;
  /** Null if none reads records by their ids. */
  readonly records: ReportedCall['records'];
  readonly fields: readonly string[];
  /** How often each came, in order of appearance. */
  readonly statuses: readonly {
    readonly status: number | null;
    readonly times: number;
    readonly hasFailed: boolean;
  }[];
}

export function sumsOf({ bars }: CallGroup): GroupSums {
  const calls = bars.map(({ call }) => call);
  const startMs = Math.min(...calls.map((call) => call.startMs));
  const records = calls.flatMap((call) => call.records ?? []);
  const statuses = new Map<number | null, GroupSums['statuses'][number]>();
  for (const { call, hasFailed } of bars) {
    const { status } = call;
    statuses.set(status, { status, hasFailed, times: (statuses.get(status)?.times ?? 0) + 1 });
  }
  return {
    startMs,
    durationMs: Math.max(...calls.map((call) => call.startMs + call.durationMs)) - startMs,
    bytes: sum(calls.map(({ bytes }) => bytes)),
    records:
      records.length === 0
        ? null
        : { asked: sum(records.map(({ asked }) => asked)), got: sum(records.map(({ got }) => got)) },
    fields: [...new Set(calls.flatMap(({ fields }) => fields))],
    statuses: [...statuses.values()],
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0);
}
