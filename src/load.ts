import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createGarbageCollector, createHeap, type Heap } from './heap.js';

/** How busy the process is. */
export interface Load {
  /** How late it comes to what it is to do: 99th percentile of a second, the lower one of the last two. */
  readonly eventLoopDelayMs: number;
  readonly heap: Heap;
  stop(): void;
}

const SAMPLE_MS = 1000;
const RESOLUTION_MS = 10;
const HEAP_SAMPLE_MS = 100;
/** From where on what is in use is not to be garbage. */
const COLLECT_FROM_PERCENT = 75;

export function watchLoad(): Load {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let lastDelayMs = 0;
  let eventLoopDelayMs = 0;
  const heap = createHeap();
  const collectGarbage = createGarbageCollector();
  const timer = setInterval(() => {
    const delayMs = Math.max(0, histogram.percentile(99) / 1e6 - RESOLUTION_MS);
    // A single long step is no overload.
    eventLoopDelayMs = Math.min(lastDelayMs, delayMs);
    lastDelayMs = delayMs;
    histogram.reset();
  }, SAMPLE_MS);
  timer.unref();
  const heapTimer = setInterval(() => {
    if (heap.percent > COLLECT_FROM_PERCENT) {
      collectGarbage();
    }
  }, HEAP_SAMPLE_MS);
  heapTimer.unref();
  return {
    get eventLoopDelayMs() {
      return eventLoopDelayMs;
    },
    heap,
    stop() {
      clearInterval(heapTimer);
      clearInterval(timer);
      histogram.disable();
    },
  };
}
