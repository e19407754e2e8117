/** The content of a part of a stream of GraphQL over SSE. */
export interface Told {
  /** Bodies of results, in their order. */
  readonly results: readonly string[];
  /** Whether no more values will come. */
  readonly isComplete: boolean;
  /** When to connect again, in milliseconds; undefined if it does not say. */
  readonly retryMs: number | undefined;
}

/** Characters of one event. A server sends 8 MiB at most by default. */
const MAX_EVENT = 32_000_000;

/** Reads a stream in parts, as they come. Throws when it breaks, or has an event that is too long. */
export async function* toldBy(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Told> {
  const read = createEventReader();
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      yield read(part.value);
    }
  } finally {
    // A stream that broke cannot be cancelled.
    reader.cancel().catch(() => {});
  }
}

/**
 * Reads events as the HTML standard defines them, wherever they are cut. Packages for it are too large for the bundle.
 *
 * @param maxEvent characters of one event
 */
export function createEventReader(maxEvent = MAX_EVENT): (part: string) => Told {
  /** The line that has not ended. */
  let rest = '';
  let event = '';
  let data: string[] = [];
  /** The lines of `data`. */
  let length = 0;

  return (part) => {
    const results: string[] = [];
    let isComplete = false;
    let retryMs: number | undefined;
    // A CR at the end may be half of a line break.
    const lines = /[\r\n]/.test(part) || rest.endsWith('\r') ? (rest + part).split(/\r\n|\n|\r(?!$)/) : [rest + part];
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      if (line === '') {
        if (event === 'next') {
          results.push(data.join('\n'));
        }
        isComplete ||= event === 'complete';
        event = '';
        data = [];
        length = 0;
      } else if (name === 'event') {
        event = value;
      } else if (name === 'data') {
        data.push(value);
        length += value.length;
      } else if (name === 'retry' && /^\d+$/.test(value)) {
        retryMs = Number(value);
      }
    }
    if (length + rest.length > maxEvent) {
      throw new Error(`An event is longer than ${maxEvent} characters.`);
    }
    return { results, isComplete, retryMs };
  };
}
