import type { IncomingHttpHeaders } from 'node:http';
import { PublicError } from '../../graphql/errors.js';

/**
 * For how many milliseconds a caller waits for its answer, by its `x-request-timeout-ms`; for ever where it says nothing.
 *
 * @throws {PublicError} `BAD_REQUEST` when it is no whole number from 1 to 999999999.
 */
export function readRequestTimeout({ 'x-request-timeout-ms': header }: IncomingHttpHeaders): number {
  if (header === undefined) {
    return Number.POSITIVE_INFINITY;
  }
  const timeoutMs = /^\d{1,9}$/.test(String(header)) ? Number(header) : 0;
  if (timeoutMs === 0) {
    throw new PublicError('BAD_REQUEST', {
      message: 'Expected an x-request-timeout-ms of 1 to 999999999 milliseconds.',
    });
  }
  return timeoutMs;
}
