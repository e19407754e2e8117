import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

/** How busy the process is, looked at once a second. */
export interface Load {
  /** How late it comes to what it is to do: 99th percentile of a second, the lower one of the last two. */
  readonly eventLoopDelayMs: number;
  /** Heap in use, of what there may be. */
  readonly heapPercent: number;
  stop(): void;
}

const SAMPLE_MS = 1000;
const RESOLUTION_MS = 10;

export function watchLoad(): Load {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let lastDelayMs = 0;
  let eventLoopDelayMs = 0;
  let heapPercent = 0;
  const timer = setInterval(() => {
    const delayMs = Math.max(0, histogram.percentile(99) / 1e6 - RESOLUTION_MS);
    // A single long step is no overload.
    eventLoopDelayMs = Math.min(lastDelayMs, delayMs);
    lastDelayMs = delayMs;
    histogram.reset();
    const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
    heapPercent = (used / limit) * 100;
  }, SAMPLE_MS);
  timer.unref();
  return {
    get eventLoopDelayMs() {
      return eventLoopDelayMs;
    },
    get heapPercent() {
      return heapPercent;
    },
    stop() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
