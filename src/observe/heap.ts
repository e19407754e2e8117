import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The old generation of V8's heap: when it is full, V8 ends the process. */
export interface Heap {
  /** Bytes in use, with the garbage left by the last collection or added since. */
  readonly usedBytes: number;
  /** The limit for bytes in use: near it, V8 collects garbage again and again, and gives up if that yields little. */
  readonly limitBytes: number;
  /** Used bytes in percent of that limit. */
  readonly percent: number;
}

/** V8 gives up if more than this is in use after several collections that took most of the time. */
const USABLE_PART = 0.8;
/** The default size of one semi-space, by V8's major version. */
const SEMI_SPACE_BYTES = Number.parseInt(process.versions.v8, 10) >= 13 ? 2 ** 26 : 2 ** 24;
/** The young generation may take three semi-spaces, of which new_space is two. */
const YOUNG_SEMI_SPACES = 3;
const YOUNG_PART_OF_NEW_SPACE = 1.5;
const MIN_OLD_BYTES = 2 ** 24;
/** How long a measurement is valid: long enough to cost nothing, too short for many answers to be made. */
const MAX_AGE_MS = 5;

/** Measures the heap on request, but not more often than that. */
export function createHeap(): Heap {
  let usedBytes = 0;
  let limitBytes = 1;
  let youngBytes = 0;
  let lookedMs = Number.NEGATIVE_INFINITY;

  function look(): void {
    const nowMs = performance.now();
    if (nowMs - lookedMs < MAX_AGE_MS) {
      return;
    }
    lookedMs = nowMs;
    usedBytes = 0;
    for (const { space_name: name, space_size: size, space_used_size: used } of getHeapSpaceStatistics()) {
      if (name === 'new_space') {
        youngBytes = Math.max(youngBytes, size * YOUNG_PART_OF_NEW_SPACE);
      } else {
        usedBytes += used;
      }
    }
    limitBytes = oldLimit(youngBytes) * USABLE_PART;
  }

  return {
    get usedBytes() {
      look();
      return usedBytes;
    },
    get limitBytes() {
      look();
      return limitBytes;
    },
    get percent() {
      look();
      return (usedBytes / limitBytes) * 100;
    },
  };
}

/** @param seenYoungBytes the largest size of the young generation seen so far. */
function oldLimit(seenYoungBytes: number): number {
  // V8's limit covers the young and the old generation.
  const { heap_size_limit: limit } = getHeapStatistics();
  const byDefault = YOUNG_SEMI_SPACES * SEMI_SPACE_BYTES;
  // Otherwise `--max-semi-space-size` is lower than the default.
  const isDefault = limit - byDefault >= MIN_OLD_BYTES;
  return limit - (isDefault ? Math.max(byDefault, seenYoungBytes) : Math.min(seenYoungBytes, limit / 2));
}

/** The pause after a collection, as a multiple of its duration. */
const REST = 10;
const MIN_REST_MS = 100;

/**
 * Collects garbage, if the last collection is long enough ago. V8 itself waits until there is no room left, and refused
 * requests hardly take any.
 */
export function createGarbageCollector(): () => void {
  let collect: (() => void) | undefined;
  let nextMs = 0;
  return () => {
    const startMs = performance.now();
    if (startMs < nextMs) {
      return;
    }
    collect ??= exposedCollector();
    collect();
    const endMs = performance.now();
    nextMs = endMs + Math.max(MIN_REST_MS, REST * (endMs - startMs));
  };
}

function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
