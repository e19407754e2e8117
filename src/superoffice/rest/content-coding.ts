import { promisify } from 'node:util';
import { brotliDecompress, gunzip, gunzipSync, inflate, inflateRaw, inflateRawSync, inflateSync } from 'node:zlib';

/** The codings that `decode` knows, as a request names them. */
export const ACCEPT_ENCODING = 'gzip, deflate, br';

/** Each takes memory and time, so a body with more codings is refused. */
const MAX_CODINGS = 2;

/** Up to this size, handing a body to another thread costs more than decompressing it. */
const MAX_SYNC_BYTES = 8 * 1024;

/**
 * Undoes what `Content-Encoding` says was done to a body.
 *
 * @param codings the header's value.
 * @throws {Error} when a coding is unknown, and when the body, after each step, is over `maxBytes`, incomplete, or followed
 *   by other bytes.
 */
export async function decode(body: Buffer, codings: string, maxBytes: number): Promise<Buffer> {
  const names = codings
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const applied = names.filter((name) => name !== '' && name !== 'identity');
  if (applied.length > MAX_CODINGS) {
    throw new Error(`The body was encoded more than ${MAX_CODINGS} times.`);
  }
  let decoded = body;
  for (const name of applied.reverse()) {
    decoded = await decompress(decoded, name, maxBytes);
  }
  return decoded;
}

interface Options {
  readonly maxOutputLength: number;
  /** Also returns how much of the body was read. */
  readonly info: true;
}

interface Decompressed {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

interface Decompressor {
  readonly inThread: (body: Buffer, options: Options) => Promise<unknown>;
  /** Missing if a few bytes can expand to any number. */
  readonly sync?: (body: Buffer, options: Options) => unknown;
}

const GZIP: Decompressor = { inThread: promisify(gunzip), sync: gunzipSync };
const DEFLATE: Decompressor = { inThread: promisify(inflate), sync: inflateSync };
const RAW_DEFLATE: Decompressor = { inThread: promisify(inflateRaw), sync: inflateRawSync };
const BROTLI: Decompressor = { inThread: promisify(brotliDecompress) };

async function decompress(body: Buffer, coding: string, maxOutputLength: number): Promise<Buffer> {
  const { inThread, sync } = decompressorOf(body, coding);
  const options = { maxOutputLength, info: true } as const;
  const result =
    sync !== undefined && body.length <= MAX_SYNC_BYTES ? sync(body, options) : await inThread(body, options);
  const { buffer, engine } = result as Decompressed;
  // Node does not read what follows the end.
  if (engine.bytesWritten !== body.length) {
    throw new Error('The compressed body has bytes after its end.');
  }
  return buffer;
}

function decompressorOf(body: Buffer, coding: string): Decompressor {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return GZIP;
    case 'deflate':
    case 'x-deflate':
      // Old servers leave out zlib's head, whose first byte ends in 8.
      return ((body[0] ?? 0) & 0x0f) === 8 ? DEFLATE : RAW_DEFLATE;
    case 'br':
      return BROTLI;
    default:
      throw new Error('The coding of the body is unknown.');
  }
}
