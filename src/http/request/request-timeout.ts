import type { IncomingHttpHeaders } from 'node:http';
import { PublicError } from '../../graphql/errors.js';

/**
 * How long a client waits for its answer, in milliseconds, from `x-request-timeout-ms`; Infinity without it.
 *
 * @throws {PublicError} `BAD_REQUEST` if it is not a whole number from 1 to 999999999.
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
