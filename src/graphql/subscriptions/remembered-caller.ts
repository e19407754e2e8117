import type { KnownCaller } from '../loaders/index.js';

/** Who calls, for all executions of a stream. A read that fails is made again by the next one. */
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
