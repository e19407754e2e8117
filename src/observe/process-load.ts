import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createGarbageCollector, createHeap, type Heap } from './heap.js';

/** How busy the process is. */
export interface ProcessLoad {
  /** Event loop delay: 99th percentile of a second, the lower one of the last two. 0 while nothing is measured. */
  readonly eventLoopDelayMs: number;
  readonly heap: Heap;
  /** For `busyMs` from now, measures, and collects garbage if the heap fills. */
  watch(): void;
  stop(): void;
}

const SAMPLE_MS = 1000;
const RESOLUTION_MS = 10;
const HEAP_SAMPLE_MS = 100;
/** From this share on, garbage is collected. */
const COLLECT_FROM_PERCENT = 75;

/**
 * Measures only while there is work: in an idle process, its timers would take more CPU time than everything else.
 *
 * @param busyMs how long a request may keep the process busy.
 */
export function watchProcessLoad({ busyMs }: { readonly busyMs: number }): ProcessLoad {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const heap = createHeap();
  const collectGarbage = createGarbageCollector();
  let timers: readonly NodeJS.Timeout[] = [];
  let busyUntilMs = 0;
  let lastDelayMs = 0;
  let eventLoopDelayMs = 0;

  function begin(): void {
    histogram.reset();
    histogram.enable();
    timers = [setInterval(sample, SAMPLE_MS).unref(), setInterval(lookAtHeap, HEAP_SAMPLE_MS).unref()];
  }

  function sample(): void {
    if (performance.now() > busyUntilMs && heap.percent <= COLLECT_FROM_PERCENT) {
      stop();
      return;
    }
    const delayMs = Math.max(0, histogram.percentile(99) / 1e6 - RESOLUTION_MS);
    // A single long step is not overload.
    eventLoopDelayMs = Math.min(lastDelayMs, delayMs);
    lastDelayMs = delayMs;
    histogram.reset();
  }

  function lookAtHeap(): void {
    if (heap.percent > COLLECT_FROM_PERCENT) {
      collectGarbage();
    }
  }

  function stop(): void {
    timers.forEach(clearInterval);
    timers = [];
    histogram.disable();
    lastDelayMs = 0;
    eventLoopDelayMs = 0;
  }

  return {
    get eventLoopDelayMs() {
      return eventLoopDelayMs;
    },
    heap,
    watch() {
      busyUntilMs = performance.now() + busyMs;
      if (timers.length === 0) {
        begin();
      }
    },
    stop,
  };
}
