import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The part of V8's heap in which objects grow old: where it is full, V8 ends the process. */
export interface Heap {
  /** Bytes in use, garbage included that the last collection left or that came since. */
  readonly usedBytes: number;
  /** Bytes that may be in use: near it V8 collects garbage again and again, and gives up where that yields little. */
  readonly limitBytes: number;
  /** Used bytes in percent of that limit. */
  readonly percent: number;
}

/** V8 gives up when it finds more than this in use after several collections that took most of the time. */
const USABLE_PART = 0.8;
/** Of one semi-space, by V8's major version: its default where no option says otherwise. */
const SEMI_SPACE_BYTES = Number.parseInt(process.versions.v8, 10) >= 13 ? 2 ** 26 : 2 ** 24;
/** Young objects may take as much as three semi-spaces, of which new_space is two. */
const YOUNG_SEMI_SPACES = 3;
const YOUNG_PART_OF_NEW_SPACE = 1.5;
const MIN_OLD_BYTES = 2 ** 24;
/** So old a look may be: long enough to cost nothing, too short for many answers to be made. */
const MAX_AGE_MS = 5;

/** Looks at the heap when it is asked, but not again and again. */
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

/** @param seenYoungBytes that young objects are known to have had at least. */
function oldLimit(seenYoungBytes: number): number {
  // What V8 calls the limit is for young and old objects together.
  const { heap_size_limit: limit } = getHeapStatistics();
  const byDefault = YOUNG_SEMI_SPACES * SEMI_SPACE_BYTES;
  // Else `--max-semi-space-size` is lower than the default.
  const isDefault = limit - byDefault >= MIN_OLD_BYTES;
  return limit - (isDefault ? Math.max(byDefault, seenYoungBytes) : Math.min(seenYoungBytes, limit / 2));
}

/** How many times as long as a collection took there is none after it. */
const REST = 10;
const MIN_REST_MS = 100;

/**
 * Collects garbage, where the last time is long enough ago. V8 by itself waits until there is no room left, and
 * requests that are refused hardly take any.
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
