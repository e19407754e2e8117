import type { Readable } from 'node:stream';

/**
 * Reads a stream to its end; one that is over `maxBytes` is destroyed, and rejects.
 *
 * @param failure called at the end, for an error that the stream itself did not report.
 */
export function readAll(stream: Readable, maxBytes: number, failure: () => Error | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        stream.destroy(new RangeError(`The body is over ${maxBytes} bytes.`));
      } else {
        chunks.push(chunk);
      }
    });
    stream.on('end', () => {
      const error = failure();
      if (error === undefined) {
        resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, bytes));
      } else {
        reject(error);
      }
    });
    stream.on('error', reject);
    stream.on('close', () => {
      if (!stream.readableEnded) {
        reject(new Error('The body was cut off.'));
      }
    });
  });
}
