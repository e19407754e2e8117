import { maxHeaderSize } from 'node:http';

/** As bytes, so that a search need not encode a text each time. */
export const HEAD_END = Buffer.from('\r\n\r\n');

/** Of the head of an answer, and of the interim answers before it in all. */
export const MAX_HEAD_BYTES = maxHeaderSize;

/** An answer has no usable head. Has the code that Node's own parser gives. */
export class HeadError extends Error {
  override readonly name = 'HeadError';
  readonly code: 'HPE_HEADER_OVERFLOW' | 'HPE_INVALID_STATUS';

  constructor(code: HeadError['code']) {
    super('The answer has no usable head.');
    this.code = code;
  }
}
