import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';

/** What can be read of the head of a request that is too large: its beginning may be missing. */
export interface BrokenHead {
  readonly headers: IncomingHttpHeaders;
  /** Whether the address takes up most of it. */
  readonly isAddress: boolean;
}

/** More than browsers send after an address that is too long. A head that is still incomplete then is read as it is. */
const MAX_BYTES = 64 * 1024;
const MAX_WAIT_MS = 1000;

/**
 * Reads the rest of a head that Node's parser gave up, in bounds of bytes and time.
 *
 * @param part the bytes with which it became too large.
 */
export async function readBrokenHead(connection: Duplex, part: unknown, maxHeaderBytes: number): Promise<BrokenHead> {
  const text = await untilItsEnd(connection, Buffer.isBuffer(part) ? part.toString('latin1') : '');
  return { headers: headersIn(text), isAddress: isAddressTooLong(text, maxHeaderBytes) };
}

function untilItsEnd(connection: Duplex, part: string): Promise<string> {
  return new Promise((resolve) => {
    let text = part;
    const timer = setTimeout(finish, MAX_WAIT_MS);
    function finish(): void {
      clearTimeout(timer);
      connection.off('data', add).off('end', finish).off('close', finish);
      resolve(text);
    }
    function add(chunk: Buffer | string): void {
      text += chunk.toString('latin1' as BufferEncoding);
      finishAtEnd();
    }
    function finishAtEnd(): void {
      if (text.includes('\r\n\r\n') || text.length - part.length > MAX_BYTES) {
        finish();
      }
    }
    connection.on('data', add).once('end', finish).once('close', finish);
    finishAtEnd();
  });
}

/** Of a head that came in several parts, only the last part is known. It begins inside the address or after it. */
function isAddressTooLong(text: string, maxHeaderBytes: number): boolean {
  const [line = ''] = text.split('\r\n', 1);
  return /^[A-Z]+ /.test(line) ? line.length > maxHeaderBytes / 2 : / HTTP\/1\.\d$/.test(line);
}

/** Without the first line, and the last one if it does not end. */
function headersIn(text: string): IncomingHttpHeaders {
  const [head = ''] = text.split('\r\n\r\n', 1);
  const lines = head.split('\r\n').slice(1, head === text ? -1 : undefined);
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.toLowerCase(), value.join(':').trim()];
    }),
  );
}
