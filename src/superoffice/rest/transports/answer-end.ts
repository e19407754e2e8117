import { HEAD_END, HeadError, MAX_HEAD_BYTES } from './answer-head.js';

const EMPTY = Buffer.alloc(0);
const LINE_END = '\r\n';

/** The headers that say how long the body is, and how long the connection is kept. */
const CONTENT_LENGTH = /\r\ncontent-length:[^\r\n]*/gi;
const TRANSFER_ENCODING = /\r\ntransfer-encoding:[^\r\n]*/gi;
const KEEP_ALIVE = /\r\nkeep-alive:[^\r\n]*/gi;

/**
 * Finds the end of one answer in the bytes that arrive, as RFC 9112, section 6.3, defines it. The HTTP client still parses
 * all of it. If the head is ambiguous, this finds no end, and the client's result counts.
 */
export class AnswerEnd {
  /** The header `Keep-Alive`; repeated ones are joined by commas. */
  keepAlive = '';
  #head: Buffer = EMPTY;
  #body: Body | undefined;

  get isReached(): boolean {
    return this.#body?.isWhole === true;
  }

  /**
   * @returns how many of the bytes belong to the answer: all of them, unless it ends before.
   * @throws {HeadError} where its head is too long.
   */
  take(bytes: Buffer): number {
    if (this.#body !== undefined) {
      return this.#body.take(bytes);
    }
    const seenBytes = this.#head.length;
    const head = seenBytes === 0 ? bytes : Buffer.concat([this.#head, bytes]);
    const end = head.indexOf(HEAD_END);
    if ((end < 0 ? head.length : end) > MAX_HEAD_BYTES) {
      throw new HeadError('HPE_HEADER_OVERFLOW');
    }
    if (end < 0) {
      this.#head = head;
      return bytes.length;
    }
    this.#head = EMPTY;
    this.#body = this.#bodyOf(head.toString('latin1', 0, end));
    const bodyStart = end + HEAD_END.length - seenBytes;
    return bodyStart + this.#body.take(bytes.subarray(bodyStart));
  }

  #bodyOf(head: string): Body {
    this.keepAlive = fieldIn(head, KEEP_ALIVE) ?? '';
    const length = fieldIn(head, CONTENT_LENGTH);
    const coding = fieldIn(head, TRANSFER_ENCODING);
    if (coding !== undefined) {
      return length === undefined && coding.toLowerCase() === 'chunked' ? new ChunkedBody() : new Body(ENDLESS);
    }
    if (length !== undefined) {
      return new Body(/^\d{1,15}$/.test(length) ? Number(length) : ENDLESS);
    }
    return new Body(/^HTTP\/1\.[01] (204|304)/.test(head) ? 0 : ENDLESS);
  }
}

/** The value of a field; those of a repeated one are joined by commas. */
function fieldIn(head: string, field: RegExp): string | undefined {
  const values = head.match(field);
  return values?.map((line) => line.slice(line.indexOf(':') + 1).trim()).join(', ');
}

/** Up to the end of the connection. */
const ENDLESS = Number.POSITIVE_INFINITY;

/** A body of a known number of bytes. */
class Body {
  #leftBytes: number;

  constructor(bytes: number) {
    this.#leftBytes = bytes;
  }

  get isWhole(): boolean {
    return this.#leftBytes === 0;
  }

  /** @returns how many of the bytes belong to it. */
  take(bytes: Buffer): number {
    const taken = Math.min(bytes.length, this.#leftBytes);
    this.#leftBytes -= taken;
    return taken;
  }
}

/** A body of chunks, each with its size before it; one of size 0 and trailers are its end. */
class ChunkedBody extends Body {
  /** The data of a chunk, with its line end. */
  #chunk: Body = new Body(0);
  /** The part of a size line or a trailer that has arrived. */
  #line = '';
  #isTrailer = false;
  #isWhole = false;

  constructor() {
    super(ENDLESS);
  }

  override get isWhole(): boolean {
    return this.#isWhole;
  }

  override take(bytes: Buffer): number {
    let at = 0;
    while (at < bytes.length && !this.#isWhole) {
      at += this.#chunk.isWhole ? this.#takeLine(bytes.subarray(at)) : this.#chunk.take(bytes.subarray(at));
    }
    return at;
  }

  #takeLine(bytes: Buffer): number {
    const end = bytes.indexOf('\n') + 1;
    this.#line += bytes.toString('latin1', 0, end || bytes.length);
    if (this.#line.length > MAX_HEAD_BYTES) {
      throw new HeadError('HPE_HEADER_OVERFLOW');
    }
    if (end === 0) {
      return bytes.length;
    }
    if (this.#isTrailer) {
      this.#isWhole = this.#line.trimEnd() === '';
    } else {
      this.#begin(Number.parseInt(this.#line, 16));
    }
    this.#line = '';
    return end;
  }

  #begin(bytes: number): void {
    this.#isTrailer = bytes === 0;
    if (!this.#isTrailer) {
      this.#chunk = new Body(bytes > 0 ? bytes + LINE_END.length : ENDLESS);
    }
  }
}
