import type { ErrorCode } from '../../graphql/error-codes.js';

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  408: 'REQUEST_TIMEOUT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  431: 'PAYLOAD_TOO_LARGE',
};

/** The code of a request that is refused with a status before it becomes an operation. */
export function refusalCode(status: number): ErrorCode {
  return CODE_OF_STATUS[status] ?? 'BAD_REQUEST';
}
