/** An answer never takes longer than this, and a stream sends something more often. */
const MAX_SILENCE_MS = 45_000;

/**
 * A function like `fetch`, which also gives up a connection that is dead without having been closed, for example after the computer slept:
 * one from which nothing was heard for 45 seconds.
 *
 * @param onHeard called when a part of an answer arrives, heartbeats included
 */
export function createFetch(onHeard?: () => void) {
  return async (...[input, init = {}]: Parameters<typeof fetch>): Promise<Response> => {
    const silence = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => clearTimeout(timer);
    const wait = () => {
      stop();
      timer = setTimeout(() => silence.abort(), MAX_SILENCE_MS);
    };
    const given = init.signal ?? (input instanceof Request ? input.signal : undefined);
    const signal = AbortSignal.any([silence.signal, ...(given ? [given] : [])]);
    wait();
    try {
      const response = await fetch(input, { ...init, signal });
      if (!response.body) {
        stop();
        return response;
      }
      const watched = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(bytes, controller) {
          wait();
          onHeard?.();
          controller.enqueue(bytes);
        },
      });
      // If it fails, whoever reads the answer gets the error.
      void response.body
        .pipeTo(watched.writable)
        .catch(() => undefined)
        .finally(stop);
      return new Response(watched.readable, response);
    } catch (error) {
      stop();
      throw error;
    }
  };
}
