/**
 * Streams that may be open at a time, in all windows together. Browsers open six connections to a server over HTTP/1.1, and a stream
 * keeps one: this leaves some for other operations.
 */
export const MAX_STREAMS = 3;

export interface Places {
  /** Takes a place, and returns how to give it back; undefined if all are taken. */
  take(): Promise<(() => void) | undefined>;
}

/** The browser frees the places of a closed window. Without locks, a window only counts its own. */
export function createPlaces(): Places {
  const own = new Set<number>();
  return {
    async take() {
      for (let place = 1; place <= MAX_STREAMS; place += 1) {
        if (!own.has(place)) {
          own.add(place);
          const release = await takeLock(`explorer.stream.${place}`);
          if (release !== undefined) {
            return () => {
              own.delete(place);
              release();
            };
          }
          own.delete(place);
        }
      }
      return undefined;
    },
  };
}

function takeLock(name: string): Promise<(() => void) | undefined> {
  // Only pages over HTTPS or from this machine have them.
  const locks = navigator.locks as LockManager | undefined;
  return new Promise((taken) => {
    if (locks === undefined) {
      taken(() => {});
      return;
    }
    void locks.request(name, { ifAvailable: true }, (lock) =>
      lock === null ? taken(undefined) : new Promise<void>((release) => taken(release)),
    );
  });
}
