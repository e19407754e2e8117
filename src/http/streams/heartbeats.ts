/** Sends heartbeats for all streams, with one timer. */
export interface Heartbeats {
  /** @returns ends it */
  add(beat: () => void): () => void;
}

/** @param heartbeatMs between two beats */
export function createHeartbeats(heartbeatMs: number): Heartbeats {
  const beats = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  return {
    add(beat) {
      beats.add(beat);
      timer ??= setInterval(() => {
        for (const one of beats) {
          one();
        }
      }, heartbeatMs).unref();
      return () => {
        beats.delete(beat);
        if (beats.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      };
    },
  };
}
