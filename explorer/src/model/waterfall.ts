import type { ReportedCall, RestReport } from '../../../src/graphql/rest-report.js';

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

/** About so many parts make a scale that can be read. */
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
    bytes: calls.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** The next of 1, 2, 5, 10, 20, 50 and so on; at least a tenth of a millisecond. */
function roundStep(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(ms, 0.1)));
  return power * ([1, 2, 5].find((factor) => factor * power >= ms) ?? 10);
}
