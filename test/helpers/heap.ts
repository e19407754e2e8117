import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of the heap in use, without garbage. */
export function usedHeap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
