import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from '../../log/logger.js';

/**
 * Warns, once, where a proxy names its clients and nobody said that it may: all of them share one address then, and so what
 * one address may do.
 */
export function warnOfForwarded(
  trustedProxies: readonly string[],
  logger: Logger,
): (headers: IncomingHttpHeaders) => void {
  let isDone = trustedProxies.length > 0;
  return (headers) => {
    if (!isDone && headers['x-forwarded-for'] !== undefined) {
      isDone = true;
      logger.warn(
        'X-Forwarded-For arrived, but TRUSTED_PROXIES is not set: all clients behind a proxy count as one address',
      );
    }
  };
}
