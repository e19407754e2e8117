import { Readable } from 'node:stream';

/** Up to which size an answer is written at once. */
export const SLICE_BYTES = 64 * 1024;

/**
 * A body that is written slice by slice, each when the kernel has taken the one before. This shows how much the kernel has
 * taken.
 */
export function sliced(body: Buffer): Readable {
  let start = 0;
  return new Readable({
    highWaterMark: SLICE_BYTES,
    read() {
      const end = start + SLICE_BYTES;
      this.push(start < body.length ? body.subarray(start, end) : null);
      start = end;
    },
  });
}
