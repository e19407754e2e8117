import type { KnownCaller } from '../loaders/index.js';

/** The caller's associate, for all executions of a stream. If the read fails, the next execution tries again. */
export function rememberedCaller(): KnownCaller {
  let remembered: KnownCaller['associate'];
  return {
    get associate() {
      return remembered;
    },
    set associate(read) {
      remembered = read;
      read?.catch(() => {
        remembered = undefined;
      });
    },
  };
}
